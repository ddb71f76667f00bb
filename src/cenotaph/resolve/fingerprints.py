"""Texts as numbered words and winnowed fingerprints (Schleimer, Wilkerson & Aiken 2003), page furniture left out.

Any seven words in common share a fingerprint of four. A sentence in which a page speaks to its reader, or a
publisher of its rights (``data/page_words.toml``), is left out first, because it links every page of an outlet.
All texts lie end to end in one array, so that what is done to each word is done to all of them at once.
"""

from __future__ import annotations

import re
import tomllib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

__all__ = ["BREAK", "Lexicon", "Numbered", "Numbers", "Rows", "Words", "held_in", "marks_of", "number", "words_of"]

Codes: TypeAlias = "npt.NDArray[np.uint64]"
Numbers: TypeAlias = "npt.NDArray[np.int32]"
Rows: TypeAlias = "npt.NDArray[np.int64]"

# words in a fingerprint, and how many neighbouring fingerprints one is chosen from: the least hash
_GRAM = 4
_WINDOW = 4
_GONE = "\x00"
_WORD = re.compile(rf"\w+(?:['’-]\w+)*|{_GONE}")
# what commonly stands at either side of a word
_AROUND = '.,;:!?()[]"“”‘'
# who tells news does not speak to the reader, except in somebody's words
_READER = ("you", "your")
_TO_THE_READER = re.compile(r"\byou(?:r|rs|'re|’re|'ll|’ll|'ve|’ve)?\b")
_QUOTED = re.compile(r"[“”\"‘„«]")
_STOP = re.compile(r"\n|[.!?][\"”’')\]]*\s")
_MULTIPLY = 0x9E3779B97F4A7C15
_MIX = 0xBF58476D1CE4E5B9
# stands between two passages that do not follow on each other; no word has this number
BREAK = 0
# a page without sentences: no more than this goes with a cue
_LONGEST = 400
# so many words are hashed at once: a few megabytes
_AT_ONCE = 1 << 18

Words = list[tuple[int, int]]
"""Start and end of each word in the text; one blank where something was left out."""


@cache
def _cues() -> dict[str, tuple[str, ...]]:
    """Longest word of a cue -> the cues with it: few are looked for in a text."""
    raw = tomllib.loads(files("cenotaph.resolve").joinpath("data/page_words.toml").read_text(encoding="utf-8"))
    by_word: dict[str, list[str]] = {word: [] for word in _READER}
    for phrase in sorted({phrase for row in raw["cues"] for phrase in row["phrases"]}):
        by_word.setdefault(max(_WORD.findall(phrase), key=len), []).append(phrase)
    return {word: tuple(phrases) for word, phrases in by_word.items()}


def _furniture(folded: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """The sentences that hold a cue or speak to the reader, as spans in order, those that touch joined.

    ``words``: those of the text to which cues belong.
    """
    spans = []
    for word in words:
        for cue in _cues()[word]:
            at = folded.find(cue)
            while at >= 0:
                spans.append(_around(folded, at, at + len(cue)))
                at = folded.find(cue, spans[-1][1])
        for match in _TO_THE_READER.finditer(folded) if word in _READER else ():
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
    first = max(first, text.rfind("\n", first, start) + 1)
    before = [stop.end() for stop in _STOP.finditer(text, first, start)]
    after = _STOP.search(text, end, min(len(text), end + _LONGEST))
    return before[-1] if before else first, after.end() if after else min(len(text), end + _LONGEST)


def _folded(text: str) -> str:
    """The text in lower case, at the same length, so that offsets hold."""
    folded = text.lower()
    return folded if len(folded) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _blanked(folded: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text at the same length, with a mark and blanks where furniture stood."""
    parts, at = [], 0
    for start, end in spans:
        parts += [folded[at:start], _GONE, " " * (end - start - 1)]
        at = end
    return "".join([*parts, folded[at:]])


class Lexicon(dict[str, int]):
    """What stands between two blanks -> the number of its word; below 0 where it holds none or several words.

    Words are numbered as they are met; ``codes`` has 64 bits of BLAKE2b for each, the same on every machine and in
    every run. Possessives count as the word.
    """

    def __init__(self) -> None:
        super().__init__()
        self.codes = array("Q", [BREAK])
        self.numbers: dict[str, int] = {_GONE: BREAK}
        self._several: list[tuple[int, ...]] = []
        self._cues = {self.number(word): word for word in _cues()}

    def number(self, word: str) -> int:
        """The number of one word in lower case."""
        plain = word.replace("’", "'").removesuffix("'s")
        known = self.numbers.get(plain)
        if known is None:
            known = self.numbers[plain] = len(self.codes)
            self.codes.append(int.from_bytes(blake2b(plain.encode(), digest_size=8).digest(), "big"))
        return known

    def __missing__(self, between: str) -> int:
        bare = between.strip(_AROUND)
        words = (self.number(bare),) if bare.isalnum() else tuple(map(self.number, _WORD.findall(between)))
        if len(words) != 1:
            self._several.append(words)
        found = self[between] = words[0] if len(words) == 1 else -len(self._several)
        return found

    def read(self, text: str) -> list[int]:
        """The numbers of the words of a text in order, with ``BREAK`` where furniture was left out."""
        folded = _folded(text)
        numbers = self._split(folded)
        cues = self._cues.keys() & set(numbers)
        spans = _furniture(folded, [self._cues[number] for number in sorted(cues)]) if cues else []
        return self._split(_blanked(folded, spans)) if spans else numbers

    def _split(self, folded: str) -> list[int]:
        numbers = list(map(self.__getitem__, folded.split()))
        if min(numbers, default=0) < 0:
            for place in [place for place, one in enumerate(numbers) if one < 0][::-1]:
                numbers[place : place + 1] = self._several[-numbers[place] - 1]
        return numbers


@dataclass(frozen=True, slots=True)
class Numbered:
    """Texts end to end, a ``BREAK`` after each: row ``r`` has the numbers from ``starts[r]`` on.

    ``codes``: number -> 64 bits.
    """

    numbers: Numbers
    starts: Rows
    codes: Codes

    def row(self, row: int) -> Numbers:
        """The numbers of the words of one text."""
        return self.numbers[self.starts[row] : self.starts[row + 1] - 1]


def number(texts: Sequence[str], lexicon: Lexicon) -> Numbered:
    """The texts as numbered words."""
    import numpy as np

    numbers, starts = array("i"), array("q", [0])
    for text in texts:
        numbers.extend(lexicon.read(text))
        numbers.append(BREAK)
        starts.append(len(numbers))
    return Numbered(
        np.frombuffer(numbers, dtype=np.int32) if numbers else np.zeros(0, dtype=np.int32),
        np.frombuffer(starts, dtype=np.int64),
        np.array(lexicon.codes, dtype=np.uint64),
    )


def words_of(text: str, *, cut: bool = True) -> Words:
    """Where the words stand that ``Lexicon.read`` has numbers for, index by index.

    ``cut`` False: it is known to have no ``BREAK`` among them.
    """
    folded = _folded(text)
    if cut:
        words = {word.replace("’", "'").removesuffix("'s") for word in set(_WORD.findall(folded))}
        folded = _blanked(folded, _furniture(folded, sorted(_cues().keys() & words)))
    return [match.span() for match in _WORD.finditer(folded)]


def _grams(codes: Codes) -> Codes:
    """A hash of every four neighbouring words; one that crosses a break is 0."""
    import numpy as np

    count = len(codes) - _GRAM + 1
    hashed = np.zeros(max(0, count), dtype=np.uint64)
    if count <= 0:
        return hashed
    broken = np.zeros(count, dtype=bool)
    for place in range(_GRAM):
        hashed = (hashed * _MULTIPLY) ^ codes[place : place + count]
        hashed ^= hashed >> 29
        broken |= codes[place : place + count] == BREAK
    hashed *= _MIX
    hashed ^= hashed >> 32
    hashed[broken] = 0
    return hashed


def marks_of(texts: Numbered) -> tuple[Codes, Rows]:
    """The fingerprints of all texts, text by text, and the row of each: the least hash of every window of four."""
    import numpy as np

    found: list[tuple[Codes, Rows]] = []
    first = 0
    while first < len(texts.starts) - 1:
        last = max(first + 1, int(np.searchsorted(texts.starts, texts.starts[first] + _AT_ONCE, side="right")) - 1)
        start, end = texts.starts[first], texts.starts[last]
        hashed = _grams(texts.codes[texts.numbers[start:end]])
        at = np.flatnonzero(hashed)
        rows = np.searchsorted(texts.starts, at + start, side="right") - 1
        found.append(_winnowed(hashed[at], rows))
        first = last
    if not found:
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)
    return np.concatenate([marks for marks, _ in found]), np.concatenate([rows for _, rows in found])


def _winnowed(hashed: Codes, rows: Rows) -> tuple[Codes, Rows]:
    """The least of every window, each once while it stays the least; of a shorter text all."""
    import numpy as np

    least = hashed.copy()
    for place in range(1, _WINDOW):
        np.minimum(least[:-place], hashed[place:], out=least[:-place])
    whole = np.zeros(len(rows), dtype=bool)
    if len(rows) >= _WINDOW:
        whole[: 1 - _WINDOW] = rows[: 1 - _WINDOW] == rows[_WINDOW - 1 :]
    short = np.bincount(rows - rows[:1])[rows - rows[:1]] <= _WINDOW if len(rows) else whole
    least[short] = hashed[short]
    least, rows = least[whole | short], rows[whole | short]
    new = np.ones(len(rows), dtype=bool)
    new[1:] = (least[1:] != least[:-1]) | (rows[1:] != rows[:-1])
    return least[new], rows[new]


def held_in(texts: Numbered) -> Rows:
    """Number of a word -> in how many of the texts it stands; 0 for ``BREAK``."""
    import numpy as np

    held = np.zeros(len(texts.codes), dtype=np.int64)
    first = 0
    while first < len(texts.starts) - 1:
        last = max(first + 1, int(np.searchsorted(texts.starts, texts.starts[first] + _AT_ONCE, side="right")) - 1)
        numbers = texts.numbers[texts.starts[first] : texts.starts[last]].astype(np.int64)
        rows = np.repeat(np.arange(last - first), np.diff(texts.starts[first : last + 1]))
        # sorting takes a fraction of the time of numpy.unique
        keys = np.sort(rows * len(held) + numbers)
        held += np.bincount(keys[np.diff(keys, prepend=-1) != 0] % len(held), minlength=len(held))
        first = last
    held[BREAK] = 0
    return held
