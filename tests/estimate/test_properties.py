"""What must hold of every answer, whatever the table."""

from __future__ import annotations

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import cenotaph
from cenotaph.estimate.captures import Captures, profile
from cenotaph.model import CaptureTable

FAST = ["graphs", "loglinear", "chao"]
tables = st.dictionaries(st.integers(1, 15), st.integers(1, 60), min_size=8).map(
    lambda counts: CaptureTable.of("ABCD", counts)
)
few = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def words(table: CaptureTable) -> dict[str, tuple[object, ...]]:
    told = cenotaph.estimate(
        table, models=FAST, assume="pairwise", signed="A. Name", diagnose=False, seed=3
    ).to_dict()
    said = {one["model"]: (one["low"], one["best"], one["high"], bool(one["refused"])) for one in told["models"]}
    return said | {"answer": (told["documented"], repr(told["estimate"]), *(r["rule"] for r in told["refusals"]))}


@given(tables, st.permutations(range(4)), st.permutations(["w", "x", "y", "z"]))
@few
def test_other_names_and_another_order_of_the_lists_change_nothing(
    table: CaptureTable, order: list[int], names: list[str]
) -> None:
    moved = table.reordered(order)
    renamed = CaptureTable.of(names, moved.counts)
    assert words(renamed) == words(table)


@given(tables)
@few
def test_every_total_holds_the_documented_and_its_ends_are_in_order(table: CaptureTable) -> None:
    told = cenotaph.estimate(table, models=FAST, assume="pairwise", diagnose=False).to_dict()
    for one in (*told["models"], *([told["estimate"]] if told["estimate"] else [])):
        ends = [end for end in (one["low"], one["best"], one["high"]) if end is not None]
        assert ends == sorted(ends)
        assert all(end >= told["documented"] for end in ends)


@given(tables)
@settings(max_examples=40, deadline=None)
def test_somebody_more_on_all_lists_never_raises_the_missing_where_lists_are_independent(
    table: CaptureTable,
) -> None:
    assume(all(table.sizes))
    more = CaptureTable.of(table.lists, [*table.counts, (15, 1)])
    before, after = (profile(one, Captures.MT, 0.95) for one in (table, more))
    assume(before is not None and after is not None)
    assert before is not None
    assert after is not None
    assert after.best - more.documented <= (before.best - table.documented) * (1 + 1e-6) + 1e-6
