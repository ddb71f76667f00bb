"""``cenotaph estimate``: what is printed, what is refused, which exit code, and what is kept."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from cenotaph.cli import main
from cenotaph.store import open_ledger
from linking.lists import write_lists

# the counts that Madigan & York (1997) and others reckon with have this form; these are made up
TABLE = """A,B,C,count
1,0,0,60
0,1,0,50
0,0,1,40
1,1,0,12
1,0,1,10
0,1,1,8
1,1,1,3
"""
QUICK = ("--model", "chao", "--model", "loglinear")


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as stopped:
        main(["estimate", *map(str, arguments)])
    return int(stopped.value.code or 0)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "lists.csv"
    path.write_text(TABLE)
    return path


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    out: dict[str, Any] = json.loads(capsys.readouterr().out)
    return out


def test_a_table_alone_shows_the_models_and_why_there_is_no_headline(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(table, *QUICK, "--format", "json") == 0
    found = told(capsys)
    assert found["documented"] == 183
    assert found["estimate"] is None
    assert "no_assumption_signed" in [one["rule"] for one in found["refusals"]]
    assert [one["model"] for one in found["models"]] == ["chao", "loglinear"]
    assert all(one["low"] <= one["best"] <= one["high"] for one in found["models"])


def test_a_signed_assumption_and_two_families_give_a_headline(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    waived = "--waive", "one_family=only shown as an example"
    assert run(table, *QUICK, "--assume", "pairwise", "--signed", "A. Name", *waived, "--format", "json") == 0
    found = told(capsys)
    estimate = found["estimate"]
    assert estimate["low"] - 183 == estimate["undocumented"]["low"]
    assert found["refusals"] == []
    assert found["waivers"] == [{"rule": "one_family", "reason": "only shown as an example"}]


def test_the_terminal_says_the_sentence_first_and_the_reasons_after(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(table, *QUICK) == 0
    out = capsys.readouterr().out
    assert out.startswith("183 people are documented. How many more there are cannot be said: ")
    assert "a floor, no estimate" in out
    assert '           would lift it: --assume pairwise --signed "NAME"' in out
    assert "without    A: loglinear refused (too_few_lists)" in out


def test_a_list_given_twice_is_refused_as_an_echo(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "twice.csv"
    rows = TABLE.splitlines()
    path.write_text("\n".join([f"again,{rows[0]}", *(f"{row[0]},{row}" for row in rows[1:])]) + "\n")
    assert run(path, *QUICK, "--format", "json") == 0
    assert [one["rule"] for one in told(capsys)["refusals"]] == ["lists_echo", "no_assumption_signed"]
    assert run(path, *QUICK, "--merge", "again+A", "--format", "json") == 0
    assert "lists_echo" not in [one["rule"] for one in told(capsys)["refusals"]]


def test_standard_input_is_a_table(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(TABLE))
    assert run("-", "--model", "chao", "--no-diagnostics", "--format", "json") == 0
    assert told(capsys)["documented"] == 183


@pytest.mark.parametrize(
    "wrong",
    [
        ("--waive", "lists_echo"),
        ("--waive", "too_few_lists=two will do"),
        ("--model", "tarot"),
        ("--signed", "A. Name"),
        ("--level", "1.5"),
        ("--merge", "A+Z"),
        ("--window", "Z=1999"),
    ],
)
def test_wrong_use_is_exit_code_2_and_one_line(
    table: Path, wrong: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(table, *wrong) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A,B,C,count\n1,0,0,-4\n", "-4"),
        ("A,B,C,count\n1,0,0,1.5\n", "1.5"),
        ("A,B,C,count\n1,0,0,nan\n", "nan"),
        ("A,B,C,count\n0,0,0,12\n1,1,0,3\n", "on no list"),
        ("name\nAli\n", "list"),
        (",".join([f"L{n}" for n in range(40)]) + ",count\n" + "1," * 40 + "3\n", "40 lists"),
    ],
)
def test_a_table_that_cannot_be_one_is_exit_code_1_and_one_line(
    tmp_path: Path, text: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(text)
    assert run(path) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line


def test_one_list_is_refused_and_no_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "one.csv"
    path.write_text("morgue,count\n1,12\n")
    assert run(path, "--format", "json") == 0
    assert "too_few_lists" in [one["rule"] for one in told(capsys)["refusals"]]


def test_a_file_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    assert run(tmp_path / "none.csv") == 2


def test_the_same_question_is_answered_from_what_was_kept(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    options = (table, "--model", "chao", "--no-diagnostics", "--format", "json", "--cache", tmp_path / "kept")
    assert run(*options) == 0
    first = capsys.readouterr().out
    (kept,) = (tmp_path / "kept").iterdir()

    def fail(*_: Any, **__: Any) -> None:
        raise AssertionError("reckoned again")

    with monkeypatch.context() as patched:
        patched.setattr("cenotaph.estimate_cache.run", fail)
        assert run(*options) == 0
        assert capsys.readouterr().out == first
    kept.write_text("{")
    assert run(*options) == 0
    assert capsys.readouterr().out == first
    assert run(*options, "--seed", "1") == 0
    assert len(list((tmp_path / "kept").iterdir())) == 2


def test_the_lists_of_a_ledger_are_read_with_the_doubt_of_their_linkage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CENOTAPH_LEDGER", str(tmp_path / "case.db"))
    open_ledger(tmp_path / "case.db", create=True).close()
    for path in write_lists(tmp_path):
        with pytest.raises(SystemExit):
            main(["import", "people", str(path)])
    capsys.readouterr()
    assert run("--draws", "3", "--no-diagnostics", "--format", "json") == 0
    found = told(capsys)
    assert found["inputs"]["tables"] == found["inputs"]["linkage"]["draws"] == 3
    assert [one["name"] for one in found["lists"]] == ["morgue", "registry"]
    assert found["refusals"][0]["rule"] == "too_few_lists"
    (chapman,) = (one for one in found["models"] if one["model"] == "chapman")
    assert chapman["lower_bound"]
    assert chapman["diagnostics"]["linkages"] == 3


def test_the_page_is_written_beside_what_is_printed(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(table, "--model", "chao", "-o", tmp_path / "page", "--format", "json") == 0
    assert told(capsys) == json.loads((tmp_path / "page" / "estimate.json").read_text("utf-8"))
    assert "How many are on no list?" in (tmp_path / "page" / "index.html").read_text("utf-8")


def test_help_has_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--help") == 0
    assert "cenotaph estimate lists.csv" in capsys.readouterr().out


def test_the_terminal_says_over_how_many_linkages_it_looked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header, *rows = TABLE.splitlines()
    drawn = [f"{row},{nth}" for nth in (1, 2, 3) for row in (*rows, f"1,0,0,{nth}")]
    path = tmp_path / "drawn.csv"
    path.write_text("\n".join([f"{header},draw", *drawn]) + "\n")
    assert run(path, *QUICK) == 0
    out = capsys.readouterr().out
    assert "note       lists and overlaps are those of number 2 of 3 sampled linkages" in out
    assert "rests on   the middle of what 3 of 3 tables say:" in out


def test_what_a_total_rests_on_is_left_out_aloud(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    header, *rows = TABLE.splitlines()
    path = tmp_path / "parted.csv"
    path.write_text("\n".join([f"{header},sex", *(f"{row},{sex}" for sex in "mf" for row in rows)]) + "\n")
    assert run(path, *QUICK, "--strata", "sex", "--most-fits", "5") == 0
    assert "left out   the total without each list" in capsys.readouterr().out
    assert run(path, *QUICK, "--strata", "sex") == 0
    assert "without    A: loglinear refused (too_few_lists)" in capsys.readouterr().out
