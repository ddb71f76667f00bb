"""Spans counted in units of time: "two days ago", "the past 24 hours", "three months later"."""

from __future__ import annotations

from datetime import date

from cenotaph.extract.calendar_days import UNDATED, Days, shift, shift_months, year_days
from cenotaph.extract.date_absolute import date_list
from cenotaph.extract.lexemes import Lexemes
from cenotaph.extract.number_words import read_cardinal
from cenotaph.extract.period_kinds import Found, PeriodKind, Reference
from cenotaph.model import DatePrecision

__all__ = ["read_ago", "read_rolling"]

_RELATIVE, _VAGUE = PeriodKind.RELATIVE, PeriodKind.VAGUE
_UNIT_DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "weekend": 7}
_UNIT_MONTHS = {"month": 1, "year": 12, "decade": 120}


def _singular(unit: str) -> str | None:
    """The unit of time that a word names ("hours": "hour"); None if it names none."""
    singular = unit[:-1] if unit.endswith("s") else unit
    return singular if singular in date_list("duration_units") else None


def _back(day: date | None, amount: int, unit: str) -> date | None:
    """``day`` less so many units; hours count as the days that they can reach back into."""
    if day is None:
        return None
    if unit in _UNIT_DAYS:
        return shift(day, -_UNIT_DAYS[unit] * amount)
    if unit in _UNIT_MONTHS:
        return shift_months(day, -_UNIT_MONTHS[unit] * amount)
    return shift(day, -max(1, -(-amount // 24)) if unit in ("hour", "hr") else -1)


def read_rolling(lexemes: Lexemes, i: int, to: Reference) -> Found | None:
    """ "the past 24 hours", "the last three months", "the past year": back from the publication."""
    k = i + 1
    cardinal = read_cardinal(lexemes, k)
    if cardinal is not None and cardinal.value is not None and cardinal.value.denominator == 1:
        k = cardinal.last + (lexemes.at(cardinal.last) == "-")
        unit = _singular(lexemes.at(k))
        if unit is None or lexemes.at(k + 1) == "of":
            return None
        amount = int(cardinal.value)
        return Found(
            i, k + 1, _RELATIVE, Days(_back(to.published, amount, unit), to.published), _length(amount, unit)
        )
    if lexemes.at(k) in date_list("vague_amounts"):
        k += 1 + (lexemes.at(k + 1) == "of")
        return Found(i, k + 1, _VAGUE) if _singular(lexemes.at(k)) else None
    unit = _singular(lexemes.at(k))
    rolling = lexemes.at(i) == "past" or (lexemes.at(i - 1) == "the" and lexemes.at(i) == "last")
    if unit is None or not rolling or unit == "night":
        return None
    return Found(i, k + 1, _RELATIVE, Days(_back(to.published, 1, unit), to.published), _length(1, unit))


def _length(amount: int, unit: str) -> DatePrecision:
    """The precision of a span counted in units, which is the same whatever day it is counted from."""
    days = (
        amount * (_UNIT_DAYS.get(unit) or 31 * _UNIT_MONTHS.get(unit, 0))
        if unit not in ("hour", "hr")
        else amount // 24 + 1
    )
    for limit, precision in (
        (5, DatePrecision.FEW_DAYS),
        (7, DatePrecision.WEEK),
        (31, DatePrecision.MONTH),
        (12 * 31, DatePrecision.YEAR),
    ):
        if days <= limit:
            return precision
    return DatePrecision.OPEN


def read_ago(lexemes: Lexemes, i: int, to: Reference) -> Found | None:
    """ "two days ago", "a week ago", "three hours earlier", at the last word of the expression."""
    word = lexemes.at(i)
    unit = _singular(lexemes.at(i - 1))
    if word not in ("ago", "earlier", "later", "before") or unit is None:
        return None
    first, amount = _amount_before(lexemes, i - 1)
    if word == "before" and lexemes.at(i - 1) == "day" and lexemes.at(i - 2) == "the":
        day = shift(to.anchor, -1)
        return Found(i - 2, i + 1, _RELATIVE if day else _VAGUE, Days(day, day))
    closes = not lexemes.word(i + 1) or lexemes.at(i + 1) in (
        "at",
        "in",
        "near",
        "by",
        "on",
        "when",
        "and",
        "outside",
    )
    if word == "before" and lexemes.at(i - 1) in ("night", "evening") and lexemes.at(i - 2) == "the" and closes:
        if lexemes.numeral(i - 3):
            return None  # "rose to 202, from *146 the night before*": when they were counted
        day = shift(to.anchor, -1)  # not "the night before *the attack*"
        return Found(i - 2, i + 1, _RELATIVE if day else _VAGUE, Days(day, day))
    if first is None or (word == "before" and amount is None):
        return None
    if amount is None:
        return Found(first, i + 1, _VAGUE)
    if word == "ago":
        days = _around(_back(to.published, amount, unit), unit, to.published)
        if unit == "year" and amount > 1 and to.published is not None:
            days = year_days(max(1, to.published.year - amount))  # "29 years ago" is said of the calendar year
        return Found(first, i + 1, _RELATIVE, days, _ago_precision(unit))
    moved = _back(to.anchor, -amount if word == "later" else amount, unit)
    if moved is not None and unit == "year" and word == "earlier" and amount > 1:
        return Found(first, i + 1, _RELATIVE, year_days(moved.year), DatePrecision.YEAR)
    if moved is None or unit not in ("day", "night"):
        return Found(first, i + 1, _VAGUE)
    return Found(first, i + 1, _RELATIVE, Days(moved, moved), DatePrecision.DAY)


def _ago_precision(unit: str) -> DatePrecision:
    return {
        "week": DatePrecision.WEEK,
        "fortnight": DatePrecision.WEEK,
        "weekend": DatePrecision.WEEK,
        "month": DatePrecision.MONTH,
        "year": DatePrecision.YEAR,
        "decade": DatePrecision.OPEN,
        "day": DatePrecision.DAY,
    }.get(unit, DatePrecision.FEW_DAYS)


def _around(day: date | None, unit: str, published: date | None) -> Days:
    """What "so many units ago" may be: exact in days, half a unit either way in weeks and months."""
    if day is None or published is None:
        return UNDATED
    if unit in ("day", "night"):
        return Days(day, day)
    half = {"week": 3, "weekend": 3, "fortnight": 3, "month": 15, "year": 183, "decade": 1826}.get(unit)
    if half is None:
        return Days(day, published)
    latest = shift(day, half)
    return Days(shift(day, -half), min(latest, published) if latest else published)


def _amount_before(lexemes: Lexemes, k: int) -> tuple[int | None, int | None]:
    """Where the amount before the unit at ``k`` starts, and how much; None is vague."""
    before = lexemes.at(k - 1)
    if before in ("a", "an"):
        return k - 1, 1
    if before in date_list("vague_amounts") or (before == "of" and lexemes.at(k - 2) == "couple"):
        first = k - 1 - (before == "of")
        return first - (lexemes.at(first - 1) in ("a", "an")), 2 if "couple" in (
            before,
            lexemes.at(k - 2),
        ) else None
    for first in range(max(0, k - 4), k):
        cardinal = read_cardinal(lexemes, first)
        if (
            cardinal is not None
            and cardinal.last == k
            and cardinal.value is not None
            and cardinal.value.denominator == 1
        ):
            return first, int(cardinal.value)
    return None, None
