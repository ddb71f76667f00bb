"""Texts as word codes and winnowed fingerprints (Schleimer, Wilkerson & Aiken 2003), page furniture left out.

Any seven words in common share a fingerprint of four. A sentence in which a page speaks to its reader, or a
publisher of its rights (``data/page_words.toml``), is left out first, because it links every page of an outlet.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

__all__ = ["BREAK", "Codes", "Lexicon", "Words", "codes_of", "grams", "held_in", "marks_of", "words_of"]

Codes: TypeAlias = "npt.NDArray[np.uint64]"

# words in a fingerprint, and how many neighbouring fingerprints one is chosen from: the least hash
_GRAM = 4
_WINDOW = 4
_GONE = "\x00"
_WORD = re.compile(rf"\w+(?:['’-]\w+)*|{_GONE}")
_OPENING, _CLOSING = "(\"“‘'[*|©»", ".,;:!?)\"”’']*|»"
# who tells news does not speak to the reader, except in somebody's words
_READER = {"you", "your"}
_TO_THE_READER = re.compile(r"\byou(?:r|rs|'re|’re|'ll|’ll|'ve|’ve)?\b")
_QUOTED = re.compile(r"[“”\"‘„«]")
_STOP = re.compile(r"\n|[.!?][\"”’')\]]*\s")
_MULTIPLY = 0x9E3779B97F4A7C15
_MIX = 0xBF58476D1CE4E5B9
# stands between two passages that do not follow on each other; no word has this code
BREAK = 0
# a page without sentences: no more than this goes with a cue
_LONGEST = 400

Words = list[tuple[int, int]]
"""Start and end of each word in the text; one blank where something was left out."""


@cache
def _cues() -> dict[str, tuple[str, ...]]:
    """Longest word of a cue, as it may stand between blanks -> the cues with it: few are looked for in a text."""
    raw = tomllib.loads(files("cenotaph.resolve").joinpath("data/page_words.toml").read_text(encoding="utf-8"))
    by_word: dict[str, list[str]] = {}
    for phrase in sorted({phrase for row in raw["cues"] for phrase in row["phrases"]}):
        by_word.setdefault(max(_WORD.findall(phrase), key=len), []).append(phrase)
    return {
        f"{before}{word}{after}": tuple(phrases)
        for word, phrases in by_word.items()
        for before in ("", *_OPENING)
        for after in ("", *_CLOSING)
    }


def _furniture(folded: str, words: set[str]) -> list[tuple[int, int]]:
    """The sentences that hold a cue or speak to the reader, as spans in order, those that touch joined."""
    spans = []
    for cue in {cue for word in _cues().keys() & words for cue in _cues()[word]}:
        at = folded.find(cue)
        while at >= 0:
            spans.append(_around(folded, at, at + len(cue)))
            at = folded.find(cue, spans[-1][1])
    for match in _TO_THE_READER.finditer(folded) if _READER & words else ():
        first, last = folded.rfind("\n", 0, match.start()) + 1, folded.find("\n", match.end())
        if not _QUOTED.search(folded, first, last if last >= 0 else len(folded)):
            spans.append(_around(folded, *match.span()))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    first = max(0, start - _LONGEST)
    before = [stop.end() for stop in _STOP.finditer(text, first, start)]
    after = _STOP.search(text, end, min(len(text), end + _LONGEST))
    return before[-1] if before else first, after.end() if after else min(len(text), end + _LONGEST)


def _article(text: str) -> str:
    """The text in lower case with furniture blanked out: the same length, so that offsets hold."""
    folded = text.lower()
    if len(folded) != len(text):
        folded = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    parts, at = [], 0
    for start, end in _furniture(folded, set(folded.split())):
        parts += [folded[at:start], _GONE, " " * (end - start - 1)]
        at = end
    return "".join([*parts, folded[at:]]) if parts else folded


class Lexicon(dict[str, int]):
    """Word -> code, 64 bits of BLAKE2b: the same on every machine and in every run, and never ``BREAK``."""

    def __missing__(self, word: str) -> int:
        code = (
            BREAK
            if word == _GONE
            else int.from_bytes(blake2b(_plain(word).encode(), digest_size=8).digest(), "big")
        )
        self[word] = code
        return code


def _plain(word: str) -> str:
    return word.replace("’", "'").removesuffix("'s")


def codes_of(text: str, lexicon: Lexicon) -> Codes:
    """The codes of the words of a text in order, with ``BREAK`` where something was left out."""
    import numpy as np

    return np.array([lexicon[word] for word in _WORD.findall(_article(text))], dtype=np.uint64)


def words_of(text: str) -> Words:
    """Where the words stand that ``codes_of`` has codes for, index by index."""
    return [match.span() for match in _WORD.finditer(_article(text))]


def grams(codes: Codes, size: int) -> Codes:
    """A hash of every ``size`` neighbouring words; one that crosses a break is 0."""
    import numpy as np

    count = len(codes) - size + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint64)
    hashed = np.zeros(count, dtype=np.uint64)
    for place in range(size):
        hashed = (hashed * _MULTIPLY) ^ codes[place : place + count]
        hashed ^= hashed >> 29
    hashed *= _MIX
    hashed ^= hashed >> 32
    for gap in np.flatnonzero(codes == BREAK).tolist():
        hashed[max(0, gap - size + 1) : gap + 1] = 0
    return hashed


def marks_of(codes: Codes) -> list[int]:
    """The fingerprints of a text, each once: the least hash of every window of four."""
    import numpy as np

    hashed = grams(codes, _GRAM)
    hashed = hashed[hashed != 0]
    if len(hashed) > _WINDOW:
        least = hashed[: len(hashed) - _WINDOW + 1].copy()
        for place in range(1, _WINDOW):
            np.minimum(least, hashed[place : place + len(least)], out=least)
        hashed = least
    return list(dict.fromkeys(hashed.tolist()))


def held_in(texts: Iterable[Codes]) -> Counter[int]:
    """Word code -> in how many of the texts it stands."""
    held: Counter[int] = Counter()
    for codes in texts:
        held.update(set(codes.tolist()))
    return held
