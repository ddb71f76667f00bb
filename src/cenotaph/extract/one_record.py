"""One record a person a report: mentions of one name become one, with every quote and all that is said of it.

Two mentions are of one person when they have the same full name, or when a single name is part of just one full
name of the report. Fates that differ, or ages more than a year apart, keep them two: that is for linkage to decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cenotaph.extract.person_details import details_of
from cenotaph.extract.place_names import lookup
from cenotaph.model import AgeGroup, PersonFate, PersonRecord, PopStatus, Report, Sex
from cenotaph.places.names import fold

if TYPE_CHECKING:
    from cenotaph.extract.draft import Draft

__all__ = ["one_record_each"]


def one_record_each(report: Report, drafts: Sequence[Draft]) -> None:
    """Settle the people of all ``drafts`` of a report, so that each is one record wherever they are named."""
    records = {person.id: person for draft in drafts for person in draft.people}
    if not records:
        return
    of = _groups(list(records.values()))
    settled = {name: _settled(report, [records[i] for i in ids]) for name, ids in of.items()}
    one = {record_id: settled[name] for name, ids in of.items() for record_id in ids}
    for draft in drafts:
        draft.people = list({one[person.id].id: one[person.id] for person in draft.people}.values())


def _groups(records: Sequence[PersonRecord]) -> dict[str, list[str]]:
    """The ids of the records of one person, by the id of the first."""
    ordered = sorted(records, key=lambda r: (r.anchors[0].start, r.id))
    groups: list[list[PersonRecord]] = []
    for record in sorted(ordered, key=lambda r: -len(_parts(r.name))):
        parts = _parts(record.name)
        held = [own for own in groups if _holds(_parts(own[0].name), parts)]
        whole = [own for own in held if _parts(own[0].name) == parts]
        # of two full names with one part in common, which of them a single name means is not known
        fits = [own for own in (whole or held) if all(_may_be_one(other, record) for other in own)]
        if fits and (whole or len(held) == 1):
            fits[0].append(record)
        else:
            groups.append([record])
    place = {record.id: number for number, record in enumerate(ordered)}
    by_first = [sorted(own, key=lambda r: place[r.id]) for own in groups]
    return {own[0].id: [record.id for record in own] for own in by_first}


def _parts(name: str) -> tuple[str, ...]:
    return tuple(fold(name).split())


def _holds(full: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    return full == parts or (len(parts) == 1 < len(full) and parts[0] in (full[0], full[-1]))


def _may_be_one(a: PersonRecord, b: PersonRecord) -> bool:
    fates = {a.fate, b.fate} - {PersonFate.UNKNOWN}
    sexes = {a.sex, b.sex} - {Sex.NOT_RECORDED, Sex.UNKNOWN}
    ages = [age for age in (a.age_low, b.age_low) if age is not None]
    return len(fates) < 2 and len(sexes) < 2 and max(ages, default=0) - min(ages, default=0) <= 1


def _settled(report: Report, records: Sequence[PersonRecord]) -> PersonRecord:
    """All that the mentions say, under the id of the first and the fullest name."""
    first = records[0]
    name = max((r.name for r in records), key=lambda n: (len(_parts(n)), -[r.name for r in records].index(n)))
    told = details_of(report.text, name)
    ages = [age for r in records for age in (r.age_low, r.age_high) if age is not None]
    groups = [r.age_group for r in records if r.age_group is not AgeGroup.UNKNOWN]
    anchors = sorted({anchor for r in records for anchor in r.anchors}, key=lambda a: (a.start, a.end))
    informed = next((r for r in records if r.informant), None) or next(
        (r for r in records if r.informant_relation), first
    )
    died = next((r for r in records if r.death_place), first)
    when = next((r for r in records if r.death_period), first)
    home = _first(records, "home_place") or told.home
    country = died.death_place_ref.country if died.death_place_ref is not None else None
    spelled = [r.name for r in records if _parts(r.name) == _parts(name) and r.name != name]
    return replace(
        first,
        name=name,
        anchors=tuple(anchors),
        fate=next((r.fate for r in records if r.fate is not PersonFate.UNKNOWN), PersonFate.UNKNOWN),
        sex=next((r.sex for r in records if r.sex not in (Sex.NOT_RECORDED, Sex.UNKNOWN)), first.sex),
        age_low=min(ages, default=None),
        age_high=max(ages, default=None),
        age_group=groups[0] if len(set(groups)) == 1 else AgeGroup.UNKNOWN,
        status=next((r.status for r in records if r.status is not PopStatus.NOT_STATED), PopStatus.NOT_STATED),
        affiliation=_first(records, "affiliation") or told.affiliation,
        rank=_first(records, "rank"),
        occupation=_first(records, "occupation") or told.occupation,
        home_place=home,
        home_place_ref=lookup(home, country) if home else None,
        death_place=died.death_place,
        death_place_ref=died.death_place_ref,
        death_period=when.death_period,
        death=when.death,
        informant=informed.informant,
        informant_relation=informed.informant_relation,
        aliases=tuple(dict.fromkeys([*(a for r in records for a in r.aliases), *spelled, *told.aliases])),
    )


def _first(records: Sequence[PersonRecord], field: str) -> str | None:
    found: list[str] = [value for record in records if (value := getattr(record, field))]
    return found[0] if found else None
