"""Numbers kept back, or left open behind what was told: "the number of dead has been *withheld*", "... but it is
not clear *how many*", "... *without saying how many*"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from cenotaph.extract.lexicon import table
from cenotaph.extract.phrases import end_of, text_of
from cenotaph.model import Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span, Token

__all__ = ["kept_open"]


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Stance, bool], ...]:
    """The patterns with their stance, and whether they need somebody told of before."""
    rows = table("open_numbers")
    parts = {f"<{key.upper()}>": f"(?:{value})" for key, value in rows["parts"].items()}
    out = []
    for row in rows["pattern"]:
        pattern = row["regex"]
        for key, value in parts.items():
            pattern = pattern.replace(key, value)
        out.append((re.compile(pattern, re.IGNORECASE), Stance(row["stance"]), bool(row.get("told", False))))
    return tuple(out)


@cache
def _any() -> re.Pattern[str]:
    return re.compile(table("open_numbers")["any"], re.IGNORECASE)


def kept_open(sentence: Span, told: bool) -> Iterator[tuple[Token, Stance, Token | None]]:
    """Each number that a sentence leaves open: the token where it is said, the stance, and whose number it is.

    ``told``: whether somebody has been counted before, in this sentence or further up.
    """
    text = text_of(sentence.doc)
    low, high = sentence[0].idx, end_of(sentence[-1])
    said = text[low:high]
    if not _any().search(said):
        return
    for pattern, stance, needs in _patterns():
        match = pattern.search(said)
        if match is None or (needs and not told):
            continue
        at = next((t for t in sentence if t.idx >= low + match.start()), None)
        who = match.groupdict().get("who")
        end = low + match.end("who") if who else -1
        people = next((t for t in sentence if end_of(t) == end), None)
        if at is not None:
            yield at, stance, people
            return
