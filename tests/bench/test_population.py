"""The estimators of the simulation: known cases, lost pairs put back, and doubt that widens an interval."""

from __future__ import annotations

import numpy as np
import pytest

from _population import combine, estimate, undo_loss

TWO = {(True, False): 150.0, (False, True): 100.0, (True, True): 50.0}
THREE = {
    (True, False, False): 90.0, (False, True, False): 90.0, (False, False, True): 90.0, (True, True, False): 45.0,
    (True, False, True): 45.0, (False, True, True): 45.0, (True, True, True): 20.0,
}  # fmt: skip


def test_two_lists_by_hand() -> None:
    size, variance = estimate(TWO)
    assert size == pytest.approx(201 * 151 / 51 - 1)
    assert variance == pytest.approx(201 * 151 * 150 * 100 / (51**2 * 52))


def test_three_lists_that_fit_independence_give_their_population() -> None:
    shares, people = (0.5, 0.4, 0.2), 1000
    table = {}
    for where in THREE:
        chance = 1.0
        for share, inside in zip(shares, where, strict=True):
            chance *= share if inside else 1 - share
        table[where] = people * chance
    assert estimate(table)[0] == pytest.approx(people, rel=1e-6)


@pytest.mark.parametrize("table", [TWO, THREE])
def test_pairs_lost_are_put_back_and_the_lists_stay_as_long(table: dict[tuple[bool, ...], float]) -> None:
    more = undo_loss(table, 0.9)
    for at in range(len(next(iter(table)))):
        before, after = (sum(n for where, n in t.items() if where[at]) for t in (table, more))
        assert after == pytest.approx(before)
    assert estimate(more)[0] < estimate(table)[0]
    assert undo_loss(table, 1.0) == pytest.approx(table)


def test_half_of_the_pairs_lost_and_put_back() -> None:
    whole = {(True, False): 100.0, (False, True): 50.0, (True, True): 100.0}
    seen = {(True, False): 150.0, (False, True): 100.0, (True, True): 50.0}
    assert undo_loss(seen, 0.5) == pytest.approx(whole)


def test_linkages_that_disagree_widen_the_interval() -> None:
    alone, agreeing, apart = combine([(100, 25)]), combine([(100, 25)] * 5), combine([(90, 25), (110, 25)] * 5)
    assert agreeing == alone
    assert apart.high - apart.low > 2 * (alone.high - alone.low)


def test_pairs_lost_are_drawn_around_what_is_expected() -> None:
    rng = np.random.default_rng(1)
    drawn = [undo_loss(TWO, 0.8, rng)[True, True] for _ in range(2000)]
    assert np.mean(drawn) == pytest.approx(undo_loss(TWO, 0.8)[True, True], rel=0.02)
    assert np.std(drawn) > 2
