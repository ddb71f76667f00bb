"""A killed writer loses nothing that it had reported, and several writers do not get in each other's way."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from cenotaph.errors import LedgerError
from cenotaph.store.sql import SqlLedger

from .samples import READER

HERE = Path(__file__).parent

WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from store.samples import READER, a_claim, a_report
from cenotaph.store.sql import SqlLedger

name, first, last = sys.argv[3], int(sys.argv[4]), int(sys.argv[5])
with SqlLedger(Path(sys.argv[2]), create=True) as ledger:
    for n in range(first, last):
        report, raw = a_report(f"{name} {n}: " + "five people died. " * 200)
        ledger.add_report(report, raw)
        ledger.add_extraction(report.id, READER, [a_claim(report), a_claim(report, "people died")])
        print(report.id, flush=True)
"""


def writer(path: Path, name: str, last: int, first: int = 0) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(HERE.parent), str(path), name, str(first), str(last)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("reports_before", [1, 7, 40])
def test_a_killed_writer_loses_nothing_it_reported(tmp_path: Path, reports_before: int) -> None:
    path = tmp_path / "ledger.db"
    with writer(path, "killed", 10_000) as child:
        assert child.stdout is not None
        done = [child.stdout.readline().strip() for _ in range(reports_before)]
        os.kill(child.pid, signal.SIGKILL)
        done += child.stdout.read().split()
    with SqlLedger(path) as ledger:
        assert ledger.verify() == []
        there = {report.id for report in ledger.reports()}
        read = {one.report: one.n_claims for one in ledger.extractions()}
        assert set(done) <= there
        assert set(done) <= set(read)
        assert set(read.values()) == {2}
        assert len(there) <= len(done) + 1
        # the one that was cut off, if any, is simply still to be read
        assert set(ledger.unread(READER)) == there - set(read)


def test_the_work_continues_where_it_was_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    for last in (3, 6):
        with writer(path, "again", last) as child:
            assert child.stdout is not None
            assert len(child.stdout.read().split()) == last
        assert child.returncode == 0
    with SqlLedger(path) as ledger:
        assert ledger.counts()["reports"] == 6
        assert ledger.counts()["extractions"] == 6


def test_a_new_ledger_waits_while_another_program_is_about_to_write(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    SqlLedger(path, create=True).close()
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    # as another process leaves it between making the tables and the switch
    other.execute("PRAGMA journal_mode = DELETE").close()
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerError, match="in use by another program"):
        SqlLedger(path, busy_seconds=0.1)
    release = threading.Timer(0.3, lambda: other.execute("COMMIT"))
    release.start()
    with SqlLedger(path, busy_seconds=60) as ledger:
        assert ledger.counts()["reports"] == 0
    release.join()
    other.close()
    with closing(sqlite3.connect(path)) as fresh:
        assert fresh.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_two_writers_from_the_first_moment_both_succeed(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with writer(path, "one", 40) as one, writer(path, "two", 40) as two:
        assert one.wait(60) == 0
        assert two.wait(60) == 0
    with SqlLedger(path) as ledger:
        assert ledger.counts()["reports"] == 80
        assert ledger.counts()["claims"] == 160
        assert ledger.verify() == []
