"""All minimal conflicts and all maximal consistent sets, against trying every subset."""

from __future__ import annotations

from collections.abc import Collection
from itertools import combinations, islice, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.reconcile.hitting import best_first, connected, minimal_hitting_sets, pairwise
from cenotaph.reconcile.marco import Conflict, Limits, explore, shrink

quick = settings(derandomize=True, deadline=None, max_examples=120)
MEMBERS = "abcdefg"
Edges = list[frozenset[str]]


def edges_of(*words: str) -> Edges:
    return [frozenset(word) for word in words]


def oracle(edges: Edges, *, generous: bool = False) -> Conflict:
    """Inconsistent is whatever contains an edge; a generous oracle gives all that it was asked as the conflict."""

    def conflict(some: Collection[str]) -> frozenset[str] | None:
        found = next((edge for edge in edges if edge <= set(some)), None)
        return frozenset(some) if found is not None and generous else found

    return conflict


def subsets(members: str) -> list[frozenset[str]]:
    return [frozenset(c) for size in range(len(members) + 1) for c in combinations(members, size)]


def least(sets: Collection[frozenset[str]]) -> set[frozenset[str]]:
    return {a for a in sets if not any(b < a for b in sets)}


def largest(sets: Collection[frozenset[str]]) -> set[frozenset[str]]:
    return {a for a in sets if not any(a < b for b in sets)}


conflicts = st.lists(st.frozensets(st.sampled_from(MEMBERS), min_size=1, max_size=4), max_size=7)


@quick
@given(conflicts)
def test_hitting_sets_are_all_the_minimal_ones_each_once(edges: Edges) -> None:
    found = list(minimal_hitting_sets(edges, MEMBERS))
    assert len(found) == len(set(found))
    assert set(found) == least([s for s in subsets(MEMBERS) if all(s & edge for edge in edges)])


@quick
@given(conflicts, st.booleans())
def test_everything_is_found_as_by_trying_every_subset(edges: Edges, generous: bool) -> None:
    conflict = oracle(edges, generous=generous)
    found = explore(MEMBERS, conflict)
    consistent = [s for s in subsets(MEMBERS) if conflict(s) is None]
    assert found.stopped == ()
    assert set(found.cores) == least(edges)
    maximal = list(found.maximal())
    assert len(maximal) == len(set(maximal))
    assert set(maximal) == largest(consistent)
    assert [len(s) for s in maximal] == sorted((len(s) for s in maximal), reverse=True), "the largest first"


@quick
@given(conflicts, conflicts)
def test_what_is_known_before_changes_nothing_in_the_end(edges: Edges, more: Edges) -> None:
    known = [edge | extra for edge, extra in zip(edges, more, strict=False)]
    assert explore(MEMBERS, oracle(edges), known=known) == explore(MEMBERS, oracle(edges))


def test_a_conflict_is_shrunk_to_one_that_needs_every_member() -> None:
    assert shrink("abcdefg", oracle(edges_of("be", "cfg"), generous=True), MEMBERS) in edges_of("be", "cfg")


def test_a_member_in_conflict_with_itself_is_in_no_set() -> None:
    found = explore("ab", oracle(edges_of("a")))
    assert found.cores == (frozenset("a"),)
    assert list(found.maximal()) == [frozenset("b")]


def test_disputes_that_share_no_member_are_explored_apart_and_multiply() -> None:
    """Twelve pairs in conflict have 4,096 maximal sets: found without making them, and said to be so many."""
    members = [f"{side}{i:02}" for i in range(12) for side in "xy"]
    pairs = [frozenset((f"x{i:02}", f"y{i:02}")) for i in range(12)]
    asked = []

    def conflict(some: Collection[str]) -> frozenset[str] | None:
        asked.append(some)
        return oracle(pairs)(some)

    found = explore(members, conflict)
    assert set(found.cores) == set(pairs)
    assert [len(sets) for sets in found.disputes] == [2] * 12
    assert len(asked) < 300
    assert len(set(islice(found.maximal(), 50))) == 50
    assert "two by two" in found.stopped[0]


def test_a_conflict_across_two_disputes_is_found_without_trying_all_combinations() -> None:
    members = [f"{side}{i:02}" for i in range(12) for side in "xy"]
    pairs = [frozenset((f"x{i:02}", f"y{i:02}")) for i in range(12)]
    across = frozenset(("y03", "x09"))
    assert across in explore(members, oracle([*pairs, across])).cores


def test_it_stops_at_its_limits_and_says_so() -> None:
    members = [f"m{i:02}" for i in range(40)]
    all_pairs = oracle([frozenset(pair) for pair in combinations(members, 2)])
    found = explore(members, all_pairs, limits=Limits(cores=100))
    assert 100 <= len(found.cores) < 120
    assert found.stopped == ("stopped after 100 contradictions: there may be more",)
    few = explore(members, all_pairs, limits=Limits(questions=50))
    assert any("stopped after 50 tests" in words for words in few.stopped)
    complete = explore(members, all_pairs, limits=Limits(cores=1000, questions=5000))
    assert complete.stopped == ()
    assert len(complete.cores) == 780


@pytest.mark.parametrize("sizes", [(2,) * 9, (3, 5, 2, 4, 4), (30, 2, 2, 2, 7), (40, 40)])
def test_where_not_all_choices_are_made_any_two_positions_meet(sizes: tuple[int, ...]) -> None:
    chosen, complete = pairwise(sizes, 100)
    rows = set(chosen)
    assert not complete
    for i, j in combinations(range(len(sizes)), 2):
        assert {(row[i], row[j]) for row in rows} == set(product(range(sizes[i]), range(sizes[j])))


def test_few_choices_are_all_made() -> None:
    chosen, complete = pairwise((2, 3), 6)
    assert complete
    assert len(set(chosen)) == 6
    assert list(pairwise((), 6)[0]) == [()]


def test_the_heaviest_choices_come_first() -> None:
    weights = ((5.0, 1.0), (3.0, 2.0, 0.0))
    found = list(best_first((2, 3), lambda i, position: weights[i][position]))
    loads = [sum(weights[i][p] for i, p in enumerate(chosen)) for chosen in found]
    assert loads == [8.0, 7.0, 5.0, 4.0, 3.0, 1.0]


def test_edges_are_grouped_by_the_members_they_share() -> None:
    groups = connected(edges_of("ef", "ab", "cd", "bd"), MEMBERS)
    assert [sorted("".join(sorted(e)) for e in group) for group in groups] == [["ab", "bd", "cd"], ["ef"]]
