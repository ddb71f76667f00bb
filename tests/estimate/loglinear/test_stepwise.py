"""Which pairs are chosen, and the number that follows, where either can be worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from cenotaph.estimate.loglinear import choose, totals
from cenotaph.estimate.loglinear.kernel import log_tail, subset_sums, superset_sums
from estimate.loglinear.tables import ARTIFICIAL, SPINA_BIFIDA, cells


def test_two_lists_that_are_independent_miss_the_product_over_the_overlap() -> None:
    model = choose(np.array([0, 90, 40, 30]), threshold=0)
    assert model.undocumented() == pytest.approx(90 * 40 / 30)
    # the delta method: the variances of three independent log counts add up
    assert model.error == pytest.approx(math.sqrt(1 / 90 + 1 / 40 + 1 / 30), rel=1e-6)


def test_a_table_that_is_exactly_independent_gives_back_its_total() -> None:
    # 4,000 people; chances 1/2, 1/4, 1/5
    expected = [
        4000 * math.prod(chance if history >> at & 1 else 1 - chance for at, chance in enumerate((0.5, 0.25, 0.2)))
        for history in range(8)
    ]
    model = choose(np.array([0, *np.round(expected[1:])]))
    assert (model.pairs, model.empty) == ((), ())
    assert model.undocumented() == pytest.approx(expected[0])


def test_spina_bifida_birth_and_death_certificates_avoid_each_other() -> None:
    model = choose(cells(SPINA_BIFIDA))
    assert model.pairs == ((0, 1),)
    # the third list is independent of the other two together: two lists again, by hand
    assert model.undocumented() == pytest.approx(247 * (60 + 49 + 4) / (112 + 142 + 12))


def test_lists_that_never_meet_get_minus_infinity_and_lose_their_histories() -> None:
    # B and C share nobody, though some 90 would be expected; both overlap with A
    counts = np.zeros(8)
    counts[[0b001, 0b010, 0b100, 0b011, 0b101]] = 300, 300, 300, 150, 150
    model = choose(counts)
    assert model.empty == ((1, 2),)
    assert model.pairs == ()
    # without the histories of both, A is independent of which of the others somebody is on
    assert model.undocumented() == pytest.approx(300 * (300 + 300) / (150 + 150))


def test_no_estimate_is_infinite_and_said() -> None:
    model = choose(np.array([0, 10, 10, 0, 10, 0, 0, 0]))
    assert not model.exists
    assert totals(np.array([[0, 10, 10, 0, 10, 0, 0, 0], cells(ARTIFICIAL)])).tolist() == [
        math.inf,
        pytest.approx(96 + choose(cells(ARTIFICIAL)).undocumented()),
    ]


@pytest.mark.parametrize(("seen", "expected"), [(0, 3.0), (3, 7.5), (12, 7.5), (900, 1000.0), (1100, 1000.0)])
def test_the_tail_is_that_of_the_poisson_distribution(seen: int, expected: float) -> None:
    tail = stats.poisson.cdf(seen, expected) if seen < expected else stats.poisson.sf(seen - 1, expected)
    assert log_tail(float(seen), expected) == pytest.approx(math.log(tail), rel=1e-9)


def test_sums_over_subsets_and_supersets() -> None:
    counts = np.arange(8.0)
    below, above = counts.copy(), counts.copy()
    subset_sums(below, 3)
    superset_sums(above, 3)
    for history in range(8):
        assert below[history] == sum(other for other in range(8) if other & history == other)
        assert above[history] == sum(other for other in range(8) if other & history == history)


@pytest.mark.parametrize("expected", [1.2e5, 3e6, 1e9])
@pytest.mark.parametrize("off", [-30.0, -5.0, -2.0, -0.01, 0.0, 0.01, 2.0, 5.0, 30.0])
def test_the_tail_of_very_many_is_what_their_terms_add_up_to(expected: float, off: float) -> None:
    seen = float(round(expected + off * math.sqrt(expected)))
    most = int(60 * math.sqrt(expected) / max(abs(off), 1)) + 10
    steps = np.arange(most, dtype=np.float64)
    ratios = np.log((seen - steps) / expected) if seen < expected else np.log(expected / (seen + 1 + steps))
    terms = np.concatenate([[0.0], np.cumsum(ratios)])
    apart = expected - seen
    # the first term by Stirling's series: as large logarithms it would cancel down to six digits
    first = seen * math.log1p(apart / seen) - apart - math.log(2 * math.pi * seen) / 2 - 1 / (12 * seen)
    assert log_tail(seen, expected) == pytest.approx(first + math.log(np.exp(terms).sum()), rel=1e-9)
