"""People known by name: one entry a person, with every spelling, who says so, and how sure that is."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace

from cenotaph.dossier.attested import Attested, attested, groups_of, verdicts_of
from cenotaph.dossier.records import ArchiveIndex
from cenotaph.dossier.view import Name, Named, OnList
from cenotaph.dossier.words import FATE, listed, right_to_left, unique
from cenotaph.model import (
    Claim,
    Corroboration,
    Figure,
    FigureKind,
    InformantRelation,
    PersonFate,
    PersonRecord,
    Sensitivity,
    Trail,
    Verdict,
    content_id,
)
from cenotaph.resolve.people.corroboration import Standing

__all__ = ["DEAD", "marked_alike", "named_people", "withheld_people"]

_NOTHING = Standing(Corroboration.UNVERIFIED, "nothing is known of who says so")
_BY_NAME = "a second source may be about somebody else"
_BEST = (
    Corroboration.VERIFIED,
    Corroboration.PENDING_SECOND_SOURCE,
    Corroboration.UNVERIFIED,
    Corroboration.REJECTED,
)
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
    index: ArchiveIndex,
    people: Sequence[PersonRecord],
    here: set[str],
    context: set[str],
    known: Attested | None = None,
    judged: Mapping[str, Verdict] | None = None,
) -> tuple[Named, ...]:
    """Everyone who may be named, those tied to this incident first, by their first spelling.

    ``here`` holds the ids of claims about the incident; a person is tied to it when such a claim names them and
    is no total over a longer time, when the report itself gives the day or place of the death, or when somebody
    ``judged`` so; a row of a list alone ties nobody. ``known`` says how well each death is attested, by default
    from these records alone.
    """
    if known is None:
        reports = [*index.reports.values(), *(report for _, report in index.lists.values())]
        known = attested(people, reports, index.claims.values(), index.judgements)
    naming = {person.id: claim for claim in index.claims.values() for person in claim.people}
    entries = [
        replace(_entry(index, records, naming, here - context, known, judged or {}), by_name=by_name)
        for records, by_name in _persons(index, _shown(index, people))
    ]
    return tuple(sorted(entries, key=lambda e: (not e.tied, e.names[0].text, e.id)))


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


def _persons(index: ArchiveIndex, records: Sequence[PersonRecord]) -> list[tuple[list[PersonRecord], bool]]:
    """The records of each person: judged to be the same, or of one name in reports and not judged to be two people.

    With each, whether the name alone joins some of them. Two rows of lists of one name may well be two people.
    """
    by_id = {record.id: record for record in records}
    named: dict[str, str] = {}
    alike = [
        (named.setdefault(_fold(record.name), record.id), record.id)
        for record in sorted(records, key=lambda r: r.id)
        if record.list_id is None
    ]
    verdicts = verdicts_of(index.judgements)
    judged = {tuple(ids) for ids in groups_of(by_id, verdicts)}
    found = groups_of(by_id, verdicts, alike)
    return [([by_id[i] for i in ids], tuple(ids) not in judged) for ids in found]


def marked_alike(named: Sequence[Named]) -> tuple[Named, ...]:
    """The same, and of those whom only lists name, whom of the others they share a name with."""
    of = {_fold(name.text): one.id for one in reversed(named) if not one.of_lists for name in one.names}
    return tuple(
        replace(one, alike=next((of[key] for name in one.names if (key := _fold(name.text)) in of), None))
        if one.of_lists
        else one
        for one in named
    )


def _fold(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _from_the_right(name: str) -> bool:
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in name)


def _entry(
    index: ArchiveIndex,
    records: Sequence[PersonRecord],
    naming: dict[str, Claim],
    here: set[str],
    known: Attested,
    judged: Mapping[str, Verdict],
) -> Named:
    # what reports say of a person stands before the rows of lists
    records = sorted(records, key=lambda record: (record.list_id is not None, record.id))
    told = [record for record in records if record.list_id is None]
    spelled: dict[str, Name] = {}
    says = []
    for record in records:
        claim = naming.get(record.id)
        name = _name(index, record, claim)
        spelled.setdefault(record.name, name)
        for alias in record.aliases:
            spelled.setdefault(alias, replace(name, text=alias, lang=None, rtl=_from_the_right(alias)))
        if record.list_id is None:
            says.append(_who_says(index, record, claim))
    first = records[0]
    words = [judged[record.id] for record in records if record.id in judged]
    tied = any(r.death_period or r.death_place for r in told) or any(
        naming[r.id].id in here for r in told if r.id in naming
    )
    standing = _standing(records, known)
    return Named(
        id=content_id("person", sorted(r.id for r in records)),
        names=tuple(spelled.values()),
        age=_age(records),
        about=", ".join(unique(_about(r) for r in records)),
        fate=FATE[first.fate],
        status=_status(standing, known),
        sources=_sources(records, naming),
        says=unique(says),
        tied=(tied or Verdict.POSITIVE in words) and Verdict.NEGATIVE not in words,
        standing=standing.corroboration.value,
        lists=tuple(_on_list(index, record) for record in records if record.list_id is not None),
        of_lists=not told,
    )


def _standing(records: Sequence[PersonRecord], known: Attested) -> Standing:
    """That of the person; where only a name joins records, that of the best attested who has it."""
    found = [known.standing[record.id] for record in records if record.id in known.standing]
    best = min(found, key=lambda one: _BEST.index(one.corroboration), default=_NOTHING)
    if best.corroboration is Corroboration.PENDING_SECOND_SOURCE and len({one.records for one in found}) > 1:
        return Standing(best.corroboration, _BY_NAME, best.records)
    return best


def _name(index: ArchiveIndex, record: PersonRecord, claim: Claim | None) -> Name:
    report = index.reports.get(record.report)
    return Name(
        text=record.name,
        lang=report.language if report else None,
        rtl=right_to_left(report) if report else _from_the_right(record.name),
        claim=claim.id if claim else None,
        report=record.report,
        publisher=index.carrier(record.report),
        row=record.id if record.list_id is not None else None,
    )


def _on_list(index: ArchiveIndex, record: PersonRecord) -> OnList:
    named, _ = index.lists[record.report]
    line = f"line {record.row}" if record.row else "a line"
    return OnList(name=named.name, line=line, report=record.report, record=record.id)


def _who_says(index: ArchiveIndex, record: PersonRecord, claim: Claim | None) -> str:
    carrier = index.carrier(record.report)
    secret = record.informant_sensitivity is not Sensitivity.PUBLIC and record.id not in index.released
    if secret and record.informant_relation:
        return f"{_RELATION[record.informant_relation]}, in {carrier}"
    if record.informant and not secret:
        return f"{record.informant}, in {carrier}"
    if claim is None or index.speaker(claim) == carrier:
        return carrier
    return f"{index.speaker(claim)}, in {carrier}"


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


def _status(standing: Standing, known: Attested) -> str:
    """``verified: two independent sources say so: CNN, Reuters``; of a person's word the reason."""
    words = f"{standing.corroboration.value.replace('_', ' ')}: {standing.reason}"
    if standing.corroboration is not Corroboration.VERIFIED:
        return words
    carriers = unique(known.carriers[id] for id in standing.records if id in known.carriers)
    return f"{words}: {listed(carriers)}" if carriers else words
