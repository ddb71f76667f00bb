"""The range of one question in each of very many incidents: laid out once per shape, solved in stacked programmes.

Incidents share nobody, so that each is a programme of its own, and a stack of them has the optimum of each
(DESIGN.md, "Reconciling"). Most are alike: the same few outcomes and groups with other numbers. A layout is made
once per shape, and a programme with the same numbers is solved once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

import numpy as np
from scipy.sparse import csr_array, hstack

from cenotaph.model import Claim, Group, Incident, Judgement, JudgementKind, Measure
from cenotaph.reconcile.envelopes import Allowed, allowed, countable
from cenotaph.reconcile.evidence import Evidence, Links
from cenotaph.reconcile.groups import EVERYONE, is_everyone
from cenotaph.reconcile.layout import End, Layout, Rules, Scope
from cenotaph.reconcile.positions import positions, replaced
from cenotaph.reconcile.programme import Problem, at_least, at_most, least_of_each
from cenotaph.reconcile.rulings import Rulings, rulings_of
from cenotaph.reconcile.scopes import EVER, Region, Site
from cenotaph.reconcile.system import System
from cenotaph.reconcile.who import Groups, Who

__all__ = ["Range", "ranges"]

# incidents in one call of the solver: enough to forget the cost of a call, few enough to hold
_STACK = 2000
_BINDS = 1e-7
_HERE = Region(incident="")
_SITES = {"": Site(code="", place=None, first=EVER[0], last=EVER[1])}


@dataclass(frozen=True, slots=True)
class Range:
    """What the claims about one incident leave possible; ends in persons, ``high`` None is open.

    ``lowest`` and ``highest`` are the claims that bind each end. When ``agreed`` is False the claims cannot all be
    true, and the range runs from the lowest low to the highest high that any of them allows.
    """

    code: str
    low: int
    high: int | None
    lowest: tuple[str, ...]
    highest: tuple[str, ...]
    agreed: bool = True


class _Shape:
    """What the rows of an incident depend on, with names that do not depend on the incident; each is made once."""

    def __init__(
        self, scopes: tuple[Scope, ...], asked: tuple[Scope, ...], groups: Groups, rulings: Rulings
    ) -> None:
        self.asked = asked
        self._count = len(scopes)
        self._layout = Layout(scopes, asked, Rules(groups, _SITES, rulings))
        # what bears on the question: a contradiction elsewhere does not matter
        near = self._layout.components_of(self._count)
        self._part = self._layout.part(near)
        self.bears = tuple(
            bool(set(near).intersection(self._layout.components_of(scope))) for scope in range(self._count)
        )
        self._rows: dict[tuple[tuple[int, bool], ...], _Rows] = {}

    def rows(self, stated: tuple[tuple[int, bool], ...]) -> _Rows:
        """The rows when these ends of these scopes are stated."""
        found = self._rows.get(stated)
        if found is None:
            ends = tuple(End(scope=scope, upper=upper, value=0, claim="") for scope, upper in stated)
            rows, _ = self._part.rows(ends, self._count)
            still_open = tuple(self._layout.is_open(self._count + i, ends) for i in range(len(self.asked)))
            found = self._rows[stated] = _Rows(rows, rows.shape[0] - len(ends), still_open)
        return found

    def cost(self, asked: int, sign: float) -> Any:
        """The sum over the scope that is asked as number ``asked``."""
        return self._layout.cost(self._count + asked, self._part, sign)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of the stated ends and then of the ``fixed`` ones that always hold; which of those asked stay open."""

    rows: Any
    fixed: int
    still_open: tuple[bool, ...]


# a programme: its shape, and the strongest stated ends as (scope, upper, persons)
_Key = tuple[_Shape, tuple[tuple[int, bool, int], ...]]


@dataclass(frozen=True, slots=True)
class _Solved:
    """The ends of a programme, None: open, and which stated ends bind each; ``low`` None: it cannot be met."""

    low: int | None
    high: int | None
    lowest: frozenset[tuple[int, bool, int]] = frozenset()
    highest: frozenset[tuple[int, bool, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class _Block:
    code: str
    claims: tuple[Claim, ...]
    evidence: Evidence
    ends: Mapping[str, tuple[End, ...]]
    key: _Key


def ranges(
    evidence: Evidence,
    incidents: Iterable[Incident],
    measure: Measure,
    group: Group | None = None,
    judgements: Sequence[Judgement] = (),
) -> Iterator[Range]:
    """The range of ``measure`` of ``group`` (None: everyone) in each incident, in their order.

    The same as ``System.bounds`` of a question about the incident, where its claims can all be true.
    Incidents without a number are left out. ``evidence`` holds the claims of all of them.
    """
    who = EVERYONE if group is None or is_everyone(group) else group
    order = {claim.id: number for number, claim in enumerate(evidence.claims)}
    counted = {claim.id for claim in countable(evidence)}
    blocks = _blocks(evidence, incidents, order, counted, _Shapes(judgements), measure, who)
    solved: dict[_Key, _Solved] = {}
    while batch := list(islice(blocks, _STACK)):
        new = list(dict.fromkeys(block.key for block in batch if block.key not in solved))
        solved |= zip(new, _solve(new), strict=True)
        for block in batch:
            found = solved[block.key]
            yield _range(block, found) if found.low is not None else _hull(block, measure, who)


def _blocks(
    evidence: Evidence,
    incidents: Iterable[Incident],
    order: Mapping[str, int],
    counted: set[str],
    shapes: _Shapes,
    measure: Measure,
    group: Group,
) -> Iterator[_Block]:
    for incident in incidents:
        own = sorted(order[claim_id] for claim_id in incident.claims if claim_id in order)
        here = _evidence_of(evidence, [evidence.claims[number] for number in own])
        told = [claim for claim in here.claims if claim.id in counted]
        if len(told) > 1:
            old = replaced(here, positions(here))
            told = [claim for claim in told if claim.id not in old]
        if told:
            yield _block(incident.code, here, told, shapes, measure, group)


def _evidence_of(evidence: Evidence, members: Sequence[Claim]) -> Evidence:
    """The evidence of one incident, with its own links alone: others' are of no concern, and many."""
    links = evidence.links
    own = [claim.id for claim in members]
    return Evidence(
        claims=tuple(members),
        known={claim_id: evidence.known[claim_id] for claim_id in own},
        keys=evidence.keys,
        links=Links(
            restates={i: links.restates[i] for i in own if i in links.restates},
            supersedes={i: links.supersedes[i] for i in own if i in links.supersedes},
            part_of={i: links.part_of[i] for i in own if i in links.part_of},
            excluded={i: links.excluded[i] for i in own if i in links.excluded},
            rejected={},
            judged={},
        ),
    )


def _block(code: str, here: Evidence, told: list[Claim], shapes: _Shapes, measure: Measure, group: Group) -> _Block:
    # in an order that many incidents share, so that they share a shape
    told.sort(key=lambda c: (c.measure, c.group.text if c.group else "", c.id))
    system = System(here, told, dict.fromkeys(here.known, _HERE), _SITES, ()).stated
    names = {claim.id: str(number) for number, claim in enumerate((*told, *here.claims))}
    groups = system.groups.with_group(group)
    people = [groups.who(group)]
    if group is EVERYONE and any(claim.group is None for claim in told):
        people.append(groups.who(None))
    ids = {claim.id for claim in told}
    ruling = [j for j in shapes.contains if j.about.id in ids and j.other and j.other.id in ids]
    rulings = rulings_of(ruling, {c.id: (groups.who(c.group), _HERE) for c in told}, groups)
    scopes = tuple(replace(scope, who=_renamed(scope.who, names)) for scope in system.scopes)
    shape = shapes.of(
        scopes, tuple(Scope(measure=measure, who=who, region=_HERE) for who in people), groups, rulings
    )
    best: dict[tuple[int, bool], int] = {}
    for end in (end for ends in system.ends.values() for end in ends if shape.bears[end.scope]):
        now = best.setdefault((end.scope, end.upper), end.value)
        best[end.scope, end.upper] = min(now, end.value) if end.upper else max(now, end.value)
    strongest = tuple(sorted((scope, upper, value) for (scope, upper), value in best.items()))
    return _Block(code, tuple(told), here, system.ends, (shape, strongest))


class _Shapes:
    """The shapes met so far. ``contains``: judgements on how scopes lie in one another."""

    def __init__(self, judgements: Sequence[Judgement]) -> None:
        self.contains = [j for j in judgements if j.kind is JudgementKind.CONTAINS]
        self._known: dict[tuple[object, ...], _Shape] = {}

    def of(self, scopes: tuple[Scope, ...], asked: tuple[Scope, ...], groups: Groups, rulings: Rulings) -> _Shape:
        """The shape with these rows; groups matter by how they stand to each other alone."""
        key = (
            tuple((scope.measure, scope.who) for scope in (*scopes, *asked)),
            len(asked),
            groups.within.tobytes(),
            groups.apart.tobytes(),
            rulings.rulings,
        )
        if key not in self._known:
            self._known[key] = _Shape(scopes, asked, groups, rulings)
        return self._known[key]


def _renamed(who: Who, names: Mapping[str, str]) -> Who:
    return replace(who, parts=tuple(names[part] for part in who.parts)) if who.parts else who


@dataclass(frozen=True, slots=True)
class _Task:
    """A programme to solve: least or greatest of the scope that is asked as number ``asked``."""

    key: _Key
    asked: int
    upper: bool

    def problem(self) -> Problem:
        shape, ends = self.key
        found = shape.rows(_stated(self.key))
        limits = np.array([v if upper else -v for _, upper, v in ends] + [0.0] * found.fixed, dtype=float)
        return Problem(rows=found.rows, limits=limits, cost=shape.cost(self.asked, -1.0 if self.upper else 1.0))


def _stated(key: _Key) -> tuple[tuple[int, bool], ...]:
    return tuple((scope, upper) for scope, upper, _ in key[1])


def _solve(keys: Sequence[_Key]) -> list[_Solved]:
    possible = _possible(keys)
    low = _answers([_Task(key, 0, False) for key in keys if key in possible])
    high = _answers([_Task(key, len(key[0].asked) - 1, True) for key in keys if key in possible])
    # as in System.bounds: what does not say of whom cannot mean everyone when more are counted in one group
    again = [k for k in possible if len(k[0].asked) > 1 and (h := high[k][0]) is not None and h < (low[k][0] or 0)]
    high |= _answers([_Task(key, 0, True) for key in again])
    return [
        _Solved(low[key][0], high[key][0], low[key][1], high[key][1]) if key in possible else _Solved(None, None)
        for key in keys
    ]


def _possible(keys: Sequence[_Key]) -> dict[_Key, None]:
    """The programmes that can be met: those whose stated ends need not give way."""
    tasks = [_Task(key, 0, False) for key in keys]
    relaxed = []
    for task in tasks:
        problem, stated = task.problem(), len(task.key[1])
        slack = csr_array(-np.eye(len(problem.limits), stated))
        relaxed.append(
            Problem(
                rows=csr_array(hstack([problem.rows, slack], format="csr")),
                limits=problem.limits,
                cost=np.concatenate([np.zeros(problem.rows.shape[1]), np.ones(stated)]),
            )
        )
    found = least_of_each(relaxed)
    return {key: None for key, optimum in zip(keys, found, strict=True) if optimum.value < _BINDS}


def _answers(tasks: Sequence[_Task]) -> dict[_Key, tuple[int | None, frozenset[tuple[int, bool, int]]]]:
    found: dict[_Key, tuple[int | None, frozenset[tuple[int, bool, int]]]] = {}
    closed = []
    for task in tasks:
        if task.upper and task.key[0].rows(_stated(task.key)).still_open[task.asked]:
            found[task.key] = (None, frozenset())
        else:
            closed.append(task)
    for task, optimum in zip(closed, least_of_each([task.problem() for task in closed]), strict=True):
        binding = {end for end, price in zip(task.key[1], optimum.prices, strict=False) if abs(price) > _BINDS}
        value = at_most(-optimum.value) if task.upper else at_least(optimum.value)
        found[task.key] = (value, frozenset(binding))
    return found


def _range(block: _Block, solved: _Solved) -> Range:
    def those(binding: frozenset[tuple[int, bool, int]]) -> tuple[str, ...]:
        return tuple(
            sorted(
                claim_id
                for claim_id, ends in block.ends.items()
                if any((end.scope, end.upper, end.value) in binding for end in ends)
            )
        )

    assert solved.low is not None
    return Range(block.code, solved.low, solved.high, those(solved.lowest), those(solved.highest))


def _hull(block: _Block, measure: Measure, group: Group) -> Range:
    """The lowest low and the highest high that a claim of the incident allows: what is claimed, all taken together.

    A part of a whole sets no upper end, and a claim that says nothing about the question allows anything below it.
    """
    parts = block.evidence.links.part_of
    bearing = [a for c in block.claims if (a := allowed(c, measure, group)) is not None]
    direct: list[Allowed] = [a for a in bearing if a.direct and a.claim.id not in parts] or bearing
    low = min((a.low or 0 for a in direct), default=0)
    above = [a for a in bearing if a.low is not None and a.claim not in [d.claim for d in direct]]
    highs = [a.high for a in direct]
    high = None if None in highs or not highs else max(h for h in highs if h is not None)
    if high is not None and any((a.low or 0) > high for a in above):
        high = None
    lowest = tuple(sorted(a.claim.id for a in direct if (a.low or 0) == low))
    highest = tuple(sorted(a.claim.id for a in (*direct, *above) if a.high == high))
    return Range(block.code, low, high, lowest, highest, agreed=False)
