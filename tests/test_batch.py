"""The batch form from lines to files: order, echoes, figures with their quotes, and rows that cannot be read."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from cenotaph.batch import BatchCounts, resolve_lines

TEXTS = {
    "a": (
        "2018-03-05",
        "Three people were killed and four wounded when a bomb went off at the fish market of Brandvlei on "
        "Sunday, police said.\n\nOne of the dead was named as Piet Kgosana, 52, who sold snoek there.",
    ),
    "b": (
        "2018-03-06",
        "Four people were killed and three wounded in the bombing of the Brandvlei fish market on Sunday, after "
        "a wounded woman died, the hospital said.\n\nPiet Kgosana, 52, was buried on Tuesday.",
    ),
    "c": (
        "2018-03-06",
        "Four people were killed and three wounded in the bombing of the Brandvlei fish market on Sunday, after "
        "a wounded woman died, the hospital said.\n\nPiet Kgosana, 52, was buried on Tuesday.",
    ),
    "d": (
        "2018-03-06",
        "Two sisters drowned on Monday when their canoe overturned in the estuary below Port Sorell, the coast "
        "guard said.\n\nTheir uncle, Alvin Marra, swam ashore.",
    ),
    "e": ("2018-03-07", "Sign in to read on."),
}
LINES = [json.dumps({"id": name, "text": text, "published": day}) for name, (day, text) in TEXTS.items()]


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("batch")
    assert resolve_lines(LINES, out) == BatchCounts(reports=5, incidents=3, echoes=1, failed=0)
    return out


def test_reports_come_in_their_order_with_their_incident_and_source(folder: Path) -> None:
    rows = read(folder / "reports.jsonl")
    assert [row["id"] for row in rows] == list(TEXTS)
    codes = [row["incidents"] for row in rows]
    assert codes[0] == codes[1] == codes[2]
    assert codes[3] != codes[0]
    assert [row["echo_of"] for row in rows] == [None, None, "b", None, None]
    assert [row["echo_kind"] for row in rows] == ["none", "none", "verbatim", "none", "none"]


def test_figures_are_reconciled_and_every_one_has_its_quote(folder: Path) -> None:
    bombing = next(row for row in read(folder / "incidents.jsonl") if "a" in row["reports"])
    assert bombing["killed"] == {"low": 3, "best": 4, "high": 4}
    # "c" is a copy of "b" and has no vote: of two numbers told once each the higher
    assert bombing["injured"] == {"low": 3, "best": 4, "high": 4}
    assert bombing["period"] == {"earliest": "2018-03-04", "latest": "2018-03-04"}
    for one in (*bombing["trail"]["killed"], *bombing["trail"]["injured"]):
        assert TEXTS[one["report"]][1][one["start"] : one["end"]] == one["quote"]
    assert {one["report"] for one in bombing["trail"]["killed"]} == {"b", "c"}


def test_a_report_that_counts_nobody_has_unknown_figures(folder: Path) -> None:
    page = next(row for row in read(folder / "incidents.jsonl") if row["reports"] == ["e"])
    assert page["killed"] == page["injured"] == {"low": None, "best": None, "high": None}
    assert page["place"] is None


def test_any_order_of_lines_gives_the_same_content(folder: Path, tmp_path: Path) -> None:
    resolve_lines(random.Random(4).sample(LINES, len(LINES)), tmp_path)
    assert (tmp_path / "incidents.jsonl").read_bytes() == (folder / "incidents.jsonl").read_bytes()
    by_id = {row["id"]: row for row in read(folder / "reports.jsonl")}
    assert {row["id"]: row for row in read(tmp_path / "reports.jsonl")} == by_id


def test_bad_rows_are_error_rows_and_nothing_else_is_left_behind(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    bad = ["not json", '{"id": "x"}', '{"id": "y", "text": "Two died.", "published": "tomorrow"}']
    again = '{"id": 7, "text": "Nobody was hurt."}'
    counts = resolve_lines([*bad, "", again, again], tmp_path / "new", lambda *step: told.append(step))
    assert (counts.reports, counts.failed) == (1, 4)
    rows = read(tmp_path / "new" / "reports.jsonl")
    assert [row["id"] for row in rows] == [None, "x", "y", 7, 7]
    assert ["error" in row for row in rows] == [True, True, True, False, True]
    assert told[-1] == (5, 5, "7")
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["incidents.jsonl", "reports.jsonl"]


def test_no_lines_give_two_empty_files(tmp_path: Path) -> None:
    assert resolve_lines([], tmp_path) == BatchCounts(0, 0, 0, 0)
    assert read(tmp_path / "incidents.jsonl") == read(tmp_path / "reports.jsonl") == []
