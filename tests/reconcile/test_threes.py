"""Contradictions of three claims, read off beside every two, against trying all three."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.reconcile import System
from reconcile.test_bounds_exact import GROUPS, PEOPLE
from reconcile.test_hulls import Drawn, told

quick = settings(derandomize=True, deadline=None, max_examples=60)


def by_trying_all(system: System) -> set[frozenset[str]]:
    """Every three claims that cannot all be true though any two can, by the programme."""
    pairs = {frozenset(two) for two in combinations(system.ids, 2) if not system.consistent(two)}
    every = {frozenset(three) for three in combinations(system.ids, 3) if not system.consistent(three)}
    return {three for three in every if not any(frozenset(two) in pairs for two in combinations(three, 2))}


def claims_of(*measures: str) -> st.SearchStrategy[Drawn]:
    low = st.none() | st.integers(1, 12)
    one = st.tuples(st.sampled_from(measures), st.sampled_from((PEOPLE, *GROUPS[1:7])), low, st.integers(0, 9))
    return st.lists(one, min_size=3, max_size=9).map(
        lambda drawn: [
            (str(i), measure, who, "incident", low, (low or 0) + more if more % 3 else (None if low else more))
            for i, (measure, who, low, more) in enumerate(drawn)
        ]
    )


@quick
@given(claims_of("killed"))
def test_where_only_parts_of_a_whole_add_up_all_threes_are_found(drawn: Drawn) -> None:
    system = told(drawn)
    assert set(system.threes()) == by_trying_all(system)


@quick
@given(claims_of("killed", "injured", "killed_or_injured"))
def test_where_outcomes_add_up_too_what_is_found_is_right(drawn: Drawn) -> None:
    system = told(drawn)
    found = system.threes()
    assert set(found) <= by_trying_all(system)
    assert len(found) == len(set(found))


def test_soldiers_and_civilians_that_do_not_fit_into_all_who_died_are_a_three() -> None:
    system = told(
        [
            ("UN", "killed", PEOPLE, "incident", 100, 100),
            ("Army", "killed", GROUPS[5], "incident", 55, 55),
            ("Town", "killed", GROUPS[6], "incident", 60, None),
            ("Post", "killed", GROUPS[1], "incident", 1, 20),
        ]
    )
    assert system.pairs() == ()
    assert system.threes() == (frozenset(system.ids[:3]),)
