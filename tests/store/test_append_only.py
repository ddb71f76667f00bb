"""Rows cannot be changed, deleted or replaced, not even by another program with the file open."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import UniqueConstraint, text

from cenotaph.errors import AppendOnlyError
from cenotaph.store.append_only import trigger_names
from cenotaph.store.schema import metadata
from cenotaph.store.sql import SqlLedger

from .samples import READER, a_claim, a_judgement, a_list, a_person, a_report, an_area

TABLES = sorted(metadata.tables)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger with a row in every table."""
    path = tmp_path / "ledger.db"
    report, raw = a_report("Ivan Petrov died.")
    with SqlLedger(path, create=True) as ledger:
        ledger.add_report(report, raw)
        claim = a_claim(report, "died", people=(a_person(report, "Ivan Petrov"),))
        ledger.add_extraction(report.id, READER, [claim])
        ledger.add_judgements([a_judgement(claim.id)])
        ledger.add_control_areas([an_area()])
        ledger.add_list(*a_list("Ali | 34"))
        ledger.add_run("extract", {"claims": 1})
    return path


@pytest.fixture
def file(path: Path) -> Iterator[sqlite3.Connection]:
    file = sqlite3.connect(path)
    yield file
    file.close()


@pytest.mark.parametrize("table", TABLES)
def test_no_table_can_be_changed(file: sqlite3.Connection, table: str) -> None:
    before = file.execute(f"SELECT * FROM {table}").fetchall()
    assert before
    columns = [row[1] for row in file.execute(f"PRAGMA table_info({table})")]
    attempts = [
        f"UPDATE {table} SET by = 'someone else'",
        f"UPDATE OR REPLACE {table} SET rev = 2",
        f"DELETE FROM {table}",
        f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        f"REPLACE INTO {table} (rowid, {', '.join(columns)}) "
        f"SELECT rowid, {', '.join('7' if name == 'rev' else name for name in columns)} FROM {table}",
    ]
    for attempt in attempts:
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            file.execute(attempt)
    assert file.execute(f"SELECT * FROM {table}").fetchall() == before


UNIQUE = [
    (table.name, [column.name for column in constraint.columns])
    for table in metadata.sorted_tables
    for constraint in table.constraints
    if isinstance(constraint, UniqueConstraint)
]


@pytest.mark.parametrize(("table", "unique"), UNIQUE)
def test_no_row_is_replaced_through_another_unique_key(
    file: sqlite3.Connection, table: str, unique: list[str]
) -> None:
    columns = [row[1] for row in file.execute(f"PRAGMA table_info({table})")]
    free = {"id": "'another'", "rev": "7"}
    values = ", ".join(name if name in unique else free.get(name, name) for name in columns)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        file.execute(f"REPLACE INTO {table} SELECT {values} FROM {table}")


def test_the_refusal_has_its_own_error(path: Path) -> None:
    with (
        SqlLedger(path) as ledger,
        pytest.raises(AppendOnlyError, match="cannot be changed") as caught,
        ledger._write() as connection,
    ):
        connection.execute(text("UPDATE claims SET low = 0"))
    assert "new revision" in caught.value.hint


def test_verify_notices_a_trigger_that_is_gone(path: Path, file: sqlite3.Connection) -> None:
    file.execute(f"DROP TRIGGER {trigger_names('claims')[0]}")
    file.execute("UPDATE claims SET low = 0")
    file.commit()
    with SqlLedger(path) as ledger:
        found = {(problem.kind, problem.what) for problem in ledger.verify()}
    assert found == {
        ("table", "its trigger claims_no_update is gone: rows could be changed"),
        ("claims", "record and columns differ: low"),
    }
