"""From files and rows to answers: strata, sampled linkages, replicates."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import cenotaph
from cenotaph.estimate import Asked, Estimate, run, text_to_tables
from cenotaph.estimate.linkage import Linkage
from cenotaph.estimate.replicates import combined
from cenotaph.estimate.run import chosen
from cenotaph.estimate.strata import summed
from cenotaph.model import Interval
from estimate._fakes import TABLE, Refuses, Times

SIGNED: dict[str, Any] = {"assume": ("pairwise",), "signed": "A. Statistician"}
PATTERNS = ["1,0,0,{}60", "0,1,0,{}50", "0,0,1,{}40", "1,1,0,{}12", "1,0,1,{}10", "0,1,1,{}8", "1,1,1,{}3"]
FAST = ["graphs", "loglinear", "chao"]
MODELS = (Times("one", draws=400), Times("two", draws=400))


def lines(column: str, *values: str) -> str:
    rows = [row.format(f"{value},") for value in values for row in PATTERNS]
    return "\n".join([f"A,B,C,{column},count", *rows]) + "\n"


def answer(text: str, models: Any = MODELS, strata: tuple[str, ...] = (), **asked: Any) -> Estimate:
    return run(text_to_tables(text, strata=strata), Asked(**asked), models=models)


def rules(found: Estimate) -> list[str]:
    return [one.rule for one in found.refusals]


def test_strata_are_estimated_apart_and_added_by_draws() -> None:
    found = answer(lines("sex", "man", "woman"), strata=("sex",), **SIGNED)
    told = found.to_dict()
    assert told["documented"] == 366
    assert [one["stratum"] for one in told["strata"]] == [{"sex": "man"}, {"sex": "woman"}]
    # draws of two strata that are independent spread less than twice those of one
    assert 2 * 274 < told["estimate"]["low"] < 2 * 366 < told["estimate"]["high"] < 2 * 549
    assert told["models"][0]["diagnostics"] == {"strata": 2}


def test_a_stratum_that_cannot_be_estimated_is_listed_and_there_is_no_total() -> None:
    text = lines("sex", "man") + "1,0,0,woman,5\n0,1,0,woman,4\n0,0,1,woman,4\n"
    found = answer(text, strata=("sex",), **SIGNED)
    assert rules(found) == ["strata_refused"]
    assert "1 of 2 strata cannot be estimated: sex woman (no_overlap)" in found.refusals[0].reason
    assert found.documented == 196
    assert [one.refused for one in found.strata] == [False, True]


def test_strata_without_a_signature_say_so_once() -> None:
    assert rules(answer(lines("sex", "man", "woman"), strata=("sex",))) == ["no_assumption_signed"]


def test_a_model_without_an_interval_for_one_stratum_has_none_for_the_total() -> None:
    found = answer(lines("sex", "man", "woman"), (*MODELS, Refuses("three")), ("sex",), **SIGNED)
    assert not found.refused
    assert found.fits[2].refusal is not None
    assert found.fits[2].refusal.rule == "chains_disagree"


def test_bounds_of_strata_add_up_to_a_bound() -> None:
    found = answer(lines("sex", "man", "woman"), (Times("chao", high=None, lower_bound=True),), ("sex",))
    one = summed("chao", found.strata, seed=0, level=0.95)
    assert one.interval == Interval(2 * 274.5, None, None, 0.95)
    assert one.lower_bound


def test_sampled_linkages_without_a_word_of_what_blocking_lost_are_refused() -> None:
    found = answer(lines("draw", "1", "2"), **SIGNED)
    assert rules(found) == ["linkage_not_carried"]
    assert found.documented == 183
    assert found.fits[0].diagnostics["linkages"] == 2


def test_of_linked_strata_what_is_documented_is_told_with_lost_pairs_put_back() -> None:
    tables = text_to_tables(lines("draw,sex", "1,man", "1,woman", "2,man", "2,woman"), strata=("sex",))
    linked = Linkage(
        draws=2,
        seed=0,
        by="",
        recall=0.7,
        recall_draws=(),
        decided_by_people=0,
        lists=(),
        strata=("sex",),
        inputs="",
        made_by="",
    )
    found = run(replace(tables, linked=linked), Asked(**SIGNED), models=MODELS)
    low, high = found.documented_range or (0, 0)
    assert low <= found.documented <= high < 2 * 183
    assert sum(people for _, people in found.patterns) == found.documented
    assert any("number " in note and "of 2 draws" in note for note in found.notes)


def test_one_replicate_of_what_was_missing_is_refused() -> None:
    found = answer(lines("replicate", "1"), **SIGNED)
    assert rules(found) == ["one_family", "one_replicate"]


def test_few_replicates_are_said_to_be_few() -> None:
    found = answer(lines("replicate", "1", "2", "3"), **SIGNED)
    assert found.refusals == ()
    assert any("3 replicates are few" in note for note in found.notes)


def test_variance_within_and_between_replicates_add_up() -> None:
    near, far = (Times("one", low, low, low, draws=10).fit(TABLE, seed=0) for low in (2.0, 3.0))
    one = combined([near, far], [183, 183], 0.95)
    assert one.interval is not None
    logs = [math.log(183.5), math.log(366.5)]  # of those missing, half a person more
    middle, spread = sum(logs) / 2, 1.959964 * (logs[1] - logs[0]) / 2
    assert one.interval.best == pytest.approx(183 + math.exp(middle) - 0.5)
    assert one.interval.high == pytest.approx(183 + math.exp(middle + spread) - 0.5, rel=1e-4)


def test_the_verb_takes_a_file_rows_or_a_table_and_says_what_it_read(tmp_path: Any) -> None:
    path = tmp_path / "lists.csv"
    path.write_text(lines("note", "x"))
    of_file = cenotaph.estimate(path, ignore=["note"], models=["chao"], diagnose=False)
    rows = [dict(zip("ABC", map(int, f"{h:03b}"[::-1]), strict=True)) | {"count": n} for h, n in TABLE.counts]
    of_rows = cenotaph.estimate(rows, models=["chao"], diagnose=False)
    of_table = cenotaph.estimate(TABLE, models=["chao"], diagnose=False)
    assert of_file.to_dict()["models"] == of_rows.to_dict()["models"] == of_table.to_dict()["models"]
    assert of_file.inputs["source"] == "lists.csv"
    assert set(of_file.inputs["versions"]) == {"cenotaph", "numpy", "scipy", "numba"}


def test_the_same_people_in_another_order_give_the_same_answer() -> None:
    one = cenotaph.estimate(TABLE, models=FAST, diagnose=False).to_dict()
    other = cenotaph.estimate(TABLE.reordered((2, 0, 1)), models=FAST, diagnose=False).to_dict()
    assert one["models"] == other["models"]
    assert one["inputs"]["sha256"] == other["inputs"]["sha256"]


def test_draws_are_given_back() -> None:
    found = answer(lines("sex", "man", "woman"), strata=("sex",))
    draws = found.fits[0].draws
    assert draws is not None
    assert draws.shape == (4000,)
    assert bool(np.all(np.diff(draws) >= 0))


def test_a_total_of_models_in_which_all_are_alike_is_refused_once() -> None:
    alike = (Times("graphs", draws=100), Times("loglinear", draws=100))
    assert rules(answer(lines("sex", "man", "woman"), alike, ("sex",), **SIGNED)) == ["chances_may_differ"]


def test_of_many_tables_all_models_are_asked_but_those_that_take_seconds() -> None:
    one, many = (text_to_tables(lines("sex", *some), strata=("sex",)) for some in (["man"], ["man", "woman"]))
    names = [[model.name for model in chosen(Asked(), tables)] for tables in (one, many)]
    assert names == [["graphs", "loglinear", "rasch", "chao", "latent"], ["graphs", "loglinear", "rasch", "chao"]]
    assert [model.name for model in chosen(Asked(models=("latent",)), many)] == ["latent"]
