"""People differ on one scale."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import gammaln

from cenotaph.estimate.order import in_one_order
from cenotaph.estimate.rasch import Rasch, _Likelihood, _profile, _scores
from cenotaph.estimate.rasch_kernel import look
from cenotaph.model import CaptureTable

Floats = NDArray[np.float64]


def people_of(spread: float, size: int, seed: int) -> CaptureTable:
    """Four lists of a population whose log odds of being listed are normal around -1."""
    rng = np.random.default_rng(seed)
    odds = -1 + spread * rng.normal(size=(size, 1)) + np.array([0.0, 0.2, -0.3, 0.1])
    on = rng.random((size, 4)) < 1 / (1 + np.exp(-odds))
    histories, people = np.unique(on @ (1 << np.arange(4)), return_counts=True)
    return CaptureTable.of("ABCD", [(int(h), int(n)) for h, n in zip(histories, people, strict=True) if h])


@pytest.mark.parametrize("spread", [0.0, 0.8, 1.5])
def test_the_interval_holds_the_number_of_people_who_differ(spread: float) -> None:
    fits = [Rasch().fit(people_of(spread, 2000, seed), seed=0) for seed in range(10)]
    held = [fit.interval is not None and fit.interval.low <= 2000 <= (fit.interval.high or 0) for fit in fits]
    assert sum(held) >= 8


def test_people_who_differ_make_the_number_higher_than_independence_says() -> None:
    table = people_of(1.5, 4000, 1)
    interval = Rasch().fit(table, seed=0).interval
    assert interval is not None
    assert interval.best is not None
    first, second = table.sizes[:2]
    assert first * second / table.overlap(0, 1) < interval.low
    assert table.documented < interval.low < interval.best < (interval.high or 0)


def by_histories(table: CaptureTable, missing: float, at: Floats) -> float:
    """The log likelihood of everybody's history, summed over all histories and scores one by one."""
    lists = len(table.lists)
    scores, weights = np.polynomial.hermite_e.hermegauss(41)
    chances = 1 / (1 + np.exp(-at[:-1] - np.sqrt(at[-1]) * scores[:, None]))
    told = 0.0
    for history, people in [*table.counts, (0, missing)]:
        on = np.array([history >> one & 1 for one in range(lists)], bool)
        told += people * np.log(weights @ np.where(on, chances, 1 - chances).prod(axis=1) / weights.sum())
    return float(told)


def looked(table: CaptureTable, missing: float, at: Floats) -> tuple[float, Floats, Floats]:
    """The kernel's height, slope and second derivatives."""
    likelihood = _Likelihood(table)
    people = likelihood.people + np.eye(len(at))[0] * missing
    slope, bend = np.empty(len(at)), np.empty((len(at), len(at)))
    height = look(at, likelihood.sizes, people, *_scores(), slope, bend)
    return height, slope, np.tril(bend) + np.tril(bend, -1).T


@pytest.mark.parametrize("squared_spread", [0.01, 0.8, 9.0])
def test_sizes_and_numbers_of_lists_are_all_that_the_likelihood_needs(squared_spread: float) -> None:
    table = people_of(0.8, 300, 2)
    at = np.array([-1.0, -0.5, -1.2, -0.9, squared_spread])
    height, slope, bend = looked(table, 70, at)
    assert height == pytest.approx(by_histories(table, 70, at), rel=1e-12)
    for nth, small in enumerate(np.eye(5) * 1e-5):
        before, after = (looked(table, 70, at + step) for step in (-small, small))
        assert (after[0] - before[0]) / 2e-5 == pytest.approx(slope[nth], rel=1e-5, abs=1e-4)
        assert (after[1] - before[1]) / 2e-5 == pytest.approx(bend[nth], rel=1e-4, abs=1e-2)


@pytest.mark.parametrize("spread", [0.0, 1.5])
def test_the_profile_is_as_high_as_a_search_from_many_places_finds(spread: float) -> None:
    table = people_of(spread, 500, 6)
    likelihood = _Likelihood(table)
    missing = np.array([0.0, 50.0, 1000.0])
    height, _ = likelihood.over(missing)
    rng = np.random.default_rng(5)
    for some, told in zip(missing, height, strict=True):
        ways = gammaln(table.documented + some + 1) - gammaln(some + 1)
        tops = []
        for _ in range(3):
            start = np.append(rng.normal(-1, 0.7, 4), rng.uniform(0.01, 4))
            bounds = list(zip(likelihood.least, likelihood.most, strict=True))
            found = minimize(
                lambda at, some=some: -by_histories(table, some, at), start, method="L-BFGS-B", bounds=bounds
            )
            tops.append(ways - found.fun)
        assert told == pytest.approx(max(tops), abs=1e-3)
        assert told >= max(tops) - 1e-6


def test_where_people_are_alike_lists_are_as_long_as_without_a_spread() -> None:
    table = people_of(0.0, 2000, 3)
    sizes = np.array(table.sizes)
    missing = np.geomspace(20, table.documented, 10)
    height, spread = _Likelihood(table).over(missing)
    total = table.documented + missing[:, None]
    alike = (sizes * np.log(sizes / total) + (total - sizes) * np.log(1 - sizes / total)).sum(axis=1)
    alike += gammaln(total[:, 0] + 1) - gammaln(missing + 1)
    assert (spread < 0.001).sum() >= 3
    assert (height > alike - 1e-4).all()


@pytest.mark.parametrize("size", [10**4, 10**7, 10**10])
def test_the_interval_narrows_with_the_root_of_the_number_of_people(size: int) -> None:
    cells = np.ones(1)
    for share in (0.3, 0.4, 0.25):
        cells = np.concatenate([(1 - share) * cells, share * cells])
    table = CaptureTable.of("ABC", [(h, round(size * float(share))) for h, share in enumerate(cells) if h])
    interval = Rasch().fit(table, seed=0).interval
    assert interval is not None
    low, high = ((end or 0) / size - 1 for end in (interval.low, interval.high))
    assert low * size**0.5 == pytest.approx(-2.25, rel=0.05)
    assert high * size**0.5 == pytest.approx(6.3, rel=0.1)


@pytest.mark.parametrize("seed", range(8))
def test_numbers_that_are_looked_at_are_apart_and_the_best_is_the_top(seed: int) -> None:
    table = people_of(0.8, 1000, seed)
    missing, _, _ = _profile(in_one_order(table))
    assert np.diff(np.log1p(missing)).min() > 1e-5
    interval = Rasch().fit(table, seed=0).interval
    assert interval is not None
    best = (interval.best or 0) - table.documented
    height, _ = _Likelihood(table).over(best * np.array([0.98, 1, 1.02]))
    assert height.argmax() == 1


def test_the_draws_have_the_ends_of_the_interval_as_quantiles() -> None:
    fit = Rasch(draws=20_000).fit(people_of(0.8, 2000, 3), seed=1)
    assert fit.interval is not None
    assert fit.draws is not None
    ends = np.quantile(fit.draws, [0.025, 0.5, 0.975])
    assert ends == pytest.approx([fit.interval.low, fit.interval.best, fit.interval.high], rel=0.02)


@pytest.mark.parametrize(
    ("table", "rule"),
    [
        (CaptureTable.of("AB", {1: 50, 2: 40, 3: 20}), "too_few_lists"),
        (CaptureTable.of("ABC", {1: 50, 2: 40, 4: 20}), "no_overlap"),
        (CaptureTable.of("ABC", {1: 50, 2: 40, 4: 60, 3: 1, 5: 1}), "at_the_edge"),
        (CaptureTable.of("ABC", {7: 500, 3: 1, 5: 2, 6: 1, 1: 1}), "at_the_edge"),
        (CaptureTable.of("ABC", {7: 1}), "at_the_edge"),
        (CaptureTable.of("ABC", {7: 10**9}), "at_the_edge"),
        (CaptureTable.of("ABCDEFGHI", {1 << at: 9 for at in range(9)} | {3: 4}), "too_many_lists"),
    ],
)
def test_it_refuses(table: CaptureTable, rule: str) -> None:
    fit = Rasch().fit(table, seed=0)
    assert fit.interval is None
    assert fit.refusal is not None
    assert fit.refusal.rule == rule
    assert fit.refusal.lift


@settings(max_examples=4, deadline=None)
@given(st.permutations(range(4)))
def test_the_order_of_lists_changes_nothing(order: list[int]) -> None:
    table = people_of(0.8, 500, 4)
    assert Rasch().fit(table.reordered(order), seed=0).interval == Rasch().fit(table, seed=0).interval
