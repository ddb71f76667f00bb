"""Processes side by side: the same answer from any number of them."""

from __future__ import annotations

import time
from multiprocessing import active_children

import numpy as np
import pytest

from cenotaph.estimate import estimate
from cenotaph.estimate.side_by_side import MANY, side_by_side, workers_for


def rows(column: str, tables: int) -> list[dict[str, object]]:
    """Three independent lists of 300 people, so many times over."""
    rng = np.random.default_rng(3)
    found: list[dict[str, object]] = []
    for nth in range(tables):
        people = rng.multinomial(300, np.full(8, 1 / 8))
        for history, count in enumerate(people.tolist()):
            if history:
                on = {name: history >> at & 1 for at, name in enumerate("ABC")}
                found.append({column: f"{nth + 1}", **on, "count": count})
    return found


def doubled(number: int) -> int:
    return 2 * number


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_items(workers: int) -> None:
    with side_by_side(workers) as each:
        assert list(each(doubled, range(40))) == [2 * number for number in range(40)]


def test_what_fails_in_a_process_fails_here() -> None:
    with side_by_side(2) as each, pytest.raises(ValueError, match="invalid literal"):
        list(each(int, ["1", "two"]))


def test_who_leaves_does_not_wait_for_what_is_being_done() -> None:
    others = set(active_children())

    def interrupted() -> None:
        with side_by_side(2) as each:
            next(each(time.sleep, [0.0, 300.0, 300.0, 300.0]))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    # the pool's own thread waits for them too, and the second to ask is told "alive" until the first has noted it
    until = time.monotonic() + 60
    while (left := set(active_children()) - others) and time.monotonic() < until:
        time.sleep(0.01)
    assert not left


def test_few_tables_are_not_worth_a_process() -> None:
    assert workers_for(MANY - 1) == 1


@pytest.mark.parametrize(("column", "asked"), [("region", {"strata": ("region",)}), ("replicate", {})])
def test_strata_and_replicates_have_one_answer_whatever_fits_them(column: str, asked: dict[str, object]) -> None:
    told = [
        estimate(  # type: ignore[call-overload, unused-ignore]
            rows(column, 4),
            models=("graphs", "chao"),
            signed="A. Name",
            assume="decomposable",
            diagnose=False,
            workers=workers,
            **asked,
        ).to_dict()
        for workers in (1, 2)
    ]
    assert told[0] == told[1]
    assert told[0]["models"][0]["low"] > 0
