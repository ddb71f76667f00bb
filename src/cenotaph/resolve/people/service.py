"""Units and ranks as records name them, each once, and how alike two of them are."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from cenotaph.places.names import fold
from cenotaph.resolve.names import script_of, skeleton, sounds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np

    Array = np.ndarray[Any, Any]

__all__ = ["Ranks", "Units"]

_NUMBER = re.compile(r"\d+")
_LIKE = 0.5  # of the words of the shorter name of a unit
_NEXT = 2  # grades apart, at most: a promotion, or the rank given after death


@dataclass(slots=True)
class Units:
    """Names of units, parties and services: 0 differs, 1 alike, 2 the same.

    Numbers decide where both have them (35th brigade, 35-я бригада); words are compared within one script.
    """

    _numbers: dict[str, int] = field(default_factory=dict)
    _read: list[tuple[frozenset[str], frozenset[str], str]] = field(default_factory=list)

    def number(self, words: str | None) -> int:
        """The number of a unit as it is written; -1 for none."""
        plain = fold(words) if words else ""
        if not plain:
            return -1
        if plain not in self._numbers:
            self._numbers[plain] = len(self._read)
            digits = frozenset(number.lstrip("0") for number in _NUMBER.findall(plain))
            letters = (skeleton(sounds_of(word)) for word in _NUMBER.sub(" ", plain).split() if len(word) > 2)
            self._read.append((digits, frozenset(filter(None, letters)), script_of(plain)))
        return self._numbers[plain]

    def levels(self, left: Array, right: Array) -> Array:
        """The level of each pair of numbers, -1 where one says nothing or the two cannot be compared."""
        return _by_pair(left, right, self._level)

    def _level(self, a: int, b: int) -> int:
        if a == b:
            return 2
        (digits, words, script), (others, their_words, their_script) = self._read[a], self._read[b]
        shared = digits & others
        if digits and others and not shared:
            return 0
        if script != their_script:
            return 1 if shared else -1
        if words == their_words and digits == others:
            return 2
        fewer = min(len(words), len(their_words))
        return int(bool(shared) or (fewer > 0 and len(words & their_words) >= _LIKE * fewer))


@dataclass(slots=True)
class Ranks:
    """Ranks: 0 of another branch or far apart, 1 near in one branch, 2 the same grade (``data/ranks.csv``)."""

    _numbers: dict[str, int] = field(default_factory=dict)
    _read: list[tuple[str, int] | None] = field(default_factory=list)

    def number(self, words: str | None) -> int:
        """The number of a rank as it is written; -1 for none."""
        plain = fold(words) if words else ""
        if not plain:
            return -1
        if plain not in self._numbers:
            self._numbers[plain] = len(self._read)
            self._read.append(_grade(plain))
        return self._numbers[plain]

    def levels(self, left: Array, right: Array) -> Array:
        """The level of each pair of numbers, -1 where one says nothing or the table does not have it."""
        return _by_pair(left, right, self._level)

    def _level(self, a: int, b: int) -> int:
        if a == b:
            return 2
        here, there = self._read[a], self._read[b]
        if here is None or there is None:
            return -1
        if here[0] != there[0]:
            return 0
        return 2 if here[1] == there[1] else int(abs(here[1] - there[1]) <= _NEXT)


def _by_pair(left: Array, right: Array, level_of: Callable[[int, int], int]) -> Array:
    """Levels of pairs of numbers, each pair of them looked at once."""
    import numpy as np

    out = np.full(len(left), -1, np.int8)
    rows = np.flatnonzero((left >= 0) & (right >= 0))
    if len(rows):
        low, high = np.minimum(left[rows], right[rows]), np.maximum(left[rows], right[rows])
        pairs, inverse = np.unique(np.stack([low, high], axis=1), axis=0, return_inverse=True)
        found = np.array([level_of(int(a), int(b)) for a, b in pairs], np.int8)
        out[rows] = found[inverse.ravel()]
    return out


def _grade(plain: str) -> tuple[str, int] | None:
    """(branch, grade) of the longest rank of the table that the words hold; None where it has none."""
    words = f" {plain} "
    found = [rank for rank in _table() if f" {rank} " in words]
    return _table()[max(found, key=lambda rank: (len(rank), rank))] if found else None


@cache
def _table() -> dict[str, tuple[str, int]]:
    path = resources.files("cenotaph.resolve.people").joinpath("data", "ranks.csv")
    rows = csv.DictReader(path.read_text("utf-8").splitlines())
    return {fold(row["rank"]): (row["branch"], int(row["grade"])) for row in rows}
