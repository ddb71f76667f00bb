"""What blocking loses, estimated from the pairs that it keeps.

A pair is a candidate when two of its parts have equal keys. How often one part of a true pair has an equal key is
seen among pairs that are candidates by two *other* parts, which that part did not select; if parts fail
independently, the chance that fewer than two of those known are equal follows for each set of known parts, and the
pairs found stand for one over their chance of being found (Horvitz & Thompson 1952). Each pair counts as much as it
is likely to be true: sure pairs alone would be those of whole names, of which blocking loses the fewest.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from cenotaph.resolve.people.blocking import Candidates
from cenotaph.resolve.people.columns import Columns

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

__all__ = ["blocking_recall"]

_COUNTED = 0.05  # pairs less likely than this are left out
_LEAST = 50  # true pairs among them, so that a share can be told


def blocking_recall(columns: Columns, candidates: Candidates, probability: Array) -> float | None:
    """The share of true pairs that are candidates, 0..1; None where too few pairs are sure."""
    import numpy as np

    likely = np.flatnonzero(probability >= _COUNTED)
    weight = probability[likely]
    if weight.sum() < _LEAST:
        return None
    first, second = candidates.first[likely], candidates.second[likely]
    known, equal = [], []
    for slot in range(4):
        a, b = columns.parts[first, slot], columns.parts[second, slot]
        both = (a >= 0) & (b >= 0)
        known.append(both)
        equal.append(both & (columns.skeleton_of[np.maximum(a, 0)] == columns.skeleton_of[np.maximum(b, 0)]))
    born = (columns.births[first, 0] >= 0) & (columns.births[second, 0] >= 0)
    known.append(born)
    equal.append(born & (columns.births[first] == columns.births[second]).all(axis=1))
    is_known, is_equal = np.stack(known, axis=1), np.stack(equal, axis=1)
    rates = []
    for slot in range(5):
        others = is_equal.sum(axis=1) - is_equal[:, slot] >= 2
        seen = is_known[:, slot] & others
        equal_ones = float(weight[seen] @ is_equal[seen, slot])
        rates.append((equal_ones + 0.5) / (float(weight[seen].sum()) + 1) if seen.any() else 0.5)
    patterns, of = np.unique(is_known, axis=0, return_inverse=True)
    counts = np.bincount(of.ravel(), weights=weight, minlength=len(patterns))
    true = 0.0
    for pattern, count in zip(patterns, counts, strict=True):
        chance = _two_or_more([rate for rate, here in zip(rates, pattern, strict=True) if here])
        if chance > 0:
            true += count / chance
    found = float(weight.sum())
    return round(found / true, 4) if true >= found * (1 - 1e-9) else None


def _two_or_more(rates: list[float]) -> float:
    """The chance that at least two of independent events happen."""
    total = 0.0
    for outcome in product((False, True), repeat=len(rates)):
        if sum(outcome) >= 2:
            part = 1.0
            for rate, happened in zip(rates, outcome, strict=True):
                part *= rate if happened else 1 - rate
            total += part
    return total
