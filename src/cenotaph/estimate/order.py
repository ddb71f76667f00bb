"""One order for the lists of a table: neither rounding nor chance then depends on how they come or are called."""

from __future__ import annotations

import math
from itertools import groupby, permutations, product

from cenotaph.model import CaptureTable

__all__ = ["in_one_order"]

# Orders of equally long lists that are compared.
_ORDERS = 720


def in_one_order(table: CaptureTable) -> CaptureTable:
    """The same people, lists of nobody left out, the others in an order that their counts decide.

    Longest lists first; among lists of one length the order whose counts read as the least sequence. Where there
    are more than 720 such orders, names decide.
    """
    sizes = table.sizes
    used = [at for at, size in enumerate(sizes) if size]
    by_size = sorted(used, key=lambda at: (-sizes[at], table.lists[at]))
    groups = [list(group) for _, group in groupby(by_size, key=lambda at: sizes[at])]
    if math.prod(math.factorial(len(group)) for group in groups) > _ORDERS:
        return table.reordered(by_size)
    orders = product(*(permutations(group) for group in groups))
    return min((table.reordered(sum(order, ())) for order in orders), key=lambda one: one.counts)
