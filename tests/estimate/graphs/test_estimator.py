"""Averaging over graphs: what it says of known tables, what nothing changes, and what it refuses."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from cenotaph.estimate.graphs import Graphs, sensitivity
from cenotaph.estimate.graphs.likelihood import Evidence
from cenotaph.estimate.graphs.spread import grid_spread
from cenotaph.model import CaptureTable

Floats = NDArray[np.float64]

# Madigan & York, Biometrika 84 (1997), from Hook, Albright & Cross (1980): children with spina bifida in upstate
# New York, on birth certificates, death certificates and medical records.
SPINA_BIFIDA = CaptureTable.of("BDM", {1: 60, 2: 49, 3: 4, 4: 247, 5: 112, 6: 142, 7: 12})

tables = st.lists(st.integers(0, 25), min_size=15, max_size=15).map(
    lambda counts: CaptureTable.of("ABCD", enumerate(counts, start=1))
)


def test_a_published_table() -> None:
    fit = Graphs().fit(SPINA_BIFIDA, seed=1)
    assert fit.interval is not None
    assert (fit.interval.low, fit.interval.best, fit.interval.high) == (694, 731, 787)
    assert fit.settings["graphs"] == 8
    assert fit.settings["delta"] == 1 / 8
    best = fit.diagnostics["likeliest_graphs"][0]
    assert best["probability"] == pytest.approx(0.7232, abs=2e-3)
    assert fit.diagnostics["mass_at_nobody_missing"] < 0.005


def test_draws_are_of_the_posterior_and_of_the_seed() -> None:
    fit = Graphs().fit(SPINA_BIFIDA, seed=5)
    assert fit.draws is not None
    assert fit.draws.shape == (4000,)
    assert np.quantile(fit.draws, [0.025, 0.5, 0.975]) == pytest.approx([694, 731, 787], abs=1)
    again, other = (Graphs().fit(SPINA_BIFIDA, seed=seed).draws for seed in (5, 6))
    assert again is not None
    assert other is not None
    assert fit.draws.tolist() == again.tolist() != other.tolist()


def test_draws_of_two_strata_do_not_rise_and_fall_together() -> None:
    north, south = (
        Graphs().fit(CaptureTable(SPINA_BIFIDA.lists, SPINA_BIFIDA.counts, (("region", where),)), seed=1).draws
        for where in ("north", "south")
    )
    assert north is not None
    assert south is not None
    assert abs(np.corrcoef(north, south)[0, 1]) < 0.06


@given(tables, st.permutations(range(4)), st.integers(0, 9))
@settings(max_examples=20, deadline=None)
def test_order_and_names_of_lists_change_nothing(table: CaptureTable, order: list[int], seed: int) -> None:
    assume(table.documented)
    other = table.reordered(order)
    renamed = CaptureTable(("one", "two", "three", "four"), other.counts)
    first, *others = (Graphs().fit(one, seed=seed) for one in (table, other, renamed))
    for fit in others:
        assert fit.interval == first.interval
        assert fit.refusal == first.refusal
        assert (fit.draws is None) == (first.draws is None)
        assert fit.draws is None or first.draws is None or (fit.draws == first.draws).all()
    assert others[0].diagnostics == first.diagnostics


@given(tables)
@settings(max_examples=25, deadline=None)
def test_one_more_person_on_all_lists_never_raises_the_missing_under_independence(table: CaptureTable) -> None:
    assume(table.documented)
    grid = np.arange(3000.0)

    def at_or_below(one: CaptureTable) -> Floats:
        evidence = Evidence.of(one)

        def independent(x: Floats) -> Floats:
            return np.asarray(evidence.factors(x)[[1, 2, 4, 8]].sum(axis=0) + evidence.common(x))

        return np.cumsum(grid_spread(independent, grid).mass)

    more = CaptureTable.of(table.lists, [*table.counts, (15, 1)])
    assert (at_or_below(more) >= at_or_below(table) - 1e-9).all()


@pytest.mark.parametrize(
    ("table", "rule"),
    [
        (CaptureTable.of("AB", {1: 10, 2: 12, 3: 4}), "too_few_lists"),
        (CaptureTable.of("ABC", {1: 10, 2: 12, 3: 4}), "too_few_lists"),
        (CaptureTable.of("ABC", {}), "too_few_lists"),
        (CaptureTable.of("ABC", {1: 10, 2: 12, 4: 4}), "no_overlap"),
        (CaptureTable.of("ABCDEFGH", {2**at: 9 for at in range(8)} | {3: 4}), "too_many_lists"),
        # every pair of lists depends on each other, so that nothing is known of those on none
        (CaptureTable.of("ABC", {1: 400, 2: 300, 4: 350, 3: 200, 5: 180, 6: 10, 7: 300}), "at_the_edge"),
    ],
)
def test_what_is_refused(table: CaptureTable, rule: str) -> None:
    fit = Graphs().fit(table, seed=0)
    assert fit.refusal is not None
    assert fit.refusal.rule == rule
    assert not (fit.refusal.reason + fit.refusal.lift).endswith("."), "the page and the terminal end the sentence"
    assert fit.draws is None


def test_mass_at_the_cap_is_refused_and_a_cap_is_not_met_in_silence() -> None:
    fit = Graphs(most_missing=110).fit(SPINA_BIFIDA, seed=0)
    assert fit.refusal is not None
    assert fit.refusal.rule == "at_the_edge"
    assert "up to 110 people missing" in fit.refusal.reason
    assert fit.diagnostics["mass_at_cap"] > 0.005


def test_other_priors_are_told_side_by_side() -> None:
    fits = sensitivity(SPINA_BIFIDA, times=(0.5, 1, 2), priors=("1/N", "rissanen"))
    assert [(fit.settings["delta"], fit.settings["prior_of_total"]) for fit in fits] == [
        (delta, prior) for prior in ("1/N", "rissanen") for delta in (1 / 16, 1 / 8, 1 / 4)
    ]
    assert fits[1].interval == Graphs().fit(SPINA_BIFIDA, seed=0).interval
    assert len({fit.interval.best for fit in fits if fit.interval}) > 1
    with pytest.raises(ValueError, match="prior"):
        Graphs(prior="none").fit(SPINA_BIFIDA, seed=0)


@pytest.mark.slow
def test_seven_lists() -> None:
    rng = np.random.default_rng(7)
    chances = rng.uniform(0.1, 0.3, 7)
    histories = ((rng.random((2000, 7)) < chances) << np.arange(7)).sum(axis=1)
    found, people = np.unique(histories[histories > 0], return_counts=True)
    table = CaptureTable.of("ABCDEFG", zip(found.tolist(), people.tolist(), strict=True))
    fit = Graphs().fit(table, seed=0)
    assert fit.settings["graphs"] == 617_675
    assert fit.interval is not None
    assert fit.interval.high is not None
    assert fit.interval.low < 2000 < fit.interval.high < 2400


@pytest.mark.parametrize("people", [10**6, 10**7, 10**9])
def test_of_very_many_people_the_total_is_found_too(people: int) -> None:
    chances = (0.3, 0.4, 0.25)
    counts = {
        history: round(people * math.prod(p if history >> at & 1 else 1 - p for at, p in enumerate(chances)))
        for history in range(1, 8)
    }
    interval = Graphs().fit(CaptureTable.of("ABC", counts), seed=0).interval
    assert interval is not None
    assert interval.high is not None
    assert interval.low < people < interval.high
    # three independent lists tell the missing to a few parts in the root of the people
    assert interval.high - interval.low < 6 * math.sqrt(people)
