"""What the line above a table tells of all its numbers: when and where."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cenotaph.extract.dates import find_periods
from cenotaph.extract.draft import Draft
from cenotaph.extract.other_times import as_of_then
from cenotaph.extract.placing import lookup
from cenotaph.extract.table_cells import date_draft
from cenotaph.model import Period, Place, Report

__all__ = ["Caption", "caption_at", "caption_said"]

_NAMED = re.compile(
    r"\b(?:in|at|of|for|across|near|from)\s+(?:the\s+)?((?:[A-Z][\w'’-]+)(?:\s+[A-Z][\w'’-]+){0,4})"
)


@dataclass(frozen=True, slots=True)
class Caption:
    """What the line above a table tells of all its numbers."""

    span: tuple[int, int]
    period: Period | None
    period_span: tuple[int, int]
    place: Place | None
    place_span: tuple[int, int]


def caption_at(span: tuple[int, int] | None, report: Report) -> Caption | None:
    """The day and the place that a caption names, None where it names neither."""
    if span is None:
        return None
    start, end = span
    line = report.text[start:end]
    dated = [m for m in find_periods(line, report.published) if m.period.dated]
    for found in _NAMED.finditer(line):
        place = lookup(found.group(1))
        if place is not None and not any(m.start < found.end(1) and found.start(1) < m.end for m in dated):
            break
    else:
        place = None
    period = dated[0].period if len(dated) == 1 else None
    if period is not None and period.earliest == period.latest and as_of_then(line):
        period = None
    if period is None and place is None:
        return None
    days = (start + dated[0].start, start + dated[0].end) if period else (start, start)
    where = (start + found.start(1), start + found.end(1)) if place else (start, start)
    return Caption((start, end), period, days, place, where)


def caption_said(draft: Draft, caption: Caption | None) -> None:
    """Give a number the day and the place of its caption, where it has none of its own."""
    if caption is None:
        return
    if draft.period is None and caption.period is not None:
        date_draft(draft, caption.period, caption.period_span)
        draft.more_anchors.append(caption.span)
        draft.rules.append("period.caption")
    if draft.place is None and caption.place is not None:
        draft.place, draft.place_span = caption.place, caption.place_span
        draft.rules.append("place.caption")
        if caption.span not in draft.more_anchors:
            draft.more_anchors.append(caption.span)
