"""``ucdp``: best, low and high as the Uppsala Conflict Data Program codes an event.

Codebook of the UCDP Georeferenced Event Dataset: low is the lowest reliable, high the highest reliable estimate,
best the most likely. Which of several is reliable, and likeliest, is a coder's judgement there; here it is the rank
below, the same for everybody, and the lower of equals.
"""

from __future__ import annotations

from collections.abc import Sequence

from cenotaph.model import ActorKind, Measure, Modality
from cenotaph.reconcile.policies.base import MeasureAnswer
from cenotaph.reconcile.policies.case import Case, Named
from cenotaph.reconcile.policies.ranges import nobody, notes_on, spread, voices_named

__all__ = ["UcdpPolicy"]

_FIRM = {Modality.FACT, Modality.PROBABLE}
_INDEPENDENT, _INTERESTED, _HEARSAY = range(3)


class UcdpPolicy:
    """Low, best and high over the reliable sources; hearsay counts where there is nothing firmer."""

    name = "ucdp"

    def answer(self, case: Case, measure: Measure) -> MeasureAnswer:
        """Best is left out where the reliable sources only name ceilings."""
        named = case.named(measure)
        if not named:
            return nobody(case, measure)
        reliable = [one for one in named if _rank(case, one) < _HEARSAY] or list(named)
        best, likeliest = _best(case, reliable)
        figure, lowest, highest = spread(case, measure, reliable, "policy ucdp", best)
        return MeasureAnswer(
            measure=measure,
            figure=figure,
            lowest=lowest,
            likeliest=tuple(one.claim.id for one in likeliest),
            highest=highest,
            notes=(*_notes(case, named, reliable, likeliest), *notes_on(reliable)),
        )


def _rank(case: Case, one: Named) -> int:
    """0 firm and by a named source that has no part in it; 1 firm, by a party or unnamed; 2 alleged or hearsay."""
    if one.claim.modality not in _FIRM:
        return _HEARSAY
    apart = one.claim.id not in case.parties and one.claim.speaker.kind is not ActorKind.ANONYMOUS
    return _INDEPENDENT if apart else _INTERESTED


def _best(case: Case, reliable: Sequence[Named]) -> tuple[int | None, list[Named]]:
    """The lowest figure that the most reliable of those who name one name."""
    pointing = [(_rank(case, one), one.point, one) for one in reliable if one.point is not None]
    if not pointing:
        return None, []
    first = min(rank for rank, _, _ in pointing)
    best = min(point for rank, point, _ in pointing if rank == first and point is not None)
    return best, [one for rank, point, one in pointing if rank == first and point == best]


def _notes(
    case: Case, named: Sequence[Named], reliable: Sequence[Named], likeliest: Sequence[Named]
) -> tuple[str, ...]:
    kept = {one.claim.id for one in reliable}
    notes = []
    if left := [one for one in named if one.claim.id not in kept]:
        notes.append(f"Not counted as reliable: {voices_named(left)}, alleged or hearsay.")
    if all(_rank(case, one) == _HEARSAY for one in reliable):
        notes.append("Everything here is alleged or hearsay: there is no firmer source.")
    elif likeliest and all(_rank(case, one) == _INTERESTED for one in likeliest):
        notes.append("Only parties or unnamed sources name a figure: none is more reliable than another.")
    return tuple(notes)
