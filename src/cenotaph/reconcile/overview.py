"""A place and a period: what its incidents add up to, what is claimed of it as a whole, and both together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from cenotaph.errors import ContradictionError, NotFoundError
from cenotaph.model import (
    CASUALTIES,
    Claim,
    Figure,
    FigureKind,
    Group,
    Incident,
    Judgement,
    Measure,
    Place,
    Report,
    Scope,
    Trail,
)
from cenotaph.places import country_name
from cenotaph.reconcile.base import Bounds, Question, Reckoning
from cenotaph.reconcile.belonging import belonging
from cenotaph.reconcile.contradictions import contradictions
from cenotaph.reconcile.days import day_words
from cenotaph.reconcile.disagreements import disagreements
from cenotaph.reconcile.envelopes import countable
from cenotaph.reconcile.evidence import Evidence, counts, silent
from cenotaph.reconcile.groups import Relation, compare, is_described, is_everyone
from cenotaph.reconcile.positions import positions
from cenotaph.reconcile.scopes import (
    EVER,
    Region,
    Site,
    lies,
    place_relation,
    region_of,
    region_of_question,
    sites,
)
from cenotaph.reconcile.system import System
from cenotaph.reconcile.voices import voices_of

if TYPE_CHECKING:
    from cenotaph.reconcile.blocks import Asked, Range
    from cenotaph.reconcile.totals import Totals

__all__ = ["Member", "Overview", "ScopeAnswer", "Without", "overview"]

# groups that totals count, asked about apart: those that most totals are about
_GROUPS = 3
# ways of leaving voices out that are tried for one question, and voices left out at once
_TRIED, _AT_ONCE = 40, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An incident of the scope; ``surely`` False: nobody says so exactly where or when that it must lie in it.

    ``bounds`` are what its claims leave possible, by outcome; none of an outcome of which they say nothing.
    """

    incident: Incident
    surely: bool
    bounds: Mapping[Measure, Bounds]


@dataclass(frozen=True, slots=True, kw_only=True)
class Without:
    """What follows when these voices (keys) are not believed in what they say of totals."""

    voices: tuple[str, ...]
    bounds: Bounds


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeAnswer:
    """One question about the scope.

    ``record`` is what the incidents on record add up to, ``bounds`` what they and the claimed totals leave possible
    together; None where there is none. Where totals and incidents cannot all be true, ``bounds`` is None,
    ``against`` holds the totals (claim ids) that cannot, and ``without`` what follows without some of their voices.
    """

    question: Question
    record: Bounds | None
    bounds: Bounds | None
    against: tuple[str, ...] = ()
    without: tuple[Without, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """All that is known of a scope; ``totals`` reckons with the claims of totals alone (ids: ``totals.context``).

    ``claims`` are the ids of these and of the incidents' claims; ``voices`` says who speaks in each total (claim
    id -> key).
    """

    scope: Question
    answers: tuple[ScopeAnswer, ...]
    members: tuple[Member, ...]
    totals: Reckoning
    claims: tuple[str, ...]
    voices: Mapping[str, str]


def overview(
    scope: Question,
    reports: Sequence[Report],
    claims: Sequence[Claim],
    incidents: Sequence[Incident],
    *,
    judgements: Sequence[Judgement] = (),
    as_of: date | None = None,
    on_progress: Callable[[int, int, str], None] | None = None,
) -> Overview:
    """What is known of the scope's place and days at the end of ``as_of`` (None: to date).

    ``on_progress`` is called as (done, total, label) with the incidents that were asked. Pure, and independent of
    the order of the input. Raises NotFoundError, which says where the incidents lie, when no incident and no total
    is of this place and these days, as far as their words go.
    """
    from cenotaph.reconcile.totals import Totals

    whole = belonging(reports, claims, judgements=judgements, as_of=as_of).whole
    incidents = sorted(incidents, key=lambda incident: incident.code)
    region = region_of_question(scope)
    where = sites(whole.claims, incidents, whole.known) if incidents else {}
    told = [claim for claim in whole.claims if claim.scope is not Scope.INCIDENT and _bears(whole, claim, region)]
    near = [(incident, lies(where[incident.code], region)) for incident in incidents]
    near.sort(key=lambda pair: (where[pair[0].code].last, where[pair[0].code].first, pair[0].code))
    inside = {i for incident, (_, maybe) in near if maybe for i in incident.claims} | {claim.id for claim in told}
    here = [claim for claim in whole.claims if claim.id in inside]
    if not here or not any(_of(place, scope.place) for place in _dated(whole, near, where, told)):
        raise NotFoundError("no incident and no total is known of this place and time", hint=_lie(where.values()))
    linked = [claim.place for claim in Totals(whole, (), judgements).linked(scope.place)]
    reached = _reached(incidents, where, [scope.place, *linked])
    totals = Totals(whole, reached, judgements)
    keys = voices_of(whole, judgements).keys
    said = [m for m in CASUALTIES if any(c.measure is m and counts(c) for c in here)]
    tell = on_progress or (lambda done, total, label: None)
    totals.ask(_wanted(said, told), lambda done: tell(done, len(reached), "incidents"))
    members = tuple(_members(totals, [(incident, surely) for incident, (surely, maybe) in near if maybe], said))
    return Overview(
        scope=scope,
        answers=tuple(_answers(totals, scope, told, said, keys)),
        members=members,
        totals=_reckoned(_part(whole, told), here, keys, judgements, as_of),
        claims=tuple(claim.id for claim in here),
        voices={claim.id: keys[claim.id] for claim in told},
    )


def _bears(evidence: Evidence, claim: Claim, region: Region) -> bool:
    """Whether the claim is of a total that may have people of the region in it."""
    return (counts(claim) or silent(claim)) and lies(region_of(claim, (), evidence.known[claim.id]), region)[1]


def _dated(
    evidence: Evidence,
    near: Sequence[tuple[Incident, tuple[bool, bool]]],
    where: Mapping[str, Site],
    told: Sequence[Claim],
) -> Iterator[Place | None]:
    """The places of the incidents and totals whose days are said: "by May" alone puts nothing into a year."""
    for incident, (surely, maybe) in near:
        site = where[incident.code]
        if surely or (maybe and site.first > EVER[0]):
            yield site.place
    for claim in told:
        if region_of(claim, (), evidence.known[claim.id]).timed:
            yield claim.place


def _of(place: Place | None, asked: Place | None) -> bool:
    """Whether the words put it into the place that is asked about, and do not merely leave that open."""
    if asked is None or place is None:
        return asked is None
    return place_relation(place, asked) not in (Relation.UNKNOWN, Relation.DISJOINT)


def _reached(
    incidents: Sequence[Incident], where: Mapping[str, Site], places: Collection[Place | None]
) -> list[Incident]:
    """The incidents that may lie in one of the places (None: anywhere): no others bear on what is asked of them."""
    near: dict[Place | None, bool] = {None: True}
    for place in dict.fromkeys(where[incident.code].place for incident in incidents):
        if place is not None:
            near[place] = any(p is None or place_relation(place, p) is not Relation.DISJOINT for p in places)
    return [incident for incident in incidents if near[where[incident.code].place]]


def _lie(where: Collection[Site]) -> str:
    """Where and when the incidents on record lie."""
    countries = sorted({country_name(s.place.country) for s in where if s.place and s.place.country})
    days = [s.last for s in where if s.last < EVER[1]]
    if not days:
        return "cenotaph archive, extract, resolve come first"
    first, last = (day_words(date.fromordinal(day)) for day in (min(days), max(days)))
    places = f"in {', '.join(countries[:5])}" if countries else "in places that no gazetteer has"
    return f"incidents on record lie {places}, " + (f"on {first}" if first == last else f"{first} to {last}")


def _members(
    totals: Totals, near: Sequence[tuple[Incident, bool]], measures: Sequence[Measure]
) -> Iterator[Member]:
    ranges = {measure: {r.code: r for r in totals.ranges(measure)} for measure in measures}
    for incident, surely in near:
        found = {m: b for m in measures if (r := ranges[m].get(incident.code)) and (b := _bounds_of(r, m))}
        yield Member(incident=incident, surely=surely, bounds=found)


def _bounds_of(found: Range, measure: Measure) -> Bounds | None:
    """A range as bounds; None where no claim stands behind it."""
    if not (found.lowest or found.highest):
        return None
    rule = "what the claims leave possible" if found.agreed else "spans claims that cannot all be true"
    trail = Trail(claims=tuple(sorted({*found.lowest, *found.highest})), rules=(rule,))
    figure = Figure(kind=FigureKind.BOUNDS, low=found.low, high=found.high, measure=measure, trail=trail)
    return Bounds(
        question=Question(measure=measure, incident=found.code),
        figure=figure,
        lowest=found.lowest,
        highest=found.highest,
        note="" if found.agreed else "Its claims cannot all be true: the range spans them.",
    )


def _asked(told: Sequence[Claim], said: Sequence[Measure]) -> list[tuple[Measure, Group | None]]:
    """The outcomes and groups that are asked of the scope."""
    groups = _groups([claim for claim in told if counts(claim)])
    asked: list[tuple[Measure, Group | None]] = [(Measure.KILLED, None)]
    asked += [(Measure.KILLED, group) for group in groups]
    return asked + [(measure, None) for measure in said if measure is not Measure.KILLED]


def _wanted(said: Sequence[Measure], told: Sequence[Claim]) -> list[Asked]:
    """What the incidents will be asked for all these, so that each is laid out once."""
    from cenotaph.reconcile.blocks import Asked
    from cenotaph.reconcile.layout import outcomes

    asked = _asked(told, said)
    measures = {part for m, _ in asked for part in (m, *outcomes(m))}
    measures |= {part for claim in told for part in (claim.measure, *outcomes(claim.measure))}
    groups = dict.fromkeys(c.group for c in told if c.group is not None and not is_everyone(c.group))
    found = [Asked.of(measure) for measure in sorted(measures)]
    found += [Asked.of(m, group) for _, group in asked if group is not None for m in sorted(measures)]
    return found + [Asked(measure, group, least=True) for measure in sorted(measures) for group in groups]


def _answers(
    totals: Totals, scope: Question, told: Sequence[Claim], said: Sequence[Measure], keys: Mapping[str, str]
) -> Iterator[ScopeAnswer]:
    counted = [claim for claim in told if counts(claim)]
    for measure, group in _asked(told, said):
        answer = _answer(totals, replace(scope, measure=measure, group=group), counted, keys)
        shown = [b for b in (answer.record, answer.bounds) if b and (b.figure.low or b.figure.high is not None)]
        if shown or answer.against:
            yield answer


def _groups(told: Sequence[Claim]) -> list[Group]:
    """The groups that most totals of the killed are about, or about a part of, in the fewest words; each once."""
    deaths = [claim for claim in told if claim.measure is Measure.KILLED]
    named = {c.group for c in deaths if c.group is not None and is_described(c.group)}
    kept: list[Group] = []
    for group in sorted(named, key=lambda g: (len(g.text), g.text, repr(g))):
        if all(compare(group, other) is not Relation.SAME for other in kept):
            kept.append(group)

    def about(group: Group) -> int:
        return sum(compare(claim.group, group) in (Relation.SAME, Relation.WITHIN) for claim in deaths)

    return sorted(kept, key=lambda group: -about(group))[:_GROUPS]


def _answer(totals: Totals, question: Question, told: Sequence[Claim], keys: Mapping[str, str]) -> ScopeAnswer:
    try:
        record = totals.on_record(question)
    except NotFoundError:
        record = None
    try:
        return ScopeAnswer(question=question, record=record, bounds=totals.bounds(question))
    except NotFoundError:
        return ScopeAnswer(question=question, record=record, bounds=None)
    except ContradictionError as error:
        own = {claim.id for claim in told}
        against = tuple(i for i in error.claims if i in own)
        found = tuple(_without(totals, question, keys, {claim.id: keys[claim.id] for claim in told}))
        return ScopeAnswer(question=question, record=record, bounds=None, against=against, without=found)


def _without(
    totals: Totals, question: Question, keys: Mapping[str, str], told: Mapping[str, str]
) -> Iterator[Without]:
    """The smallest sets of voices without which the rest can be true: minimal hitting sets (Reiter 1987)."""
    waiting: list[frozenset[str]] = [frozenset()]
    found: list[frozenset[str]] = []
    seen = set(waiting)
    for _ in range(_TRIED):
        if not waiting:
            return
        left = waiting.pop(0)
        if any(less <= left for less in found):
            continue
        out = [i for i, key in told.items() if key in left]
        try:
            bounds = totals.bounds(question, without=out)
        except NotFoundError:
            continue
        except ContradictionError as error:
            more = sorted({left | {keys[i]} for i in error.claims if i in told}, key=sorted)
            new = [one for one in more if one not in seen and len(one) <= _AT_ONCE]
            seen |= set(new)
            waiting += new
            continue
        found.append(left)
        yield Without(voices=tuple(sorted(left)), bounds=bounds)


def _part(whole: Evidence, told: Sequence[Claim]) -> Evidence:
    known = {claim.id: whole.known[claim.id] for claim in told}
    return Evidence(claims=tuple(told), known=known, keys=whole.keys, links=whole.links)


def _reckoned(
    evidence: Evidence,
    here: Sequence[Claim],
    keys: Mapping[str, str],
    judgements: Sequence[Judgement],
    as_of: date | None,
) -> Reckoning:
    """Who says which total, and which cannot all be true; voices and carriers are of ``here``, all claims."""
    history = positions(evidence)
    system = System.build(evidence, countable(evidence), (), judgements)
    conflicts = contradictions(system, evidence, keys)
    told = [claim for claim in here if counts(claim)]
    trail = Trail(
        claims=tuple(sorted(claim.id for claim in told or here)),
        reports=tuple(sorted({claim.report for claim in told or here})),
        rules=("voices and reports of the scope",),
    )
    voices, carriers = len({keys[c.id] for c in told}), len({c.report for c in told})
    return Reckoning(
        incident=None,
        as_of=as_of,
        positions=history,
        envelopes=(),
        disagreements=disagreements(evidence, history),
        unknowns=tuple(claim.id for claim in evidence.claims if silent(claim)),
        context=tuple(claim.id for claim in evidence.claims),
        excluded=(),
        voices=Figure(kind=FigureKind.SOURCES, low=voices, best=voices, high=voices, trail=trail),
        carriers=Figure(kind=FigureKind.SOURCES, low=carriers, best=carriers, high=carriers, trail=trail),
        contradictions=conflicts.found,
        stopped=conflicts.stopped,
    )
