"""The recall of blocking as it is estimated from what blocking kept, against the truth."""

from __future__ import annotations

import numpy as np
import pytest

from cenotaph.resolve.people import link_people
from cenotaph.resolve.people.audit import Recall, completed
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


def test_parts_that_fail_together_count_as_lost() -> None:
    # 100 pairs of two parts: each part alone fails in 10, which would leave 1 to fail in both if by chance; where a
    # third part shows them, both fail three times as often
    alone = {(9, 0): (80.0, 1.0), (9, 1): (10.0, 1.0), (9, 8): (10.0, 1.0), (9, 9): (0.0, 0.0)}
    with_father = {(11, 0): (800.0, 1.0), (11, 1): (100.0, 1.0), (11, 2): (100.0, 1.0), (11, 8): (100.0, 1.0)}
    unseen = {(11, 11): (0.0, 0.0)}
    three = {**with_father, **unseen, **dict.fromkeys([(11, 3), (11, 9), (11, 10)], (37.5, 1.0))}
    chance = {**with_father, **unseen, **dict.fromkeys([(11, 3), (11, 9), (11, 10)], (12.5, 1.0))}
    together, apart = completed({**alone, **three}), completed({**alone, **chance})
    assert together is not None
    assert apart is not None
    assert 1 - together.share > 2.5 * (1 - apart.share)
    assert together.error > apart.error > 0


def test_the_share_is_drawn_around_the_estimate() -> None:
    rng = np.random.default_rng(1)
    drawn = [Recall(0.98, 0.01).draw(rng) for _ in range(4000)]
    assert np.mean(drawn) == pytest.approx(0.98, abs=0.001)
    assert np.std(drawn) == pytest.approx(0.01, abs=0.001)
    assert Recall(1.0, 0.0).draw(rng) == 1.0


def test_of_a_few_pairs_nothing_is_said() -> None:
    assert link_people([record("x", "Omar Haddad"), record("y", "Umar Hadad")]).recall is None
