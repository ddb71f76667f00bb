"""Bare figures: whose they are, of when ("14 deaths in 2019, *down from 19 the year before*"), and of where ("Gaya
with eight dead, followed by *Katihar (five)*")."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from cenotaph.extract.dates import PeriodMention
from cenotaph.extract.draft import Draft
from cenotaph.extract.placing import lookup
from cenotaph.extract.spot import Spot
from cenotaph.model import Period

__all__ = ["compared"]

_BEFORE = re.compile(
    r"\s+(?:(?:in|during|over|for)\s+)?(?:(?:a|one)\s+(?P<ago>year|month|week)\s+(?:earlier|before|ago|previously)"
    r"|the\s+(?P<then>year|month|week)\s+(?:before|earlier)|the\s+(?:previous|preceding|prior)\s+(?P<last>year|month|week))\b",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(r"\s+(?:(?:in|on|during|over|for)\s+)?(?:the\s+)?$")
_IT_WAS = re.compile(
    r",?\s+(?:it|there|that|the\s+(?:figure|number|toll|total|count))?\s*(?:was|were|stood\s+at|had\s+been)\s+(?:only\s+|just\s+)?$",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?P<where>[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,3}) \($")
_ANOTHER = re.compile(
    r"[;:\"“”]|\b(?:while|but|whereas|although)\b|\band\s+the\b(?!\s+(?:number|toll|total|figure)\b)"
)


def compared(draft: Draft, made: Sequence[Draft], spot: Spot) -> None:
    """Give a bare figure the days and the place that its own words name, and the voice of the claim before it."""
    if draft.count_span is None:
        return
    start, end = (at - spot.base for at in draft.count_span)
    text = spot.piece.text
    days = _named_beside(text, start, end, spot.periods)
    if days is not None:
        draft.period, draft.period_span = days.period, (days.start + spot.base, days.end + spot.base)
    elif (back := _BEFORE.match(text, end)) is not None and draft.period is not None:
        draft.period = _back(draft.period, back.group("ago") or back.group("then") or back.group("last"))
    if (before := _NAMED.search(text, 0, start)) is not None and text[end : end + 1] == ")":
        name = before.group("where")
        if (place := lookup(name)) is not None:
            at = spot.base + before.start("where")
            draft.place, draft.place_span = place, (at, at + len(name))
    ends = [
        (d.count_span[1] - spot.base, d)
        for d in made
        if d.count_span is not None
        and "speaker.outlet" not in d.rules
        and d.count_span[1] <= draft.count_span[0]
        and d.trigger[0] - spot.base >= spot.sentence[0].idx
    ]
    if "speaker.outlet" in draft.rules and ends and not _ANOTHER.search(text, ends[-1][0], start):
        told = ends[-1][1]
        draft.voice, draft.via = told.voice, list(told.via)
        draft.rules[draft.rules.index("speaker.outlet")] = "attribution.compared"


def _named_beside(text: str, start: int, end: int, periods: Sequence[PeriodMention]) -> PeriodMention | None:
    """The days right behind a figure ("nine *in 2018*"), or of whose clause it is ("*last year* it was nine")."""
    for mention in periods:
        behind = mention.start >= end and _AT_ONCE.fullmatch(text, end, mention.start)
        ahead = mention.end <= start and _IT_WAS.fullmatch(text, mention.end, start)
        if mention.period.dated and (behind or ahead):
            return mention
    return None


def _back(period: Period, unit: str) -> Period:
    """The same days a year, month or week before; a whole month goes back to the whole of the one before it."""
    first, last = period.earliest, period.latest
    if first is None or last is None:
        return period
    if unit.lower() == "week":
        return replace(period, earliest=first - timedelta(7), latest=last - timedelta(7))
    months = 12 if unit.lower() == "year" else 1
    whole = last.day == monthrange(last.year, last.month)[1]
    return replace(period, earliest=_months_before(first, months), latest=_months_before(last, months, whole=whole))


def _months_before(day: date, months: int, *, whole: bool = False) -> date:
    at = day.year * 12 + day.month - 1 - months
    year, month = divmod(at, 12)
    longest = monthrange(year, month + 1)[1]
    return date(year, month + 1, longest if whole else min(day.day, longest))
