"""The pages made from a ledger: of one incident, and of a place and a period."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cenotaph.dossier.attested import Attested, attested, groups_of, verdicts_of
from cenotaph.dossier.build import build
from cenotaph.dossier.folder import write
from cenotaph.dossier.listed import ListedPeople, fits_incident, fits_scope, incidents_judged
from cenotaph.dossier.scope import build_scope
from cenotaph.model import Claim, Incident, Judgement, PersonRecord, Report
from cenotaph.pipeline import Progress, incidents_known, incidents_of, reckon
from cenotaph.reconcile import Question, Reckoning

if TYPE_CHECKING:
    from cenotaph.store import Ledger

__all__ = ["write_dossier", "write_scope"]


def write_dossier(
    ledger: Ledger,
    incident: str,
    out: Path,
    *,
    as_of: date | None = None,
    generated_at: datetime | None = None,
    reckoning: Reckoning | None = None,
) -> Path:
    """Write the dossier of the incident with this code to the folder ``out``; returns the path of its index.

    ``as_of`` leaves out what was known later; ``reckoning`` is that of the incident, where it is at hand. Raises
    NotFoundError for an unknown code, UsageError when ``out`` holds something else than a dossier.
    """
    chosen = next((i for i in incidents_of(ledger) if incident in (i.code, *i.previous_codes)), None)
    reckoning = reckoning or reckon(ledger, chosen or incident, as_of=as_of)
    reports, claims = _cited(ledger, reckoning, chosen)
    judgements = ledger.judgements()
    people = ledger.people()
    there = reckoning.incident
    fits = {one.id for one in people if there and fits_incident(one, there.place, there.period)}
    judged = incidents_judged(judgements, there)
    wanted = _one_with([*(p.id for c in claims for p in c.people), *fits, *judged], judgements)
    listed = _on_lists(ledger, people, as_of, wanted)
    page = build(
        reports,
        claims,
        reckoning,
        areas=ledger.control_areas(),
        judgements=judgements,
        listed=listed,
        known=_known(ledger, people, judgements, as_of),
        generated_at=generated_at or datetime.now(UTC),
        as_of=as_of,
    )
    return write(page, out)


def write_scope(
    ledger: Ledger,
    scope: Question,
    out: Path,
    *,
    as_of: date | None = None,
    generated_at: datetime | None = None,
    on_progress: Progress | None = None,
) -> Path:
    """Write the page of a place and a period (``scope_of`` reads one) to ``out``; returns the path of its index.

    ``on_progress`` is told how many incidents have been asked; ``as_of`` leaves out what was known later. Raises
    NotFoundError when nothing is known of it, UsageError when ``out`` holds something else than a dossier.
    """
    known, incidents = incidents_known(ledger, as_of=as_of)
    people = ledger.people()
    where, first, last = scope.place, scope.first, scope.last
    fits = [one.id for one in people if one.list_id and fits_scope(one, where, first, last)]
    listed = _on_lists(ledger, people, as_of, _one_with(fits, known.judgements))
    page = build_scope(
        known.reports,
        known.claims,
        incidents,
        scope,
        judgements=known.judgements,
        generated_at=generated_at or datetime.now(UTC),
        as_of=as_of,
        on_progress=on_progress,
        listed=listed,
        known=_known(ledger, people, known.judgements, as_of) if listed.records else None,
    )
    return write(page, out)


def _cited(ledger: Ledger, reckoning: Reckoning, incident: Incident | None) -> tuple[list[Report], list[Claim]]:
    """The reports and claims to which something in the reckoning leads, in the ledger's order."""
    named = {step.claim.id for position in reckoning.positions for step in position.steps}
    named |= set(reckoning.context) | set(reckoning.unknowns) | {x.claim for x in reckoning.excluded}
    named |= set(reckoning.voices.trail.claims) | set(reckoning.carriers.trail.claims)
    named |= {i for envelope in reckoning.envelopes for i in envelope.figure.trail.claims}
    named |= {i for dispute in reckoning.disagreements for i in dispute.claims}
    named |= {i for found in reckoning.contradictions for i in found.claims}
    named |= {i for w in reckoning.worlds for bounds in w.bounds for i in bounds.figure.trail.claims}
    if reckoning.as_of is None and incident is not None:
        named |= set(incident.claims)
    claims = [claim for claim in ledger.claims() if claim.id in named]
    wanted = {claim.report for claim in claims} | set(reckoning.carriers.trail.reports)
    wanted |= set(reckoning.voices.trail.reports)
    if reckoning.as_of is None and incident is not None:
        wanted |= set(incident.reports)
    return [report for report in ledger.reports() if report.id in wanted], claims


def _on_lists(
    ledger: Ledger, people: Sequence[PersonRecord], as_of: date | None, wanted: Collection[str]
) -> ListedPeople:
    """The lists that were known, and those of their records that a page wants."""
    lists = ledger.lists()
    if not lists:
        return ListedPeople()
    files = {one.report for one in lists}
    reports = [one for one in ledger.reports(with_lists=True) if one.id in files and _was_known(one, as_of)]
    there = {one.id for one in reports}
    records = [one for one in people if one.list_id is not None and one.report in there and one.id in wanted]
    return ListedPeople(lists, tuple(reports), tuple(sorted(records, key=lambda one: one.id)))


def _was_known(report: Report, as_of: date | None) -> bool:
    if as_of is None:
        return True
    day = report.published or (report.retrieved_at.date() if report.retrieved_at else None)
    return day is not None and day <= as_of


def _one_with(ids: Iterable[str], judgements: Sequence[Judgement]) -> set[str]:
    """These records, and those that are judged to be one person with any of them."""
    near, wanted = verdicts_of(judgements), set(ids)
    ends = {id for pair in near for id in pair}
    return wanted | {id for group in groups_of(ends, near) if not wanted.isdisjoint(group) for id in group}


def _known(
    ledger: Ledger, people: Sequence[PersonRecord], judgements: Sequence[Judgement], as_of: date | None
) -> Attested:
    """How well each death was attested, from all that was known."""
    reports = [one for one in ledger.reports(with_lists=True) if _was_known(one, as_of)]
    there = {one.id for one in reports}
    claims = [claim for claim in ledger.claims() if claim.people and claim.report in there]
    said = [one for one in judgements if as_of is None or one.at.date() <= as_of]
    return attested((one for one in people if one.report in there), reports, claims, said)
