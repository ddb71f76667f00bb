"""Verified and backlog from the command line: two numbers and two files, a person's word, and its undoing."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from cenotaph.cli import main
from cenotaph.known_people import known_people
from cenotaph.pipeline import incidents_of
from cenotaph.store import open_ledger

FIRST = """id,name,age,date of death,cause,reported by
1,Zaki Hisham Bilal Fakhouri,34,2017-03-25,shot,Umm Secret
2,Huda Samir Jamil Haddad,8,2017-03-25,shot,Umm Secret
"""
SECOND = """id,name,age,date of death
7,Zakee Hesham Belal Fakhuri,34,2017-03-25
8,=Rana Omar Tariq Mansour,51,2017-04-02
"""
REPORT = """Teacher killed near Aleppo

Omar Barakat, 29, was killed near Aleppo on 3 March 2017, his mother Samira Barakat told the paper.
"""


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as stopped:
        main([str(argument) for argument in arguments])
    return int(stopped.value.code or 0)


def rows(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["name"]: row for row in csv.DictReader(file)}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    monkeypatch.setenv("CENOTAPH_LEDGER", str(tmp_path / "case.db"))
    monkeypatch.setenv("CENOTAPH_USER", "a coder")
    open_ledger(tmp_path / "case.db", create=True).close()
    for name, text, keeper in (("first", FIRST, "A morgue"), ("second", SECOND, "A ministry")):
        (tmp_path / f"{name}.csv").write_text(text)
        assert run("import", "people", tmp_path / f"{name}.csv", "--publisher", keeper, "--fate", "killed") == 0
    (tmp_path / "report.txt").write_text(REPORT)
    assert run("archive", tmp_path / "report.txt", "--publisher", "Daily Paper", "--published", "2017-03-05") == 0
    assert run("extract") == 0
    capsys.readouterr()
    return tmp_path


def test_the_verified_and_the_backlog_are_apart(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("resolve") == 0
    out = capsys.readouterr().out
    assert "5 records of named people: 4 individuals" in out
    assert "  verified: 1\n  backlog: 3 wait for a second source; 0 unverified\n" in out
    verified, backlog = folder / "verified.csv", folder / "backlog.csv"
    assert run("export", "people", verified) == run("export", "people", backlog, "--backlog") == 0
    (row,) = rows(verified).values()
    assert {row["name"], row["other_names"]} == {"Zaki Hisham Bilal Fakhouri", "Zakee Hesham Belal Fakhuri"}
    assert row["sources"] == "A ministry; A morgue"
    assert set(rows(backlog)) == {"Huda Samir Jamil Haddad", "'=Rana Omar Tariq Mansour", "Omar Barakat"}
    for path in (verified, backlog):
        assert not {"Secret", "Samira"} & set(path.read_text().replace(",", " ").split())


def test_a_person_shows_on_what_the_status_rests_and_not_who_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_ledger() as ledger:
        people = {one.name: one.individual.id for one in known_people(ledger)}
    assert run("show", people["Omar Barakat"]) == 0
    out = capsys.readouterr().out
    assert "pending second source: one source says so" in out
    assert "Omar Barakat, 29, was killed near Aleppo" in out
    assert "Samira" not in out
    assert run("show", people["Omar Barakat"], "--format", "json") == 0
    out = capsys.readouterr().out
    assert json.loads(out)["corroboration"]["corroboration"] == "pending_second_source"
    assert "Samira" not in out
    both = next(id for name, id in people.items() if "Fakh" in name)
    assert run("show", both) == 0
    out = capsys.readouterr().out
    assert "A morgue, line 2" in out
    assert "A ministry, line 2" in out
    assert "Secret" not in out
    assert run("show", "p-2222") == 2


def test_a_person_sets_the_status_and_takes_it_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_ledger() as ledger:
        person = next(one for one in known_people(ledger) if "Fakh" in one.name)
        # any record of the person will do
        record = person.individual.records[-1]
    assert run("judge", "person", record, "rejected", "--reason", "he lives in Homs") == 0
    assert "rejected: he lives in Homs" in capsys.readouterr().out
    assert run("resolve") == 0
    assert (
        "verified: 0\n  backlog: 3 wait for a second source; 0 unverified\n  rejected: 1" in capsys.readouterr().out
    )
    for more in ((), ("--backlog",)):
        assert run("export", "people", folder / "out.csv", *more) == 0
        assert not [name for name in rows(folder / "out.csv") if "Fakh" in name]
    # nor does an estimate count him
    assert run("export", "presence", folder / "presence.csv", "--draws", "1") == 0
    assert (folder / "presence.csv").read_text() == "draw,first,second,count\n1,0,1,1\n1,1,0,1\n"
    assert "left out: 2 records rejected by a person" in capsys.readouterr().out
    assert run("judge", "person", record, "--undo", "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["standing"]["corroboration"] == "verified"
    with open_ledger() as ledger:
        assert [one.by for one in ledger.judgements() if one.kind == "status"] == ["a coder", "a coder"]
        assert ledger.verify() == []


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["p-2222", "verified", "--reason", "seen"], "no record of a person has the id"),
        (["p-", "verified", "--reason", "seen"], "the beginning of several"),
        (["p-", "verified"], "no reason"),
        (["p-"], "a status or --undo"),
        (["p-", "verified", "--undo"], "a status or --undo"),
    ],
)
def test_what_cannot_be_judged(
    folder: Path, arguments: list[str], error: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("judge", "person", *arguments) == 2
    assert error in capsys.readouterr().err


def test_only_ones_own_word_is_taken_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_ledger() as ledger:
        record = known_people(ledger)[0].individual.id
    assert run("judge", "person", record, "verified", "--reason", "grave seen") == 0
    monkeypatch.setenv("CENOTAPH_USER", "another")
    assert run("judge", "person", record, "--undo") == 2
    assert "another has said nothing of this person" in capsys.readouterr().err


def test_somebody_ties_a_person_of_a_list_to_an_incident(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "third.csv").write_text(
        "name,date of death,place of death\nTariq Jamil Samir Darwish,2017-03-03,Aleppo\n"
    )
    assert run("import", "people", folder / "third.csv", "--fate", "killed") == run("resolve") == 0
    assert run("dossier", "-o", folder / "page") == 0
    with open_ledger() as ledger:
        record = next(one.individual.id for one in known_people(ledger) if "Darwish" in one.name)
        (incident,) = incidents_of(ledger)
    page = (folder / "page" / "index.html").read_text()
    assert page.index("On lists, for this day and place") < page.index("Tariq Jamil Samir Darwish")
    assert run("judge", "incident", record, incident.code, "--reason", "his neighbour saw it") == 0
    assert f"Tariq Jamil Samir Darwish died in {incident.title}" in capsys.readouterr().out
    assert run("dossier", "-o", folder / "page") == 0
    page = (folder / "page" / "index.html").read_text()
    assert "On lists, for this day and place" not in page
    assert page.index("Named, not verified yet") < page.index("Tariq Jamil Samir Darwish")
    assert run("judge", "incident", record, incident.code, "--not", "--reason", "another street") == 0
    assert run("dossier", "-o", folder / "page") == 0
    assert "Darwish" not in (folder / "page" / "index.html").read_text()
    assert run("judge", "incident", record, "XX-no", "--reason", "x") == 2
    assert run("judge", "incident", record, incident.code, "--reason", " ") == 2
    with open_ledger() as ledger:
        assert incidents_of(ledger) == (incident,)
        assert ledger.verify() == []
