"""verify() finds what was tampered with behind the ledger's back."""

from __future__ import annotations

import sqlite3
import zlib
from pathlib import Path

import pytest

from cenotaph.errors import LedgerError
from cenotaph.store.append_only import trigger_names
from cenotaph.store.schema import metadata
from cenotaph.store.sql import SqlLedger

from .samples import READER, a_claim, a_judgement, a_person, a_report, an_area

REPORT, RAW = a_report("Ivan Petrov and four other people died, the ministry said.")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.db"
    with SqlLedger(path, create=True) as ledger:
        ledger.add_report(REPORT, RAW)
        claim = a_claim(REPORT, "four other people died", people=(a_person(REPORT, "Ivan Petrov"),))
        ledger.add_extraction(REPORT.id, READER, [claim])
        ledger.add_judgements([a_judgement(claim.id)])
        ledger.add_control_areas([an_area()])
        assert ledger.verify() == []
    return path


def tamper(path: Path, statement: str, *values: object) -> None:
    file = sqlite3.connect(path)
    kept = file.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in kept:
        file.execute(f"DROP TRIGGER {name}")
    file.execute(statement, values)
    for _, sql in kept:
        file.execute(sql)
    file.commit()
    file.close()


@pytest.mark.parametrize(
    ("statement", "kind", "what"),
    [
        ("UPDATE claims SET high = 50", "claims", "record and columns differ: high"),
        ("UPDATE claims SET record = replace(record, 'four other', 'nine other')", "claim", "does not stand at"),
        ("UPDATE claims SET record = '{'", "claims", "cannot be read"),
        ("UPDATE people SET record = replace(record, 'Ivan', 'Oleg')", "person", "does not stand at"),
        ("UPDATE reports SET record = replace(record, 'four other', 'five other')", "claim", "does not stand at"),
        ("UPDATE judgements SET verdict = 'negative'", "judgements", "differ: verdict"),
        ("UPDATE control_areas SET holder = 'Nobody'", "control_areas", "differ: holder"),
        ("DELETE FROM claims", "extraction", "0 claims, recorded as 1"),
        ("DELETE FROM blobs", "reports", "refers to a row of blobs that is not there"),
        ("UPDATE blobs SET size = 3", "blob", "recorded as 3"),
        ("UPDATE blobs SET data = x'00', encoding = 'raw'", "blob", "do not have this SHA-256"),
        ("UPDATE blobs SET data = x'0102', encoding = 'zlib'", "blob", "are damaged"),
    ],
)
def test_tampering_is_found(path: Path, statement: str, kind: str, what: str) -> None:
    tamper(path, statement)
    with SqlLedger(path) as ledger:
        found = ledger.verify()
    assert any(problem.kind == kind and what in problem.what for problem in found), found
    assert all("\n" not in str(problem) for problem in found)


def test_changed_bytes_are_never_handed_out(path: Path) -> None:
    tamper(path, "UPDATE blobs SET data = ?, encoding = 'zlib'", zlib.compress(RAW.replace(b"four", b"five")))
    with SqlLedger(path) as ledger, pytest.raises(LedgerError, match="were changed"):
        ledger.raw(REPORT.id)


def test_every_table_has_its_triggers(path: Path) -> None:
    file = sqlite3.connect(path)
    there = {name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    file.close()
    assert there == {name for table in metadata.tables for name in trigger_names(table)}
