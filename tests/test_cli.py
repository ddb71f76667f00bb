"""The command line as a user meets it: exit codes, one-line errors with hints, and the whole way to a page."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from cenotaph.cli import cli, main

BRIEF = """Two killed as shell hits market in Marib

Two people were killed and five others wounded on Tuesday when a shell hit a market in Marib, the health
ministry said.

The rebels denied firing on the market. Residents told Reuters that at least four people had died.
"""
LATER = """Toll of market shelling rises

The health ministry said on Wednesday that four people had died in Tuesday's shelling of a market in Marib.
It had previously put the toll at two.
"""


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stopped:
        main(list(arguments))
    return int(stopped.value.code or 0)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "first.txt").write_text(BRIEF)
    (folder / "second.txt").write_text(LATER)
    (folder / "sources.csv").write_text(
        "file,publisher,published\nfirst.txt,Aden Post,2019-07-02\nsecond.txt,Aden Post,2019-07-03\n"
    )
    return folder


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_helps_with_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    commands = [[name]]
    if isinstance(group := cli.commands[name], click.Group):
        commands = [[name, sub] for sub in group.commands]
    for words in commands:
        assert run(*words, "--help") == 0
        assert "Example:" in capsys.readouterr().out


def test_from_reports_to_a_page_every_number_of_which_leads_somewhere(
    reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = str(tmp_path / "case.db")
    assert run("init", ledger) == 0
    assert run("archive", str(reports), "--ledger", ledger) == 0
    assert "2 archived" in capsys.readouterr().out
    assert run("archive", str(reports), "--ledger", ledger) == 0
    assert "0 archived, 2 known already" in capsys.readouterr().out
    assert run("extract", "--ledger", ledger) == 0
    assert "2 reports read" in capsys.readouterr().out
    assert run("extract", "--ledger", ledger) == 0
    assert "0 reports read" in capsys.readouterr().out
    assert run("resolve", "--ledger", ledger, "--format", "json") == 0
    incidents = json.loads(capsys.readouterr().out)
    told = max(incidents, key=lambda incident: len(incident["claims"]))
    assert len(told["reports"]) == 2
    assert run("reconcile", told["code"], "--ledger", ledger, "--format", "json") == 0
    reckoning = json.loads(capsys.readouterr().out)
    killed = next(e for e in reckoning["envelopes"] if e["measure"] == "killed")
    assert killed["figure"]["low"] <= 4
    assert killed["figure"]["trail"]["claims"]
    assert run("show", told["claims"][0], "--ledger", ledger) == 0
    trail = capsys.readouterr().out
    assert "quote" in trail
    assert "sha256:" in trail
    out = tmp_path / "page"
    assert run("dossier", told["code"], "--ledger", ledger, "-o", str(out)) == 0
    assert (out / "index.html").is_file()
    assert run("dossier", "--scope", "Yemen 2019", "--ledger", ledger, "-o", str(out)) == 0
    assert "Yemen, 2019" in capsys.readouterr().out
    assert (out / "incidents" / f"{told['code']}.html").is_file()
    assert run("verify", "--ledger", ledger) == 0
    assert run("backup", str(tmp_path / "copy.db"), "--ledger", ledger) == 0
    assert (tmp_path / "copy.db").stat().st_size > 0


def test_extract_prints_one_claim_a_line_whose_quote_stands_in_the_text(
    reports: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("extract", str(reports / "first.txt"), "--published", "2019-07-02", "--publisher", "Aden Post") == 0
    claims = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {(c["measure"], c["count"]["low"]) for c in claims if c["count"]} >= {("killed", 2), ("injured", 5)}
    for claim in claims:
        for anchor in claim["anchors"]:
            assert BRIEF[anchor["start"] : anchor["end"]] == anchor["quote"]


def test_extract_as_a_table(reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("extract", str(reports / "first.txt"), "--format", "table") == 0
    assert "health ministry" in capsys.readouterr().out


def test_extract_explains_each_field_and_the_tally(reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(next(iter(sorted(reports.glob("*.txt")))))
    assert run("extract", file, "--explain") == 0
    told = capsys.readouterr().out
    assert "hedge." in told
    assert "frame." in told
    assert "tally of killed: low" in told
    assert run("extract", file, "--explain", "--format", "jsonl") == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert all(row["explanation"][0]["field"] == "measure" for row in rows)
    assert run("extract", file, "--explain", "--format", "table") == 2
    assert run("extract", "--explain") == 2


def test_a_batch_goes_on_after_a_broken_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"id": 1, "text": "Three soldiers were killed."}, {"id": 2}, {"id": 3, "text": "No one was hurt."}]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join([*map(json.dumps, rows), "not json"]))
    assert run("extract", "--from-jsonl", str(path)) == 1
    captured = capsys.readouterr()
    out = [json.loads(line) for line in captured.out.splitlines()]
    assert [row["id"] for row in out] == [1, 2, 3, None]
    assert out[0]["tally"]["killed"]["best"] == 3
    assert "error" in out[1]
    assert "error" in out[3]
    assert "2 lines" in captured.err


def test_a_batch_is_gathered_into_incidents(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        {"id": "a", "text": BRIEF, "published": "2019-07-02", "publisher": "Aden Post"},
        {"id": "b", "text": LATER, "published": "2019-07-03", "publisher": "Aden Post"},
        {"id": "c", "text": "A flood in Lima killed nine people, rescuers said.", "published": "2019-07-03"},
    ]
    path, out = tmp_path / "rows.jsonl", tmp_path / "found"
    path.write_text("\n".join(map(json.dumps, rows)))
    assert run("resolve", "--from-jsonl", str(path), "--out", str(out)) == 0
    assert "3 reports" in capsys.readouterr().out
    told = {row["id"]: row for row in map(json.loads, (out / "reports.jsonl").read_text().splitlines())}
    assert told["a"]["incidents"] != told["c"]["incidents"]
    codes = {row["code"] for row in map(json.loads, (out / "incidents.jsonl").read_text().splitlines())}
    assert codes == {code for row in told.values() for code in row["incidents"]}
    assert run("resolve", "--from-jsonl", str(path)) == 2


def _bad(tmp_path: Path) -> dict[str, Path]:
    files = {name: tmp_path / name for name in ("empty.txt", "picture.png", "noise.bin", "cookies.html")}
    files["empty.txt"].write_bytes(b"")
    files["picture.png"].write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    files["noise.bin"].write_bytes(bytes((i * 7919 + 13) % 256 for i in range(5000)))
    files["cookies.html"].write_text(
        "<html><body><h1>Your privacy</h1><p>We use cookies. Accept all cookies to continue to the site.</p>"
        "<button>Accept all</button></body></html>"
    )
    files["missing"] = tmp_path / "missing.txt"
    return files


@pytest.mark.parametrize("name", ["empty.txt", "picture.png", "noise.bin", "cookies.html", "missing"])
def test_bad_input_is_one_line_with_a_hint(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _bad(tmp_path)[name]
    assert run("extract", str(path)) == (2 if name == "missing" else 1)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.strip().splitlines()) == 1
    assert captured.err.startswith("cenotaph: ")
    assert captured.err.strip().endswith(")")


def test_a_folder_with_bad_files_archives_the_good_ones_and_says_what_failed(
    reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _bad(reports)
    ledger = str(tmp_path / "case.db")
    run("init", ledger)
    assert run("archive", str(reports), "--ledger", ledger) == 1
    captured = capsys.readouterr()
    assert "3 archived, 0 known already, 3 failed" in captured.out
    assert "archived as a stub" in captured.err
    run("extract", "--ledger", ledger)
    assert "2 reports read" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["verify", "--ledger", "nowhere.db"], 2, "init"),
        (["extrakt"], 2, "extract"),
        (["archive"], 2, "--help"),
        (["extract", "--from-jsonl", "nowhere.jsonl"], 2, "nowhere.jsonl"),
        (["extract", "--from-jsonl", "x", "y"], 2, "one of them"),
        (["reconcile", "--as-of", "yesterday", "--ledger", "nowhere.db"], 2, ""),
    ],
)
def test_wrong_use_is_exit_code_2_in_one_line(
    arguments: list[str],
    code: int,
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*arguments) == code
    error = capsys.readouterr().err
    assert len(error.strip().splitlines()) == 1
    assert says in error


def test_an_incident_that_is_not_there_is_named_with_those_that_are(
    reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = str(tmp_path / "case.db")
    run("init", ledger)
    assert run("dossier", "--ledger", ledger) == 2
    assert "come first" in capsys.readouterr().err
    run("archive", str(reports), "--ledger", ledger)
    run("extract", "--ledger", ledger)
    run("resolve", "--ledger", ledger)
    capsys.readouterr()
    assert run("reconcile", "XX-nothing", "--ledger", ledger) == 2
    assert "there are: " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--scope", "Nowhereville"], "no place called 'Nowhereville' is known"),
        (["--scope", "2018 to 2017"], "is after 31 December 2017"),
        (["--scope", "Yemen 2019"], "no incident and no total is known of this place and time (cenotaph archive"),
        (["XX-nothing", "--scope", "Yemen"], "INCIDENT and --scope together (give one of them)"),
    ],
)
def test_a_scope_of_which_no_page_can_be_made_says_why_in_one_line(
    arguments: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = str(tmp_path / "case.db")
    run("init", ledger)
    assert run("dossier", *arguments, "--ledger", ledger, "-o", str(tmp_path / "page")) == 2
    error = capsys.readouterr().err
    assert message in error
    assert len(error.splitlines()) == 1
    assert not (tmp_path / "page").exists()


def test_ctrl_c_keeps_what_was_done_and_the_next_run_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(3000):
        (folder / f"{number:04}.txt").write_text(
            f"Police said {number + 2} people were killed in Herat, a report said."
        )
    ledger = tmp_path / "case.db"
    command = [sys.executable, "-m", "cenotaph"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    subprocess.run([*command, "init", str(ledger)], check=True, capture_output=True, env=environment)
    child = subprocess.Popen(
        [*command, "archive", str(folder), "--ledger", str(ledger)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        # a shell that starts the tests in the background leaves SIGINT ignored, and children inherit that
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    deadline = time.monotonic() + 60
    with sqlite3.connect(f"file:{ledger}?mode=ro", uri=True) as watch:
        while time.monotonic() < deadline and watch.execute("SELECT count(*) FROM reports").fetchone()[0] < 20:
            time.sleep(0.01)
    watch.close()
    child.send_signal(signal.SIGINT)
    _, errors = child.communicate(timeout=60)
    assert child.returncode == 1
    assert "run the same command again" in errors
    again = subprocess.run(
        [*command, "archive", str(folder), "--ledger", str(ledger)], capture_output=True, text=True, env=environment
    )
    assert again.returncode == 0
    archived, known = (int(again.stdout.splitlines()[-1].split(", ")[i].split()[0]) for i in (0, 1))
    assert archived + known == 3000
    assert 0 < known < 3000
    whole = subprocess.run(
        [*command, "verify", "--ledger", str(ledger)], capture_output=True, text=True, env=environment
    )
    assert whole.returncode == 0, whole.stderr


def test_a_closed_pipe_is_not_a_traceback(reports: Path) -> None:
    command = f"{sys.executable} -m cenotaph extract {reports / 'first.txt'} | head -c 1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True)
    assert "Traceback" not in done.stderr


def test_a_language_without_a_reader_is_noted_and_its_row_stays_valid(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A batch in several languages ends well; the command says which were not read."""
    batch = tmp_path / "reports.jsonl"
    rows = [{"id": 1, "text": "Унаслідок удару загинули троє, її поранено."}, {"id": 2, "text": "Five died."}]
    batch.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert run("extract", "--from-jsonl", str(batch)) == 0
    out, err = capsys.readouterr()
    assert [json.loads(line).get("unsupported") for line in out.splitlines()] == ["uk", None]
    assert err.count("\n") == 1
    assert "uk 1" in err


def test_an_output_file_is_gone_on_with(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second run adds only what is not there, says so, and the sum is what one run gives."""
    lines, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    rows = [
        json.dumps({"id": name, "text": text}) for name, text in (("a", BRIEF), ("b", LATER), ("c", "No news."))
    ]
    lines.write_text("\n".join(rows), encoding="utf-8")
    assert run("extract", "--from-jsonl", str(lines)) == 0
    streamed = capsys.readouterr().out
    assert run("extract", "--from-jsonl", str(lines), "--out", str(out)) == 0
    whole = out.read_text(encoding="utf-8")
    assert whole == streamed
    out.write_bytes(whole.encode()[: len(whole.encode()) // 2])
    assert run("extract", "--from-jsonl", str(lines), "--out", str(out)) == 0
    assert out.read_text(encoding="utf-8") == whole
    assert "going on after" in capsys.readouterr().err


def test_an_output_file_needs_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("extract", "--out", str(tmp_path / "x"), str(tmp_path / "y")) == 2
    assert "--from-jsonl" in capsys.readouterr().err


def test_two_workers_read_a_ledger_and_a_folder_as_one_does(
    reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = []
    for workers in ("1", "2"):
        ledger = str(tmp_path / f"{workers}.db")
        assert run("init", ledger) == 0
        assert run("archive", "--ledger", ledger, str(reports)) == 0
        assert run("extract", "--ledger", ledger, "--workers", workers) == 0
        capsys.readouterr()
        assert run("extract", str(reports), "--workers", workers) == 0
        told.append(capsys.readouterr().out)
        with sqlite3.connect(ledger) as database:
            told.append(str(database.execute("select id from claims order by id").fetchall()))
        database.close()
    assert told[:2] == told[2:]
    assert len(told[0].splitlines()) > 4


def test_a_report_over_the_time_limit_is_one_line_and_the_rest_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long, short = tmp_path / "long.txt", tmp_path / "short.txt"
    long.write_text((BRIEF + "\n\n") * 400, encoding="utf-8")
    short.write_text(BRIEF, encoding="utf-8")
    assert run("extract", str(short)) == 0
    capsys.readouterr()
    assert run("extract", "--time-limit", "0.5", str(long), str(short)) == 1
    printed = capsys.readouterr()
    assert "time limit of 0.5 s" in printed.err
    assert "Traceback" not in printed.err
    assert len(printed.out.splitlines()) > 2
