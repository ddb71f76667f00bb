"""Which records are worth comparing: those that share two parts of what is known, the rarest sharing first.

A key is a pair (or, where a pair is common, a triple) of consonant skeletons and days of birth, wherever in the
name they stand. Blocks above a size are not spread out, so the cost grows with the records and not with their
square; what a common pair loses its triples keep. A candidate is the better the rarer the keys that it shares, and
every record keeps its best (the weighting by rarity is that of text retrieval, Spärck Jones 1972).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any

from cenotaph.resolve.people.columns import Columns

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

__all__ = ["Candidates", "find_candidates"]

LARGEST = 40  # records in a block of a pair of keys; a block of 40 holds 780 pairs
LARGEST_TRIPLE = 24
_FEW = 40  # records of which every pair is compared
_EPOCH = date(1970, 1, 1).toordinal()
MOST = 20  # candidates that a record keeps, on average at most


@dataclass(frozen=True, eq=False)
class Candidates:
    """Pairs of rows (``first`` < ``second``, sorted) that are compared, and how many blocks were too large."""

    first: Array
    second: Array
    blocks: int
    left_out: int

    def __len__(self) -> int:
        return len(self.first)


def find_candidates(
    columns: Columns, *, apart: Array | None = None, most: int = MOST, largest: int = LARGEST
) -> Candidates:
    """The pairs to compare; ``apart``: for each list whether no person stands in it twice."""
    import numpy as np

    size = len(columns)
    codes: list[Array] = []
    gains: list[Array] = []
    blocks = left_out = 0
    alone = apart[columns.lists] if apart is not None else np.zeros(size, bool)
    if size <= _FEW:
        pairs = np.triu_indices(size, 1)
        fit = ~(alone[pairs[0]] & (columns.lists[pairs[0]] == columns.lists[pairs[1]]))
        return Candidates(pairs[0][fit], pairs[1][fit], 0, 0)
    for keys, cap in _keys(columns, largest):
        rows = np.flatnonzero(keys >= 0)
        rows = rows[np.argsort(keys[rows], kind="stable")]
        if len(rows) < 2:
            continue
        starts = np.flatnonzero(np.r_[True, np.diff(keys[rows]) != 0])
        lengths = np.diff(np.r_[starts, len(rows)])
        blocks += int((lengths > 1).sum())
        left_out += int((lengths > cap).sum())
        for length in np.unique(lengths[(lengths > 1) & (lengths <= cap)]):
            at = starts[lengths == length]
            i, j = np.triu_indices(int(length), 1)
            first = rows[at[:, None] + i].ravel()
            second = rows[at[:, None] + j].ravel()
            fit = ~(alone[first] & (columns.lists[first] == columns.lists[second])) & (first != second)
            first, second = first[fit], second[fit]
            low, high = np.minimum(first, second), np.maximum(first, second)
            codes.append(low.astype(np.int64) * size + high)
            gains.append(np.full(len(low), np.log2(size / length), np.float32))
        if sum(map(len, codes)) > 30_000_000:
            code, gain = _summed(codes, gains)
            codes, gains = [code], [gain]
    if not sum(map(len, codes)):
        none = np.zeros(0, np.int64)
        return Candidates(none, none, blocks, left_out)
    code, gain = _summed(codes, gains)
    first, second = code // size, code % size
    keep = _best(first, second, gain, size, most)
    return Candidates(first[keep], second[keep], blocks, left_out)


def _summed(codes: list[Array], gains: list[Array]) -> tuple[Array, Array]:
    """Each pair once, with the sum of what its keys gain."""
    import numpy as np

    code, gain = np.concatenate(codes), np.concatenate(gains)
    order = np.argsort(code, kind="stable")
    code, gain = code[order], gain[order]
    starts = np.flatnonzero(np.r_[True, np.diff(code) != 0])
    return code[starts], np.add.reduceat(gain, starts)


def _best(first: Array, second: Array, gain: Array, size: int, most: int) -> Array:
    """Pairs among the best of either record; two fifths of ``most`` each way, so that on average it is kept."""
    import numpy as np

    keep = np.zeros(len(first), bool)
    for rows in (first, second):
        # within a record the greatest gain first; equal gains by pair, so that order of input means nothing
        order = np.lexsort((-gain, rows))
        starts = np.flatnonzero(np.r_[True, np.diff(rows[order]) != 0])
        lengths = np.diff(np.r_[starts, len(order)])
        rank = np.arange(len(order)) - np.repeat(starts, lengths)
        keep[order[rank < 2 * most // 5]] = True
    return keep


def _keys(columns: Columns, largest: int) -> Iterator[tuple[Array, int]]:
    """(key of each record or -1, the largest block) for pairs and triples of what is known of a record."""
    import numpy as np

    known = _tokens(columns)
    factor = np.int64(max(int(t.max(initial=0)) for t in known) + 2)
    common: dict[tuple[int, int], Array] = {}
    for i, j in combinations(range(len(known)), 2):
        low, high = np.minimum(known[i], known[j]), np.maximum(known[i], known[j])
        keys = np.where(low >= 0, low * factor + high, -1)
        common[i, j] = _crowded(keys, largest)
        yield keys, largest
    for three in combinations(range(len(known)), 3):
        crowded = np.logical_and.reduce([common[pair] for pair in combinations(three, 2)])
        if crowded.any():
            low, middle, high = np.sort(np.stack([known[i] for i in three]), axis=0)
            keys = np.where(crowded & (low >= 0), (low * factor + middle) * factor + high, -1)
            yield keys, LARGEST_TRIPLE


def _crowded(keys: Array, largest: int) -> Array:
    import numpy as np

    _, inverse, counts = np.unique(keys, return_inverse=True, return_counts=True)
    return (counts[inverse] > largest) & (keys >= 0)


def _tokens(columns: Columns) -> list[Array]:
    """What is known of each record as whole numbers, -1 for nothing: skeletons of the parts, day of birth."""
    import numpy as np

    names = [_skeletons(columns, columns.parts[:, slot]) for slot in range(4)]
    top = int(max(columns.skeleton_of.max(initial=0), columns.root_of.max(initial=0))) + 1
    out = [*names]
    own = columns.parts[:, 0]
    root = np.where(own >= 0, columns.root_of[own], -1).astype(np.int64)
    if (root >= 0).any():
        # short forms beside the names they stand for, so that Zhenya meets Yevgeny
        out.append(np.where(root >= 0, root, np.where(np.isin(names[0], root[root >= 0]), names[0], -1)))
    born = columns.births
    if (born[:, 0] >= 0).any():
        exact = (born[:, 0] >= 0) & (born[:, 0] == born[:, 1])
        day = np.where(exact, born[:, 0].astype(np.int64), -1)
        month = (np.maximum(born[:, 0].astype(np.int64), 1) - _EPOCH).astype("M8[D]").astype("M8[M]")
        year = np.where(born[:, 0] >= 0, month.astype("M8[Y]").astype(np.int64) + 1970, -1)
        of_month = day - _EPOCH - month.astype("M8[D]").astype(np.int64)
        month_day = np.where(exact, (month.astype(np.int64) % 12) * 32 + of_month, -1)
        for offset, token in ((0, day), (1, year), (2, month_day)):
            out.append(np.where(token >= 0, top + 3 * token + offset, -1))
    return out


def _skeletons(columns: Columns, parts: Array) -> Array:
    import numpy as np

    return np.where(parts >= 0, columns.skeleton_of[parts], -1).astype(np.int64)
