"""What a total over strata rests on: added up by hand, bounded, and left out aloud."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from cenotaph.errors import UsageError
from cenotaph.estimate import LEVEL, Asked, Estimate, Fit, run, text_to_tables
from cenotaph.model import CaptureTable
from estimate._fakes import Refuses, Times

FOUR = ["1,0,0,0,60", "0,1,0,0,50", "0,0,1,0,40", "0,0,0,1,30", "1,1,0,0,12", "1,0,1,0,10", "0,1,1,0,8"]
FOUR += ["1,1,1,0,3", "1,0,0,1,9", "0,1,0,1,7", "0,0,1,1,6", "1,1,1,1,2"]
NO_D = ["1,0,0,0,60", "0,1,0,0,50", "0,0,1,0,40", "1,1,0,0,12", "1,0,1,0,10", "0,1,1,0,8", "1,1,1,0,3"]
ONE = Times("one", 2.0, 2.0, 2.0, draws=10)
TWO = Times("two", 2.0, 2.0, 2.0, draws=10)


@dataclass
class Counting:
    """A model that says twice the documented, and remembers what it was asked."""

    name: str = "one"
    asked: list[CaptureTable] = field(default_factory=list)

    def fit(self, table: CaptureTable, *, seed: int, level: float = LEVEL) -> Fit:
        self.asked.append(table)
        return Times(self.name, 2.0, 2.0, 2.0, draws=10).fit(table, seed=seed, level=level)


def text(*strata: tuple[str, list[str]], draws: int = 0) -> str:
    rows = [(row, name) for name, rows in strata for row in rows]
    if not draws:
        return "\n".join(["A,B,C,D,count,sex", *(f"{row},{name}" for row, name in rows)]) + "\n"
    drawn = [f"{row},{name},{nth + 1}" for nth in range(draws) for row, name in [*rows, (f"1,0,0,0,{nth}", "man")]]
    return "\n".join(["A,B,C,D,count,sex,draw", *drawn]) + "\n"


def answer(rows: str, *models: Any, **asked: Any) -> Estimate:
    return run(text_to_tables(rows, strata=("sex",)), Asked(**asked), models=models or (ONE, TWO))


def test_the_total_is_asked_without_each_list_and_with_each_pair_as_one() -> None:
    told = answer(text(("man", FOUR), ("woman", FOUR))).diagnostics
    assert [row["list"] for row in told["leave_one_out"]] == ["A", "B", "C", "D"]
    assert [row["lists"] for row in told["merge_pairs"]][:2] == [["A", "B"], ["A", "C"]]
    # without A 177 people are documented in each stratum, and the model says twice as many
    assert [(one["model"], one["low"], one["high"]) for one in told["leave_one_out"][0]["models"]] == [
        ("one", 4 * 177, 4 * 177),
        ("two", 4 * 177, 4 * 177),
    ]
    assert told["merge_pairs"][0]["models"][0]["low"] == 4 * 237
    assert "tables" not in told
    assert next(row for row in told["sensitivity"] if row["odds_ratio"] == 2.0)["low"] == 2 * 237 + 2 * (2 * 237)


def test_the_sizes_of_lists_are_estimated_in_each_stratum_and_added_up() -> None:
    row = answer(text(("man", FOUR), ("woman", FOUR))).diagnostics["internal_consistency"][1]
    assert (row["list"], row["size"], row["seen_elsewhere"]) == ("B", 2 * 82, 2 * 32)
    assert [(one["low"], one["holds"]) for one in row["models"]] == [(4 * 32, False), (4 * 32, False)]


def test_a_stratum_without_a_list_answers_as_it_is_and_is_fitted_once() -> None:
    model = Counting()
    told = answer(text(("man", FOUR), ("woman", NO_D)), model, TWO).diagnostics
    without_d = told["leave_one_out"][3]
    assert without_d["list"] == "D"
    assert without_d["models"][0]["low"] == 2 * (207 + 183)
    on_d = told["internal_consistency"][3]
    assert (on_d["size"], on_d["seen_elsewhere"]) == (54, 24)
    whole = [table for table in model.asked if table.stratum == (("sex", "woman"),) and len(table.lists) == 3]
    assert len(whole) == 2, "for the estimate, and for all rows that leave it as it is"


def test_a_row_is_refused_where_a_stratum_is_too_small_without_a_list() -> None:
    told = answer(text(("man", FOUR), ("woman", NO_D))).diagnostics
    refused = told["leave_one_out"][0]["models"][0]["refused"]
    assert refused["rule"] == "too_few_lists"
    assert refused["reason"].startswith("no interval for 1 of 2 strata, as sex woman: ")


def test_what_takes_too_many_fits_is_left_out_and_said_with_how_to_have_it() -> None:
    rows = text(("man", FOUR), ("woman", FOUR))
    # 14 rows of two strata, two models
    told = answer(rows, most_fits=55).diagnostics
    assert set(told) == {"left_out", "sensitivity"}
    assert "takes 56 fits, and 55 are made unasked (--most-fits 56 makes them" in told["left_out"]
    assert "leave_one_out" in answer(rows, most_fits=56).diagnostics


def test_of_many_linkages_as_many_are_asked_as_there_are_fits_for() -> None:
    rows = text(("man", FOUR), ("woman", FOUR), draws=9)
    told = answer(rows).diagnostics
    assert told["tables"] == {"fitted": 5, "of": 9}
    assert told["leave_one_out"][1]["models"][0]["range"]["low"] == [4 * 187, 4 * 187 + 2 * 8]
    assert answer(rows, most_fits=130).diagnostics["tables"] == {"fitted": 2, "of": 9}


def test_a_total_that_no_model_gives_rests_on_nothing() -> None:
    found = answer(text(("man", FOUR), ("woman", FOUR)), Refuses("one"), Refuses("two"))
    assert found.diagnostics == {}


def test_diagnostics_of_a_total_can_be_left_out() -> None:
    assert answer(text(("man", FOUR), ("woman", FOUR)), diagnose=False).diagnostics == {}


def test_fewer_fits_than_none_are_wrong_use() -> None:
    with pytest.raises(UsageError):
        Asked(most_fits=-1)
