"""What is not public never reaches a page: records are taken out before anything is made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cenotaph.model import (
    Claim,
    Figure,
    FigureKind,
    Incident,
    Judgement,
    PersonRecord,
    Report,
    Sensitivity,
    Trail,
)
from cenotaph.reconcile import Reckoning, reconcile

__all__ = ["Public", "PublicRecords", "public_part", "public_records"]


@dataclass(frozen=True, slots=True)
class Public:
    """The public records, what follows from them alone, and how many were kept back (None for none)."""

    reports: list[Report]
    claims: list[Claim]
    people: tuple[PersonRecord, ...]
    judgements: tuple[Judgement, ...]
    reckoning: Reckoning
    reports_withheld: Figure | None = None
    claims_withheld: Figure | None = None


def public_part(
    reports: Sequence[Report],
    claims: Sequence[Claim],
    people: Sequence[PersonRecord],
    judgements: Sequence[Judgement],
    reckoning: Reckoning,
) -> Public:
    """Without reports and claims that are not public, the claims of such reports, and judgements about them.

    Where a claim goes, the public ones are reckoned with again, so that no range, no voice and no
    contradiction rests on what a reader may not see. Raises NotFoundError when nothing is public.
    """
    known = public_records(reports, claims, judgements)
    if not known.secret:
        return Public([*reports], [*claims], tuple(people), tuple(judgements), reckoning)
    incident = known.part_of(reckoning.incident) if reckoning.incident is not None else None
    again = reconcile(known.reports, known.claims, incident, judgements=known.judgements, as_of=reckoning.as_of)
    return Public(
        known.reports,
        known.claims,
        tuple(p for p in people if p.report not in known.secret),
        known.judgements,
        again,
        known.reports_withheld,
        known.claims_withheld,
    )


@dataclass(frozen=True, slots=True)
class PublicRecords:
    """The public records; ``secret`` are the ids of those kept back."""

    reports: list[Report]
    claims: list[Claim]
    judgements: tuple[Judgement, ...]
    secret: frozenset[str]
    reports_withheld: Figure | None = None
    claims_withheld: Figure | None = None

    def part_of(self, incident: Incident) -> Incident:
        """The incident without what is kept back."""
        return replace(
            incident,
            claims=tuple(i for i in incident.claims if i not in self.secret),
            reports=tuple(i for i in incident.reports if i not in self.secret),
        )


def public_records(
    reports: Sequence[Report], claims: Sequence[Claim], judgements: Sequence[Judgement]
) -> PublicRecords:
    """Without reports and claims that are not public, the claims of such reports, and judgements about them."""
    secret_reports = {r.id for r in reports if r.sensitivity is not Sensitivity.PUBLIC}
    secret_claims = {c.id for c in claims if c.sensitivity is not Sensitivity.PUBLIC or c.report in secret_reports}
    secret = frozenset(secret_reports | secret_claims)
    if not secret:
        return PublicRecords([*reports], [*claims], tuple(judgements), secret)
    return PublicRecords(
        [r for r in reports if r.id not in secret],
        [_without_links(c, secret) for c in claims if c.id not in secret],
        tuple(j for j in judgements if not {j.about.id, j.other.id if j.other else ""} & secret),
        secret,
        _counted(tuple(r.id for r in reports if r.id in secret), "reports.sensitivity"),
        _counted(tuple(c.id for c in claims if c.id in secret), "claims.sensitivity"),
    )


def _without_links(claim: Claim, secret: frozenset[str]) -> Claim:
    """The claim without references to claims that are kept back."""

    def kept(link: str | None) -> str | None:
        return None if link in secret else link

    links = (claim.restates, claim.part_of, claim.supersedes)
    if not secret.intersection(link for link in links if link):
        return claim
    restates, part_of, supersedes = map(kept, links)
    return replace(claim, restates=restates, part_of=part_of, supersedes=supersedes)


def _counted(ids: tuple[str, ...], rule: str) -> Figure | None:
    if not ids:
        return None
    # the trail may not lead to what is kept back: it ends at the rule that keeps it
    trail = Trail(judgements=(rule,), rules=(rule,))
    return Figure(kind=FigureKind.SOURCES, low=len(ids), high=len(ids), trail=trail)
