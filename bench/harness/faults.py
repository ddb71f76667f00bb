"""The faults of a run: every wrong number, gathered into classes, the worst first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from contenders.casualty_words import HARM
from harness.datasets import Case
from harness.diagnoses import Fault, diagnose
from harness.halves import Half
from harness.measures import MEASURES, answer_of, wrong

__all__ = ["FaultClass", "excerpt", "gather"]

WIDTH = 150


@dataclass(frozen=True, slots=True)
class FaultClass:
    """One class of error of one measure, with its faults in the order of the set."""

    measure: str
    name: str
    faults: tuple[Fault, ...]

    def examples(self, most: int) -> list[Fault]:
        """Up to ``most`` faults of the half that may be read, short texts first."""
        read = [fault for fault in self.faults if fault.case.half is Half.READ]
        return sorted(read, key=lambda fault: len(fault.case.text))[:most]


def gather(cases: Sequence[Case], answers: dict[str, dict[str, Any]]) -> list[FaultClass]:
    """The classes of error of both measures, most frequent first."""
    found: dict[tuple[str, str], list[Fault]] = defaultdict(list)
    for case in cases:
        for measure in MEASURES:
            gold = getattr(case, measure)
            if gold is not None and wrong(case, answers, measure):
                told = answer_of(case, answers, measure)
                fault = Fault(case, measure, gold, told, answers.get(case.id, {}))
                found[measure, diagnose(fault)].append(fault)
    classes = [FaultClass(measure, name, tuple(faults)) for (measure, name), faults in found.items()]
    return sorted(classes, key=lambda one: (-len(one.faults), one.measure, one.name))


def excerpt(fault: Fault) -> str:
    """About 150 characters around what was counted, else around the first word of the harm, else the beginning."""
    text = fault.case.text
    counted = fault.counted()
    if counted:
        start = counted[0]["anchors"][0]["start"]
    else:
        word = HARM[fault.measure].search(text)
        start = max(0, word.start() - WIDTH // 2) if word else 0
    piece = re.sub(r"\s+", " ", text[start : start + WIDTH]).strip()
    return f"{'…' if start else ''}{piece}{'…' if start + WIDTH < len(text) else ''}"
