"""From claims to a reckoning: choose what belongs, then positions, envelopes and disagreements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from cenotaph.errors import NotFoundError
from cenotaph.model import Claim, Figure, FigureKind, Incident, Judgement, Report, Scope, Trail
from cenotaph.reconcile.base import Excluded, Reckoning, Spoken
from cenotaph.reconcile.belonging import belonging
from cenotaph.reconcile.contradictions import Contradictions, contradictions
from cenotaph.reconcile.disagreements import disagreements
from cenotaph.reconcile.envelopes import envelopes
from cenotaph.reconcile.evidence import Evidence, counts, names_one, silent
from cenotaph.reconcile.positions import positions, replaced
from cenotaph.reconcile.raised import raised
from cenotaph.reconcile.system import System
from cenotaph.reconcile.voices import Voices, apart, voices_of
from cenotaph.reconcile.words import group_words, quoted
from cenotaph.reconcile.worlds import Worlds, worlds

__all__ = ["reconcile"]

_TOTALS = {
    Scope.PERIOD: "a total over a period",
    Scope.PLACE: "a total over a place",
    Scope.CUMULATIVE_TO_DATE: "a running total to date",
    Scope.CONFLICT_TOTAL: "a total of the whole conflict",
}


def reconcile(
    reports: Sequence[Report],
    claims: Sequence[Claim],
    incident: Incident | None = None,
    *,
    judgements: Sequence[Judgement] = (),
    as_of: date | None = None,
) -> Reckoning:
    """What the claims about ``incident`` say, as known at the end of ``as_of`` (None: to date).

    Without an incident every claim whose scope is an incident belongs. Pure, and independent of the order of
    the input. Raises NotFoundError when there is no claim and no report to reckon with.
    """
    chosen = belonging(reports, claims, incident, judgements=judgements, as_of=as_of)
    whole, evidence, told, members = chosen.whole, chosen.evidence, chosen.told, chosen.members
    inside = {claim.id for claim in members}
    outside = [claim for claim in told if claim.id not in inside]
    context = [claim for claim in outside if claim.scope is not Scope.INCIDENT]
    history = positions(evidence)
    place, period = (incident.place, incident.period) if incident else (None, None)
    spoken = voices_of(whole, judgements)
    left = whole.links.excluded
    here = [c for c in told if c.id not in left and (c.id in inside or c.scope is not Scope.INCIDENT)]
    days = {claim.id: whole.known[claim.id] for claim in here}
    around = Evidence(claims=tuple(here), known=days, keys=whole.keys, links=whole.links)
    heard = spoken.spoken(claim.id for claim in evidence.claims if counts(claim))
    conflicts, beliefs = _together(around, spoken.keys, incident, judgements)
    return Reckoning(
        incident=incident,
        as_of=as_of,
        positions=history,
        envelopes=envelopes(evidence, place, period, replaced(evidence, history)),
        disagreements=disagreements(evidence, history),
        unknowns=tuple(claim.id for claim in (*members, *outside) if silent(claim)),
        context=tuple(claim.id for claim in context),
        excluded=(*_left_out(evidence, whole, members, told), *_undated(chosen.undated)),
        voices=_voices(evidence, spoken, reports, incident),
        carriers=_carriers(evidence, reports, incident),
        independent=_independent(heard, evidence, spoken),
        spoken=heard,
        contradictions=conflicts.found,
        worlds=beliefs.found,
        stopped=tuple(dict.fromkeys((*conflicts.stopped, *beliefs.stopped))),
    )


def _together(
    evidence: Evidence, voices: Mapping[str, str], incident: Incident | None, judgements: Sequence[Judgement]
) -> tuple[Contradictions, Worlds]:
    """What cannot be true together, and whom one can believe together, with the totals that the reports give."""
    system = System.build(evidence, evidence.claims, (incident,) if incident else (), judgements)
    found = contradictions(system, evidence, voices)
    by_id = {claim.id: claim for claim in evidence.claims}
    questions = raised([by_id[i] for i in system.ids], incident, evidence.known)
    return found, worlds(system, evidence, found.found, questions, voices=voices)


def _left_out(
    evidence: Evidence, whole: Evidence, members: Sequence[Claim], told: Sequence[Claim]
) -> tuple[Excluded, ...]:
    by_id = {claim.id: claim for claim in members}
    out = []
    for claim in members:
        reason = _reason(evidence, claim, by_id)
        if reason:
            out.append(Excluded(claim=claim.id, reason=reason))
    for claim in told:
        if claim.id not in by_id and not silent(claim):
            out.append(Excluded(claim=claim.id, reason=_elsewhere(whole, claim)))
    return tuple(out)


def _reason(evidence: Evidence, claim: Claim, members: dict[str, Claim]) -> str | None:
    links = evidence.links
    if claim.id in links.excluded:
        return f"left out by judgement: {links.excluded[claim.id]}"
    if evidence.is_repeat(claim):
        return f"restates {quoted(members[links.restates[claim.id]].count)}: one statement counts once"
    if names_one(claim):
        if claim.people:
            return f"names one person ({claim.people[0].name}): among the dead by name, not a total"
        return f"tells of one person ({quoted(claim.count)}), not a total"
    whole = members.get(links.part_of.get(claim.id, ""))
    if whole and counts(claim):
        return f"part of {quoted(whole.count)} {group_words(whole.group)}: bounds the whole from below only"
    return None


def _elsewhere(whole: Evidence, claim: Claim) -> str:
    if claim.id in whole.links.excluded:
        return f"left out by judgement: {whole.links.excluded[claim.id]}"
    if claim.id in whole.links.rejected:
        return whole.links.rejected[claim.id]
    if claim.scope is not Scope.INCIDENT:
        return f"{_TOTALS[claim.scope]}, not a count of one incident"
    return "not tied to this incident by time, place or parties"


def _undated(claims: Sequence[Claim]) -> tuple[Excluded, ...]:
    reason = "nobody says when this became known, so it cannot be shown as of a day"
    return tuple(Excluded(claim=claim.id, reason=reason) for claim in claims)


def _voices(evidence: Evidence, voices: Voices, reports: Sequence[Report], incident: Incident | None) -> Figure:
    told = [claim for claim in evidence.claims if counts(claim)]
    rule = "one voice per speaker, and what only echoes another report has the voice that it echoes"
    return _sources({voices.keys[c.id] for c in told}, told, reports, incident, rule)


def _independent(heard: Sequence[Spoken], evidence: Evidence, voices: Voices) -> Figure | None:
    """How many of the voices are sources of their own: at least those known to be, at most all."""
    known = apart(heard)
    first = {voices.keys[claim.id]: claim.id for claim in reversed(evidence.claims) if counts(claim)}
    if not known:
        return None
    rule = "voices known to be independent: of two sides, or judged so"
    trail = Trail(claims=tuple(sorted(first[key] for key in known)), rules=(rule,))
    every = len(known) if len(known) == len(heard) else None
    return Figure(kind=FigureKind.SOURCES, low=len(known), best=every, high=every, trail=trail)


def _carriers(evidence: Evidence, reports: Sequence[Report], incident: Incident | None) -> Figure:
    told = [claim for claim in evidence.claims if counts(claim)]
    return _sources({claim.report for claim in told}, told, reports, incident, "reports that carry a number")


def _sources(
    distinct: set[str], told: Sequence[Claim], reports: Sequence[Report], incident: Incident | None, rule: str
) -> Figure:
    carried = {claim.report for claim in told}
    looked_at = carried or {r.id for r in reports} | set(incident.reports if incident else ())
    if not looked_at:
        raise NotFoundError("no report and no claim to reckon with", hint="cenotaph archive, then cenotaph extract")
    trail = Trail(claims=tuple(sorted(c.id for c in told)), reports=tuple(sorted(looked_at)), rules=(rule,))
    return Figure(kind=FigureKind.SOURCES, low=len(distinct), best=len(distinct), high=len(distinct), trail=trail)
