"""The days that a question names: 2017, 2018-02, 2018-02-07, 7 February 2018, February 7, 2018."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date

__all__ = ["day_words", "days_at"]

_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MONTHS = {form.casefold(): n for n, name in enumerate(_NAMES, start=1) for form in (name, name[:3])} | {"sept": 9}
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?$")
_YEAR = re.compile(r"(?:19|20)\d\d$")


def days_at(words: Sequence[str], start: int) -> tuple[date, date, int] | None:
    """The first and the last day that the words from ``start`` name, and the index behind them; None for no day.

    A day of no calendar (31 February) is no day.
    """
    for read in (_iso, _day_month_year, _month_day_year, _month_year):
        found = read([word.casefold() for word in words[start : start + 4]])
        if found is not None:
            parts, used = found
            span = _span(*parts)
            return None if span is None else (*span, start + used)
    return None


def _span(year: int, month: int | None, day: int | None) -> tuple[date, date] | None:
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError:  # IllegalMonthError is one
        return None


_Parts = tuple[tuple[int, int | None, int | None], int]


def _iso(words: Sequence[str]) -> _Parts | None:
    found = _ISO.match(words[0]) if words else None
    if found is None or not _YEAR.match(found[1]):
        return None
    return (int(found[1]), int(found[2]) if found[2] else None, int(found[3]) if found[3] else None), 1


def _day_month_year(words: Sequence[str]) -> _Parts | None:
    if len(words) < 3 or words[1] not in _MONTHS or not _DAY.match(words[0]) or not _YEAR.match(words[2]):
        return None
    return (int(words[2]), _MONTHS[words[1]], _day(words[0])), 3


def _month_day_year(words: Sequence[str]) -> _Parts | None:
    if not words or words[0] not in _MONTHS:
        return None
    rest = [word for word in words[1:] if word != ","]
    if len(rest) < 2 or not _DAY.match(rest[0]) or not _YEAR.match(rest[1]):
        return None
    return (int(rest[1]), _MONTHS[words[0]], _day(rest[0])), words.index(rest[1], 2) + 1


def _month_year(words: Sequence[str]) -> _Parts | None:
    if len(words) < 2 or words[0] not in _MONTHS or not _YEAR.match(words[1]):
        return None
    return (int(words[1]), _MONTHS[words[0]], None), 2


def _day(word: str) -> int:
    found = _DAY.match(word)
    assert found is not None
    return int(found[1])


def day_words(day: date) -> str:
    """``7 February 2018``."""
    return f"{day.day} {_NAMES[day.month - 1]} {day.year}"
