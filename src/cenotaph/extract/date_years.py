"""Years told by words behind or before a date: "3 August *last year*", "in March *two years ago*"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cenotaph.extract.date_absolute import Named, date_list, month_at, named_days
from cenotaph.extract.lexemes import Lexemes
from cenotaph.extract.number_words import read_cardinal
from cenotaph.extract.period_kinds import Found, PeriodKind, Reference

__all__ = ["named_years", "years_before"]

_STEPS = {"last": 1, "this": 0, "next": -1}
_LED = {"on", "in", ",", "of"}


def named_years(lexemes: Lexemes, published: date | None) -> Lexemes:
    """``lexemes`` with the year behind a month or a day as a number: "3 August last year" as "3 August of 2018"."""
    if published is None or {"year", "years"}.isdisjoint(lexemes.lower):
        return lexemes
    lower = list(lexemes.lower)
    for i, word in enumerate(lexemes.lower):
        told = _back(lexemes, i) if word in ("year", "years") else None
        if told is None:
            continue
        first, last, back = told
        comma = lexemes.at(first - 1) == ","
        if comma and (lexemes.word(last) or lexemes.numeral(last)):
            continue  # "seven in March, *last year* 12"
        if _date_before(lexemes, first - 1 - (comma or lexemes.at(first - 1) == "of")):
            lower[first : last - 1] = ["of"] * (last - 1 - first)
            lower[last - 1] = str(published.year - back)
    return replace(lexemes, lower=lower)


def _back(lexemes: Lexemes, i: int) -> tuple[int, int, int] | None:
    """The first lexeme of a year told by words around ``i``, the one after it, and how many years ago it was."""
    if lexemes.words(i - 1, ("the", "year", "before", "last")):
        return i - 1, i + 3, 2
    if lexemes.at(i) == "year" and lexemes.at(i - 1) in _STEPS:
        return i - 1, i + 1, _STEPS[lexemes.at(i - 1)]
    if lexemes.at(i + 1) != "ago":
        return None
    if lexemes.at(i - 1) in ("a", "one"):
        return i - 1, i + 2, 1
    many = read_cardinal(lexemes, i - 1)
    if many is None or many.value is None or many.last != i or many.value.denominator != 1 or many.value > 99:
        return None
    return i - 1, i + 2, int(many.value)


def _date_before(lexemes: Lexemes, k: int) -> bool:
    """Whether a month or a day of one ends at ``k``."""
    k -= lexemes.at(k) in ("st", "nd", "rd", "th") and lexemes.glued(k)
    if lexemes.numeral(k) and len(lexemes.at(k)) <= 2:
        return month_at(lexemes, k - 1) is not None
    k -= lexemes.at(k) == "."
    if month_at(lexemes, k) is None:
        return False
    cues = date_list("month_cues") | {"-", "of", "and"}
    return lexemes.numeral(k - 1) or lexemes.at(k - 1) in cues | {"st", "nd", "rd", "th"}


def years_before(lexemes: Lexemes, chosen: list[Found], to: Reference) -> list[Found]:
    """``chosen`` with "*last year* on 3 March", "*this year*, in May" as one date."""
    out: list[Found] = []
    for found in chosen:
        year = out[-1] if out else None
        told = None
        if year is not None and to.published is not None and lexemes.at(year.last - 1) == "year":
            led = set(lexemes.lower[year.last : found.first])
            if led & {"on", "in"} and led <= _LED and year.last - year.first == 2 and found.month_day is not None:
                told = _STEPS.get(lexemes.at(year.first))
        if year is None or to.published is None or told is None or found.month_day is None:
            out.append(found)
            continue
        month, day = found.month_day
        days, precision = named_days(Named(0, 0, to.published.year - told, month, day), None)
        out[-1] = replace(
            found, first=year.first, kind=PeriodKind.POINT, days=days, precision=precision, month_day=None
        )
    return out
