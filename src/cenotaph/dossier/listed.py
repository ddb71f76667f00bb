"""People on imported lists: which of them may belong on a page, and the rows that the page may show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cenotaph.dossier.attested import groups_of, verdicts_of
from cenotaph.dossier.view import ListRow, ListShown, Named
from cenotaph.model import (
    GeoPrecision,
    Incident,
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

LISTED = 600
"""How many people of lists, verified or not, have room on a page of their own."""

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


def incidents_judged(judgements: Iterable[Judgement], incident: Incident | None) -> dict[str, Verdict]:
    """Record -> what people judged of its person's having died in this incident, the last word of all."""
    if incident is None:
        return {}
    judgements, codes = list(judgements), {incident.code, *incident.previous_codes}
    undone = {one.reverses for one in judgements if one.reverses}
    links = [
        one
        for one in judgements
        if one.kind is JudgementKind.SAME_INCIDENT
        and one.about.kind in ("record", "person")
        and one.other is not None
        and one.other.id in codes
        and one.reverses is None
        and one.id not in undone
        and not one.by.startswith("machine:")
    ]
    if not links:
        return {}
    said = sorted(links, key=lambda one: (one.at, one.id))
    verdicts = verdicts_of(judgements)
    ends = {id for pair in verdicts for id in pair} | {one.about.id for one in said}
    whole = {id: group for group in groups_of(ends, verdicts) for id in group}
    return {id: one.verdict for one in said for id in whole[one.about.id]}


def lists_shown(
    listed: ListedPeople, people: Sequence[Named], released: Collection[str] = ()
) -> tuple[ListShown, ...]:
    """The lists on which ``people`` stand, with the rows of those for whom a page has room (``LISTED`` a group).

    Of the file nothing else leaves the ledger.
    """
    reports = {report.id: report for report in listed.reports}
    told = [one for one in people if not one.of_lists]
    sure = [one for one in people if one.of_lists and one.standing == "verified"]
    rest = [one for one in people if one.of_lists and one.standing not in ("verified", "rejected")]
    shown = {row.record for one in (*told, *sure[:LISTED], *rest[:LISTED]) for row in one.lists}
    used = {row.report for one in people for row in one.lists}
    records: dict[str, list[PersonRecord]] = defaultdict(list)
    for record in listed.records:
        if record.id in shown and record.list_id is not None:
            records[record.list_id].append(record)
    found = []
    for named in sorted(listed.lists, key=lambda one: (one.name, one.id)):
        if named.report not in used or named.report not in reports:
            continue
        own = sorted(records[named.id], key=lambda one: (one.row or 0, one.id))
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
