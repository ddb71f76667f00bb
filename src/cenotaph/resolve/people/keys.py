"""Keys for blocking: what two records of one person are likely to have in common, although spelled apart.

Of each part of a name there are two, its skeleton and a looser one, of a record also its dates, age and place. One
rare loose part is a key by itself; else two things together are; where that is common too, finer parts or three
things together take its place, so that every record has keys that few others have.
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

__all__ = ["DAY", "YEAR", "Keys", "births_of", "keys_of"]

OWN, FATHER, GRANDFATHER, FAMILY, YEAR, DAY = 1, 2, 4, 8, 16, 32  # the last two of birth: the year; day and month

LARGEST = 40  # records in a block of a pair of keys; a block of 40 holds 780 pairs
LARGEST_SINGLE = 30
LARGEST_TRIPLE = 24
LARGEST_BESIDE = 24
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, eq=False)
class Keys:
    """``of``: the key of each record or -1, as [piece, record] where any piece of one may meet any of another.

    ``largest``: the largest block that is spread out; ``uses``: for each row of ``of`` what the key is made of, as
    the sum of OWN, FATHER, GRANDFATHER, FAMILY, YEAR and DAY (of birth).
    """

    of: Array
    largest: int
    uses: tuple[int, ...]


def keys_of(columns: Columns, largest: int = LARGEST) -> Iterator[Keys]:
    """Everything that may be common to two records of one person."""
    import numpy as np

    fine = [_of_parts(columns, columns.skeleton_of, slot) for slot in range(4)]
    loose = [_of_parts(columns, columns.loose_of, slot) for slot in range(4)]
    yield Keys(loose[0][None], LARGEST_SINGLE, (OWN,))
    yield Keys(np.stack(loose[1:]), LARGEST_SINGLE, (FATHER, GRANDFATHER, FAMILY))
    known = [*fine, *_more_names(columns, fine[0])]
    uses = [OWN, FATHER, GRANDFATHER, FAMILY, OWN][: len(known)]
    births = list(births_of(columns))
    known, uses = [*known, *births], [*uses, *(YEAR | DAY, YEAR, DAY)[: len(births)]]
    common: dict[tuple[int, int], Array] = {}
    for i, j in combinations(range(len(known)), 2):
        both = (uses[i] | uses[j],)
        keys = _joined(known[i], known[j])
        if i < 4 and j < 4:
            loosely = _joined(loose[i], loose[j])
            yield Keys(loosely[None], largest, both)
            crowded = _crowded(loosely, largest)
            for a, b in ((fine[i], loose[j]), (loose[i], fine[j])):
                if crowded.any():
                    # which of the two is the loose one must be told: no sorting
                    yield Keys(np.where(crowded & (a >= 0), a * _factor(b) + b, -1)[None], largest, both)
        common[i, j] = _crowded(keys, largest)
        yield Keys(keys[None], largest, both)
    for three in combinations(range(len(known)), 3):
        crowded = np.logical_and.reduce([common[pair] for pair in combinations(three, 2)])
        if crowded.any():
            low, middle, high = np.sort(np.stack([known[i] for i in three]), axis=0)
            factor = max(_factor(t) for t in known)
            keys = np.where(crowded & (low >= 0), (low * factor + middle) * factor + high, -1)
            yield Keys(keys[None], LARGEST_TRIPLE, (uses[three[0]] | uses[three[1]] | uses[three[2]],))
    for beside in _beside(columns):
        for slot, part in enumerate(loose):
            keys = np.where((part >= 0) & (beside >= 0), part * _factor(beside) + beside, -1)
            yield Keys(keys[None], LARGEST_BESIDE, (1 << slot,))


def _factor(tokens: Array) -> int:
    return int(tokens.max(initial=0)) + 2


def _joined(one: Array, other: Array) -> Array:
    """Two tokens of a record as one key, whichever stands where."""
    import numpy as np

    low, high = np.minimum(one, other), np.maximum(one, other)
    return np.where(low >= 0, low * max(_factor(one), _factor(other)) + high, -1)


def _crowded(keys: Array, largest: int) -> Array:
    import numpy as np

    _, inverse, counts = np.unique(keys, return_inverse=True, return_counts=True)
    return (counts[inverse] > largest) & (keys >= 0)


def _of_parts(columns: Columns, of: Array, slot: int) -> Array:
    import numpy as np

    parts = columns.parts[:, slot]
    return np.where(parts >= 0, of[parts], -1).astype(np.int64)


def _more_names(columns: Columns, own_names: Array) -> Iterator[Array]:
    """Short forms beside the names they stand for, so that Zhenya meets Yevgeny."""
    import numpy as np

    own = columns.parts[:, 0]
    root = np.where(own >= 0, columns.root_of[own], -1).astype(np.int64)
    if (root >= 0).any():
        yield np.where(root >= 0, root, np.where(np.isin(own_names, root[root >= 0]), own_names, -1))


def births_of(columns: Columns) -> Iterator[Array]:
    """Day, year, and day and month of birth, as numbers that no part of a name has."""
    import numpy as np

    born = columns.births
    if not (born[:, 0] >= 0).any():
        return
    top = int(max(columns.skeleton_of.max(initial=0), columns.root_of.max(initial=0))) + 1
    exact = (born[:, 0] >= 0) & (born[:, 0] == born[:, 1])
    day = np.where(exact, born[:, 0].astype(np.int64), -1)
    month = (np.maximum(born[:, 0].astype(np.int64), 1) - _EPOCH).astype("M8[D]").astype("M8[M]")
    year = np.where(born[:, 0] >= 0, month.astype("M8[Y]").astype(np.int64) + 1970, -1)
    of_month = day - _EPOCH - month.astype("M8[D]").astype(np.int64)
    month_day = np.where(exact, (month.astype(np.int64) % 12) * 32 + of_month, -1)
    for offset, token in ((0, day), (1, year), (2, month_day)):
        yield np.where(token >= 0, top + 3 * token + offset, -1)


def _beside(columns: Columns) -> Iterator[Array]:
    """What makes one part of a name a key: the day of death, the age give or take a year, the place."""
    import numpy as np

    died = columns.deaths
    yield np.where((died[:, 0] >= 0) & (died[:, 0] == died[:, 1]), died[:, 0], -1).astype(np.int64)
    for shift in (0, 1):
        yield np.where(columns.ages[:, 0] >= 0, (columns.ages[:, 0] + shift) // 2, -1).astype(np.int64)
    yield columns.places.astype(np.int64)
