"""The linear programme and the rank against published codes and against a search that needs neither."""

from __future__ import annotations

from itertools import combinations, permutations, product

import numpy as np
import pytest
from hypothesis import given, settings

from cenotaph.errors import EstimateError
from cenotaph.estimate.loglinear import check, choose
from cenotaph.model import CaptureTable
from estimate.loglinear.tables import ARTIFICIAL, cells, small_tables

A, B, C = 0, 1, 2
PAIRS = ((A, B), (A, C), (B, C))


@pytest.mark.parametrize(
    ("pairs", "code"),
    [
        ((), 0),
        (((A, B),), 1),
        (((A, C),), 0),
        (((B, C),), 0),
        (((A, C), (B, C)), 0),
        (((A, B), (A, C)), 1),
        (((A, B), (A, C), (B, C)), 2),
    ],
)
def test_the_codes_of_the_paper(pairs: tuple[tuple[int, int], ...], code: int) -> None:
    assert check(cells(ARTIFICIAL), pairs).code == code


def _exists_by_search(counts: np.ndarray, pairs: tuple[tuple[int, int], ...]) -> bool:
    """No direction of small whole numbers leaves every cell seen as it is and lowers some other.

    Such a direction is one in which the likelihood never falls (Fienberg & Rinaldo 2012, theorem 2).
    """
    histories = list(range(1, counts.size))
    terms = [0, 1, 2, 4]
    for one, other in pairs:
        mask = 1 << one | 1 << other
        if any(counts[history] for history in histories if history & mask == mask):
            terms.append(mask)
        else:
            histories = [history for history in histories if history & mask != mask]
    design = np.array([[history & term == term for term in terms] for history in histories], dtype=np.int64)
    directions = np.array(list(product((-2, -1, 0, 1, 2), repeat=len(terms)))) @ design.T
    seen = counts[histories] > 0
    recedes = (directions[:, seen] == 0).all(axis=1) & (directions <= 0).all(axis=1) & (directions < 0).any(axis=1)
    return not recedes.any()


def _supports() -> list[np.ndarray]:
    """Which histories of three lists anybody has, every list with somebody: one for each way to name the lists."""
    found = set()
    for support in range(1, 1 << 7):
        seen = [history for history in range(1, 8) if support >> (history - 1) & 1]
        if all(any(history >> at & 1 for history in seen) for at in range(3)):
            found.add(
                min(
                    tuple(sorted(sum(1 << to for at, to in enumerate(order) if h >> at & 1) for h in seen))
                    for order in permutations(range(3))
                )
            )
    return [np.isin(np.arange(8), seen).astype(np.int64) for seen in sorted(found)]


@pytest.mark.parametrize("number", range(4))
def test_the_programme_finds_what_a_search_over_directions_finds(number: int) -> None:
    for pairs in combinations(PAIRS, number):
        for counts in _supports():
            assert check(counts, pairs).exists == _exists_by_search(counts, pairs), (pairs, counts)


@settings(max_examples=60, deadline=None)
@given(small_tables(4))
def test_newton_finds_a_maximum_where_the_programme_says_there_is_one(table: CaptureTable) -> None:
    assert choose(cells(table), threshold=0).exists == (check(cells(table)).code == 0)


@pytest.mark.parametrize(
    "counts",
    [
        # far from where Newton's method starts: the first steps overshoot by thousands
        [0, 0, 87_002, 0, 0, 4, 0, 0],
        [0, 6_235, 402_755_568, 184_887],
    ],
)
def test_newton_finds_a_maximum_far_away(counts: list[int]) -> None:
    model = choose(np.array(counts), threshold=0)
    assert check(np.array(counts)).code == 0
    assert model.exists


def test_only_which_histories_have_anybody_decides() -> None:
    for pairs, code in (((), 0), (((A, B),), 1), (((A, B), (A, C), (B, C)), 2)):
        assert check(cells(ARTIFICIAL) * 10**9, pairs).code == code


@settings(max_examples=60, deadline=None)
@given(small_tables(4))
def test_what_is_chosen_passes_the_check(table: CaptureTable) -> None:
    model = choose(cells(table))
    if model.exists:
        assert check(cells(table), (*model.pairs, *model.empty)).code == 0


def test_a_pair_of_lists_that_are_not_there() -> None:
    with pytest.raises(EstimateError, match="no pair of lists"):
        check(cells(ARTIFICIAL), [(0, 3)])
