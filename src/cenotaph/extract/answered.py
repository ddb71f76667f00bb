"""Which of the counts told before a bare figure answers ("7 dead, 43 in hospital. The mayor now says *eight*")."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from cenotaph.extract.draft import Draft
from cenotaph.model import Measure

__all__ = ["answered"]


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
