"""Incidents and reckonings of a ledger, imported areas, backups."""

from __future__ import annotations

from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path

import pytest

from cenotaph.errors import LedgerError, NotFoundError, RecordError
from cenotaph.model import (
    Claim,
    Incident,
    Judgement,
    JudgementKind,
    Ref,
    Report,
    content_id,
)
from cenotaph.pipeline import (
    archive_into,
    backup,
    extract_all,
    import_control_areas,
    incidents_of,
    reckon,
    resolve_all,
)
from cenotaph.resolve import Resolution
from cenotaph.store import Ledger, open_ledger
from pipeline.readers import Digits

AREAS = """{"type": "FeatureCollection", "features": [{"type": "Feature", "properties":
{"name": "East bank", "holder": "Somebody", "state": "controls", "as_of": "2018-02-05", "source": "A map"},
"geometry": {"type": "Polygon", "coordinates": [[[40, 35], [41, 35], [41, 36], [40, 35]]]}}]}"""


def fake_resolve(
    reports: tuple[Report, ...], claims: tuple[Claim, ...], judgements: tuple[Judgement, ...]
) -> Resolution:
    made = tuple(
        Judgement(
            id=content_id("j", [claim.id]),
            kind=JudgementKind.SAME_INCIDENT,
            about=Ref(kind="claim", id=claim.id),
            other=Ref(kind="incident", id="XX-1"),
            by="machine:fake@1",
            at=datetime.now(UTC),
            reason="there is but one",
        )
        for claim in claims
    )
    incident = Incident(
        code="XX-1",
        title="An attack",
        claims=tuple(claim.id for claim in claims),
        reports=tuple(report.id for report in reports),
        previous_codes=("XX-0",),
    )
    return Resolution(incidents=(incident,) if claims else (), judgements=made)


def test_judgements_are_recorded_once(ledger: Ledger, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("cenotaph.resolve"), "resolve", fake_resolve)
    archive_into(ledger, [folder])
    extract_all(ledger, Digits())
    assert [incident.code for incident in incidents_of(ledger)] == ["XX-1"]
    assert ledger.judgements() == ()
    resolve_all(ledger)
    made = ledger.judgements()
    assert len(made) == 3
    resolve_all(ledger)
    assert ledger.judgements() == made
    assert [run.command for run in ledger.runs()].count("resolve") == 1


def test_an_incident_is_reckoned_by_its_code(ledger: Ledger, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("cenotaph.resolve"), "resolve", fake_resolve)
    with pytest.raises(NotFoundError) as caught:
        reckon(ledger, "XX-1")
    assert "cenotaph archive" in caught.value.hint
    archive_into(ledger, [folder], published="2018-02-08")
    extract_all(ledger, Digits())
    reckoning = reckon(ledger, "XX-0")
    assert reckoning.incident is not None
    assert reckoning.incident.code == "XX-1"
    assert {step.claim.id for position in reckoning.positions for step in position.steps} <= {
        claim.id for claim in ledger.claims()
    }
    assert reckoning.positions
    assert reckon(ledger, reckoning.incident) == reckoning
    assert reckon(ledger, "XX-1", as_of=date(2018, 2, 7)).positions == ()
    assert reckon(ledger, "XX-1", as_of=date(2018, 2, 8)).positions == reckoning.positions
    assert incidents_of(ledger, as_of=date(2018, 2, 7)) == ()
    assert incidents_of(ledger, as_of=date(2018, 2, 8)) == incidents_of(ledger)
    with pytest.raises(NotFoundError, match="'YY-9'"):
        reckon(ledger, "YY-9")


def test_control_areas_are_imported_once(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "areas.geojson"
    path.write_text(AREAS, encoding="utf-8-sig")
    assert import_control_areas(ledger, path) == 1
    assert import_control_areas(ledger, path) == 0
    assert [area.name for area in ledger.control_areas(date(2018, 2, 5))] == ["East bank"]
    with pytest.raises(NotFoundError):
        import_control_areas(ledger, tmp_path / "none.geojson")
    path.write_text("no json")
    with pytest.raises(RecordError):
        import_control_areas(ledger, path)


def test_a_backup_is_checked_and_overwrites_nothing(ledger: Ledger, folder: Path, tmp_path: Path) -> None:
    archive_into(ledger, [folder])
    copy = backup(ledger, tmp_path / "copy.db")
    with open_ledger(copy) as copied:
        assert copied.reports() == ledger.reports()
    with pytest.raises(LedgerError, match="exists"):
        backup(ledger, copy)
    with pytest.raises(LedgerError, match="cannot be written"):
        backup(ledger, tmp_path / "nowhere" / "copy.db")
