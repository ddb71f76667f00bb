"""Lines that part the number of the line above: "Killed: 101" over "- women: 20", "of whom children: 31"."""

from __future__ import annotations

import re

from cenotaph.extract.bracket_parts import person_label
from cenotaph.extract.draft import Draft
from cenotaph.extract.grid import Cell, Row
from cenotaph.extract.table_cells import cell_draft, measure_named, number_in
from cenotaph.extract.voices import Voice
from cenotaph.model import Group, Report

__all__ = ["part_line"]

_LINE = re.compile(
    r"^(?P<indent>[ \t]*(?:[-*•·–—>][ \t]*)?)"
    r"(?P<lead>(?:of|among)[ \t]+(?:whom|which|them|these)|includ(?:ing|es)|incl\.?)?[,:]?[ \t]*"
    r"(?P<who>[A-Za-z][A-Za-z '’/-]{2,40}?)"
    r"[ \t]*(?:[:=]|[ \t][–—-])[ \t]*(?P<value>\d{1,3}(?:,\d{3})+|\d+|nil|none)[ \t]*[.;,]?[ \t]*$",
    re.IGNORECASE,
)
_INDENT = re.compile(r"[ \t]*(?:[-*•·–—>][ \t]*)?")


def part_line(line: re.Match[str], above: Draft, report: Report, outlet: Voice, profile: str) -> Draft | None:
    """The people of ``line`` as a part of the labelled count ``above``, where it says so or is set in deeper."""
    found = _LINE.match(line.group())
    if found is None or above.count is None or above.count.best is None:
        return None
    who = found.group("who")
    count = number_in(found.group("value"), profile)
    if not person_label(who) or measure_named(who) is not None or count is None:
        return None
    if count.best is None or count.best > above.count.best:
        return None
    head = report.text[report.text.rfind("\n", 0, above.trigger[0]) + 1 : above.trigger[0]]
    outer = _INDENT.match(head)
    if found.group("lead") is None and outer is not None and len(found.group("indent")) <= len(outer.group()):
        return None
    base = line.start()
    label = Cell(who, base + found.start("who"), base + found.end("who"))
    value = Cell(found.group("value"), base + found.start("value"), base + found.end("value"))
    row = Row((label, value), label.start, value.end, line.span())
    part = cell_draft(row, value, label, row, count, above.measure, report, outlet, profile)
    word = re.split(r"[ -]", who)[-1]
    part.group, part.group_span = Group(text=word), (label.end - len(word), label.end)
    part.more_anchors = [above.anchor]
    part.part_of = above
    return part
