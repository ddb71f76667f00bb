"""5: lists of the named dead -> how many are on none of them, or why no honest number exists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cenotaph.estimate.base import LEVEL, Estimator, Fit, dense
from cenotaph.estimate.judged import Progress, Recall, judge
from cenotaph.estimate.record import Assumption, Estimate, ListUse, Waiver
from cenotaph.estimate.registry import estimators, get_estimator
from cenotaph.estimate.settings import WAIVABLE, Asked
from cenotaph.model import CaptureTable

__all__ = [
    "LEVEL",
    "WAIVABLE",
    "Asked",
    "Assumption",
    "Estimate",
    "Estimator",
    "Fit",
    "ListUse",
    "Recall",
    "Waiver",
    "dense",
    "estimate",
    "estimators",
    "get_estimator",
    "judge",
]


def estimate(
    table: CaptureTable,
    *,
    models: Sequence[str] = (),
    merge: Sequence[Sequence[str]] = (),
    assume: str | Sequence[str] = (),
    signed: str | None = None,
    waive: Mapping[str, str] | None = None,
    windows: Mapping[str, str] | None = None,
    definitions: Mapping[str, str] | None = None,
    linked: bool = False,
    diagnose: bool = True,
    seed: int = 0,
    level: float = LEVEL,
    on_progress: Progress | None = None,
) -> Estimate:
    """How many people are on none of the lists, or why no honest number exists.

    ``models`` are names (none: all that there are); ``assume`` says what makes the number knowable, as the code of
    a known assumption or in one's own words, and ``signed`` who stands for it: without one there is no headline,
    only each model's word. ``waive`` sets a rule aside with a reason (``WAIVABLE``). A refusal is a result. Raises
    UsageError for settings that make no sense and NotFoundError for a model that is not there.
    """
    asked = Asked(
        models=tuple(models),
        merge=tuple(tuple(names) for names in merge),
        assume=(assume,) if isinstance(assume, str) else tuple(assume),
        signed=signed,
        waive=waive or {},
        windows=windows or {},
        definitions=definitions or {},
        linked=linked,
        diagnose=diagnose,
        seed=seed,
        level=level,
    )
    chosen = [get_estimator(name) for name in asked.models or estimators()]
    return judge((table,), chosen, asked, on_progress=on_progress)
