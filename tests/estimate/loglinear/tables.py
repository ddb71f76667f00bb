"""Short tables of published papers, and generated ones: people by capture history."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from cenotaph.estimate import dense
from cenotaph.model import CaptureTable

# Chan, Silverman & Vincent (2021), Table 2: with A:B in the model no estimate exists.
ARTIFICIAL = CaptureTable.of("ABC", {0b001: 40, 0b010: 30, 0b100: 20, 0b011: 6})
# Madigan & York (1997), after Hook, Albright & Cross (1980): children with spina bifida on three lists.
SPINA_BIFIDA = CaptureTable.of(
    ("birth", "death", "rehabilitation"),
    {0b001: 60, 0b010: 49, 0b100: 247, 0b011: 4, 0b101: 112, 0b110: 142, 0b111: 12},
)


def cells(table: CaptureTable) -> NDArray[np.int64]:
    """The counts of the table, index = history."""
    return dense(table)


def small_tables(lists: int, most: int = 40) -> st.SearchStrategy[CaptureTable]:
    """Tables of this many lists with at most ``most`` people a history, often nobody."""
    counts = st.lists(
        st.one_of(st.just(0), st.integers(0, most)), min_size=(1 << lists) - 1, max_size=(1 << lists) - 1
    )
    names = tuple(f"list {at}" for at in range(lists))
    return counts.map(lambda people: CaptureTable.of(names, enumerate(people, start=1)))
