"""What a question to one incident depends on, without the numbers: rows, what is linked, what follows at once.

Very many incidents share a shape: the same outcomes, and groups that stand to one another alike. Everything in an
incident happens in one place and time, so that a shape needs no cells (``layout`` is for those).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from cenotaph.model import Group, Judgement, JudgementKind, Measure
from cenotaph.reconcile.cells import Share
from cenotaph.reconcile.layout import Layout, Rules, Scope, is_capped, outcomes
from cenotaph.reconcile.levels import Ground
from cenotaph.reconcile.order import Correction, Order, order
from cenotaph.reconcile.programme import Problem, Rows
from cenotaph.reconcile.rulings import Rulings
from cenotaph.reconcile.scopes import EVER, Region, Site
from cenotaph.reconcile.who import Groups, Who, relations_between

__all__ = ["HERE", "OPEN", "Ends", "Extreme", "Shape", "Shapes", "bearing"]

# the region of everything that happens in an incident
HERE = Region(incident="")
_SITES = {"": Site(code="", place=None, first=EVER[0], last=EVER[1])}
_LINKED = frozenset(outcomes(Measure.KILLED_OR_INJURED))

# the strongest ends that are stated of the scopes of a shape: (scope, upper, persons)
Ends = tuple[tuple[int, bool, int], ...]


@dataclass(frozen=True, slots=True)
class Extreme:
    """One end of an answer in persons, None: open, and the stated ends that bind it."""

    value: int | None
    binding: frozenset[tuple[int, bool, int]] = frozenset()


OPEN = Extreme(None)


@dataclass(frozen=True, slots=True)
class _Part:
    """One outcome: how the people counted there stand to one another, and the class of each scope that is there."""

    order: Order
    classes: tuple[tuple[int, int], ...]


class Shape:
    """The rows of a question: a number per outcome and class of people, of which scopes are sums.

    ``asked``: the scopes that are asked, the last ones: everyone, and what does not say of whom where that is told.
    ``bears``: whether a scope is linked with what is asked: a contradiction elsewhere does not matter.
    ``plain``: nothing that bears on the question adds up: every row compares two numbers.
    """

    def __init__(self, parts: Sequence[_Part], scopes: Sequence[Scope], asked: int, rules: Rules) -> None:
        self.asked = range(len(scopes) - asked, len(scopes))
        self._scopes, self._rules = scopes, rules
        self._columns: list[list[int]] = [[] for _ in scopes]
        self._rows: list[tuple[tuple[int, ...], int]] = []
        self._reach: set[tuple[int, int]] = set()
        start = 0
        for part in parts:
            for scope, group in part.classes:
                self._columns[scope].append(start + group)
            self._rows += [(tuple(start + each for each in own), start + b) for own, b in part.order.rows]
            self._reach |= {(start + a, start + b) for a, b in np.argwhere(part.order.reach).tolist()}
            start += len(part.order.reach)
        self._size = start
        self._above: dict[int, set[int]] = defaultdict(set)
        for own, whole in self._rows:
            for each in own:
                self._above[each].add(whole)
        self._near = near = self._linked({column for scope in self.asked for column in self._columns[scope]})
        self.bears = tuple(bool(near.intersection(columns)) for columns in self._columns)
        self._fixed = [row for row in self._rows if row[1] in near]
        sums = any(len(own) > 1 for own, _ in self._fixed)
        told = any(bears and len(columns) > 1 for bears, columns in zip(self.bears, self._columns, strict=True))
        self.plain = not sums and not told
        self._made: dict[tuple[tuple[int, bool], ...], Rows] = {}
        self._open: dict[tuple[int, frozenset[int]], bool] = {}

    def _linked(self, near: set[int]) -> set[int]:
        """The numbers that are linked with these by some row or by some claim's sum."""
        beside: dict[int, set[int]] = defaultdict(set)
        for columns in (*((*own, whole) for own, whole in self._rows), *self._columns):
            for column in columns:
                beside[column].update(columns)
        found, waiting = set(near), list(near)
        while waiting:
            further = beside[waiting.pop()] - found
            found |= further
            waiting += further
        return found

    @cached_property
    def ground(self) -> Ground:
        """The same rows, for asking about the worlds of claims that contradict each other."""
        return Ground(self._near, self._rows, self._columns, tuple(self.asked), self._layout)

    def _layout(self) -> Layout:
        first = self.asked.start
        return Layout(self._scopes[:first], self._scopes[first:], self._rules)

    # where nothing adds up

    def possible(self, ends: Ends) -> bool:
        """Whether no least number is above a greatest one that holds it."""
        lows = [(scope, value) for scope, upper, value in ends if not upper]
        highs = [(scope, value) for scope, upper, value in ends if upper]
        return not any(low > high and self._within(s, t) for s, low in lows for t, high in highs)

    def least(self, ends: Ends, asked: int) -> Extreme:
        """The greatest of the least numbers that the scope holds."""
        within = [end for end in ends if not end[1] and self._within(end[0], asked)]
        value = max((v for _, _, v in within), default=0)
        return Extreme(value, frozenset(end for end in within if end[2] == value))

    def greatest(self, ends: Ends, asked: int) -> Extreme:
        """The least of the greatest numbers that hold the scope."""
        around = [end for end in ends if end[1] and self._within(asked, end[0])]
        value = min((v for _, _, v in around), default=None)
        return Extreme(value, frozenset(end for end in around if end[2] == value))

    def _within(self, inner: int, outer: int) -> bool:
        return (self._columns[inner][0], self._columns[outer][0]) in self._reach

    # where something adds up

    def is_open(self, asked: int, ends: Ends) -> bool:
        """Whether nothing sets an upper end to the scope that is asked (see ``Layout.is_open``)."""
        capped = frozenset(column for scope, upper, _ in ends if upper for column in self._columns[scope])
        if (asked, capped) not in self._open:
            self._open[asked, capped] = any(
                not is_capped(column, capped, self._above) for column in self._columns[asked]
            )
        return self._open[asked, capped]

    def problem(self, ends: Ends, asked: int, sign: float) -> Problem:
        """The programme of the least (``sign`` 1) or the greatest (-1) sum over the scope that is asked.

        Its first rows are those of ``ends``.
        """
        told = tuple((scope, upper) for scope, upper, _ in ends)
        if told not in self._made:
            rows = [[(c, 1.0 if upper else -1.0) for c in self._columns[scope]] for scope, upper in told]
            rows += [[*((part, 1.0) for part in own), (whole, -1.0)] for own, whole in self._fixed]
            self._made[told] = Rows(
                data=np.array([value for row in rows for _, value in row]),
                indices=np.array([column for row in rows for column, _ in row], dtype=np.int64),
                indptr=np.cumsum([0, *(len(row) for row in rows)]),
            )
        limits = [float(value if upper else -value) for _, upper, value in ends] + [0.0] * len(self._fixed)
        cost = np.zeros(self._size)
        cost[self._columns[asked]] = sign
        return Problem(rows=self._made[told], limits=np.array(limits), cost=cost)


class Shapes:
    """The shapes met so far. ``contains``: judgements on how scopes lie in one another."""

    def __init__(self, judgements: Sequence[Judgement]) -> None:
        self.contains = [j for j in judgements if j.kind is JudgementKind.CONTAINS]
        self._orders: dict[tuple[object, ...], Order] = {}
        self._placed: dict[tuple[object, ...], tuple[Order, Mapping[Who, int]]] = {}
        self._shapes: dict[tuple[object, ...], Shape] = {}
        self._wider: dict[tuple[Groups, Group], Groups] = {}
        self._met: dict[tuple[object, ...], Shape] = {}

    def of(self, groups: Groups, told: Sequence[Scope], asked: Sequence[Scope], rulings: Rulings) -> Shape:
        """The shape of the scopes that are ``told`` and ``asked``, whose people are rows of ``groups``."""
        scopes = tuple((scope.measure, scope.who) for scope in (*told, *asked))
        met = (groups, scopes, len(asked), rulings.rulings)
        if met not in self._met:
            here: dict[Measure, list[tuple[int, Who]]] = defaultdict(list)
            for index, (measure, who) in enumerate(scopes):
                for outcome in outcomes(measure):
                    here[outcome].append((index, who))
            parts = tuple(self._part(groups, here[outcome], rulings) for outcome in sorted(here))
            key = (tuple((id(part.order), part.classes) for part in parts), len(scopes), len(asked))
            if key not in self._shapes:
                rules = Rules(groups, _SITES, rulings)
                self._shapes[key] = Shape(parts, (*told, *asked), len(asked), rules)
            self._met[met] = self._shapes[key]
        return self._met[met]

    def forget(self) -> None:
        """Start anew: so that memory does not grow with the shapes that are met once."""
        for known in (self._orders, self._placed, self._shapes, self._wider, self._met):
            known.clear()

    def with_group(self, groups: Groups, group: Group) -> Groups:
        """The table of these groups and one more, made once."""
        if (groups, group) not in self._wider:
            self._wider[groups, group] = groups.with_group(group)
        return self._wider[groups, group]

    def _part(self, groups: Groups, here: Sequence[tuple[int, Who]], rulings: Rulings) -> _Part:
        people = tuple(sorted({who for _, who in here}))
        met = (groups, people, rulings.rulings)
        if met not in self._placed:
            self._placed[met] = self._place(groups, people, rulings)
        found, place = self._placed[met]
        return _Part(order=found, classes=tuple((index, place[who]) for index, who in here))

    def _place(self, groups: Groups, people: tuple[Who, ...], rulings: Rulings) -> tuple[Order, Mapping[Who, int]]:
        """How the people stand to one another, and the class of each."""
        corrections: tuple[Correction, ...] = ()
        if rulings.rulings:
            corrections = rulings.corrections(people, (Share.ALL,), {HERE: 0})
        within, apart = relations_between(people, groups)
        key = (len(people), within.tobytes(), apart.tobytes(), corrections)
        if key not in self._orders:
            self._orders[key] = order(within, apart, corrections)
        found = self._orders[key]
        return found, dict(zip(people, found.class_of, strict=True))


def bearing(scopes: Sequence[Scope], measure: Measure) -> tuple[int, ...]:
    """The scopes whose outcomes may be linked with those asked: "killed or injured" links the two where told."""
    wanted = frozenset(outcomes(measure))
    if wanted & _LINKED and any(scope.measure is Measure.KILLED_OR_INJURED for scope in scopes):
        wanted |= _LINKED
    return tuple(n for n, scope in enumerate(scopes) if not wanted.isdisjoint(outcomes(scope.measure)))
