"""Shares, their intervals, detection, and the halves of a set."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.halves import Half, half_of
from harness.shares import Detection, Share, share_of


def test_wilson_interval_of_a_known_case() -> None:
    """8 of 10 give .490 to .943 when Wilson's formula is worked by hand."""
    low, high = Share(8, 10).interval()
    assert low == pytest.approx(0.490, abs=0.001)
    assert high == pytest.approx(0.943, abs=0.001)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_interval_holds_the_share_and_stays_in_bounds(counts: tuple[int, int]) -> None:
    share = Share(*counts)
    low, high = share.interval()
    assert 0 <= low <= share.value + 1e-9
    assert share.value - 1e-9 <= high <= 1
    assert low < high


def test_no_cases_are_no_share() -> None:
    assert math.isnan(Share(0, 0).value)
    assert str(Share(0, 0)) == "-"
    assert str(share_of([True, False])).startswith("0.500 (")


def test_detection() -> None:
    found = Detection(true=6, false=2, missed=4)
    assert (found.precision, found.recall) == (Share(6, 8), Share(6, 10))
    assert found.f1 == pytest.approx(12 / 18)
    assert math.isnan(Detection(0, 0, 0).f1)


def test_halves_are_about_equal_and_depend_on_the_id_alone() -> None:
    halves = [half_of(f"row-{number}") for number in range(2000)]
    assert 900 < halves.count(Half.READ) < 1100
    assert halves == [half_of(f"row-{number}") for number in range(2000)]
