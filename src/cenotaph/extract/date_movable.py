"""Days whose date changes from year to year: Easter and what is counted from it, the first Monday in September."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from cenotaph.extract.calendar_days import Days
from cenotaph.extract.lexemes import Lexemes
from cenotaph.extract.lexicon import table
from cenotaph.extract.period_kinds import Found, PeriodKind, Reference
from cenotaph.model import DatePrecision

__all__ = ["easter", "movable_openers", "read_movable"]

_FIRST, _LAST = 1583, 9998  # years of the Gregorian calendar that a date may have, one kept for looking ahead


@cache
def _named() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First word -> (words, rule) of each movable day, the longest first."""
    out: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    rows = [(tuple(name.split()), rule) for name, rule in table("date_words")["movable"].items()]
    for words, rule in sorted(rows, key=lambda row: (-len(row[0]), row[0])):
        out.setdefault(words[0], []).append((words, rule))
    return out


def movable_openers() -> frozenset[str]:
    """The words that can open a movable day."""
    return frozenset(_named())


def read_movable(lexemes: Lexemes, i: int, to: Reference) -> Found | None:
    """A movable day by its name, with the year after it if one is said, else the latest one before publication."""
    for words, rule in _named().get(lexemes.at(i), ()):
        said = tuple(lexemes.at(k).removesuffix("'s").removesuffix("’s") for k in range(i, i + len(words)))
        if said != words or not lexemes.capital(i):
            continue
        last = i + len(words)
        k = last + (lexemes.at(last) in (",", "in"))
        year = int(lexemes.at(k)) if len(lexemes.at(k)) == 4 and lexemes.at(k).isdecimal() else None
        if year is not None and _FIRST <= year <= _LAST:
            day = _day(rule, year)
            return Found(i, k + 1, PeriodKind.POINT, Days(day, day), DatePrecision.DAY)
        if to.published is None or not _FIRST < to.published.year <= _LAST:
            return None
        day = _day(rule, to.published.year)
        if day > to.published:
            day = _day(rule, to.published.year - 1)
        return Found(i, last, PeriodKind.POINT, Days(day, day), DatePrecision.DAY)
    return None


def _day(rule: str, year: int) -> date:
    """ "easter -2": days from Easter Sunday; "9 1 0": the first Monday (0) of September, "-1" the last."""
    parts = rule.split()
    if parts[0] == "easter":
        return easter(year) + timedelta(days=int(parts[1]))
    month, nth, weekday = (int(part) for part in parts)
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = date(year + (month == 12), month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def easter(year: int) -> date:
    """Easter Sunday of a Gregorian year, by the anonymous algorithm of 1876 (Butcher's Ecclesiastical Calendar)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
