"""Whether claims can all be true, which of them cannot, and how little would have to change.

Most contradictions are of two claims, one of which needs more people in a part than the other allows for the whole:
those are seen without solving anything. What is left is a linear programme, whose solutions are remembered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from math import comb

import numpy as np
import numpy.typing as npt

from cenotaph.reconcile.layout import End, Layout
from cenotaph.reconcile.levels import Ground, ranges, settled
from cenotaph.reconcile.programme import at_least, relax

__all__ = ["Consistency", "binding", "refuted", "strongest"]

# a row whose price is below this plays no part
_BINDS = 1e-7
_MEETS = 1e-6
_REMEMBERED = 64
# pairs of claims beside which a third is looked for, and how many of them at once
_PAIRED = 20_000
_AT_ONCE = 4_000


class Consistency:
    """Answers for any set of claims, given by the ``ends`` of each claim (in the order of the evidence)."""

    def __init__(self, layout: Layout, ends: Mapping[str, tuple[End, ...]]) -> None:
        self._layout = layout
        self._ends = {claim: tuple(e for e in own if len(layout.columns[e.scope])) for claim, own in ends.items()}
        self._component = [next(iter(layout.components_of(scope)), -1) for scope in range(layout.claimed)]
        self._solutions: dict[int, list[npt.NDArray[np.float64]]] = defaultdict(list)
        self._proofs = lru_cache(maxsize=65536)(self._prove)
        self._ground = Ground.of(layout, range(layout.claimed))

    def proof(self, ids: Collection[str]) -> tuple[End, ...]:
        """Ends of claims among ``ids`` that no numbers meet together; empty when the claims can all be true."""
        wanted = set(ids)
        told = [end for claim, ends in self._ends.items() if claim in wanted for end in ends]
        best = strongest(told)
        pair = self._pair(best)
        if pair:
            return pair
        apart: dict[int, list[End]] = defaultdict(list)
        for end in best:
            apart[self._component[end.scope]].append(end)
        for component in sorted(apart.keys() & self._layout.summing):
            proof = self._proofs(component, tuple(apart[component]))
            if proof:
                return proof
        return ()

    def gap(self, ids: Collection[str]) -> int:
        """The least total by which stated ends must change for all to be true, in persons."""
        wanted = set(ids)
        apart: dict[int, list[End]] = defaultdict(list)
        for claim, ends in self._ends.items():
            for end in ends if claim in wanted else ():
                apart[self._component[end.scope]].append(end)
        total = 0.0
        for component, ends_here in sorted(apart.items()):
            sides = {side: index for index, side in enumerate(dict.fromkeys((e.claim, e.upper) for e in ends_here))}
            part = self._layout.part((component,))
            rows, limits = part.rows(ends_here, self._layout.claimed)
            owners = [sides[end.claim, end.upper] for end in ends_here]
            total += relax(rows, limits, owners).value
        return at_least(total)

    def pairs(self) -> tuple[frozenset[str], ...]:
        """All pairs of claims of which one needs more people in a part than the other allows for the whole."""
        ends = [end for own in self._ends.values() for end in own]
        lows = [end for end in ends if not end.upper]
        highs = [end for end in ends if end.upper]
        if not lows or not highs:
            return ()
        implied = self._layout.implied[np.ix_([e.scope for e in lows], [e.scope for e in highs])]
        above = np.array([e.value for e in lows])[:, None] > np.array([e.value for e in highs])
        both = (frozenset((lows[i].claim, highs[j].claim)) for i, j in np.argwhere(implied & above).tolist())
        return tuple(dict.fromkeys(pair for pair in both if len(pair) == 2))

    def threes(self) -> tuple[frozenset[str], ...]:
        """Minimal sets of three claims (and of two that ``pairs`` lacks) that cannot all be true, by reading off.

        A third claim cannot be true beside two when it is outside what they leave (``levels``): all such sets are
        found where nothing but parts of a whole adds up. None are looked for among more than _PAIRED pairs.
        """
        claims = tuple(self._ends)
        if comb(len(claims), 2) > _PAIRED:
            return ()
        lows, highs = self._ground.ends_of(list(self._ends.values()))
        number = {claim: index for index, claim in enumerate(claims)}
        apart = np.eye(len(claims), dtype=bool)
        for a, b in (sorted(number[claim] for claim in pair) for pair in self.pairs()):
            apart[a, b] = apart[b, a] = True
        both = np.argwhere(~apart & (np.arange(len(claims))[:, None] < np.arange(len(claims))))
        found: set[tuple[int, ...]] = set()
        beside: list[tuple[int, int, int]] = []
        for start in range(0, len(both), _AT_ONCE):
            first, second = both[start : start + _AT_ONCE].T
            floor, ceiling = ranges(
                self._ground,
                np.maximum(lows[:, first], lows[:, second]),
                np.minimum(highs[:, first], highs[:, second]),
            )
            never = (floor > ceiling).any(axis=0)
            found |= set(zip(first[never].tolist(), second[never].tolist(), strict=True))
            for third, own in enumerate(self._ends.values()):
                out = np.zeros(len(first), dtype=bool)
                for end in own:
                    node = self._ground.node_of[end.scope]
                    out |= floor[node] > end.value if end.upper else ceiling[node] < end.value
                out &= ~never & ~apart[first, third] & ~apart[second, third]
                beside += [(a, b, third) for a, b in zip(first[out].tolist(), second[out].tolist(), strict=True)]
        for a, b in found:
            apart[a, b] = apart[b, a] = True
        found |= {tuple(sorted(o)) for o in beside if not (apart[o[0], o[2]] or apart[o[1], o[2]])}
        return tuple(frozenset(claims[i] for i in one) for one in sorted(found))

    def _pair(self, ends: Collection[End]) -> tuple[End, ...]:
        """Two ends of which one needs more people in a part than the other allows for the whole: the widest gap."""
        lows = [end for end in ends if not end.upper]
        highs = [end for end in ends if end.upper]
        if not lows or not highs:
            return ()
        implied = self._layout.implied[np.ix_([e.scope for e in lows], [e.scope for e in highs])]
        gaps = np.array([e.value for e in lows])[:, None] - np.array([e.value for e in highs])
        gaps = np.where(implied, gaps, 0)
        low, high = np.unravel_index(int(gaps.argmax()), gaps.shape)
        return (lows[low], highs[high]) if gaps[low, high] > 0 else ()

    def _prove(self, component: int, ends: tuple[End, ...]) -> tuple[End, ...]:
        lows, highs = self._ground.ends_of([ends])
        if settled(self._ground, lows, highs)[0].all():
            return ()
        scopes = np.array([end.scope for end in ends])
        signs = np.array([1.0 if end.upper else -1.0 for end in ends])
        limits = signs * np.array([end.value for end in ends])
        if any((signs * sums[scopes] <= limits + _MEETS).all() for sums in self._solutions[component]):
            return ()
        part = self._layout.part((component,))
        found = relax(*part.rows(ends, self._layout.claimed), range(len(ends)))
        if found.value < _BINDS:
            sums = np.asarray(part.matrix[self._layout.claimed : 2 * self._layout.claimed] @ found.numbers)
            self._solutions[component] = [sums, *self._solutions[component][: _REMEMBERED - 1]]
            return ()
        return binding(ends, found.prices)


def refuted(layout: Layout, components: tuple[int, ...], told: Collection[End]) -> tuple[End, ...]:
    """Of the ends in these components, some that no numbers meet together; none when all can be met."""
    near = set(components)
    ends = strongest([end for end in told if near.intersection(layout.components_of(end.scope))])
    found = relax(*layout.part(components).rows(ends, layout.claimed), range(len(ends)))
    return () if found.value < _BINDS else binding(ends, found.prices)


def strongest(ends: Collection[End]) -> tuple[End, ...]:
    """Of each scope the highest lower end and the lowest upper end, of equals the first."""
    best: dict[tuple[int, bool], End] = {}
    for end in ends:
        key = end.scope, end.upper
        if key not in best or (end.value < best[key].value if end.upper else end.value > best[key].value):
            best[key] = end
    return tuple(best[key] for key in sorted(best))


def binding(ends: Sequence[End], prices: Iterable[float]) -> tuple[End, ...]:
    """The ends that have a price; ``prices`` may go on with those of rows that always hold."""
    return tuple(end for end, price in zip(ends, prices, strict=False) if abs(price) > _BINDS)
