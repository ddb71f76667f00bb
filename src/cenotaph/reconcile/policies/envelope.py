"""``envelope``: the lowest low to the highest high of everything that is claimed."""

from __future__ import annotations

from cenotaph.model import Measure
from cenotaph.reconcile.envelopes import answering, countable, hull
from cenotaph.reconcile.policies.base import MeasureAnswer
from cenotaph.reconcile.policies.case import Case
from cenotaph.reconcile.policies.ranges import nobody

__all__ = ["EnvelopePolicy"]


class EnvelopePolicy:
    """All that is claimed, replaced figures too; the same range as the reckoning's envelope of the question."""

    name = "envelope"

    def answer(self, case: Case, measure: Measure) -> MeasureAnswer:
        """Open ends stay open; None where nobody gives a number."""
        used = answering(case.evidence, countable(case.evidence), measure, case.group)
        if not used:
            return nobody(case, measure)
        figure = hull(case.evidence, used, measure, ("policy envelope",))
        return MeasureAnswer(
            measure=measure,
            figure=figure,
            lowest=tuple(a.claim.id for a in used if a.low == figure.low),
            highest=tuple(a.claim.id for a in used if a.high == figure.high),
        )
