"""Passages that two texts share: seeds of three words chained along a diagonal, as in BLAST (Altschul et al. 1990).

A passage bridges a few changed, dropped or added words, and may stand elsewhere in the other text. Its weight is
the information of the words that match, in bits: what everybody writes ("was taken to hospital") weighs little.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import fsum

from cenotaph.resolve.fingerprints import BREAK, Numbers

__all__ = ["Passage", "Seeds", "Shared", "shared_passages", "weigh"]

_SEED = 3
# the next seed begins at most so many words on, and the passage may be so many words longer or shorter there
_GAP = 10
_SLIP = 5
# places of one seed in the other text that are looked at
_PLACES = 8
_OPEN = 8
_MULTIPLY = 0x9E3779B97F4A7C15
# a difference of two sums is a little off
_ROUNDING = 1e-6


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
    """A text as its words and every three neighbouring words, as one number; 0 where they stand across a break.

    ``told[n]``: the bits of the first ``n`` words, said again or not, by ``weights``: number of a word -> bits.
    """

    __slots__ = ("numbers", "order", "seeds", "size", "told")

    def __init__(self, numbers: Numbers, weights: Sequence[float]) -> None:
        import numpy as np

        self.numbers: list[int] = numbers.tolist()
        breaks = self.numbers.count(BREAK)
        self.size = len(self.numbers) - breaks
        wide = numbers.astype(np.uint64)
        seeds = ((wide[:-2] * _MULTIPLY ^ wide[1:-1]) * _MULTIPLY ^ wide[2:]) * _MULTIPLY
        if breaks:
            seeds[(wide[:-2] == BREAK) | (wide[1:-1] == BREAK) | (wide[2:] == BREAK)] = 0
        self.order: list[int] = seeds.tolist()
        self.seeds = set(self.order)
        self.seeds.discard(0)
        self.told = [0.0, *accumulate([weights[number] for number in self.numbers])]


@dataclass(frozen=True, slots=True)
class Shared:
    """The passages of one text that stand in another, in order, and the bits of all that the two share."""

    passages: tuple[Passage, ...]
    bits: float


_NOTHING = Shared((), 0.0)


def shared_passages(
    one: Seeds, other: Seeds, weights: Sequence[float], *, least: float = 0.0, each: float = 0.0
) -> Shared:
    """The passages of ``one`` that stand in ``other`` and weigh at least ``each``; ``weights`` as in ``Seeds``.

    Nothing where all that they share weighs less than ``least``: quickly said of texts made from one mould.
    """
    common = one.seeds & other.seeds
    if not common:
        return _NOTHING
    begun = [place for place, seed in enumerate(one.order) if seed in common]
    held: set[int] = set()
    for place in begun:
        held.update(one.numbers[place : place + _SEED])
    bits = weigh(held, weights)
    if bits < least:
        return _NOTHING
    found = [
        _passage(chain, one.numbers, weights)
        for chain in _chained(begun, one.order, _places(other.order, common))
        # most are three words that everybody writes: seen before they are weighed
        if one.told[chain.at + _SEED] - one.told[chain.first] > each - _ROUNDING
    ]
    return Shared(tuple(passage for passage in found if passage.bits >= each), bits)


def _places(order: Sequence[int], common: set[int]) -> Mapping[int, list[int]]:
    """Seed -> where it stands in a text, the first few places."""
    places: dict[int, list[int]] = {seed: [] for seed in common}
    for place, seed in enumerate(order):
        if seed in common and len(places[seed]) < _PLACES:
            places[seed].append(place)
    return places


def _chained(begun: Iterable[int], order: Sequence[int], places: Mapping[int, Sequence[int]]) -> list[_Chain]:
    """The seeds that begin at ``begun`` in one text, chained as they stand in the other."""
    chains: list[_Chain] = []
    for place in begun:
        for there in places[order[place]]:
            # the newest passage that these seeds continue
            for chain in chains[: -_OPEN - 1 : -1]:
                ahead, beyond = place - chain.at, there - chain.there
                if 0 < ahead <= _GAP and 0 < beyond <= _GAP + _SLIP and -_SLIP <= ahead - beyond <= _SLIP:
                    chain.at, chain.there = place, there
                    chain.seeds.append(place)
                    break
            else:
                chains.append(_Chain(place, place, there, there, [place]))
    return chains


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
