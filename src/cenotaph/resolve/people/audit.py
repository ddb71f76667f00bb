"""What blocking loses, estimated from the pairs that it keeps.

A pair is lost when all that it could be found by is spelled too far apart. Of each pair kept it is known which
parts agree and by which keys it was found, so it is known too whether it would still have been found had others of
its parts failed: pairs with some parts failing stand for one over their chance of being found (Horvitz & Thompson
1952). Where every part fails nothing is seen; there the cells of a log-linear model are filled in (Fienberg 1972),
in which each part fails at its own odds, and two parts fail together as much more often (or less) than by chance as
is seen where a third part still found the pair. Each pair counts as much as it is likely to be true.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cenotaph.resolve.people.blocking import Candidates
from cenotaph.resolve.people.columns import Columns
from cenotaph.resolve.people.keys import DAY, YEAR, births_of, keys_of

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

__all__ = ["Recall", "blocking_recall", "completed"]

_COUNTED = 0.05  # pairs less likely than this are left out
_LEAST = 50  # true pairs among them, so that a share can be told
_MOST = 30_000  # pairs that are looked at
_SEEN = 0.2  # a chance of being found below this tells nothing of how many there were
_PIECES = (1, 2, 4, 8, YEAR, DAY)
_MOST_TOGETHER = 50.0
_OF_MODEL = 0.5  # variance on the scale of logarithms of what is filled in: it may be twice as much, or half


@dataclass(frozen=True, slots=True)
class Recall:
    """The share of true pairs that are candidates, 0..1, and its standard error."""

    share: float
    error: float

    def draw(self, rng: np.random.Generator) -> float:
        """A share that may be the true one: a beta distribution of this mean and error."""
        spread = self.share * (1 - self.share)
        if self.error**2 <= 0 or spread <= 0:
            return self.share
        size = max(spread / self.error**2 - 1, 1.0)
        return max(0.01, float(rng.beta(self.share * size, (1 - self.share) * size)))


def blocking_recall(columns: Columns, candidates: Candidates, probability: Array) -> Recall | None:
    """The share of true pairs that are candidates; None where too few pairs are likely."""
    import numpy as np

    likely = np.flatnonzero(probability >= _COUNTED)
    if probability[likely].sum() < _LEAST:
        return None
    likely = likely[:: 1 + len(likely) // _MOST]
    weight, first, second = probability[likely], candidates.first[likely], candidates.second[likely]
    known, failed = _failures(columns, first, second)
    would = _found_without(columns, first, second)
    cells: dict[tuple[int, int], tuple[float, float]] = {}
    for pattern in np.unique(known).tolist():
        here = known == pattern
        whole = here & (failed == 0)
        for fails in _within(pattern):
            seen = float(weight[here & (failed == fails)].sum())
            # as rare or common names as those of pairs without a failure: whether they need the parts that fail
            base = float(weight[whole].sum())
            chance = (float(weight[whole] @ would[fails][whole]) + 0.5) / (base + 1)
            cells[pattern, fails] = (seen, chance if fails else 1.0)
    return completed(cells)


def _within(pattern: int) -> list[int]:
    return [fails for fails in range(1 << len(_PIECES)) if fails & ~pattern == 0]


def _failures(columns: Columns, first: Array, second: Array) -> tuple[Array, Array]:
    """(what is known of both records of each pair, what of it does not agree), as sums of the pieces."""
    import numpy as np

    known = np.zeros(len(first), np.int64)
    failed = np.zeros(len(first), np.int64)
    for slot in range(4):
        a, b = columns.parts[first, slot], columns.parts[second, slot]
        both = (a >= 0) & (b >= 0)
        known += both * (1 << slot)
        failed += (both & (columns.loose_of[a] != columns.loose_of[b])) * (1 << slot)
    for piece, token in zip((YEAR, DAY), [*births_of(columns)][1:], strict=False):
        both = (token[first] >= 0) & (token[second] >= 0)
        known += both * piece
        failed += (both & (token[first] != token[second])) * piece
    return known, failed


def _found_without(columns: Columns, first: Array, second: Array) -> dict[int, Array]:
    """For each set of pieces whether a pair shares a key that needs none of them."""
    import numpy as np

    out = {fails: np.zeros(len(first), bool) for fails in range(1 << len(_PIECES))}
    if len(columns) < 2:
        return out
    for keys in keys_of(columns):
        flat = keys.of.ravel()
        _, inverse, counts = np.unique(flat, return_inverse=True, return_counts=True)
        small = ((counts[inverse] <= keys.largest) & (flat >= 0)).reshape(keys.of.shape)
        for row, uses in enumerate(keys.uses):
            shared = small[row, first] & (keys.of[row, first] == keys.of[row, second])
            if shared.any():
                for fails, found in out.items():
                    if not fails & uses:
                        found |= shared
    return out


def completed(cells: dict[tuple[int, int], tuple[float, float]]) -> Recall | None:
    """The share found of what the cells stand for; None of no pairs.

    ``cells``: (pieces known of both, those that fail) -> (likely pairs found, the chance that one is found).
    """
    whole = {pattern: seen for (pattern, fails), (seen, _) in cells.items() if not fails}
    visible = {at: seen / chance for at, (seen, chance) in cells.items() if chance >= _SEEN}

    def odds_of(piece: int) -> tuple[float, float]:
        """(odds that a piece fails while nothing else does, how many pairs say so)."""
        often = sum(n for (pattern, fails), n in visible.items() if fails == piece and pattern != piece)
        out_of = sum(n for pattern, n in whole.items() if (pattern, piece) in visible and pattern != piece)
        return (often + 0.5) / (out_of + 1), often + 0.5

    odds = {piece: odds_of(piece) for piece in _PIECES}
    two = expected = 0.0
    for (pattern, fails), n in visible.items():
        if fails.bit_count() == 2:
            two += n
            expected += whole[pattern] * _product(odds, fails)
    together = min((two + 1) / (expected + 1), _MOST_TOGETHER)
    found = lost = variance = unsure = 0.0
    for (pattern, fails), (seen, chance) in cells.items():
        found += seen
        if (pattern, fails) in visible:
            lost += seen * (1 / chance - 1)
            variance += seen * (1 - chance) / chance**2
            continue
        pairs = fails.bit_count() * (fails.bit_count() - 1) // 2
        there = whole[pattern] * _product(odds, fails) * together**pairs
        lost += max(there - seen, 0.0)
        doubt = _OF_MODEL + sum(1 / odds[piece][1] for piece in _PIECES if fails & piece) + pairs**2 / (two + 1)
        unsure += max(there - seen, 0.0) * doubt**0.5
    if found <= 0:
        return None
    # what is unknown of odds is unknown of all cells at once
    true = found + lost
    return Recall(round(found / true, 4), round(found / true**2 * (variance + unsure**2) ** 0.5, 5))


def _product(odds: dict[int, tuple[float, float]], fails: int) -> float:
    out = 1.0
    for piece, (value, _) in odds.items():
        if fails & piece:
            out *= value
    return out
