"""How far two names sound apart, 0 to 1: an edit distance whose steps cost what romanisation makes of them.

The cost of a step is by sound (`data/sound_costs.csv`, `data/sound_weights.csv`, each with its reason): a vowel
that Arabic does not write costs little, one consonant for an unrelated one costs 1. Neighbours that changed places
are one step (Damerau 1964). The sum is divided by the heavier name's own weight.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Sounds", "far", "how_far"]

_SOUNDS = "aeiouyw*'EIbpfvmnlrdDtTszSZcCJgGkhX"
# costs are whole thousandths, so that a distance is the same to the bit whatever it is computed beside
_SCALE = 1000
_UNLIKE = 1.0  # one consonant for another
_UNLIKE_VOWELS = 0.3
_SWAPPED = 500  # a slip of the keyboard, less than two letters
_FIRST = 4  # a quarter more: the first consonant is misheard and mistyped least (Winkler 1990)
_CHUNK = 1 << 14  # so that a chunk stays in the processor's cache
# sounds that are confused stand for one another when consonants are only counted; w and h may not be heard
_KINDS = ("bpfv", "dDtTzsScCZ", "JgGkX", "m", "n", "l", "r")


@lru_cache(maxsize=1 << 18)
def how_far(first: str, second: str, *, abjad: bool = False) -> float:
    """The distance of two strings of sounds, 0 (alike) to 1; ``abjad``: one of them was written without vowels."""
    if first == second:
        return 0.0
    return float(far([first], [second], [abjad])[0])


def far(first: Sequence[str], second: Sequence[str], abjad: Sequence[bool]) -> np.ndarray[Any, Any]:
    """The distances of many pairs of strings of sounds as float32, in order; an empty string is 1 from others."""
    import numpy as np

    sounds = Sounds.of([*first, *second])
    at = np.arange(len(first))
    return sounds.far(at, at + len(first), np.array(abjad, bool))


@dataclass(frozen=True, eq=False)
class Sounds:
    """Many strings of sounds as numbers, so that pairs of them are compared by where they stand."""

    codes: np.ndarray[Any, Any]
    lengths: np.ndarray[Any, Any]
    weights: np.ndarray[Any, Any]
    consonants: np.ndarray[Any, Any]

    @classmethod
    def of(cls, names: Sequence[str]) -> Sounds:
        """Number the sounds of each name."""
        import numpy as np

        codes = _codes(names)
        lengths = np.array([len(name) for name in names], np.int64)
        _, weight = _costs()
        weights = np.stack([weight[side][codes].sum(axis=1) for side in (0, 1)])
        bits = np.array([0, *(_bit(sound) for sound in _SOUNDS)], np.uint32)
        return cls(codes, lengths, weights, np.bitwise_or.reduce(bits[codes], axis=1))

    def far(
        self, first: np.ndarray[Any, Any], second: np.ndarray[Any, Any], abjad: np.ndarray[Any, Any]
    ) -> np.ndarray[Any, Any]:
        """The distances of pairs of rows; ``abjad``: one of the two was written without vowels."""
        import numpy as np

        out = np.zeros(len(first), dtype=np.float32)
        # pairs of like length side by side, so that few cells are wasted
        order = np.argsort(self.lengths[first] * 64 + self.lengths[second], kind="stable")
        for start in range(0, len(order), _CHUNK):
            rows = order[start : start + _CHUNK]
            a, b = first[rows], second[rows]
            widths = [max(1, int(self.lengths[side].max(initial=0))) for side in (a, b)]
            out[rows] = _distances(self.codes[a, : widths[0]], self.codes[b, : widths[1]], abjad[rows])
        return out

    def unlike(
        self, first: np.ndarray[Any, Any], second: np.ndarray[Any, Any], abjad: np.ndarray[Any, Any]
    ) -> np.ndarray[Any, Any]:
        """Pairs that are plainly two names, found without comparing sound by sound: few consonants in common."""
        import numpy as np

        a, b = self.consonants[first], self.consonants[second]
        shared = np.bitwise_count(a & b).astype(np.int16)
        most = np.maximum(np.bitwise_count(a), np.bitwise_count(b)).astype(np.int16)
        side = abjad.astype(np.intp)
        left, right = self.weights[side, first], self.weights[side, second]
        # a silent h beside one that is heard: half the weight may be missing in one spelling of a name
        apart = 2 * np.abs(left - right) > np.maximum(left, right)
        return np.asarray((2 * shared < most) | apart)


@cache
def _costs() -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """(substitution[sound, sound], weight[beside an abjad, sound]) in thousandths; sound 0 is the end of a name."""
    import numpy as np

    size = len(_SOUNDS) + 1
    at = {sound: number for number, sound in enumerate(_SOUNDS, start=1)}
    vowels = [at[s] for s in "aeiou*'EI"]
    change = np.full((size, size), _UNLIKE, dtype=np.float32)
    change[np.ix_(vowels, vowels)] = _UNLIKE_VOWELS
    weight = np.ones((2, size), dtype=np.float32)
    weight[:, 0] = 0
    for row in _rows("sound_costs"):
        a, b = at[row["first"]], at[row["second"]]
        change[a, b] = change[b, a] = float(row["cost"])
    for row in _rows("sound_weights"):
        weight[0, at[row["sound"]]] = float(row["cost"])
        weight[1, at[row["sound"]]] = float(row["beside_abjad"])
    np.fill_diagonal(change, 0)
    return np.rint(change * _SCALE).astype(np.int32), np.rint(weight * _SCALE).astype(np.int32)


def _rows(name: str) -> list[dict[str, str]]:
    path = resources.files("cenotaph.resolve.names").joinpath("data", f"{name}.csv")
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


def _bit(sound: str) -> int:
    return next((1 << at for at, kind in enumerate(_KINDS) if sound in kind), 0)


@cache
def _numbers() -> dict[str, int]:
    return {sound: number for number, sound in enumerate(_SOUNDS, start=1)}


def _codes(names: Sequence[str]) -> np.ndarray[Any, Any]:
    import numpy as np

    numbers = _numbers()
    width = max(1, max(map(len, names), default=1))
    out = np.zeros((len(names), width), dtype=np.int8)
    for row, name in enumerate(names):
        out[row, : len(name)] = [numbers.get(c, 0) for c in name]
    return out


def _distances(left: np.ndarray[Any, Any], right: np.ndarray[Any, Any], abjad: np.ndarray[Any, Any]) -> Any:
    import numpy as np

    change, weights = _costs()
    side = abjad.astype(np.intp)
    drop = weights[side[:, None], left]
    add = weights[side[:, None], right]
    count, rows, columns = len(left), left.shape[1], right.shape[1]
    for weight in (drop, add):
        weight[:, 0] += np.where(weight[:, 0] >= _SCALE // 2, weight[:, 0] // _FIRST, 0)
    before: list[Any] = []
    above: list[Any] = [np.zeros(count, dtype=np.int32)]
    for j in range(columns):
        above.append(above[j] + add[:, j])
    for i in range(rows):
        line = [above[0] + drop[:, i]]
        for j in range(columns):
            step = change[left[:, i], right[:, j]]
            if i == 0 and j == 0:
                step = step + step // _FIRST
            # beyond the end of a name nothing costs anything
            step = np.where((left[:, i] == 0) | (right[:, j] == 0), 9 * _SCALE, step)
            best = np.minimum(above[j] + step, np.minimum(above[j + 1] + drop[:, i], line[j] + add[:, j]))
            if i and j:
                swapped = (left[:, i] == right[:, j - 1]) & (left[:, i - 1] == right[:, j]) & (left[:, i] > 0)
                best = np.where(swapped, np.minimum(best, before[j - 1] + _SWAPPED), best)
            line.append(best)
        before, above = above, line
    heavier = np.maximum(drop.sum(axis=1), add.sum(axis=1))
    return np.minimum(1, above[columns] / np.maximum(heavier, _SCALE // 2)).astype(np.float32)
