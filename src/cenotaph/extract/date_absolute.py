"""Dates that name a day, a month or a year: what they name, and the days it may be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from cenotaph.extract.calendar_days import UNDATED, Days, month_days, third, year_days
from cenotaph.extract.lexemes import Lexemes
from cenotaph.extract.lexicon import table
from cenotaph.model import DatePrecision

__all__ = [
    "Named",
    "bare_day",
    "date_list",
    "day_at",
    "month_at",
    "named_days",
    "read_named",
    "read_numeric",
    "same_year",
    "weekday_at",
    "year_after",
    "year_at",
]

DASHES = ("-", "–", "‑", "—")
_OLDEST = 1500  # of a year told with its month


@dataclass(frozen=True, slots=True)
class Named:
    """Year, month, day and part ("early") that lexemes ``first:last`` name; None is not named.

    ``readings``: the days that a purely numeric date may be.
    """

    first: int
    last: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str | None = None
    readings: tuple[date, ...] = ()


@cache
def date_list(key: str) -> frozenset[str]:
    """A list of the date words' table."""
    return frozenset(table("date_words")["words"][key])


@cache
def _calendar() -> tuple[dict[str, int], dict[str, int]]:
    words = table("date_words")
    return words["months"], words["weekdays"]


def bare_day(lexemes: Lexemes, i: int) -> tuple[int, int] | None:
    """The day of "on *the 14th*", "on the morning of the 26th", with no month and no noun behind it, and the
    lexeme after it."""
    day = day_at(lexemes, i)
    if day is None or day[1] == i + 1 or lexemes.at(i - 1) != "the":
        return None
    time = lexemes.at(i - 2) == "of" and lexemes.at(i - 3) in date_list("times_of_day")
    noun = lexemes.word(day[1]) and lexemes.at(day[1]) not in date_list("no_nouns")
    return day if (time or lexemes.at(i - 2) in ("on", "since", "by")) and not noun else None


def month_at(lexemes: Lexemes, i: int) -> tuple[int, int] | None:
    """The month named at ``i`` and the lexeme after it; a capital is required ("may", "march" are words)."""
    months, _ = _calendar()
    month = months.get(lexemes.at(i))
    if month is None or not lexemes.capital(i):
        return None
    short = len(lexemes.at(i)) <= 4 and lexemes.at(i) not in ("may", "june", "july")
    return month, i + 1 + (short and lexemes.at(i + 1) == "." and lexemes.glued(i + 1))


def weekday_at(lexemes: Lexemes, i: int) -> int | None:
    """The weekday at ``i`` (Monday is 0), also in the possessive; a capital is required."""
    _, weekdays = _calendar()
    if not lexemes.capital(i):
        return None
    word = lexemes.at(i)
    return weekdays.get(word) if word in weekdays else weekdays.get(word.removesuffix("'s").removesuffix("’s"))


def year_at(lexemes: Lexemes, i: int, *, since: int = 1900) -> int | None:
    """The year at ``i``: four digits from ``since`` to 2099 that nothing is written onto."""
    word = lexemes.at(i)
    if len(word) != 4 or not word.isdecimal() or not since <= int(word) < 2100:
        return None
    after = lexemes.at(i + 1)
    if lexemes.glued(i + 1) and (lexemes.word(i + 1) or after in ("%", "'s", "’s")):
        return None
    if lexemes.glued(i) and (lexemes.word(i - 1) or lexemes.at(i - 1) in ("$", "€", "£", "#", "+")):
        return None
    return int(word)


def day_at(lexemes: Lexemes, i: int) -> tuple[int, int] | None:
    """The day of a month at ``i`` (1 to 31, "7th") and the lexeme after it."""
    word = lexemes.at(i)
    if not word.isdecimal() or len(word) > 2 or not 1 <= int(word) <= 31:
        return None
    if lexemes.glued(i) and lexemes.at(i - 1) not in (*DASHES, "(", "/", ",", "[", ":"):
        return None
    ordinal = lexemes.glued(i + 1) and lexemes.at(i + 1) in ("st", "nd", "rd", "th")
    if lexemes.glued(i + 1) and lexemes.at(i + 1) in ("%", ":", "°"):
        return None
    return int(word), i + 1 + ordinal


def year_after(lexemes: Lexemes, i: int) -> tuple[int | None, int]:
    """A year at ``i``, with or without a comma or "of" before it, and the lexeme after it."""
    k = i + (lexemes.at(i) in (",", "of"))
    while lexemes.at(k) == "of":
        k += 1  # "March *last year*", as ``named_years`` reads it
    year = year_at(lexemes, k, since=_OLDEST)
    if year is None or (year < 1900 and _plural(lexemes, k + 1)):
        return None, i  # "in March *1200 people* fled"
    return year, k + 1


def _plural(lexemes: Lexemes, i: int) -> bool:
    """Whether a common noun of many stands at ``i``."""
    common = lexemes.word(i) and not lexemes.capital(i)
    return common and (lexemes.at(i).endswith("s") or lexemes.at(i) == "people")


def read_named(lexemes: Lexemes, i: int, *, cued: bool = False) -> Named | None:
    """The date that starts at ``i``; ``cued`` when the words before let a bare month or year be one."""
    return (
        read_numeric(lexemes, i)
        or _day_month(lexemes, i)
        or _month_first(lexemes, i, cued)
        or _part(lexemes, i)
        or _bare_year(lexemes, i, cued)
    )


def _day_month(lexemes: Lexemes, i: int) -> Named | None:
    """ "7 February 2018", "7th of Feb."."""
    day = day_at(lexemes, i)
    if day is None:
        return None
    k = day[1] + (lexemes.at(day[1]) == "of")
    month = month_at(lexemes, k)
    if month is None or lexemes.at(day[1]) == ".":
        return None
    year, last = year_after(lexemes, month[1])
    return Named(i, last, year, month[0], day[0])


def _month_first(lexemes: Lexemes, i: int, cued: bool) -> Named | None:
    """ "February 7, 2018", "February 2018", and "February" where the words before it say so."""
    month = month_at(lexemes, i)
    if month is None:
        return None
    year, last = year_after(lexemes, month[1])
    if year is not None:
        return Named(i, last, year, month[0])
    day = day_at(lexemes, month[1])
    if day is not None and not _number_of_something(lexemes, i, day[1]):
        year, last = year_after(lexemes, day[1])
        return Named(i, last, year, month[0], day[0])
    abbreviated = len(lexemes.at(i)) == 3 and lexemes.at(i) != "may"
    named = lexemes.at(i) in date_list("name_months")
    cues = date_list("name_month_cues") if named else date_list("month_cues")
    allowed = (
        (cued and not named)
        or lexemes.at(i - 1) in cues
        or (lexemes.at(i - 1) == "-" and lexemes.at(i - 2) == "mid")
        or _has_its_count(lexemes, i)
    )
    if abbreviated or not allowed or (named and lexemes.capital(month[1]) and lexemes.word(month[1])):
        return None
    return Named(i, month[1], None, month[0])


def _has_its_count(lexemes: Lexemes, i: int) -> bool:
    """ "*October* had closed with 287", "*November* was the deadliest month": a month that opens its clause."""
    opens = not lexemes.word(i - 1) and lexemes.at(i - 1) not in {"-", "(", '"'}
    after = lexemes.at(i + 1)
    if not opens:
        return False
    if after in {"was", "is", "has", "proved", "became"}:
        return "month" in {lexemes.at(k) for k in range(i + 2, i + 9)}
    k = i + 2 if after == "had" else i + 1
    return lexemes.at(k) in date_list("month_verbs") or (after == "had" and lexemes.at(k)[:1].isdigit())


def _number_of_something(lexemes: Lexemes, i: int, after: int) -> bool:
    """ "In May 20 people were killed": after "in", a number before a noun is of the noun."""
    in_month = lexemes.at(i - 1) in ("in", "during")
    return (in_month and lexemes.word(after) and not lexemes.capital(after)) or lexemes.at(after) in (
        "%",
        "percent",
    )


def _part(lexemes: Lexemes, i: int) -> Named | None:
    """ "early March", "mid-2017", "the end of 2016"."""
    part = lexemes.at(i)
    if part not in date_list("parts"):
        return None
    k = i + 1
    if part in ("beginning", "start", "middle", "end"):
        if lexemes.at(k) != "of":
            return None
        k += 1
    elif lexemes.at(k) in DASHES and lexemes.glued(k) and lexemes.glued(k + 1):
        k += 1
    year = year_at(lexemes, k)
    if year is not None:
        return Named(i, k + 1, year, part=part)
    month = month_at(lexemes, k)
    if month is None:
        return None
    day = day_at(lexemes, month[1])
    if day is not None and part in ("early", "late"):
        year, last = year_after(lexemes, day[1])
        return Named(i, last, year, month[0], day[0])
    year, last = year_after(lexemes, month[1])
    return Named(i, last, year, month[0], part=part)


def _bare_year(lexemes: Lexemes, i: int, cued: bool) -> Named | None:
    before = lexemes.at(i - 1)
    old = before in ("in", "since") and not lexemes.word(i + 1) and lexemes.at(i + 1) not in DASHES
    year = year_at(lexemes, i, since=_OLDEST if old else 1900)
    if year is None or (_plural(lexemes, i + 1) and year % 50 == 0):
        return None
    followed = lexemes.word(i + 1) and not lexemes.capital(i + 1)
    if before == "the" and not cued:
        return Named(i, i + 1, year) if followed and 1985 <= year <= 2035 else None
    return Named(i, i + 1, year) if cued or before in date_list("year_cues") else None


def read_numeric(lexemes: Lexemes, i: int) -> Named | None:
    """ "2018-02-07", "07/02/2018", "7.2.2018". Where it is not known whether day or month is first: both."""
    word = lexemes.at(i)
    if not word[0].isdecimal():
        return None
    parts, last = word.split("."), i + 1
    if len(parts) == 1:
        mark = lexemes.at(i + 1)
        if mark not in ("-", "/", "–") or lexemes.at(i + 3) != mark:
            return None
        if not all(lexemes.glued(k) for k in range(i + 1, i + 5)) or (
            lexemes.glued(i) and lexemes.at(i - 1) in ("-", "/", "+")
        ):
            return None
        parts, last = [word, lexemes.at(i + 2), lexemes.at(i + 4)], i + 5
        if lexemes.glued(last) and lexemes.at(last) in ("-", "/"):
            return None
    if len(parts) != 3 or not all(part.isdecimal() and len(part) in (1, 2, 4) for part in parts):
        return None
    readings = tuple(sorted(_readings(*parts)))
    if not readings:
        return None
    first = readings[0]
    if len(readings) == 1:
        return Named(i, last, first.year, first.month, first.day)
    return Named(i, last, first.year, readings=readings)


def _readings(one: str, two: str, three: str) -> set[date]:
    """The days that three numbers may be; a two-digit year is of this century up to 35, else of the last."""
    if len(one) == 4:
        orders = [(int(one), int(two), int(three))]
    elif len(one) <= 2 and len(two) <= 2 and len(three) != 1:
        year = int(three) if len(three) == 4 else int(three) + (2000 if int(three) <= 35 else 1900)
        orders = [(year, int(two), int(one)), (year, int(one), int(two))]
    else:
        return set()
    found = set()
    for year, month, day in orders:
        try:
            if 1900 <= year < 2100:
                found.add(date(year, month, day))
        except ValueError:
            continue
    return found


def named_days(named: Named, published: date | None) -> tuple[Days, DatePrecision | None]:
    """The days that ``named`` may be, and their precision.

    Without a year: the latest such time that had begun by ``published``, and nothing of it after; undated if
    ``published`` is None. A day that no calendar has (31 February) is undated.
    """
    if named.readings:
        days = Days(named.readings[0], named.readings[-1])
        return days, None
    precision = DatePrecision.DAY if named.day else DatePrecision.MONTH if named.month else DatePrecision.YEAR
    if named.year is not None:
        return _of_year(named, named.year), precision
    if published is None:
        return UNDATED, precision
    for year in range(published.year, max(1, published.year - 9), -1):
        days = _of_year(named, year)
        if days.earliest is not None and days.earliest <= published:
            return days.clipped(published), precision
    return UNDATED, precision


def _of_year(named: Named, year: int) -> Days:
    if named.day is not None and named.month is not None:
        try:
            day = date(year, named.month, named.day)
        except ValueError:
            return UNDATED
        return Days(day, day)
    if named.part is not None:
        return third(year, named.month, named.part)
    return month_days(year, named.month) if named.month is not None else year_days(year)


def same_year(first: Named, second: Named) -> tuple[Named, Named]:
    """Two ends of one range: a year said once is of both, or "December to January 2018" of two."""
    if first.year is None and second.year is not None and first.month is not None:
        over = second.month is not None and first.month > second.month
        return replace(first, year=second.year - over), second
    if second.year is None and first.year is not None and second.month is not None:
        over = first.month is not None and second.month < first.month
        return first, replace(second, year=first.year + over)
    return first, second
