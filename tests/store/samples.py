"""Small records to put into a ledger."""

from __future__ import annotations

from datetime import UTC, date, datetime

from cenotaph.model import (
    ActorKind,
    Anchor,
    Claim,
    ControlArea,
    ControlState,
    Count,
    Extraction,
    Hedge,
    ItemKind,
    Judgement,
    JudgementKind,
    Measure,
    NameList,
    Period,
    PersonFate,
    PersonRecord,
    Place,
    Ref,
    Report,
    Speaker,
    content_id,
    report_id,
)

READER = "rules_en@1"
LINE = '{"type": "LineString", "coordinates": [[40.1, 35.3], [40.3, 35.1]]}'


def a_report(
    text: str = "The ministry said five people died in Khasham.", **fields: object
) -> tuple[Report, bytes]:
    """A report and its bytes."""
    raw = text.encode()
    known: dict[str, object] = {"published": date(2018, 2, 20), "publisher": "An Agency", "language": "en"}
    return Report(id=report_id(raw), text=text, size_bytes=len(raw), **(known | fields)), raw  # type: ignore[arg-type]


def a_claim(report: Report, quote: str = "five people died", *, by: str = READER, **fields: object) -> Claim:
    """A claim whose quote stands in the report."""
    start = report.text.index(quote)
    anchor = Anchor.of(report.text, start, start + len(quote))
    known: dict[str, object] = {
        "id": content_id("c", [report.id, start, quote]),
        "report": report.id,
        "anchors": (anchor,),
        "speaker": Speaker(name="Ministry", kind=ActorKind.STATE),
        "measure": Measure.KILLED,
        "count": Count(low=5, best=5, high=5, text="five", hedge=Hedge.EXACT),
        "place": Place(text="Khasham", id="gn:1", lat=35.3, lon=40.3),
        "period": Period(text="7 February", earliest=date(2018, 2, 7), latest=date(2018, 2, 7)),
        "extraction": Extraction(by=by, confidence=0.9, rules=("said",)),
    }
    return Claim(**(known | fields))  # type: ignore[arg-type]


def a_person(report: Report, name: str) -> PersonRecord:
    """A person whose name stands in the report."""
    start = report.text.index(name)
    anchor = Anchor.of(report.text, start, start + len(name))
    return PersonRecord(
        id=content_id("r", [report.id, name]),
        report=report.id,
        name=name,
        anchors=(anchor,),
        fate=PersonFate.KILLED,
    )


def a_list(
    *rows: str, name: str = "morgue", **fields: object
) -> tuple[NameList, Report, bytes, list[PersonRecord]]:
    """A version of a list: a record a row, known by the row's first word, which is its id."""
    text = "\n".join(rows)
    raw = text.encode()
    known: dict[str, object] = {"id": content_id("l", [name]), "name": name, "report": report_id(raw)}
    named = NameList(**(known | fields))  # type: ignore[arg-type]
    report = Report(id=named.report, text=text, kind=ItemKind.NAME_LIST, source_name=f"{name}.csv")
    people, start = [], 0
    for nth, row in enumerate(rows, start=1):
        who, _, age = row.partition(" | ")
        people.append(
            PersonRecord(
                id=content_id("p", [named.id, who.split()[0]]),
                report=report.id,
                name=who,
                anchors=(Anchor.of(text, start, start + len(row)),),
                age_low=int(age) if age else None,
                list_id=named.id,
                row=nth,
            )
        )
        start += len(row) + 1
    return named, report, raw, people


def a_judgement(claim: str, incident: str = "i-1", **fields: object) -> Judgement:
    """A judgement that a claim is about an incident."""
    known: dict[str, object] = {
        "id": content_id("j", [claim, incident, *fields.items()]),
        "kind": JudgementKind.SAME_INCIDENT,
        "about": Ref(kind="claim", id=claim),
        "other": Ref(kind="incident", id=incident),
        "by": "machine:resolve@1",
        "at": datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
        "reason": "same place and day",
        "score": 0.9,
    }
    return Judgement(**(known | fields))  # type: ignore[arg-type]


def an_area(name: str = "West bank", as_of: date = date(2018, 2, 5), **fields: object) -> ControlArea:
    """A line along a river, held on one side."""
    known: dict[str, object] = {
        "id": content_id("a", [name, as_of]),
        "name": name,
        "holder": Speaker(name="Government", kind=ActorKind.STATE),
        "state": ControlState.CONTROLS,
        "geometry": LINE,
        "side": "west",
        "as_of": as_of,
        "source": "A map",
    }
    return ControlArea(**(known | fields))  # type: ignore[arg-type]
