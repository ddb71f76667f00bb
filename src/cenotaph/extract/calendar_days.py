"""Calendar arithmetic for periods: intervals of days, their UCDP precision, and dates said without a year."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from cenotaph.model import DatePrecision

__all__ = [
    "UNDATED",
    "Days",
    "month_days",
    "precision_of",
    "season_days",
    "shift",
    "shift_months",
    "third",
    "year_days",
]


@dataclass(frozen=True, slots=True)
class Days:
    """An interval of days, both ends included; None is an end that is not known."""

    earliest: date | None
    latest: date | None

    def clipped(self, published: date) -> Days:
        """Nothing after ``published``, for expressions that can only speak of what has been."""
        if self.earliest is None or self.latest is None or self.earliest > published:
            return self
        return Days(self.earliest, min(self.latest, published))


UNDATED = Days(None, None)


def precision_of(days: Days) -> DatePrecision | None:
    """UCDP date precision by length: 1 day, 2-6 days, a week, up to 31 days, up to a year, longer or open."""
    if days.earliest is None and days.latest is None:
        return None
    if days.earliest is None or days.latest is None:
        return DatePrecision.OPEN
    length = (days.latest - days.earliest).days + 1
    for limit, precision in (
        (1, DatePrecision.DAY),
        (6, DatePrecision.FEW_DAYS),
        (8, DatePrecision.WEEK),  # "the past week" runs from the same weekday: eight days, both counted
        (32, DatePrecision.MONTH),
        (367, DatePrecision.YEAR),
    ):
        if length <= limit:
            return precision
    return DatePrecision.OPEN


def shift(day: date | None, days: int) -> date | None:
    """``day`` moved by ``days``; None stays None, and so does what falls out of the calendar."""
    if day is None:
        return None
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def shift_months(day: date, months: int) -> date | None:
    """``day`` moved by whole months, to the month's last day where it is shorter; None out of the calendar."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_days(year: int, month: int) -> Days:
    """The days of a month."""
    return Days(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def year_days(year: int) -> Days:
    """The days of a year."""
    return Days(date(year, 1, 1), date(year, 12, 31))


def third(year: int, month: int | None, part: str) -> Days:
    """The early, mid or late third of a month (days 1-10, 11-20, 21-end) or of a year (four months each)."""
    index = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1}.get(part, 2)
    if month is None:
        return Days(date(year, 4 * index + 1, 1), month_days(year, 4 * index + 4).latest)
    last = month_days(year, month).latest if index == 2 else date(year, month, 10 * index + 10)
    return Days(date(year, month, 10 * index + 1), last)


def season_days(year: int, kind: str) -> Days:
    """A season whose hemisphere is not known: the year, or from December before to February after ("turn")."""
    if kind == "year":
        return year_days(year)
    return Days(date(year - 1, 12, 1), month_days(year + 1, 2).latest)
