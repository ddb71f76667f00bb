"""What pairs of groups imply together: parts of parts, what is inherited, which sums hold."""

from __future__ import annotations

import numpy as np

from cenotaph.reconcile.order import Correction, Order, order


def tables(size: int, within: list[tuple[int, int]], apart: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    lies, split = np.zeros((size, size), dtype=bool), np.zeros((size, size), dtype=bool)
    for a, b in within:
        lies[a, b] = True
    for a, b in apart:
        split[a, b] = split[b, a] = True
    return lies, split


def made(size: int, within: list[tuple[int, int]], apart: list[tuple[int, int]], *rulings: Correction) -> Order:
    return order(*tables(size, within, apart), rulings)


def test_equal_groups_are_one_and_what_follows_is_left_out() -> None:
    # 0 within 1 within 2, 1 and 3 the same
    found = made(4, [(0, 1), (1, 2), (0, 2), (1, 3), (3, 1)], [])
    assert found.class_of == (0, 1, 2, 1)
    assert found.within == ((0, 1), (1, 2))


def test_groups_apart_add_up_to_what_holds_them_all() -> None:
    everyone, russians, syrians, civilians = range(4)
    whole = [(group, everyone) for group in (russians, syrians, civilians)]
    assert made(4, whole, [(russians, syrians)]).sums == (((russians, syrians), everyone),)
    three = made(4, whole, [(russians, syrians), (russians, civilians), (syrians, civilians)])
    assert three.sums == (((russians, syrians, civilians), everyone),)


def test_apartness_is_inherited_and_counted_once() -> None:
    everyone, russians, soldiers_ru, syrians = range(4)
    found = made(4, [(1, 0), (2, 1), (2, 0), (3, 0)], [(russians, syrians)])
    # the soldiers among the Russians are apart from Syrians too, which the row of the Russians implies
    assert found.sums == (((russians, syrians), everyone),)
    assert soldiers_ru in found.class_of


def test_what_contradicts_itself_is_not_apart() -> None:
    # 1 within 2 and apart from it; and 3 within both 4 and 5, which are apart
    found = made(6, [(g, 0) for g in range(1, 6)] + [(1, 2), (3, 4), (3, 5)], [(1, 2), (4, 5)])
    assert found.sums == ()


def test_a_ruling_that_one_is_not_within_another_takes_away_what_leads_there() -> None:
    ruling = Correction(a=0, b=2, a_within_b=False, b_within_a=False, apart=False)
    found = made(3, [(0, 1), (1, 2), (0, 2)], [], ruling)
    assert found.within == ((1, 2),)


def test_a_ruling_that_two_groups_may_share_people_ends_the_apartness_of_their_wholes() -> None:
    everyone, a, b, part_a, part_b = range(5)
    within = [(a, everyone), (b, everyone), (part_a, a), (part_b, b)]
    assert made(5, within, [(a, b)]).sums == (((a, b), everyone),)
    ruling = Correction(a=part_a, b=part_b, a_within_b=False, b_within_a=False, apart=False)
    assert made(5, within, [(a, b)], ruling).sums == ()


def test_very_many_cliques_are_covered_pair_by_pair() -> None:
    # ten kinds of two groups each, any two of different kinds apart: 1,024 cliques of ten
    size = 21
    within = [(group, 0) for group in range(1, size)]
    apart = [(a, b) for a in range(1, size) for b in range(a + 1, size) if (a - 1) // 2 != (b - 1) // 2]
    sums = made(size, within, apart).sums
    assert len(sums) < 128
    covered = {(a, b) for parts, _ in sums for a in parts for b in parts if a < b}
    assert covered == set(apart)
    assert all((a, b) in set(apart) for parts, _ in sums for a in parts for b in parts if a < b)
