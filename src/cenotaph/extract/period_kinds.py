"""What the date grammars hand to each other: a found period over lexemes, and what relative words relate to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cenotaph.extract.calendar_days import UNDATED, Days
from cenotaph.model import DatePrecision

__all__ = ["Found", "PeriodKind", "Reference"]


class PeriodKind(StrEnum):
    """How a period is expressed.

    ``point`` a named day; ``range`` a named month, year or span; ``relative`` counted from the publication
    (or from the anchor); ``open`` with one end unsaid ("since 2015"); ``recurring`` "every Friday";
    ``vague`` "recently", kept for its words and never dated.
    """

    POINT = "point"
    RANGE = "range"
    RELATIVE = "relative"
    OPEN = "open"
    RECURRING = "recurring"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Reference:
    """What relative expressions relate to; None is not known, and leaves them undated."""

    published: date | None
    anchor: date | None


@dataclass(frozen=True, slots=True)
class Found:
    """A period at lexemes ``first:last``. ``month_day``: month and day (None: whole month) said without a year."""

    first: int
    last: int
    kind: PeriodKind
    days: Days = UNDATED
    precision: DatePrecision | None = None
    month_day: tuple[int, int | None] | None = None
    weekday: int | None = None
