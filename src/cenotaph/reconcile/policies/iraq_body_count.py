"""``iraq-body-count``: minimum and maximum over voices that are independent, at least two of them.

Iraq Body Count, Methods: each incident has minimum and maximum deaths and injuries (3 Data extraction), the range
that is given where sources differ; what fewer than two independent data sources carry is tagged provisional
(1 Overview).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from cenotaph.model import Measure
from cenotaph.reconcile.measures import measure_words
from cenotaph.reconcile.policies.base import MeasureAnswer
from cenotaph.reconcile.policies.case import Case, Named
from cenotaph.reconcile.policies.ranges import nobody, notes_on, spread, spread_answer, voices_named
from cenotaph.reconcile.voices import Independence

__all__ = ["IraqBodyCountPolicy"]

_TWO = 2


class IraqBodyCountPolicy:
    """Minimum and maximum; what one voice alone reports is provisional. A reprint is not a second voice."""

    name = "iraq-body-count"

    def answer(self, case: Case, measure: Measure) -> MeasureAnswer:
        """No figure below two voices: their range stands apart as provisional."""
        named = case.named(measure)
        if not named:
            return nobody(case, measure)
        if len({one.voice for one in named}) < _TWO:
            apart, _, _ = spread(case, measure, named, "policy iraq-body-count: one voice, provisional")
            reason = f"One voice alone, {voices_named(named[:1])}, says how many were {measure_words(measure)}."
            return MeasureAnswer(measure=measure, figure=None, refusal=reason, provisional=apart)
        found = spread_answer(case, measure, named, "policy iraq-body-count")
        return MeasureAnswer(
            measure=measure,
            figure=found.figure,
            lowest=found.lowest,
            highest=found.highest,
            notes=(*_unknown(case, named), *_alone(named), *notes_on(named)),
        )


def _unknown(case: Case, named: Sequence[Named]) -> tuple[str, ...]:
    """That no two of the voices are known to be independent, where it is so: apart is not proof of independent."""
    pairs = combinations([one.claim.id for one in named], 2)
    if any(case.voices.independence(a, b) is Independence.INDEPENDENT for a, b in pairs):
        return ()
    return ("They are voices apart; that any two are independent of each other is not known.",)


def _alone(named: Sequence[Named]) -> tuple[str, ...]:
    """Whose the highest figure is, where one voice alone goes so far."""
    top = max(one.most for one in named)
    above = [one for one in named if one.most == top]
    others = {one.voice for one in named if one.most < top}
    if len({one.voice for one in above}) > 1 or not others:
        return ()
    return (f"The highest figure is that of one voice, {voices_named(above[:1])}.",)
