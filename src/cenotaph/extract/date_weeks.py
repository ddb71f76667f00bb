"""Spans by a season or by months, and those of another year: "since the spring", "same quarter of 2022"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cenotaph.extract.calendar_days import Days, precision_of, shift, shift_months
from cenotaph.extract.date_absolute import DASHES, Named, date_list, month_at, year_after, year_at
from cenotaph.extract.lexemes import Lexemes
from cenotaph.extract.period_kinds import Found, PeriodKind, Reference
from cenotaph.model import DatePrecision

__all__ = ["read_same", "same_span", "season_start", "two_months"]

# meteorological seasons of the northern hemisphere, where nine in ten people live
_FIRST_MONTH = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_SPANS = {"quarter", "period", "month", "half", "week", "stretch", "time", "day", "semester", "season"}
_A_YEAR_BEFORE = (
    ("last", "year"), ("of", "last", "year"), ("in", "last", "year"), ("a", "year", "earlier"),
    ("a", "year", "before"), ("the", "year", "before"), ("of", "the", "previous", "year"), ("a", "year", "ago"),
    ("the", "previous", "year"), ("one", "year", "earlier"), ("of", "the", "year", "before"),
    ("in", "the", "previous", "year"), ("the", "preceding", "year"),
)  # fmt: skip
_JOINTS = ("to", "and", "until", "till", "through", *DASHES)


def season_start(lexemes: Lexemes, i: int, to: Reference) -> Found | None:
    """ "since *the spring*", "since the beginning of *autumn*", "since *last winter*": the season that ``i`` names,
    of the northern hemisphere, the latest that had begun; its days run to the publication."""
    if to.published is None:
        return None
    k = i + (lexemes.at(i) in ("the", "this"))
    before = int(lexemes.at(k) == "last")
    k += before
    if lexemes.at(k) in date_list("starts") and lexemes.at(k + 1) == "of":
        k += 2 + (lexemes.at(k + 2) in ("the", "this"))
    k += lexemes.at(k) in ("early", "late", "mid")
    k += lexemes.at(k) == "-"
    month = _FIRST_MONTH.get(lexemes.at(k))
    if month is None or lexemes.at(k + 1) == "of":
        return None  # "since the fall of Aleppo"
    year = to.published.year - (month > to.published.month)
    over = shift_months(date(year, month, 1), 3)
    year -= int(before and over is not None and to.published < over)  # "last summer" told in summer
    days = Days(date(max(1, year), month, 1), to.published)
    return Found(i, k + 1, PeriodKind.OPEN, days, DatePrecision.OPEN)


def two_months(lexemes: Lexemes, i: int) -> tuple[Named, Named] | None:
    """ "(between) *May and August*", "(from) *March to May 2021*": also months that are names."""
    first = month_at(lexemes, i)
    if first is None or lexemes.at(first[1]) not in _JOINTS:
        return None
    k = first[1] + 1
    second = month_at(lexemes, k)
    if second is None or (lexemes.at(second[1]).isdecimal() and len(lexemes.at(second[1])) <= 2):
        return None
    year, last = year_after(lexemes, second[1])
    return Named(i, first[1], None, first[0]), Named(k, last, year, second[0])


def read_same(lexemes: Lexemes, i: int) -> Found | None:
    """ "same quarter of 2022", "same period last year", "corresponding months a year earlier", undated."""
    if (
        lexemes.at(i) not in ("same", "corresponding", "equivalent")
        or lexemes.at(i + 1).removesuffix("s") not in _SPANS
    ):
        return None
    k = i + 2
    if lexemes.at(k) in ("of", "in", "during") and year_at(lexemes, k + 1) is not None:
        return Found(i, k + 2, PeriodKind.VAGUE)
    year = next((words for words in _A_YEAR_BEFORE if lexemes.words(k, words)), None)
    return Found(i, k + len(year), PeriodKind.VAGUE) if year is not None else None


def same_span(lexemes: Lexemes, found: Found, span: Days, to: Reference) -> Found:
    """``found`` by ``read_same``, dated: the days of ``span`` in the year that its words name."""
    if span.earliest is None or span.latest is None:
        return found
    year = year_at(lexemes, found.last - 1)
    if year is None and lexemes.words(found.last - 2, ("last", "year")) and to.published is not None:
        year = to.published.year - 1
    moved = shift_months(span.earliest, 12 * ((year or span.earliest.year - 1) - span.earliest.year))
    back = shift_months(
        shift(span.latest, 1) or span.latest, 12 * ((year or span.earliest.year - 1) - span.earliest.year)
    )
    if moved is None or back is None:
        return found
    days = Days(moved, shift(back, -1))
    return replace(found, kind=PeriodKind.RANGE, days=days, precision=precision_of(days))
