"""Importing a list from the command line: what is shown, kept, refused, and never printed."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from cenotaph.cli import main
from cenotaph.store import open_ledger

LIST = """List of the dead
No;Full Name;Age;Sex;Date of death;Reported by
1;Ali Hasan;34;M;25/03/2017;Umm Ali
2;Sara Omar;abc;F;03/04/2017;a neighbour
;;;;;
3;;3;F;;
"""


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as stopped:
        main([str(argument) for argument in arguments])
    return int(stopped.value.code or 0)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CENOTAPH_LEDGER", str(tmp_path / "case.db"))
    open_ledger(tmp_path / "case.db", create=True).close()
    (tmp_path / "morgue.csv").write_text(LIST)
    return tmp_path


def test_a_list_is_imported_and_every_row_accounted_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("import", "people", folder / "morgue.csv", "--duplicate-free") == 0
    out = capsys.readouterr().out
    for line in (
        "no record  line 5: is empty",
        "in part    line 4, Age “abc”: is not an age",
        "no record  line 6: names nobody",
        "days       Date of death: day first: 1 of 1 cells that show it",
        "rows       5: 2 records, 3 without one (each said above)",
        "recorded   2 added, 0 changed, 0 gone, 0 the same",
    ):
        assert line in out.splitlines()
    with open_ledger() as ledger:
        (named,) = ledger.lists()
        assert (named.name, named.duplicate_free) == ("morgue", True)
        assert [(p.name, p.row) for p in ledger.people()] == [("Ali Hasan", 3), ("Sara Omar", 4)]
        assert ledger.verify() == []
        assert ledger.runs()[-1].command == "import people"
    assert run("verify") == 0


def test_the_same_list_again_changes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("import", "people", folder / "morgue.csv")
    capsys.readouterr()
    assert run("import", "people", folder / "morgue.csv") == 0
    assert capsys.readouterr().out == "list       morgue: the same as recorded already; nothing changed\n"


def test_a_new_version_says_what_changed_and_keeps_what_was_said_of_the_list(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("import", "people", folder / "morgue.csv", "--id", "No", "--duplicate-free", "--fate", "killed")
    (folder / "morgue.csv").write_text(LIST.replace("abc", "5").replace("1;Ali", "9;Omar"))
    capsys.readouterr()
    assert run("import", "people", folder / "morgue.csv", "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["added"], told["same"], len(told["changed"]), len(told["gone"])) == (1, 0, 1, 1)
    assert (told["columns_from"], told["duplicate_free"]) == ("the last import", True)
    with open_ledger() as ledger:
        assert sorted((p.name, p.age_low, p.fate.value) for p in ledger.people()) == [
            ("Omar Hasan", 34, "killed"),
            ("Sara Omar", 5, "killed"),
        ]
        assert ledger.verify() == []


def test_a_dry_run_needs_no_ledger_and_writes_only_the_mapping(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing, mapping = folder / "none.db", folder / "morgue.toml"
    arguments = ("import", "people", folder / "morgue.csv", "--dry-run", "--map", mapping, "--ledger", missing)
    assert run(*arguments) == 0
    assert "dry run    nothing was recorded of morgue" in capsys.readouterr().out
    assert not missing.exists()
    mapping.write_text(mapping.read_text().replace('"Full Name" = "name"', '"Full Name" = "alias"'))
    assert run(*arguments) == 2
    assert "known to hold names" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"", 1, "empty"),
        (b"%PDF-1.4", 1, "a PDF"),
        (b"PK\x03\x04xl/workbook.xml", 1, "damaged"),
        (b"PAR1 nonsense", 1, "Parquet"),
        (b"Total,Sum\n3,4\n", 2, "hold names"),
        (b"Name,Age\n-,3\n?,4\n", 1, "no row of"),
        (None, 2, "not there"),
    ],
)
def test_what_cannot_be_imported_is_one_line_with_a_hint_and_leaves_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, code: int, words: str
) -> None:
    path = folder / "broken"
    if content is not None:
        path.write_bytes(content)
    assert run("import", "people", path) == code
    (line,) = capsys.readouterr().err.splitlines()
    assert words in line
    assert line.endswith(")")
    with open_ledger() as ledger:
        assert set(ledger.counts().values()) == {0}


def test_a_list_without_its_ledger_says_how_to_make_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("import", "people", folder / "morgue.csv", "--ledger", folder / "none.db") == 2
    assert "cenotaph init" in capsys.readouterr().err


def test_no_informant_is_printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for form in ("text", "json"):
        run("import", "people", folder / "morgue.csv", "--name", form, "--format", form)
    run("verify")
    told = capsys.readouterr()
    assert "Umm" not in told.out + told.err
    assert "neighbour" not in told.out + told.err
    with open_ledger() as ledger:
        assert {p.informant for p in ledger.people()} == {"Umm Ali", "a neighbour"}


def test_an_import_that_is_interrupted_leaves_the_ledger_as_it_was(folder: Path) -> None:
    rows = "".join(f"Person Number{n},{n % 90}\n" for n in range(60_000))
    (folder / "long.csv").write_text("Name,Age\n" + rows)
    command = [sys.executable, "-m", "cenotaph", "import", "people", str(folder / "long.csv")]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    wal = folder / "case.db-wal"
    # a test run in the background of a shell ignores the signal, and its children would too
    heed = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=env, preexec_fn=heed
    ) as child:
        while child.poll() is None and not (wal.exists() and wal.stat().st_size > 1_000_000):
            time.sleep(0.01)
        child.send_signal(signal.SIGINT)
        assert child.stderr is not None
        assert "interrupted" in child.stderr.read()
        assert child.wait() == 1
    with open_ledger() as ledger:
        assert set(ledger.counts().values()) == {0}
        assert ledger.verify() == []


def test_a_ledger_that_lost_people_of_a_list_does_not_verify(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("import", "people", folder / "morgue.csv")
    with sqlite3.connect(folder / "case.db") as file:
        file.execute("DROP TRIGGER people_no_delete")
        file.execute("DELETE FROM people WHERE name = 'Sara Omar'")
    file.close()
    capsys.readouterr()
    assert run("verify") == 1
    assert "1 people, recorded as 2" in capsys.readouterr().err
