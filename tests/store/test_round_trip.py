"""Whatever a claim may hold, what is read back equals what was stored."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings

from cenotaph.model import Claim, Report
from cenotaph.store.codec import decode, encode
from cenotaph.store.sql import SqlLedger

from .strategies import readings

Reading = tuple[Report, bytes, tuple[Claim, ...]]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty ledger, to be copied: making one takes longer than the test."""
    path = tmp_path_factory.mktemp("empty") / "ledger.db"
    SqlLedger(path, create=True).close()
    return path


@settings(derandomize=True, deadline=None, max_examples=60)
@given(reading=readings())
def test_records_survive_their_json(reading: Reading) -> None:
    report, _, claims = reading
    assert decode(Report, encode(report)) == report
    for claim in claims:
        assert decode(Claim, encode(claim)) == claim
        assert encode(decode(Claim, encode(claim))) == encode(claim)


@settings(derandomize=True, deadline=None, max_examples=15)
@given(reading=readings())
def test_readings_survive_the_ledger(empty: Path, reading: Reading) -> None:
    report, raw, claims = reading
    path = shutil.copy(empty, empty.with_name("copy.db"))
    with SqlLedger(path) as ledger:
        ledger.add_report(report, raw)
        ledger.add_extraction(report.id, "reader@1", claims)
        assert ledger.report(report.id) == report
        assert ledger.raw(report.id) == raw
        assert {claim.id: claim for claim in ledger.claims()} == {claim.id: claim for claim in claims}
        assert set(ledger.people()) == {person for claim in claims for person in claim.people}
        assert ledger.verify() == []
