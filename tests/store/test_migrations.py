"""Old ledgers are brought up to date on opening, newer ones are refused, and the migrations build the schema."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine

import cenotaph.store.migrate as migrations
from cenotaph.errors import LedgerError
from cenotaph.model import Report
from cenotaph.store.connect import WRITE, connect
from cenotaph.store.migrate import upgrade, version
from cenotaph.store.schema import HEAD, metadata
from cenotaph.store.sql import SqlLedger

DATA = Path(__file__).parent / "data"


def tables(engine: Engine) -> dict[str, str]:
    with engine.connect() as connection:
        query = "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL"
        found = connection.exec_driver_sql(query).all()
    engine.dispose()
    return {name: " ".join(sql.split()) for name, sql in found if name != "alembic_version"}


def test_a_fresh_upgrade_equals_the_metadata(tmp_path: Path) -> None:
    SqlLedger(tmp_path / "upgraded.db", create=True).close()
    upgraded = create_engine(f"sqlite:///{tmp_path}/upgraded.db")
    with upgraded.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    declared = create_engine(f"sqlite:///{tmp_path}/declared.db")
    metadata.create_all(declared)
    assert tables(upgraded) == tables(declared)


def test_head_is_the_newest_migration_and_numbers_run_on() -> None:
    scripts = ScriptDirectory(str(Path(migrations.__file__).parent / "migrations"))
    assert scripts.get_current_head() == HEAD
    numbers = sorted(script.revision for script in scripts.walk_revisions())
    assert numbers == [f"{n:04}" for n in range(1, len(numbers) + 1)]


@pytest.mark.parametrize("dump", sorted(DATA.glob("ledger_*.sql")), ids=lambda path: path.stem)
def test_a_ledger_of_each_past_version_is_upgraded_and_whole(tmp_path: Path, dump: Path) -> None:
    path = tmp_path / "old.db"
    old = sqlite3.connect(path)
    old.executescript(dump.read_text())
    old.close()
    with SqlLedger(path) as ledger, ledger._read() as connection:
        assert version(connection) == HEAD
    with SqlLedger(path) as ledger:
        assert ledger.verify() == []
        (report,) = ledger.reports()
        lists = len(ledger.reports(with_lists=True)) - 1
        assert len(ledger.lists()) == lists
        assert isinstance(report, Report)
        assert ledger.raw(report.id).decode() == report.text
        assert [claim.anchor.quote for claim in ledger.claims()] == ["five people died"]
        assert ledger.counts() == {
            "reports": 1 + lists,
            "stubs": 0,
            "extractions": 1 + lists,
            "claims": 1,
            "people": 1 + lists,
            "lists": lists,
            "judgements": 1,
            "control_areas": 1,
            "runs": 1,
        }


def test_there_is_a_dump_of_every_version() -> None:
    assert [path.stem for path in sorted(DATA.glob("ledger_*.sql"))] == [
        f"ledger_{n:04}" for n in range(1, int(HEAD) + 1)
    ]


def test_a_newer_ledger_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "newer.db"
    SqlLedger(path, create=True).close()
    with sqlite3.connect(path) as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
    file.close()
    with pytest.raises(LedgerError, match="newer Cenotaph") as caught:
        SqlLedger(path)
    assert caught.value.hint == "install the newer version"


def test_a_creation_that_breaks_off_leaves_an_empty_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ledger.db"

    def breaks_off(connection: object, revision: str) -> None:
        upgrade(connection, revision)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(migrations, "upgrade", breaks_off)
    with pytest.raises(KeyboardInterrupt):
        SqlLedger(path, create=True)
    monkeypatch.undo()
    engine = connect(path, busy_seconds=1)
    with engine.connect().execution_options(**WRITE) as connection:
        assert version(connection) is None
    engine.dispose()
    with SqlLedger(path, create=True) as ledger:
        assert ledger.counts()["reports"] == 0
