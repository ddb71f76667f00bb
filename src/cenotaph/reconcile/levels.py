"""What many sets of claims leave possible for one question, read off without a linear programme where that can be.

Every row of the programme says that parts add up to at most their whole. So no whole is less than its parts need,
and no part is more than its whole leaves beside the least of the others: one walk up and one walk down give every
number a range that nothing can leave. Numbers that meet all ends and reach an end of that range prove the end.
What is neither proven nor ruled out is left to the programme.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from cenotaph.reconcile.layout import End, Layout

__all__ = ["Ground", "Levels", "Numbers", "levels", "ranges", "settled"]

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
# how often what sums lack is carried on
_ROUNDS = 2
# nodes that add up to at most another
_Row = tuple[tuple[int, ...], int]


class Ground:
    """The part of a layout that bears on a question, about the scopes ``asked``: made once, read often.

    A *node* is a column of the programme, or a scope that sums several columns. ``node_of`` has the node of each
    scope that bears on the question. The number of people is least in ``asked[0]`` and greatest in ``asked[-1]``,
    as in ``System.bounds``. ``near``: the columns that bear on the question; ``rows``: columns that add up to at
    most another, parts before their wholes; ``columns``: those that each scope sums; ``layout`` makes the whole
    programme of the same scopes.
    """

    def __init__(
        self,
        near: Collection[int],
        rows: Iterable[_Row],
        columns: Sequence[Sequence[int]],
        asked: Sequence[int],
        layout: Callable[[], Layout],
    ) -> None:
        self.asked, self._layout = tuple(asked), layout
        inside = sorted(near)
        local = {column: node for node, column in enumerate(inside)}
        self.rows = [(tuple(local[c] for c in parts), local[w]) for parts, w in rows if w in local]
        above = self._above(len(inside))
        summed: dict[tuple[int, ...], int] = {}
        self.node_of: dict[int, int] = {}
        for scope, summing in enumerate(columns):
            own = tuple(local[c] for c in summing if c in local)
            if own:
                self.node_of[scope] = own[0] if len(own) == 1 else summed.setdefault(own, len(inside) + len(summed))
        self.columns, self.size = len(inside), len(inside) + len(summed)
        depth = [sum(mask >> node & 1 for mask in above) for node in range(self.columns)]
        self.sums = sorted(summed.items(), key=lambda row: (sum(depth[c] for c in row[0]), row))
        self.walk: list[_Row] = list(self.rows)
        for place, (held_by, outer) in enumerate(self.sums):
            held = [i for own, i in self.sums[:place] if all(any(above[a] >> b & 1 for b in held_by) for a in own)]
            self.walk += [(held_by, outer), *(((inner,), outer) for inner in held)]
        targets = {node for scope in asked for node in self.columns_of(self.node_of[scope])}
        # where a sum is made up, numbers that do not enter the question come first
        self._aside = [not any(above[node] >> target & 1 for target in targets) for node in range(self.columns)]

    @classmethod
    def of(cls, layout: Layout, asked: Sequence[int]) -> Ground:
        """The ground of a question to a layout."""
        components = {c for scope in asked for c in layout.components_of(scope)}
        near = np.flatnonzero(np.isin(layout.component, list(components))).tolist()
        return cls(near, layout.holds, [each.tolist() for each in layout.columns], asked, lambda: layout)

    @cached_property
    def layout(self) -> Layout:
        """The whole programme, for what cannot be read off."""
        return self._layout()

    @cached_property
    def components(self) -> tuple[int, ...]:
        """The components of the layout that bear on the question."""
        return tuple(sorted({c for scope in self.asked for c in self.layout.components_of(scope)}))

    def aside(self, node: int) -> bool:
        """Whether a column's numbers do not enter the question."""
        return self._aside[node]

    def _above(self, size: int) -> list[int]:
        """For each column those that hold it, itself among them, as bits."""
        above = [1 << node for node in range(size)]
        for parts, whole in reversed(self.rows):
            for part in parts:
                above[part] |= above[whole]
        return above

    def columns_of(self, node: int) -> tuple[int, ...]:
        """The columns that a node sums."""
        return (node,) if node < self.columns else next(own for own, outer in self.sums if outer == node)

    def ends_of(self, sets: Sequence[Sequence[End]]) -> tuple[Numbers, Numbers]:
        """The lower and the upper ends of every node (nodes, sets); without an end 0 and infinity."""
        lows, highs = np.zeros((self.size, len(sets))), np.full((self.size, len(sets)), np.inf)
        for place, ends in enumerate(sets):
            for end in ends:
                node = self.node_of[end.scope]
                if end.upper:
                    highs[node, place] = min(highs[node, place], end.value)
                else:
                    lows[node, place] = max(lows[node, place], end.value)
        return lows, highs

    def up(self, lows: Numbers) -> Numbers:
        """No number can be less than this, (nodes, sets): a whole is at least what its parts add up to."""
        least = lows.copy()
        self._rise(least, self.walk)
        return least

    def _rise(self, numbers: Numbers, rows: Sequence[_Row]) -> None:
        for parts, whole in rows:
            inner = numbers[parts[0]] if len(parts) == 1 else numbers[list(parts)].sum(axis=0)
            np.maximum(numbers[whole], inner, out=numbers[whole])

    def down(self, highs: Numbers, least: Numbers) -> Numbers:
        """No number can be more than this: what its whole leaves beside the least of the other parts."""
        most = highs.copy()
        for parts, whole in reversed(self.walk):
            if len(parts) == 1:
                np.minimum(most[parts[0]], most[whole], out=most[parts[0]])
                continue
            together = least[list(parts)].sum(axis=0)
            for part in parts:
                np.minimum(most[part], most[whole] - together + least[part], out=most[part])
        return most

    def lacking(self, lows: Numbers, least: Numbers, most: Numbers) -> Numbers:
        """``least``, with no column below what a sum that it is in lacks when the others are at most."""
        found = least.copy()
        for parts, whole in self.sums:
            for part in parts:
                others = most[[other for other in parts if other != part]].sum(axis=0)
                np.maximum(found[part], lows[whole] - others, out=found[part])
        return found

    def greatest(self, node: int, most: Numbers) -> Numbers:
        """No more than this can be in ``node``: a sum is no more than its columns either."""
        columns = list(self.columns_of(node))
        greatest: Numbers = np.minimum(most[node], most[columns].sum(axis=0))
        return greatest

    def point(self, lows: Numbers, highs: Numbers, least: Numbers, most: Numbers) -> tuple[Numbers, Flags]:
        """Numbers made from the least ones by making up what sums lack, and whether they meet all ends."""
        numbers = least.copy()
        for parts, whole in self.sums:
            lack = lows[whole] - numbers[list(parts)].sum(axis=0)
            if (lack <= 0).all():
                continue
            for part in sorted(parts, key=lambda node: not self._aside[node]):
                more = np.clip(np.minimum(lack, most[part] - numbers[part]), 0, None)
                numbers[part] += more
                lack = lack - more
            self._rise(numbers, self.rows)
        for parts, whole in self.sums:
            numbers[whole] = numbers[list(parts)].sum(axis=0)
        return numbers, np.all((numbers <= highs) & (numbers >= lows), axis=0)

    # why a number cannot be less, or more: the nodes whose own ends are behind it

    def behind_least(self, node: int, lows: Numbers, least: Numbers) -> Iterator[int]:
        """The nodes whose lower ends add up to the least number of ``node``; lows and least: of one set."""
        if least[node] > lows[node]:
            for parts, _ in (row for row in self.walk if row[1] == node):
                if least[list(parts)].sum() == least[node]:
                    for part in parts:
                        yield from self.behind_least(part, lows, least)
                    return
        elif lows[node] > 0:
            yield node

    def behind_most(
        self, node: int, ends: tuple[Numbers, Numbers], least: Numbers, most: Numbers
    ) -> Iterator[tuple[int, bool]]:
        """The nodes, and whether by their upper ends, that keep ``node`` from more; of one set."""
        lows, highs = ends
        columns = self.columns_of(node)
        if len(columns) > 1 and most[list(columns)].sum() < most[node]:
            for column in columns:
                yield from self.behind_most(column, ends, least, most)
            return
        if most[node] == highs[node]:
            yield node, True
            return
        parts, whole = next(
            (parts, whole)
            for parts, whole in self.walk
            if node in parts and most[whole] - least[list(parts)].sum() + least[node] == most[node]
        )
        yield from self.behind_most(whole, ends, least, most)
        for part in parts:
            if part != node:
                yield from ((n, False) for n in self.behind_least(part, lows, least))


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """What each of many sets of claims leaves possible (arrays with one entry a set).

    ``low`` and ``high``: no less and no more can be in the scope asked about; ``low_proven``, ``high_proven``: and
    so many can. ``top``: the node that ``high`` is of. ``least`` and ``most``: of every node (nodes, sets), by one
    walk up and one down; where ``low`` or ``high`` go beyond that, it took more.
    """

    low: Numbers
    high: Numbers
    low_proven: Flags
    high_proven: Flags
    top: npt.NDArray[np.intp]
    least: Numbers
    most: Numbers


def levels(ground: Ground, lows: Numbers, highs: Numbers) -> Levels:
    """The levels of sets of claims, given by the ends of every node (nodes, sets; without: 0 and infinity)."""
    least = ground.up(lows)
    most = ground.down(highs, least)
    floor, ceiling, numbers, meets = _within(ground, lows, highs, least, most)
    first, last = ground.node_of[ground.asked[0]], ground.node_of[ground.asked[-1]]
    low = floor[first]
    low_proven = meets & (numbers[first] == low)
    # as in System.bounds: what does not say of whom cannot mean everyone when more are counted in one group
    greatest = {node: ground.greatest(node, ceiling) for node in (first, last)}
    over = greatest[last] < low
    top, high = np.where(over, first, last), np.where(over, greatest[first], greatest[last])
    with_it, sets, closed = floor.copy(), np.arange(lows.shape[1]), np.isfinite(high)
    with_it[top[closed], sets[closed]] = np.maximum(floor[top, sets], high)[closed]
    _, reached = ground.point(np.maximum(with_it, lows), highs, ground.up(with_it), ceiling)
    return Levels(
        low=low,
        high=high,
        low_proven=low_proven,
        # which node the high is of hangs on the low
        high_proven=reached & low_proven if first != last else reached,
        top=top,
        least=least,
        most=most,
    )


def ranges(ground: Ground, lows: Numbers, highs: Numbers) -> tuple[Numbers, Numbers]:
    """What no number can be below and above, in each set of claims (nodes, sets)."""
    least = ground.up(lows)
    floor, ceiling, _, _ = _within(ground, lows, highs, least, ground.down(highs, least))
    return floor, ceiling


def settled(ground: Ground, lows: Numbers, highs: Numbers) -> tuple[Flags, Flags]:
    """Of each set of claims, whether it is proven that they can all be true, and whether that they cannot."""
    least = ground.up(lows)
    floor, ceiling, _, meets = _within(ground, lows, highs, least, ground.down(highs, least))
    return meets, np.any(floor > ceiling, axis=0)


def _within(
    ground: Ground, lows: Numbers, highs: Numbers, floor: Numbers, ceiling: Numbers
) -> tuple[Numbers, Numbers, Numbers, Flags]:
    """The range of every number once what sums lack is carried on; numbers, and whether they meet all ends."""
    for _ in range(_ROUNDS if ground.sums else 0):
        floor = ground.up(ground.lacking(lows, floor, ceiling))
        ceiling = ground.down(ceiling, floor)
    return floor, ceiling, *ground.point(lows, highs, floor, ceiling)
