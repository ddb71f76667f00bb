"""The ranges of questions in each of very many incidents: laid out once per shape, solved in stacked programmes.

Incidents share nobody, so that each is a programme of its own, and a stack of them has the optimum of each
(DESIGN.md, "Reconciling"). Most are alike: the same few outcomes and groups with other numbers. A layout is made
once per shape, and a programme with the same numbers is solved once. Where nothing adds up, the greatest of the
least and the least of the greatest numbers are the answer, and there is nothing to solve.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from cenotaph.model import Claim, Group, Incident, Judgement, Measure
from cenotaph.reconcile.envelopes import countable
from cenotaph.reconcile.evidence import Evidence
from cenotaph.reconcile.groups import EVERYONE, is_everyone
from cenotaph.reconcile.hulls import hull
from cenotaph.reconcile.layout import End, Scope
from cenotaph.reconcile.positions import history
from cenotaph.reconcile.programme import at_least, at_most, least_of_each, relax_each
from cenotaph.reconcile.rulings import rulings_of
from cenotaph.reconcile.shapes import HERE, OPEN, Ends, Extreme, Shape, Shapes, bearing
from cenotaph.reconcile.stated import stated
from cenotaph.reconcile.who import Who

__all__ = ["Asked", "Range", "ranges"]

# incidents whose programmes are solved in one call: enough to forget the cost of a call, few enough to hold
_STACK = 2000
# so many programmes are kept to be met again: the frequent ones soon come back
_KEPT = 20_000
_BINDS = 1e-7
# in an incident of which so many different accounts are given, worlds are not looked for
_ACCOUNTS = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to an incident: how many of ``group``; ``least``: what is surely of it, without an upper end."""

    measure: Measure
    group: Group = EVERYONE
    least: bool = False

    @classmethod
    def of(cls, measure: Measure, group: Group | None = None) -> Asked:
        """Both ends, of ``group`` (None: everyone)."""
        return cls(measure, EVERYONE if group is None or is_everyone(group) else group)


@dataclass(frozen=True, slots=True)
class Range:
    """What the claims about one incident leave possible; ends in persons, ``high`` None is open (or not asked).

    ``lowest`` and ``highest`` are the claims that bind each end. When ``agreed`` is False the claims cannot all be
    true, and the range runs over their worlds: the largest sets of voices that can all be right. Where more than
    eight accounts are given it is one that none of them leaves, and may be wider; where only what is sure is asked,
    that is nobody.
    """

    code: str
    low: int
    high: int | None
    lowest: tuple[str, ...]
    highest: tuple[str, ...]
    agreed: bool = True


@dataclass(frozen=True, slots=True)
class _Programme:
    """A question to some incident with these numbers; incidents may share it."""

    shape: Shape
    ends: Ends
    least: bool


@dataclass(frozen=True, slots=True)
class _Solved:
    """The ends of a programme; ``low`` None: its rows cannot all be met."""

    low: Extreme | None
    high: Extreme = OPEN


@dataclass(frozen=True, slots=True)
class _Posed:
    """A question to one incident: its programme, and which scope of the incident each of its scopes is."""

    asked: Asked
    programme: _Programme
    scopes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Block:
    code: str
    claims: tuple[Claim, ...]
    evidence: Evidence
    ends: Mapping[str, tuple[End, ...]]
    posed: tuple[_Posed, ...]


def ranges(
    evidence: Evidence,
    incidents: Iterable[Incident],
    asked: Iterable[Sequence[Asked]],
    judgements: Sequence[Judgement] = (),
) -> Iterator[tuple[Range, ...]]:
    """The range of each question that is ``asked`` of each of the incidents, in their order.

    The same as ``System.bounds`` of a question about the incident, where its claims can all be true. An incident
    without a number, or that is asked nothing, has no ranges. ``evidence`` holds the claims of all of them.
    """
    shapes = Shapes(judgements)
    blocks = _blocks(evidence, zip(incidents, asked, strict=True), shapes)
    solved: dict[_Programme, _Solved] = {}
    while batch := list(islice(blocks, _STACK)):
        new = dict.fromkeys(p.programme for one in batch if one is not None for p in one.posed)
        solved |= _solve([programme for programme in new if programme not in solved])
        for one in batch:
            if one is None:
                yield ()
            else:
                yield tuple(_range(one, posed, solved[posed.programme]) for posed in one.posed)
        if len(solved) > _KEPT:
            solved.clear()
            shapes.forget()


def _blocks(
    evidence: Evidence, asked: Iterable[tuple[Incident, Sequence[Asked]]], shapes: Shapes
) -> Iterator[_Block | None]:
    order = {claim.id: number for number, claim in enumerate(evidence.claims)}
    counted = {claim.id for claim in countable(evidence)}
    for incident, questions in asked:
        own = sorted(order[claim_id] for claim_id in incident.claims if claim_id in order)
        told = [evidence.claims[number] for number in own if evidence.claims[number].id in counted]
        if not told or not questions:
            yield None
            continue
        here = evidence.of([evidence.claims[number] for number in own])
        if again := _heard_again(here):
            old = history(again)
            told = [claim for claim in told if claim.id not in old]
        yield _block(incident.code, here, told, questions, shapes) if told else None


def _heard_again(here: Evidence) -> Evidence | None:
    """The claims whose speakers are heard on several days, or that links join: only they can be replaced."""
    days: dict[str, set[date | None]] = defaultdict(set)
    for claim in here.claims:
        days[here.keys[claim.id]].add(here.known[claim.id])
    links = here.links
    linked = {*links.restates, *links.restates.values(), *links.supersedes}.union(*links.supersedes.values())
    kept = [claim for claim in here.claims if len(days[here.keys[claim.id]]) > 1 or claim.id in linked]
    if not kept:
        return None
    return replace(here, claims=tuple(kept), known={claim.id: here.known[claim.id] for claim in kept})


def _block(code: str, here: Evidence, told: list[Claim], asked: Sequence[Asked], shapes: Shapes) -> _Block:
    # in an order that many incidents share, so that they share a shape
    told.sort(key=lambda c: (c.measure, c.group.text if c.group else "", c.id))
    said = stated(told, dict.fromkeys(here.known, HERE), here)
    # parts are named by the claims that count them
    names = {claim.id: str(number) for number, claim in enumerate((*told, *here.claims))}
    said = replace(said, scopes=tuple(replace(s, who=_renamed(s.who, names)) for s in said.scopes))
    ids = {claim.id for claim in told}
    ruling = [j for j in shapes.contains if j.about.id in ids and j.other and j.other.id in ids]
    rulings = rulings_of(ruling, {c.id: (said.groups.who(c.group), HERE) for c in told}, said.groups)
    best: dict[tuple[int, bool], int] = {}
    for end in (end for ends in said.ends.values() for end in ends):
        now = best.setdefault((end.scope, end.upper), end.value)
        best[end.scope, end.upper] = min(now, end.value) if end.upper else max(now, end.value)
    posed = []
    for one in asked:
        groups = shapes.with_group(said.groups, one.group)
        people = [groups.who(one.group)]
        if one.group == EVERYONE and said.unsaid:
            people.append(groups.who(None))
        scopes = bearing(said.scopes, one.measure)
        shape = shapes.of(
            groups,
            [said.scopes[number] for number in scopes],
            [Scope(measure=one.measure, who=who, region=HERE) for who in people],
            rulings,
        )
        kept = tuple(
            (number, upper, best[scope, upper])
            for number, scope in enumerate(scopes)
            for upper in (False, True)
            if (scope, upper) in best and shape.bears[number]
        )
        posed.append(_Posed(one, _Programme(shape, kept, one.least), scopes))
    return _Block(code, tuple(told), here, said.ends, tuple(posed))


def _renamed(who: Who, names: Mapping[str, str]) -> Who:
    return replace(who, parts=tuple(names[part] for part in who.parts)) if who.parts else who


def _solve(programmes: Sequence[_Programme]) -> Iterator[tuple[_Programme, _Solved]]:
    adding = []
    for programme in programmes:
        shape, ends = programme.shape, programme.ends
        if not shape.plain:
            adding.append(programme)
        elif not shape.possible(ends):
            yield programme, _Solved(None)
        else:
            low = shape.least(ends, shape.asked[0])
            high = OPEN if programme.least else shape.greatest(ends, shape.asked[-1])
            if _below(high, low):
                high = shape.greatest(ends, shape.asked[0])
            yield programme, _Solved(low, high)
    yield from _solve_sums(adding)


def _below(high: Extreme, low: Extreme) -> bool:
    """Whether, as in System.bounds, what does not say of whom cannot mean everyone: one group alone has more."""
    return high.value is not None and high.value < (low.value or 0)


def _solve_sums(programmes: Sequence[_Programme]) -> Iterator[tuple[_Programme, _Solved]]:
    problems = [p.shape.problem(p.ends, p.shape.asked[0], 1.0) for p in programmes]
    missing = relax_each(problems, [len(p.ends) for p in programmes])
    possible = [(p, problem) for p, problem, by in zip(programmes, problems, missing, strict=True) if by < _BINDS]
    yield from ((p, _Solved(None)) for p, by in zip(programmes, missing, strict=True) if by >= _BINDS)
    low: dict[_Programme, Extreme] = {}
    for (programme, _), optimum in zip(possible, least_of_each([problem for _, problem in possible]), strict=True):
        low[programme] = Extreme(at_least(optimum.value), _binding(programme, optimum.prices))
    high = _greatest({p: p.shape.asked[-1] for p in low if not p.least})
    high |= _greatest({p: p.shape.asked[0] for p, found in high.items() if _below(found, low[p])})
    yield from ((p, _Solved(low[p], high.get(p, OPEN))) for p in low)


def _greatest(asked: Mapping[_Programme, int]) -> dict[_Programme, Extreme]:
    found = {p: OPEN for p, scope in asked.items() if p.shape.is_open(scope, p.ends)}
    closed = [p for p in asked if p not in found]
    problems = [p.shape.problem(p.ends, asked[p], -1.0) for p in closed]
    for programme, optimum in zip(closed, least_of_each(problems), strict=True):
        found[programme] = Extreme(at_most(-optimum.value), _binding(programme, optimum.prices))
    return found


def _binding(programme: _Programme, prices: Iterable[float]) -> frozenset[tuple[int, bool, int]]:
    return frozenset(end for end, price in zip(programme.ends, prices, strict=False) if abs(price) > _BINDS)


def _range(block: _Block, posed: _Posed, solved: _Solved) -> Range:
    if solved.low is None:
        return _over_worlds(block, posed)

    def those(extreme: Extreme) -> tuple[str, ...]:
        if not extreme.binding:
            return ()
        binding = {(posed.scopes[scope], upper, value) for scope, upper, value in extreme.binding}
        return tuple(
            sorted(
                claim_id
                for claim_id, ends in block.ends.items()
                if any((end.scope, end.upper, end.value) in binding for end in ends)
            )
        )

    assert solved.low.value is not None
    return Range(block.code, solved.low.value, solved.high.value, those(solved.low), those(solved.high))


def _over_worlds(block: _Block, posed: _Posed) -> Range:
    """From the lowest low to the highest high over the largest sets of voices that can all be right."""
    if posed.asked.least:
        # nothing is sure of what cannot all be true
        return Range(block.code, 0, None, (), (), agreed=False)
    number = {scope: index for index, scope in enumerate(posed.scopes)}
    ends = {
        claim.id: tuple(
            replace(end, scope=number[end.scope]) for end in block.ends[claim.id] if end.scope in number
        )
        for claim in block.claims
    }
    found = hull(posed.programme.shape.ground, ends, block.evidence.keys, _ACCOUNTS)
    behind = found.lowest
    if not (found.lowest or found.highest):
        # nothing is limited, and that too rests on what is told
        behind = tuple(claim_id for claim_id, own in ends.items() if own)
    return Range(block.code, found.low, found.high, behind, found.highest, agreed=False)
