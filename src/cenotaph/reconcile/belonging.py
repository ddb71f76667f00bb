"""What belongs to an incident, of what was known by a day: the evidence that every answer is made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cenotaph.model import Claim, Incident, Judgement, Report, Scope
from cenotaph.reconcile.evidence import Evidence, gather, known_on

__all__ = ["Belonging", "belonging"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """``whole`` is all that was known; ``evidence`` what of it counts for the incident.

    ``told`` are the claims in the incident's reports, ``members`` those of the incident (with the ones that a
    judgement leaves out, which ``evidence`` lacks), ``undated`` those of which nobody says when they were known.
    """

    whole: Evidence
    evidence: Evidence
    told: tuple[Claim, ...]
    members: tuple[Claim, ...]
    undated: tuple[Claim, ...]


def belonging(
    reports: Sequence[Report],
    claims: Sequence[Claim],
    incident: Incident | None = None,
    *,
    judgements: Sequence[Judgement] = (),
    as_of: date | None = None,
) -> Belonging:
    """What belongs to ``incident`` as known at the end of ``as_of`` (None: to date), in the evidence's one order.

    Without an incident every claim whose scope is an incident belongs. What was told later teaches nothing: not
    who a speaker is, nor what a figure was replaced by.
    """
    known, undated = _known(reports, claims, as_of)
    whole = gather(reports, known, judgements)
    told = tuple(claim for claim in whole.claims if _near(claim, incident))
    members = tuple(claim for claim in told if _belongs(claim, incident))
    return Belonging(
        whole=whole,
        evidence=_only(whole, members),
        told=told,
        members=members,
        undated=tuple(claim for claim in undated if _near(claim, incident)),
    )


def _known(
    reports: Sequence[Report], claims: Sequence[Claim], as_of: date | None
) -> tuple[Sequence[Claim], list[Claim]]:
    if as_of is None:
        return claims, []
    by_id = {report.id: report for report in reports}
    day = {claim.id: known_on(claim, by_id.get(claim.report)) for claim in claims}
    undated = {claim.id: claim for claim in claims if day[claim.id] is None}
    known = [claim for claim in claims if (on := day[claim.id]) is not None and on <= as_of]
    return known, sorted(undated.values(), key=lambda c: (c.report, c.anchor.start, c.id))


def _belongs(claim: Claim, incident: Incident | None) -> bool:
    return claim.scope is Scope.INCIDENT if incident is None else claim.id in incident.claims


def _near(claim: Claim, incident: Incident | None) -> bool:
    return incident is None or claim.report in incident.reports or claim.id in incident.claims


def _only(whole: Evidence, members: Sequence[Claim]) -> Evidence:
    """The evidence of these claims; speakers' keys keep what the whole taught."""
    ids = {claim.id for claim in members}
    known = {claim_id: day for claim_id, day in whole.known.items() if claim_id in ids}
    kept = tuple(claim for claim in members if claim.id not in whole.links.excluded)
    return Evidence(claims=kept, known=known, keys=whole.keys, links=whole.links)
