"""Records to table rows: the whole record as JSON, beside the columns that are queried."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any

from cenotaph.errors import LedgerError, RecordError
from cenotaph.model import Claim, ControlArea, Judgement, NameList, PersonRecord, Report
from cenotaph.store.codec import day, encode, stamp

__all__ = [
    "Row",
    "area_row",
    "blob_row",
    "claim_row",
    "judgement_row",
    "list_row",
    "people_of",
    "person_columns",
    "person_row",
    "report_row",
    "unpacked",
]

Row = dict[str, Any]
"""Column -> value."""

_WORTH_PACKING = 0.9  # a PDF or an image does not shrink: keep it as it came


def blob_row(id: str, raw: bytes) -> Row:
    """The bytes, packed with zlib where that makes them smaller."""
    packed = zlib.compress(raw)
    if len(packed) < _WORTH_PACKING * len(raw):
        return {"id": id, "encoding": "zlib", "size": len(raw), "data": packed}
    return {"id": id, "encoding": "raw", "size": len(raw), "data": raw}


def unpacked(id: str, encoding: str, data: bytes) -> bytes:
    """The bytes of a blob row; LedgerError when they cannot be unpacked."""
    if encoding == "raw":
        return data
    try:
        return zlib.decompress(data)
    except zlib.error as error:
        raise LedgerError(f"the bytes of {id} are damaged: {error}", hint="restore a backup") from error


def report_row(report: Report) -> Row:
    """The columns of ``reports``."""
    return {
        "id": report.id,
        "published": day(report.published),
        "publisher": report.publisher,
        "language": report.language,
        "url": report.url,
        "stub": report.stub,
        "record": encode(report),
    }


def claim_row(claim: Claim) -> Row:
    """The columns of ``claims``; an unknown count or period leaves its columns null."""
    count, period = claim.count, claim.period
    return {
        "id": claim.id,
        "report": claim.report,
        "start": claim.anchor.start,
        "speaker": claim.speaker.name,
        "measure": claim.measure.value,
        "low": count.low if count else None,
        "best": count.best if count else None,
        "high": count.high if count else None,
        "stance": claim.stance.value,
        "scope": claim.scope.value,
        "earliest": day(period.earliest) if period else None,
        "latest": day(period.latest) if period else None,
        "place": claim.place.id if claim.place else None,
        "record": encode(claim),
    }


def person_row(person: PersonRecord) -> Row:
    """The columns of ``people``."""
    return person_columns(person) | {"record": encode(person)}


def person_columns(person: PersonRecord) -> Row:
    """Those of them that are queried: of a long list the record need not be written again to be compared."""
    return {
        "id": person.id,
        "report": person.report,
        "start": person.anchors[0].start,
        "name": person.name,
        "fate": person.fate.value,
    }


def people_of(claims: Iterable[Claim]) -> list[PersonRecord]:
    """The person records that claims carry, once each; RecordError when two differ under one id."""
    found: dict[str, PersonRecord] = {}
    for claim in claims:
        for person in claim.people:
            if found.setdefault(person.id, person) != person:
                raise RecordError(
                    f"two person records have the id {person.id}", hint="one record a person a report"
                )
    return list(found.values())


def list_row(named: NameList) -> Row:
    """The columns of ``lists`` that the record gives."""
    return {"id": named.id, "name": named.name, "report": named.report, "record": encode(named)}


def judgement_row(judgement: Judgement) -> Row:
    """The columns of ``judgements``."""
    other = judgement.other
    return {
        "id": judgement.id,
        "kind": judgement.kind.value,
        "about_kind": judgement.about.kind,
        "about": judgement.about.id,
        "other_kind": other.kind if other else None,
        "other": other.id if other else None,
        "verdict": judgement.verdict.value,
        "by": judgement.by,
        "at": stamp(judgement.at),
        "reverses": judgement.reverses,
        "record": encode(judgement),
    }


def area_row(area: ControlArea) -> Row:
    """The columns of ``control_areas``."""
    return {
        "id": area.id,
        "name": area.name,
        "holder": area.holder.name,
        "source": area.source,
        "as_of": area.as_of.isoformat(),
        "record": encode(area),
    }
