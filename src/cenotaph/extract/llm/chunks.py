"""A long report cut into stretches to send, at paragraph borders, with its offsets kept."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cenotaph.extract.segments import has_cue

__all__ = ["LONGEST", "Chunk", "chunks", "cut", "halves"]

LONGEST = 6_000
"""Characters sent at once: some 1,500 tokens, of which a model still copies quotes letter by letter."""

_BORDERS = (
    re.compile(r"\n[^\S\n]*\n\s*"),
    re.compile(r"\n\s*"),
    re.compile(r"[.!?][\"”']?\s+"),
    re.compile(r"\s+"),
)


@dataclass(frozen=True, slots=True)
class Chunk:
    """``report.text[start:end]``."""

    start: int
    end: int


def cut(text: str, longest: int = LONGEST) -> list[Chunk]:
    """``text`` as chunks that follow on each other, none longer than ``longest``, cut where it breaks best."""
    out: list[Chunk] = []
    start = 0
    while len(text) - start > longest:
        end = _border(text, start, start + longest)
        out.append(Chunk(start, end))
        start = end
    if start < len(text):
        out.append(Chunk(start, len(text)))
    return out


def chunks(text: str, longest: int = LONGEST) -> list[Chunk]:
    """The chunks of ``text`` worth asking about: those that hold a casualty word."""
    return [chunk for chunk in cut(text, longest) if has_cue(text[chunk.start : chunk.end])]


def halves(text: str, chunk: Chunk) -> tuple[Chunk, Chunk] | None:
    """``chunk`` in two, or None when it is one stretch without a break in its second half or too short."""
    middle = (chunk.start + chunk.end) // 2
    if chunk.end - chunk.start < 400:
        return None
    border = _border(text, chunk.start, middle)
    return Chunk(chunk.start, border), Chunk(border, chunk.end)


def _border(text: str, start: int, end: int) -> int:
    """The best place to cut in the second half of ``text[start:end]``: paragraph, line, sentence, word."""
    least = start + (end - start) // 2
    for border in _BORDERS:
        last = None
        for match in border.finditer(text, least, end):
            last = match.end()
        if last is not None:
            return last
    return end
