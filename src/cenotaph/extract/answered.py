"""Which count told before is meant: by a bare figure ("7 dead, 43 in hospital. The mayor now says *eight*"), or by
"the rest" of whom somebody tells."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from cenotaph.extract.draft import Draft
from cenotaph.extract.hits import Hit
from cenotaph.model import Measure

_NEAR = 4  # sentences from a count to the rest of it

__all__ = ["answered", "asked_after", "mean_those_told", "rest_of", "tie_rest"]


def answered(number: int | None, start: int, made: Sequence[Draft], before: Sequence[Draft]) -> Measure | None:
    """The measure of the count that a figure answers, or None where the words leave no choice.

    ``number`` is the figure, ``start`` its offset in the report, ``made`` the counts of its own sentence,
    ``before`` those of earlier ones. A figure that stands before every count of its sentence answers
    what was told earlier; where that sentence counted dead and hurt, the nearer number, of equals the first.
    """
    own = [d for d in made if d.count is not None and d.count_span is not None and d.count_span[0] < start]
    if own or not before:
        return None
    last = [d for d in before if d.unit == before[-1].unit and d.count is not None and d.count.best]
    if len({d.measure for d in last}) < 2 or not number:
        return before[-1].measure if made else None
    return min(last, key=lambda d: abs(log(number / (d.count.best if d.count and d.count.best else 1)))).measure


def asked_after(told: Sequence[Draft]) -> Measure | None:
    """Of which harm a number is kept back by a sentence that names none: that of the counts told last, if nobody
    was killed."""
    last = (
        [d for d in told if d.unit >= told[-1].unit - 1 and (d.count is None or d.count.high != 0)] if told else []
    )
    dead = {Measure.KILLED, Measure.BODIES_FOUND}
    return last[0].measure if last and not dead & {d.measure for d in last} else None


def mean_those_told(hits: Sequence[Hit], before: Sequence[Draft]) -> None:
    """Give hits that only point back the measure of those told of: "The victims were two brothers" are hurt, where
    only the hurt were told of before; "the rest" are of the count that they belong to, or nobody.
    """
    told = [d.measure for d in before if d.count is not None and d.count.high != 0]
    hurt = bool(told) and not {Measure.KILLED, Measure.BODIES_FOUND} & set(told)
    whole = rest_of(before)
    for hit in hits:
        if hurt and hit.rule == "listed" and hit.token.lower_ == "victims":
            hit.measure = told[-1]
        elif hit.rule == "rest":
            hit.measure = whole.measure if whole is not None else hit.measure
            hit.harmed = hit.harmed if whole is not None else []


def rest_of(before: Sequence[Draft]) -> Draft | None:
    """The count that "the rest" belong to: the largest of those told last that is no part of another."""
    counted = [
        d for d in before if d.count is not None and (d.count.best or d.count.low or 0) > 1 and not d.part_of
    ]
    near = [d for d in counted if d.unit >= counted[-1].unit - _NEAR]
    return max(near, key=lambda d: (d.count.best or d.count.low or 0) if d.count else 0, default=None)


def tie_rest(made: Sequence[Draft], before: Sequence[Draft]) -> None:
    """Make those told of as "the rest" a part of the count that they belong to."""
    whole = rest_of(before)
    for draft in made:
        if whole is not None and "frame.rest" in draft.rules:
            draft.part_of, draft.scope = whole, whole.scope
            if "speaker.outlet" in draft.rules and "speaker.outlet" not in whole.rules:
                draft.voice, draft.via = whole.voice, whole.via
                draft.rules.remove("speaker.outlet")
