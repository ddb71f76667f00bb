"""Who lies within whom and who is apart from whom, all at once: what pairs of groups imply together.

Within is carried on (a within b, b within c), apart is inherited (what lies within a is apart from what is apart
from a). Where the rules contradict each other (a within b and apart from b), being apart is given up: that only
widens an answer.

Any numbers that grow from a part to its whole are possible counts: the sets of people closed under "within" are
the filters of a partial order, and their cone is that of its order polytope (Stanley 1986, doi:10.1007/BF02187680).
So one number per group says as much as one per combination of groups. Those apart add, at most to the whole that
they share: one row for each largest set of groups of which any two are apart (a clique). Where apartness is not
perfect in the sense of graph theory, that says less than the combinations would: wider, never wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["Correction", "Order", "order"]

_Table = npt.NDArray[np.bool_]
# beyond so many cliques in one whole, only enough of them are made that any two groups apart share one
_MOST_CLIQUES = 128


@dataclass(frozen=True, slots=True)
class Correction:
    """What a judgement says of two groups by their rows: ``within`` each way, and ``apart``."""

    a: int
    b: int
    a_within_b: bool
    b_within_a: bool
    apart: bool


@dataclass(frozen=True, slots=True)
class Order:
    """``class_of``: the class of equal groups of each row. ``within``: pairs (part, whole) of classes, without
    those that follow from others. ``sums``: classes any two of which are apart, and the class that holds them.
    ``reach``: whether the class of the row is that of the column or lies within it.
    """

    class_of: tuple[int, ...]
    within: tuple[tuple[int, int], ...]
    sums: tuple[tuple[tuple[int, ...], int], ...]
    reach: _Table

    @property
    def rows(self) -> list[tuple[tuple[int, ...], int]]:
        """Classes that add up to at most another, parts before their wholes."""
        held = self.reach.sum(axis=0).tolist()
        rows = (*(((a,), b) for a, b in self.within), *self.sums)
        return sorted(rows, key=lambda row: (held[row[1]], row))


def order(within: _Table, apart: _Table, corrections: Sequence[Correction] = ()) -> Order:
    """The order that the square tables (row within or apart from column) and the judged pairs imply."""
    size = len(within)
    edges = within | np.eye(size, dtype=bool)
    apart = apart | apart.T
    for one in corrections:
        edges[one.a, one.b], edges[one.b, one.a] = one.a_within_b, one.b_within_a
        apart[one.a, one.b] = apart[one.b, one.a] = one.apart
    reach = _uphold(edges, corrections)
    apart = _inherited(apart, reach, corrections)
    equal = reach & reach.T
    first = equal.argmax(axis=1)
    heads = sorted(set(first.tolist()))
    number = {head: index for index, head in enumerate(heads)}
    reach, apart = reach[np.ix_(heads, heads)], apart[np.ix_(heads, heads)]
    below = reach & ~np.eye(len(heads), dtype=bool)
    covers = below & ~_joined(below, below)
    return Order(
        class_of=tuple(number[head] for head in first.tolist()),
        within=tuple((int(a), int(b)) for a, b in zip(*np.nonzero(covers), strict=True)),
        sums=tuple(_sums(below, apart)),
        reach=reach,
    )


def _joined(a: _Table, b: _Table) -> _Table:
    """Pairs (x, z) with some y such that a[x, y] and b[y, z]."""
    found: _Table = (a.astype(np.float32) @ b.astype(np.float32)) > 0
    return found


def _closed(edges: _Table) -> _Table:
    """Everything that follows by carrying on."""
    reach = edges
    while True:
        further = reach | _joined(reach, reach)
        if (further == reach).all():
            return reach
        reach = further


def _uphold(edges: _Table, corrections: Sequence[Correction]) -> _Table:
    """The closure in which no pair is within that a judgement says is not: what would lead there is given up."""
    denied = [(one.a, one.b) for one in corrections if not one.a_within_b]
    denied += [(one.b, one.a) for one in corrections if not one.b_within_a]
    reach = _closed(edges)
    for a, b in denied:
        if reach[a, b]:
            edges[a] &= ~reach[:, b]
            edges[a, a] = True
            reach = _closed(edges)
    return reach


def _inherited(apart: _Table, reach: _Table, corrections: Sequence[Correction]) -> _Table:
    """Apart by rule or by inheritance, except where some group would have to be in both."""
    found = _joined(_joined(reach, apart), reach.T)
    found &= ~_joined(reach.T, reach)
    for one in corrections:
        if not one.apart:
            above = np.outer(reach[one.a], reach[one.b])
            found &= ~(above | above.T)
    return found


def _sums(below: _Table, apart: _Table) -> Iterator[tuple[tuple[int, ...], int]]:
    """The cliques that no other row implies, container by container."""
    size = len(below)
    neighbours = [_bits(row) for row in apart]
    parts = [_bits(below[:, whole]) for whole in range(size)]
    for whole in range(size):
        inner = [d for d in range(size) if parts[whole] >> d & 1]
        if not any(neighbours[d] & parts[whole] for d in inner):
            continue

        def implied(clique: int, inner: Sequence[int] = inner) -> bool:
            """Whether a part of the whole may stand for those of its own parts that are in the clique."""
            return any(clique & parts[d] and not clique & ~parts[d] & ~neighbours[d] for d in inner)

        for clique in _cliques(parts[whole], neighbours, implied):
            if not implied(clique):
                yield tuple(d for d in inner if clique >> d & 1), whole


def _cliques(among: int, neighbours: Sequence[int], implied: Callable[[int], bool]) -> list[int]:
    """Sets of two or more, any two apart, that cannot grow (Bron & Kerbosch 1973), as bits; see _MOST_CLIQUES."""
    found: list[int] = []

    def grow(clique: int, candidates: int, done: int) -> bool:
        if not candidates:
            if not done and clique & (clique - 1):
                found.append(clique)
            return len(found) <= _MOST_CLIQUES
        pivot = max(_each(candidates | done), key=lambda v: (candidates & neighbours[v]).bit_count())
        for v in _each(candidates & ~neighbours[pivot]):
            if not grow(clique | 1 << v, candidates & neighbours[v], done & neighbours[v]):
                return False
            candidates &= ~(1 << v)
            done |= 1 << v
        return True

    return found if grow(0, among, 0) else list(_covering(among, neighbours, implied))


def _covering(among: int, neighbours: Sequence[int], implied: Callable[[int], bool]) -> Iterator[int]:
    """Cliques, grown greedily, that hold every pair that is apart and not implied."""
    pairs = {(a, b) for a in _each(among) for b in _each(neighbours[a] & among) if a < b}
    left = {(a, b) for a, b in pairs if not implied(1 << a | 1 << b)}
    for pair in sorted(left):
        if pair in left:
            clique, able = 0, among
            for v in (*pair, *_each(among)):
                if able >> v & 1:
                    clique |= 1 << v
                    able &= neighbours[v]
            left -= {(a, b) for a in _each(clique) for b in _each(clique) if a < b}
            yield clique


def _bits(row: _Table) -> int:
    return sum(1 << int(index) for index in np.flatnonzero(row))


def _each(bits: int) -> Iterator[int]:
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low
