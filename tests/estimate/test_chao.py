"""Lower bounds against the formulas they come from, and what they refuse."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.estimate.captures import Captures, profile
from cenotaph.estimate.chao import Chao
from cenotaph.model import CaptureTable
from estimate.loglinear.tables import SPINA_BIFIDA, small_tables


def _rule(table: CaptureTable) -> str:
    fit = Chao().fit(table, seed=1)
    assert fit.refusal is not None
    assert fit.lower_bound
    assert fit.refusal.lift
    return fit.refusal.rule


def test_many_people_on_equally_long_lists_give_the_formula_of_chao() -> None:
    # f1 = 60,000, f2 = 15,000 and more on all three than chance explains
    table = CaptureTable.of(
        "ABC", {**dict.fromkeys((1, 2, 4), 20_000), **dict.fromkeys((3, 5, 6), 5_000), 7: 9_000}
    )
    expected = 2 / 3 * 60_000**2 / (2 * 15_000)
    for captures in (Captures.MH, Captures.MTH):
        fit = Chao(captures).fit(table, seed=1)
        assert fit.interval is not None
        assert fit.interval.best == pytest.approx(table.documented + expected, rel=1e-3)
        assert fit.lower_bound
        assert fit.diagnostics["heterogeneity"] == 1


def test_an_exactly_independent_table_has_its_own_total_for_a_floor() -> None:
    table = CaptureTable.of(
        "ABC",
        {
            history: round(
                40_000
                * math.prod(share if history >> at & 1 else 1 - share for at, share in enumerate((0.5, 0.25, 0.2)))
            )
            for history in range(1, 8)
        },
    )
    found = profile(table, Captures.MT, 0.95)
    assert found is not None
    assert found.best == pytest.approx(40_000, abs=2)
    fit = Chao().fit(table, seed=1)
    assert fit.interval is not None
    assert fit.interval.best == pytest.approx(40_000, abs=2)


@pytest.mark.parametrize(
    ("captures", "printed"),
    [
        # as Rcapture 1.4-4 prints them
        (Captures.M0, (858.96945687, 807.46340219, 920.29363462)),
        (Captures.MT, (762.62256236, 726.06279075, 807.02983472)),
        (Captures.MTH, (762.62256236, 726.06279075, 807.02983563)),
    ],
)
def test_spina_bifida_as_printed(captures: Captures, printed: tuple[float, float, float]) -> None:
    found = profile(SPINA_BIFIDA, captures, 0.95)
    assert found is not None
    assert (found.best, found.low, found.high) == pytest.approx(printed, rel=1e-5)


def test_two_lists_are_chapmans() -> None:
    fit = Chao().fit(CaptureTable.of("AB", {0b01: 170, 0b10: 120, 0b11: 30}), seed=1)
    assert fit.model == "chapman"
    assert fit.lower_bound
    assert fit.interval is not None
    assert fit.interval.high is not None
    assert fit.interval.best == pytest.approx(201 * 151 / 31 - 1)
    # log-normal about the 658.06 missed, whose variance is 20,134 by Seber's formula
    assert (fit.interval.low, fit.interval.high) == (pytest.approx(753.3, abs=0.1), pytest.approx(1319.4, abs=0.1))


def test_two_lists_of_which_one_holds_the_other_miss_nobody_that_they_could_show() -> None:
    fit = Chao().fit(CaptureTable.of("AB", {0b01: 170, 0b11: 30}), seed=1)
    assert fit.interval is not None
    assert (fit.interval.low, fit.interval.best, fit.interval.high) == (200, 200, 200)


def test_everybody_on_two_lists_has_the_documented_for_a_floor() -> None:
    fit = Chao().fit(CaptureTable.of("ABC", {3: 10, 5: 10, 6: 10}), seed=1)
    assert fit.interval is not None
    assert (fit.interval.low, fit.interval.best, fit.interval.high) == (30, 30, None)


def test_what_has_no_floor() -> None:
    assert _rule(CaptureTable.of("A", {1: 30})) == "too_few_lists"
    assert _rule(CaptureTable.of("AB", {1: 30, 2: 10})) == "no_overlap"
    assert _rule(CaptureTable.of("ABC", {1: 30, 2: 10, 4: 10})) == "no_overlap"
    assert _rule(CaptureTable.of("ABC", {1: 30, 2: 10, 4: 10, 7: 20})) == "no_maximum_likelihood"


def test_twenty_lists_are_taken_for_equally_long_and_that_is_said() -> None:
    people = {1 << at: 10 for at in range(20)} | {3 << at: 2 for at in range(19)}
    fit = Chao().fit(CaptureTable.of((str(at) for at in range(20)), people), seed=1)
    assert fit.settings["captures"] == "Mh"
    assert fit.interval is not None


@settings(max_examples=25, deadline=None)
@given(small_tables(4), st.permutations(range(4)))
def test_order_does_not_matter_and_unequal_chances_only_raise_the_floor(
    table: CaptureTable, order: list[int]
) -> None:
    fit, other = Chao().fit(table, seed=1), Chao().fit(table.reordered(order), seed=1)
    assert (fit.interval, fit.refusal) == (other.interval, other.refusal)
    if fit.model == "chao" and fit.interval is not None and fit.interval.high is not None:
        assert fit.interval.best is not None
        used = table.merged((at,) for at, size in enumerate(table.sizes) if size)
        equal = profile(used, Captures.MT, 0.95)
        assert equal is not None
        assert fit.interval.best >= equal.best - 1e-3
