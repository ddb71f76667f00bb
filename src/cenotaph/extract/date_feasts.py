"""Days that have a name instead of a date: "New Year's Eve", "Christmas Day", "the weekend"."""

from __future__ import annotations

from datetime import date
from functools import cache

from cenotaph.extract.calendar_days import UNDATED, Days, shift
from cenotaph.extract.date_absolute import Named, named_days
from cenotaph.extract.lexemes import Lexemes
from cenotaph.extract.lexicon import table
from cenotaph.extract.period_kinds import Found, PeriodKind, Reference
from cenotaph.model import DatePrecision

__all__ = ["feast_openers", "read_feast", "read_weekend"]


@cache
def _feasts() -> dict[str, list[tuple[tuple[str, ...], int, int]]]:
    """First word -> (words, month, day) of each named day, the longest first."""
    out: dict[str, list[tuple[tuple[str, ...], int, int]]] = {}
    rows = [(tuple(name.split()), *days) for name, days in table("date_words")["feasts"].items()]
    for words, month, day in sorted(rows, key=lambda row: (-len(row[0]), row[0])):
        out.setdefault(words[0], []).append((words, month, day))
    return out


def feast_openers() -> frozenset[str]:
    """The words that can open a named day or a weekend."""
    return frozenset({*_feasts(), "weekend"})


def read_feast(lexemes: Lexemes, i: int, to: Reference) -> Found | None:
    """A day named by its feast, with the year after it if one is said, else the latest one before publication."""
    for words, month, day in _feasts().get(lexemes.at(i).replace("’", "'"), ()):
        said = tuple(lexemes.at(k).replace("’", "'") for k in range(i, i + len(words)))
        if said != words or not lexemes.capital(i):
            continue
        last = i + len(words)
        k = last + (lexemes.at(last) in (",", "in"))
        year = int(lexemes.at(k)) if len(lexemes.at(k)) == 4 and lexemes.at(k).isdecimal() else None
        named = Named(i, k + 1 if year else last, year, month, day)
        days, precision = named_days(named, to.published)
        return Found(i, named.last, PeriodKind.POINT, days, precision, None if year else (month, day))
    return None


def read_weekend(lexemes: Lexemes, i: int, to: Reference) -> Found | None:
    """ "over the weekend": the latest Saturday and Sunday that had begun by the publication."""
    if lexemes.at(i) != "weekend" or lexemes.at(i - 1) != "the" or lexemes.at(i + 1) == "of":
        return None
    if to.published is None:
        return Found(i, i + 1, PeriodKind.RELATIVE, UNDATED, DatePrecision.FEW_DAYS)
    return Found(i, i + 1, PeriodKind.RELATIVE, _weekend(to.published), DatePrecision.FEW_DAYS)


def _weekend(published: date) -> Days:
    saturday = shift(published, -((published.weekday() - 5) % 7))
    return Days(saturday, shift(saturday, 1)).clipped(published)
