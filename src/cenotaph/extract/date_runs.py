"""Periods told by how long they ran: "the week to 16 August", "the year to March", "January to date"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cenotaph.extract.calendar_days import Days, month_days, precision_of, shift, shift_months
from cenotaph.extract.date_absolute import Named, month_at, read_named, year_at
from cenotaph.extract.date_ranges import from_named
from cenotaph.extract.date_relative import read_weekday
from cenotaph.extract.lexemes import Lexemes
from cenotaph.extract.number_words import read_cardinal
from cenotaph.extract.period_kinds import Found, PeriodKind, Reference

__all__ = ["read_run"]

_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_LINKS = (
    ("to",), ("ending", "on"), ("ending",), ("ended", "on"), ("ended",), ("that", "ended", "on"), ("that", "ended"),
    ("which", "ended", "on"), ("which", "ended"), ("up", "to"), ("through",), ("until",), ("till",),
    ("commencing",), ("beginning", "on"), ("beginning",), ("starting", "on"), ("starting",), ("from",), ("of",),
)  # fmt: skip
_FORWARD = {"commencing", "beginning", "starting", "from", "of"}  # the day they name is the first
_DETERMINED = ("the", "a", "this", "last")
_MOST = 400  # units; more is no length of a period


def read_run(lexemes: Lexemes, i: int, to: Reference) -> Found | None:
    """A period that ends on a named day or at the publication, by its length or by its beginning."""
    return _length(lexemes, i, to) or _to_date(lexemes, i, to) or _year_to_day(lexemes, i)


def _length(lexemes: Lexemes, i: int, to: Reference) -> Found | None:
    """ "the week to 16 August", "week of 3 June", "the three months to June": so many units up to the end of what
    is named, or from it on; ``i`` is at the unit."""
    word = lexemes.at(i)
    unit = word.removesuffix("s")
    if unit not in _DAYS and unit not in _MONTHS:
        return None
    amount = _amount(lexemes, i)
    link = next((words for words in _LINKS if lexemes.words(i + 1, words)), None)
    if link is None or (amount is None and word != unit) or (unit == "day" and amount is None):
        return None
    forward = bool(_FORWARD & set(link))
    if forward and unit in _MONTHS:
        return None
    k = i + 1 + len(link)
    k += lexemes.at(k) in ("on", "the", "end")
    k += lexemes.at(k) == "of"
    end = _end(lexemes, k, to, whole=amount is not None or lexemes.at(i - 1) in _DETERMINED)
    if end is None or end.days.latest is None or (forward and end.days.earliest != end.days.latest):
        return None
    days = _span(end.days.latest, amount or 1, unit, forward=forward)
    if days is None:
        return None
    if to.published is not None:
        days = days.clipped(to.published)
    return Found(i - (amount is not None), end.last, PeriodKind.RANGE, days, precision_of(days))


def _amount(lexemes: Lexemes, i: int) -> int | None:
    """How many units, by the number right before ``i``."""
    number = read_cardinal(lexemes, i - 1)
    if number is None or number.value is None or number.last != i or number.value.denominator != 1:
        return None
    return int(number.value) if 1 <= number.value <= _MOST else None


def _end(lexemes: Lexemes, k: int, to: Reference, *, whole: bool) -> Found | None:
    """The day named at ``k``, and where ``whole`` also a month or year, up to its last day."""
    named = read_named(lexemes, k, cued=True) or (_month(lexemes, k) if whole else None)
    if named is None:
        return read_weekday(lexemes, k, to)
    if named.readings or (named.day is None and not whole):
        return None
    end = from_named(named, to.published)
    if named.day is not None or named.month is None or end.days.latest is None:
        return end
    latest = end.days.latest  # also what is not past yet
    return replace(end, days=month_days(latest.year, latest.month))


def _span(day: date, amount: int, unit: str, *, forward: bool) -> Days | None:
    """So many units that begin or end on ``day``."""
    if unit in _MONTHS:
        following = shift(day, 1)
        start, end = shift_months(following, -_MONTHS[unit] * amount) if following else None, day
    else:
        length = _DAYS[unit] * amount - 1
        start, end = (day, shift(day, length)) if forward else (shift(day, -length), day)  # type: ignore[assignment]
    return Days(start, end) if start is not None and end is not None and start <= end else None


def _to_date(lexemes: Lexemes, i: int, to: Reference) -> Found | None:
    """ "January to date", "2014 to date", "the year to date"."""
    if to.published is None:
        return None
    named = read_named(lexemes, i) if lexemes.at(i + 2) == "to" or lexemes.at(i + 3) == "to" else None
    if named is not None and named.day is not None and lexemes.at(named.last) == "to":  # "1 January to date"
        first = from_named(named, to.published).days.earliest if lexemes.at(named.last + 1) == "date" else None
        run = Days(first, to.published) if first is not None and first <= to.published else None
        return Found(i, named.last + 2, PeriodKind.OPEN, run, precision_of(run)) if run is not None else None
    if lexemes.at(i + 1) != "to" or lexemes.at(i + 2) != "date":
        return None
    month, year = month_at(lexemes, i), year_at(lexemes, i)
    if lexemes.at(i) == "year":
        start = date(to.published.year, 1, 1)
    elif month is not None:
        past = month[0] <= to.published.month
        start = date(max(1, to.published.year - (not past)), month[0], 1)
    elif year is not None:
        start = date(year, 1, 1)
    else:
        return None
    if start > to.published:
        return None
    days = Days(start, to.published)
    return Found(i, i + 3, PeriodKind.OPEN, days, precision_of(days))


def _year_to_day(lexemes: Lexemes, i: int) -> Found | None:
    """ "2014 to 15 February": from the first day of the year."""
    year = year_at(lexemes, i)
    if year is None or lexemes.at(i + 1) not in ("to", "until", "till"):
        return None
    named = read_named(lexemes, i + 2)
    if named is None or named.day is None or named.month is None or named.year not in (None, year):
        return None
    try:
        days = Days(date(year, 1, 1), date(year, named.month, named.day))
    except ValueError:  # 30 February
        return None
    return Found(i, named.last, PeriodKind.RANGE, days, precision_of(days))


def _month(lexemes: Lexemes, k: int) -> Named | None:
    """A bare month, also one that is a person's name."""
    month = month_at(lexemes, k)
    return Named(k, month[1], None, month[0]) if month is not None else None
