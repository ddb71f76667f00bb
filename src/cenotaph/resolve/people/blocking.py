"""Which records are worth comparing: those that share two parts of what is known, the rarest sharing first.

A key is a pair (or, where a pair is common, a triple) of consonant skeletons and days of birth, wherever in the
name they stand. Blocks above a size are not spread out, so the cost grows with the records and not with their
square; what a common pair loses its triples keep. A candidate is the better the rarer the keys that it shares, and
every record keeps its best (the weighting by rarity is that of text retrieval, Spärck Jones 1972).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cenotaph.resolve.people.columns import Columns
from cenotaph.resolve.people.keys import LARGEST, keys_of
from cenotaph.resolve.people.promise import promise

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

__all__ = ["Candidates", "find_candidates"]

_FEW = 40  # records of which every pair is compared
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
    blocks = left_out = 0
    alone = apart[columns.lists] if apart is not None else np.zeros(size, bool)
    if size <= _FEW:
        pairs = np.triu_indices(size, 1)
        fit = ~(alone[pairs[0]] & (columns.lists[pairs[0]] == columns.lists[pairs[1]]))
        return Candidates(pairs[0][fit], pairs[1][fit], 0, 0)
    for found in keys_of(columns, largest):
        keys, cap = found.of.ravel(), found.largest
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
            first = rows[at[:, None] + i].ravel() % size
            second = rows[at[:, None] + j].ravel() % size
            fit = ~(alone[first] & (columns.lists[first] == columns.lists[second])) & (first != second)
            first, second = first[fit], second[fit]
            low, high = np.minimum(first, second), np.maximum(first, second)
            codes.append(low.astype(np.int64) * size + high)
        if sum(map(len, codes)) > 30_000_000:
            codes = [_once(codes)]
    if not sum(map(len, codes)):
        none = np.zeros(0, np.int64)
        return Candidates(none, none, blocks, left_out)
    code = _once(codes)
    import os

    if os.environ.get("DBG"):
        print("pre", 2 * len(code) / size)
    first, second = code // size, code % size
    keep = _best(first, second, promise(columns, first, second), size, most)
    return Candidates(first[keep], second[keep], blocks, left_out)


def _once(codes: list[Array]) -> Array:
    """Each pair once, sorted."""
    import numpy as np

    code = np.sort(np.concatenate(codes))
    return code[np.r_[True, np.diff(code) != 0]]


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
