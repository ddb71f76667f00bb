"""Whom can one believe together, and what follows."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.errors import ContradictionError, NotFoundError
from cenotaph.model import Claim, Measure
from cenotaph.reconcile import worlds as module
from cenotaph.reconcile.base import Question, World
from cenotaph.reconcile.contradictions import contradictions
from cenotaph.reconcile.evidence import Evidence, gather
from cenotaph.reconcile.worlds import Worlds, believe, worlds
from reconcile.claims import claim, count, report
from reconcile.line import Line

DAILY = report("Daily", "2019-05-02")
HOW_MANY = (Question(measure=Measure.KILLED),)


def told(*numbers: tuple[str, int, int | None]) -> tuple[Line, Evidence]:
    claims: list[Claim] = []
    for start, (who, low, high) in enumerate(numbers):
        said = count(f"{low} to {high}", low, None, high)
        claims.append(claim(DAILY, f"Ministry of {who}", "killed", said, start=start))
    evidence = gather([DAILY], claims, [])
    return Line(evidence.claims), evidence


def made(system: Line, evidence: Evidence, most: int = 64) -> Worlds:
    return worlds(system, evidence, contradictions(system, evidence).found, HOW_MANY, most=most)


def names(world: World, evidence: Evidence, which: str) -> set[str]:
    speakers = {evidence.keys[c.id]: c.speaker.name.removeprefix("Ministry of ") for c in evidence.claims}
    return {speakers[key] for key in getattr(world, which)}


def test_each_world_believes_as_many_as_can_be_right_and_says_what_follows() -> None:
    system, evidence = told(("Defence", 7, 7), ("Health", 12, None), ("Justice", 5, 20))
    first, second = made(system, evidence).found
    assert names(first, evidence, "believed") == {"Defence", "Justice"}
    assert names(first, evidence, "without") == {"Health"}
    assert (first.bounds[0].figure.low, first.bounds[0].figure.high) == (7, 7)
    assert names(second, evidence, "believed") == {"Health", "Justice"}
    assert (second.bounds[0].figure.low, second.bounds[0].figure.high) == (12, 20)
    assert set(first.claims) | set(second.claims) == set(system.ids)


def test_where_nobody_contradicts_there_is_one_world_and_nobody_is_left_out() -> None:
    system, evidence = told(("Defence", 7, None), ("Health", 12, None))
    (only,) = made(system, evidence).found
    assert only.without == ()
    assert only.bounds[0].figure.low == 12


def test_who_contradicts_themselves_can_only_be_believed_in_part() -> None:
    system, evidence = told(("Defence", 7, 7), ("Defence", 9, 9), ("Health", 9, 12))
    large, small = made(system, evidence).found
    assert names(large, evidence, "partly") == {"Defence"}
    assert names(large, evidence, "believed") == {"Health"}
    assert large.bounds[0].figure.low == 9
    assert names(small, evidence, "partly") == {"Defence"}
    assert names(small, evidence, "without") == {"Health"}
    assert small.bounds[0].figure.low == 7


def test_more_worlds_than_are_given_are_told_to_be_there() -> None:
    system, evidence = told(*((f"Office {i}", i, i) for i in range(1, 31)))
    found = made(system, evidence, most=10)
    assert len(found.found) == 10
    assert found.stopped == ("10 worlds are given, those of the most voices first: there are more",)
    assert made(system, evidence).stopped == ()


def test_where_conflicts_never_end_a_few_worlds_are_grown_and_it_is_said() -> None:
    system, evidence = told(*((f"Office {i}", i, i + 1) for i in range(1, 31)))
    system.knows_pairs = False
    found = worlds(system, evidence, (), HOW_MANY, rounds=1)
    assert found.stopped == (f"only {len(found.found)} worlds are given, not always the largest: there are more",)
    for world in found.found:
        assert system.conflict(world.claims) is None
        assert all(system.conflict((*world.claims, i)) for i in set(system.ids) - set(world.claims))


@settings(derandomize=True, deadline=None, max_examples=40)
@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 4)), min_size=12, max_size=24, unique=True),
    st.randoms(use_true_random=False),
)
def test_among_very_many_contradictions_a_few_worlds_are_grown_each_as_large_as_it_can_be(
    drawn: list[tuple[int, int]], chance: object
) -> None:
    numbers = [(f"Office {low}-{more}", low, low + more) for low, more in drawn]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "MANY_PAIRS", 3)
        system, evidence = told(*numbers)
        found = worlds(system, evidence, (), HOW_MANY)
        shuffled = list(evidence.claims)
        chance.shuffle(shuffled)  # type: ignore[attr-defined]
        other = gather([DAILY], shuffled, [])
        again = worlds(Line(other.claims), other, (), HOW_MANY)
    if len(system.pairs()) <= 3:
        return
    assert found.stopped == (
        f"only {len(found.found)} worlds are given, not always the largest: there are many more",
    )
    assert len({world.believed for world in found.found}) == len(found.found) <= 8
    sizes = [len(world.believed) for world in found.found]
    assert sizes == sorted(sizes, reverse=True)
    for world in found.found:
        assert system.conflict(world.claims) is None
        assert all(system.conflict((*world.claims, i)) for i in set(system.ids) - set(world.claims))
        assert set(world.believed) | set(world.without) == set(evidence.keys.values())
    assert again == found


def test_who_cannot_be_right_alone_is_in_none_of_the_few_worlds() -> None:
    """The one who contradicts himself is believed in one of the things he says at a time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "MANY_PAIRS", 3)
        system, evidence = told(("Defence", 7, 7), ("Defence", 9, 9), *((f"Office {i}", i, i) for i in range(1, 6)))
        found = worlds(system, evidence, contradictions(system, evidence).found, HOW_MANY)
    assert all(system.conflict(world.claims) is None for world in found.found)
    assert all("Defence" not in names(world, evidence, "believed") for world in found.found)


def test_believing_a_set_of_voices_gives_what_follows_from_them_alone() -> None:
    system, evidence = told(("Defence", 7, 7), ("Health", 12, None), ("Justice", 5, 20))
    keys = {c.speaker.name.removeprefix("Ministry of "): evidence.keys[c.id] for c in evidence.claims}
    world = believe(system, evidence.keys, {keys["Health"]}, HOW_MANY)
    assert (world.bounds[0].figure.low, world.bounds[0].figure.high) == (12, None)
    assert names(world, evidence, "without") == {"Defence", "Justice"}
    with pytest.raises(ContradictionError) as raised:
        believe(system, evidence.keys, {keys["Health"], keys["Defence"]}, HOW_MANY)
    assert len(raised.value.claims) == 2
    with pytest.raises(NotFoundError, match="nobody we know"):
        believe(system, evidence.keys, {"nobody we know"}, HOW_MANY)


ministries = st.lists(
    st.tuples(st.sampled_from(("A", "B", "C", "D", "E")), st.integers(0, 9), st.integers(0, 6)),
    min_size=1,
    max_size=9,
)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(ministries)
def test_worlds_are_the_largest_consistent_sets_as_by_trying_all(drawn: list[tuple[str, int, int]]) -> None:
    system, evidence = told(*((who, low, low + more) for who, low, more in drawn))
    found = made(system, evidence)
    assert found.stopped == ()
    keys = sorted(set(evidence.keys.values()))
    own = {key: {i for i in system.ids if evidence.keys[i] == key} for key in keys}
    whole = [key for key in keys if system.conflict(own[key]) is None]
    sets = [frozenset(some) for size in range(len(whole) + 1) for some in combinations(whole, size)]
    good = [some for some in sets if system.conflict({i for key in some for i in own[key]}) is None]
    largest = {some for some in good if not any(some < other for other in good)}
    if len(whole) == len(keys):
        assert {frozenset(world.believed) for world in found.found} == largest
    for world in found.found:
        assert system.conflict(world.claims) is None
        assert set(world.believed) | set(world.partly) | set(world.without) == set(keys)
