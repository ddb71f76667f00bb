"""Tables of capture histories."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cenotaph.errors import IntervalError, TableError
from cenotaph.model import CaptureTable, Interval


def test_people_are_counted_by_the_lists_they_are_on() -> None:
    table = CaptureTable.of(("hospital", "press", "families"), {0b001: 10, 0b010: 5, 0b011: 2, 0b111: 1, 0b100: 0})
    assert table.documented == 18
    assert table.sizes == (13, 8, 1)
    assert table.overlap(0, 1) == 3
    assert table.counts == ((1, 10), (2, 5), (3, 2), (7, 1))


def test_lists_are_merged_and_left_out() -> None:
    table = CaptureTable.of("ABC", {0b001: 10, 0b010: 5, 0b110: 2, 0b100: 3})
    assert table.merged([(0, 1), (2,)]) == CaptureTable.of(("A+B", "C"), {0b01: 15, 0b11: 2, 0b10: 3})
    assert table.without(2) == CaptureTable.of("AB", {0b01: 10, 0b10: 7})


@pytest.mark.parametrize(
    ("lists", "counts"),
    [("AB", ((0, 3),)), ("AB", ((4, 3),)), ("AB", ((1, 0),)), ("AB", ((2, 1), (1, 1))), ("AA", ((1, 1),))],
)
def test_a_table_that_cannot_be_is_an_error(lists: str, counts: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(TableError):
        CaptureTable(tuple(lists), counts)


def test_negative_counts_are_an_error() -> None:
    with pytest.raises(TableError):
        CaptureTable.of("AB", {1: -1})


def test_an_interval_is_in_order() -> None:
    with pytest.raises(IntervalError):
        Interval(10, 9, 12, 0.95)


@given(st.dictionaries(st.integers(1, 15), st.integers(0, 50)), st.permutations(range(4)))
def test_order_of_lists_changes_no_size(people: dict[int, int], order: list[int]) -> None:
    table = CaptureTable.of("ABCD", people)
    turned = table.reordered(order)
    assert turned.documented == table.documented
    assert dict(zip(turned.lists, turned.sizes, strict=True)) == dict(zip(table.lists, table.sizes, strict=True))
