"""What the estimator says: an interval, or a refusal with its reason and what would lift it."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.estimate.loglinear import Bootstrap, LogLinear
from cenotaph.model import CaptureTable
from estimate.loglinear.tables import ARTIFICIAL, SPINA_BIFIDA, small_tables

QUICK = LogLinear(replicates=100)
PLUG_IN = LogLinear(replicates=0)
INDEPENDENT = LogLinear(threshold=0, replicates=0)


def _rule(table: CaptureTable) -> str:
    fit = QUICK.fit(table, seed=1)
    assert fit.refusal is not None
    assert fit.refusal.reason
    assert fit.refusal.lift
    return fit.refusal.rule


def test_an_interval_with_its_model_and_its_draws() -> None:
    fit = QUICK.fit(SPINA_BIFIDA, seed=1)
    assert fit.interval is not None
    assert fit.interval.best is not None
    assert fit.interval.high is not None
    assert fit.interval.best == pytest.approx(626 + 247 * 113 / 266)
    assert 626 < fit.interval.low < fit.interval.best < fit.interval.high < 900
    assert fit.diagnostics["interactions"] == [["birth", "death"]]
    assert fit.draws is not None
    assert fit.draws.size == 100
    assert fit.settings["interval"].startswith("bootstrap")


def test_the_plug_in_interval_is_said_to_be_one() -> None:
    fit = PLUG_IN.fit(SPINA_BIFIDA, seed=1)
    assert fit.interval is not None
    assert fit.draws is None
    assert fit.settings["interval"] == "plug-in"
    assert fit.diagnostics["plug_in"] == {"low": fit.interval.low, "high": fit.interval.high}


def test_a_wider_level_is_wider_and_a_seed_gives_the_same_again() -> None:
    narrow, wide = (QUICK.fit(SPINA_BIFIDA, seed=1, level=level).interval for level in (0.5, 0.9))
    assert narrow is not None
    assert wide is not None
    assert narrow.high is not None
    assert wide.high is not None
    assert wide.low < narrow.low
    assert narrow.high < wide.high
    assert QUICK.fit(SPINA_BIFIDA, seed=1, level=0.5).interval == narrow
    assert QUICK.fit(SPINA_BIFIDA, seed=2, level=0.5).interval != narrow


def test_how_many_are_documented_is_chance_too() -> None:
    # nearly everybody is documented: what varies is mostly how many
    table = CaptureTable.of("ABC", {1: 40, 2: 40, 4: 40, 3: 160, 5: 160, 6: 160, 7: 640})
    widths = []
    for everybody in (True, False):
        fit = LogLinear(threshold=0, replicates=400, everybody=everybody).fit(table, seed=1)
        assert fit.interval is not None
        assert fit.interval.high is not None
        widths.append(fit.interval.high - fit.interval.low)
    # ten are missed, give or take the root of ten, of which the plain bootstrap knows nothing
    assert widths[0] > widths[1] + 5


def test_an_interval_begins_at_the_documented() -> None:
    # half a person seems to be missed, and many replicates find fewer in all than are documented
    table = CaptureTable.of("ABC", {1: 5, 2: 5, 4: 5, 3: 45, 5: 45, 6: 45, 7: 400})
    fit = LogLinear(threshold=0, replicates=200).fit(table, seed=1)
    assert fit.interval is not None
    assert fit.interval.low == table.documented


@pytest.mark.slow
def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    chance = np.random.default_rng(1)
    held = 0
    for case in range(200):
        chances = chance.uniform(0.1, 0.5, size=3)
        histories = ((chance.random((1000, 3)) < chances) * (1, 2, 4)).sum(axis=1)
        counts = np.bincount(histories, minlength=8)
        table = CaptureTable.of("ABC", [(at, int(people)) for at, people in enumerate(counts) if at])
        fit = LogLinear(replicates=200).fit(table, seed=case)
        held += fit.interval is None or fit.interval.low <= 1000 <= (fit.interval.high or math.inf)
    # .95 of 200, less three standard errors
    assert held >= 180


@pytest.mark.parametrize("empty", [0, 1])
def test_two_lists_with_anybody_on_them_are_too_few(empty: int) -> None:
    names = ("A", "B", "nobody")[: 2 + empty]
    assert _rule(CaptureTable.of(names, {0b01: 30, 0b10: 20, 0b11: 10})) == "too_few_lists"


def test_a_list_of_nobody_is_left_out() -> None:
    with_nobody = CaptureTable.of((*SPINA_BIFIDA.lists, "nobody"), SPINA_BIFIDA.counts)
    assert QUICK.fit(with_nobody, seed=1).interval == QUICK.fit(SPINA_BIFIDA, seed=1).interval


def test_lists_that_share_nobody() -> None:
    assert _rule(CaptureTable.of("ABC", {1: 30, 2: 20, 4: 10})) == "no_overlap"


def test_a_best_number_that_hangs_on_one_person() -> None:
    assert _rule(CaptureTable.of("ABC", {1: 30, 2: 20, 4: 10, 3: 1})) == "no_maximum_likelihood"


def test_a_list_inside_another_has_no_number_under_independence() -> None:
    # nobody is on A alone, and nobody on B or C but not on A
    assert _rule(CaptureTable.of("ABC", {3: 30, 5: 20, 7: 10})) == "no_maximum_likelihood"


def test_too_many_lists() -> None:
    assert _rule(CaptureTable.of("ABCDEFGHIJK", ((3 << at, 2) for at in range(10)))) == "too_many_lists"


def test_a_bootstrap_without_bias_takes_plain_quantiles_and_with_bias_moves_both() -> None:
    draws = np.arange(1001.0)
    assert Bootstrap(draws, 0.0, 0.0).ends(0.9) == (pytest.approx(50), pytest.approx(950))
    low, high = Bootstrap(draws, 0.2, 0.0).ends(0.9)
    assert low > 50
    assert high > 950
    assert Bootstrap(draws, 0.0, -1.0).ends(0.9)[0] == 0
    # a positive acceleration says that the spread grows with the total: both ends go up
    low, high = Bootstrap(draws, 0.0, 0.05).ends(0.9)
    assert low > 50
    assert high > 950


@settings(max_examples=25, deadline=None)
@given(small_tables(4), st.permutations(range(4)))
def test_neither_names_nor_order_of_lists_matter(table: CaptureTable, order: list[int]) -> None:
    renamed = CaptureTable.of((f"{name} of another name" for name in "dbca"), table.reordered(order).counts)
    one, other = QUICK.fit(table, seed=3), QUICK.fit(renamed, seed=3)
    assert (one.interval, one.refusal) == (other.interval, other.refusal)


@settings(max_examples=40, deadline=None)
@given(small_tables(3))
def test_a_person_more_on_all_lists_never_raises_the_undocumented(table: CaptureTable) -> None:
    before = INDEPENDENT.fit(table, seed=1).interval
    after = INDEPENDENT.fit(CaptureTable.of(table.lists, (*table.counts, (0b111, 1))), seed=1).interval
    if before is not None and before.best is not None:
        assert after is not None
        assert after.best is not None
        assert after.best - (table.documented + 1) <= (before.best - table.documented) * (1 + 1e-9)


def test_the_artificial_table_has_an_estimate_under_independence_only() -> None:
    fit = QUICK.fit(ARTIFICIAL, seed=1)
    assert fit.interval is not None
    assert fit.diagnostics["interactions"] == []
