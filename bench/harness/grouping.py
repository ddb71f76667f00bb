"""How well groups of reports are the recorded incidents, and what the weights of a pair of reports should be.

The weights are a logistic regression on the pairs of a batch. How good they are is measured on incidents that had
no part in the fit: each part of the incidents in turn (cross-validation).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from cenotaph.resolve import Telling
from cenotaph.resolve.linkage import average_linkage
from cenotaph.resolve.pairs import Pairs, weights

__all__ = ["CROWD", "Cases", "b_cubed", "fit", "held_out"]

Numbers = NDArray[np.float64]
_RIDGE = 0.5
# not fitted: within one set the crowd hardly varies. With a third of the incidents as the fit and all as the test,
# -.3 to -.7 did better than none: a larger batch holds more pairs that are alike by chance.
CROWD = -0.4


def b_cubed(
    found: Mapping[str, Hashable], gold: Mapping[str, str], among: Sequence[str]
) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 (Bagga & Baldwin 1998): groups of all reports, the mean over ``among``."""
    both = Counter((label, gold[name]) for name, label in found.items())
    ours, theirs = Counter(found.values()), Counter(gold[name] for name in found)
    precision = sum(both[found[n], gold[n]] / ours[found[n]] for n in among) / len(among)
    recall = sum(both[found[n], gold[n]] / theirs[gold[n]] for n in among) / len(among)
    return precision, recall, 2 * precision * recall / (precision + recall)


class Cases:
    """The pairs of a batch as a matrix, with the answers and how much each pair counts."""

    def __init__(self, tellings: Sequence[Telling], gold: Mapping[str, str]) -> None:
        self.tellings = tellings
        self.own = [gold[t.id] for t in tellings]
        pairs = Pairs(tellings)
        self.pairs = list(pairs)
        found = [pairs.evidence(a, b) for a, b in self.pairs]
        self.names = [name for name in found[0] if name != "crowd"]
        self.amounts = np.array([[row[name] for name in self.names] for row in found])
        self.offset = CROWD * np.array([row["crowd"] for row in found])
        size = Counter(self.own)
        sides = [(self.own[a], self.own[b]) for a, b in self.pairs]
        self.same = np.array([one == two for one, two in sides], float)
        self.weight = np.array(
            [2 / (size[x] - 1) if x == y else 0.5 / size[x] + 0.5 / size[y] for x, y in sides], float
        )

    def fit(self, without: Collection[str] = ()) -> Numbers:
        """The weights, found without the incidents given."""
        kept = np.array([self.own[a] not in without and self.own[b] not in without for a, b in self.pairs])
        return fit(self.amounts[kept], self.same[kept], self.weight[kept], self.offset[kept])

    def groups(self, found: Numbers) -> dict[str, int]:
        """Report -> group, by these weights and the linkage that is shipped."""
        scores = dict(zip(self.pairs, (self.amounts @ found + self.offset).tolist(), strict=True))
        known = weights()
        linked = average_linkage(
            len(self.tellings), scores, least=known.join, missing=known.never_compared, closest=known.closest
        )
        return {self.tellings[row].id: number for number, group in enumerate(linked) for row in group}


def fit(amounts: Numbers, same: Numbers, weight: Numbers, offset: Numbers, steps: int = 60) -> Numbers:
    """Newton's method for a weighted logistic regression; the first column is the constant and not shrunk."""
    found = np.zeros(amounts.shape[1])
    ridge = _RIDGE * (np.arange(amounts.shape[1]) > 0)
    for _ in range(steps):
        chance = 1 / (1 + np.exp(-np.clip(amounts @ found + offset, -30, 30)))
        slope = amounts.T @ (weight * (same - chance)) - ridge * found
        curve = (amounts * (weight * chance * (1 - chance))[:, None]).T @ amounts
        found += np.linalg.solve(curve + np.diag(ridge + 1e-9), slope)
    return found


def held_out(cases: Cases, gold: Mapping[str, str], folds: int, seed: int = 1) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 over all reports, each grouped by weights that never saw its incident."""
    names = sorted(set(cases.own))
    random.Random(seed).shuffle(names)
    known = {t.id: gold[t.id] for t in cases.tellings}
    precision = recall = 0.0
    for part in range(folds):
        out = set(names[part::folds])
        among = [t.id for t in cases.tellings if gold[t.id] in out]
        scores = b_cubed(cases.groups(cases.fit(out)), known, among)
        precision += scores[0] * len(among) / len(cases.tellings)
        recall += scores[1] * len(among) / len(cases.tellings)
    return precision, recall, 2 * precision * recall / (precision + recall)
