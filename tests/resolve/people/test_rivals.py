"""Rivals for one place in a list: what each is worth, and that draws choose among them as often."""

from __future__ import annotations

from itertools import combinations
from math import exp, prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.resolve.people.cluster import Ties, cluster
from cenotaph.resolve.people.rivals import Rivals, who_stands_once

Pairs = list[tuple[int, int, float]]
ALONE = np.array([True, True])


def _rivals(pairs: Pairs, lists: list[int]) -> tuple[Rivals, np.ndarray, np.ndarray, np.ndarray]:
    first, second = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
    odds = np.array([pair[2] for pair in pairs], float)
    return Rivals(first, second, np.array(lists), ALONE), first, second, odds


def _exact(pairs: Pairs) -> list[float]:
    """By going through all linkages in which nobody is two."""
    weights = [0.0] * (len(pairs) + 1)
    for count in range(len(pairs) + 1):
        for chosen in combinations(range(len(pairs)), count):
            ends = [row for at in chosen for row in pairs[at][:2]]
            if len(ends) == len(set(ends)):
                weight = prod(exp(pairs[at][2]) for at in chosen)
                for at in (*chosen, len(pairs)):
                    weights[at] += weight
    return [weight / weights[-1] for weight in weights[:-1]]


def _drawn(pairs: Pairs, lists: list[int], count: int = 3000) -> list[float]:
    rivals, first, second, odds = _rivals(pairs, lists)
    rng, seen = np.random.default_rng(1), np.zeros(len(pairs))
    for _ in range(count):
        ties = Ties(first, second, rivals.disturbed(odds, rng), np.array(lists), ALONE)
        found = cluster(len(lists), ties)
        seen += found[first] == found[second]
    return list(seen / count)


# rows 0, 2, 4 of one list and 1, 3, 5 of the other: ids do not come sorted by list
LISTS = [0, 1, 0, 1, 0, 1]
STAR: Pairs = [(0, 1, 2.0), (1, 2, 2.0), (1, 4, 0.5)]
PATH: Pairs = [(0, 1, 1.0), (1, 2, 1.5), (2, 3, 0.0), (3, 4, 2.0)]
RING: Pairs = [(0, 1, 2.0), (0, 3, 2.0), (1, 2, 2.0), (2, 3, 2.0)]


@pytest.mark.parametrize("pairs", [STAR, PATH])
def test_probabilities_are_those_of_all_linkages(pairs: Pairs) -> None:
    rivals, *_, odds = _rivals(pairs, LISTS)
    assert rivals.settle(odds, lift=False)[1] == pytest.approx(_exact(pairs), abs=1e-4)


def test_twins_on_both_lists_are_two_pairs_and_not_one() -> None:
    rivals, *_, odds = _rivals(RING, LISTS)
    assert rivals.settle(odds, lift=False)[1] == pytest.approx(_exact(RING), abs=0.05)
    assert sum(_exact(RING)) > 1.6


@pytest.mark.parametrize(("pairs", "near"), [(STAR, 0.03), (PATH, 0.05), (RING, 0.05)])
def test_a_draw_links_as_often_as_probabilities_say(pairs: Pairs, near: float) -> None:
    drawn, exact = _drawn(pairs, LISTS), _exact(pairs)
    assert drawn == pytest.approx(exact, abs=near)
    assert sum(drawn) == pytest.approx(sum(exact), rel=0.05)


def test_a_pair_without_rivals_keeps_its_odds() -> None:
    rivals, *_, odds = _rivals([(0, 1, 1.0), (2, 3, -20.0)], LISTS)
    assert rivals.settle(odds, lift=False)[1] == pytest.approx(1 / (1 + np.exp([-1.0, 20.0])), rel=1e-6)


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda p: p[0] < p[1] and (p[0] + p[1]) % 2 == 1),
        st.floats(-25, 20),
        min_size=1,
    )
)
def test_rivals_never_add_up_to_more_than_one(odds_of: dict[tuple[int, int], float]) -> None:
    pairs = [(a, b, odds) for (a, b), odds in sorted(odds_of.items())]
    rivals, *_, odds = _rivals(pairs, LISTS)
    probability = rivals.settle(odds, lift=False)[1]
    for row in range(6):
        assert sum(p for (a, b, _), p in zip(pairs, probability, strict=True) if row in (a, b)) < 1.01
    assert all(probability <= 1 / (1 + np.exp(-odds)) + 1e-9)


def test_of_those_left_over_a_doubtful_pair_is_likelier() -> None:
    pairs = [(2 * n, 2 * n + 1, 12.0) for n in range(9)]
    listed = [0, 1] * 12
    rivals, *_, odds = _rivals([*pairs, (18, 19, -1.0)], listed)
    lifted, probability = rivals.settle(odds)
    # of 12 records in each list about 9.7 are taken
    assert lifted[-1] == pytest.approx(-1.0 - 2 * np.log(1 - sum(probability) / 12), abs=0.05)
    assert probability[-1] > 0.7
    assert rivals.settle(odds, lift=False)[1][-1] < 0.3


def _once(between_candidates: float) -> list[bool]:
    """Of two long lists that may name someone twice which rows stand once; rows 1 and 3 are of one list."""
    first, second, odds = np.array([0, 0, 1]), np.array([1, 3, 3]), np.array([2.0, 2.0, between_candidates])
    lists, alone = who_stands_once(first, second, odds, np.arange(60) % 2, np.array([False, False]))
    assert (lists % 2 == np.arange(60) % 2).all()
    return list(alone[lists])


def test_two_who_are_surely_two_people_stand_once_in_any_list() -> None:
    assert all(_once(-9.0))


def test_who_may_be_named_twice_is_no_rival_of_himself() -> None:
    assert [row for row, once in enumerate(_once(3.0)) if not once] == [1, 3]
