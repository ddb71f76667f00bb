"""A table reads the same however its lists come."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.estimate.order import in_one_order
from cenotaph.model import CaptureTable
from estimate.loglinear.tables import small_tables


@settings(max_examples=50, deadline=None)
@given(small_tables(4, most=2), st.permutations(range(4)))
def test_the_counts_are_the_same_for_every_order_and_name(table: CaptureTable, order: list[int]) -> None:
    renamed = CaptureTable.of("wxyz", table.reordered(order).counts)
    assert in_one_order(renamed).counts == in_one_order(table).counts


def test_longest_first_and_none_of_nobody() -> None:
    table = CaptureTable.of(("short", "nobody", "long"), {0b001: 3, 0b100: 9, 0b101: 1})
    assert in_one_order(table) == CaptureTable.of(("long", "short"), {0b01: 9, 0b10: 3, 0b11: 1})


def test_seven_lists_of_one_length_keep_the_order_of_their_names() -> None:
    table = CaptureTable.of("gfedcba", {1 << at: 5 for at in range(7)})
    assert in_one_order(table).lists == tuple("abcdefg")
