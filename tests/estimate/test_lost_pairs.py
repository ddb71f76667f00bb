"""What blocking lost: how people fall apart, and that they are put back."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from cenotaph.estimate.lost_pairs import MOST, ways_to_fall, with_lost_pairs
from cenotaph.model import CaptureTable
from estimate._fakes import TABLE

tables = st.dictionaries(st.integers(1, 31), st.integers(0, 60), min_size=1).map(
    lambda counts: CaptureTable.of("ABCDE", counts)
)
recalls = st.floats(0.01, 1)


def components(size: int, kept: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Of each row of pairs kept, the first record that each record hangs together with; shape (rows, size)."""
    first = np.tile(np.arange(size), (len(kept), 1))
    pairs = list(combinations(range(size), 2))
    for _ in range(size):
        for nth, (a, b) in enumerate(pairs):
            least = np.minimum(first[:, a], first[:, b])
            first[:, a] = np.where(kept[:, nth], least, first[:, a])
            first[:, b] = np.where(kept[:, nth], least, first[:, b])
    return first


def linked(table: CaptureTable, recall: float, rng: np.random.Generator) -> CaptureTable:
    """The table after each pair of each person's records was lost by chance."""
    seen: Counter[int] = Counter()
    for history, people in table.counts:
        lists = [at for at in range(len(table.lists)) if history >> at & 1]
        kept = rng.random((people, len(lists) * (len(lists) - 1) // 2)) < recall
        first = components(len(lists), kept)
        for head in range(len(lists)):
            parts = (first == head) @ np.array([1 << at for at in lists])
            seen.update(parts[parts > 0].tolist())
    return CaptureTable.of(table.lists, seen)


@pytest.mark.parametrize("size", [2, 3, 4, 5])
def test_the_ways_to_fall_are_the_components_of_all_graphs(size: int) -> None:
    recall, pairs = 0.7, size * (size - 1) // 2
    graphs = np.array(list(product([False, True], repeat=pairs)))
    chances = np.prod(np.where(graphs, recall, 1 - recall), axis=1)
    counted: Counter[frozenset[int]] = Counter()
    for first, chance in zip(components(size, graphs), chances, strict=True):
        heads: Counter[int] = Counter()
        for at, head in enumerate(first):
            heads[int(head)] += 1 << at
        counted[frozenset(heads.values())] += float(chance)  # type: ignore[assignment]
    found = {frozenset(blocks): chance for blocks, chance in ways_to_fall(size, recall)}
    assert found == pytest.approx(dict(counted), abs=1e-12)


def test_some_way_is_always_fallen() -> None:
    for recall in (0.01, 0.5, 0.95):
        for size in range(1, MOST + 1):
            assert sum(chance for _, chance in ways_to_fall(size, recall)) == pytest.approx(1)


@given(tables, recalls, st.integers(0, 99))
@settings(max_examples=80, deadline=None)
def test_nobody_appears_on_a_list_or_vanishes_from_it(table: CaptureTable, recall: float, seed: int) -> None:
    restored = with_lost_pairs(table, recall, seed=seed)
    assert restored.lists == table.lists
    assert restored.sizes == table.sizes
    assert restored.documented <= table.documented


@given(tables, st.integers(0, 99))
@settings(max_examples=20, deadline=None)
def test_nothing_was_lost_where_every_pair_was_compared(table: CaptureTable, seed: int) -> None:
    assert with_lost_pairs(table, 1.0, seed=seed) == table


@given(tables, st.permutations(range(5)))
@settings(max_examples=20, deadline=None)
def test_the_order_of_the_lists_changes_nothing(table: CaptureTable, order: list[int]) -> None:
    moved = with_lost_pairs(table.reordered(order), 0.8, seed=4)
    assert moved == with_lost_pairs(table, 0.8, seed=4).reordered(order)


@pytest.mark.parametrize("recall", [0.9, 0.6])
def test_on_average_those_whom_blocking_parted_are_whole_again(recall: float) -> None:
    rng = np.random.default_rng(5)
    # enough of each part for those that are to be joined
    truth = CaptureTable.of("ABCDE", {h: 400 // h.bit_count() ** 2 + 40 for h in range(1, 32)})
    found = np.zeros((150, 32))
    parted = np.zeros((150, 32))
    for nth in range(150):
        seen = linked(truth, recall, rng)
        for cells, table in ((parted, seen), (found, with_lost_pairs(seen, recall, seed=nth))):
            for history, people in table.counts:
                cells[nth, history] = people
    true = np.array([0, *(people for _, people in truth.counts)])
    error = found.std(axis=0, ddof=1) / np.sqrt(150)
    off = (found.mean(axis=0) - true)[1:] / error[1:]
    assert np.abs(off).max() < 4
    assert abs(found.sum(axis=1).mean() - truth.documented) < 4 * found.sum(axis=1).std() / np.sqrt(150)
    # what it was before was not the truth, so that there was something to put back
    before = (parted.mean(axis=0) - true)[1:] / (parted.std(axis=0, ddof=1) / np.sqrt(150))[1:]
    assert np.abs(before).max() > 30


def test_how_many_were_lost_is_drawn() -> None:
    two = CaptureTable.of("AB", {1: 5000, 2: 5000, 3: 800})
    found = [with_lost_pairs(two, 0.8, seed=seed).overlap(0, 1) for seed in range(200)]
    assert abs(sum(found) / len(found) - 1000) < 5
    assert len(set(found)) > 20


def test_no_more_people_are_joined_than_there_are() -> None:
    tight = CaptureTable.of("AB", {1: 1, 2: 50, 3: 500})
    assert with_lost_pairs(tight, 0.5, seed=3).counts == ((2, 49), (3, 501))


def test_people_on_more_lists_than_are_parted_stay_whole() -> None:
    many = MOST + 1
    people = {(1 << many) - 1: 50, **{1 << n: 9 for n in range(many)}}
    table = CaptureTable.of([f"L{n}" for n in range(many)], people)
    assert with_lost_pairs(table, 0.3, seed=1) == table


def test_a_recall_next_to_nothing_joins_what_there_is() -> None:
    assert with_lost_pairs(TABLE, 1e-300, seed=1).sizes == TABLE.sizes
