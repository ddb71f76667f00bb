"""A cell that holds a day, a month, a year or a span of days -> Period; what may be two days is not guessed."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from cenotaph.archive.lists.words import months, plain, tokens, value_words
from cenotaph.model import DatePrecision, Period

__all__ = ["DAY_FIRST", "MONTH_FIRST", "UnreadError", "order_shown", "read_period", "two_orders"]

DAY_FIRST, MONTH_FIRST = "day first", "month first"

_TIME = r"(?:[t ]\s*\d{1,2}:\d{2}.*)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}|\d{{2}})\s*(?:г|р)?\.?{_TIME}")
_YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_YEAR = re.compile(r"(\d{4})(?:\.0+)?\s*(?:г|р|г\.?\s*р)?\.?")
_SPAN = re.compile(r"\s+(?:-|–|—|to|until|до|a|bis|الى|إلى)\s+|(?<=\d{4})\s*[–—]\s*(?=\d)")
_WORDS = re.compile(r"\d+|[^\W\d_]+")
# what may stand beside a day, a month and a year without saying anything
_BESIDE = "beside_a_day"
# a year outside is a slip, or of another calendar (Hijri 1438, Persian 1396)
_YEARS = range(1850, 2101)


class UnreadError(ValueError):
    """A cell that cannot be read; its text says why, in words that fit behind the value."""


def order_shown(words: str) -> str | None:
    """Which of day and month stands first in ``03/25/2017``, where it can only be one; None for other cells."""
    match = _YEAR_LAST.fullmatch(plain(words))
    if match is None or match[2] == ".":
        return None
    first, second = int(match[1]), int(match[3])
    if first > 12 >= second > 0:
        return DAY_FIRST
    if second > 12 >= first > 0:
        return MONTH_FIRST
    return None


def two_orders(words: str) -> bool:
    """Whether the cell is one day if the day stands first and another if the month does."""
    match = _YEAR_LAST.fullmatch(plain(words))
    return (
        match is not None and match[2] != "." and match[1] != match[3] and max(int(match[1]), int(match[3])) <= 12
    )


@lru_cache(maxsize=65536)
def read_period(words: str, order: str | None = None) -> Period:
    """The days that a cell stands for; ``order`` is that of the column, for cells that do not show theirs.

    Raises UnreadError. With full stops the day always comes first.

    >>> read_period("03/04/2017", "day first").earliest
    datetime.date(2017, 4, 3)
    """
    text = plain(words)
    ends = _SPAN.split(text)
    if len(ends) == 2:
        first, last = _stretch(ends[0], order), _stretch(ends[1], order)
        if first[0] > last[1]:
            raise UnreadError("ends before it starts")
        days = (first[0], last[1])
    else:
        days = _stretch(text, order)
    return Period(text=" ".join(words.split()), earliest=days[0], latest=days[1], precision=_precision(*days))


def _precision(first: date, last: date) -> DatePrecision:
    length = (last - first).days + 1
    steps = (
        (1, DatePrecision.DAY),
        (6, DatePrecision.FEW_DAYS),
        (7, DatePrecision.WEEK),
        (31, DatePrecision.MONTH),
    )
    for most, precision in steps:
        if length <= most:
            return precision
    return DatePrecision.YEAR if length <= 366 else DatePrecision.OPEN


def _stretch(text: str, order: str | None) -> tuple[date, date]:
    if match := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        groups = match.groups()
        return _days(int(groups[0]), int(groups[-2]), int(groups[-1]))
    if match := _YEAR_LAST.fullmatch(text):
        return _year_last(match, order)
    if match := _YEAR_MONTH.fullmatch(text):
        return _days(int(match[1]), int(match[2]), 0)
    if match := _MONTH_YEAR.fullmatch(text):
        return _days(int(match[2]), int(match[1]), 0)
    if match := _YEAR.fullmatch(text):
        return _days(int(match[1]), 0, 0)
    return _in_words(text)


def _year_last(match: re.Match[str], order: str | None) -> tuple[date, date]:
    first, mark, second, year = int(match[1]), match[2], int(match[3]), match[4]
    if len(year) == 2:
        raise UnreadError("has a year of two digits")
    if mark == "." or first > 12:
        return _days(int(year), second, first)
    if second > 12:
        return _days(int(year), first, second)
    if order is None and first != second:
        raise UnreadError("may be one of two days: the column does not show whether day or month stands first")
    return _days(int(year), *((first, second) if order == MONTH_FIRST else (second, first)))


def _in_words(text: str) -> tuple[date, date]:
    """``12 March 2017``, ``March 2017``, ``12 марта 2017 г.``: one month by name, one year, at most one day."""
    words = tokens(" ".join(_WORDS.findall(text)))
    month = day = year = 0
    at = 0
    while at < len(words):
        pair = " ".join(words[at : at + 2])
        size = 2 if pair in months() else 1
        word = pair if size == 2 else words[at]
        if word in months() and not month:
            month = months()[word]
        elif word.isdecimal() and len(word) == 4 and not year:
            year = int(word)
        elif word.isdecimal() and len(word) <= 2 and not day:
            day = int(word)
        elif word not in value_words(_BESIDE, "words"):
            raise UnreadError("is not a day")
        at += size
    if not (month and year):
        raise UnreadError("names no year" if month else "is not a day")
    return _days(year, month, day)


def _days(year: int, month: int, day: int) -> tuple[date, date]:
    """The days of a day, or of a month (``day`` 0), or of a year (``month`` 0 too)."""
    if year not in _YEARS:
        raise UnreadError(f"has the year {year}, which is not one of our calendar and time")
    try:
        if day and month:
            return date(year, month, day), date(year, month, day)
        if month:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    except ValueError:
        raise UnreadError("is no day of the calendar") from None
    if day:
        raise UnreadError("has a day and no month")
    return date(year, 1, 1), date(year, 12, 31)
