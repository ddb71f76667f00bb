"""One count told of several places: "*two each* from Hardoi and Unnao", "Goa and Pune had *five deaths each*"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cenotaph.extract.draft import Draft
from cenotaph.extract.placing import lookup
from cenotaph.model import Place

__all__ = ["of_each_place"]

_NAME = r"[A-ZÀ-Þ][\w'’-]+(?:\s+[A-ZÀ-Þ][\w'’-]+){0,3}"
_LIST = rf"(?P<places>{_NAME}(?:\s*,\s*(?:the\s+)?{_NAME})*\s*,?\s+and\s+(?:the\s+)?{_NAME})"
_EACH = r"(?:\s+[a-z][a-z'-]*){0,3}?\s+each"
_BEHIND = re.compile(rf"{_EACH}\b(?:\s+[a-z]+){{0,4}}?\s+(?:in|from|at|near|around|across)\s+(?:the\s+)?{_LIST}")
_AHEAD = re.compile(
    rf"{_LIST}\s+(?:(?:districts?|provinces?|counties|states?|towns|cities|villages|each)\s+)?(?:have\s+|had\s+)?"
    r"(?:accounted\s+for|accounting\s+for|reported|recorded|registered|confirmed|saw|seen|had|lost|suffered|with)\s+"
    r"(?:at\s+least\s+)?$"
)
_REACH = 120  # characters


def of_each_place(drafts: list[Draft], text: str) -> list[Draft]:
    """``drafts`` with one more for each further place that a count with "each" is told of."""
    if " each" not in text:
        return drafts
    out: list[Draft] = []
    for draft in drafts:
        out.append(draft)
        found = _places(draft, text)
        if len(found) < 2:
            continue
        for at, (start, end) in enumerate(found):
            one = draft if at == 0 else replace(draft, flags=draft.flags | {"each"}, rules=[*draft.rules])
            one.place, one.place_span = lookup(text[start:end]) or Place(text=text[start:end]), (start, end)
            one.rules.append("place.each")
            out += [one] if at else []
    return out


def _places(draft: Draft, text: str) -> Sequence[tuple[int, int]]:
    """The spans of the places that a count with "each" is told of, in order."""
    if draft.count_span is None or draft.count is None or draft.count.unknown or draft.kind == "table":
        return []
    start, end = draft.count_span
    told = _BEHIND.match(text, end, end + _REACH)
    if told is None and re.match(rf"{_EACH}\b", text[end : end + _REACH]):
        low = max(0, start - _REACH)
        ahead = _AHEAD.search(text[low:start])
        told = _AHEAD.search(text, low + ahead.start(), start) if ahead is not None else None
    if told is None:
        return []
    at, listed = told.start("places"), told.group("places")
    return [(at + m.start(), at + m.end()) for m in re.finditer(_NAME, listed)]
