"""Dates counted from the publication: weekdays, "yesterday", "two days ago", "last month", "overnight"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from cenotaph.extract.calendar_days import (
    UNDATED,
    Days,
    month_days,
    precision_of,
    season_days,
    shift,
    shift_months,
    third,
    year_days,
)
from cenotaph.extract.date_absolute import Named, bare_day, date_list, month_at, named_days, read_named, weekday_at
from cenotaph.extract.date_spans import read_rolling
from cenotaph.extract.lexemes import Lexemes
from cenotaph.extract.lexicon import table
from cenotaph.extract.period_kinds import Found, PeriodKind, Reference
from cenotaph.model import DatePrecision

__all__ = [
    "late_part",
    "latest_weekday",
    "read_bare_day",
    "read_before_last",
    "read_overnight",
    "read_phrase",
    "read_recent",
    "read_season",
    "read_weekday",
    "read_word",
    "time_of_day",
]

_RELATIVE, _VAGUE = PeriodKind.RELATIVE, PeriodKind.VAGUE
_CLOCK = {"midnight", "noon", "midday", "dawn", "sunrise", "sunset", "dusk", "nightfall", "one", "two", "three"}


def _past(first: int, last: int, days: Days, precision: DatePrecision | None = None) -> Found:
    return Found(first, last, _RELATIVE, days, precision or precision_of(days))


def latest_weekday(published: date, weekday: int, *, strictly: bool = False) -> date:
    """The latest such weekday on or before ``published``; before it, if ``strictly``."""
    back = (published.weekday() - weekday) % 7
    return published - timedelta(days=back or (7 if strictly else 0)) if published.toordinal() > 7 else published


def time_of_day(lexemes: Lexemes, i: int) -> int:
    """1 if "night", "morning's" or the like stands at ``i``, else 0."""
    return int(lexemes.at(i).removesuffix("'s").removesuffix("’s") in date_list("times_of_day"))


def read_weekday(lexemes: Lexemes, i: int, to: Reference) -> Found | None:
    """ "Tuesday", "Tuesday night", "Tuesday, 6 February", "Monday night into Tuesday", "Fridays"."""
    _, weekdays = table("date_words")["months"], table("date_words")["weekdays"]
    word = lexemes.at(i)
    if word.endswith("s") and word[:-1] in weekdays and lexemes.capital(i):
        return Found(i, i + 1, PeriodKind.RECURRING)
    weekday = weekday_at(lexemes, i)
    before = lexemes.at(i - 1)
    nobody = before == "man" and not lexemes.capital(i - 1)  # "shot a man Saturday night"
    if weekday is None or (before in date_list("not_before_weekday") and not nobody):
        return None
    if lexemes.capital(i + 1) and lexemes.at(i + 1) in date_list("not_after_weekday"):
        return None
    if lexemes.at(i + 1 + (lexemes.at(i + 1) == "-")) in ("school", "schools"):
        return None  # "*Sunday-school* teachers"
    titled = lexemes.at(i - 1 - (before == ".")) in date_list("titles") and lexemes.capital(i - 1 - (before == "."))
    if titled and lexemes.capital(i + 1):
        return None  # "Dr. Monday Hassan"
    last = i + 1
    dated = _weekday_date(lexemes, i, weekday, to)
    if dated is not None:
        return dated
    last += time_of_day(lexemes, last)
    day = latest_weekday(to.published, weekday) if to.published else None
    found = Found(i, last, _RELATIVE, Days(day, day), DatePrecision.DAY, weekday=weekday)
    if lexemes.at(last) == "into":
        return _into(lexemes, found, to)
    return found


def _weekday_date(lexemes: Lexemes, i: int, weekday: int, to: Reference) -> Found | None:
    """A weekday with its date after it; the date decides."""
    k = i + 1
    k += time_of_day(lexemes, k)
    k += lexemes.at(k) in (",", "(")
    k += lexemes.at(k) == "the"
    named = read_named(lexemes, k)
    if named is None or (named.day is None and not named.readings):
        return None
    days, precision = named_days(_with_weekday(named, weekday, to.published), to.published)
    closes = lexemes.at(k - 1) == "(" and lexemes.at(named.last) == ")"
    month_day = (named.month, named.day) if named.year is None and named.month else None
    return Found(i, named.last + closes, PeriodKind.POINT, days, precision or precision_of(days), month_day)


def _with_weekday(named: Named, weekday: int, published: date | None) -> Named:
    """A day and month said with its weekday is of the nearest year in which it falls on one."""
    if named.year is not None or named.month is None or named.day is None or published is None:
        return named
    days = [named_days(replace(named, year=published.year + step), None)[0].earliest for step in (-2, -1, 0, 1)]
    fitting = [day for day in days if day is not None and day.weekday() == weekday]
    return replace(named, year=min(fitting, key=lambda day: abs(day - published)).year) if fitting else named


def read_bare_day(lexemes: Lexemes, i: int, to: Reference) -> Found | None:
    """ "on the 14th": the latest such day up to the publication."""
    found = bare_day(lexemes, i)
    if found is None:
        return None
    day, last = found
    for back in range(62 if to.published else 0):
        then = shift(to.published, -back)
        if then is not None and then.day == day:
            return _past(i, last, Days(then, then), DatePrecision.DAY)
    return Found(i, last, _RELATIVE, UNDATED, DatePrecision.DAY)


def _into(lexemes: Lexemes, night: Found, to: Reference) -> Found:
    """ "Monday night into Tuesday": both days."""
    k = night.last + 1 + (lexemes.at(night.last + 1) == "early")
    weekday = weekday_at(lexemes, k)
    if weekday is None:
        return night
    last = k + 1 + time_of_day(lexemes, k + 1)
    if to.published is None:
        return Found(night.first, last, _RELATIVE, UNDATED, DatePrecision.FEW_DAYS)
    end = latest_weekday(to.published, weekday)
    return _past(night.first, last, Days(shift(end, -1), end))


def read_overnight(lexemes: Lexemes, i: int, to: Reference) -> Found | None:
    """ "overnight": the night up to the publication; "overnight into Wednesday", "overnight Tuesday"."""
    if lexemes.at(i) != "overnight":
        return None
    k = i + 1
    while lexemes.at(k) in ("into", "on", "from", "between"):
        k += 1
    weekday = weekday_at(lexemes, k)
    if weekday is None:
        end = to.published
        return _past(i, i + 1, Days(shift(end, -1), end), DatePrecision.FEW_DAYS)
    last = k + 1
    second = weekday_at(lexemes, last + 1) if lexemes.at(last) in ("to", "into", "and", "-") else None
    if second is not None:
        weekday, last = second, last + 2
    if to.published is None:
        return Found(i, last, _RELATIVE, UNDATED, DatePrecision.FEW_DAYS)
    day = latest_weekday(to.published, weekday)
    if lexemes.at(i + 1) == "into" or second is not None:
        return _past(i, last, Days(shift(day, -1), day))
    # "overnight Tuesday" is said of the night before and of the night after
    return _past(i, last, Days(shift(day, -1), min(day + timedelta(days=1), to.published)), DatePrecision.FEW_DAYS)


def read_word(lexemes: Lexemes, i: int, to: Reference) -> Found | None:
    """ "today", "yesterday", and what "last", "this", "past", "previous", "next" make of a unit or a month."""
    word, published = lexemes.at(i).removesuffix("'s").removesuffix("’s"), to.published
    if word in ("today", "tonight"):
        return _past(i, i + 1, Days(published, published), DatePrecision.DAY)
    if word == "yesterday":
        day = shift(published, -1)
        last = i + 1 + time_of_day(lexemes, i + 1)
        return _past(i, last, Days(day, day), DatePrecision.DAY)
    if word in ("last", "past", "previous", "this", "next", "current"):
        return _determined(lexemes, i, word, to)
    if word in ("same", "that", "following"):
        return _anchored(lexemes, i, word, to)
    return None


def read_before_last(lexemes: Lexemes, i: int, to: Reference) -> Found | None:
    """ "the day before yesterday", "day-before-yesterday", "the night before last", "the week before last"."""
    joined = lexemes.at(i - 1) in ("-", "‑") and lexemes.at(i + 1) in ("-", "‑")
    first, last = i - 1 - joined, i + 2 + joined
    unit, after = lexemes.at(first), lexemes.at(last - 1).removesuffix("'s").removesuffix("’s")
    if unit == "day" and after == "yesterday":
        day = shift(to.published, -2)
        return Found(first, last, _RELATIVE, Days(day, day), DatePrecision.DAY)
    if after != "last" or unit not in ("night", "evening", "week", "weekend", "month", "year"):
        return None
    if unit in ("night", "evening"):
        day = shift(to.published, -2)
        days = Days(day, shift(day, 1) if unit == "night" else day)
        return _past(first, last, days)
    if to.published is None:
        return Found(first, last, _RELATIVE, UNDATED)
    days = _unit_days(to.published, unit, -2)
    return _past(first, last, days)


def _anchored(lexemes: Lexemes, i: int, word: str, to: Reference) -> Found | None:
    """ "the same day", "that day", "the following day": of the day that the text speaks of."""
    units = ("day", "night", "evening", "morning", "afternoon")
    if lexemes.at(i + 1) not in units and not (word == "same" and lexemes.at(i + 1) == "date"):
        return None
    if (word == "same" and lexemes.at(i - 1) != "the") or (word == "following" and lexemes.at(i - 1) != "the"):
        return None
    day = shift(to.anchor, 1 if word == "following" else 0)
    return Found(i, i + 2, _RELATIVE if day else _VAGUE, Days(day, day), DatePrecision.DAY if day else None)


def _determined(lexemes: Lexemes, i: int, word: str, to: Reference) -> Found | None:
    weekday = weekday_at(lexemes, i + 1)
    if weekday is not None:
        return _this_weekday(lexemes, i, word, weekday, to)
    month = month_at(lexemes, i + 1)
    if month is not None and word in ("last", "this", "past"):
        return _this_month(i, month, word, to)
    if word in ("last", "past", "previous"):
        rolling = read_rolling(lexemes, i, to)
        if rolling is not None:
            return rolling
    unit = lexemes.at(i + 1)
    if word in ("next", "previous") and lexemes.at(i - 1) == "the" and unit in ("day", "night", "morning"):
        day = shift(to.anchor, 1 if word == "next" else -1)
        return Found(i, i + 2, _RELATIVE if day else _VAGUE, Days(day, day), DatePrecision.DAY if day else None)
    return _calendar_unit(i, word, unit, to.published, lexemes.at(i - 1) == "the")


def _this_weekday(lexemes: Lexemes, i: int, word: str, weekday: int, to: Reference) -> Found:
    last = i + 2 + time_of_day(lexemes, i + 2)
    if to.published is None:
        return Found(i, last, _RELATIVE, UNDATED, DatePrecision.DAY)
    if word == "next":
        ahead = (weekday - to.published.weekday()) % 7 or 7
        day = shift(to.published, ahead)
    else:
        day = latest_weekday(to.published, weekday, strictly=word in ("last", "past", "previous"))
    return _past(i, last, Days(day, day), DatePrecision.DAY)


def _this_month(i: int, month: tuple[int, int], word: str, to: Reference) -> Found:
    """ "last February": the latest one before the publication's month; "this February": the publication year's."""
    number, last = month
    if to.published is None:
        return Found(i, last, _RELATIVE, UNDATED, DatePrecision.MONTH, (number, None))
    year = to.published.year - (word != "this" and number >= to.published.month)
    days = month_days(max(1, year), number)
    return _past(i, last, days.clipped(to.published), DatePrecision.MONTH)


def _calendar_unit(i: int, word: str, unit: str, published: date | None, article: bool) -> Found | None:
    """ "last week", "this year", "last night", "this morning", "next month"."""
    if unit in ("morning", "afternoon", "evening") and word in ("this", "last"):
        days = Days(published, published) if word == "this" else Days(shift(published, -1), shift(published, -1))
        return _past(i, i + 2, days, DatePrecision.DAY)
    if unit == "night" and word == "last" and not article:
        return _past(i, i + 2, Days(shift(published, -1), published), DatePrecision.FEW_DAYS)
    step = {"last": -1, "previous": -1, "past": -1, "this": 0, "current": 0, "next": 1}[word]
    if unit not in ("week", "weekend", "month", "year") or (word == "previous" and article):
        return None
    precision = {"month": DatePrecision.MONTH, "year": DatePrecision.YEAR, "weekend": DatePrecision.FEW_DAYS}.get(
        unit, DatePrecision.WEEK
    )
    if published is None:
        return Found(i, i + 2, _RELATIVE, UNDATED, precision)
    days = _unit_days(published, unit, step)
    return _past(i, i + 2, days.clipped(published) if step <= 0 else days, precision)


def _unit_days(published: date, unit: str, step: int) -> Days:
    """The calendar week (Monday to Sunday, ISO 8601), weekend, month or year, ``step`` from the current one."""
    if unit in ("week", "weekend"):
        monday = shift(published, 7 * step - published.weekday())
        if unit == "week":
            return Days(monday, shift(monday, 6))
        if (step == 0 and published.weekday() < 5) or (step < 0 and published.weekday() >= 5):
            monday = monday if step < 0 else shift(monday, -7)  # on a weekday, "this weekend" told is the one past
        return Days(shift(monday, 5), shift(monday, 6))
    if unit == "month":
        moved = shift_months(published.replace(day=1), step)
        return month_days(moved.year, moved.month) if moved else UNDATED
    return year_days(min(9999, max(1, published.year + step)))


def read_season(lexemes: Lexemes, i: int, to: Reference) -> Found | None:
    """ "the summer of 2016", "last winter": the hemisphere is not known, so the interval covers both."""
    seasons: dict[str, str] = table("date_words")["seasons"]
    kind = seasons.get(lexemes.at(i))
    if kind is None:
        return None
    named = read_named(lexemes, i + 1 + (lexemes.at(i + 1) == "of"), cued=True)
    if named is not None and named.year is not None and named.month is None and named.part is None:
        days = season_days(named.year, kind)
        if to.published is not None:
            days = days.clipped(to.published)
        return Found(i, named.last, PeriodKind.RANGE, days, DatePrecision.YEAR)
    if lexemes.at(i - 1) in ("last", "this"):
        return Found(i - 1, i + 1, _VAGUE)
    return None


def read_recent(lexemes: Lexemes, i: int) -> Found | None:
    """ "a recent battle", "in recent days": kept for its words."""
    if lexemes.at(i) != "recent":
        return None
    for k in range(i + 1, i + 4):
        if lexemes.at(k) in date_list("recent_nouns"):
            first = i - (lexemes.at(i - 1) in ("a", "the"))
            return Found(first, k + 1, _VAGUE)
        if not lexemes.word(k):
            break
    return None


@cache
def _fixed() -> dict[str, list[tuple[tuple[str, ...], PeriodKind]]]:
    out: dict[str, list[tuple[tuple[str, ...], PeriodKind]]] = {}
    vague = table("date_words")["vague"]
    for key, kind in (("phrases", _VAGUE), ("recurring", PeriodKind.RECURRING), ("open", PeriodKind.OPEN)):
        for words in vague[key]:
            out.setdefault(words.split()[0], []).append((tuple(words.split()), kind))
    return out


def _other_sense(lexemes: Lexemes, i: int, last: int) -> bool:
    """ "the Daily Mail", "so far from", "up to date", "shortly after 2 am"."""
    named = lexemes.capital(i) and lexemes.capital(last) and lexemes.glued(last) is False
    return (
        (named and last == i + 1)
        or (lexemes.at(last - 1) == "far" and lexemes.at(last) in ("from", "away"))
        or (lexemes.at(i) == "to" and lexemes.at(i - 1) == "up")
        or (lexemes.at(last - 1) == "after" and (lexemes.numeral(last) or lexemes.at(last) in _CLOCK))
    )


def read_phrase(lexemes: Lexemes, i: int, to: Reference) -> Found | None:
    """Fixed expressions: "recently", "daily", "so far"; and "every Friday"."""
    for phrase, kind in _fixed().get(lexemes.at(i), ()):
        if lexemes.words(i, phrase) and not _other_sense(lexemes, i, i + len(phrase)):
            if kind is PeriodKind.OPEN:
                return Found(i, i + len(phrase), kind, Days(None, to.published), DatePrecision.OPEN)
            return Found(i, i + len(phrase), kind)
    if lexemes.at(i) in ("every", "each"):
        named = weekday_at(lexemes, i + 1) is not None or lexemes.at(i + 1) in date_list("duration_units")
        return Found(i, i + 2, PeriodKind.RECURRING) if named else None
    return None


def late_part(found: Found, part: str) -> Found:
    """ "late last year", "early this month": the part of the calendar unit; other units stay as they are."""
    if found.days.earliest is None or found.precision not in (DatePrecision.MONTH, DatePrecision.YEAR):
        return found
    start = found.days.earliest
    days = third(start.year, start.month if found.precision is DatePrecision.MONTH else None, part)
    latest = found.days.latest
    if days.earliest is None or latest is None or days.latest is None or days.earliest > latest:
        return found
    return replace(found, days=Days(days.earliest, min(days.latest, latest)))
