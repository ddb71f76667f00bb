"""Figures of a live page that go on with the count of an entry before: "1320 *now 66*, incl. two children", "make
that *four*", "Final count: *12*", "toll up to *seven*"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cenotaph.extract.draft import Draft
from cenotaph.extract.figure_readers import of_things
from cenotaph.extract.grid import Cell, Row
from cenotaph.extract.labels import named
from cenotaph.extract.table_cells import cell_draft, number_in
from cenotaph.extract.voices import Voice
from cenotaph.model import Measure, Report, Stance

__all__ = ["read_live_figures"]

_ENTRY = re.compile(
    r"^[ \t]*(?:[-*•·–—]\s*)?(?:(?:[01]?\d|2[0-3])[:.h][0-5]\d|(?:[01]\d|2[0-3])[0-5]\d)(?:\s*h(?:rs?)?\b)?"
    r"(?:\s*(?:GMT|UTC|[ap]\.?m\.?))?\s*[-–—:|]?[ \t]+(?P<said>[^\n]{2,160})$",
    re.MULTILINE,
)
_N = (
    r"(?P<n>(?:(?:at\s+least|about|some|around|over|more\s+than|nearly|almost)\s+)?"
    r"(?:\d{1,3}(?:,\d{3})+|\d{1,5}|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|an?\s+hundred)))(?![\w%.:,-]\w|[%°])"
)
_MOVED = (
    r"(?:up|down|upped|raised|lowered|cut|revised|corrected|amended|changed|rises?|risen|climbs?|goes|jumps|falls)"
)
_SET_OFF = r"(?:final|latest|correction|corrected|update|confirmed|revised|recount)"
_TALLY = r"(?:death\s+)?(?:count|toll|tally|figure|number|total)"
_FIGURE = re.compile(
    rf"(?:(?!(?:{_SET_OFF}|now|toll|count|total|death)\b)"
    r"(?P<who>[A-Z][\w'’. -]{2,40}?)(?::|,?\s+(?:says?|confirms?|reports?))\s+)?"
    r"(?P<lead>(?:and\s+)?(?:"
    rf"(?:it|that)(?:'s|’s|\s+is|\s+should\s+be)\s+(?:now\s+)?(?:(?:{_MOVED}\s+to|at)\s+)?"
    r"|(?:make|that\s+makes|which\s+makes)\s+(?:(?:that|it|this)\s+)?|so\s+(?:now\s+)?"
    rf"|now\s+(?:(?:{_MOVED}\s+to|at|stands\s+at)\s+)?|{_MOVED}\s+to\s+"
    rf"|(?:the\s+)?(?:(?:final|latest|new|updated|revised|corrected|official|overall|confirmed)\s+)?{_TALLY}"
    rf"(?::|\s+(?:is|now|at|{_MOVED}|stands|to|has|gone|been|reaches|hits))*\s+"
    rf"|{_SET_OFF}\s*[:,–-]?\s+(?:(?:as|(?<!update )at|to|now)\s+|"
    r"(?:it|that)(?:'s|’s|\s+is|\s+should\s+be)\s+)?))?"
    rf"{_N}(?P<tail>(?:\s+(?:now|so\s+far|confirmed|in\s+all|in\s+total|altogether|already))*)"
    r"(?:\s*[,(–-]?\s*(?:incl\w*|among\s+(?:them|whom)|of\s+(?:them|whom)|counting|after|not)\b.*?)?"
    r"(?:,?\s+(?:says?|said|according\s+to|per|confirms?)\s+(?P<by>[^,.]{2,40}))?[.!)\s]*",
    re.IGNORECASE,
)
_STOP = re.compile(r"(?<=[a-z0-9)\"])[.!?]\s+(?=[A-Z\"])")
_CHANGED = re.compile(rf"\b(?:{_MOVED}|make|correct\w*|revis\w*|recount|should\s+be)\b", re.IGNORECASE)
_UP_TO = re.compile(r"\bup\s+to\s+$", re.IGNORECASE)
_TOTAL = re.compile(rf"\b{_TALLY}\b", re.IGNORECASE)


def read_live_figures(drafts: Sequence[Draft], report: Report, outlet: Voice, profile: str) -> list[Draft]:
    """``drafts`` with the bare figures of timed entries, said of what the nearest entry with a count tells."""
    entries = list(_ENTRY.finditer(report.text))
    out = list(drafts)
    for k, entry in enumerate(entries[1:], start=1):
        measure = _told(out, entries[:k], entry.start())
        if measure is None:
            continue
        base = entry.start("said")
        ends = [0, *(stop.end() for stop in _STOP.finditer(entry.group("said"))), len(entry.group("said"))]
        for start, end in pairwise(ends):
            found = _FIGURE.fullmatch(entry.group("said")[start:end].strip())
            if found is None or not (found.group("lead") or found.group("tail")):
                continue
            if found.group("who") and of_things(found.group("who")):
                continue
            made = _draft(found, base + start, entry, measure, report, outlet, profile)
            if made is not None:
                out = _joined(out, made, found)
    return out


def _told(drafts: Sequence[Draft], entries: Sequence[re.Match[str]], before: int) -> Measure | None:
    """What the nearest entry with a count tells of: the dead, or else the first that it counts."""
    for entry in reversed(entries):
        own = sorted(
            (d for d in drafts if d.count is not None and entry.start() <= d.order < min(entry.end(), before)),
            key=lambda draft: draft.order,
        )
        counted = [d.measure for d in own if d.part_of is None and not d.count.unknown]  # type: ignore[union-attr]
        if counted:
            return Measure.KILLED if Measure.KILLED in counted else counted[0]
    return None


def _draft(
    found: re.Match[str],
    base: int,
    entry: re.Match[str],
    measure: Measure,
    report: Report,
    outlet: Voice,
    profile: str,
) -> Draft | None:
    count = number_in(found.group("n"), profile)
    if count is None:
        return None
    value = Cell(found.group("n"), base + found.start("n"), base + found.end("n"))
    row = Row((value,), base, base + found.end(), entry.span())
    if _TOTAL.search(found.group("lead") or ""):
        measure = Measure.KILLED if re.search(r"\b(?:death|toll)\b", found.group("lead"), re.I) else measure
    draft = cell_draft(row, value, value, row, count, measure, report, outlet, profile)
    group = "by" if found.group("by") else "who"
    said_by = named(found.group(group), base + found.start(group)) if found.group(group) else None
    if said_by is not None:
        draft.voice, draft.via = said_by, [outlet] if report.publisher else []
        draft.rules[draft.rules.index("speaker.outlet")] = "attribution.list"
    draft.rules.append("frame.live_figure")
    if _CHANGED.search(found.group("lead") or ""):
        draft.stance = Stance.REVISES
    return draft


def _joined(drafts: list[Draft], made: Draft, found: re.Match[str]) -> list[Draft]:
    """``drafts`` with a figure, unless it is read already; one that was read with a hedge of "up to" gives way."""
    low, high = made.count_span or (0, 0)
    same = [d for d in drafts if d.count_span is not None and d.count_span[0] < high and low < d.count_span[1]]
    if not same:
        return [*drafts, made]
    if _UP_TO.search(found.group("lead") or "") and same[0].count_span != made.count_span:
        same[0].count, same[0].count_span, same[0].stance = made.count, made.count_span, Stance.REVISES
    return drafts
