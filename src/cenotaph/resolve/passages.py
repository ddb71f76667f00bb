"""Passages that two texts share: seeds of three words chained along a diagonal, as in BLAST (Altschul et al. 1990).

A passage bridges a few changed, dropped or added words, and may stand elsewhere in the other text. Its weight is
the information of the words that match, in bits: what everybody writes ("was taken to hospital") weighs little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from cenotaph.resolve.fingerprints import BREAK, Numbers

__all__ = ["Passage", "Seeds", "shared_passages", "weigh"]

_SEED = 3
# the next seed begins at most so many words on, and the passage may be so many words longer or shorter there
_GAP = 10
_SLIP = 5
# places of one seed in the other text that are looked at
_PLACES = 8
_OPEN = 8
_MULTIPLY = 0x9E3779B97F4A7C15


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
    seeds: list[int]


class Seeds:
    """A text as its words and every three neighbouring words, as one number; 0 where they stand across a break."""

    __slots__ = ("numbers", "order", "seeds")

    def __init__(self, numbers: Numbers) -> None:
        import numpy as np

        self.numbers: list[int] = numbers.tolist()
        wide = numbers.astype(np.uint64)
        seeds = ((wide[:-2] * _MULTIPLY ^ wide[1:-1]) * _MULTIPLY ^ wide[2:]) * _MULTIPLY
        if BREAK in self.numbers:
            seeds[(wide[:-2] == BREAK) | (wide[1:-1] == BREAK) | (wide[2:] == BREAK)] = 0
        self.order: list[int] = seeds.tolist()
        self.seeds = set(self.order)
        self.seeds.discard(0)


def shared_passages(one: Seeds, other: Seeds, weights: Sequence[float], least: float = 0.0) -> list[Passage]:
    """The passages of ``one`` that stand in ``other``, in order; ``weights``: number of a word -> bits.

    Empty where all that they share weighs less than ``least``: quickly said of texts made from one mould.
    """
    common = one.seeds & other.seeds
    if not common:
        return []
    begun = [place for place, seed in enumerate(one.order) if seed in common]
    if weigh({one.numbers[place + step] for place in begun for step in range(_SEED)}, weights) < least:
        return []
    places: dict[int, list[int]] = {seed: [] for seed in common}
    for place, seed in enumerate(other.order):
        if seed in common:
            places[seed].append(place)
    chains: list[_Chain] = []
    for place in begun:
        for there in places[one.order[place]][:_PLACES]:
            # the newest passage that these seeds continue
            for chain in chains[: -_OPEN - 1 : -1]:
                ahead, beyond = place - chain.at, there - chain.there
                if 0 < ahead <= _GAP and 0 < beyond <= _GAP + _SLIP and -_SLIP <= ahead - beyond <= _SLIP:
                    chain.at, chain.there = place, there
                    chain.seeds.append(place)
                    break
            else:
                chains.append(_Chain(place, place, there, there, [place]))
    return [_passage(chain, one.numbers, weights) for chain in chains]


def weigh(numbers: set[int], weights: Sequence[float]) -> float:
    """The bits of some words: a word said again tells nothing new."""
    # exact, so that the order of a set does not show
    return fsum([weights[number] for number in numbers])


def _passage(chain: _Chain, numbers: Sequence[int], weights: Sequence[float]) -> Passage:
    matched: list[int] = []
    for place in chain.seeds:
        matched.extend(range(max(place, matched[-1] + 1) if matched else place, place + _SEED))
    bits = weigh({numbers[place] for place in matched}, weights)
    return Passage(chain.first, chain.at + _SEED, chain.start, chain.there + _SEED, tuple(matched), bits)
