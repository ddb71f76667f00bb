"""Sentences by their marks alone: the stretches that are parsed one by one, or left unparsed.

A stretch may hold several sentences (the parser cuts those), never half of one as far as the marks can tell.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from cenotaph.extract.lexicon import words

__all__ = ["LONGEST_UNIT", "units", "with_number_first"]

LONGEST_UNIT = 4_000
"""Characters; a segment is no longer (``segments``), so neither is a stretch."""

_END = re.compile(r"[.!?][\"')\]]*\s+(?=[\"'(\[]*[A-Z0-9])")
_WORD_BEFORE = re.compile(r"[\w.&'-]*\Z")


_NUMBER_FIRST = re.compile(r"[a-z]{3}\. (?=\d{1,3} (?:more |others )?(?:in|at|near|from|outside) [A-Zt])")


@cache
def _abbreviations() -> frozenset[str]:
    return words("sentences", "abbreviations")


def units(text: str) -> list[tuple[int, int]]:
    """Half-open spans that cover ``text`` without a gap, cut after what surely ends a sentence; linear."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if _ends(text, start, match.start()):
            spans.append((start, match.end()))
            start = match.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def with_number_first(text: str) -> list[tuple[int, int]]:
    """``text`` as one stretch, cut only before sentences that open with a figure, which the parser runs together
    ("killed in Aleppo. 7 in Idlib")."""
    if _NUMBER_FIRST.search(text) is None:
        return [(0, len(text))]
    cuts = [m.end() for m in _NUMBER_FIRST.finditer(text) if _ends(text, 0, m.start() + 3)]
    return list(pairwise([0, *cuts, len(text)]))


def _ends(text: str, start: int, stop: int) -> bool:
    """Whether the mark at ``stop`` ends a sentence that opened at ``start``."""
    if text[stop] != ".":
        return True
    before = _WORD_BEFORE.search(text, max(start, stop - 24), stop)
    word = before.group().lower() if before else ""
    if len(word) <= 1 and not word.isdecimal():
        return False  # an initial, or a stop after a bracket or a quotation mark within the sentence
    return "." not in word and word not in _abbreviations()
