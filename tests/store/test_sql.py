"""The SQLite ledger keeps the contract, and says in words why a file cannot be one."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from cenotaph.errors import LedgerError, NotFoundError, RecordError, UsageError
from cenotaph.store import Ledger, open_ledger
from cenotaph.store.sql import SqlLedger

from .contract import LedgerContract
from .list_contract import ListContract
from .samples import READER, a_claim, a_report


@cache
def empty_ledger() -> bytes:
    """The file of a new ledger, to start most tests from: the migrations take longer than the tests."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        SqlLedger(path, create=True).close()
        return path.read_bytes()


class TestSqlLedger(LedgerContract, ListContract):
    def open(self, folder: Path) -> Ledger:
        path = folder / "ledger.db"
        if not path.exists():
            path.write_bytes(empty_ledger())
        return SqlLedger(path)


def test_importing_the_store_loads_nothing_heavy() -> None:
    code = (
        "import sys, cenotaph.store; print([m for m in ('sqlalchemy', 'alembic', 'pydantic') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_missing_ledger_is_not_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError) as caught:
        open_ledger(tmp_path / "none.db")
    assert "cenotaph init" in caught.value.hint
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(NotFoundError, match="folder"):
        open_ledger(tmp_path / "nowhere" / "none.db", create=True)


def test_the_default_is_the_environment_then_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CENOTAPH_LEDGER", raising=False)
    with open_ledger(create=True) as ledger:
        assert ledger.path == Path("cenotaph.db")
    monkeypatch.setenv("CENOTAPH_LEDGER", str(tmp_path / "other.db"))
    with open_ledger(create=True) as ledger:
        assert ledger.path == tmp_path / "other.db"


def test_addresses(tmp_path: Path) -> None:
    with open_ledger(f"sqlite:///{tmp_path}/a%20b ü.db", create=True) as ledger:
        assert ledger.path == tmp_path / "a%20b ü.db"
    with pytest.raises(LedgerError, match="PostgreSQL"):
        open_ledger("postgresql://localhost/x")
    with pytest.raises(UsageError, match="speaks mysql"):
        open_ledger("mysql://localhost/x")
    with pytest.raises(UsageError, match="empty"):
        open_ledger(" ")


def one_line(error: pytest.ExceptionInfo[LedgerError]) -> bool:
    return "\n" not in str(error.value) and bool(error.value.hint)


@pytest.mark.parametrize("content", [b"five people died", b"%PDF-1.4" + bytes(4000)])
def test_another_kind_of_file_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(LedgerError, match="not a ledger") as caught:
        open_ledger(path, create=True)
    assert one_line(caught)
    assert path.read_bytes() == content


def test_an_empty_file_is_a_ledger_only_when_one_may_be_made(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with pytest.raises(LedgerError, match="is empty"):
        open_ledger(path)
    with open_ledger(path, create=True) as ledger:
        assert ledger.counts()["reports"] == 0


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE photos (id)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="another program") as caught:
        open_ledger(path, create=True)
    assert one_line(caught)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="not a file"):
        open_ledger(tmp_path)


def test_a_read_only_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sealed.db"
    open_ledger(path, create=True).close()
    path.chmod(0o444)
    with pytest.raises(LedgerError, match="read-only") as caught:
        open_ledger(path)
    assert one_line(caught)


def test_a_ledger_in_use_is_said_to_be_in_use(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with SqlLedger(path, create=True, busy_seconds=0.05) as ledger:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="in use") as caught:
            ledger.add_report(*a_report())
        assert one_line(caught)
        assert ledger.reports() == ()
        other.execute("ROLLBACK")
        other.close()
        assert ledger.add_report(*a_report())


def test_a_full_disk_is_said_to_be_full_and_nothing_is_half_written(tmp_path: Path) -> None:
    report, raw = a_report("Five people died. " + " ".join(str(n**5) for n in range(10_000)))
    with SqlLedger(tmp_path / "ledger.db", create=True) as ledger:
        with ledger._read() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(LedgerError, match="does not fit") as caught:
            ledger.add_report(report, raw)
        assert one_line(caught)
        assert ledger.counts()["reports"] == 0
        assert ledger.add_report(*a_report("Five people died."))
        assert ledger.verify() == []


def test_a_damaged_file_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with SqlLedger(path, create=True) as ledger:
        for n in range(50):
            ledger.add_report(*a_report(f"Report {n}: five people died. " * 40))
    content = bytearray(path.read_bytes())
    content[4096 * 40 : 4096 * 60] = b"\xff" * (4096 * 20)
    path.write_bytes(content)
    with SqlLedger(path) as ledger:
        with pytest.raises(LedgerError, match="damaged") as caught:
            ledger.reports()
        assert one_line(caught)
        assert any(problem.kind == "file" for problem in ledger.verify())


def test_a_file_cut_short_is_a_ledger_error(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    SqlLedger(path, create=True).close()
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(LedgerError) as caught:
        SqlLedger(path)
    assert one_line(caught)


def test_a_record_that_no_file_can_hold_is_refused(tmp_path: Path) -> None:
    report, raw = a_report(title="half a pair: \ud83d")
    with SqlLedger(tmp_path / "ledger.db", create=True) as ledger:
        with pytest.raises(RecordError, match="cannot be stored"):
            ledger.add_report(report, raw)
        assert ledger.counts()["reports"] == 0


def test_the_file_is_set_up_for_safe_writing(tmp_path: Path) -> None:
    with SqlLedger(tmp_path / "ledger.db", create=True) as ledger, ledger._read() as connection:
        values = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous")
        }
    assert values == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 1}


def test_rows_say_who_wrote_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ledger.db"
    (first, raw), (second, more), (third, rest) = a_report("One."), a_report("Two."), a_report("Three.")
    monkeypatch.delenv("CENOTAPH_USER", raising=False)
    with SqlLedger(path, create=True) as ledger:
        ledger.add_report(first, raw)
        ledger.add_report(second, more, by="coder-7")
    monkeypatch.setenv("CENOTAPH_USER", "reviewer-2")
    with SqlLedger(path) as ledger:
        ledger.add_report(third, rest)
    with sqlite3.connect(path) as file:
        rows = dict(file.execute("SELECT id, by FROM reports").fetchall())
    file.close()
    assert rows == {first.id: "local", second.id: "coder-7", third.id: "reviewer-2"}


def test_columns_hold_what_is_queried(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    report, raw = a_report()
    with SqlLedger(path, create=True) as ledger:
        ledger.add_report(report, raw)
        ledger.add_extraction(report.id, READER, [a_claim(report)])
    with sqlite3.connect(path) as file:
        file.row_factory = sqlite3.Row
        row = dict(file.execute("SELECT * FROM claims").fetchone())
    file.close()
    expected = {"speaker": "Ministry", "measure": "killed", "low": 5, "best": 5, "high": 5, "stance": "asserts"}
    expected |= {"scope": "incident", "earliest": "2018-02-07", "latest": "2018-02-07", "place": "gn:1", "rev": 1}
    assert {name: row[name] for name in expected} == expected
