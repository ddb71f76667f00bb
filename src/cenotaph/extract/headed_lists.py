"""Lists whose heading says what their numbers count: "Drug deaths, third quarter" over "Total: 87", "Male: 61"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cenotaph.extract.bracket_parts import bracket_parts
from cenotaph.extract.draft import Draft
from cenotaph.extract.grid import Cell, Row
from cenotaph.extract.lexicon import words
from cenotaph.extract.table_cells import (
    cell_draft,
    date_draft,
    line_row,
    measure_named,
    measure_titled,
    measures_in,
    number_in,
    period_of,
    set_label,
    sum_up,
)
from cenotaph.extract.voices import Voice
from cenotaph.model import Group, Measure, Report

__all__ = ["headed_lists"]

_TAIL = r"[,;]\s*(?:of\s+wh(?:om|ich)|including|incl\.?|among\s+(?:them|whom))\s[^\n]*"  # read as prose
# one item of a list under a heading: "of which under 25: 9", "Total: 87 (Q2: 74)"
_ITEM = re.compile(
    r"^\s*(?:[-*•·–—]\s*)?(?P<label>(?:[A-Za-z]|(?:19|20)\d\d\b)[\w /&',().-]{0,50}?)"
    r"\s*(?::|\.{2,}|=|\s[–—-]\s|\s{2,}|\t)\s*"
    r"(?P<value>[+~]?\d{1,3}(?:,\d{3})+|[+~]?\d+|none|nil)\b\s*(?P<rest>\([^()]*\)|" + _TAIL + r")?\s*[.;,]?\s*$",
    re.IGNORECASE,
)
# "January 41 | February 38": one of several on a line
_SHORT_ITEM = re.compile(
    r"^\s*(?P<label>[A-Za-z][\w /&',().-]{0,50}?)\s+(?P<value>\d{1,3}(?:,\d{3})+|\d+|none|nil)(?P<rest>)"
    r"\s*[.;,]?\s*$"
)
# "Sum for the year 366, against 511 in 2011", below such a list
_SUM = re.compile(
    r"^\s*(?P<label>(?:sum|(?:grand |sub-?)?total|in all|altogether|overall)\b[A-Za-z ]{0,40}?)\s*[:,–—-]?\s+"
    r"(?P<value>\d{1,3}(?:,\d{3})+|\d+)(?P<rest>,?\s+(?:against|compared\s+(?:with|to)|versus|vs\.?|(?:up|down)\s+from)"
    r"\s+\d[\d,]*(?:\s+(?:in|for|the)\s+[^.,;\d]{0,20}\d{0,4})?)?\s*[.;,]?\s*$",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"[^\d]*(?P<n>\d[\d,]*)(?:\s+(?:in\s+|for\s+)?(?P<when>[^.,;]+))?")
# "Dead at sea: not known" has told its own; "KILLED IN 2015: MOTIVE CONFIRMED", "Deaths: by district" have not
_LABELLED = re.compile(
    r"^(?:[^:]{1,60}(?::|\.{2,}|=)\s*(?!by\b|in\s+(?:19|20)\d\d$|[A-Z][A-Z ]+$)\S"
    r"|.{1,60}\s[–—-]\s+(?!(?:19|20)\d\d\b)\d)"
)
_EARLIER = re.compile(
    r"\((?P<when>Q[1-4]|\d{4}|[A-Z][a-z]+(?: \d{4})?|(?:last|previous) \w+)[:,]?\s+(?P<n>\d[\d,]*)\)$"
)
_LONGEST_HEAD = 9  # words
_LONGEST_LEAD = 25  # words of a line that ends with a colon
_LONGEST_LINE = 300  # characters; a longer line is a sentence


def headed_lists(
    report: Report, outlet: Voice, profile: str, taken: Sequence[tuple[int, int]]
) -> list[tuple[list[Draft], tuple[int, int]]]:
    """ "Drug deaths, third quarter" over "Total: 87", "Male: 61": lists whose heading says what they count."""
    lines = [m for m in re.finditer(r"[^\n]+", report.text) if m.end() - m.start() <= _LONGEST_LINE]
    out: list[tuple[list[Draft], tuple[int, int]]] = []
    for at, line in enumerate(lines):
        head = line.group().strip()
        most = _LONGEST_LEAD if head.endswith(":") else _LONGEST_HEAD
        if head.endswith((".", "!", "?")) or len(head.split()) > most or _LABELLED.match(head):
            continue
        measure = _first_named(head)
        items: list[tuple[re.Match[str], int]] = []
        for below in lines[at + 1 :]:
            found = _items(below.group(), below.start())
            if not found:
                break
            items += found
        spans = _spans(line, items)
        span = (spans[0][0], spans[-1][1])
        if measure is None or len(items) < 2 or any(a < span[1] and span[0] < b for a, b in taken):
            continue
        label = Cell(head, line.start() + line.group().index(head), line.end())
        row = line_row(line, label)
        made = [d for item, base in items for d in _item(item, base, label, row, measure, report, outlet, profile)]
        sum_up(made)
        out += [(made, spans[0]), *(([], more) for more in spans[1:])]
    return out


def _spans(head: re.Match[str], items: Sequence[tuple[re.Match[str], int]]) -> list[tuple[int, int]]:
    """The stretches of a list that tell nothing besides its numbers."""
    spans = [head.span()]
    for item, base in items:
        start, end = base + item.start(), base + item.end()
        if (item.group("rest") or "(")[0] != "(" and item.re is not _SUM:
            spans.append((end, end))
        else:
            spans[-1] = (spans[-1][0] if spans[-1][0] < spans[-1][1] else start, end)
    return [span for span in spans if span[0] < span[1]]


def _items(line: str, base: int) -> list[tuple[re.Match[str], int]]:
    """The items of a line, one or several ("Male: 61 / Female: 26"); none where one is no item."""
    out: list[tuple[re.Match[str], int]] = []
    at = 0
    pieces = re.split(r"(\s+[/|;]\s+)", line)
    for n, piece in enumerate(pieces):
        if n % 2 == 0:
            item = (
                _ITEM.match(piece)
                or (_SUM.match(piece) if len(pieces) == 1 else None)
                or (_SHORT_ITEM.match(piece) if len(pieces) > 1 else None)
            )
            if item is None:
                return []
            out.append((item, base + at))
        at += len(piece)
    return out


def _first_named(head: str) -> Measure | None:
    """What a heading counts, by any phrase of it ("The injured, by hospital")."""
    parts = re.split(r"[,:;(]|\.\s", head)
    named = next((m for part in parts if (m := measure_titled(part) or measure_named(part)) is not None), None)
    if named is not None or not head.endswith(":"):
        return named
    told = measures_in(head.lower())
    return told.pop() if len(told) == 1 else None


def _item(
    item: re.Match[str], base: int, label: Cell, head: Row, measure: Measure, report: Report, outlet: Voice,
    profile: str,
) -> list[Draft]:  # fmt: skip
    """The drafts of one line under a heading: its number, and the earlier one beside it."""
    said = {w.strip("(),.").lower() for w in item.group("label").split()}
    said |= {w.removesuffix("s") for w in said}
    summed = item.re is _SUM
    if not summed and said & (words("tables", "labels", "no_count") | words("groups", "things")):
        return []
    own = Cell(item.group("label"), base + item.start("label"), base + item.end("label"))
    row = Row((own,), own.start, base + item.end(), (base, base + item.end()))
    rest = item.group("rest") or ""
    earlier = _AGAINST.match(rest) if summed else _EARLIER.match(rest)
    numbers = [(item.group("value"), item.start("value"))]
    numbers += [(earlier.group("n"), item.start("rest") + earlier.start("n"))] if earlier else []
    out: list[Draft] = []
    for text, at in numbers:
        cell = Cell(text, base + at, base + at + len(text))
        count = number_in(text, profile)
        if count is None:
            continue
        out.append(
            cell_draft(row, cell, label, head, count, measure_named(own.text) or measure, report, outlet, profile)
        )
        if not out[:-1]:
            set_label(out[-1], own, report)
        elif earlier is not None and (period := period_of(earlier.group("when") or "", report)) is not None:
            date_draft(out[-1], period, (cell.start, cell.end))
    return [*out, *_parts(item, base, out[0], row, label, head, report, outlet, profile)] if out else []


def _parts(
    item: re.Match[str], base: int, whole: Draft, row: Row, label: Cell, head: Row, report: Report, outlet: Voice,
    profile: str,
) -> list[Draft]:  # fmt: skip
    """The people of "5 *(incl. 2 minors)*", where the line's number stands."""
    out: list[Draft] = []
    for told in bracket_parts(item.string, item.end("value"), base):
        count = number_in(told.value.text, profile)
        if told.harm or told.new or count is None:
            continue
        part = cell_draft(row, told.value, label, head, count, whole.measure, report, outlet, profile)
        word = told.who.text.split()[-1]
        part.group, part.group_span = Group(text=word), (told.who.end - len(word), told.who.end)
        part.place, part.place_span, part.part_of = whole.place, whole.place_span, whole
        out.append(part)
    return out
