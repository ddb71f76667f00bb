"""From the numbers that claims name to the ends of a range, and the words for when there is none."""

from __future__ import annotations

from collections.abc import Sequence

from cenotaph.model import Figure, Measure
from cenotaph.reconcile.measures import measure_words
from cenotaph.reconcile.policies.base import MeasureAnswer
from cenotaph.reconcile.policies.case import Case, Named
from cenotaph.reconcile.words import called, group_words, listing

__all__ = ["nobody", "notes_on", "spread", "spread_answer", "voices_named"]

# how many voices a sentence names before it only counts the rest
_SHOWN = 3


def spread(
    case: Case, measure: Measure, named: Sequence[Named], rule: str, best: int | None = None
) -> tuple[Figure, tuple[str, ...], tuple[str, ...]]:
    """The lowest to the highest figure that ``named`` names, with the ids of the claims at each end.

    The highest of "at least five" is five where another sets an upper end: what these recorders publish is the
    highest figure named, and no bound. Where nobody sets one it is open, as is a lowest that a claim leaves open.
    """
    lows = [one.low for one in named]
    low = None if None in lows else min(low for low in lows if low is not None)
    high = None if _all_floors(named) else max(one.most for one in named)
    figure = case.figure(measure, (low, best, high), named, rule)
    lowest = tuple(one.claim.id for one in named if one.low == low)
    return figure, lowest, tuple(one.claim.id for one in named if high in (None, one.most))


def _all_floors(named: Sequence[Named]) -> bool:
    return all(one.high is None for one in named)


def spread_answer(case: Case, measure: Measure, named: Sequence[Named], rule: str) -> MeasureAnswer:
    """The answer that is the spread of ``named`` and no more."""
    figure, lowest, highest = spread(case, measure, named, rule)
    return MeasureAnswer(measure=measure, figure=figure, lowest=lowest, highest=highest, notes=notes_on(named))


def notes_on(named: Sequence[Named]) -> tuple[str, ...]:
    """What a reader must know of the ends: parts that stand for all, a highest figure that is left open."""
    top = max(one.most for one in named)
    floors = [] if _all_floors(named) else [one for one in named if one.most == top and one.high is None]
    parts = list(dict.fromkeys(group_words(one.claim.group) for one in named if one.part))
    notes = [f"Counted in part only: {listing(parts[:_SHOWN])}; parts are not added up."] if parts else []
    return (*notes, *([f"The highest figure is a floor: {voices_named(floors)} may mean more."] if floors else []))


def nobody(case: Case, measure: Measure) -> MeasureAnswer:
    """The refusal where no claim gives a number: unknown is not zero."""
    silences = case.silences(measure)
    if silences:
        who = listing(list(dict.fromkeys(called(claim.speaker) for claim in silences))[:_SHOWN])
        reason = f"Nobody says how many were {measure_words(measure)}; {who} give no number or say it is not known."
    else:
        reason = f"No claim says how many were {measure_words(measure)}."
    return MeasureAnswer(measure=measure, figure=None, refusal=reason)


def voices_named(named: Sequence[Named]) -> str:
    """The speakers of these, each once: ``Reuters, the US and 2 more``."""
    names = list(dict.fromkeys(called(one.claim.speaker) for one in named))
    more = [f"{len(names) - _SHOWN} more"] if len(names) > _SHOWN else []
    return listing(names[:_SHOWN] + more)
