"""``cenotaph export`` and ``cenotaph link --presence``: tables for an estimate, out of a ledger and without one."""

from __future__ import annotations

import csv
import json
from hashlib import sha256
from pathlib import Path

import pytest

from cenotaph.cli import main
from cenotaph.errors import CenotaphError
from cenotaph.store import open_ledger
from linking.lists import write_lists


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as stopped:
        main([str(argument) for argument in arguments])
    return int(stopped.value.code or 0)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CENOTAPH_LEDGER", str(tmp_path / "case.db"))
    return tmp_path


def test_link_and_export_give_the_same_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    morgue, registry = write_lists(folder)
    common = ("--draws", "4", "--by", "age_group")
    linked, exported = folder / "linked.csv", folder / "exported.csv"
    assert run("link", registry, morgue, "--out", folder / "links.csv", "--presence", linked, *common) == 0
    assert f"presence: {linked} (4 draws, seed 0) and {linked}.json" in capsys.readouterr().out
    open_ledger(folder / "case.db", create=True).close()
    for path in (morgue, registry):
        assert run("import", "people", path) == 0
    assert run("export", "presence", exported, *common) == 0
    assert exported.read_bytes() == linked.read_bytes()
    assert [*rows(exported)[0]] == ["draw", "morgue", "registry", "age_group", "count"]
    notes = json.loads((folder / "exported.csv.json").read_text())
    assert notes["table_sha256"] == sha256(exported.read_bytes()).hexdigest()
    assert {one["name"]: one["report"] for one in notes["lists"]} == {
        path.stem: f"sha256:{sha256(path.read_bytes()).hexdigest()}" for path in (morgue, registry)
    }
    assert "Secret" not in (folder / "exported.csv.json").read_text() + exported.read_text()


def test_lists_can_be_chosen(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    open_ledger(folder / "case.db", create=True).close()
    for path in write_lists(folder):
        assert run("import", "people", path) == 0
    out = folder / "one.csv"
    assert run("export", "presence", out, "--list", "morgue", "--draws", "1") == 0
    assert [*rows(out)[0]] == ["draw", "morgue", "count"]
    assert "left out: 60 records of a list that is not in the table" in capsys.readouterr().out
    assert run("export", "presence", out, "--list", "nobody's") == 2
    assert "there are: morgue, registry" in capsys.readouterr().err


def test_what_cannot_be_done_is_one_line_with_a_hint(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    open_ledger(folder / "case.db", create=True).close()
    assert run("export", "presence", folder / "none.csv") == 2
    assert "no list of named people" in capsys.readouterr().err
    morgue, _ = write_lists(folder)
    assert run("link", morgue, "--out", folder / "links.csv", "--by", "sex") == 2
    assert "--by without --presence" in capsys.readouterr().err
    assert run("import", "people", morgue) == 0
    assert run("export", "presence", folder / "no" / "such.csv") == 2
    assert "cannot be written" in capsys.readouterr().err


def test_an_estimate_reads_the_table_with_what_it_came_from(folder: Path) -> None:
    from cenotaph.estimate.tables import read_tables

    out = folder / "presence.csv"
    command = ["link", *write_lists(folder), "--out", folder / "links.csv", "--presence", out]
    assert run(*command, "--draws", "3", "--seed", "7", "--duplicate-free") == 0
    tables = read_tables(out)
    assert len(tables.draws) == 3
    assert tables.linked is not None
    assert (tables.linked.draws, tables.linked.seed) == (3, 7)
    assert [one.name for one in tables.linked.lists] == ["morgue", "registry"]
    assert all(one.duplicate_free for one in tables.linked.lists)
    # a note of another table is not believed
    out.write_text(out.read_text().replace("1,1,1,", "1,1,1,9"))
    with pytest.raises(CenotaphError):
        read_tables(out)
