"""Lines that give a running total and the one before it: "Deaths on the route since 1 January: 951 (same date last
year: 1,130)"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from cenotaph.extract.dates import find_periods
from cenotaph.extract.draft import Draft
from cenotaph.extract.grid import Cell, Row
from cenotaph.extract.label_lines import LabelLines
from cenotaph.extract.placing import lookup
from cenotaph.extract.table_cells import cell_draft, date_draft, label_days, measure_named, number_in
from cenotaph.extract.voices import Voice
from cenotaph.model import Period, Place, Report, Scope

__all__ = ["read_running_lines"]

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)"
_LINE = re.compile(
    rf"^[ \t]*(?:[-*•·–—][ \t]*)?(?P<label>[A-Z][^:\n]{{3,90}}?)[ \t]*[:=][ \t]*(?P<value>{_NUMBER})[ \t]*"
    rf"(?:[(\[,;][ \t]*(?P<then>(?:(?!\d[ \t]*[,;])[^:\n()]){{2,50}}?)[ \t]*[:=]?[ \t]*(?P<old>{_NUMBER})"
    r"[ \t]*[)\]]?)?[ \t]*[.;]?[ \t]*$",
    re.MULTILINE,
)
# words that make a label's number a total over a time
_RUNNING = re.compile(
    r"\b(?:since|so far|to date|year[- ]to[- ]date|ytd|cumulative|this (?:year|month|week|season)|season to date"
    r"|in (?:19|20)\d\d|in all of|first (?:half|quarter)"
    r"|(?:in|over|during) the (?:last|past|previous|preceding) "
    r"(?:\d+ |\w+ )?(?:hours|days?|weeks?|months?|years?))\b",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"\b(?:same|corresponding|comparable|this|that) (?:date|day|period|time|stage|point|months?|weeks?|span)\b"
    r"|\ba year (?:ago|earlier|before)\b",
    re.IGNORECASE,
)
_WHERE = re.compile(
    r"\b(?:in|on|at|off|along) (?P<where>(?:the )?[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*)"
    r"(?=,? (?:since|so|to|this|in|from)\b|,?$)"
)
_YEAR = re.compile(r"(?:whole of |all of |in |for )?((?:19|20)\d\d)$", re.IGNORECASE)


def read_running_lines(report: Report, outlet: Voice, profile: str, lines: LabelLines) -> LabelLines:
    """``lines`` with the running totals of single lines, in the outlet's own voice."""
    drafts: list[Draft] = []
    owned: set[tuple[int, int]] = set()
    for line in _LINE.finditer(report.text):
        if _RUNNING.search(line.group("label")) is None:
            continue
        measure = measure_named(" ".join(re.sub(r"[^\w' /-]", " ", line.group("label")).split()[:5]))
        if measure is None:
            continue
        label = Cell(line.group("label"), *line.span("label"))
        values = [("value", line.group("label"))] + ([("old", line.group("then"))] if line.group("old") else [])
        own = label_days(line.group("label"), report.published)
        for name, words_said in values:
            value = Cell(line.group(name), *line.span(name))
            count = number_in(value.text, profile)
            if count is None:
                continue
            row = Row((label, value), label.start, max(label.end, value.end), line.span())
            draft = cell_draft(row, value, label, row, count, measure, report, outlet, profile)
            period = own if name == "value" else _earlier(words_said, own, report.published)
            if period is not None:
                date_draft(draft, period, line.span("label" if name == "value" else "then"))
            if (where := _WHERE.search(line.group("label"))) is not None:
                place = where.group("where").removeprefix("the ")
                at = label.start + where.end("where") - len(place)
                draft.place, draft.place_span = lookup(place) or Place(text=place), (at, at + len(place))
            draft.scope = Scope.PERIOD
            draft.rules.append("frame.running_line")
            drafts.append(draft)
        owned |= {line.span(name) for name in ("label", "value", "old") if line.group(name)}
    others = [draft for draft in lines.drafts if draft.count_span not in owned]
    return LabelLines((*others, *drafts), lines.owned | owned)


def _earlier(then: str, own: Period | None, published: date | None) -> Period | None:
    """The days of "same date last year": those of the line's own number, a year before; else the days named."""
    if _SAME.search(then) is not None:
        if own is None or own.earliest is None or own.latest is None:
            return None
        try:
            first, last = (day.replace(year=day.year - 1) for day in (own.earliest, own.latest))
        except ValueError:  # 29 February
            return None
        return Period(text=then, earliest=first, latest=last, precision=own.precision)
    year = _YEAR.search(then)
    found = find_periods(f"in {year.group(1)}" if year is not None else then, published)
    return replace(found[0].period, text=then) if found else None
