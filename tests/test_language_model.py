"""``cenotaph extract --extractor llm`` as a user meets it: what is announced, sent, refused, bounded and told."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cenotaph.archive import archive
from cenotaph.cli import main
from cenotaph.extract.llm.ask import Answer, Server
from cenotaph.model import Sensitivity
from cenotaph.store import open_ledger
from extract.llm.fake_server import FakeServer, Reply, answer, claim, serving

SAID = "Police said {} people were killed in Homs on Monday."
SECRET = "secret-key"


def respond(request: dict[str, Any], number: int) -> Reply:
    """A model that reads ``SAID`` rightly, and adds a claim of its own making."""
    said = request["messages"][1]["content"].split("<<<MATERIAL ")[1].split(">>>\n")[1].split("\n<<<")[0].strip()
    invented = claim("Hundreds were killed.", "Hundreds")
    return answer(
        claim(said, said.split()[2], speaker="Police", group="people", place="Homs"), invented, tokens=3000
    )


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeServer]:
    """A server that the environment names."""
    for name in [*os.environ]:
        if name.startswith(("CENOTAPH_LLM_", "OPENAI_")) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    with serving(respond) as fake:
        monkeypatch.setenv("CENOTAPH_LLM_URL", fake.url)
        monkeypatch.setenv("CENOTAPH_LLM_MODEL", "small-1")
        monkeypatch.setenv("CENOTAPH_LLM_KEY", SECRET)
        yield fake


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stopped:
        main(["extract", *arguments])
    return int(stopped.value.code or 0)


def files(folder: Path, *numbers: int) -> list[str]:
    paths = [folder / f"{number}.txt" for number in numbers]
    for path, number in zip(paths, numbers, strict=True):
        path.write_text(SAID.format(number))
    return [str(path) for path in paths]


def test_files_are_announced_read_in_order_and_accounted_for(
    server: FakeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "rejected.jsonl"
    assert run("--extractor", "llm", "--llm-log", str(log), *files(tmp_path, 12, 13)) == 0
    captured = capsys.readouterr()
    claims = [json.loads(line) for line in captured.out.splitlines()]
    assert [c["count"]["low"] for c in claims] == [12, 13]
    assert {c["extraction"]["by"] for c in claims} == {"llm:small-1@claims-1"}
    first, last = captured.err.strip().splitlines()
    assert first.startswith("cenotaph: the text of 2 reports (")
    assert first.endswith(f"is sent to {server.url}, model small-1 (this machine)")
    assert "2 requests" in last
    assert "2 claims kept, 2 rejected: 2 the quote is not in the text" in last
    rejected = [json.loads(line) for line in log.read_text().splitlines()]
    assert [row["words"] for row in rejected] == ["Hundreds were killed."] * 2
    assert rejected[0]["by"] == "llm:small-1@claims-1"
    assert SECRET not in captured.out + captured.err + log.read_text()


def test_claims_can_be_shown_as_a_table_and_explained(
    server: FakeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--extractor", "llm", "--format", "table", *files(tmp_path, 12)) == 0
    assert "who says so" in capsys.readouterr().out
    assert run("--extractor", "llm", "--explain", *files(tmp_path, 12)) == 0
    assert "llm:small-1@claims-1" in capsys.readouterr().out
    assert run("--extractor", "llm", "--explain", "--format", "jsonl", *files(tmp_path, 12)) == 0
    assert "explanation" in json.loads(capsys.readouterr().out)


def test_options_win_over_the_environment(
    server: FakeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CENOTAPH_LLM_URL", "http://127.0.0.1:9/v1")
    assert run("--extractor", "llm", "--llm-url", server.url, "--llm-model", "other", *files(tmp_path, 12)) == 0
    assert server.requests[0]["model"] == "other"
    assert "llm:other@claims-1" in capsys.readouterr().out


def test_nothing_is_sent_unless_it_is_asked_for(
    server: FakeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*files(tmp_path, 12)) == 0
    assert run("--llm-model", "m", *files(tmp_path, 12)) == 2
    assert "--llm-model without --extractor llm" in capsys.readouterr().err
    assert not server.requests


def test_another_machine_is_called_that(
    server: FakeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address is announced before it is tried; nobody answers at this one (RFC 2606)."""
    monkeypatch.setattr(Server, "ask", lambda *_: Answer("{}", whole=True))
    assert run("--extractor", "llm", "--llm-url", "http://model.invalid/v1", *files(tmp_path, 12)) == 1
    told = capsys.readouterr().err.splitlines()[0]
    assert "with every name in it, leaves this machine unencrypted for http://model.invalid/v1" in told


def test_a_dry_run_prints_what_would_be_sent_and_sends_nothing(
    server: FakeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CENOTAPH_LLM_KEY")
    assert run("--extractor", "llm", "--llm-dry-run", *files(tmp_path, 12, 13)) == 0
    captured = capsys.readouterr()
    assert not server.requests
    assert all(SAID.format(n) in captured.out for n in (12, 13))
    assert captured.out.count("never an instruction") == 1
    assert captured.out.splitlines()[-1].startswith("=== 2 requests, ")
    assert "nothing was sent" in captured.out.splitlines()[-1]
    assert captured.err == ""


def test_a_budget_stops_with_what_is_unread(
    server: FakeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = files(tmp_path, *range(20, 26))
    assert run("--extractor", "llm", "--llm-budget", "12000", *names) == 1
    captured = capsys.readouterr()
    read = len(captured.out.splitlines())
    assert 1 <= read == len(server.requests) < 6
    error = captured.err.strip().splitlines()[-1]
    assert "the budget of 12,000 tokens is used up" in error
    assert [name for name in names if name in error] == names[read:]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--llm-budget", "0"], "x>=1"),
        (["--llm-url", "nowhere"], "not an http address"),
        (["--llm-url", f"https://me:{SECRET}@example.org"], "carries a user"),
    ],
)
def test_wrong_options_are_exit_code_2_in_one_line(
    arguments: list[str],
    says: str,
    server: FakeServer,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("--extractor", "llm", *arguments, *files(tmp_path, 12)) == 2
    error = capsys.readouterr().err
    assert len(error.strip().splitlines()) == 1
    assert says in error
    assert SECRET not in error


def test_without_an_address_it_says_what_to_set(
    server: FakeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CENOTAPH_LLM_URL")
    assert run("--extractor", "llm", *files(tmp_path, 12)) == 2
    assert "CENOTAPH_LLM_URL" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_wrong_use(server: FakeServer, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--extractor", "llm", "nowhere.txt") == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_bad_files_do_not_stop_the_good_ones(
    server: FakeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    assert run("--extractor", "llm", str(empty), *files(tmp_path, 12)) == 1
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 1
    assert "empty.txt" in captured.err


def test_json_lines_come_back_in_order_with_tally_and_error_rows(
    server: FakeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"id": n, "text": SAID.format(n), "published": "2020-05-06"} for n in range(20, 30)]
    lines = [json.dumps(row) for row in rows]
    lines[3:3] = ["not json", json.dumps({"id": "x"}), ""]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join([*lines, "[]"]))
    assert run("--extractor", "llm", "--from-jsonl", str(path)) == 1
    captured = capsys.readouterr()
    out = [json.loads(line) for line in captured.out.splitlines()]
    assert [row["id"] for row in out] == [20, 21, 22, None, "x", *range(23, 30), None]
    assert [row["tally"]["killed"]["best"] for row in out if "tally" in row] == [*range(20, 30)]
    assert "every line" in captured.err
    assert "3 lines could not be read" in captured.err


def test_json_lines_past_the_budget_are_told_to_be_unread(
    server: FakeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps({"id": n, "text": SAID.format(n)}) for n in range(20, 60)))
    assert run("--extractor", "llm", "--llm-budget", "12000", "--from-jsonl", str(path)) == 1
    captured = capsys.readouterr()
    read = len(captured.out.splitlines())
    assert 1 <= read == len(server.requests)
    assert f"{40 - read} lines are unread, from id {20 + read} on" in captured.err


def test_json_lines_dry(server: FakeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps({"id": f"r{n}", "text": SAID.format(n)}) for n in (20, 21)))
    assert run("--extractor", "llm", "--llm-dry-run", "--from-jsonl", str(path)) == 0
    assert "=== r21, request 1 of 1" in capsys.readouterr().out
    assert not server.requests


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    """A ledger with two public reports and one that is confidential."""
    path = tmp_path / "case.db"
    with open_ledger(path, create=True) as made:
        for number, level in ((12, None), (13, Sensitivity.CONFIDENTIAL), (14, None)):
            raw = SAID.format(number).encode()
            report = archive(raw, publisher="Aden Post", published="2020-05-06")
            if level is not None:
                report = replace(report, sensitivity=level)
            made.add_report(report, raw)
    return str(path)


def test_a_ledger_is_read_but_for_what_is_not_public(
    server: FakeServer, ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--extractor", "llm", "--ledger", ledger) == 1
    captured = capsys.readouterr()
    assert "2 reports read, 2 claims; 1 left unread" in captured.out
    assert "the report is confidential and is not sent" in captured.err
    assert len(server.requests) == 2
    assert SAID.format(13) not in json.dumps(server.requests)
    with open_ledger(ledger) as held:
        assert {c.extraction.by for c in held.claims()} == {"llm:small-1@claims-1"}
        assert not held.verify()
    assert run("--extractor", "llm", "--llm-allow-sensitive", "--ledger", ledger) == 0
    assert "1 reports read" in capsys.readouterr().out
    assert len(server.requests) == 3


def test_a_ledger_read_up_to_the_budget_can_be_gone_on_with(
    server: FakeServer, ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    enough_for_one = ["--extractor", "llm", "--llm-allow-sensitive", "--llm-budget", "7000", "--ledger", ledger]
    assert run(*enough_for_one) == 1
    assert "1 reports were read, 2 are unread" in capsys.readouterr().err
    assert run("--extractor", "llm", "--llm-allow-sensitive", "--ledger", ledger) == 0
    assert "2 reports read" in capsys.readouterr().out


def test_a_ledger_dry(server: FakeServer, ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--extractor", "llm", "--llm-dry-run", "--ledger", ledger) == 0
    captured = capsys.readouterr()
    assert "=== 2 requests" in captured.out
    assert SAID.format(13) not in captured.out
    assert "--llm-allow-sensitive" in captured.err
    assert not server.requests


def test_the_key_is_no_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--help") == 0
    told = capsys.readouterr().out
    assert "CENOTAPH_LLM_KEY" in told
    assert "--llm-key" not in told
