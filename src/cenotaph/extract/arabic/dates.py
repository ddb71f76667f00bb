"""When: Arabic days, months and spans of time as intervals of days, counted from the day of publication."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from cenotaph.extract.arabic.folding import Folded, fold_text
from cenotaph.extract.arabic.lexicon import table
from cenotaph.model import DatePrecision, Period, Scope

__all__ = ["When", "find_periods"]

_Days = tuple[date | None, date | None]
_EDGE = r"(?<![\u0620-\u064a\d])"
_STOP = r"(?![\u0620-\u064a\d])"
_LONG = 31  # days; a longer span is a sum, and no day of an event


@dataclass(frozen=True, slots=True)
class When:
    """A period with its report offsets, and whether it sums up (``scope``)."""

    period: Period
    start: int
    end: int
    scope: Scope = Scope.INCIDENT


def find_periods(stretch: Folded, published: date | None) -> list[When]:
    """The periods of a stretch in order, none overlapping; open where it takes an unknown day of publication."""
    taken: list[tuple[int, int]] = []
    out: list[When] = []
    for pattern, read in _rules():
        for match in pattern.finditer(stretch.text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            try:
                days = read(match, published)
            except (ValueError, OverflowError):
                continue
            if days is None:
                continue
            taken.append(match.span())
            start, end = stretch.span(*match.span())
            out.append(_when(stretch.report[start:end], days, start, end, since="منذ" in match.group()))
    return sorted(out, key=lambda when: when.start)


def _when(text: str, days: _Days, start: int, end: int, *, since: bool) -> When:
    low, high = days
    if low is None or high is None:
        return When(Period(text=text, earliest=low, latest=high), start, end)
    length = (high - low).days
    steps = (
        (0, DatePrecision.DAY),
        (3, DatePrecision.FEW_DAYS),
        (8, DatePrecision.WEEK),
        (_LONG, DatePrecision.MONTH),
    )
    precision = next((name for most, name in steps if length <= most), DatePrecision.YEAR)
    scope = Scope.CUMULATIVE_TO_DATE if since else Scope.PERIOD if length > _LONG else Scope.INCIDENT
    return When(Period(text=text, earliest=low, latest=high, precision=precision), start, end, scope)


# ---- tables


def _forms(section: str) -> dict[str, str]:
    """Folded phrase -> label of a section."""
    rows = table("dates")[section]
    return {fold_text(phrase): label for label, joined in rows.items() for phrase in joined.split("|")}


def _any(phrases: dict[str, str]) -> str:
    return "(?:" + "|".join(re.escape(p) for p in sorted(phrases, key=len, reverse=True)) + ")"


_Read = Callable[["re.Match[str]", date | None], _Days | None]


@cache
def _rules() -> tuple[tuple[re.Pattern[str], _Read], ...]:
    """The patterns with their readers, closest ones first."""
    name = _any(_forms("months"))
    month = rf"(?:شهر )?(?P<m>{name})(?: ?[/-] ?{name}| ?\({name}\))?"
    of_year = r"(?:[,،]? (?:من )?(?:عام |سنه )?(?P<y>(?:19|20)\d\d))?"
    year = r"(?P<y>(?:19|20)\d\d)"
    clitic = "(?:و|ب|ف|ل)?"
    weekday = _any(_forms("weekdays"))
    part = _any(dict.fromkeys(fold_text(table("dates")["parts"]["day"]).split("|"), ""))
    last = _any(dict.fromkeys(fold_text(table("dates")["parts"]["last"]).split("|"), ""))
    since = "(?P<since>منذ )?"
    ordinal = _any(_forms("ordinals"))
    this = "(?:الجاري|الحالي|هذا)"
    units, two = _any(_forms("units")), _any(_forms("two"))
    rules: list[tuple[str, _Read]] = [
        (r"(?P<y>(?:19|20)\d\d)-(?P<n>\d\d)-(?P<d>\d\d)", _numeric),
        (r"(?P<y>(?:19|20)\d\d)[/.](?P<n>\d{1,2})[/.](?P<d>\d{1,2})", _numeric),
        (r"(?P<d>\d{1,2})[/.-](?P<n>\d{1,2})[/.-](?P<y>(?:19|20)\d\d)", _numeric),
        (
            rf"{since}(?P<d>\d{{1,2}}) ?(?:و(?:ال)?|-|الي) ?(?P<d2>\d{{1,2}}) (?:من )?{month}{of_year}",
            _day_range,
        ),
        (
            rf"{since}{clitic}(?P<d>\d{{1,2}}|{ordinal}) (?:من )?{month}(?: {last})?{of_year}",
            _day_of_month,
        ),
        (rf"بين عامي {year} و ?(?P<y2>(?:19|20)\d\d)", _years),
        (rf"(?:من|بين) (?:عام )?{year} (?:و|الي|حتي) ?(?:عام )?(?P<y2>(?:19|20)\d\d)", _years),
        (
            rf"(?:بين|من) (?P<m1>{_any(_forms('months'))}) (?:و ?|الي |حتي ){month} (?:من )?(?:عام |سنه )?{year}",
            _months,
        ),
        (rf"{since}{clitic}{month}(?: {last})? (?:من )?(?:عام |سنه )?{year}", _month),
        (rf"{since}(?:(?:في|خلال|مطلع|اواخر|اوائل|منتصف|نهايه|بدايه) )(?:شهر )?{month}(?P<last> {last})?", _month),
        (rf"{since}شهر {month}(?P<last> {last})?", _month),
        (rf"منذ (?:بدايه|مطلع|اول|مستهل) (?:عام|العام|سنه) {year}", _from_year),
        (rf"منذ (?:بدايه|مطلع|اول|مستهل) (?:هذا )?(?P<u>العام|السنه|الشهر|الاسبوع)(?: {this})?", _since_start),
        (rf"{since}(?:(?:في|خلال) )?{clitic}(?:العام|عام|سنه) {year}", _year),
        (rf"(?:(?P<since>منذ) |في ){year}", _year),
        (rf"(?:ليل|ليله) (?P<w>{weekday})(?: ?[/-] ?| )(?P<w2>{weekday})", _night_between),
        (rf"{since}(?:{part} )?(?P<r>{_any(_forms('shift'))})(?: {weekday})?", _shifted),
        (rf"{since}(?:{clitic}{part} )?{clitic}(?P<w>{weekday})(?P<last> {last})?", _weekday),
        (_any(dict.fromkeys(fold_text(table("dates")["night"]["words"]).split("|"), "")), _night),
        (r"(?:خلال|في) (?:ال ?)?(?P<h>24|48|72) ساعه(?: الماضيه| الاخيره)?", _hours),
        (r"(?:خلال|في) الساعات (?:ال ?)?(?P<h>24|48|72|الاربع والعشرين)(?: ساعه)?(?: الماضيه| الاخيره)?", _hours),
        (rf"(?:خلال|في) (?P<u>{units}) (?P<n>\w+) الماضيه", _last_units),
        (rf"(?P<ago>قبل|منذ) (?P<n>\w+) (?P<u>{units})", _ago),
        (rf"(?P<ago>قبل|منذ) (?P<u>{units}|{two})", _ago),
        (rf"(?:خلال |في )?(?P<u>الاسبوع|الشهر|العام|السنه) (?:{last}|الماضيه)", _last_unit),
    ]
    return tuple((re.compile(_EDGE + pattern + _STOP), read) for pattern, read in rules)


# ---- readers


def _number(word: str) -> int | None:
    if word.isdecimal():
        return int(word) if len(word) < 4 else None
    bare = word.removeprefix("ال")
    for n, all_forms in table("numbers")["values"].items():
        if bare in fold_text(all_forms).split():
            return int(n)
    return None


def _to(published: date | None, low: date, high: date, since: str | None) -> _Days:
    """A closed span, or from its start to the day of publication after "since"."""
    return (low, max(low, published)) if since and published else (low, None if since else high)


def _month_number(match: re.Match[str]) -> int:
    return int(_forms("months")[match["m"]])


def _year_before(published: date | None, month: int, day: int) -> int | None:
    """The year in which a day last came up to the day of publication."""
    if published is None:
        return None
    return published.year if (month, day) <= (published.month, published.day) else published.year - 1


def _numeric(match: re.Match[str], _: date | None) -> _Days:
    day = date(int(match["y"]), int(match["n"]), int(match["d"]))
    return day, day


def _day_of_month(match: re.Match[str], published: date | None) -> _Days | None:
    said = match["d"]
    month, day = _month_number(match), int(said if said.isdecimal() else _forms("ordinals")[said])
    year = int(match["y"]) if match["y"] else _year_before(published, month, day)
    if year is None:
        return None, None
    found = date(year, month, day)
    return _to(published, found, found, match["since"])


def _day_range(match: re.Match[str], published: date | None) -> _Days | None:
    month = _month_number(match)
    year = int(match["y"]) if match["y"] else _year_before(published, month, int(match["d"]))
    if year is None:
        return None, None
    low, high = date(year, month, int(match["d"])), date(year, month, int(match["d2"]))
    return (low, high) if low <= high else None


def _month(match: re.Match[str], published: date | None) -> _Days | None:
    month = _month_number(match)
    stated = match.groupdict().get("y")
    year = int(stated) if stated else _year_before(published, month, 1)
    if year is None:
        return None, None
    low, high = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return _to(published, low, high if published is None or stated else min(high, published), match["since"])


def _months(match: re.Match[str], _: date | None) -> _Days | None:
    year, first, last = int(match["y"]), int(_forms("months")[match["m1"]]), _month_number(match)
    return (date(year, first, 1), date(year, last, monthrange(year, last)[1])) if first <= last else None


def _years(match: re.Match[str], _: date | None) -> _Days | None:
    low, high = date(int(match["y"]), 1, 1), date(int(match["y2"]), 12, 31)
    return (low, high) if low <= high else None


def _year(match: re.Match[str], published: date | None) -> _Days:
    year = int(match["y"])
    return _to(published, date(year, 1, 1), date(year, 12, 31), match["since"])


def _from_year(match: re.Match[str], published: date | None) -> _Days:
    low = date(int(match["y"]), 1, 1)
    return low, max(low, published) if published else None


def _since_start(match: re.Match[str], published: date | None) -> _Days:
    if published is None:
        return None, None
    starts = {
        "العام": published.replace(month=1, day=1),
        "السنه": published.replace(month=1, day=1),
        "الشهر": published.replace(day=1),
        "الاسبوع": published - timedelta(days=published.weekday()),
    }
    return starts[match["u"]], published


def _weekday_before(name: str, published: date, *, strictly: bool = False) -> date:
    back = (published.weekday() - int(_forms("weekdays")[name])) % 7
    return published - timedelta(days=back or (7 if strictly else 0))


def _weekday(match: re.Match[str], published: date | None) -> _Days:
    if published is None:
        return None, None
    day = _weekday_before(match["w"], published, strictly=bool(match["last"]))
    return _to(published, day, day, match["since"])


def _night_between(match: re.Match[str], published: date | None) -> _Days | None:
    if published is None:
        return None, None
    second = _weekday_before(match["w2"], published)
    first = _weekday_before(match["w"], second)
    return (first, second) if (second - first).days == 1 else None


def _night(_: re.Match[str], published: date | None) -> _Days:
    return (published - timedelta(days=1), published) if published else (None, None)


def _shifted(match: re.Match[str], published: date | None) -> _Days:
    if published is None:
        return None, None
    day = published - timedelta(days=int(_forms("shift")[match["r"]]))
    return _to(published, day, day, match["since"])


def _hours(match: re.Match[str], published: date | None) -> _Days:
    days = int(match["h"]) // 24 if match["h"].isdecimal() else 1
    return (published - timedelta(days=days), published) if published else (None, None)


_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


def _last_units(match: re.Match[str], published: date | None) -> _Days | None:
    times = _number(match["n"])
    if times is None:
        return None
    if published is None:
        return None, None
    return published - timedelta(days=times * _DAYS[_forms("units")[match["u"]]]), published


def _ago(match: re.Match[str], published: date | None) -> _Days | None:
    stated = match.groupdict().get("n")
    word = match["u"]
    double = _forms("two").get(word)
    times = _number(stated) if stated else 2 if double else 1
    if times is None or (not stated and not double and word.startswith("ال")):
        return None
    if published is None:
        return None, None
    unit = double or _forms("units")[word]
    then = _back(published, times, unit)
    if match["ago"] == "منذ":
        return then, published
    if unit == "day":
        return then, then
    if unit == "week":
        return then - timedelta(days=3), then + timedelta(days=3)
    if unit == "month":
        return then.replace(day=1), then.replace(day=monthrange(then.year, then.month)[1])
    return then.replace(month=1, day=1), then.replace(month=12, day=31)


def _back(published: date, times: int, unit: str) -> date:
    if unit in ("day", "week"):
        return published - timedelta(days=times * _DAYS[unit])
    months = published.year * 12 + published.month - 1 - times * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(published.day, monthrange(year, month + 1)[1]))


def _last_unit(match: re.Match[str], published: date | None) -> _Days:
    if published is None:
        return None, None
    if match["u"] == "الاسبوع":
        monday = published - timedelta(days=published.weekday() + 7)
        return monday, monday + timedelta(days=6)
    if match["u"] == "الشهر":
        end = published.replace(day=1) - timedelta(days=1)
        return end.replace(day=1), end
    return date(published.year - 1, 1, 1), date(published.year - 1, 12, 31)
