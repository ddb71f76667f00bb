"""Whatever a claim may hold, what is read back equals what was stored."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings

from cenotaph.model import Claim, PersonRecord, Report, Sex
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


def test_a_person_stored_before_there_were_lists_still_reads() -> None:
    stored = (
        '{"affiliation": null, "age_group": "unknown", "age_high": 34, "age_low": 34, "anchors": [{"end": 3, '
        '"quote": "A B", "start": 0}], "death_period": null, "death_place": null, "fate": "killed", "home_place": '
        'null, "id": "p-1", "informant": "a mother", "informant_relation": "relative", "informant_sensitivity": '
        '"confidential", "name": "A B", "occupation": null, "rank": null, "report": "sha256:0", "sensitivity": '
        '"public", "sex": "man", "status": "not_stated"}'
    )
    person = decode(PersonRecord, stored)
    assert (person.name, person.age_low, person.sex) == ("A B", 34, Sex.MAN)
    assert (person.list_id, person.row, person.aliases, person.birth, person.external_ids) == (
        None,
        None,
        (),
        None,
        (),
    )
