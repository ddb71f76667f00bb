"""The constraint system of a set of claims: what can be true at once, and what follows for any question.

A claim says that the sum over its scope lies between its ends. Built once, asked often: every question, and every
set of claims to believe, is a small linear programme over the same rows (DESIGN.md, "Reconciling").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from cenotaph.errors import ContradictionError, NotFoundError
from cenotaph.model import Claim, Incident, Judgement
from cenotaph.reconcile.accepted import accepted
from cenotaph.reconcile.answers import Answer, figure_of
from cenotaph.reconcile.base import Bounds, Question
from cenotaph.reconcile.evidence import Evidence
from cenotaph.reconcile.groups import EVERYONE, is_everyone
from cenotaph.reconcile.scopes import Region, Site, region_of, region_of_question, sites

if TYPE_CHECKING:
    from cenotaph.reconcile.consistency import Consistency
    from cenotaph.reconcile.hulls import Hull
    from cenotaph.reconcile.layout import Layout
    from cenotaph.reconcile.stated import Floor

__all__ = ["System"]


class System:
    """What the accepted claims imply about one another and about questions; ``ids``: in the evidence's order."""

    def __init__(
        self,
        evidence: Evidence,
        claims: Sequence[Claim],
        regions: Mapping[str, Region],
        known: Mapping[str, Site],
        judgements: Sequence[Judgement],
        floors: Sequence[Floor] = (),
    ) -> None:
        self.evidence = evidence
        self.claims = {claim.id: claim for claim in claims}
        self.ids = tuple(self.claims)
        # NumPy and SciPy are loaded when there is something to solve, not when cenotaph is imported
        from cenotaph.reconcile.layout import Rules
        from cenotaph.reconcile.rulings import rulings_of
        from cenotaph.reconcile.stated import stated

        self._sites = {**known, **{floor.site.code: floor.site for floor in floors}}
        self.stated = stated(claims, regions, evidence, floors)
        groups = self.stated.groups
        told = {claim.id: (groups.who(claim.group), regions[claim.id]) for claim in claims}
        self.rules = Rules(groups, self._sites, rulings_of(judgements, told, groups))
        self._layouts = lru_cache(maxsize=256)(self._lay_out)

    @classmethod
    def build(
        cls,
        evidence: Evidence,
        claims: Sequence[Claim],
        incidents: Sequence[Incident] = (),
        judgements: Sequence[Judgement] = (),
        floors: Sequence[Floor] = (),
    ) -> System:
        """The system of those of ``claims`` that enter it (see ``accepted``).

        ``incidents`` say which claims are about which incident; without any, all claims about an incident are
        about the one incident with the code "". ``floors`` hold whoever is believed.
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
        return cls(evidence, accepted(evidence, claims, regions), regions, known, judgements, floors)

    # what can be true

    def consistent(self, ids: Collection[str]) -> bool:
        """Whether these claims can all be true."""
        return not self._consistency.proof({*ids, *self.stated.behind})

    def conflict(self, ids: Collection[str]) -> frozenset[str] | None:
        """Claims among ``ids`` that cannot all be true (not always the fewest), None when all of them can."""
        proof = self._consistency.proof({*ids, *self.stated.behind})
        return frozenset(end.claim for end in proof if end.claim not in self.stated.behind) if proof else None

    def sides(self, ids: Collection[str]) -> dict[str, str]:
        """Which end of each claim of a set that cannot be true is too much: "low" or "high"."""
        proof = self._consistency.proof({*ids, *self.stated.behind})
        return {end.claim: "high" if end.upper else "low" for end in proof if end.claim not in self.stated.behind}

    def pairs(self) -> tuple[frozenset[str], ...]:
        """All pairs of claims that cannot both be true."""
        return self._consistency.pairs()

    def threes(self) -> tuple[frozenset[str], ...]:
        """Further minimal sets of two or three claims that cannot all be true; not always all there are."""
        return tuple(some for some in self._consistency.threes() if not some.intersection(self.stated.behind))

    def gap(self, ids: Collection[str]) -> int:
        """The least total by which stated ends must change for all to be true, in persons (0: they can be)."""
        return self._consistency.gap({*ids, *self.stated.behind})

    @property
    def layout(self) -> Layout:
        """The rows of all the claims, without a question."""
        return self._layouts(None)

    @cached_property
    def _consistency(self) -> Consistency:
        from cenotaph.reconcile.consistency import Consistency

        return Consistency(self.layout, self.stated.ends)

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
        asked = self._asked(layout)
        low = self._extreme(layout, asked[0], wanted, upper=False)
        high = self._extreme(layout, asked[-1], wanted, upper=True)
        if len(asked) > 1 and high.value is not None and high.value < (low.value or 0):
            # what does not say of whom cannot mean everyone: more are counted in one group alone
            high = self._extreme(layout, asked[0], wanted, upper=True)
        about = self._about(layout, asked, wanted)
        return figure_of(
            question, low, high, about, [self.claims[i] for i in self.ids if i in wanted], self.evidence
        )

    def hull(self, question: Question, voices: Mapping[str, str] | None = None) -> Hull:
        """The lowest low and the highest high over the largest sets of voices that can all be right (``hulls``).

        ``voices``: who speaks in each claim (id -> key); without it the evidence's speakers do.
        """
        from cenotaph.reconcile.hulls import hull
        from cenotaph.reconcile.levels import Ground

        layout = self._layouts(question)
        who = self.evidence.keys if voices is None else voices
        found = hull(Ground.of(layout, self._asked(layout)), self.stated.ends, {i: who[i] for i in self.ids})
        return replace(found, lowest=self._ids_of(found.lowest), highest=self._ids_of(found.highest))

    def bearing(self, question: Question) -> tuple[str, ...]:
        """The claims that are linked with a question: only they can change its answer."""
        layout = self._layouts(question)
        near = {c for asked in self._asked(layout) for c in layout.components_of(asked)}
        ends = self.stated.ends
        return tuple(i for i in self.ids if any(near.intersection(layout.components_of(e.scope)) for e in ends[i]))

    def _asked(self, layout: Layout) -> range:
        return range(layout.claimed, len(layout.columns))

    def _extreme(self, layout: Layout, scope: int, wanted: set[str], *, upper: bool) -> Answer:
        from cenotaph.reconcile.consistency import refuted
        from cenotaph.reconcile.extremes import extreme

        told = [
            end
            for claim_id in (*(i for i in self.ids if i in wanted), *self.stated.behind)
            for end in self.stated.ends[claim_id]
        ]
        found = extreme(layout, scope, told, upper=upper)
        if found is None:
            raise _contradiction(self._ids_of(e.claim for e in refuted(layout, layout.components_of(scope), told)))
        return Answer(value=found.value, claims=self._ids_of(end.claim for end in found.ends))

    def _ids_of(self, names: Iterable[str]) -> tuple[str, ...]:
        """The ids of the claims, and of those behind the floors, that have these names; each once."""
        return tuple(dict.fromkeys(i for name in names for i in self.stated.behind.get(name, (name,))))

    def _about(self, layout: Layout, asked: range, wanted: set[str]) -> tuple[str, ...]:
        """The claims whose scope holds all that is asked, or is all that is asked."""
        target = set(layout.columns[asked[0]].tolist()) | set(layout.columns[asked[-1]].tolist())
        found = []
        for claim_id in self.ids:
            columns = {int(c) for end in self.stated.ends[claim_id] for c in layout.columns[end.scope]}
            if claim_id in wanted and columns and (columns <= target or target <= columns):
                found.append(claim_id)
        return tuple(found)

    def _lay_out(self, question: Question | None) -> Layout:
        from cenotaph.reconcile.layout import Layout, Scope

        if question is None:
            return Layout(self.stated.scopes, (), self.rules)
        region = region_of_question(question)
        everyone = question.group is None or is_everyone(question.group)
        groups = self.stated.groups.with_group(EVERYONE if everyone else question.group)
        people = [groups.who(EVERYONE if everyone else question.group)]
        if everyone and self.stated.unsaid:
            people.append(groups.who(None))
        asked = [Scope(measure=question.measure, who=who, region=region) for who in people]
        return Layout(self.stated.scopes, asked, self.rules.with_groups(groups))


def _contradiction(core: tuple[str, ...]) -> ContradictionError:
    return ContradictionError(
        f"claims {', '.join(core)} cannot all be true",
        hint="leave one of them out, or ask what follows in each world",
        claims=core,
    )
