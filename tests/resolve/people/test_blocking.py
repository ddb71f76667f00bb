"""Blocking keeps the pairs that matter, few of the others, and does not spread large blocks out."""

from __future__ import annotations

import numpy as np

from cenotaph.resolve.people.blocking import find_candidates
from cenotaph.resolve.people.columns import Columns
from resolve.people.records import record, two_lists


def test_nearly_every_true_pair_is_a_candidate() -> None:
    records, truth = two_lists(120, second=2)
    columns = Columns.of(records)
    found = find_candidates(columns, apart=np.array([True, True]))
    ids = [one.id for one in columns.records]
    kept = {(ids[a], ids[b]) for a, b in zip(found.first, found.second, strict=True)}
    both = {(f"a:{n:04}", f"b:{n:04}") for n in truth.values()} & {(a, b) for a in truth for b in truth}
    assert len(kept & both) / len(both) > 0.97
    assert 2 * len(found) / len(records) <= 20


def test_a_list_without_duplicates_is_not_compared_with_itself() -> None:
    records, _ = two_lists(20)
    columns = Columns.of(records)
    found = find_candidates(columns, apart=np.array([True, True]))
    assert (columns.lists[found.first] != columns.lists[found.second]).all()


def test_a_common_name_does_not_grow_with_the_square() -> None:
    same = [record(f"r{n:04}", "Omar Haddad", list_id=f"list {n}") for n in range(400)]
    found = find_candidates(Columns.of(same))
    assert found.left_out > 0
    assert len(found) < 400 * 20


def test_no_pair_twice_and_in_order() -> None:
    records, _ = two_lists(30)
    found = find_candidates(Columns.of(records))
    pairs = list(zip(found.first.tolist(), found.second.tolist(), strict=True))
    assert pairs == sorted(set(pairs))
    assert all(a < b for a, b in pairs)
