"""``cenotaph reconcile`` as it is asked: questions in words, whom to believe, policies, and the JSON twin."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cenotaph.cli import main

FIRST = """Two killed as shell hits market in Marib

Two people were killed and five others wounded on Tuesday when a shell hit a market in Marib, the health
ministry said.
"""
THIRD = """Market toll rises

The Red Crescent said on Friday that nine people had been killed in Tuesday's shelling of the market in Marib.
"""
SECOND = """Rebels put market dead at six

The Red Crescent said on Wednesday that six people had been killed in Tuesday's shelling of the market in Marib.
"""


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stopped:
        main(list(arguments))
    return int(stopped.value.code or 0)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Two reports about one shelling, which differ."""
    folder = tmp_path_factory.mktemp("asked")
    (folder / "first.txt").write_text(FIRST)
    (folder / "second.txt").write_text(SECOND)
    rows = "first.txt,Aden Post,2019-07-02\nsecond.txt,Sanaa Times,2019-07-03\n"
    (folder / "sources.csv").write_text(f"file,publisher,published\n{rows}")
    address = str(folder / "case.db")
    for words in (("init",), ("archive", str(folder)), ("extract",), ("resolve",)):
        assert run(*words, "--ledger", address) == 0
    return address


def test_a_question_is_said_back_and_answered_by_whom_one_believes(
    ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("reconcile", "--question", "how many people were killed?", "--ledger", ledger) == 0
    told = capsys.readouterr().out
    assert "People killed in this incident" in told
    assert "if you believe" in told
    assert "what cannot all be true" in told
    assert "they differ by 4" in told


def test_the_voices_believed_are_answered_with_the_claims_behind_each_end(
    ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("--question", "killed", "--believe", "Red Crescent", "--why")
    assert run("reconcile", *asked, "--ledger", ledger) == 0
    told = capsys.readouterr().out
    assert "\n  6\n" in told
    assert "six people had been killed" in told
    assert "lowest:" in told
    assert "Sanaa Times 2019-07-03" in told


def test_the_json_twin_holds_answers_policies_and_every_claim_with_its_quote(
    ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("--question", "killed", "--believe", "Red Crescent", "--policy", "ucdp", "--format", "json")
    assert run("reconcile", *asked, "--ledger", ledger) == 0
    twin = json.loads(capsys.readouterr().out)
    (answer,) = twin["answers"]
    assert answer["bounds"]["figure"]["low"] == 6
    for claim_id in answer["bounds"]["lowest"]:
        claim = twin["claims"][claim_id]
        anchor = claim["anchors"][0]
        assert anchor["quote"] == SECOND.strip()[anchor["start"] : anchor["end"]]
        assert twin["reports"][claim["report"]]["publisher"] == "Sanaa Times"
    assert [policy["name"] for policy in twin["policies"]] == ["ucdp"]
    assert answer["believed"][0] in twin["voice_names"]


def test_policies_say_what_they_do(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("reconcile", "--policy", "all", "--ledger", ledger) == 0
    told = capsys.readouterr().out
    for name in ("envelope", "ucdp", "iraq-body-count", "airwars", "acled"):
        assert name in told


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--question", "blue people killed"], "'blue' in the question is not understood (understood: killed)"),
        (["--question", "killed in Tripoli"], "say which"),
        (["--believe", "Red Cresent"], "near matches: "),
        (["--believe", "nobody"], "there are: "),
        (["--policy", "guess"], "one of: "),
        (["--as-of", "yesterday"], "write YYYY-MM-DD"),
    ],
)
def test_what_is_not_there_is_one_line_with_a_hint_and_exit_code_2(
    ledger: str, arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("reconcile", *arguments, "--ledger", ledger) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.strip().splitlines()) == 1
    assert says in captured.err


def test_a_number_that_moves_says_by_how_much_and_the_last_one_is_what_is_said_now(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "second.txt").write_text(SECOND)
    (tmp_path / "third.txt").write_text(THIRD)
    rows = "second.txt,Sanaa Times,2019-07-03\nthird.txt,Aden Post,2019-07-05\n"
    (tmp_path / "sources.csv").write_text(f"file,publisher,published\n{rows}")
    address = str(tmp_path / "case.db")
    for words in (("init",), ("archive", str(tmp_path)), ("extract",), ("resolve",)):
        assert run(*words, "--ledger", address) == 0
    capsys.readouterr()
    assert run("reconcile", "--why", "--ledger", address) == 0
    told = capsys.readouterr().out
    assert "raises by 3, now" in told
    assert "independent of nobody for certain" in told
    assert "2019-07-05 raises: from 6 killed to 9 killed (+3)" in told
    assert "nine people had been killed" in told
    assert run("reconcile", "--format", "json", "--ledger", address) == 0
    positions = json.loads(capsys.readouterr().out)["positions"]
    (position,) = [position for position in positions if len(position["steps"]) > 1]
    assert [step["relation"] for step in position["steps"]] == ["first", "raises"]
    assert position["steps"][1]["delta"]["by"]["low"] == 3
