"""Two dates or more in one expression: "7-8 February", "from 30 December to 2 January", "Monday and Tuesday"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cenotaph.extract.calendar_days import UNDATED, Days, precision_of, shift
from cenotaph.extract.date_absolute import (
    DASHES,
    Named,
    date_list,
    day_at,
    month_at,
    named_days,
    read_named,
    same_year,
    weekday_at,
    year_after,
    year_at,
)
from cenotaph.extract.date_relative import latest_weekday, time_of_day
from cenotaph.extract.lexemes import Lexemes
from cenotaph.extract.period_kinds import Found, PeriodKind, Reference
from cenotaph.model import DatePrecision

__all__ = ["from_named", "joined_days", "read_joined", "read_onwards"]

_NOW = {"date", "now", "present", "today"}
_CLOCK = 6  # marks and words of a time of day
_OF_CLOCK = {":", ".", "a", "p", "m", "am", "pm", "midnight", "noon", "hours", "hrs"}
_JOINTS = ("and", "or", "to", "until", "through", "&", *DASHES)


def read_joined(lexemes: Lexemes, i: int, to: Reference, cued: bool) -> Found | None:
    """Two dates or more in one expression: "7-8 February", "Feb 28 to March 3", "2017 and 2018"."""
    days = _day_list(lexemes, i)
    if days is not None:
        return joined_days(*days, to.published)
    bare = year_at(lexemes, i) is not None or month_at(lexemes, i) is not None
    dashed = bare and lexemes.at(i + 1) in DASHES and lexemes.glued(i + 1)
    first = read_named(lexemes, i, cued=cued or dashed)
    if first is not None:
        second = _second(lexemes, first)
        if second is None:
            return None
        return joined_days(*same_year(first, second), to.published)
    return _weekdays(lexemes, i, to)


def _day_list(lexemes: Lexemes, i: int) -> tuple[Named, Named] | None:
    """ "7-8 February", "3 to 5 March", "7, 8 and 9 February 2018": first and last day."""
    first = day_at(lexemes, i)
    if first is None:
        return None
    day, k = first
    last_day, joints = day, 0
    while joints < 31:
        joint = lexemes.at(k)
        if joint not in _JOINTS and joint not in (",", "/"):
            break
        following = day_at(lexemes, k + 1)
        if following is None or following[0] <= last_day or (joint == "/" and following[0] != last_day + 1):
            break  # "the night of 12/13 May"
        last_day, k, joints = following[0], following[1], joints + 1
        if joint in ("and", "or", "&"):
            break
    if not joints:
        return None
    month = month_at(lexemes, k + (lexemes.at(k) == "of"))
    if month is None or not _may_open(lexemes, i):
        return None
    year, last = year_after(lexemes, month[1])
    return Named(i, last, year, month[0], day), Named(i, last, year, month[0], last_day)


def _may_open(lexemes: Lexemes, i: int) -> bool:
    """Whether a list of days can open at ``i``: after a preposition, or joined by a dash."""
    dashed = lexemes.at(i + 1) in (*DASHES, "/", "to", "st", "nd", "rd", "th")
    return i == 0 or dashed or lexemes.at(i - 1) in date_list("list_cues")


def _second(lexemes: Lexemes, first: Named) -> Named | None:
    """The date that the joint after ``first`` leads to, if it is of the same kind and not before it."""
    joint = lexemes.at(first.last)
    if joint not in _JOINTS:
        return None
    k = first.last + 1
    k = _after_clock(lexemes, k)
    if lexemes.at(k) == "the" and lexemes.at(k + 1) in date_list("parts"):
        k += 1  # "between January and *the end of* September"
    if first.day is not None and first.year is None and month_at(lexemes, first.first) is not None:
        same_month = _second_day(lexemes, first, k)
        if same_month is not None:
            return same_month
    spans = lexemes.at(first.first - 1) in ("between", "from") and first.year is not None
    if first.year is not None and first.month is None and first.part is None:
        year = _second_year(lexemes, first, joint)
        if not spans or (year is not None and month_at(lexemes, year.last) is None):
            return year
    second = read_named(lexemes, k, cued=first.day is None)
    month = month_at(lexemes, k) if second is None and first.day is None and first.month is not None else None
    if month is not None and lexemes.at(first.first - 1) in ("between", "from"):
        second = Named(k, month[1], None, month[0])  # "between January and *March*"
    if month is not None and joint in ("and", "&") and first.month is not None and month[0] == first.month % 12 + 1:
        second = second or Named(k, month[1], None, month[0])  # "in May and *June* alone"
    if second is None or first.readings or second.readings:
        return None
    spans = spans and second.year is not None  # "from *2012* to *31 October 2019*"
    if (first.day is None) != (second.day is None) and not spans:
        return None
    if (second.month is None) != (first.month is None) and not spans:
        return None
    one, two = same_year(first, second)
    if one.year is not None and two.year is not None:
        start, end = named_days(one, None)[0].earliest, named_days(two, None)[0].latest
        if start is None or end is None or start > end:
            return None
    return second


def _after_clock(lexemes: Lexemes, i: int) -> int:
    """The index after "*24:00 on* 10 May", "*midnight on* 9 May" or "*4 a.m. on*"; ``i`` where no time stands."""
    k = i
    while k - i < _CLOCK and (lexemes.numeral(k) or lexemes.at(k) in _OF_CLOCK):
        k += 1
    return k + 1 if k > i and lexemes.at(k) == "on" else i


def _second_day(lexemes: Lexemes, first: Named, k: int) -> Named | None:
    """The 8 of "February 7-8, 2018"; not the 12 of "on May 7 and 12 people"."""
    day = day_at(lexemes, k)
    if day is None or first.day is None or day[0] <= first.day or month_at(lexemes, day[1]) is not None:
        return None
    last = day[1]
    counts = lexemes.word(last) and not lexemes.capital(last)
    if lexemes.at(k - 1) in ("and", "or", "&") and counts:
        return None
    year, last = year_after(lexemes, last)
    return Named(k, last, year, first.month, day[0])


def _second_year(lexemes: Lexemes, first: Named, joint: str) -> Named | None:
    """ "2015-2017", "2017 and 2018", "2017-18"."""
    k = first.last + 1
    year = year_at(lexemes, k)
    if year is None and joint in DASHES and lexemes.glued(k) and first.year is not None:
        short = lexemes.at(k)
        if short.isdecimal() and len(short) == 2 and int(short) == (first.year + 1) % 100:
            year = first.year + 1
    if year is None or first.year is None or year <= first.year:
        return None
    return Named(k, k + 1, year)


def joined_days(first: Named, second: Named, published: date | None) -> Found | None:
    """From the first day of ``first`` to the last of ``second``; without a year, the latest that had begun."""
    month_day = (first.month, first.day) if first.year is None and first.month is not None else None
    end, end_precision = named_days(second, published)
    if first.year is None and end.latest is not None and second.month is not None and first.month is not None:
        first = replace(first, year=end.latest.year - (first.month > second.month))
    start, _ = named_days(first, published)
    span = Found(first.first, second.last, PeriodKind.RANGE, month_day=month_day)
    if start.earliest is not None and end.latest is not None and start.earliest <= end.latest:
        days = Days(start.earliest, end.latest)
        precision = precision_of(days)
        if end_precision is DatePrecision.YEAR and precision is not DatePrecision.OPEN:
            precision = DatePrecision.YEAR
        return replace(span, days=days, precision=precision)
    if month_day is None:
        return None
    few = first.month == second.month and first.day is not None
    return replace(span, precision=DatePrecision.FEW_DAYS if few else DatePrecision.MONTH)


def _weekdays(lexemes: Lexemes, i: int, to: Reference) -> Found | None:
    """ "Monday and Tuesday", "Monday to Wednesday"."""
    opened = _weekday_and_time(lexemes, i)
    if opened is None:
        return None
    first, k = opened
    last = k
    second = None
    while k < i + 14 and lexemes.at(k) in (*_JOINTS, ","):  # a week has seven days
        k += 1 + (lexemes.at(k + 1) == "and")
        found = _weekday_and_time(lexemes, k)
        if found is None:
            break
        second, k = found
        last = k
    if second is None:
        return None
    last += time_of_day(lexemes, last)
    if to.published is None:
        return Found(i, last, PeriodKind.RELATIVE, UNDATED, DatePrecision.FEW_DAYS)
    end = latest_weekday(to.published, second)
    days = Days(shift(end, -((second - first) % 7)), end)
    return Found(i, last, PeriodKind.RELATIVE, days, precision_of(days))


def _weekday_and_time(lexemes: Lexemes, i: int) -> tuple[int, int] | None:
    """ "Friday evening", "early Monday": the weekday, and the index after the words that say which part of it."""
    k = i + (lexemes.at(i) in ("early", "late"))
    weekday = weekday_at(lexemes, k)
    if weekday is None:
        return None
    k += 1
    k += lexemes.at(k) in ("early", "late", "mid")
    return weekday, k + (lexemes.at(k) in date_list("times_of_day"))


def read_onwards(lexemes: Lexemes, i: int, first: Found | None, to: Reference) -> Found | None:
    """ "from 1 November to date", "to date (from 1 Nov)": from a date to the publication; None for any other."""
    if first is None or first.days.earliest is None or to.published is None or first.days.earliest > to.published:
        return None
    ends = lexemes.at(first.last) in ("to", "until", "till") and lexemes.at(first.last + 1) in _NOW
    ends = ends or lexemes.at(first.last) in ("onward", "onwards")
    before = lexemes.at(i - 1) == "(" and lexemes.at(i - 2) == "date" and lexemes.at(i - 3) == "to"
    if not ends and not before:
        return None
    last = first.last + (0 if before and not ends else 2 if lexemes.at(first.last + 1) in _NOW else 1)
    return Found(i, last, PeriodKind.OPEN, Days(first.days.earliest, to.published), DatePrecision.OPEN)


def from_named(named: Named, published: date | None) -> Found:
    """The period that a named date is."""
    days, precision = named_days(named, published)
    precise = precision or precision_of(days)
    kind = PeriodKind.POINT if precise is DatePrecision.DAY or named.readings else PeriodKind.RANGE
    month_day = (named.month, named.day) if named.year is None and named.month is not None else None
    return Found(named.first, named.last, kind, days, precise, month_day)
