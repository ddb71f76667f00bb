"""Totals over very many incidents: what each leaves possible, and what is claimed of places and periods.

Two incidents share nobody, so the least of a sum is the sum of the least. The sums over the incidents of a place
and period enter the programme of the totals as floors under that place and period, so that it stays as small as
the totals are few. Incidents give no ceiling: nobody says that they are all there were. Against one programme over
all claims this can be wider, never narrower: of groups and outcomes only their ranges are handed on, and incidents
that reach over the ends of overlapping periods are added up within each period, not across them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np

from cenotaph.collecting import put_off
from cenotaph.errors import ContradictionError, NotFoundError
from cenotaph.model import (
    Anchor,
    Claim,
    Count,
    Extraction,
    Figure,
    FigureKind,
    Group,
    Hedge,
    Incident,
    Judgement,
    JudgementKind,
    Measure,
    Place,
    Scope,
    Speaker,
    Trail,
)
from cenotaph.reconcile.accepted import accepted
from cenotaph.reconcile.base import Bounds, Question
from cenotaph.reconcile.blocks import Asked, Range, ranges
from cenotaph.reconcile.envelopes import countable
from cenotaph.reconcile.evidence import Evidence, in_force
from cenotaph.reconcile.groups import EVERYONE, Relation, compare, is_everyone
from cenotaph.reconcile.layout import outcomes
from cenotaph.reconcile.located import Located, Sums, Told
from cenotaph.reconcile.scopes import (
    Region,
    place_key,
    place_relation,
    region_of,
    region_of_question,
    sites,
)
from cenotaph.reconcile.system import System

__all__ = ["Totals"]

_INSIDE = (Relation.SAME, Relation.WITHIN)
_ON_RECORD = Speaker(name="the incidents on record")


@dataclass(frozen=True, slots=True)
class _Floor:
    """A sum over incidents as a claim of its own, where it holds, and what it was made from."""

    claim: Claim
    region: Region
    sums: Sums


class Totals:
    """Incidents and totals, read once, asked often. ``evidence`` holds the claims of both."""

    def __init__(
        self, evidence: Evidence, incidents: Sequence[Incident], judgements: Sequence[Judgement] = ()
    ) -> None:
        self._evidence = evidence
        self._incidents = incidents
        self._judgements = [j for j in in_force(judgements) if j.kind is JudgementKind.CONTAINS]
        self._located = Located(sites(evidence.claims, incidents, evidence.known) if incidents else {})
        told = [claim for claim in countable(evidence) if claim.scope is not Scope.INCIDENT]
        self._regions = {claim.id: region_of(claim, (), evidence.known[claim.id]) for claim in told}
        self._claims = tuple(told)
        self._found: dict[Asked, list[Range]] = {}
        self._told: dict[Asked, Told] = {}
        self._systems = lru_cache(maxsize=8)(self._lay_out)

    def ranges(self, measure: Measure, group: Group | None = None) -> tuple[Range, ...]:
        """What is possible in each incident that has a number (``blocks.ranges``), worked out once."""
        asked = Asked.of(measure, group)
        if asked not in self._found:
            self.ask([asked])
        return tuple(self._found[asked])

    def _told_of(self, asked: Asked) -> Told:
        if asked not in self._told:
            if asked not in self._found:
                self.ask([asked])
            self._told[asked] = self._located.told(self._found[asked])
        return self._told[asked]

    def _least(self, measure: Measure, group: Group, asked: Group) -> Told:
        """The ranges of the incidents that have a number of everyone or of the group that is ``asked``.

        Of another group: what is surely of it, in those incidents where a number counts some of it.
        """
        return self._told_of(Asked(measure, group, least=group not in (EVERYONE, asked)))

    def ask(self, asked: Iterable[Asked], on_progress: Callable[[int], None] = lambda done: None) -> None:
        """Ask all of these at once, and what totals will want to know too: an incident is then laid out once.

        ``on_progress`` is told how many incidents have been asked.
        """
        questions = dict.fromkeys(one for one in (*asked, *self._wanted) if one not in self._found)
        bearing = self._bearing(tuple(questions))
        self._found |= {one: [] for one in questions}
        found = ranges(self._evidence, self._incidents, bearing, self._judgements)
        with put_off():
            for done, (questions_here, ranges_here) in enumerate(zip(bearing, found, strict=True)):
                for one, answer in zip(questions_here, ranges_here, strict=False):
                    self._found[one].append(answer)
                on_progress(done + 1)

    @cached_property
    def _wanted(self) -> tuple[Asked, ...]:
        """What is asked of incidents for the totals: the outcomes and the groups that they count."""
        measures = {part for claim in self._claims for part in (claim.measure, *outcomes(claim.measure))}
        groups = dict.fromkeys(c.group for c in self._claims if c.group is not None and not is_everyone(c.group))
        everyone = [Asked(measure) for measure in sorted(measures)]
        return (*everyone, *(Asked(m, group, least=True) for m in sorted(measures) for group in groups))

    def _bearing(self, questions: tuple[Asked, ...]) -> list[tuple[Asked, ...]]:
        """Per incident the questions to ask: of a group's least only where a claim names some of the group."""
        group_of = {claim.id: claim.group for claim in self._evidence.claims}
        always = tuple(one for one in questions if not one.least)
        of_group: dict[Group | None, frozenset[Asked]] = {}
        alike: dict[frozenset[Asked], tuple[Asked, ...]] = {}
        found = []
        for incident in self._incidents:
            wanted: frozenset[Asked] = frozenset()
            for group in {group_of.get(claim_id) for claim_id in incident.claims}:
                if group not in of_group:
                    of_group[group] = frozenset(
                        one for one in questions if one.least and group and compare(group, one.group) in _INSIDE
                    )
                wanted |= of_group[group]
            if wanted not in alike:
                alike[wanted] = (*always, *(one for one in questions if one in wanted))
            found.append(alike[wanted])
        return found

    def on_record(self, question: Question) -> Bounds:
        """The sum over the incidents on record alone: of those surely in the question's place and period the least,
        of those that may be in it the most.

        Raises NotFoundError when no such incident has a number.
        """
        told = self._told_of(Asked.of(question.measure, question.group))
        surely, maybe = self._located.lies(region_of_question(question))
        low = high = open_ = apart = found = 0
        lowest: list[str] = []
        highest: list[str] = []
        for number in np.flatnonzero(maybe[told.numbers]).tolist():
            one = told.ranges[number]
            if question.incident not in (None, one.code):
                continue
            found += 1
            apart += not one.agreed
            if surely[told.numbers[number]]:
                low += one.low
                lowest.extend(one.lowest)
            highest.extend(one.highest)
            high, open_ = high + (one.high or 0), open_ + (one.high is None)
        if not lowest and not highest:
            raise NotFoundError("no incident on record has a number here", hint="cenotaph resolve lists incidents")
        rules = ("sum over incidents, which share nobody",)
        trail = Trail(claims=tuple(sorted({*lowest, *highest})), rules=rules)
        note = [f"{found:,} incidents." if found != 1 else "One incident."]
        note += [f"Open above: {open_:,} of them have no upper end."] if open_ else []
        note += (
            [f"{apart:,} of them, whose claims cannot all be true, count with all that their worlds allow."]
            if apart
            else []
        )
        figure = Figure(
            kind=FigureKind.BOUNDS, low=low, high=None if open_ else high, measure=question.measure, trail=trail
        )
        return Bounds(
            question=question, figure=figure, lowest=tuple(lowest), highest=tuple(highest), note=" ".join(note)
        )

    def bounds(self, question: Question, *, without: Collection[str] = ()) -> Bounds:
        """What totals and incidents leave possible for a place and a period, believing all but ``without`` (ids).

        Raises ContradictionError when the totals cannot all be true over what the incidents add up to, and
        NotFoundError when there is neither a total nor an incident.
        """
        system, added = self._systems(question)
        believed = [claim_id for claim_id in system.ids if claim_id not in without]
        try:
            found = system.bounds(question, believed)
        except ContradictionError as error:
            core = _behind(error.claims, added)
            raise ContradictionError(
                "totals and incidents cannot all be true", hint="leave a total out (without=)", claims=core
            ) from error
        trail = replace(found.figure.trail, claims=tuple(sorted(set(_behind(found.figure.trail.claims, added)))))
        return replace(
            found,
            figure=replace(found.figure, trail=trail),
            lowest=_behind(found.lowest, added),
            highest=_behind(found.highest, added),
        )

    def _lay_out(self, question: Question) -> tuple[System, dict[str, _Floor]]:
        """The system of the totals that bear on a question, with the sums over incidents, which it names."""
        asked = region_of_question(question)
        claims = self.linked(asked.place)
        added = {floor.claim.id: floor for floor in self._floors(question, claims, asked)}
        if not claims and not added:
            raise NotFoundError("no claim counts anybody here", hint="cenotaph extract, then cenotaph resolve")
        evidence = replace(
            self._evidence,
            claims=(*claims, *(floor.claim for floor in added.values())),
            known={**{c.id: self._evidence.known[c.id] for c in claims}, **dict.fromkeys(added)},
            keys={**{c.id: self._evidence.keys[c.id] for c in claims}, **{name: name for name in added}},
        )
        regions = {**{c.id: self._regions[c.id] for c in claims}, **{n: f.region for n, f in added.items()}}
        counted = accepted(evidence, evidence.claims, regions)
        return System(evidence, counted, regions, {}, self._judgements), added

    def linked(self, place: Place | None) -> list[Claim]:
        """The totals that may bear on a place, by way of however many others: all that are not of places apart."""
        waiting = self._claims
        places: dict[str, Place | None] = {place_key(place) if place else "": place}
        found: dict[str, Claim] = {}
        while True:
            near = [c for c in waiting if c.id not in found and any(_meet(c.place, p) for p in places.values())]
            if not near:
                return [claim for claim in waiting if claim.id in found]
            found |= {claim.id: claim for claim in near}
            places |= {place_key(c.place) if c.place else "": c.place for c in near}

    def _floors(self, question: Question, claims: Sequence[Claim], asked: Region) -> list[_Floor]:
        """The sums over incidents, by the smallest place and the days between the ends of the regions at hand."""
        regions = [asked, *(self._regions[claim.id] for claim in claims)]
        places = {place_key(r.place): r.place for r in regions if r.place is not None}
        fine = sorted(places.values(), key=lambda p: (p.precision or 9, place_key(p)))
        settled = [region for region in regions if region.timed]
        cuts = sorted({r.first for r in settled} | {r.last + 1 for r in settled} | {Region().first})
        # what lies in none of the regions at hand is no floor under any of them
        homes = self._located.homes(fine, cuts, everywhere=any(region.place is None for region in regions))
        measures = {part for m in (question.measure, *(c.measure for c in claims)) for part in (m, *outcomes(m))}
        told = (question.group, *(claim.group for claim in claims))
        groups = dict.fromkeys([EVERYONE, *(g for g in told if g is not None and not is_everyone(g))])
        floors = []
        for measure in sorted(measures):
            for group in groups:
                sums = Sums(homes, self._least(measure, group, question.group or EVERYONE))
                where = dict.fromkeys([asked, *(r for r in settled if r.placed), *sums.homes])
                floors += [_Floor(_claim(measure, group, r, low), r, sums) for r in where if (low := sums.low(r))]
        return floors


def _claim(measure: Measure, group: Group, region: Region, low: int) -> Claim:
    place = place_key(region.place) if region.place else "everywhere"
    name = f"sum {measure} {group.text} {place} {region.first} {region.last}"
    return Claim(
        id=name,
        report=name,
        anchors=(Anchor(start=0, end=len(str(low)), quote=str(low)),),
        speaker=_ON_RECORD,
        measure=measure,
        count=Count(low=low, best=None, high=None, text=f"{low:,} or more", hedge=Hedge.AT_LEAST),
        group=group,
        place=region.place,
        scope=Scope.PERIOD,
        extraction=Extraction(by="totals", confidence=1.0),
    )


def _meet(a: Place | None, b: Place | None) -> bool:
    return a is None or b is None or place_relation(a, b) is not Relation.DISJOINT


def _behind(ids: Sequence[str], added: Mapping[str, _Floor]) -> tuple[str, ...]:
    """The claims themselves in place of the sums made from them."""
    return tuple(
        dict.fromkeys(own for i in ids for own in (added[i].sums.behind(added[i].region) if i in added else (i,)))
    )
