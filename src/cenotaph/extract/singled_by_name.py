"""One of those counted, by name: "a relative of *Ana Cole*, one of the 43 people killed", "*Ana Cole*, who was
among the 14 who died"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cenotaph.extract.draft import Draft
from cenotaph.extract.lexicon import words
from cenotaph.extract.placing import lookup
from cenotaph.extract.rolls import listed_person
from cenotaph.model import Count, Hedge, Report

__all__ = ["single_out_by_name"]

_CAP = r"[A-ZÀ-Þ][\w'’-]*\.?"
_NAMED = re.compile(
    rf"(?P<name>{_CAP}(?:\s+(?:(?:al|el|bin|ibn|de|da|del|van|von|der)\s+)?{_CAP}){{1,4}})"
    r"(?:,\s*(?:aged\s+)?\d{1,3}|\s*\(\d{1,3}\))?,\s+"
    r"(?:who\s+(?:was|is)\s+)?(?:one\s+of|among(?:st)?)\s+"
    r"(?:the\s+|some\s+|about\s+|at\s+least\s+|more\s+than\s+|over\s+|around\s+|nearly\s+|[\w-]+\s+)?$"
)
_NEAR = 140  # characters before a number in which a name is looked for
_ONES = {"one", "who", "he", "she"}


def single_out_by_name(drafts: Sequence[Draft], report: Report) -> list[Draft]:
    """``drafts`` with whoever is named as one of a number of people, in the place of a nameless "one"."""
    out = list(drafts)
    for whole in drafts:
        count = whole.count
        if whole.count_span is None or count is None or (count.low or 0) < 2:
            continue
        at = whole.count_span[0]
        before = report.text[max(0, at - _NEAR) : at]
        named = _NAMED.search(before) if " one of " in before or " among" in before else None
        if named is None or _no_person(named.group("name")):
            continue
        low = at - len(before)
        span = (low + named.start("name"), low + named.end("name"))
        out = [d for d in out if not _nameless(d, whole, span[1], at)]
        if not any(_overlaps(d.count_span, span) and d.measure is whole.measure for d in out):
            own = Count(low=1, best=1, high=1, text=named.group("name"), hedge=Hedge.EXACT, profile=count.profile)
            out.append(_one(whole, own, span, report))
    return out


def _no_person(name: str) -> bool:
    """Whether a name is a place's, or holds a day or a month."""
    said = {word.lower().strip(".") for word in name.split()}
    return lookup(name) is not None or not said.isdisjoint(words("name_lists", "calendar"))


def _nameless(draft: Draft, whole: Draft, start: int, end: int) -> bool:
    """Whether a draft counts the "one" or the "who" between a name and the number it is one of."""
    inside = draft.count_span is not None and start <= draft.count_span[0] < end
    said = draft.count.text.lower() if draft.count is not None else ""
    return inside and said in _ONES and draft.measure is whole.measure


def _overlaps(one: tuple[int, int] | None, other: tuple[int, int]) -> bool:
    return one is not None and one[0] < other[1] and other[0] < one[1]


def _one(whole: Draft, count: Count, span: tuple[int, int], report: Report) -> Draft:
    one = replace(whole, order=span[0], count=count, count_span=span, group=None, group_span=None)
    one.flags, one.rules = {"name", "definite", "subset"}, [*whole.rules, "count.name"]
    one.part_of, one.restates, one.supersedes = whole, None, None
    one.people = [listed_person(report, (count.text, *span, None), whole.measure)]
    return one
