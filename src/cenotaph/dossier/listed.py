"""People on imported lists: which of them may belong on a page, and the rows that the page may show."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cenotaph.dossier.view import ListRow, ListShown
from cenotaph.model import (
    GeoPrecision,
    Judgement,
    JudgementKind,
    NameList,
    Period,
    PersonFate,
    PersonRecord,
    Place,
    Report,
    Verdict,
)
from cenotaph.places.names import fold
from cenotaph.places.ranking import distance_km
from cenotaph.reconcile.groups import Relation
from cenotaph.reconcile.scopes import place_relation

__all__ = ["LISTED", "ListedPeople", "fits_incident", "fits_scope", "incidents_judged", "lists_shown"]

LISTED = 2_000
"""How many people of lists have room on a page of their own."""

_NOT_DEAD = (PersonFate.INJURED, PersonFate.MISSING, PersonFate.DETAINED, PersonFate.ALIVE)
_WEEK = timedelta(days=6)  # UCDP date_prec 3: a death known to the week at least may be told by the incident's days
_NEAR_KM = 25  # UCDP where_prec 2: "within about 25 km of a known point"
_INSIDE = (Relation.SAME, Relation.WITHIN)


@dataclass(frozen=True, slots=True)
class ListedPeople:
    """Lists of named people with their archived files, and those of their records that a page may need."""

    lists: tuple[NameList, ...] = ()
    reports: tuple[Report, ...] = ()
    records: tuple[PersonRecord, ...] = ()


def fits_incident(record: PersonRecord, place: Place | None, period: Period | None) -> bool:
    """Whether a list's day and place of death are those of an incident, as far as the two are known.

    The day: intervals that meet, the record's a week at most. The place: the same, inside, within 25 km, or a
    province or less that holds the incident's. Unknown fits nothing.
    """
    days, told = _days(period), _days(record.death)
    if place is None or days is None or told is None or record.fate in _NOT_DEAD:
        return False
    if told[1] - told[0] > _WEEK or told[0] > days[1] or days[0] > told[1]:
        return False
    own = _place(record)
    if own is None:
        return False
    relation = place_relation(own, place)
    if own.id is None and fold(own.text) in (fold(place.text), fold(place.name or "")):
        return True
    if relation is Relation.CONTAINS:
        return own.precision is not None and own.precision <= GeoPrecision.PROVINCE
    if relation in _INSIDE:
        return True
    exact = all(one.precision is not None and one.precision <= GeoPrecision.NEAR for one in (own, place))
    far = distance_km(own, place)
    return exact and far is not None and far <= _NEAR_KM


def fits_scope(record: PersonRecord, place: Place | None, first: date | None, last: date | None) -> bool:
    """Whether a list's day and place of death surely lie in a place and a time; None asks for none."""
    if record.fate in _NOT_DEAD:
        return False
    if first is not None or last is not None:
        told = _days(record.death)
        if told is None or (first and told[0] < first) or (last and told[1] > last):
            return False
    if place is None:
        return True
    own = _place(record)
    return own is not None and place_relation(own, place) in _INSIDE


def _days(period: Period | None) -> tuple[date, date] | None:
    if period is None or period.earliest is None or period.latest is None:
        return None
    return period.earliest, period.latest


def _place(record: PersonRecord) -> Place | None:
    if record.death_place_ref is not None:
        return record.death_place_ref
    return Place(text=record.death_place) if record.death_place else None


def incidents_judged(judgements: Iterable[Judgement], code: str) -> dict[str, Verdict]:
    """Record -> what people judged of its belonging to this incident, the last word of all."""
    judgements = list(judgements)
    undone = {one.reverses for one in judgements if one.reverses}
    links = [
        one
        for one in judgements
        if one.kind is JudgementKind.SAME_INCIDENT
        and one.about.kind in ("record", "person")
        and one.other is not None
        and one.other.id == code
        and one.reverses is None
        and one.id not in undone
        and not one.by.startswith("machine:")
    ]
    return {one.about.id: one.verdict for one in sorted(links, key=lambda one: (one.at, one.id))}


def lists_shown(
    listed: ListedPeople, records: Sequence[PersonRecord], released: Collection[str] = ()
) -> tuple[ListShown, ...]:
    """The lists with the rows that a page leads to; of the file nothing else leaves the ledger."""
    reports = {report.id: report for report in listed.reports}
    found = []
    for named in sorted(listed.lists, key=lambda one: (one.name, one.id)):
        own = sorted((one for one in records if one.list_id == named.id), key=lambda one: (one.row or 0, one.id))
        if own and named.report in reports:
            rows = [
                ListRow(record=one.id, line=f"line {one.row}" if one.row else "a line", name=one.name,
                        quotes=tuple(anchor.quote for anchor in one.anchors))
                for one in own
            ]  # fmt: skip
            # the text of a list as a whole is confidential
            report = replace(reports[named.report], text="")
            told_by = sorted({one.informant for one in own if one.informant and one.id not in released})
            found.append(ListShown(named=named, report=report, rows=tuple(rows), told_by=tuple(told_by)))
    return tuple(found)
