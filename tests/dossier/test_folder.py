"""Writing: whole or not at all, and never over something else."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cenotaph.dossier import Dossier, build, write
from cenotaph.dossier.render import Pages
from cenotaph.errors import UsageError
from cenotaph.model import DatePrecision, Period
from dossier.fixture import NOW, khasham


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    case, reckoning = khasham()
    return build(case.reports, case.claims, reckoning, judgements=case.judgements, generated_at=NOW)


def test_a_dossier_may_be_written_again(dossier: Dossier, tmp_path: Path) -> None:
    write(dossier, tmp_path / "d")
    stale = tmp_path / "d" / "reports" / "000000000000.html"
    stale.write_text("old")
    assert write(dossier, tmp_path / "d").is_file()
    assert not stale.exists()
    assert [p.name for p in tmp_path.iterdir()] == ["d"]


def test_something_else_is_not_overwritten(dossier: Dossier, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(UsageError, match="is not a dossier") as caught:
        write(dossier, tmp_path)
    assert "-o" in caught.value.hint
    assert (tmp_path / "notes.txt").read_text() == "mine"
    with pytest.raises(UsageError, match="is a file"):
        write(dossier, tmp_path / "notes.txt")


def test_a_failure_leaves_nothing_half_written(
    dossier: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(dossier, tmp_path / "d")
    before = {p: p.read_bytes() for p in (tmp_path / "d").rglob("*") if p.is_file()}

    def fails(*_: object) -> str:
        raise OSError("disk full")

    monkeypatch.setattr(Pages, "report", fails)
    with pytest.raises(OSError, match="disk full"):
        write(dossier, tmp_path / "d")
    assert {p: p.read_bytes() for p in (tmp_path / "d").rglob("*") if p.is_file()} == before
    assert [p.name for p in tmp_path.iterdir()] == ["d"]


def test_the_data_twins_hold_every_claim(dossier: Dossier, tmp_path: Path) -> None:
    folder = write(dossier, tmp_path / "d").parent
    rows = json.loads((folder / "claims.json").read_text("utf-8"))
    with (folder / "claims.csv").open(encoding="utf-8", newline="") as lines:
        table = list(csv.DictReader(lines))
    assert [r["id"] for r in rows] == [r["id"] for r in table] == [c.id for c in dossier.claims]
    dozens = next(r for r in table if r["words"] == "several dozen")
    assert (dozens["low"], dozens["best"], dozens["high"]) == ("24", "", "99")
    assert (folder / dozens["page"].split("#")[0]).is_file()


def test_nobody_is_made_to_say_a_day_inferred_from_the_publication(tmp_path: Path) -> None:
    case, reckoning = khasham()
    inferred = Period(text="", earliest=date(2018, 2, 11), latest=date(2018, 2, 13), precision=DatePrecision.DAY)
    claims = [replace(claim, period=inferred) for claim in case.claims]
    told = build(case.reports, claims, reckoning, judgements=case.judgements, generated_at=NOW)
    folder = write(told, tmp_path / "d").parent
    with (folder / "claims.csv").open(encoding="utf-8", newline="") as lines:
        assert {(row["earliest"], row["latest"]) for row in csv.DictReader(lines)} == {("", "")}
    assert all(account.period == "" for account in told.accounts)
