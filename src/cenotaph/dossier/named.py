"""People known by name: one entry a person, with every spelling, who says so, and how sure that is."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from cenotaph.dossier.records import ArchiveIndex
from cenotaph.dossier.view import Name, Named
from cenotaph.dossier.words import FATE, right_to_left, unique
from cenotaph.model import (
    Claim,
    Figure,
    FigureKind,
    InformantRelation,
    JudgementKind,
    PersonFate,
    PersonRecord,
    Sensitivity,
    Trail,
    Verdict,
    content_id,
)

__all__ = ["DEAD", "named_people", "withheld_people"]

DEAD = (PersonFate.KILLED, PersonFate.DIED_OF_WOUNDS)
_RELATION = {
    InformantRelation.RELATIVE: "a relative",
    InformantRelation.COMRADE: "a comrade or friend",
    InformantRelation.EMPLOYER: "an employer",
    InformantRelation.OFFICIAL: "an official",
    InformantRelation.MEDIA: "a journalist",
    InformantRelation.OTHER: "someone who is not named here",
}


def named_people(
    index: ArchiveIndex, people: Sequence[PersonRecord], here: set[str], context: set[str]
) -> tuple[Named, ...]:
    """Everyone who may be named, those tied to this incident first, by their first spelling.

    ``here`` holds the ids of claims about the incident; a person is tied to it when such a claim names them and
    is no total over a longer time, or when the report itself gives the day or place of the death.
    """
    naming = {person.id: claim for claim in index.claims.values() for person in claim.people}
    entries = [_entry(index, records, naming, here - context) for records in _persons(index, _shown(index, people))]
    return tuple(sorted(entries, key=lambda e: (not e.tied, e.names[0].text)))


def withheld_people(index: ArchiveIndex, people: Sequence[PersonRecord]) -> Figure | None:
    """How many records of people are kept back, or None when all are shown."""
    shown = {record.id for record in _shown(index, people)}
    kept = tuple(record for record in people if record.id not in shown)
    if not kept:
        return None
    return Figure(
        kind=FigureKind.DOCUMENTED,
        low=len(kept),
        high=len(kept),
        trail=Trail(reports=tuple(dict.fromkeys(r.report for r in kept)), rules=("people.sensitivity",)),
    )


def _shown(index: ArchiveIndex, people: Sequence[PersonRecord]) -> list[PersonRecord]:
    return [p for p in people if p.sensitivity is Sensitivity.PUBLIC or p.id in index.released]


def _persons(index: ArchiveIndex, records: Sequence[PersonRecord]) -> list[list[PersonRecord]]:
    """The records of each person: judged to be the same, or of one name and not judged to be two people."""
    by_id = {record.id: record for record in records}
    group = {record.id: {record.id} for record in records}
    verdicts = _verdicts(index)
    apart = {pair for pair, verdict in verdicts.items() if verdict is Verdict.NEGATIVE}

    def join(a: str, b: str) -> None:
        whole = group[a] | group[b]
        if group[a] is not group[b] and not any({x, y} <= whole for x, y in apart):
            for record_id in whole:
                group[record_id] = whole

    for (a, b), verdict in sorted(verdicts.items()):
        if verdict is Verdict.POSITIVE and a in group and b in group:
            join(a, b)
    named: dict[str, str] = {}
    for record in sorted(records, key=lambda r: r.id):
        join(named.setdefault(_fold(record.name), record.id), record.id)
    seen: dict[int, list[PersonRecord]] = {id(whole): [by_id[i] for i in sorted(whole)] for whole in group.values()}
    return list(seen.values())


def _verdicts(index: ArchiveIndex) -> dict[tuple[str, str], Verdict]:
    """The last word on each pair of records: people's over machines', later over earlier."""
    links = [j for j in index.judgements if j.kind is JudgementKind.SAME_PERSON and j.other and j.reverses is None]
    found: dict[tuple[str, str], Verdict] = {}
    for judgement in sorted(links, key=lambda j: (not j.by.startswith("machine:"), j.at, j.id)):
        assert judgement.other is not None
        a, b = sorted((judgement.about.id, judgement.other.id))
        found[a, b] = judgement.verdict
    return found


def _fold(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _from_the_right(name: str) -> bool:
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in name)


def _entry(index: ArchiveIndex, records: Sequence[PersonRecord], naming: dict[str, Claim], here: set[str]) -> Named:
    spelled: dict[str, Name] = {}
    says = []
    for record in records:
        report, claim = index.reports[record.report], naming.get(record.id)
        name = Name(
            text=record.name,
            lang=report.language,
            rtl=right_to_left(report),
            claim=claim.id if claim else None,
            report=record.report,
            publisher=report.publisher or report.source_name or "publisher not known",
        )
        spelled.setdefault(record.name, name)
        for alias in record.aliases:
            spelled.setdefault(alias, replace(name, text=alias, lang=None, rtl=_from_the_right(alias)))
        says.append(_who_says(index, record, claim))
    first = records[0]
    tied = any(r.death_period or r.death_place for r in records) or any(
        naming[r.id].id in here for r in records if r.id in naming
    )
    return Named(
        id=content_id("person", sorted(r.id for r in records)),
        names=tuple(spelled.values()),
        age=_age(records),
        about=", ".join(unique(_about(r) for r in records)),
        fate=FATE[first.fate],
        status=_status(index, records),
        sources=_sources(records, naming),
        says=unique(says),
        tied=tied,
    )


def _who_says(index: ArchiveIndex, record: PersonRecord, claim: Claim | None) -> str:
    report = index.reports[record.report]
    carrier = report.publisher or report.source_name or "a report without publisher"
    secret = record.informant_sensitivity is not Sensitivity.PUBLIC and record.id not in index.released
    if secret and record.informant_relation:
        return f"{_RELATION[record.informant_relation]}, in {carrier}"
    if record.informant and not secret:
        return f"{record.informant}, in {carrier}"
    return f"{index.speaker(claim)}, in {carrier}" if claim else carrier


def _about(record: PersonRecord) -> str:
    parts = (record.rank, record.occupation, record.affiliation, record.home_place and f"from {record.home_place}")
    return ", ".join(part for part in parts if part)


def _age(records: Sequence[PersonRecord]) -> str:
    ages = unique(
        f"{r.age_low}" if r.age_low == r.age_high else f"{r.age_low or '?'} to {r.age_high or '?'}"
        for r in records
        if r.age_low is not None or r.age_high is not None
    )
    return " or ".join(ages)


def _sources(records: Sequence[PersonRecord], naming: dict[str, Claim]) -> Figure:
    reports = tuple(dict.fromkeys(r.report for r in records))
    claims = tuple(dict.fromkeys(naming[r.id].id for r in records if r.id in naming))
    trail = Trail(claims=claims, reports=reports, people=tuple(r.id for r in records))
    return Figure(kind=FigureKind.SOURCES, low=len(reports), high=len(reports), trail=trail)


def _status(index: ArchiveIndex, records: Sequence[PersonRecord]) -> str:
    """A person's grade by a human, else what the number of independent reports allows to say."""
    ids = {record.id for record in records}
    for judgement in reversed(index.judgements):
        if judgement.kind in (JudgementKind.STATUS, JudgementKind.GRADE) and judgement.about.id in ids:
            return f"{(judgement.label or judgement.verdict.value).replace('_', ' ')}: {judgement.reason}"
    independent = {r.report for r in records if r.report not in index.echo_reports}
    if len(independent) > 1:
        return "pending: named by more than one report, not yet reviewed"
    return "unverified: a second source is pending"
