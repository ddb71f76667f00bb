"""Lists of the dead by day or place under a line that says what became of them: "KILLED AT WORK, 2013" over
"Feb. 3, Aleppo: Yves Destrange, photographer, shrapnel"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cenotaph.extract.dates import find_periods
from cenotaph.extract.draft import Draft
from cenotaph.extract.grid import Cell
from cenotaph.extract.lexicon import words
from cenotaph.extract.placing import lookup
from cenotaph.extract.roll_fates import fate_named, tells_of_others
from cenotaph.extract.rolls import listed_person
from cenotaph.extract.tabular import Tabular
from cenotaph.extract.voices import Voice
from cenotaph.model import Count, Hedge, Measure, Report

__all__ = ["read_dated_rolls"]

_CAP = r"[A-ZÀ-Þ][\w'’-]*\.?"
_NAME = rf"{_CAP}(?:\s+(?:(?:al|el|bin|ibn|de|da|del|van|von)\s+)?{_CAP}){{1,4}}"
_LINE = re.compile(
    rf"^[ \t]*(?:[-*•·–—]\s+|\d{{1,2}}[.)]\s+)?(?P<head>[^:\n]{{3,44}}?)(?::|\s[–—-])[ \t]+"
    rf"(?P<names>{_NAME}(?:\s+and\s+{_NAME})*)(?=[,.;(\n]|\s*$|\s\()(?P<rest>[^\n]{{0,160}})$",
    re.MULTILINE,
)
_OWN_FATE = re.compile(
    r"\b(?:survived|wounded|injured|unhurt|released|missing|abducted|arrested)\b(?!.*\bdead\b)", re.IGNORECASE
)
_FEWEST = 2  # lines
_LONGEST = 100  # characters of a heading


def read_dated_rolls(
    report: Report, outlet: Voice, profile: str, drafts: Sequence[Draft], tables: Tabular
) -> list[Draft]:
    """``drafts`` with one for each line of such a list, in the place of what was read of its people."""
    out = list(drafts)
    for measure, line, head in _lines(report, tables):
        out = [d for d in out if not (head.start <= d.order < head.end and "count.name" in d.rules)]
        n = len(re.split(r"\s+and\s+", line.group("names")))
        said = {word.strip(".").lower() for word in line.group("names").split()}
        if said & (words("scope", "events") | words("groups", "things") | words("nouns", "no_person")):
            continue  # "12 May: Market Bombing"
        inside = [d for d in out if line.start() <= d.order < line.end()]
        if any(d.count is None or (d.count.best or 0) > n or d.voice is not outlet for d in inside):
            continue
        out = [d for d in out if d not in inside]
        out.append(_draft(report, line, n, measure, outlet, profile))
    return out


def _lines(report: Report, tables: Tabular) -> Iterator[tuple[Measure, re.Match[str], Cell]]:
    """The lines of each list with what its heading says of them, and the heading."""
    text = report.text
    found = [
        m
        for m in _LINE.finditer(text)
        if not tables.covers(*m.span()) and find_periods(m.group("head"), report.published)
    ]
    block: list[re.Match[str]] = []
    for line in [*found, None]:
        if line is not None and block and text.count("\n", block[-1].end(), line.start()) == 1:
            block.append(line)
            continue
        told = _heading(text, block[0].start()) if len(block) >= _FEWEST else None
        if told is not None:
            yield from ((told[0], one, told[1]) for one in block if _OWN_FATE.search(one.group("rest")) is None)
        block = [line] if line is not None else []


def _heading(text: str, at: int) -> tuple[Measure, Cell] | None:
    """What the line above a list says became of those it names, and that line."""
    above = text[:at].rstrip()
    start = above.rfind("\n") + 1
    line = above[start:].strip()
    if not 3 < len(line) <= _LONGEST or line.endswith((".", "!", "?")) or tells_of_others(line):
        return None
    measure = fate_named(line)
    return (measure, Cell(line, start, start + len(line))) if measure is not None else None


def _draft(report: Report, line: re.Match[str], n: int, measure: Measure, outlet: Voice, profile: str) -> Draft:
    start, end = line.span("names")
    draft = Draft(
        anchor=line.span(),
        trigger=(start, end),
        measure=measure,
        voice=outlet,
        order=start,
        sentence=-start - 1,
        kind="table",
        count=Count(low=n, best=n, high=n, text=report.text[start:end], hedge=Hedge.EXACT, profile=profile),
        count_span=(start, end),
        rules=["frame.roll", "speaker.outlet", "count.names"],
    )
    where = line.group("head").split(",")[-1].strip()
    if (place := lookup(where)) is not None:
        at = line.start("head") + line.group("head").rindex(where)
        draft.place, draft.place_span = place, (at, at + len(where))
    draft.people = [listed_person(report, (report.text[start:end], start, end, None), measure)] if n == 1 else []
    draft.flags |= {"name"} if n == 1 else {"names", "definite"}
    return draft
