"""People differ on one scale."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.estimate.base import dense
from cenotaph.estimate.rasch import Rasch, _Likelihood
from cenotaph.model import CaptureTable


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


def test_slopes_are_those_of_the_chances() -> None:
    likelihood = _Likelihood(4, dense(people_of(0.8, 300, 2)))
    at = np.array([-1.0, -0.5, -1.2, -0.9, 0.1])
    chances, slopes = likelihood.chances(at)
    assert chances.sum() == pytest.approx(1)
    for nth, small in enumerate(np.eye(5) * 1e-6):
        change = (likelihood.chances(at + small)[0] - likelihood.chances(at - small)[0]) / 2e-6
        assert change == pytest.approx(slopes[:, nth], abs=1e-7)


def test_the_likelihood_is_highest_where_it_says() -> None:
    likelihood = _Likelihood(4, dense(people_of(0.8, 300, 2)))
    height, at = likelihood.highest(70, np.array([-1.0, -1.0, -1.0, -1.0, 0.5]))
    people = likelihood.people + np.eye(16)[0] * 70
    rng = np.random.default_rng(5)
    base = height - float(people @ np.log(likelihood.chances(at)[0]))
    for _ in range(50):
        there = at + rng.normal(0, 0.05, 5)
        assert base + float(people @ np.log(likelihood.chances(there)[0])) <= height + 1e-6


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
