"""Figures of a label with their sources in brackets: "Killed: 61 (Ministry of Health), 48 (Red Crescent)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cenotaph.extract.bracket_parts import person_label
from cenotaph.extract.draft import Draft
from cenotaph.extract.grid import Cell
from cenotaph.extract.labels import named
from cenotaph.extract.table_cells import number_in
from cenotaph.extract.voices import Voice
from cenotaph.model import ActorKind, Report

__all__ = ["read_bracket_sources"]

_SOURCE = re.compile(
    r"\s*\((?:source:\s*|per\s+|according to\s+|as per\s+)?(?P<who>[^\W\d_][\w'’. &/-]{1,50}?)\)", re.IGNORECASE
)
_NEXT = re.compile(
    r"\s*(?:[,;/|]|and|vs\.?|against)?\s*(?P<n>(?:(?:at least|about|some|around|over|more than|up to|nearly)\s+)?"
    r"(?:\d{1,3}(?:,\d{3})+|\d+)\+?)(?=\s*\()",
    re.IGNORECASE,
)


def read_bracket_sources(drafts: Sequence[Draft], report: Report, profile: str) -> list[Draft]:
    """``drafts``, the labelled ones in the voice of the source behind their number, with one more for each further
    number of the label that has a source of its own."""
    read = {draft.count_span for draft in drafts}
    known: set[str] = set()
    out: list[Draft] = []
    for draft in drafts:
        out.append(draft)
        if "frame.table" not in draft.rules or "speaker.outlet" not in draft.rules or draft.count_span is None:
            continue
        told = list(_sources(report.text, draft.count_span[1]))
        voices = [_voice(who, known) for _, who in told]
        if not told or not any(voices):
            continue
        for (number, who), found in zip(told, voices, strict=True):
            voice = found or Voice(who.text, ActorKind.UNKNOWN, who.text, start=who.start, end=who.end)
            known.add(who.text.lower())
            if number is None:
                _give(draft, voice, bool(report.publisher))
                continue
            count = number_in(number.text, profile)
            if count is None or (number.start, number.end) in read:
                continue
            more = replace(draft, count=count, count_span=(number.start, number.end), order=number.start)
            more.flags, more.rules, more.more_anchors = set(draft.flags), [*draft.rules], [*draft.more_anchors]
            more.people, more.voice, more.part_of = [], voice, None
            out.append(more)
    return out


def _give(draft: Draft, voice: Voice, has_outlet: bool) -> None:
    draft.via = [draft.voice] if has_outlet else []
    draft.voice = voice
    draft.rules[draft.rules.index("speaker.outlet")] = "attribution.list"


def _sources(text: str, at: int) -> Iterator[tuple[Cell | None, Cell]]:
    """The sources in brackets one after another from ``at``, each with its number; the first has None."""
    number: Cell | None = None
    while (found := _SOURCE.match(text, at)) is not None:
        yield number, Cell(found.group("who"), *found.span("who"))
        following = _NEXT.match(text, found.end())
        if following is None:
            return
        number, at = Cell(following.group("n"), *following.span("n")), following.end()


def _voice(who: Cell, known: set[str]) -> Voice | None:
    """The body that a bracket names; None for people harmed, places and what else may stand there."""
    if person_label(who.text) and who.text.islower() and who.text not in known:
        return None
    voice = named(who.text, who.start)
    return None if voice is None or voice.kind is ActorKind.INDIVIDUAL else voice
