"""Pairs to clusters: the sum of evidence decides, and what may not be together never is."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.resolve.people.cluster import Ties, cluster


def _ties(pairs: dict[tuple[int, int], float], lists: list[int], alone: list[bool]) -> Ties:
    ordered = sorted(pairs)
    first, second = (np.array([p[side] for p in ordered], np.int64) for side in (0, 1))
    return Ties(first, second, np.array([pairs[p] for p in ordered], float), np.array(lists), np.array(alone))


def test_a_third_comes_in_only_if_the_whole_is_likely() -> None:
    pairs = {(0, 1): 5.0, (1, 2): 2.0, (0, 2): -4.0}
    assert list(cluster(3, _ties(pairs, [0, 0, 0], [False]))) == [0, 0, 2]
    assert list(cluster(3, _ties({**pairs, (0, 2): 1.0}, [0, 0, 0], [False]))) == [0, 0, 0]


def test_that_anybody_is_seldom_anybody_can_count_once_and_not_for_each_pair() -> None:
    pairs = {(0, 1): 5.0, (1, 2): 2.0, (0, 2): -4.0}
    assert list(cluster(3, _ties(pairs, [0, 1, 2], [True] * 3))) == [0, 0, 2]
    assert list(cluster(3, _ties(pairs, [0, 1, 2], [True] * 3), once=3.0)) == [0, 0, 0]


def test_the_best_assignment_is_not_the_greedy_one() -> None:
    pairs = {(0, 2): 3.0, (0, 3): 2.9, (1, 2): 2.9}
    assert list(cluster(4, _ties(pairs, [0, 0, 1, 1], [True, True]))) == [0, 1, 1, 0]


def test_two_of_a_list_without_duplicates_stay_apart_even_through_a_third_list() -> None:
    pairs = {(0, 2): 4.0, (1, 2): 3.0}
    assert list(cluster(3, _ties(pairs, [0, 0, 1], [True, False]))) == [0, 1, 0]


ROWS = st.integers(0, 7)


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(st.tuples(ROWS, ROWS).filter(lambda p: p[0] < p[1]), st.floats(-6, 6)),
    st.lists(st.integers(0, 2), min_size=8, max_size=8),
    st.lists(st.booleans(), min_size=3, max_size=3),
    st.lists(st.tuples(ROWS, ROWS).filter(lambda p: p[0] < p[1]), max_size=4),
    st.lists(st.tuples(ROWS, ROWS).filter(lambda p: p[0] < p[1]), max_size=4),
)
def test_constraints_hold_for_any_pairs(
    pairs: dict[tuple[int, int], float],
    lists: list[int],
    alone: list[bool],
    different: list[tuple[int, int]],
    same: list[tuple[int, int]],
) -> None:
    found = cluster(8, _ties(pairs, lists, alone), same=same, different=different)
    for a, b in different:
        assert found[a] != found[b]
    for a in range(8):
        for b in range(a + 1, 8):
            # two of a list without duplicates are joined only by people's decisions
            if found[a] == found[b] and lists[a] == lists[b] and alone[lists[a]]:
                assert any(found[x] == found[a] for x, _ in same)
    assert all(found[found[row]] == found[row] <= row for row in range(8))
