"""From records to the view of a scope's page: the totals of a place and a period, and the incidents in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from cenotaph.dossier.answers import documented
from cenotaph.dossier.attested import Attested
from cenotaph.dossier.back import carried, counted_claims, hedges_of, sources_of, state_hash
from cenotaph.dossier.carriers import heard
from cenotaph.dossier.chart import fitted, panels
from cenotaph.dossier.disputes import disputes
from cenotaph.dossier.listed import ListedPeople, lists_shown
from cenotaph.dossier.named import named_people
from cenotaph.dossier.records import ArchiveIndex, country
from cenotaph.dossier.scope_view import IncidentPage, IncidentToll, LeavingOut, ScopePage, Told, Total
from cenotaph.dossier.view import End, Panel, Part, Sentence, Voice
from cenotaph.dossier.withheld import public_records
from cenotaph.dossier.words import DONE, SAYING, article, capital, people_words, period_words, span_words, unique
from cenotaph.model import Claim, Figure, Incident, Judgement, Measure, Report, Scope, claimed
from cenotaph.reconcile import Bounds, Question
from cenotaph.reconcile.overview import Member, Overview, ScopeAnswer, overview

__all__ = ["build_scope", "scope_title"]

# in place of a number: its claims leave any possible; there are none
_OPEN, _NOTHING = "no limit", "not claimed"
_SAID = {
    Scope.CUMULATIVE_TO_DATE: "to date",
    Scope.CONFLICT_TOTAL: "of the whole conflict",
}


def scope_title(scope: Question) -> str:
    """``Deir ez-Zor, Syria, February 2018``; ``To date`` for everything."""
    where = unique([scope.place.name or scope.place.text, country(scope.place.country)]) if scope.place else ()
    return capital(", ".join(unique([*where, span_words(scope.first, scope.last)])) or "to date")


def build_scope(
    reports: Sequence[Report],
    claims: Sequence[Claim],
    incidents: Sequence[Incident],
    scope: Question,
    *,
    judgements: Sequence[Judgement] = (),
    generated_at: datetime,
    as_of: date | None = None,
    on_progress: Callable[[int, int, str], None] | None = None,
    listed: ListedPeople | None = None,
    known: Attested | None = None,
) -> ScopePage:
    """The view of the page of a place and a period, from all the records of a ledger.

    ``on_progress`` is called as (done, total, label) while the incidents are asked. ``listed`` are lists with the
    records that surely lie in the scope (``fits_scope``), ``known`` says how well each death is attested.

    Reports and claims that are not public are left out before anything is made of them. Raises NotFoundError when
    nothing is known of the scope.
    """
    public = public_records(reports, claims, judgements)
    seen = [public.part_of(incident) for incident in incidents]
    found = overview(
        scope,
        public.reports,
        public.claims,
        [incident for incident in seen if incident.claims],
        judgements=public.judgements,
        as_of=as_of,
        on_progress=on_progress,
    )
    cited = _cited(found)
    kept = [claim for claim in public.claims if claim.id in cited]
    carriers = {claim.report for claim in kept}
    told = [report for report in public.reports if report.id in carriers]
    listed = listed or ListedPeople()
    files = {report.id: report for report in listed.reports}
    lists = [(one, files[one.report]) for one in listed.lists if one.report in files]
    index = ArchiveIndex.of(told, kept, public.judgements, lists)
    people = named_people(index, listed.records, set(), set(), known)
    whole = _panel(index, found)
    columns = _columns(found)
    pages = {member.incident.code: _incident(index, member, columns) for member in found.members}
    title = scope_title(scope)
    return ScopePage(
        title=title,
        code="",
        headline=_headline(found, scope),
        totals=tuple(_total(index, found, answer) for answer in found.answers),
        panel=fitted(whole) if whole else None,
        cut=whole is not None and len(fitted(whole).rows) < len(whole.rows),
        disputes=disputes(index, found.totals),
        stopped=found.totals.stopped,
        columns=tuple(capital(DONE[measure]) for measure in columns),
        incidents=tuple(pages[m.incident.code] for m in found.members if m.surely),
        maybe=tuple(pages[m.incident.code] for m in found.members if not m.surely),
        statements=tuple(_told(index, index.claim(i)) for i in found.totals.context),
        listed=tuple(person for person in people if person.standing != "rejected"),
        on_lists=documented(people, tied=False),
        lists=lists_shown(listed, people, index.released),
        claims_withheld=public.claims_withheld,
        reports_withheld=public.reports_withheld,
        sources=sources_of(index),
        claims=tuple(kept),
        reports=tuple(told),
        judgements=index.judgements,
        profiles=unique(c.count.profile for c in kept if c.count),
        hedges=hedges_of(index),
        carriers=carried(index, found.totals),
        heard=heard(index, counted_claims(index, found.totals)),
        ledger_hash=state_hash(told, kept, public.judgements, title, listed.records),
        generated_at=generated_at,
        as_of=as_of or generated_at.date(),
    )


def _cited(found: Overview) -> set[str]:
    """Every claim to which something on the page leads."""
    bounds = [b for answer in found.answers for b in (answer.record, answer.bounds) if b]
    bounds += [left.bounds for answer in found.answers for left in answer.without]
    trails = {i for b in bounds for i in (*b.figure.trail.claims, *b.lowest, *b.highest)}
    return trails.union(found.claims, *(one.claims for one in found.totals.contradictions))


def _headline(found: Overview, scope: Question) -> Sentence:
    """How many were killed, by what; how many voices speak of it."""
    place = f" in {scope.place.name or scope.place.text}" if scope.place else ""
    here = f"{place}{_days(scope)}"
    killed = next((a for a in found.answers if a.question.measure is Measure.KILLED and not a.question.group), None)
    parts: list[Part]
    if killed is not None and killed.against:
        parts = ["The totals that are claimed of people killed", here, " cannot all be true over its incidents"]
        if (figure := _shown(killed.record)) is not None:
            parts += [", which add up to ", figure]
    elif killed is None or (figure := _shown(killed.bounds or killed.record)) is None:
        parts = ["How many people were killed", here, " is not known: no claim limits it"]
    else:
        by = "by its incidents on record" if killed.bounds is None else "by its incidents and the totals claimed"
        were = "person was" if figure.low == figure.high == 1 else "people were"
        parts = [figure, f" {were} killed", here, f", {by} taken together"]
    voices, carriers = found.totals.voices, found.totals.carriers
    parts += ["; ", voices, " voice in " if voices.low == 1 else " voices in ", carriers]
    return (*parts, f" report{'' if carriers.low == 1 else 's'} {'speaks' if voices.low == 1 else 'speak'} of it.")


def _days(scope: Question) -> str:
    """The scope's days as they stand in a sentence, with a space before them; "" for none."""
    words = span_words(scope.first, scope.last)
    if not words or words.startswith(("from ", "until ")):
        return f" {words}" if words else ""
    before = "from" if " to " in words else "on" if words[:1].isdigit() and " " in words else "in"
    return f" {before} {words}"


def _shown(bounds: Bounds | None) -> Figure | None:
    """The figure, None where it limits nothing: that nobody need be among them says nothing."""
    if bounds is None or (not bounds.figure.low and bounds.figure.high is None):
        return None
    return bounds.figure


def _ends(index: ArchiveIndex, ids: Sequence[str]) -> tuple[End, ...]:
    return tuple(
        End(quote=index.quoted(claim), speaker=index.speaker(claim), when=_when(index, claim))
        for claim in map(index.claim, ids)
    )


def _when(index: ArchiveIndex, claim: Claim) -> str:
    """The day (or the month) of the statement where it is told, else the day of the report."""
    said = claim.said_at
    if said and said.earliest and said.latest and said.earliest != said.latest:
        return span_words(said.earliest, said.latest)
    return index.when(claim)


def _total(index: ArchiveIndex, found: Overview, answer: ScopeAnswer) -> Total:
    group, bounds = answer.question.group, answer.bounds
    names = {key: index.speaker(index.claim(i)) for i, key in found.voices.items()}
    upper = bounds.figure.high if bounds else None
    return Total(
        what=f"{capital(people_words(group.text if group else 'all'))} {DONE[answer.question.measure]}",
        record=_shown(answer.record),
        record_words=_OPEN if answer.record else _NOTHING,
        record_note=answer.record.note if answer.record else "",
        together=_shown(bounds),
        lowest=_ends(index, bounds.lowest) if bounds and bounds.figure.low else (),
        highest=_ends(index, bounds.highest) if bounds and upper is not None else (),
        note="" if upper is not None or bounds is None else "No claim sets an upper end for all of them.",
        against=_ends(index, answer.against),
        without=tuple(
            LeavingOut(voices=tuple(article(names[key]) for key in left.voices), figure=figure)
            for left in answer.without
            if (figure := _shown(left.bounds)) is not None
        ),
    )


def _panel(index: ArchiveIndex, found: Overview) -> Panel | None:
    """The claimed totals as a chart; each row says where and when."""
    drawn = panels(index, found.totals)
    if not drawn:
        return None
    (panel,) = drawn
    sides = tuple(replace(side, voices=tuple(_placed(index, v) for v in side.voices)) for side in panel.sides)
    caption = "Each is of the people, place and days that it names, which others may share: they are not added up."
    return replace(panel, id="claims", title="Totals that are claimed", caption=caption, sides=sides)


def _placed(index: ArchiveIndex, voice: Voice) -> Voice:
    rows = (replace(row, what=f"{row.what} {_scope_words(index.claim(row.claim))}") for row in voice.rows)
    return replace(voice, rows=tuple(rows))


def _scope_words(claim: Claim) -> str:
    """Where and when the people of a total were harmed: ``in Syria, 2017``."""
    place, period = claim.place, claim.period
    where = f"in {place.name or place.text}" if place else "(no place said)"
    days = span_words(period.earliest, period.latest) if period else ""
    return f"{where}, {days or _SAID.get(claim.scope, '') or (period.text if period else '') or 'no days said'}"


def _columns(found: Overview) -> tuple[Measure, ...]:
    """The outcomes that some incident's claims limit, in the order in which they are told."""
    met = {measure for member in found.members for measure in member.bounds}
    return tuple(measure for measure in Measure if measure in met)


def _incident(index: ArchiveIndex, member: Member, columns: Sequence[Measure]) -> IncidentPage:
    incident = member.incident
    claims = [index.claim(i) for i in incident.claims if i in index.claims]
    claims.sort(key=lambda c: (index.published(c) or date.max, index.publisher(c), c.anchor.start, c.id))
    return IncidentPage(
        code=incident.code,
        title=incident.title,
        when=period_words(incident.period) or "no date",
        page=f"incidents/{incident.code}.html",
        tolls=tuple(_toll(index, member, measure) for measure in columns),
        told=tuple(_told(index, claim) for claim in claims),
    )


def _toll(index: ArchiveIndex, member: Member, measure: Measure) -> IncidentToll:
    bounds = member.bounds.get(measure)
    words = DONE[measure]
    if bounds is None:
        return IncidentToll(id=measure.value, what=words, figure=None, words=_NOTHING)
    return IncidentToll(
        id=measure.value,
        what=words,
        figure=_shown(bounds),
        words=_OPEN,
        lowest=_ends(index, bounds.lowest) if bounds.figure.low else (),
        highest=_ends(index, bounds.highest) if bounds.figure.high is not None else (),
        note=bounds.note,
    )


def _told(index: ArchiveIndex, claim: Claim) -> Told:
    number = claim.count is not None and not claim.count.unknown
    named = not index.confidential(claim)
    where = "" if claim.scope is Scope.INCIDENT else f" {_scope_words(claim)}"
    return Told(
        claim=claim.id,
        speaker=index.speaker(claim),
        when=_when(index, claim),
        what=f"{DONE[claim.measure]}{where}",
        whom=index.quoted(claim, claim.group.text) if claim.group and named else None,
        words=index.quoted(claim) if number and named else None,
        figure=claimed(claim) if number else None,
        saying="" if number else SAYING.get(claim.stance, "gives no number"),
        publisher=index.publisher(claim),
    )
