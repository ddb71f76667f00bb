"""Blocking keeps the pairs that matter, few of the others, and does not spread large blocks out."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from cenotaph.model import Period
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


def _meet(first: str, second: str) -> bool:
    """Whether two lists of families and of one person whose name they spell in two ways compare that person."""
    others, _ = two_lists(40)
    pair = [record("a:9999", first, list_id="a"), record("b:9999", second, list_id="b")]
    columns = Columns.of([*others, *pair])
    ids = [one.id for one in columns.records]
    found = find_candidates(columns, apart=np.array([True, True]))
    return ("a:9999", "b:9999") in {(ids[a], ids[b]) for a, b in zip(found.first, found.second, strict=True)}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Gamila Wahba", "جميلة وهبة"),  # g for j
        ("Ibtisam Elayoubi", "ابتسام الايوبي"),  # an article written onto a vowel
        ("Wisam Musameh", "وسام مسامح"),  # a final h that is heard in one spelling
        ("Intizar Soghbi", "انتظار الزغبي"),  # s for z
        ("Kuleib Nafitha", "كليب نافذة"),  # th for dh: the own name alone is rare enough
    ],
)
def test_two_parts_spelled_apart_still_meet(first: str, second: str) -> None:
    assert _meet(first, second)


def test_a_common_part_meets_with_the_day_of_death_beside_it() -> None:
    died = Period(text="9 May 2024", earliest=date(2024, 5, 9), latest=date(2024, 5, 9))
    others = [record(f"c:{n:04}", "Omar Haddad", list_id=f"list {n}") for n in range(100)]
    pair = [
        record("a:1", "Omar Quwaidir", list_id="a", death=died),
        record("b:1", "Omar Silmi", list_id="b", death=died),
    ]
    found = find_candidates(Columns.of([*others, *pair]))
    assert (0, 1) in set(zip(found.first.tolist(), found.second.tolist(), strict=True))
