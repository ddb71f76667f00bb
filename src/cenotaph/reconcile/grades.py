"""How well an incident is attested, graded by rule as Airwars does, each grade with its reason.

Source: Airwars, Civilian casualties (airwars.org/civilian-casualties), "civilian harm grading". confirmed: a
specific belligerent has accepted responsibility; fair: two or more credible sources, with likely or confirmed near
actions by a belligerent; weak: a single source claim; contested: competing claims of responsibility; discounted:
those killed were combatants, or other parties most likely responsible.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from cenotaph.errors import RecordError
from cenotaph.model import (
    ActorKind,
    Claim,
    Grade,
    Group,
    Incident,
    IncidentKind,
    Judgement,
    JudgementKind,
    Measure,
    Modality,
    PopStatus,
    Stance,
    Verdict,
)
from cenotaph.reconcile.civilian_status import CIVILIANS, status_disputed
from cenotaph.reconcile.envelopes import countable
from cenotaph.reconcile.evidence import Evidence, counts, in_force
from cenotaph.reconcile.groups import Relation, compare, is_everyone
from cenotaph.reconcile.parties import accepts, accused, interested, side_of
from cenotaph.reconcile.words import called, capital, listing, number_words, possessive

__all__ = ["Graded", "grade"]

_BY_RULE = "machine:grades@1"
_FIRM = {Modality.FACT, Modality.PROBABLE}
_FIGHTERS = {PopStatus.ARMED_FORCES, PopStatus.DIRECT_PARTICIPANT}
_PEACEFUL = {IncidentKind.UNKNOWN, IncidentKind.ACCIDENT, IncidentKind.OTHER}
_MET = {Relation.SAME, Relation.CONTAINS, Relation.WITHIN, Relation.OVERLAPS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """A grade, why, and by whom; ``claims`` are the ids it rests on, ``judgement`` the one that overrides it.

    ``disputed`` are the people of whom it is contested that they were harmed, where that is not everyone: civilians
    whom a belligerent counts as fighters.
    """

    grade: Grade
    reason: str
    claims: tuple[str, ...] = ()
    by: str = _BY_RULE
    judgement: str | None = None
    disputed: Group | None = None


def grade(
    evidence: Evidence,
    voices: Mapping[str, str],
    incident: Incident | None = None,
    judgements: Sequence[Judgement] = (),
) -> Graded:
    """The grade of an incident from its claims; a GRADE judgement about its code wins, people's over machines'.

    ``voices`` tells claim id -> voice. Raises RecordError for a judgement whose label is no grade.
    """
    ruled = _by_rule(evidence, voices, incident)
    judged = _judged(incident, judgements)
    if judged and judged.grade is ruled.grade:
        return replace(judged, disputed=ruled.disputed, claims=judged.claims or ruled.claims)
    return judged or ruled


def _judged(incident: Incident | None, judgements: Sequence[Judgement]) -> Graded | None:
    codes = {incident.code, *incident.previous_codes} if incident else set()
    about = [
        j
        for j in in_force(judgements)
        if j.kind is JudgementKind.GRADE and j.verdict is Verdict.POSITIVE and j.about.id in codes
    ]
    if not about:
        return None
    last = about[-1]
    try:
        wanted = Grade(last.label or "")
    except ValueError:
        raise RecordError(f"judgement {last.id} grades as {last.label!r}", hint=", ".join(Grade)) from None
    return Graded(grade=wanted, reason=last.reason, claims=last.evidence, by=last.by, judgement=last.id)


def _by_rule(evidence: Evidence, voices: Mapping[str, str], incident: Incident | None) -> Graded:
    """The first rule that holds: discounted, confirmed, contested, fair, weak; else ungraded."""
    told = [claim for claim in countable(evidence) if claim.measure is not Measure.DETAINED]
    if not told:
        return Graded(grade=Grade.UNGRADED, reason="No claim counts anybody harmed.")
    parties = interested(evidence.claims)
    return (
        _discounted(told, parties)
        or _contested_status(told, voices)
        or _confirmed(told)
        or _contested(told, voices)
        or _by_sources(evidence, told, voices, incident)
    )


def _discounted(told: Sequence[Claim], parties: frozenset[str]) -> Graded | None:
    """Everyone counted is said to be a fighter, not by a party alone: its word on that is context, not proof."""
    statuses = {claim.group.status if claim.group else PopStatus.NOT_STATED for claim in told}
    others = [claim for claim in told if claim.id not in parties]
    if not others or not statuses <= _FIGHTERS:
        return None
    reason = f"All that is counted are fighters, as {called(others[0].speaker)} has it too."
    return Graded(grade=Grade.DISCOUNTED, reason=reason, claims=_ids(told))


def _confirmed(told: Sequence[Claim]) -> Graded | None:
    owned = [claim for claim in told if accepts(claim)]
    if not owned:
        return None
    first = owned[0]
    reason = (
        f"A belligerent accepts responsibility: {possessive(first.speaker)} {number_words(first)} by its own act."
    )
    return Graded(grade=Grade.CONFIRMED, reason=capital(reason), claims=_ids(owned))


def _contested_status(told: Sequence[Claim], voices: Mapping[str, str]) -> Graded | None:
    """A belligerent says that those whom others count as civilians were fighters: no word of theirs settles it."""
    found = status_disputed(told, voices)
    if found is None:
        return None
    own, other = found
    reason = (
        f"Contested whether they were civilians: {called(own.speaker)}, held responsible, "
        f"counts {number_words(own)}; {called(other.speaker)} counts {number_words(other)}."
    )
    return Graded(grade=Grade.CONTESTED, reason=reason, claims=_ids(found), disputed=CIVILIANS)


def _contested(told: Sequence[Claim], voices: Mapping[str, str]) -> Graded | None:
    blaming = [claim for claim in told if accused(claim)]
    for one, two in combinations(blaming, 2):
        if voices[one.id] == voices[two.id] or accused(one) & accused(two) or not _same_dead(one, two):
            continue
        reason = f"Competing claims of responsibility: {_blames(one)}; {_blames(two)}."
        return Graded(grade=Grade.CONTESTED, reason=capital(reason), claims=_ids([one, two]))
    return None


def _same_dead(one: Claim, two: Claim) -> bool:
    """Whether two claims may tell of the same people: in a battle each side's dead have another killer."""
    relation = compare(one.group, two.group)
    anyone = is_everyone(one.group) or is_everyone(two.group)
    return relation in _MET or (anyone and relation is not Relation.DISJOINT)


def _by_sources(
    evidence: Evidence, told: Sequence[Claim], voices: Mapping[str, str], incident: Incident | None
) -> Graded:
    sides = {side for claim in evidence.claims for side in accused(claim)}
    credible: dict[str, Claim] = {}
    for claim in told:
        named = claim.speaker.kind is not ActorKind.ANONYMOUS and claim.modality in _FIRM
        if counts(claim) and named and side_of(claim.speaker) not in sides:
            credible.setdefault(voices[claim.id], claim)
    claims = _ids(credible.values() or told)
    if len(credible) < 2:
        alone = called(next(iter(credible.values())).speaker) if credible else "nobody with a name"
        return Graded(grade=Grade.WEAK, reason=f"A single source claim: {alone} alone counts.", claims=claims)
    near = _near_action(evidence, sides, incident)
    named_sources = listing([called(claim.speaker) for claim in list(credible.values())[:3]])
    if near is None:
        reason = f"{capital(named_sources)} count the harmed, but nobody tells of an act by a belligerent."
        return Graded(grade=Grade.UNGRADED, reason=reason, claims=claims)
    reason = f"Two or more credible sources ({named_sources}), and {near}."
    return Graded(grade=Grade.FAIR, reason=reason, claims=claims)


def _near_action(evidence: Evidence, sides: set[str], incident: Incident | None) -> str | None:
    """What tells of an act of force near: somebody held responsible, a means, or what happened."""
    if sides:
        blaming = next(claim for claim in evidence.claims if accused(claim))
        return _blames(blaming)
    means = next(
        (claim.cause for claim in evidence.claims if claim.cause and claim.stance is not Stance.DENIES), None
    )
    if means:
        return f"“{means.text}” told of"
    if incident and incident.kind not in _PEACEFUL:
        return f"{incident.kind.value.replace('_', ' ')} told of"
    return None


def _blames(claim: Claim) -> str:
    return f"{called(claim.speaker)} names {listing([actor.name for actor in claim.attributed_to])}"


def _ids(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(sorted({claim.id for claim in claims}))
