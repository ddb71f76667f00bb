"""Which lists can be used, and what is said of the others."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.errors import UsageError
from cenotaph.estimate.usable import Usable, usable
from cenotaph.model import CaptureTable
from estimate._fakes import ABC, TABLE

tables = st.dictionaries(st.integers(1, 15), st.integers(0, 80), min_size=1).map(
    lambda counts: CaptureTable.of("ABCD", counts)
)


def rules(table: CaptureTable, **more: object) -> list[str]:
    return [one.rule for one in usable((table,), **more).refusals]  # type: ignore[arg-type]


def test_three_lists_that_overlap_are_used_as_they_are() -> None:
    found = usable((TABLE,))
    assert found.tables[0] == TABLE
    assert found.refusals == ()
    assert [(one.name, one.size, one.alone, one.use) for one in found.lists] == [
        ("A", 85, 60, "used"),
        ("B", 73, 50, "used"),
        ("C", 61, 40, "used"),
    ]


def test_an_empty_list_is_dropped_and_said() -> None:
    found = usable((CaptureTable.of(("A", "B", "C", "none"), dict(TABLE.counts)),))
    assert found.tables[0] == TABLE
    assert found.lists[3].use == "dropped: nobody is on it"


def test_a_small_list_that_touches_no_other_is_dropped() -> None:
    found = usable((CaptureTable.of(("A", "B", "C", "D"), {**dict(TABLE.counts), 0b1000: 4}),))
    assert found.tables[0] == TABLE
    assert found.lists[3].size == 4
    assert found.lists[3].use.startswith("dropped: small")


def test_a_large_list_that_touches_no_other_is_refused_and_not_dropped() -> None:
    found = usable((CaptureTable.of(("A", "B", "C", "D"), {**dict(TABLE.counts), 0b1000: 90}),))
    assert [one.rule for one in found.refusals] == ["no_overlap"]
    assert "D shares nobody" in found.refusals[0].reason


def test_two_lists_are_too_few() -> None:
    assert rules(TABLE.without(2)) == ["too_few_lists"]


def test_one_list_is_refused_and_no_error() -> None:
    found = usable((CaptureTable.of(("A",), {1: 10}),))
    assert [one.rule for one in found.refusals] == ["too_few_lists"]
    assert found.refusals[0].reason.startswith("one list can be used: ")
    assert usable((CaptureTable.of("AB", {}),)).refusals[0].reason.startswith("no list can be used: ")


def test_lists_without_overlap_are_refused() -> None:
    assert "no_overlap" in rules(CaptureTable.of(ABC, {1: 10, 2: 20, 4: 30}))


def test_more_than_twenty_lists_are_refused() -> None:
    many = CaptureTable.of([f"L{n}" for n in range(21)], {(1 << n) | (1 << (n + 1) % 21): 5 for n in range(21)})
    assert rules(many) == ["too_many_lists"]


def test_more_people_than_there_are_anywhere_are_refused_whatever_else_is_wrong() -> None:
    many = CaptureTable.of("AB", {1: 10**12, 3: 10**12})
    assert rules(many) == ["too_many_people"]
    assert "too_many_people" not in rules(CaptureTable.of(ABC, {1: 10**9 - 20, 3: 10, 6: 10}))


def test_lists_are_merged_as_asked() -> None:
    found = usable((CaptureTable.of(("A", "B", "C", "D"), {**dict(TABLE.counts), 0b1001: 9}),), merge=[("D", "B")])
    assert found.tables[0].lists == ("A", "B+D", "C")
    assert [one.use for one in found.lists] == ["used", "merged into B+D", "used", "merged into B+D"]


def test_a_list_to_merge_that_is_not_there_is_wrong_use() -> None:
    with pytest.raises(UsageError, match="'Z'"):
        usable((TABLE,), merge=[("A", "Z")])


def test_a_list_whose_every_person_is_on_another_is_an_echo() -> None:
    # D took thirty people over from A, which holds a third of what the others hold
    counts = {**dict(TABLE.counts), 0b1001: 30}
    found = usable((CaptureTable.of(("A", "B", "C", "D"), counts),))
    assert [one.rule for one in found.refusals] == ["lists_echo"]
    assert "30 of the 30 people on D are on A" in found.refusals[0].reason
    assert "--merge D+A" in found.refusals[0].lift


def test_a_list_that_nearly_repeats_another_is_an_echo() -> None:
    counts = {**dict(TABLE.counts), 0b1001: 50, 0b1000: 2}
    assert rules(CaptureTable.of(("A", "B", "C", "D"), counts)) == ["lists_echo"]


def test_a_few_people_who_all_are_on_a_large_list_are_chance() -> None:
    # A holds nine in ten of whoever is on another list
    counts = {0b0001: 500, 0b0011: 90, 0b0010: 10, 0b0101: 90, 0b0100: 10, 0b1001: 5}
    assert rules(CaptureTable.of(("A", "B", "C", "D"), counts)) == []


@given(tables, st.integers(0, 3))
@settings(max_examples=60, deadline=None)
def test_a_list_given_twice_is_always_an_echo(table: CaptureTable, at: int) -> None:
    if not table.sizes[at] or table.sizes[at] == sum(n for h, n in table.counts if h == 1 << at):
        return  # a list that is dropped or refused for touching nobody
    twice = CaptureTable.of(
        (*table.lists, "again"), ((history | (history >> at & 1) << 4, n) for history, n in table.counts)
    )
    assert "lists_echo" in rules(twice)


@given(tables, st.permutations(range(4)))
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_lists_changes_nothing(table: CaptureTable, order: list[int]) -> None:
    one, other = usable((table,)), usable((table.reordered(order),))
    assert sorted((use.name, use.use) for use in one.lists) == sorted((use.name, use.use) for use in other.lists)
    assert sorted(r.rule for r in one.refusals) == sorted(r.rule for r in other.refusals)


def drawn(*, broken: int, of: int, table: CaptureTable, otherwise: CaptureTable) -> Usable:
    return usable([table] * broken + [otherwise] * (of - broken))


STRAY = CaptureTable.of("ABCD", {**dict(TABLE.counts), 0b1000: 4})
MEETS = CaptureTable.of("ABCD", {**dict(TABLE.counts), 0b1000: 3, 0b1001: 1})


def test_a_list_that_meets_no_other_in_one_linkage_of_twenty_is_kept() -> None:
    found = drawn(broken=1, of=20, table=STRAY, otherwise=MEETS)
    assert found.lists[3].use == "used"
    assert {table.lists for table in found.tables} == {("A", "B", "C", "D")}
    assert found.refusals == ()


def test_a_list_that_meets_no_other_in_more_is_dropped_in_all_and_said_in_how_many() -> None:
    found = drawn(broken=2, of=20, table=STRAY, otherwise=MEETS)
    assert found.lists[3].use == (
        "dropped: small, and shares nobody with any other list, in 2 of 20 sampled linkages"
    )
    assert {table.lists for table in found.tables} == {("A", "B", "C")}
    assert len(found.tables) == 20


def test_a_rule_that_few_linkages_break_is_not_broken() -> None:
    apart = CaptureTable.of(ABC, {1: 10, 2: 20, 4: 30})
    assert drawn(broken=1, of=20, table=apart, otherwise=TABLE).refusals == ()
    (refusal,) = drawn(broken=2, of=20, table=apart, otherwise=TABLE).refusals
    assert refusal.rule == "no_overlap"
    assert refusal.reason.startswith("in 2 of 20 sampled linkages: nobody is on two lists")
    (refusal,) = drawn(broken=20, of=20, table=apart, otherwise=TABLE).refusals
    assert refusal.reason.startswith("in all 20 sampled linkages: ")


def test_an_echo_in_some_linkages_is_an_echo() -> None:
    echo = CaptureTable.of("ABCD", {**dict(TABLE.counts), 0b1001: 50, 0b1000: 2})
    apart = CaptureTable.of("ABCD", {**dict(TABLE.counts), 0b1001: 20, 0b1000: 32})
    (refusal,) = drawn(broken=3, of=10, table=echo, otherwise=apart).refusals
    assert refusal.rule == "lists_echo"
    assert refusal.reason.startswith("in 3 of 10 sampled linkages: 50 of the 52 people on D are on A")


def test_a_large_list_that_meets_no_other_in_some_linkages_is_refused_and_not_dropped() -> None:
    strange = CaptureTable.of("ABCD", {**dict(TABLE.counts), 0b1000: 90})
    found = usable([strange, STRAY, MEETS], drawn="replicates")
    assert found.lists[3].use == "used"
    assert found.refusals[0].reason.startswith("in 2 of 3 replicates: D shares nobody")
