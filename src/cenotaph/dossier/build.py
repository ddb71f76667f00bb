"""From records to the view of a page: a pure function of reports, claims, judgements and the as-of day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from cenotaph.dossier.accounts import accounts_of, happened
from cenotaph.dossier.answers import controlled, dead, documented, headline
from cenotaph.dossier.attested import Attested
from cenotaph.dossier.back import carried, counted_claims, hedges_of, sources_of, state_hash
from cenotaph.dossier.beliefs import beliefs
from cenotaph.dossier.carriers import heard
from cenotaph.dossier.chart import fitted, panels
from cenotaph.dossier.disputes import disputes
from cenotaph.dossier.listed import ListedPeople, incidents_judged, lists_shown
from cenotaph.dossier.named import marked_alike, named_people, withheld_people
from cenotaph.dossier.plan import draw_map
from cenotaph.dossier.policies import policy_lines
from cenotaph.dossier.ranges import died, ranges
from cenotaph.dossier.records import ArchiveIndex, country
from cenotaph.dossier.speakers import opened, says
from cenotaph.dossier.view import Dossier, LeftOut, Named
from cenotaph.dossier.withheld import public_part
from cenotaph.dossier.words import DONE, listed, period_words, unique
from cenotaph.model import (
    Claim,
    ControlArea,
    Incident,
    Judgement,
    PersonRecord,
    Report,
    Verdict,
)
from cenotaph.reconcile import Reckoning, policy_answers

__all__ = ["build"]


def build(
    reports: Sequence[Report],
    claims: Sequence[Claim],
    reckoning: Reckoning,
    *,
    people: Sequence[PersonRecord] = (),
    areas: Sequence[ControlArea] = (),
    judgements: Sequence[Judgement] = (),
    raw_sizes: Mapping[str, int] | None = None,
    generated_at: datetime,
    as_of: date | None = None,
    title: str | None = None,
    listed: ListedPeople | None = None,
    known: Attested | None = None,
) -> Dossier:
    """The view of one incident's page.

    ``claims`` and ``reports`` must hold everything that the reckoning's trails lead to (RecordError otherwise).
    ``raw_sizes`` gives the bytes archived, by report id, where the reports do not carry them. ``as_of`` is the day
    up to which the page knows, by default the reckoning's, else the day of ``generated_at``. ``areas`` may be of
    any day and place. ``listed`` are lists with the records that may be shown: those of people named here, and
    those that fit (``fits_incident``). ``known`` says how well each death is attested, over the whole ledger; by
    default these records alone say it. Reports and claims that are not public are left out before anything is
    made of them.
    """
    public = public_part(reports, claims, people, judgements, reckoning)
    claims, judgements, people, reckoning = public.claims, public.judgements, public.people, public.reckoning
    reports = [replace(r, size_bytes=(raw_sizes or {}).get(r.id, r.size_bytes)) for r in public.reports]
    listed = listed or ListedPeople()
    files = {report.id: report for report in listed.reports}
    index = ArchiveIndex.of(
        reports, claims, judgements, [(one, files[one.report]) for one in listed.lists if one.report in files]
    )
    incident = reckoning.incident
    whole = panels(index, reckoning)
    charts = tuple(fitted(panel) for panel in whole)
    statements = tuple(row for panel in whole for row in panel.rows)
    here = _here(index, reckoning)
    everyone = [*(people or [p for c in claims for p in c.people]), *listed.records]
    judged = incidents_judged(index.judgements, incident)
    named = named_people(index, everyone, {c.id for c in here}, set(reckoning.context), known, judged)
    # of whom only lists tell, and somebody judged that they are not of this incident, nothing is said
    named = tuple(n for n in named if not (n.of_lists and _denied(n, judged)))
    named = marked_alike(named)
    count, on_lists = documented(named), documented([n for n in named if n.of_lists], tied=False)
    when = period_words(incident.period) if incident else ""
    on = f"on {when}" if when[:1].isdigit() and " to " not in when else when
    accounts = accounts_of(index, here)
    open_ranges, more_ranges, range_ticks = ranges(index, reckoning.envelopes)
    plan = draw_map(incident, [c.place for c in here if c.place], areas)
    told_twice = [rendering for position in reckoning.positions for rendering in position.renderings]
    sides = opened(charts[0].sides, whole[0].sides, index.claim, told_twice) if charts else ()
    where = _where(incident)
    return Dossier(
        title=title or _title(incident, where, when),
        where=where,
        when=when,
        code=incident.code if incident else "",
        headline=headline(index, reckoning, count, on),
        says=says(sides),
        dead=dead(named, count, charts, on_lists),
        happened=happened(index, accounts, here, when),
        died=died(index, reckoning, count),
        controlled=controlled(plan, when),
        sides=sides,
        panels=charts,
        named=tuple(n for n in named if n.tied),
        elsewhere=tuple(n for n in named if not n.tied and not n.of_lists),
        listed=tuple(n for n in named if not n.tied and n.of_lists and n.standing != "rejected"),
        on_lists=on_lists,
        withheld=withheld_people(index, everyone),
        claims_withheld=public.claims_withheld,
        reports_withheld=public.reports_withheld,
        accounts=accounts,
        ranges=open_ranges,
        more_ranges=more_ranges,
        range_ticks=range_ticks,
        disputes=disputes(index, reckoning),
        beliefs=beliefs(index, reckoning),
        policies=policy_lines(
            policy_answers(reports, claims, incident, judgements=judgements, as_of=reckoning.as_of)
        ),
        left_out=_left_out(index, reckoning),
        unknowns=tuple(index.quoted(index.claim(i), index.claim(i).anchor.quote) for i in reckoning.unknowns),
        map=plan,
        sources=sources_of(index),
        claims=tuple(claims),
        reports=tuple(reports),
        judgements=index.judgements,
        profiles=unique(c.count.profile for c in claims if c.count),
        hedges=hedges_of(index),
        carriers=carried(index, reckoning),
        heard=heard(index, counted_claims(index, reckoning)),
        ledger_hash=state_hash(reports, claims, judgements, people, areas, listed.records),
        statements=statements,
        lists=lists_shown(listed, named, index.released),
        cut=len(statements) > sum(len(panel.rows) for panel in charts),
        generated_at=generated_at,
        as_of=as_of or reckoning.as_of or generated_at.date(),
    )


def _denied(person: Named, judged: Mapping[str, Verdict]) -> bool:
    return any(judged.get(row.record) is Verdict.NEGATIVE for row in person.lists)


def _here(index: ArchiveIndex, reckoning: Reckoning) -> list[Claim]:
    """The claims about this incident: those of the incident, else those in a position, without context."""
    ids = set(reckoning.incident.claims) if reckoning.incident and reckoning.incident.claims else set()
    ids = ids or {s.claim.id for p in reckoning.positions for s in p.steps}
    ids -= set(reckoning.context)
    return [claim for claim in index.claims.values() if claim.id in ids]


def _where(incident: Incident | None) -> str:
    if incident is None or incident.place is None:
        return ""
    place = incident.place
    return listed(unique([place.name or place.text, country(place.country)]), ",").replace(" , ", ", ")


def _title(incident: Incident | None, where: str, when: str) -> str:
    if incident is None:
        return "An incident without place or date"
    place = incident.title or where or "Place not stated"
    return f"{place}, {when}" if when and when not in place else place


def _left_out(index: ArchiveIndex, reckoning: Reckoning) -> tuple[LeftOut, ...]:
    return tuple(
        LeftOut(
            speaker=index.speaker(claim),
            words=index.quoted(claim),
            what=DONE[claim.measure],
            reason=excluded.reason,
        )
        for excluded in reckoning.excluded
        for claim in [index.claim(excluded.claim)]
    )
