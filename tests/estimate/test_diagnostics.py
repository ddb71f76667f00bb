"""What an estimate rests on, on small tables whose answers can be counted by hand."""

from __future__ import annotations

import cenotaph
from cenotaph.estimate import Asked, judge
from cenotaph.estimate.diagnostics import ODDS, on_one_list, sensitivity
from cenotaph.model import CaptureTable, Interval
from estimate._fakes import TABLE, Refuses, Times

FOUR = CaptureTable.of("ABCD", {**dict(TABLE.counts), 0b1000: 30, 0b1001: 9, 0b1010: 7, 0b1100: 6, 0b1111: 2})


def test_the_people_of_one_list_by_the_others() -> None:
    on_b = on_one_list(FOUR, 1)
    assert on_b.lists == ("A", "C", "D")
    assert on_b.counts == ((0b001, 12), (0b010, 8), (0b011, 3), (0b100, 7), (0b111, 2))


def test_each_list_is_left_out_and_each_pair_made_one() -> None:
    told = judge((FOUR,), (Times("one"), Times("two")), Asked()).diagnostics
    assert [row["list"] for row in told["leave_one_out"]] == ["A", "B", "C", "D"]
    assert [row["lists"] for row in told["merge_pairs"]][:2] == [["A", "B"], ["A", "C"]]
    without_a = told["leave_one_out"][0]["models"][0]
    assert (without_a["model"], without_a["low"]) == ("one", 265)  # once and a half of 177


def test_the_size_of_each_list_is_estimated_from_the_others_and_compared() -> None:
    rows = judge((FOUR,), (Times("one"), Times("two", 0.9, 1.0, 1.1)), Asked()).diagnostics["internal_consistency"]
    on_b = rows[1]
    assert (on_b["size"], on_b["seen_elsewhere"]) == (82, 32)
    assert [(one["low"], one["high"], one["holds"]) for one in on_b["models"]] == [
        (48, 96, True),
        (32, 36, False),
    ]


def test_a_table_that_is_too_small_without_a_list_says_so() -> None:
    told = judge((TABLE,), (Times("one"), Times("two")), Asked()).diagnostics
    assert told["leave_one_out"][0]["models"][0]["refused"]["rule"] == "too_few_lists"
    assert told["internal_consistency"][0]["models"][0]["holds"] is None


def test_the_total_is_in_proportion_to_what_no_list_tells() -> None:
    rows = sensitivity(Interval(300, 400, 700, 0.95), 200)
    assert [row["odds_ratio"] for row in rows] == list(ODDS)
    half, same, twice = (next(row for row in rows if row["odds_ratio"] == odds) for odds in (0.5, 1.0, 2.0))
    assert (half["low"], half["best"], half["high"]) == (250, 300, 450)
    assert (same["low"], same["high"]) == (300, 700)
    assert twice["undocumented"] == {"low": 200, "best": 400, "high": 1000}


def test_models_that_gave_nothing_and_floors_are_not_asked_again() -> None:
    models = (Times("one"), Refuses("two"), Times("chao", lower_bound=True))
    told = judge((FOUR,), models, Asked()).diagnostics
    assert [one["model"] for one in told["leave_one_out"][0]["models"]] == ["one"]


def test_diagnostics_can_be_left_out() -> None:
    assert judge((FOUR,), (Times("one"), Times("two")), Asked(diagnose=False)).diagnostics == {}


def test_of_many_lists_only_the_whole_is_fitted() -> None:
    nine = CaptureTable.of("ABCDEFGHI", {(1 << n) | (1 << (n + 1) % 9): 20 for n in range(9)})
    assert "left_out" in judge((nine,), (Times("one"), Times("two")), Asked()).diagnostics


def test_the_real_models_are_asked_again_and_the_priors_shown() -> None:
    told = cenotaph.estimate(FOUR, models=["graphs", "loglinear"]).diagnostics
    assert {one["model"] for one in told["leave_one_out"][0]["models"]} == {"graphs", "loglinear"}
    assert len(told["priors"]) == 9
    assert {row["prior"] for row in told["priors"]} == {"1/N", "uniform", "rissanen"}


def test_where_no_model_says_anything_nothing_is_asked_again() -> None:
    assert judge((FOUR,), (Refuses("one"), Refuses("two")), Asked()).diagnostics == {}
