"""Periods told by how long they had run: "the week to 16 August", "the year to March", "January to date"."""

from __future__ import annotations

from datetime import date

from cenotaph.extract.calendar_days import Days, month_days, precision_of, shift, shift_months
from cenotaph.extract.date_absolute import Named, month_at, read_named, year_at
from cenotaph.extract.date_ranges import from_named
from cenotaph.extract.lexemes import Lexemes
from cenotaph.extract.lexicon import table
from cenotaph.extract.period_kinds import Found, PeriodKind, Reference

__all__ = ["read_run"]

_UNITS = {"week": 7, "fortnight": 14, "month": 0, "quarter": 0, "year": 0, "day": 1}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_ENDS = ("to", "ending", "ended", "until", "till")
_DETERMINED = ("the", "a", "this", "last")


def read_run(lexemes: Lexemes, i: int, to: Reference) -> Found | None:
    """A period that ends on a named day or at the publication, by its length or by its beginning."""
    return _length(lexemes, i, to) or _to_date(lexemes, i, to) or _year_to_day(lexemes, i)


def _length(lexemes: Lexemes, i: int, to: Reference) -> Found | None:
    """ "the week to 16 August", "the three months to June": the days up to the end of what is named."""
    unit = lexemes.at(i).removesuffix("s")
    if unit not in _UNITS or lexemes.at(i + 1) not in _ENDS:
        return None
    amount = _number(lexemes.at(i - 1))
    if amount is None and lexemes.at(i - 1) not in _DETERMINED:
        return None
    k = i + 2 + (lexemes.at(i + 2) in ("on", "the", "end"))
    k += lexemes.at(k) == "of"
    named = read_named(lexemes, k, cued=True) or _month(lexemes, k)
    if named is None or named.readings:
        return None
    end = from_named(named, to.published)
    latest = end.days.latest
    if latest is None:
        return None
    if named.day is None and named.month is not None:
        latest = month_days(latest.year, latest.month).latest or latest  # also what is not past yet
    many = amount or 1
    after = shift(latest, 1)
    if unit in _MONTHS:
        start = shift_months(after, -_MONTHS[unit] * many) if after is not None else None
    else:
        start = shift(latest, 1 - _UNITS[unit] * many)
    if start is None or start > latest:
        return None
    days = Days(start, latest).clipped(to.published) if to.published is not None else Days(start, latest)
    first = i if amount is None else i - 1
    return Found(first, named.last, PeriodKind.RANGE, days, precision_of(days))


def _to_date(lexemes: Lexemes, i: int, to: Reference) -> Found | None:
    """ "January to date", "2014 to date", "the year to date"."""
    if lexemes.at(i + 1) != "to" or lexemes.at(i + 2) != "date" or to.published is None:
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


def _number(word: str) -> int | None:
    """A small number in figures or words, as many units as nobody doubts."""
    if word.isdecimal() and len(word) <= 2:
        return int(word) or None
    value = table("number_words")["units"].get(word)
    return value if isinstance(value, int) and value > 0 else None


def _month(lexemes: Lexemes, k: int) -> Named | None:
    """A bare month, also one that is a person's name."""
    month = month_at(lexemes, k)
    return Named(k, month[1], None, month[0]) if month is not None else None
