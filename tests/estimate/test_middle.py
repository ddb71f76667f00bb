"""Several tables as one: which are asked, and what is said of what they say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from cenotaph.estimate import LEVEL, Asked, Fit, Recall, judge
from cenotaph.estimate.middle import evenly, holds, in_the_middle, middle_one
from cenotaph.model import CaptureTable, Interval, Refusal
from estimate._fakes import ABC, TABLE, Times

NONE = {"rule": "no_overlap", "reason": "nobody", "lift": "more"}


def word(low: int | None, best: int | None = None, high: int | None = None) -> dict[str, Any]:
    refused = None if low is not None else NONE
    return {"model": "one", "low": low, "best": best, "high": high, "refused": refused}


def of(*words: dict[str, Any]) -> dict[str, Any]:
    each = [{"leave_one_out": [{"list": "A", "models": [one]}]} for one in words]
    found: dict[str, Any] = in_the_middle(each)["leave_one_out"][0]["models"][0]
    return found


def more(some: int) -> CaptureTable:
    """The table with so many more people on one list."""
    return CaptureTable.of(ABC, [*TABLE.counts, (1, some)])


@dataclass
class Falters:
    """A model that has nothing to say where so many people are."""

    people: tuple[int, ...]
    name: str = "one"

    def fit(self, table: CaptureTable, *, seed: int, level: float = LEVEL) -> Fit:
        n = table.documented
        if n in self.people:
            return Fit(self.name, None, Refusal("at_the_edge", "no end", "more lists"))
        return Fit(self.name, Interval(2 * n, 3 * n, 4 * n, level))


@pytest.mark.parametrize(
    ("tables", "most", "some"),
    [(1, 5, [0]), (3, 5, [0, 1, 2]), (50, 5, [5, 15, 25, 35, 45]), (7, 5, [0, 2, 3, 4, 6])],
)
def test_tables_are_asked_evenly(tables: int, most: int, some: list[int]) -> None:
    assert evenly(list(range(tables)), most) == some


def test_what_one_table_says_stays_as_it_is() -> None:
    assert of(word(5, 6, 7)) == word(5, 6, 7)


def test_each_end_is_the_middle_one_and_the_range_stands_beside() -> None:
    found = of(word(10, 20, 90), word(12, 19, 30), word(11, 25, 40))
    assert (found["low"], found["best"], found["high"]) == (11, 20, 40)
    assert found["range"] == {"low": [10, 12], "best": [19, 25], "high": [30, 90]}
    assert (found["refused_in"], found["refused"]) == (0, None)


def test_between_two_tables_the_outer_end_is_taken() -> None:
    found = of(word(10, 20, 30), word(12, 22, 32))
    assert (found["low"], found["high"]) == (10, 32)


def test_an_end_that_is_open_lies_beyond_all_others() -> None:
    found = of(word(10, 20, 30), word(11, None, None), word(12, None, None))
    assert (found["low"], found["best"], found["high"]) == (11, None, None)
    assert found["range"]["high"] == [30, None]


def test_a_model_that_says_nothing_of_most_tables_is_refused() -> None:
    assert of(word(10, 20, 30), word(None), word(11, 21, 31))["refused_in"] == 1
    found = of(word(None), word(11, 21, 31), word(None))
    assert (found["refused"], found["low"], found["range"], found["refused_in"]) == (NONE, None, None, 2)


def test_the_size_of_a_list_is_compared_with_what_is_shown() -> None:
    each = [
        {
            "internal_consistency": [
                {"list": "A", "size": size, "seen_elsewhere": 5, "models": [one | {"holds": holds(one, size)}]}
            ]
        }
        for size, one in [(20, word(10, 15, 18)), (20, word(12, 16, 25)), (21, word(13, 17, 26))]
    ]
    row = in_the_middle(each)["internal_consistency"][0]
    assert (row["size"], row["seen_elsewhere"]) == (20, 5)
    assert [(one["low"], one["high"], one["holds"], one["holds_in"]) for one in row["models"]] == [
        (12, 25, True, 2)
    ]


def test_the_table_shown_has_the_middle_number_of_people() -> None:
    assert middle_one([more(9), more(2), more(5)]) == 2


def test_an_estimate_of_many_linkages_says_over_how_many_it_looked_at_what_it_rests_on() -> None:
    tables = [more(nth) for nth in range(20)]
    found = judge(tables, (Times("one"), Times("two")), Asked(), recall=Recall(share=1.0))
    told = found.to_dict()["diagnostics"]
    assert told["tables"] == {"fitted": 5, "of": 20}
    without = told["leave_one_out"][1]["models"][0]
    assert without["refused_in"] == 5
    alone = told["internal_consistency"][0]
    assert alone["size"] == 85 + 10
    assert any("number 10 of 20 sampled linkages" in note for note in found.notes)
    assert sum(people for _, people in found.patterns) == found.documented


def test_a_model_that_falters_on_some_linkages_is_said_to() -> None:
    four = [CaptureTable.of("ABCD", {**dict(more(nth).counts), 0b1000: 30, 0b1010: 7}) for nth in range(3)]
    said = {table.without(3).documented for table in four}
    models = (Falters(tuple(sorted(said)[:1])), Times("two"))
    rows = judge(four, models, Asked(), recall=Recall(share=1.0)).diagnostics["leave_one_out"]
    one = rows[3]["models"][0]
    assert (one["refused_in"], one["refused"]) == (1, None)
