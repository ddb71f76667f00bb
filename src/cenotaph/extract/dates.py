"""Every date and period of a text, as an interval of days that is never narrower than the words.

Named dates stand as said. Dates without a year, weekdays and relative words are counted back from the
publication ("7 February": the latest one not after it; "Tuesday" on a Tuesday: that day) and end there at the
latest. Without a publication date they stay undated, with their words and precision kept. A purely numeric
date whose order is not known (07/02/2018) spans both readings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from cenotaph.extract.calendar_days import UNDATED, Days, month_days, precision_of, shift
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
    year_at,
)
from cenotaph.extract.date_relative import (
    late_part,
    latest_weekday,
    read_ago,
    read_overnight,
    read_phrase,
    read_recent,
    read_season,
    read_weekday,
    read_word,
)
from cenotaph.extract.lexemes import Lexemes, lex
from cenotaph.extract.lexicon import table
from cenotaph.extract.number_words import read_cardinal
from cenotaph.extract.period_kinds import Found, PeriodKind, Reference
from cenotaph.model import DatePrecision, Period

__all__ = ["PeriodKind", "PeriodMention", "find_periods", "with_year"]

_JOINTS = ("and", "or", "to", "until", "through", "&", *DASHES)


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A period as it stands in the text; ``text[start:end] == period.text``.

    ``month_day`` is set for dates said without a year: month and day, or month and None for a whole month;
    ``with_year`` completes them when another part of the text names the year.
    """

    start: int
    end: int
    period: Period
    kind: PeriodKind
    month_day: tuple[int, int | None] | None = None


def find_periods(text: str, published: date | None = None, *, anchor: date | None = None) -> list[PeriodMention]:
    """Every period of ``text`` in order, none overlapping, in time linear in its length.

    ``published``: the day of publication, place-local. ``anchor``: the day that "the next day" and "two days
    later" are counted from. Either may be unknown; what depends on it then stays undated.
    """
    lexemes = lex(text)
    to = Reference(published, anchor)
    chosen: list[PeriodMention] = []
    done = 0
    for found in _candidates(lexemes, to):
        if found.first < done:
            if chosen and found.last > done and lexemes.start[found.first] <= chosen[-1].start:
                chosen.pop()
            else:
                continue
        chosen.append(_mention(lexemes, found))
        done = found.last
    return chosen


def with_year(mention: PeriodMention, year: int) -> PeriodMention:
    """``mention``, said without a year, in ``year``; unchanged if it names its own or no calendar date."""
    if mention.month_day is None or not 1 <= year <= 9999:
        return mention
    again = find_periods(mention.period.text, date(year, 12, 31))
    if len(again) != 1 or again[0].period.text != mention.period.text:
        month, day = mention.month_day
        days, precision = named_days(Named(0, 0, year, month, day), None)
        period = Period(text=mention.period.text, earliest=days.earliest, latest=days.latest, precision=precision)
        return replace(mention, period=period)
    return replace(mention, period=again[0].period)


def _mention(lexemes: Lexemes, found: Found) -> PeriodMention:
    start, end = lexemes.start[found.first], lexemes.end[found.last - 1]
    text = lexemes.text[start:end]
    for own in ("'s", "’s"):
        if text.lower().endswith(own):
            end -= len(own)
            text = lexemes.text[start:end]
    period = Period(text=text, earliest=found.days.earliest, latest=found.days.latest, precision=found.precision)
    return PeriodMention(start, end, period, found.kind, found.month_day)


@cache
def _triggers() -> frozenset[str]:
    """Words that can open a period (numerals aside)."""
    words = table("date_words")
    weekdays = set(words["weekdays"])
    return frozenset(
        {*words["months"], *weekdays, *words["seasons"], *words["words"]["parts"]}
        | {day + end for day in weekdays for end in ("'s", "’s", "s")}
        | {phrase.split()[0] for key in ("phrases", "recurring", "open") for phrase in words["vague"][key]}
        | {
            "overnight",
            "today",
            "tonight",
            "yesterday",
            "last",
            "past",
            "previous",
            "this",
            "next",
            "current",
            "same",
        }
        | {
            "that",
            "following",
            "ago",
            "earlier",
            "later",
            "before",
            "recent",
            "every",
            "each",
            "since",
            "until",
            "till",
        }
        | {
            "by",
            "as",
            "between",
            "from",
            "after",
            "first",
            "second",
            "third",
            "fourth",
            "final",
            "opening",
            "latter",
            "prior",
        }
        | {"half", "quarter"}
    )


def _candidates(lexemes: Lexemes, to: Reference) -> Iterator[Found]:
    triggers = _triggers()
    for i, word in enumerate(lexemes.lower):
        if word in triggers or word[0].isdecimal():
            found = _read(lexemes, i, to)
            if found is not None:
                yield found


def _read(lexemes: Lexemes, i: int, to: Reference) -> Found | None:
    """The longest period that opens at ``i`` (or, for "two days ago", ends there)."""
    word = lexemes.at(i)
    if word in ("since", "until", "till", "by", "as", "before", "after", "prior"):
        return _open(lexemes, i, to) or read_ago(lexemes, i, to)
    if word in ("between", "from"):
        return _between(lexemes, i, to)
    if word in ("ago", "earlier", "later"):
        return read_ago(lexemes, i, to) or _at_time(lexemes, i, to) or read_phrase(lexemes, i, to)
    return _closed(lexemes, i, to)


def _closed(lexemes: Lexemes, i: int, to: Reference, *, cued: bool = False) -> Found | None:
    """A period with both ends: a part, a joined range, a named date, a weekday or a relative expression."""
    return (
        _share(lexemes, i, to)
        or _joined(lexemes, i, to, cued)
        or _single(lexemes, i, to, cued)
        or _at_time(lexemes, i, to)
    )


def _single(lexemes: Lexemes, i: int, to: Reference, cued: bool) -> Found | None:
    named = read_named(lexemes, i, cued=cued)
    if named is not None:
        return _from_named(named, to.published)
    decade = _decade(lexemes, i)
    if decade is not None:
        return decade
    return (
        read_weekday(lexemes, i, to)
        or read_overnight(lexemes, i, to)
        or read_word(lexemes, i, to)
        or read_season(lexemes, i, to)
        or read_recent(lexemes, i)
        or read_phrase(lexemes, i, to)
    )


def _from_named(named: Named, published: date | None) -> Found:
    days, precision = named_days(named, published)
    precise = precision or precision_of(days)
    kind = PeriodKind.POINT if precise is DatePrecision.DAY or named.readings else PeriodKind.RANGE
    month_day = (named.month, named.day) if named.year is None and named.month is not None else None
    return Found(named.first, named.last, kind, days, precise, month_day)


def _decade(lexemes: Lexemes, i: int) -> Found | None:
    """ "1990s"."""
    word = lexemes.at(i)
    if not (len(word) == 4 and word.isdecimal() and word.endswith("0") and 1900 <= int(word) < 2100):
        return None
    if not lexemes.glued(i + 1) or lexemes.at(i + 1) not in ("s", "'s", "’s"):
        return None
    days = Days(date(int(word), 1, 1), date(int(word) + 9, 12, 31))
    return Found(i, i + 2, PeriodKind.RANGE, days, DatePrecision.OPEN)


def _joined(lexemes: Lexemes, i: int, to: Reference, cued: bool) -> Found | None:
    """Two dates or more in one expression: "7-8 February", "Feb 28 to March 3", "2017 and 2018"."""
    days = _day_list(lexemes, i)
    if days is not None:
        return _range(*days, to.published)
    first = read_named(lexemes, i, cued=cued)
    if first is not None:
        second = _second(lexemes, first)
        return _range(*same_year(first, second), to.published) if second is not None else None
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
        if joint not in _JOINTS and joint != ",":
            break
        following = day_at(lexemes, k + 1)
        if following is None or following[0] <= last_day:
            break
        last_day, k, joints = following[0], following[1], joints + 1
        if joint in ("and", "or", "&"):
            break
    if not joints:
        return None
    month = month_at(lexemes, k + (lexemes.at(k) == "of"))
    if month is None or not _listed(lexemes, i):
        return None
    last = month[1]
    year = year_at(lexemes, last + (lexemes.at(last) == ","))
    if year is not None:
        last += 1 + (lexemes.at(last) == ",")
    return Named(i, last, year, month[0], day), Named(i, last, year, month[0], last_day)


def _listed(lexemes: Lexemes, i: int) -> bool:
    """Whether a list of days can open at ``i``: after a preposition, or joined by a dash."""
    opens = lexemes.at(i - 1) in (
        "on", "of", "from", "between", "the", "to", "for", "since", "until", "by", "in", "during", "(", ",", "\n\n", ".", ":", "dates",
    )  # fmt: skip
    return opens or lexemes.at(i + 1) in (*DASHES, "to", "st", "nd", "rd", "th") or i == 0


def _second(lexemes: Lexemes, first: Named) -> Named | None:
    """The date that the joint after ``first`` leads to, if it is of the same kind and not before it."""
    joint = lexemes.at(first.last)
    if joint not in _JOINTS:
        return None
    k = first.last + 1
    bare = day_at(lexemes, k)
    if first.day is not None and first.month is not None and lexemes.at(first.last - 1).isalpha() is False:
        month_first = month_at(lexemes, first.first) is not None
        if (
            month_first
            and first.year is None
            and bare is not None
            and bare[0] > first.day
            and month_at(lexemes, bare[1]) is None
        ):
            if joint in ("and", "or", "&") and lexemes.word(bare[1]) and not lexemes.capital(bare[1]):
                return None  # "on May 7 and 12 people": a new number
            last = bare[1]
            year = year_at(lexemes, last + (lexemes.at(last) == ","))
            last += (1 + (lexemes.at(last) == ",")) if year is not None else 0
            return Named(k, last, year, first.month, bare[0])
    if first.year is not None and first.month is None and first.part is None:
        return _second_year(lexemes, first, joint)
    second = read_named(lexemes, k, cued=first.day is None)
    if second is None or first.readings or second.readings:
        return None
    if (first.day is None) != (second.day is None) or (second.month is None) != (first.month is None):
        return None
    one, two = same_year(first, second)
    if joint in ("and", "or", "&") and one.day is not None and one.year is None and two.year is None:
        pass
    if one.year is not None and two.year is not None:
        start, end = named_days(one, None)[0].earliest, named_days(two, None)[0].latest
        if start is None or end is None or start > end:
            return None
    return second


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


def _range(first: Named, second: Named, published: date | None) -> Found | None:
    """From the first day of ``first`` to the last of ``second``; without a year, the latest that had begun."""
    precision = DatePrecision.MONTH
    month_day = (first.month, first.day) if first.year is None and first.month is not None else None
    end, end_precision = named_days(second, published)
    if first.year is None and end.latest is not None and second.month is not None and first.month is not None:
        first = replace(first, year=end.latest.year - (first.month > second.month))
    start, _ = named_days(first, published)
    if start.earliest is None or end.latest is None or start.earliest > end.latest:
        if first.year is None and first.month is not None:
            few = first.month == second.month and first.day is not None
            return Found(
                first.first,
                second.last,
                PeriodKind.RANGE,
                UNDATED,
                DatePrecision.FEW_DAYS if few else precision,
                month_day,
            )
        return None
    days = Days(start.earliest, end.latest)
    found = (
        precision_of(days)
        if end_precision is not DatePrecision.YEAR
        else max(precision_of(days) or 5, DatePrecision.YEAR)
    )
    return Found(
        first.first, second.last, PeriodKind.RANGE, days, DatePrecision(found) if found else None, month_day
    )


def _weekdays(lexemes: Lexemes, i: int, to: Reference) -> Found | None:
    """ "Monday and Tuesday", "Monday to Wednesday"."""
    first = weekday_at(lexemes, i)
    if first is None:
        return None
    k = i + 1
    last = k
    second = None
    while lexemes.at(k) in (*_JOINTS, ","):
        k += 1 + (lexemes.at(k + 1) == "and")
        found = weekday_at(lexemes, k)
        if found is None:
            break
        second, k = found, k + 1
        last = k
    if second is None:
        return None
    if to.published is None:
        return Found(i, last, PeriodKind.RELATIVE, UNDATED, DatePrecision.FEW_DAYS)
    end = latest_weekday(to.published, second)
    days = Days(shift(end, -((second - first) % 7)), end)
    return Found(i, last, PeriodKind.RELATIVE, days, precision_of(days))


def _between(lexemes: Lexemes, i: int, to: Reference) -> Found | None:
    """ "between X and Y", "from X to Y", of dates, months, years or weekdays; the span takes the words in."""
    found = _joined(lexemes, i + 1 + (lexemes.at(i + 1) == "the"), to, True)
    return replace(found, first=i) if found is not None else None


def _at_time(lexemes: Lexemes, i: int, to: Reference) -> Found | None:
    """ "earlier this week", "late on Tuesday", "early Monday", "later that day", "late last year"."""
    word = lexemes.at(i)
    if word not in ("earlier", "later", "late", "early"):
        return None
    k = i + 1 + (lexemes.at(i + 1) in ("on", "in", "the"))
    k += lexemes.at(k) == "the"
    found = _single(lexemes, k, to, k > i + 1)
    if found is None or (found.kind in (PeriodKind.VAGUE, PeriodKind.RECURRING) and word in ("late", "early")):
        return None
    if word in ("late", "early"):
        found = late_part(found, word)
    return replace(found, first=i)


def _share(lexemes: Lexemes, i: int, to: Reference) -> Found | None:
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
    precision = {"day": DatePrecision.FEW_DAYS, "week": DatePrecision.WEEK, "month": DatePrecision.YEAR}.get(
        unit, DatePrecision.YEAR
    )
    dated = precision_of(days) or precision
    if whole.precision is DatePrecision.YEAR and unit in ("month", "half", "quarter") and days != UNDATED:
        dated = DatePrecision.MONTH if amount == 1 and unit == "month" else DatePrecision.YEAR
    kind = PeriodKind.RANGE if whole.kind is not PeriodKind.RELATIVE else PeriodKind.RELATIVE
    return Found(i, whole.last, kind, days, dated, whole.month_day)


def _whole_of(lexemes: Lexemes, k: int, to: Reference) -> Found | None:
    """The month or year that a share is of: named, or "this year", "the year", "last month"; never clipped."""
    k += lexemes.at(k) == "the"
    named = read_named(lexemes, k, cued=True)
    if named is not None and named.day is None and named.part is None and not named.readings:
        found = _from_named(named, to.published)
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


def _open(lexemes: Lexemes, i: int, to: Reference) -> Found | None:
    """ "since 2015", "until March", "by the end of 2016", "before 7 February", "as of Tuesday"."""
    word, k = lexemes.at(i), i + 1
    if word in ("as", "prior"):
        if lexemes.at(k) != ("of" if word == "as" else "to"):
            return None
        k += 1
    k += (
        lexemes.at(k) in ("on", "about", "around", "late", "early")
        and lexemes.at(k + 1) != "the"
        and word == "since"
        and 0
    )
    k += lexemes.at(k) == "the"
    inner = _closed(lexemes, k, to, cued=True)
    if inner is None or inner.kind in (PeriodKind.VAGUE, PeriodKind.RECURRING, PeriodKind.OPEN):
        return _since_start(lexemes, i) if word == "since" else None
    if lexemes.at(inner.last - 1).endswith(("'s", "’s")):
        return None
    days = _open_days(word, inner.days, to.published)
    return Found(i, inner.last, PeriodKind.OPEN, days, DatePrecision.OPEN, inner.month_day)


def _open_days(word: str, inner: Days, published: date | None) -> Days:
    """One end from the words; a period since a time runs to the publication, if that is known and later."""
    if inner == UNDATED:
        return UNDATED
    if word in ("since", "after"):
        latest = published if published and inner.earliest and published >= inner.earliest else None
        return Days(inner.earliest, latest)
    if word in ("before", "prior"):
        return Days(None, shift(inner.earliest, -1))
    return Days(None, inner.latest)


def _since_start(lexemes: Lexemes, i: int) -> Found | None:
    """ "since the start of the war", "since the conflict began", "since then": open, and not dated by its words."""
    k = i + 1
    if lexemes.at(k) == "then":
        return Found(i, k + 1, PeriodKind.VAGUE, UNDATED, DatePrecision.OPEN)
    if lexemes.at(k) in ("the", "its", "their"):
        k += 1
    if lexemes.at(k) in date_list("starts") and lexemes.at(k + 1) == "of":
        k += 2 + (lexemes.at(k + 2) in ("the", "its", "this"))
    for last in range(k, k + 4):
        if lexemes.at(last) in date_list("war_words"):
            last += 1
            while lexemes.at(last) in date_list("began"):
                last += 1
            return Found(i, last, PeriodKind.VAGUE, UNDATED, DatePrecision.OPEN)
        if not lexemes.word(last):
            return None
    return None
