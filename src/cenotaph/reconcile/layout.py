"""The rows of the linear programme: one number per group and cell, and what holds between them whoever is believed.

In every cell a part is at most its whole, and groups that are apart add up to at most the whole that they share.
A claim or a question is the sum over the cells of its region and over its outcomes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, csr_array, vstack
from scipy.sparse.csgraph import connected_components

from cenotaph.model import Measure
from cenotaph.reconcile.cells import Share, cells, left_open
from cenotaph.reconcile.order import Correction, Order, order
from cenotaph.reconcile.rulings import Rulings
from cenotaph.reconcile.scopes import Region, Site
from cenotaph.reconcile.who import Groups, Who, relations_between

__all__ = ["End", "Layout", "Part", "Rules", "Scope", "is_capped", "outcomes"]

_Numbers = npt.NDArray[np.float64]
_Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a number is about: outcome, whom, and where and when."""

    measure: Measure
    who: Who
    region: Region


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One end of a claim as a row: the scope (by number), whether it is the upper one, persons, and the claim."""

    scope: int
    upper: bool
    value: int
    claim: str


class Rules:
    """How groups, incidents and judged scopes stand to one another; orders once found are kept."""

    def __init__(self, groups: Groups, sites: Mapping[str, Site], rulings: Rulings) -> None:
        self.groups, self.sites, self.rulings = groups, sites, rulings
        self._orders: dict[tuple[tuple[object, ...], tuple[Correction, ...]], Order] = {}

    def with_groups(self, groups: Groups) -> Rules:
        """The same rules with further groups."""
        wider = Rules(groups, self.sites, self.rulings)
        wider._orders = self._orders  # rows of groups keep their numbers, and are named in the keys
        return wider

    def order_of(self, people: tuple[Who, ...], ruled: tuple[Correction, ...]) -> Order:
        """How the people of one cell stand to one another."""
        named = tuple((who, *(self.groups.rows[g] for g in who.groups)) for who in people)
        if (named, ruled) not in self._orders:
            self._orders[named, ruled] = order(*relations_between(people, self.groups), ruled)
        return self._orders[named, ruled]


def outcomes(measure: Measure) -> tuple[Measure, ...]:
    """The outcomes that a measure counts: "killed or injured" is the killed and the injured."""
    return (Measure.KILLED, Measure.INJURED) if measure is Measure.KILLED_OR_INJURED else (measure,)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """One outcome in one cell: the scopes that are there, the classes of whom they count, and the first column."""

    scopes: tuple[int, ...]
    classes: tuple[int, ...]
    order: Order
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Whole components of the programme. ``matrix``: minus the sum and the sum of every claim's scope, then the
    rows that always hold, ``fixed`` of which have a place here; over ``columns``.
    """

    matrix: Any
    fixed: npt.NDArray[np.intp]
    columns: npt.NDArray[np.intp]

    def rows(self, ends: Sequence[End], scopes: int) -> tuple[Any, _Numbers]:
        """The rows of ``ends`` (in their order) and those that always hold, and their limits."""
        told = [end.scope + scopes * end.upper for end in ends]
        limits = [float(end.value if end.upper else -end.value) for end in ends]
        chosen = np.concatenate([np.array(told, dtype=np.intp), self.fixed])
        return self.matrix[chosen], np.concatenate([limits, np.zeros(len(self.fixed))])


class Layout:
    """Columns and rows for ``scopes`` (of claims) and ``asked`` (of questions).

    ``columns``: per scope, those asked last, the columns that it sums. ``component`` numbers the parts of the
    programme that share no row, per column.
    """

    def __init__(self, scopes: Sequence[Scope], asked: Sequence[Scope], rules: Rules) -> None:
        everything = (*scopes, *asked)
        self.claimed = len(scopes)
        self._blocks = list(_blocks(everything, rules, _linked({o for a in asked for o in outcomes(a.measure)})))
        self.size = sum(len(block.order.reach) for block in self._blocks)
        columns: list[list[int]] = [[] for _ in everything]
        entries: list[tuple[int, int, float]] = []
        rows = 0
        for block in self._blocks:
            for scope, group in zip(block.scopes, block.classes, strict=True):
                columns[scope].append(block.start + group)
            for parts, whole in (*(((a,), b) for a, b in block.order.within), *block.order.sums):
                entries += [(rows, block.start + part, 1.0) for part in parts]
                entries.append((rows, block.start + whole, -1.0))
                rows += 1
        self.columns = tuple(np.array(each, dtype=np.intp) for each in columns)
        told = [(index, column, 1.0) for index in range(len(scopes)) for column in columns[index]]
        self.sums = _sparse(told, len(scopes), self.size)
        self._fixed = _sparse(entries, rows, self.size)
        linked = abs(csr_array(vstack([self._fixed, self.sums])))
        _, self.component = connected_components(linked.T @ linked, directed=False)
        self._above = _above(entries)
        self._parts: dict[tuple[int, ...], Part] = {}

    @property
    def holds(self) -> Iterator[tuple[tuple[int, ...], int]]:
        """The rows that always hold: columns that add up to at most another, parts before their wholes."""
        for block in self._blocks:
            for inner, whole in block.order.rows:
                yield tuple(block.start + part for part in inner), block.start + whole

    @cached_property
    def implied(self) -> _Flags:
        """Whether the sum over a claim's scope (row) can never be above that of another (column)."""
        within = np.zeros((self.claimed, self.claimed), dtype=np.int32)
        cells_of = np.zeros(self.claimed, dtype=np.int32)
        for block in self._blocks:
            scopes, classes = np.array(block.scopes), np.array(block.classes)
            within[np.ix_(scopes, scopes)] += block.order.reach[np.ix_(classes, classes)]
            cells_of[scopes] += 1
        found: _Flags = (within == cells_of[:, None]) & (cells_of > 0)[:, None]
        return found

    @cached_property
    def summing(self) -> frozenset[int]:
        """The components in which something adds up: cells, outcomes, or groups that are apart.

        In the others every row says that one number is at most another, or gives one number an end: there claims
        can all be true when any two of them can.
        """
        found: set[int] = set()
        for matrix, most in ((self.sums, 1), (self._fixed, 2)):
            entries = matrix.tocoo()
            many = np.bincount(entries.coords[0], minlength=matrix.shape[0]) > most
            found |= set(self.component[entries.coords[1][many[entries.coords[0]]]].tolist())
        return frozenset(found)

    def components_of(self, scope: int) -> tuple[int, ...]:
        """The components in which the columns of a scope lie: one for a claim, any number for a question."""
        return tuple(sorted(set(self.component[self.columns[scope]].tolist())))

    def part(self, components: tuple[int, ...]) -> Part:
        """Some components of the programme."""
        if components not in self._parts:
            near = np.isin(self.component, components)
            columns = np.flatnonzero(near)
            fixed = np.flatnonzero(abs(self._fixed) @ near.astype(float)) + 2 * self.claimed
            whole = csr_array(vstack([-self.sums, self.sums, self._fixed], format="csr"))
            self._parts[components] = Part(matrix=csr_array(whole[:, columns]), fixed=fixed, columns=columns)
        return self._parts[components]

    def cost(self, scope: int, part: Part, sign: float = 1.0) -> _Numbers:
        """The sum over a scope as a cost, over the columns of a part."""
        whole = np.zeros(self.size)
        whole[self.columns[scope]] = sign
        chosen: _Numbers = whole[part.columns]
        return chosen

    def is_open(self, scope: int, ends: Sequence[End]) -> bool:
        """Whether nothing sets an upper end to the sum over a scope.

        A number in one cell can grow without end, along with all that contain it, unless one of them is in a sum
        that has an upper end.
        """
        capped = {int(column) for end in ends if end.upper for column in self.columns[end.scope]}
        return any(not is_capped(int(column), capped, self._above) for column in self.columns[scope])


def is_capped(column: int, capped: Collection[int], above: Mapping[int, set[int]]) -> bool:
    """Whether a number is in a sum that has an upper end; ``above``: the columns that hold each column."""
    seen, waiting = {column}, [column]
    while waiting:
        here = waiting.pop()
        if here in capped:
            return True
        further = above.get(here, set()) - seen
        seen |= further
        waiting += further
    return False


def _linked(asked: set[Measure]) -> set[Measure]:
    """The outcomes that can bear on those asked about (none: all): "killed or injured" links the two."""
    linked = set(outcomes(Measure.KILLED_OR_INJURED))
    return (asked | linked if asked & linked else asked) or set(Measure)


def _blocks(scopes: Sequence[Scope], rules: Rules, wanted: set[Measure]) -> Iterator[_Block]:
    """Cell by cell and outcome by outcome, whom the scopes count there and how they stand to one another."""
    regions = tuple(dict.fromkeys(scope.region for scope in scopes))
    number = {region: index for index, region in enumerate(regions)}
    by_outcome: dict[Measure, list[tuple[int, int, Who, Who]]] = defaultdict(list)
    for index, scope in enumerate(scopes):
        some = replace(scope.who, left=left_open(scope.region, Share.SOME))
        for outcome in wanted.intersection(outcomes(scope.measure)):
            by_outcome[outcome].append((index, number[scope.region], scope.who, some))
    region_of = {outcome: np.array([told[1] for told in own]) for outcome, own in by_outcome.items()}
    start = 0
    for row in rules.rulings.amend(cells(regions, rules.sites), number):
        shares = tuple(Share(share) for share in row.tolist()) if rules.rulings.rulings else ()
        for outcome in sorted(by_outcome):
            own, counted = by_outcome[outcome], row[region_of[outcome]]
            here = {
                own[place][0]: own[place][2] if counted[place] == Share.ALL else own[place][3]
                for place in np.flatnonzero(counted).tolist()
            }
            if not here:
                continue
            people = tuple(sorted(set(here.values())))
            found = rules.order_of(people, rules.rulings.corrections(people, shares, number))
            place = dict(zip(people, found.class_of, strict=True))
            classes = tuple(place[who] for who in here.values())
            yield _Block(scopes=tuple(here), classes=classes, order=found, start=start)
            start += len(found.reach)


def _sparse(entries: Sequence[tuple[int, int, float]], rows: int, columns: int) -> Any:
    row, column, value = zip(*entries, strict=True) if entries else ((), (), ())
    return csr_array(coo_array((np.array(value, dtype=float), (row, column)), shape=(rows, columns)))


def _above(entries: Sequence[tuple[int, int, float]]) -> dict[int, set[int]]:
    """The columns that hold each column."""
    whole = {row: column for row, column, value in entries if value < 0}
    found: dict[int, set[int]] = {}
    for row, column, value in entries:
        if value > 0:
            found.setdefault(column, set()).add(whole[row])
    return found
