"""What blocking lost is put back: people who stand in a linked table as several, because pairs were never compared.

Each pair of somebody's records is compared with the same chance, whatever the other pairs do. Who is on m lists is
then as many people in the table as a random graph of m nodes has components (Gilbert, "Random graphs", Annals of
Mathematical Statistics 30, 1959).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from math import comb, fsum, prod
from typing import TYPE_CHECKING

from cenotaph.estimate.order import in_one_order
from cenotaph.model import CaptureTable

if TYPE_CHECKING:
    import numpy as np

__all__ = ["MOST", "ways_to_fall", "with_lost_pairs"]

MOST = 8
"""Whoever is on more lists is taken as whole; of those on nine 4 in 100 are not at a recall of a half, and 1 in
10,000,000 at .9."""

# more people than a table may hold
_PLENTY = 1e15

Blocks = tuple[int, ...]


def with_lost_pairs(table: CaptureTable, recall: float, *, seed: int) -> CaptureTable:
    """The table as it would be had blocking lost no pair of records; ``recall`` is the share of pairs that it kept.

    From those on the most lists down: how many fell apart is drawn given how many did not (negative binomial), as
    is into which parts, and so many of these parts become one. Only parts that are there can: where few people
    have a combination, fewer are put back than were lost. No list grows or shrinks.
    """
    if recall >= 1 or not table.counts:
        return table
    import numpy as np

    rng = np.random.default_rng(seed)
    one = in_one_order(table)
    cells = dict(one.counts)
    for history in sorted(cells, key=lambda history: (-history.bit_count(), history)):
        if 2 <= history.bit_count() <= MOST:
            _restore(cells, history, recall, rng)
    places = [table.lists.index(name) for name in one.lists]
    people = ((sum(1 << places[at] for at in _bits(history)), some) for history, some in cells.items())
    return CaptureTable.of(table.lists, people, table.stratum)


@lru_cache(maxsize=256)
def ways_to_fall(size: int, recall: float) -> tuple[tuple[Blocks, float], ...]:
    """How somebody on ``size`` lists may stand in the table, and how probable each way is; first: as one.

    A way is a set of parts, each a set of bits below ``1 << size``. All pairs between two parts were lost, and
    those that were kept within a part hold it together.
    """
    lost = 1 - recall
    whole = _held_together(size, recall)
    found = []
    for blocks in _partitions(size):
        sizes = [block.bit_count() for block in blocks]
        between = (size**2 - sum(part**2 for part in sizes)) // 2
        found.append((blocks, lost**between * prod(whole[part] for part in sizes)))
    return tuple(found)


def _held_together(most: int, recall: float) -> list[float]:
    """The chance that a graph of so many nodes, 0 to ``most``, is connected."""
    lost, whole = 1 - recall, [1.0, 1.0]
    for size in range(2, most + 1):
        # else the first node is in a smaller component, and nothing leads out of it
        smaller = (comb(size - 1, k - 1) * whole[k] * lost ** (k * (size - k)) for k in range(1, size))
        whole.append(max(1 - fsum(smaller), 0.0))
    return whole


@cache
def _partitions(size: int) -> tuple[Blocks, ...]:
    """All ways to part so many bits, that into one part first."""
    if size == 0:
        return ((),)
    new = 1 << (size - 1)
    found: list[Blocks] = []
    for blocks in _partitions(size - 1):
        found += [(*blocks[:at], block | new, *blocks[at + 1 :]) for at, block in enumerate(blocks)]
        found.append((*blocks, new))
    return tuple(sorted(found, key=len))


def _restore(cells: dict[int, int], history: int, recall: float, rng: np.random.Generator) -> None:
    """Join parts to people of one combination of lists, for as many of them as fell apart."""
    lists = list(_bits(history))
    (_, whole), *others = ways_to_fall(len(lists), recall)
    apart = fsum(chance for _, chance in others)
    if not cells[history] or not apart:
        return
    # the negative binomial as a Poisson of a gamma, which takes any chance
    mean = rng.gamma(cells[history]) * apart / max(whole, 1e-300)
    lost = int(rng.poisson(min(mean, _PLENTY)))
    if not lost:
        return
    ways = rng.multinomial(lost, [chance / apart for _, chance in others]).tolist()
    for (blocks, _), many in zip(others, ways, strict=True):
        if many:
            _join(cells, history, [sum(1 << lists[bit] for bit in _bits(block)) for block in blocks], many)


def _join(cells: dict[int, int], whole: int, parts: list[int], many: int) -> None:
    """Make ``many`` people of their parts, or as many as there are parts."""
    many = min(many, *(cells.get(part, 0) for part in parts))
    if not many:
        return
    for part in parts:
        cells[part] -= many
    cells[whole] += many


def _bits(history: int) -> Iterator[int]:
    return (at for at in range(history.bit_length()) if history >> at & 1)
