"""Dates and periods in Russian text as intervals of days, counted from the day of publication."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
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
from cenotaph.extract.russian.lexicon import labels, plain
from cenotaph.extract.russian.numbers import find_mentions
from cenotaph.model import DatePrecision, Period

__all__ = ["PeriodMention", "find_periods"]

_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A period at clean offsets ``start:end`` (its preposition included).

    ``total`` is "closed" for a sum over the period ("за сутки"), "open" for one that still runs
    ("с начала года"), and empty for a date.
    """

    start: int
    end: int
    period: Period
    total: str = ""


@dataclass(frozen=True, slots=True)
class _Said:
    days: Days
    total: str = ""
    open: bool = False


_Match = re.Match[str]
_Reader = Callable[[_Match, date | None], _Said | None]


def _either(section: str) -> str:
    return "(?:" + "|".join(sorted(labels("dates", section), key=len, reverse=True)) + ")"


def _number(text: str) -> int | None:
    found = find_mentions(text)
    return found[0].count.best if found else None


def _month(word: str) -> int:
    return int(labels("dates", "months")[word])


def _day_number(text: str) -> int:
    """ "7", "седьмого", "двадцать первого"."""
    if text.isdecimal():
        return int(text)
    tens, _, ones = text.rpartition(" ")
    return {"": 0, "двадцать": 20, "тридцать": 30}[tens] + int(labels("dates", "ordinals")[ones])


def _year_of(text: str | None) -> int | None:
    """ "2017 года", "прошлого года" is -1, "этого года" 0 (relative to the publication)."""
    if not text:
        return None
    digits = re.search(r"\d{4}", text)
    if digits:
        return int(digits.group()) if int(digits.group()) in _YEARS else None
    return -1 if re.match(r"прошл|минувш", text) else 0


def _year(text: str | None, published: date | None) -> int | None:
    year = _year_of(text)
    if year is not None and year <= 0:
        return published.year + year if published else None
    return year


def _day(day: int, month: int, year: int | None, published: date | None) -> date | None:
    """A day of a month; without a year the last such day that is not after the publication."""
    try:
        if year is not None:
            return date(year, month, day)
        if published is None:
            return None
        found = date(published.year, month, day)
        return found if found <= published else date(published.year - 1, month, day)
    except ValueError:
        return None


def _whole_month(month: int, year: int | None, published: date | None) -> Days:
    if year is None:
        if published is None:
            return UNDATED
        year = published.year if month <= published.month else published.year - 1
    days = month_days(year, month)
    return days.clipped(published) if published else days


def _one(day: date | None) -> _Said | None:
    return _Said(Days(day, day)) if day else _Said(UNDATED)


# ---- readers, one for each kind of expression


def _named_day(m: _Match, published: date | None) -> _Said | None:
    return _one(_day(_day_number(m["d"]), _month(m["m"]), _year(m["y"], published), published))


def _numeric(m: _Match, published: date | None) -> _Said | None:
    found = _day(_day_number(m["d"]), int(m["m"]), int(m["y"]), published)
    return _one(found) if found else None


def _days_of_month(m: _Match, published: date | None) -> _Said | None:
    year = _year(m["y"], published)
    last = _day(int(m["d2"]), _month(m["m"]), year, published)
    first_month = _month(m["m1"]) if m["m1"] else _month(m["m"])
    first = _day(int(m["d1"]), first_month, last.year if last else year, published)
    if first is None or last is None or first > last:
        return _Said(UNDATED) if published is None else None
    return _Said(Days(first, last), "closed" if (last - first).days > 1 else "")


def _night_of(m: _Match, published: date | None) -> _Said | None:
    if m["w"]:
        day = _weekday(m["w"], published)
    else:
        day = _day(_day_number(m["d"]), _month(m["m"]), _year(m["y"], published), published)
    return _Said(Days(shift(day, -1), day))


def _weekday(word: str, published: date | None) -> date | None:
    """The last such weekday, the day of publication included."""
    if published is None:
        return None
    return shift(published, -((published.weekday() - int(labels("dates", "weekdays")[word])) % 7))


def _on_weekday(m: _Match, published: date | None) -> _Said | None:
    return _one(_weekday(m["w"], published))


def _relative_day(m: _Match, published: date | None) -> _Said | None:
    return _one(shift(published, -int(labels("dates", "days")[m["day"]])))


def _past_night(m: _Match, published: date | None) -> _Said | None:
    return _Said(Days(shift(published, -1), published))


def _part(m: _Match, published: date | None) -> _Said | None:
    part = labels("dates", "parts")[m["part"]]
    year = _year(m["y"], published)
    if m["m"]:
        whole = _whole_month(_month(m["m"]), year, published)
        if whole.earliest is None:
            return _Said(UNDATED)
        days = third(whole.earliest.year, whole.earliest.month, part)
    elif year is None:
        return None
    else:
        days = third(year, None, part)
    return _Said(days.clipped(published) if published else days)


def _months_of(m: _Match, published: date | None) -> _Said | None:
    """ "за девять месяцев 2017 года"."""
    year, months = _year(m["y"], published), _number(m["n"])
    if year is None or months is None or not 1 <= months <= 12:
        return None
    return _Said(Days(date(year, 1, 1), month_days(year, months).latest), "closed")


def _half(m: _Match, published: date | None) -> _Said | None:
    year, nth = _year(m["y"], published), int(labels("dates", "numbers")[m["nth"]])
    length = 6 if m["what"].startswith("полугод") else 3
    if year is None or nth * length > 12:
        return None
    first = date(year, (nth - 1) * length + 1, 1)
    return _Said(Days(first, month_days(year, nth * length).latest), "closed")


def _past_units(m: _Match, published: date | None) -> _Said | None:
    """ "за последние две недели", "за сутки"."""
    number = _number(m["n"]) if m["n"] else 1
    if number is None or number > 1000:
        return None
    unit = labels("dates", "units")[m["unit"]]
    return _Said(Days(_back(published, number, unit), published), "closed")


def _past_hours(m: _Match, published: date | None) -> _Said | None:
    """ "за 24 часа": the days that the hours reach back to."""
    hours = int(m["hours"]) if len(m["hours"]) < 4 else 0
    return _Said(Days(shift(published, -hours // 24), published), "closed") if hours else None


def _back(published: date | None, number: int, unit: str) -> date | None:
    if published is None:
        return None
    if unit in {"day", "week"}:
        return shift(published, -number * (7 if unit == "week" else 1))
    return shift_months(published, -number * (12 if unit == "year" else 1))


def _ago(m: _Match, published: date | None) -> _Said | None:
    number = _number(m["n"]) if m["n"] else 1
    if number is None or number > 1000:
        return None
    unit = labels("dates", "units")[m["unit"]]
    day = _back(published, number, unit)
    if day is None:
        return _Said(UNDATED)
    if unit == "week":
        return _Said(Days(shift(day, -3), shift(day, 3)))
    if unit == "month":
        return _Said(month_days(day.year, day.month))
    return _Said(year_days(day.year)) if unit == "year" else _one(day)


def _this_or_last(m: _Match, published: date | None) -> _Said | None:
    """ "на прошлой неделе", "в этом году"."""
    if published is None:
        return _Said(UNDATED)
    last = m["which"].startswith(("прошл", "минувш", "прошед"))
    unit = labels("dates", "units")[m["unit"]]
    if unit == "week":
        monday = shift(published, -published.weekday() - (7 if last else 0))
        days = Days(monday, shift(monday, 6))
    elif unit == "month":
        first = shift_months(published.replace(day=1), -1 if last else 0) or published
        days = month_days(first.year, first.month)
    elif unit == "year":
        days = year_days(published.year - (1 if last else 0))
    else:
        return None
    return _Said(days.clipped(published), "closed" if m["za"] else "")


def _weekend(m: _Match, published: date | None) -> _Said | None:
    saturday = _weekday("субботу", published)
    return _Said(Days(saturday, shift(saturday, 1)).clipped(published) if published else UNDATED)


def _since(m: _Match, published: date | None) -> _Said | None:
    groups = m.groupdict()
    if groups.get("war"):
        return _Said(UNDATED, "open")
    if groups.get("what"):
        start = published
        if published and groups["what"].startswith("год"):
            start = date(_year(groups.get("y2"), published) or published.year, 1, 1)
        elif published and groups["what"].startswith("месяц"):
            start = published.replace(day=1)
        elif published:
            start = shift(published, -published.weekday())
    elif groups.get("d"):
        start = _day(_day_number(m["d"]), _month(m["m"]), _year(m["y"], published), published)
    elif groups.get("m"):
        start = _whole_month(_month(m["m"]), _year(m["y"], published), published).earliest
    else:
        year = _year(m["y"], published)
        start = date(year, 1, 1) if year else None
    if start is not None and published is not None and start > published:
        return None
    return _Said(Days(start, published if start else None), "open", open=True)


def _until(m: _Match, published: date | None) -> _Said | None:
    day = _day(_day_number(m["d"]), _month(m["m"]), _year(m["y"], published), published)
    return _Said(Days(None, day), open=True)


def _in_month(m: _Match, published: date | None) -> _Said | None:
    return _Said(_whole_month(_month(m["m"]), _year(m["y"], published), published), "closed" if m["za"] else "")


def _in_year(m: _Match, published: date | None) -> _Said | None:
    year = _year(m["y"], published)
    if year is None:
        return None
    last = int(m["y2"]) if m["y2"] else year
    if last not in _YEARS or last < year:
        return None
    days = Days(date(year, 1, 1), date(last, 12, 31))
    return _Said(days.clipped(published) if published else days, "closed" if m["za"] else "")


def _season(m: _Match, published: date | None) -> _Said | None:
    year = _year(m["y"], published)
    return _Said(season_days(year, labels("dates", "seasons")[m["s"]])) if year else None


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], _Reader], ...]:
    month, weekday, unit = _either("months"), _either("weekdays"), _either("units")
    year = r"(?P<y>\d{4}(?:\s*(?:года|году|год|гг?\b\.?))?|(?:прошлого|этого|минувшего|текущего|нынешнего)\s+года)"
    day = rf"(?P<d>\d{{1,2}}|(?:двадцать |тридцать )?{_either('ordinals')})(?:-?го)?\s+"
    some = r"(?P<n>\d+|[а-я]+(?:\s(?:десят\w+|пять|шесть))?)"
    rows: list[tuple[str, _Reader]] = [
        (
            rf"(?:с|со|между)\s+(?P<d1>\d{{1,2}})(?:\s+(?P<m1>{month}))?\s+(?:по|до|и)\s+(?P<d2>\d{{1,2}})\s+(?P<m>{month})(?:\s+{year})?",
            _days_of_month,
        ),
        (rf"(?P<d1>\d{{1,2}})(?P<m1>)\s?[-–—]\s?(?P<d2>\d{{1,2}})\s+(?P<m>{month})(?:\s+{year})?", _days_of_month),
        (
            rf"(?:в|во)\s+ночь\s+(?:с\s+\S+(?:\s+{month})?\s+)?на\s+(?:{day}(?P<m>{month})(?:\s+{year})?|(?P<w>{weekday}))",
            _night_of,
        ),
        (rf"(?:с|со|начиная с)\s+{day}(?P<m>{month})(?:\s+{year})?", _since),
        (rf"(?:к|до|по состоянию на)\s+{day}(?P<m>{month})(?:\s+{year})?", _until),
        (rf"(?:(?:в|во)\s+{weekday},?\s+)?{day}(?P<m>{month})(?:\s+{year})?", _named_day),
        (r"(?P<d>\d{1,2})\.(?P<m>\d{2})\.(?P<y>\d{4})", _numeric),
        (r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})", _numeric),
        (
            r"с\s+(?:самого\s+)?начала\s+(?:(?P<y2>\d{4}\s+)|(?:этого|текущего|нынешнего)\s+)?(?P<what>года|месяца|недели)",
            _since,
        ),
        (
            r"с\s+(?:самого\s+)?начала\s+(?P<war>войны|конфликта|вторжения|осады|боев|эпидемии|операции|протестов|пандемии)",
            _since,
        ),
        (rf"с\s+(?:начала\s+|конца\s+|середины\s+)?(?P<m>{month})(?:\s+{year})?", _since),
        (rf"(?:с|начиная с)\s+{year}", _since),
        (rf"за\s+(?:первые\s+|последние\s+)?{some}\s+месяц\w*\s+{year}", _months_of),
        (rf"(?:в|во|за)\s+(?P<nth>{_either('numbers')})\s+(?P<what>полугоди\w+|квартал\w*)\s+{year}", _half),
        (rf"(?:в\s+)?(?P<part>{_either('parts')})\s+(?P<m>{month})(?:\s+{year})?", _part),
        (rf"(?:в\s+)?(?P<part>{_either('parts')})\s+(?P<m>){year}", _part),
        (r"за\s+(?:последн\w+\s+)?(?P<hours>\d+)\s+час\w*", _past_hours),
        (rf"за\s+(?:последн\w+|прошедш\w+|минувш\w+|истекш\w+|эти)\s+(?:{some}\s+)?(?P<unit>{unit})", _past_units),
        (rf"за\s+(?:{some}\s+)?(?P<unit>{unit})(?!\s+до)", _past_units),
        (rf"(?:{some}\s+)?(?P<unit>{unit})\s+(?:тому\s+)?назад", _ago),
        (rf"(?P<za>за\s+)?(?:в\s+|весь\s+)?(?P<m>{month})(?:\s+{year})?", _in_month),
        (
            rf"(?P<za>за\s+)?(?:на\s+|в\s+)?(?P<which>прошл\w+|минувш\w+|прошедш\w+|эт\w+|текущ\w+|нынешн\w+)\s+(?P<unit>{unit})",
            _this_or_last,
        ),
        (r"(?:минувшей|прошлой|прошедшей|этой)\s+ночью|за\s+(?:минувшую\s+|прошедшую\s+)?ночь", _past_night),
        (r"(?:в|на|за)\s+(?:минувшие\s+|прошедшие\s+|прошлые\s+)?выходны[ехм]+", _weekend),
        (rf"(?P<s>{_either('seasons')})\s+{year}", _season),
        (
            r"(?P<za>за\s+)?(?:весь\s+)?(?:в\s+)?(?P<y>\d{4})(?:\s?[-–—]\s?(?P<y2>\d{4}))?\s+(?:год(?:у|ах|ы|а)?|гг?\.)",
            _in_year,
        ),
        (rf"(?:в|во)\s+(?:прошл\w+\s+|минувш\w+\s+|эт\w+\s+)?(?P<w>{weekday})", _on_weekday),
        (rf"(?:утр\w+|вечер\w*|ночь\w*|дн[её]м|на утро|к утру|на вечер)\s+(?:в\s+)?(?P<w>{weekday})", _on_weekday),
        (rf"(?P<day>{_either('days')})", _relative_day),
    ]
    return tuple((re.compile(rf"(?<![\w-]){body}(?!\w)"), reader) for body, reader in rows)


def find_periods(text: str, published: date | None = None) -> list[PeriodMention]:
    """The periods of a clean text in order, none overlapping, relative ones counted from ``published``."""
    return sorted(_found(text, published), key=lambda mention: mention.start)


def _found(text: str, published: date | None) -> Iterator[PeriodMention]:
    low = plain(text)
    taken: list[tuple[int, int]] = []
    for pattern, reader in _patterns():
        for match in pattern.finditer(low):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            said = reader(match, published)
            if said is None:
                continue
            taken.append(match.span())
            yield _mention(text, match, said)


def _mention(text: str, match: _Match, said: _Said) -> PeriodMention:
    start, end = match.span()
    lead = re.match(r"(?:в|во|на)\s+(?!ночь)", plain(text[start:end]))
    words = text[start + (lead.end() if lead else 0) : end]
    precision = DatePrecision.OPEN if said.open and said.days != UNDATED else precision_of(said.days)
    period = Period(text=words, earliest=said.days.earliest, latest=said.days.latest, precision=precision)
    return PeriodMention(start, end, period, said.total)
