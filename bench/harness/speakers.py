"""How many recorded sources a contender finds, given the content that is attributed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from harness.datasets import Case
from harness.shares import Share

__all__ = ["sources_found"]


def sources_found(cases: Sequence[Case], answers: dict[str, dict[str, Any]]) -> dict[str, Share]:
    """``sources found`` (right answers over all attributions) and ``precision`` (right answers over answers).

    An answer is the span of the word that heads a source; it is right when it lies in the recorded source. A case
    without answers counts as silence.
    """
    recorded = answered = right = 0
    for case in cases:
        sources = answers.get(case.id, {}).get("sources") or [None] * len(case.attributions)
        for head, (gold, _) in zip(sources, case.attributions, strict=True):
            recorded += 1
            answered += head is not None
            right += head is not None and any(head[0] < end and start < head[1] for start, end in gold)
    return {"sources found": Share(right, recorded), "precision": Share(right, answered)}
