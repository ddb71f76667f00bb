"""Chains: processes whose autocorrelation is known are worth what theory says; chains that disagree are seen."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.signal import lfilter

from cenotaph.estimate.chains import bulk_ess, quantile_ess, rank_rhat


def autoregressive(step: float, chains: int, length: int, seed: int = 1) -> np.ndarray:
    """x[t] = step x[t-1] + noise, started from its stationary law; worth (1 - step) / (1 + step) of its length."""
    noise = np.random.default_rng(seed).normal(size=(chains, length + 500))
    return lfilter([1.0], [1.0, -step], noise, axis=1)[:, 500:]


@pytest.mark.parametrize("step", [0.0, 0.5, 0.9, -0.5])
def test_an_autoregressive_process_is_worth_what_theory_says(step: float) -> None:
    draws = autoregressive(step, chains=8, length=10_000)
    assert bulk_ess(draws) == pytest.approx(draws.size * (1 - step) / (1 + step), rel=0.1)
    assert rank_rhat(draws) == pytest.approx(1, abs=0.01)


def test_draws_that_do_not_depend_on_each_other_are_all_worth_one_at_the_ends_too() -> None:
    draws = autoregressive(0.0, chains=8, length=5_000)
    assert quantile_ess(draws, 0.025) == pytest.approx(draws.size, rel=0.1)


def test_a_place_far_out_that_one_chain_found_once_is_seen_at_that_end_alone() -> None:
    draws = np.random.default_rng(5).normal(size=(8, 1000))
    draws[0, 200:450] = -9 + 0.1 * draws[0, 200:450]
    assert quantile_ess(draws, 0.025) < 100 < 4_000 < quantile_ess(draws, 0.975)


def test_only_ranks_count() -> None:
    draws = autoregressive(0.7, chains=4, length=500)
    assert bulk_ess(draws) == pytest.approx(bulk_ess(np.exp(5 * draws)))


def test_r_hat_of_two_means_is_the_ratio_of_the_variances() -> None:
    # two pairs of chains, a distance d apart: after ranking, within 1 - m^2 and between 4/3 m^2 for some m
    draws = np.random.default_rng(2).normal(size=(4, 2000)) + 20 * np.array([0, 0, 1, 1])[:, None]
    # far apart, ranks of the low pair are the lower half of a normal: mean -sqrt(2/pi), variance 1 - 2/pi
    far, within = 2 / np.pi, 1 - 2 / np.pi
    halves = 8
    assert rank_rhat(draws) == pytest.approx(np.sqrt(1 + far * halves / (halves - 1) / within), rel=0.01)
    assert bulk_ess(draws) < 20


def test_chains_that_agree_on_the_middle_but_not_on_the_spread_are_seen() -> None:
    draws = np.random.default_rng(3).normal(size=(4, 1000)) * np.array([1, 1, 1, 4])[:, None]
    assert rank_rhat(draws) > 1.1


def test_a_chain_that_drifts_disagrees_with_itself() -> None:
    assert rank_rhat(np.linspace(0, 3, 1000) + np.random.default_rng(4).normal(size=(4, 1000))) > 1.1


def test_of_draws_that_are_all_the_same_nothing_is_said() -> None:
    assert np.isnan(rank_rhat(np.ones((4, 100))))
    assert np.isnan(bulk_ess(np.ones((4, 100))))


def test_chains_each_stuck_in_a_place_of_its_own_are_infinitely_far_apart() -> None:
    assert rank_rhat(np.repeat(np.arange(4.0)[:, None], 100, axis=1)) == np.inf


def test_too_few_draws_are_an_error() -> None:
    with pytest.raises(ValueError, match="at least 8"):
        bulk_ess(np.ones((4, 7)))
