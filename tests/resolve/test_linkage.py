"""Average linkage: no chains through one chance link, and the same groups from any order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.resolve.linkage import average_linkage

PAIRS = st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1])


def test_one_chance_link_does_not_join_two_groups() -> None:
    scores = {(0, 1): 4.0, (0, 2): 4.0, (1, 2): 4.0, (3, 4): 4.0, (2, 3): 1.0}
    assert average_linkage(5, scores, least=0.0, missing=-5.0) == [[0, 1, 2], [3, 4]]


def test_a_pair_that_was_never_compared_can_be_joined_by_those_between() -> None:
    scores = {(0, 1): 6.0, (1, 2): 6.0}
    assert average_linkage(3, scores, least=0.0, missing=-5.0) == [[0, 1, 2]]
    assert average_linkage(3, scores, least=0.0, missing=-9.0) in ([[0, 1], [2]], [[0], [1, 2]])


def test_a_late_report_may_follow_from_one_of_the_early_ones() -> None:
    scores = {(0, 1): 4.0, (0, 2): -2.0, (1, 2): 1.5}
    assert average_linkage(3, scores, least=0.0, missing=-5.0) == [[0, 1], [2]]
    assert average_linkage(3, scores, least=0.0, missing=-5.0, closest=0.2) == [[0, 1, 2]]


@settings(derandomize=True, deadline=None)
@given(st.dictionaries(PAIRS, st.floats(-6, 6, allow_nan=False), max_size=28))
def test_every_row_is_in_one_group(scores: dict[tuple[int, int], float]) -> None:
    groups = average_linkage(8, scores, least=0.0, missing=-7.0)
    assert sorted(row for group in groups for row in group) == list(range(8))
    assert average_linkage(8, dict(reversed(scores.items())), least=0.0, missing=-7.0) == groups
