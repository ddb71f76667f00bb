"""The sets as cases, from files of the same form in our own words."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from harness.datasets import PlaceTold, load_set


def _write(path: Path, *rows: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def test_rows_of_a_coder_rule_are_left_out_and_the_coded_day_is_not_shown(tmp_path: Path) -> None:
    note = {"date": "3-Jun-21", "country": "Chad", "text": "Two herders were killed.", "killed": 2}
    _write(
        tmp_path / "acled_dev.jsonl",
        {"id": "a", "coder_rule": True, **note},
        {"id": "b", "coder_rule": False, **note},
    )
    (case,) = load_set("acled", tmp_path)
    assert (case.id, case.killed, case.injured, case.day) == ("b", 2, None, date(2021, 6, 3))
    assert case.row() == {"id": "b", "text": "Two herders were killed."}


def test_a_day_that_the_coder_did_not_know_is_none(tmp_path: Path) -> None:
    row = {"id": "g", "date": "1979-00-00", "country": "Chad", "text": "A blast.", "killed": None, "injured": 3}
    _write(tmp_path / "gtd_dev.jsonl", row)
    (case,) = load_set("gtd", tmp_path)
    assert (case.day, case.killed, case.injured) == (None, None, 3)


def test_only_incidents_told_by_one_report(tmp_path: Path) -> None:
    record = {"date": "May 2, 2019", "state": "Ohio", "city": "Arden (Little Mill)", "killed": 1, "injured": 2}
    report = {"published": "2019-05-03T08:00:00", "title": "Shooting in Arden", "text": "One died."}
    folder = tmp_path / "incidents"
    _write(folder / "incidents.jsonl", {"id": "1", **record}, {"id": "2", **record})
    _write(
        folder / "reports.jsonl",
        {"id": "r1", "incident": "1", **report},
        {"id": "r2", "incident": "2", **report},
        {"id": "r3", "incident": "2", **report},
    )
    (case,) = load_set("incidents", tmp_path)
    assert case.id == "1"
    assert case.text == "Shooting in Arden\n\nOne died."
    assert (case.day, case.published) == (date(2019, 5, 2), date(2019, 5, 3))
    assert case.place == PlaceTold(country="United States", state="Ohio", cities=("Arden", "Little Mill"))


def test_attributions_ask_for_the_source_of_each_content(tmp_path: Path) -> None:
    row = {"id": "p", "text": "He left, she said.", "attributions": [{"source": [[9, 12]], "content": [[0, 7]]}]}
    _write(tmp_path / "polnear_dev.jsonl", row)
    (case,) = load_set("polnear", tmp_path)
    assert case.row()["contents"] == [((0, 7),)]
    assert "source" not in json.dumps(case.row())


def test_a_set_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load_set("gtd", tmp_path)
