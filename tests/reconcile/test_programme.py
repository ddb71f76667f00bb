"""The least sum, its prices, what cannot be met, and many programmes at once."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array

from cenotaph.errors import ReconcileError
from cenotaph.reconcile.programme import Problem, at_least, at_most, least, least_of_each, relax

# x at least 3, y at most 2, x at most y + 5
ROWS = csr_array(np.array([[-1.0, 0.0], [0.0, 1.0], [1.0, -1.0]]))
LIMITS = np.array([-3.0, 2.0, 5.0])


def problem(*cost: float, limits: np.ndarray = LIMITS) -> Problem:
    return Problem(rows=ROWS, limits=limits, cost=np.array(cost))


def test_the_least_value_and_the_rows_that_bind_it() -> None:
    lowest = least(problem(1.0, 0.0))
    assert lowest is not None
    assert lowest.value == pytest.approx(3)
    assert np.flatnonzero(lowest.prices).tolist() == [0]
    highest = least(problem(-1.0, 0.0))
    assert highest is not None
    assert -highest.value == pytest.approx(7)
    assert np.flatnonzero(highest.prices).tolist() == [1, 2]


def test_what_cannot_be_met_is_none_and_gives_way_by_the_least() -> None:
    never = np.array([-9.0, 2.0, 5.0])
    assert least(problem(1.0, 0.0, limits=never)) is None
    # the last row never gives way
    found = relax(ROWS, never, [0, 1])
    assert found.value == pytest.approx(2)
    assert np.flatnonzero(found.prices).tolist() == [0, 1, 2]


def test_many_programmes_in_one_call_have_the_answers_of_each() -> None:
    asked = [problem(1.0, 0.0), problem(-1.0, 0.0), problem(1.0, 1.0)]
    apart = [least(one) for one in asked]
    for together, alone in zip(least_of_each(asked), apart, strict=True):
        assert alone is not None
        assert together.value == pytest.approx(alone.value)
        assert together.numbers.shape == alone.numbers.shape
    assert least_of_each([]) == []
    with pytest.raises(ReconcileError):
        least_of_each([asked[0], problem(1.0, 0.0, limits=np.array([-9.0, 2.0, 5.0]))])


def test_people_are_whole() -> None:
    assert (at_least(2.4), at_least(3 + 1e-9), at_least(-1e-9)) == (3, 3, 0)
    assert (at_most(2.6), at_most(3 - 1e-9)) == (2, 3)
