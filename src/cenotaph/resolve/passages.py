"""Passages that two texts share: seeds of three words chained along a diagonal, as in BLAST (Altschul et al. 1990).

A passage bridges a few changed, dropped or added words, and may stand elsewhere in the other text. Its weight is
the information of the words that match, in bits: what everybody writes ("was taken to hospital") weighs little.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cenotaph.resolve.fingerprints import Codes, grams

__all__ = ["Passage", "shared_passages"]

_SEED = 3
# the next seed begins at most so many words on, and the passage may be so many words longer or shorter there
_GAP = 10
_SLIP = 5
# places of one seed in the other text that are looked at
_PLACES = 8
_OPEN = 8


@dataclass(frozen=True, slots=True)
class Passage:
    """Words ``first`` to ``last`` (exclusive) of one text, those that match, and where they stand in the other."""

    first: int
    last: int
    start: int
    end: int
    matched: tuple[int, ...]
    bits: float


@dataclass(slots=True)
class _Chain:
    first: int
    at: int
    start: int
    there: int
    matched: set[int]


def shared_passages(one: Codes, other: Codes, weights: Mapping[int, float]) -> list[Passage]:
    """The passages of ``one`` that stand in ``other``, in order; ``weights``: word code -> bits."""
    import numpy as np

    seeds, others = grams(one, _SEED), grams(other, _SEED)
    common = np.intersect1d(seeds[seeds != 0], others)
    places: dict[int, list[int]] = defaultdict(list)
    for place in np.flatnonzero(np.isin(others, common)).tolist():
        places[int(others[place])].append(place)
    chains: list[_Chain] = []
    for place in np.flatnonzero(np.isin(seeds, common)).tolist():
        for there in places[int(seeds[place])][:_PLACES]:
            chain = _to_go_on(chains, place, there)
            if chain is None:
                chain = _Chain(place, place, there, there, set())
                chains.append(chain)
            chain.at, chain.there = place, there
            chain.matched.update(range(place, place + _SEED))
    codes = one.tolist()
    return [_passage(chain, codes, weights) for chain in chains]


def _to_go_on(chains: Sequence[_Chain], place: int, there: int) -> _Chain | None:
    """The newest passage that these seeds continue."""
    for chain in reversed(chains[-_OPEN:]):
        ahead, beyond = place - chain.at, there - chain.there
        if 0 < ahead <= _GAP and 0 < beyond <= _GAP + _SLIP and abs(ahead - beyond) <= _SLIP:
            return chain
    return None


def _passage(chain: _Chain, codes: Sequence[int], weights: Mapping[int, float]) -> Passage:
    matched = tuple(sorted(chain.matched))
    # a word said again in the passage tells nothing new
    bits = sum(weights.get(code, 0.0) for code in sorted({codes[place] for place in matched}))
    return Passage(chain.first, chain.at + _SEED, chain.start, chain.there + _SEED, matched, bits)
