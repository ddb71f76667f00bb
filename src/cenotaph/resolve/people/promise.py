"""How promising a pair is before it is compared, so that of many candidates each record keeps the best."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cenotaph.resolve.people.columns import Columns
from cenotaph.resolve.people.keys import births_of

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

__all__ = ["promise"]

_AT_ONCE = 2_000_000
_DIFFERS = -3.0  # bits against a pair for a part that is known of both and is not alike
_LEAST_BITS = 1.0


def promise(columns: Columns, first: Array, second: Array) -> Array:
    """Bits that speak for each pair: rare parts alike, age, day, place, sex; float32, to rank by and no more."""
    import numpy as np

    tables = [[_bits(columns, of, slot) for slot in range(4)] for of in (columns.skeleton_of, columns.loose_of)]
    out = np.zeros(len(first), np.float32)
    for start in range(0, len(first), _AT_ONCE):
        rows = slice(start, start + _AT_ONCE)
        out[rows] = _of(columns, tables, first[rows], second[rows])
    return out


def _bits(columns: Columns, of: Array, slot: int) -> Array:
    """How many bits an agreement in each key is worth in this slot: the rarer the more (Spärck Jones 1972)."""
    import numpy as np

    parts = columns.parts[:, slot]
    seen = np.bincount(of[parts[parts >= 0]], minlength=int(of.max(initial=0)) + 1)
    return np.asarray(np.log2(max(1, len(columns)) / np.maximum(seen, 1)), np.float32)


def _of(columns: Columns, tables: list[list[Array]], first: Array, second: Array) -> Array:
    import numpy as np

    out = np.zeros(len(first), np.float32)
    a, b = columns.parts[first], columns.parts[second]
    fine, loose = columns.skeleton_of, columns.loose_of
    family = np.zeros(len(first), np.float32)
    for slot in (0, 1, 2, 3):
        x, y = a[:, slot], b[:, slot]
        known = (x >= 0) & (y >= 0)
        bits = np.where(fine[x] == fine[y], tables[0][slot][fine[x]], 0)
        bits = np.where((bits == 0) & (loose[x] == loose[y]), np.maximum(tables[1][slot][loose[x]] - 2, 0.5), bits)
        bits = np.where(known, np.where(bits > 0, bits, _DIFFERS), 0)
        if slot == 3:
            family = bits
        else:
            out += bits
    # the family name of one may stand as the father's or grandfather's of the other
    for i, j in ((3, 1), (1, 3), (3, 2), (2, 3)):
        x, y = a[:, i], b[:, j]
        alike = (x >= 0) & (y >= 0) & (loose[x] == loose[y])
        family = np.maximum(family, np.where(alike, tables[1][3][loose[np.where(i == 3, x, y)]] - 2, family))
    out += family
    ages = np.abs(columns.ages[first, 0] - columns.ages[second, 0])
    known = (columns.ages[first, 0] >= 0) & (columns.ages[second, 0] >= 0)
    out += np.where(known, np.where(ages <= 1, 3.0, np.where(ages <= 5, -1.0, -5.0)), 0)
    for token, worth in zip(births_of(columns), (3.0, 3.0, 6.0), strict=False):
        x, y = token[first], token[second]
        out += np.where((x >= 0) & (y >= 0), np.where(x == y, worth, -1.5), 0)
    for of, same, differs in (
        (columns.deaths[:, 0], 5.0, -2.0), (columns.places, 4.0, -2.0), (columns.sexes, 1.0, -6.0)
    ):  # fmt: skip
        x, y = of[first], of[second]
        out += np.where((x >= 0) & (y >= 0), np.where(x == y, same, differs), 0)
    return out
