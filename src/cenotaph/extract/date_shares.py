"""Shares of a month or a year: "first nine months of 2017", "second quarter of 2018", "last week of May"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cenotaph.extract.calendar_days import UNDATED, Days, month_days, precision_of, shift
from cenotaph.extract.date_absolute import Named, month_at, read_named
from cenotaph.extract.date_ranges import from_named
from cenotaph.extract.lexemes import Lexemes
from cenotaph.extract.lexicon import table
from cenotaph.extract.number_words import read_cardinal
from cenotaph.extract.period_kinds import Found, PeriodKind, Reference
from cenotaph.model import DatePrecision

__all__ = ["read_share"]

_SAID = {"day": DatePrecision.FEW_DAYS, "week": DatePrecision.WEEK}


def read_share(lexemes: Lexemes, i: int, to: Reference) -> Found | None:
    """ "first nine months of 2017", "second quarter of 2018", "last three days of March"."""
    ordinals: dict[str, int] = table("number_words")["ordinals"]
    word = lexemes.at(i)
    nth = ordinals.get(word, 1 if word == "opening" else -1 if word in ("last", "final", "latter") else 0)
    if not nth or nth > 4:
        return None
    k, amount = i + 1, 1
    cardinal = read_cardinal(lexemes, k)
    if cardinal is not None and cardinal.value is not None and cardinal.value.denominator == 1:
        k, amount = cardinal.last, int(cardinal.value)
    unit = lexemes.at(k).removesuffix("s") if lexemes.at(k) != "half" else "half"
    if unit == "quarter" and nth > 0 and amount == 1 and lexemes.at(k + 1) != "of" and lexemes.at(i - 1) == "the":
        return _last_quarter(i, k + 1, nth, to)
    if (
        unit not in ("day", "week", "month", "half", "quarter")
        or lexemes.at(k + 1) != "of"
        or (amount > 1 and abs(nth) != 1)
    ):
        return None
    whole = _whole_of(lexemes, k + 2, to)
    if whole is None or not 1 <= amount <= 366:
        return None
    days = _share_days(whole.days, nth, amount, unit)
    if days is None:
        return None
    precision = precision_of(days) or _SAID.get(unit, DatePrecision.YEAR)
    if whole.precision is DatePrecision.YEAR and unit in ("month", "half", "quarter"):
        precision = DatePrecision.MONTH if (amount, unit) == (1, "month") else DatePrecision.YEAR
    kind = PeriodKind.RANGE if whole.kind is not PeriodKind.RELATIVE else PeriodKind.RELATIVE
    return Found(i, whole.last, kind, days, precision, whole.month_day)


def _last_quarter(first: int, last: int, nth: int, to: Reference) -> Found:
    """ "the third quarter", of no year: the latest that had begun."""
    if to.published is None:
        return Found(first, last, PeriodKind.RELATIVE, UNDATED, DatePrecision.YEAR)
    year = to.published.year - (to.published.month <= 3 * (nth - 1))
    days = Days(date(max(1, year), 3 * nth - 2, 1), month_days(max(1, year), 3 * nth).latest)
    return Found(first, last, PeriodKind.RELATIVE, days.clipped(to.published), DatePrecision.YEAR)


def _whole_of(lexemes: Lexemes, k: int, to: Reference) -> Found | None:
    """The month or year that a share is of: named, or "this year", "the year", "last month"; never clipped."""
    k += lexemes.at(k) == "the"
    at = month_at(lexemes, k)
    bare = Named(k, at[1], None, at[0]) if at is not None else None  # "the first week of August"
    named = read_named(lexemes, k, cued=True) or bare
    if named is not None and named.day is None and named.part is None and not named.readings:
        found = from_named(named, to.published)
        if named.year is None and found.days.earliest is not None:
            start = found.days.earliest
            return replace(found, days=month_days(start.year, start.month))
        return found
    if lexemes.at(k) in ("year", "month") and lexemes.at(k - 1) == "the":
        unit, last, back = lexemes.at(k), k + 1, 0
    elif lexemes.at(k) in ("this", "last") and lexemes.at(k + 1) in ("year", "month"):
        unit, last, back = lexemes.at(k + 1), k + 2, int(lexemes.at(k) == "last")
    else:
        return None
    precision = DatePrecision.YEAR if unit == "year" else DatePrecision.MONTH
    if to.published is None:
        return Found(k, last, PeriodKind.RELATIVE, UNDATED, precision)
    year, month = to.published.year, to.published.month
    if unit == "year":
        days = Days(date(max(1, year - back), 1, 1), date(max(1, year - back), 12, 31))
    else:
        before = shift(date(year, month, 1), -1) if back else to.published
        days = month_days(before.year, before.month) if before else UNDATED
    return Found(k, last, PeriodKind.RELATIVE, days, precision)


def _share_days(whole: Days, nth: int, amount: int, unit: str) -> Days | None:
    """The ``nth`` share (-1: the last) of ``whole``; None if it does not fit into it."""
    if whole.earliest is None or whole.latest is None:
        return UNDATED
    months = {"month": 1, "quarter": 3, "half": 6}.get(unit)
    year = (whole.latest - whole.earliest).days > 31
    if months is not None and year:
        first = 12 - months * amount if nth < 0 else months * (nth - 1)
        last = first + months * amount
        if not 0 <= first < last <= 12:
            return None
        return Days(date(whole.earliest.year, first + 1, 1), month_days(whole.earliest.year, last).latest)
    length = {"day": 1, "week": 7}.get(unit, 15 if unit == "half" else 0) * amount
    if not length:
        return None
    if nth < 0 or (unit == "half" and nth == 2):
        start = shift(whole.earliest, 15) if unit == "half" else shift(whole.latest, 1 - length)
        return Days(start, whole.latest) if start and start >= whole.earliest else None
    start, end = shift(whole.earliest, length * (nth - 1)), shift(whole.earliest, length * nth - 1)
    return Days(start, end) if start and end and end <= whole.latest else None
