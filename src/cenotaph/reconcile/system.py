"""The constraint system of a set of claims: what can be true at once, and what follows for any question.

A claim says that the sum over its scope lies between its ends. Built once, asked often: every question, and every
set of claims to believe, is a small linear programme over the same rows (DESIGN.md, "Reconciling").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from cenotaph.errors import ContradictionError, NotFoundError
from cenotaph.model import Claim, Incident, Judgement
from cenotaph.reconcile.accepted import accepted
from cenotaph.reconcile.answers import Answer, figure_of
from cenotaph.reconcile.base import Bounds, Question
from cenotaph.reconcile.evidence import Evidence
from cenotaph.reconcile.groups import EVERYONE, is_described, is_everyone
from cenotaph.reconcile.layout import End, Layout, Scope
from cenotaph.reconcile.programme import Problem, at_least, at_most, least, relax
from cenotaph.reconcile.rulings import Rulings, rulings_of
from cenotaph.reconcile.scopes import Region, Site, region_of, region_of_question, sites
from cenotaph.reconcile.who import Groups

__all__ = ["System"]

_BINDS = 1e-7


@dataclass(frozen=True, slots=True)
class _Proof:
    """Why some claims cannot all be true: the ends that no numbers meet together (empty: they can)."""

    ends: tuple[End, ...] = ()


class System:
    """What the accepted claims imply about one another and about questions; ``ids``: in the evidence's order."""

    def __init__(
        self,
        evidence: Evidence,
        claims: Sequence[Claim],
        regions: Mapping[str, Region],
        known: Mapping[str, Site],
        judgements: Sequence[Judgement],
    ) -> None:
        self.evidence = evidence
        self.claims = {claim.id: claim for claim in claims}
        self.ids = tuple(self.claims)
        self._sites = known
        whole = {claim.id: claim for claim in evidence.claims}
        parts = [whole[p] for c in claims if (p := evidence.links.part_of.get(c.id)) in whole]
        self._groups = Groups([EVERYONE, *(c.group for c in (*claims, *parts))])
        self._unsaid = any(claim.group is None for claim in claims)
        numbers: dict[Scope, int] = {}
        self._ends: dict[str, tuple[End, ...]] = {}
        for claim in claims:
            self._ends[claim.id] = tuple(self._ends_of(claim, regions[claim.id], whole, numbers))
        self._scopes = tuple(numbers)
        told = {c.id: (self._groups.who(c.group), regions[c.id]) for c in claims}
        self._rulings: Rulings = rulings_of(judgements, told, self._groups)
        self._layouts = lru_cache(maxsize=256)(self._lay_out)
        self._proofs = lru_cache(maxsize=65536)(self._prove)

    @classmethod
    def build(
        cls,
        evidence: Evidence,
        claims: Sequence[Claim],
        incidents: Sequence[Incident] = (),
        judgements: Sequence[Judgement] = (),
    ) -> System:
        """The system of those of ``claims`` that enter it (see ``accepted``).

        ``incidents`` say which claims are about which incident; without any, all claims about an incident are
        about the one incident with the code "".
        """
        codes: dict[str, list[str]] = defaultdict(list)
        for incident in incidents:
            for claim_id in incident.claims:
                codes[claim_id].append(incident.code)
        known = sites(evidence.claims, incidents, evidence.known)
        regions = {
            c.id: region_of(c, codes.get(c.id, ()) if incidents else ("",), evidence.known[c.id])
            for c in evidence.claims
        }
        return cls(evidence, accepted(evidence, claims, regions), regions, known, judgements)

    def _ends_of(
        self, claim: Claim, region: Region, whole: dict[str, Claim], numbers: dict[Scope, int]
    ) -> list[End]:
        assert claim.count is not None
        own, part = self._groups.counted_by(claim, self.evidence, whole)
        people = [own]
        if claim.group is not None and is_everyone(claim.group) and self._unsaid:
            # a number that does not say of whom counts the same as one of everyone, where that is all it could mean
            people.append(self._groups.with_group(None).who(None))
        described = claim.group is not None and is_described(claim.group)
        found = []
        for who, upper in ((p, True) for p in people if part is None or described):
            number = numbers.setdefault(Scope(measure=claim.measure, who=who, region=region), len(numbers))
            found += _both_ends(number, claim) if upper else []
        if part is not None and claim.count.low:
            number = numbers.setdefault(Scope(measure=claim.measure, who=part, region=region), len(numbers))
            found.append(End(scope=number, upper=False, value=claim.count.low, claim=claim.id))
        return found

    # what can be true

    def consistent(self, ids: Collection[str]) -> bool:
        """Whether these claims can all be true."""
        return self.conflict(ids) is None

    def conflict(self, ids: Collection[str]) -> frozenset[str] | None:
        """Claims among ``ids`` that cannot all be true (not always the fewest), None when all of them can."""
        for ends in self._by_component(ids):
            proof = self._proofs(_strongest(ends))
            if proof.ends:
                return frozenset(end.claim for end in proof.ends)
        return None

    def sides(self, ids: Collection[str]) -> dict[str, str]:
        """Which end of each claim of a set that cannot be true is too much: "low" or "high"."""
        found = {}
        for ends in self._by_component(ids):
            for end in self._proofs(_strongest(ends)).ends:
                found[end.claim] = "high" if end.upper else "low"
        return found

    def gap(self, ids: Collection[str]) -> int:
        """The least total by which stated ends must change for all to be true, in persons (0: they can be)."""
        total = 0.0
        for ends in self._by_component(ids):
            layout = self._base
            owners = {key: index for index, key in enumerate(dict.fromkeys((e.claim, e.upper) for e in ends))}
            rows, limits = layout.rows(ends, layout.near(ends[0].scope))
            whose = [owners[end.claim, end.upper] for end in ends]
            total += relax(rows, limits, whose + [-1] * (len(limits) - len(ends)))[0]
        return at_least(total)

    @cached_property
    def _base(self) -> Layout:
        return self._layouts(None)

    def _by_component(self, ids: Collection[str]) -> list[tuple[End, ...]]:
        """The ends of these claims, those apart that share no row."""
        wanted = set(ids)
        parts: dict[int, list[End]] = defaultdict(list)
        for claim_id in self.ids:
            if claim_id in wanted:
                for end in self._ends[claim_id]:
                    component = self._base.component_of(end.scope)
                    if component is not None:
                        parts[component].append(end)
        return [tuple(parts[component]) for component in sorted(parts)]

    def _prove(self, ends: tuple[End, ...]) -> _Proof:
        rows, limits = self._base.rows(ends, self._base.near(ends[0].scope))
        total, prices = relax(rows, limits, [*range(len(ends)), *[-1] * (len(limits) - len(ends))])
        if total < _BINDS:
            return _Proof()
        return _Proof(tuple(end for end, price in zip(ends, prices, strict=False) if abs(price) > _BINDS))

    # what follows

    def bounds(self, question: Question, ids: Collection[str] | None = None) -> Bounds:
        """What the claims ``ids`` (None: all) leave possible, with the claims that bind each end.

        Raises ContradictionError when those that bear on the question cannot all be true, and NotFoundError when
        there is no such incident, or no claim to answer from.
        """
        if question.incident is not None and question.incident not in self._sites:
            raise NotFoundError(f"no incident {question.incident!r}", hint="cenotaph resolve lists the codes")
        layout = self._layouts(question)
        wanted = set(self.ids if ids is None else ids)
        asked = range(len(self._scopes), len(layout.columns))
        low = self._extreme(layout, asked[0], wanted, upper=False)
        high = self._extreme(layout, asked[-1], wanted, upper=True)
        if len(asked) > 1 and high.value is not None and high.value < (low.value or 0):
            # what does not say of whom cannot mean everyone: more are counted in one group alone
            high = self._extreme(layout, asked[0], wanted, upper=True)
        about = self._about(layout, asked, wanted)
        return figure_of(
            question, low, high, about, [self.claims[i] for i in self.ids if i in wanted], self.evidence
        )

    def _extreme(self, layout: Layout, scope: int, wanted: set[str], *, upper: bool) -> Answer:
        near = layout.near(scope)
        ends = _strongest(
            tuple(
                end
                for claim_id in self.ids
                if claim_id in wanted
                for end in self._ends[claim_id]
                if len(layout.columns[end.scope]) and near[layout.columns[end.scope][0]]
            )
        )
        if upper and layout.is_open(scope, ends):
            return Answer(value=None, claims=())
        rows, limits = layout.rows(ends, near)
        found = least(Problem(rows=rows, limits=limits, cost=layout.cost(scope, near, -1.0 if upper else 1.0)))
        if found is None:
            core = relax(rows, limits, [*range(len(ends)), *[-1] * (len(limits) - len(ends))])[1]
            raise _contradiction([end.claim for end, price in zip(ends, core, strict=False) if abs(price) > _BINDS])
        binding = {
            (end.scope, end.upper, end.value)
            for end, price in zip(ends, found.prices, strict=False)
            if abs(price) > _BINDS
        }
        value = at_most(-found.value) if upper else at_least(found.value)
        claims = tuple(
            claim_id
            for claim_id in self.ids
            if claim_id in wanted and any((e.scope, e.upper, e.value) in binding for e in self._ends[claim_id])
        )
        return Answer(value=value, claims=claims)

    def _about(self, layout: Layout, asked: range, wanted: set[str]) -> tuple[str, ...]:
        """The claims whose scope holds all that is asked, or is all that is asked."""
        target = set(layout.columns[asked[0]].tolist()) | set(layout.columns[asked[-1]].tolist())
        found = []
        for claim_id in self.ids:
            columns = {int(c) for end in self._ends[claim_id] for c in layout.columns[end.scope]}
            if claim_id in wanted and columns and (columns <= target or target <= columns):
                found.append(claim_id)
        return tuple(found)

    def _lay_out(self, question: Question | None) -> Layout:
        if question is None:
            return Layout(self._scopes, (), self._groups, self._sites, self._rulings)
        region = region_of_question(question)
        everyone = question.group is None or is_everyone(question.group)
        groups = self._groups.with_group(EVERYONE if everyone else question.group)
        people = [groups.who(EVERYONE if everyone else question.group)]
        if everyone and self._unsaid:
            people.append(groups.who(None))
        asked = [Scope(measure=question.measure, who=who, region=region) for who in people]
        return Layout(self._scopes, asked, groups, self._sites, self._rulings)


def _both_ends(scope: int, claim: Claim) -> list[End]:
    assert claim.count is not None
    found = []
    if claim.count.low:
        found.append(End(scope=scope, upper=False, value=claim.count.low, claim=claim.id))
    if claim.count.high is not None:
        found.append(End(scope=scope, upper=True, value=claim.count.high, claim=claim.id))
    return found


def _strongest(ends: tuple[End, ...]) -> tuple[End, ...]:
    """Of each scope the highest lower end and the lowest upper end, of equals the first."""
    best: dict[tuple[int, bool], End] = {}
    for end in ends:
        key = end.scope, end.upper
        if key not in best or (end.value < best[key].value if end.upper else end.value > best[key].value):
            best[key] = end
    return tuple(best[key] for key in sorted(best))


def _contradiction(claims: list[str]) -> ContradictionError:
    core = tuple(dict.fromkeys(claims))
    return ContradictionError(
        f"claims {', '.join(core)} cannot all be true",
        hint="leave one of them out, or ask what follows in each world",
        claims=core,
    )
