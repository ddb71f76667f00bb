"""Places with their counts in brackets: "Kullu Valley (11 dead, 4 missing), Mandi (9 dead) and Solan (5 dead)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cenotaph.extract.bracket_parts import person_label
from cenotaph.extract.draft import Draft
from cenotaph.extract.lexicon import words
from cenotaph.extract.place_names import lookup, place_nouns
from cenotaph.extract.table_cells import measure_named
from cenotaph.extract.voices import kind_of
from cenotaph.model import ActorKind, Place, Report

__all__ = ["place_by_brackets"]

_CAP = r"[A-ZÀ-Þ][\w'’.-]*"
_HEAD = re.compile(
    rf"(?P<name>{_CAP}(?:[ ](?:{_CAP}|de|da|do|del|la|le|al|el|of|the|[a-z]+(?=[ ]\()))*)"
    r"[ ]?\((?P<inside>[^()\n]*\d[^()\n]*)\)"
)
_LONGEST_LINE = 3_000  # characters
_FEWEST = 2  # such brackets in a line; one alone may be anything


def place_by_brackets(drafts: Sequence[Draft], report: Report) -> None:
    """Give the counts in brackets that name no place there the name that stands right before their bracket, where a
    line has two or more such; of one alone, where it is known for a place and the count has none."""
    open_ones = [d for d in drafts if d.count_span is not None]
    for line in re.finditer(r"[^\n]+", report.text) if open_ones else ():
        if "(" not in line.group() or line.end() - line.start() > _LONGEST_LINE:
            continue
        heads = [head for head in _HEAD.finditer(report.text, *line.span()) if _may_be_place(head.group("name"))]
        told = [(head, [d for d in open_ones if _within(d, head)]) for head in heads]
        told = [(head, inside) for head, inside in told if inside]
        for head, inside in told:
            name = head.group("name")
            known = lookup(name)
            several = len(told) >= _FEWEST
            if known is None and not several and name.split()[-1].lower() not in place_nouns():
                continue
            for draft in inside:
                if draft.place is not None and not (several and _is_elsewhere(draft, head)):
                    continue
                draft.place, draft.place_span = known or Place(text=name), head.span("name")
                draft.rules.append("place.before_bracket")


def _within(draft: Draft, head: re.Match[str]) -> bool:
    start, end = head.span("inside")
    counted = draft.count_span is not None and start <= draft.count_span[0] < end
    return counted and start <= draft.trigger[0] < end


def _is_elsewhere(draft: Draft, head: re.Match[str]) -> bool:
    return draft.place_span is None or not head.start() <= draft.place_span[0] < head.end()


def _may_be_place(name: str) -> bool:
    said = set(re.findall(r"[^\W\d_]+", name.lower()))
    taken = words("tables", "labels", "headings") | words("tables", "labels", "no_count")
    nobody = kind_of(name) is ActorKind.UNKNOWN and not person_label(name)
    return nobody and not said & taken and measure_named(name) is None
