"""The annealed sampler: it finds what Gibbs finds where chains mix, and evidence that can be computed."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import betaln, gammaln

from cenotaph.estimate.chains import rank_rhat
from cenotaph.estimate.latent import AnnealedClasses, Annealing, Chains, LatentClasses, Prior
from cenotaph.estimate.latent.annealed import anneal, times
from cenotaph.estimate.latent.annealed_estimator import effective_draws, refused_runs
from cenotaph.estimate.latent.answers import histories_of
from cenotaph.model import CaptureTable

SMALL = Annealing(particles=300, moves=3)
# Madigan & York 1997: 626 people on three lists
THREE_LISTS = CaptureTable.of("ABC", {1: 60, 2: 49, 4: 247, 3: 4, 5: 112, 6: 142, 7: 12})


def exact_evidence(table: CaptureTable, upto: int) -> float:
    """Of one class, over all totals: N! / (N - n)! / N, a beta function a list; over (n - 1)!, as people come."""
    total = np.arange(table.documented, upto + 1, dtype=float)
    log = gammaln(total + 1) - gammaln(total - table.documented + 1) - np.log(total) - gammaln(table.documented)
    for size in table.sizes:
        log += betaln(1 + size, 1 + total - size)
    return float(np.logaddexp.reduce(log))


def test_evidence_of_one_class_is_exact() -> None:
    table = CaptureTable.of("ABC", {1: 9, 2: 7, 4: 12, 3: 3, 5: 2, 6: 4, 7: 1})
    run = anneal(*histories_of(table), Prior(classes=1), SMALL, np.random.SeedSequence(1))
    assert run.log_evidence == pytest.approx(exact_evidence(table, 20_000), abs=0.5)


def test_it_finds_what_gibbs_finds_where_chains_mix() -> None:
    chains = LatentClasses(run=Chains(chains=4, burn=2_000, draws=1_000, thin=(30,))).fit(THREE_LISTS, seed=1)
    annealed = AnnealedClasses(run=SMALL).fit(THREE_LISTS, seed=1)
    quarters = [np.quantile(fit.draws, [0.25, 0.5, 0.75]) for fit in (chains, annealed) if fit.draws is not None]
    worth = min(chains.diagnostics["bulk_ess"], annealed.diagnostics["effective_draws"])
    # quartiles of n independent draws of a bell curve err by about 1 / sqrt(n) of the distance between them
    error = np.ptp(quarters[0]) / np.sqrt(worth)
    assert quarters[1] == pytest.approx(quarters[0], abs=4 * error)


def test_moves_leave_the_posterior_what_it_is() -> None:
    """Particles that move much more often after each batch have the same law."""
    table = CaptureTable.of("ABCD", {1: 20, 2: 15, 4: 12, 8: 18, 3: 6, 12: 5, 15: 3, 5: 2})
    few, many = (
        anneal(*histories_of(table), Prior(classes=4), Annealing(500, moves), np.random.SeedSequence(moves))
        for moves in (3, 8)
    )
    assert rank_rhat(np.array([few.missing, many.missing])) < 1.03
    assert few.log_evidence == pytest.approx(many.log_evidence, abs=0.5)


def test_the_same_seed_gives_the_same_draws_whatever_the_order_of_lists() -> None:
    tiny = AnnealedClasses(Prior(classes=3), Annealing(particles=64, moves=1))
    moved = CaptureTable(("x", "y", "z"), THREE_LISTS.reordered((2, 0, 1)).counts)
    one, other = (tiny.fit(table, seed=3) for table in (THREE_LISTS, moved))
    assert one.draws is not None
    assert other.draws is not None
    assert one.draws.tolist() == other.draws.tolist()
    assert one.diagnostics["log_evidence"] == other.diagnostics["log_evidence"]


def test_two_runs_that_find_different_evidence_are_refused() -> None:
    assert refused_runs([-100.0, -100.9], 1.0) is None
    refusal = refused_runs([-100.0, -101.1], 1.0)
    assert refusal is not None
    assert refusal.rule == "chains_disagree"
    assert refused_runs([-100.0, -100.0], 1.2) is not None


def test_runs_that_differ_are_made_again_with_twice_the_particles() -> None:
    fit = AnnealedClasses(Prior(classes=3), Annealing(particles=8, moves=1)).fit(THREE_LISTS, seed=1)
    assert fit.settings["particles"] == 8
    assert fit.diagnostics["particles"] == 16


def test_particles_are_worth_no_more_than_there_are_and_fewer_where_they_are_copies() -> None:
    run = anneal(*histories_of(THREE_LISTS), Prior(classes=3), Annealing(400, 1), np.random.SeedSequence(1))
    often = anneal(*histories_of(THREE_LISTS), Prior(classes=3), Annealing(400, 10), np.random.SeedSequence(1))
    assert effective_draws(run) < effective_draws(often) < 800


def test_two_lists_are_refused() -> None:
    fit = AnnealedClasses(run=SMALL).fit(CaptureTable.of("AB", {1: 5, 2: 6, 3: 7}), seed=1)
    assert fit.refusal is not None
    assert fit.refusal.rule == "too_few_lists"


def test_everybody_is_shown_once_and_of_very_many_some_at_a_time() -> None:
    people = np.array([1, 7, 50_000_000])
    histories, parts = times(people)
    assert np.bincount(histories, weights=parts).tolist() == people.tolist()
    assert parts[:3].tolist() == [1, 1, 1]
    assert len(parts) < 20_000
