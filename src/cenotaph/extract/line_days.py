"""The day that heads a line of a list, or a line of its own above one: "Jan 17: ...", "Koroba, 9 January: ...",
"Sat., 11:52 p.m. - ...", "Monday, 18 July" over its bullets.

It holds for every count of an event in its line (of a heading: in the lines below) that states no day itself. One
dateline alone says only when a report was written, so a date counts where two lines or more are headed so, or
where it stands over bullets.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import day_name
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from cenotaph.extract.dates import PeriodMention, find_periods
from cenotaph.extract.draft import Draft
from cenotaph.extract.lexicon import words
from cenotaph.model import Measure, Period, Report, Scope

__all__ = ["date_by_line"]

# what may head a line, or a sentence inside one: up to a colon or a dash with a blank
_HEAD = re.compile(
    r"(?:^[ \t]*(?:[-–—*•·]\s+|\d{1,3}[.)/]\s+|\(\w{1,2}\)\s+)?|(?<=[a-z\d)][.;] ))"
    r"(?P<said>[^\W_](?:[^:\n;]|:(?=\d\d)){2,44}?)(?:[ \t]*:(?!\d\d)|[ \t]+(?:--?|[–—])(?=[ \t]))",
    re.MULTILINE,
)
# "14/02/05 0640 Mine on the ford road. 1 driver KIA": a line of a log
_LOG = re.compile(
    r"^[ \t]*(?P<said>\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2} [A-Z][a-z]{2}(?: \d{4})?),?[ \t]+"
    r"(?:\d{4}|\d{1,2}[:.h]\d\d)(?:[ \t]?(?:hrs|h|Z|L))?:?[ \t]+(?=[A-Z\d])",
    re.MULTILINE,
)
_FIELD = re.compile(
    r"^[ \t]*(?:date|when|day|incident date|date of (?:incident|attack|event|occurrence))[ \t]*[:=][ \t]*"
    r"(?P<said>[^\n]{4,44})$",
    re.MULTILINE | re.IGNORECASE,
)
_BLANK = re.compile(r"\n[ \t]*\n\s*")
_BULLET = re.compile(r"\n\s*(?:[-–—*•·]\s|\d{1,2}[.)]\s|\(\w{1,2}\)\s)")
_NAMES = re.compile(r"(?:[^\W\d_][\w'’./ -]*,\s+)?")  # "Koroba, *9 January*"
_BESIDE = re.compile(
    r"[\s,.()/-]*(?:(?:day\s+\d+|at|about|around|approx\.?|c\.|by|noon|midnight|dawn|dusk|early|late|overnight|morning|evening"
    r"|afternoon|night|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2}(?:[:.h]?\d\d)?\s*(?:hrs?|hours|h|[ap]\.?m\.?|GMT|UTC)?"
    r"|[A-Z][\w'’.-]*(?:\s+[A-Z][\w'’.-]*){0,4})[\s,.()/-]*){0,3}",
    re.IGNORECASE,
)
_SHORT = re.compile(r"(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\b\.?")
_WEEKDAYS = {name[:3]: name for name in day_name}
_WEEKDAY = re.compile(r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,?\s+)?", re.IGNORECASE)
_SAME_DAY = re.compile(r"\b(?:on )?the same (?:day|date)\b", re.IGNORECASE)
_LONGEST = 366  # days; what heads an event of a list is no longer than a year
_OTHER_EVENT = {"background", "earlier", "replaced", "total"}
_NOT_THEN = {Measure.INVOLVEMENT}


def date_by_line(drafts: Sequence[Draft], report: Report) -> None:
    """Give the counts of events without a day that of their line's head, or of the date that heads their list; and
    those of "the same day" the one told last."""
    _date_same_day(drafts, report.text)
    open_ones = [d for d in drafts if _wants_day(d)]
    if not open_ones:
        return
    heads = sorted([*_heads(report.text, report.published), *_fields(report.text, report.published)], key=_start)
    starts = [start for start, _, _, _ in heads]
    for draft in open_ones:
        at = bisect_right(starts, draft.trigger[0]) - 1
        if at < 0:
            continue
        _, end, period, span = heads[at]
        if draft.trigger[0] < end:
            draft.period, draft.period_span = period, span
            draft.rules.append("period.heading")


def _date_same_day(drafts: Sequence[Draft], text: str) -> None:
    last: Draft | None = None
    for draft in sorted(drafts, key=lambda one: one.trigger[0]):
        if draft.period is not None and draft.period.dated and draft.period_span is not None:
            last = draft if draft.period.earliest == draft.period.latest else last
        elif last is not None and last.period is not None and _wants_day(draft):
            pointer = _SAME_DAY.search(text, draft.anchor[0], draft.anchor[1])
            if pointer is not None:
                draft.period, draft.period_span = replace(last.period, text=pointer.group()), pointer.span()
                draft.rules.append("period.by_event")


_Dated = tuple[int, int, Period, tuple[int, int]]
"""Where the stretch that a date heads begins and ends, the period, and the span of its words."""


def _heads(text: str, published: date | None) -> list[_Dated]:
    lines = list(_line_heads(text, published))
    own = list(_own_lines(text, published))
    if len(lines) < 2:
        lines = [head for head in lines if _is_bulleted(text, head[0])]
    if len(own) < 2:
        own = [head for head in own if _BULLET.match(text, head[3][1] + len(text[head[3][1] : head[0]].rstrip()))]
    return [*lines, *own]


def _start(head: _Dated) -> int:
    return head[0]


def _fields(text: str, published: date | None) -> Iterator[_Dated]:
    """The date fields of forms ("Date: 23 October 1983"), each of its whole block of lines."""
    ends = [0, *(blank.end() for blank in _BLANK.finditer(text)), len(text)]  # of the blocks
    for field in _FIELD.finditer(text):
        mention = _day_said(field.group("said").strip(" ."), published)
        if mention is None:
            continue
        low = bisect_right(ends, field.start())
        at = field.start("said")
        yield ends[low - 1], ends[low], mention.period, (at + mention.start, at + mention.end)


def _line_heads(text: str, published: date | None) -> Iterator[_Dated]:
    found = []
    for head in sorted([*_HEAD.finditer(text), *_LOG.finditer(text)], key=lambda one: one.start()):
        mention = _day_said(head.group("said"), published)
        if mention is not None:
            found.append((head, mention))
    for n, (head, mention) in enumerate(found):
        line_end = text.find("\n", head.end())
        end = len(text) if line_end < 0 else line_end
        if n + 1 < len(found):
            end = min(end, found[n + 1][0].start())
        at = head.start("said")
        yield head.end(), end, mention.period, (at + mention.start, at + mention.end)


def _own_lines(text: str, published: date | None) -> Iterator[_Dated]:
    """The dates that stand alone on a line, each with the lines up to the next one."""
    found = []
    for line in re.finditer(r"[^\n]+", text):
        said = line.group().strip(" \t:*#=-–—")
        if 4 <= len(said) <= 44 and not re.search(r"[.;:]\s", said):
            mention = _day_said(said, published)
            if mention is not None and _WEEKDAY.fullmatch(said[: mention.start]):
                at = line.start() + line.group().index(said)
                found.append((line.end(), mention.period, (at + mention.start, at + mention.end)))
    for n, (start, period, span) in enumerate(found):
        yield start, found[n + 1][2][0] if n + 1 < len(found) else len(text), period, span


def _day_said(said: str, published: date | None) -> PeriodMention | None:
    """The date of a head that is one and little besides ("9 January", "Sat., 11:52 p.m.", "Koroba, 9 January")."""
    found = [m for m in find_periods(said, published) if m.period.dated]
    short = _SHORT.match(said)
    if not found and short is not None:
        named = find_periods(_WEEKDAYS[said[:3]], published)
        found = [replace(m, start=0, end=short.end()) for m in named if m.period.dated]
    if len(found) != 1:
        return None
    mention, period = found[0], found[0].period
    if period.earliest is None or period.latest is None or (period.latest - period.earliest).days > _LONGEST:
        return None
    if published is not None and period.earliest > published:
        return None
    before, after = said[: mention.start], said[mention.end :]
    if set(re.findall(r"[a-z]+", before.lower())) & words("tables", "labels", "headings"):
        return None  # "Update, 26 August": the day of telling
    return mention if _NAMES.fullmatch(before) and _BESIDE.fullmatch(after) else None


def _is_bulleted(text: str, at: int) -> bool:
    start = text.rfind("\n", 0, at)
    return _BULLET.match(f"\n{text[start + 1 :]}") is not None


def _wants_day(draft: Draft) -> bool:
    said = draft.period is not None and draft.period.dated
    return (
        not said
        and draft.scope is Scope.INCIDENT
        and draft.measure not in _NOT_THEN
        and draft.measure.counts_people
        and not draft.flags & _OTHER_EVENT
    )
