"""Few numbers looked at tell the same as all of them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from cenotaph.estimate.graphs.likelihood import Evidence
from cenotaph.estimate.graphs.spread import adaptive_spread, grid_spread
from cenotaph.model import CaptureTable

Floats = NDArray[np.float64]
SHARES = np.array([0.005, 0.025, 0.25, 0.5, 0.75, 0.975, 0.995])


@given(st.floats(0, 1e5), st.floats(0.001, 3))
@example(850.0, 0.001)
@settings(max_examples=25, deadline=None)
def test_a_bell_anywhere_and_of_any_width(mean: float, relative: float) -> None:
    sd = max(1.0, mean * relative)

    def log_density(x: Floats) -> Floats:
        return np.asarray(-((x - mean) ** 2) / (2 * sd**2))

    cap = int(mean + 12 * sd)
    few, every = adaptive_spread(log_density, cap), grid_spread(log_density, np.arange(cap + 1.0))
    assert len(few.nodes) < 1500
    assert few.mass.sum() == pytest.approx(1, abs=1e-12)
    assert few.mean == pytest.approx(every.mean, rel=1e-5, abs=1e-4)
    assert np.abs(few.quantiles(SHARES) - every.quantiles(SHARES)).max() <= 1 + 1e-4 * sd
    assert few.at_zero == pytest.approx(every.mass[0], rel=1e-4, abs=1e-12)


def test_two_peaks_far_sharper_than_the_first_look_are_both_found() -> None:
    def log_density(x: Floats) -> Floats:
        return np.logaddexp(-((x - 70_123) ** 2) / 200, np.log(3) - (x - 91_777) ** 2 / 800)

    few = adaptive_spread(log_density, 200_000)
    every = grid_spread(log_density, np.arange(200_001.0))
    assert few.quantiles(SHARES).tolist() == every.quantiles(SHARES).tolist()
    assert few.mean == pytest.approx(every.mean, rel=1e-6)


TABLES = {
    "well covered": CaptureTable.of("ABC", {1: 60, 2: 49, 3: 4, 4: 247, 5: 112, 6: 142, 7: 12}),
    "sparse": CaptureTable.of("ABCD", {1: 30, 2: 22, 4: 17, 8: 9, 3: 3, 6: 2, 12: 1, 9: 2}),
    "few people": CaptureTable.of("ABC", {1: 2, 2: 3, 4: 1, 3: 1, 6: 2, 5: 1}),
}


@pytest.mark.parametrize("name", TABLES)
def test_of_tables_few_numbers_give_what_all_give(name: str) -> None:
    evidence = Evidence.of(TABLES[name])
    few = adaptive_spread(evidence.summed, 20000)
    every = grid_spread(evidence.summed, np.arange(20001.0))
    assert len(few.nodes) < 600
    assert few.quantiles(SHARES).tolist() == every.quantiles(SHARES).tolist()
    assert few.mean == pytest.approx(every.mean, rel=1e-5)
    assert few.at_zero == pytest.approx(every.mass[0], rel=1e-5)
    assert few.at_cap == pytest.approx(every.mass[10001:].sum(), rel=1e-3, abs=1e-6)
    shares = evidence.shares(few.nodes, few.log_density, few.node_mass())
    exact = evidence.shares(every.nodes, every.log_density, every.mass)
    np.testing.assert_allclose(shares, exact, atol=2e-3)


def test_quantiles_of_a_grid_are_its_numbers() -> None:
    spread = grid_spread(np.log, np.array([1.0, 2.0, 3.0, 4.0]))
    assert spread.mass.tolist() == pytest.approx([0.1, 0.2, 0.3, 0.4])
    assert spread.quantiles(np.array([0.05, 0.11, 0.3, 0.5, 0.61, 1.0])).tolist() == [1, 2, 2, 3, 4, 4]
    assert spread.mean == pytest.approx(3)
    assert spread.at_cap == pytest.approx(0.4)
    assert spread.at_zero == 0


def test_a_tail_without_end_meets_the_cap_and_one_with_an_end_does_not() -> None:
    def endless(x: Floats) -> Floats:
        return np.asarray(-np.log1p(x))

    def ends(x: Floats) -> Floats:
        return np.asarray(-4 * np.log1p(x))

    met = adaptive_spread(endless, 10**6)
    # 1 / (1 + x) gives every doubling the same mass
    assert met.at_cap == pytest.approx(math.log(2) / (math.log(10**6) + 0.5772), rel=1e-2)
    stopped = adaptive_spread(ends, 10**9)
    assert stopped.at_cap == 0
    assert stopped.nodes[-1] < 10**5
    assert stopped.at_zero == pytest.approx(90 / math.pi**4, rel=1e-6)


def test_a_peak_that_only_many_people_make_so_sharp_is_found_above_a_broad_floor() -> None:
    # what graphs make of ten million people: a narrow peak, and everywhere a floor that hides its feet
    def log_density(x: Floats) -> Floats:
        return np.logaddexp(-((x - 3_150_000.0) ** 2) / (2 * 3600.0**2), -19 - np.log1p(x))

    few = adaptive_spread(log_density, 10**9, people=6_850_000)
    assert few.quantiles(np.array([0.5]))[0] == pytest.approx(3_150_000, abs=20)
    assert few.at_zero < 1e-9
