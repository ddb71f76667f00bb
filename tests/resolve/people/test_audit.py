"""The recall of blocking as it is estimated from what blocking kept, against the truth."""

from __future__ import annotations

import pytest

from cenotaph.resolve.people import link_people
from resolve.people.records import lists, record, two_lists


@pytest.mark.parametrize("second", [1, 2])
def test_the_estimate_is_near_the_truth(second: int) -> None:
    records, truth = two_lists(150, second=second)
    found = link_people(records, lists=lists("a", "b"))
    ids = [one.id for one in found.evidence.columns.records]
    pairs = found.evidence.candidates
    kept = sum(truth[ids[a]] == truth[ids[b]] for a, b in zip(pairs.first, pairs.second, strict=True))
    true = sum(f"b:{id[2:]}" in truth for id in truth if id.startswith("a:"))
    assert found.recall is not None
    assert abs(found.recall - kept / true) < 0.03


def test_of_a_few_pairs_nothing_is_said() -> None:
    assert link_people([record("x", "Omar Haddad"), record("y", "Umar Hadad")]).recall is None
