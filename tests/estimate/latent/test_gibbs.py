"""Gibbs: where the posterior can be computed, chains find it; where chains sit apart, no number is told."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import betaln, gammaln

from cenotaph.estimate.base import Fit
from cenotaph.estimate.latent import Chains, LatentClasses, Prior
from cenotaph.estimate.latent.answers import refused_edge
from cenotaph.estimate.latent.estimator import Agreement
from cenotaph.estimate.latent.kernels import MOST
from cenotaph.model import CaptureTable

ONE_CLASS = Prior(classes=1)
SHORT = Chains(chains=4, burn=200, draws=1_000, thin=(2,))
# Madigan & York 1997: 626 people on three lists
THREE_LISTS = CaptureTable.of("ABC", {1: 60, 2: 49, 4: 247, 3: 4, 5: 112, 6: 142, 7: 12})


def exact_total(table: CaptureTable, upto: int) -> tuple[np.ndarray, np.ndarray]:
    """The posterior of the total with one class: capture probabilities integrated out, a beta function a list."""
    total = np.arange(table.documented, upto + 1, dtype=float)
    log = gammaln(total + 1) - gammaln(total - table.documented + 1) - np.log(total)
    for size in table.sizes:
        log += betaln(1 + size, 1 + total - size)
    weight = np.exp(log - log.max())
    return total, weight / weight.sum()


def test_one_class_is_independence_and_its_posterior_is_exact() -> None:
    table = CaptureTable.of("ABC", {1: 9, 2: 7, 4: 12, 3: 3, 5: 2, 6: 4, 7: 1})
    total, weight = exact_total(table, 2_000)
    fit = LatentClasses(Prior(classes=1), SHORT).fit(table, seed=1)
    assert fit.draws is not None
    mean = float(total @ weight)
    deviation = float(np.sqrt((total - mean) ** 2 @ weight))
    error = deviation / np.sqrt(fit.diagnostics["bulk_ess"])
    assert fit.draws.mean() == pytest.approx(mean, abs=4 * error)
    assert fit.draws.std() == pytest.approx(deviation, rel=0.1)


def test_of_tables_made_from_the_prior_the_truth_has_any_rank_among_the_draws() -> None:
    """Simulation-based calibration (Talts et al. 2018), given how many are documented."""
    rng = np.random.default_rng(7)
    run = Chains(chains=1, burn=200, draws=49, thin=(10,))
    ranks: list[int] = []
    while len(ranks) < 100:
        caught = rng.uniform(size=3)
        missed = np.prod(1 - caught)
        documented = 40  # given it, 1 / N makes the number of the others negative binomial
        truth = documented + rng.negative_binomial(documented, 1 - missed)
        cells = np.array([np.prod([c if h >> j & 1 else 1 - c for j, c in enumerate(caught)]) for h in range(8)])
        people = rng.multinomial(documented, cells[1:] / cells[1:].sum())
        table = CaptureTable.of("ABC", {h + 1: int(n) for h, n in enumerate(people)})
        fit = LatentClasses(Prior(classes=1), run).fit(table, seed=len(ranks))
        if fit.draws is None:  # a list came out empty; data may be left out for what they are
            continue
        below, level = int((fit.draws < truth).sum()), int((fit.draws == truth).sum())
        ranks.append(int(rng.integers(below, below + level + 1)))
    quarters = np.bincount(np.array(ranks) * 4 // 50, minlength=4)
    assert ((quarters - 25) ** 2 / 25).sum() < 16.3  # chi-square with 3 degrees of freedom, 1 in 1,000


def test_lists_in_another_order_with_other_names_give_the_same_draws() -> None:
    run = Chains(chains=2, burn=50, draws=50, thin=(1,))
    moved = CaptureTable(("x", "y", "z"), THREE_LISTS.reordered((2, 0, 1)).counts)
    one, other = (LatentClasses(run=run).fit(table, seed=3) for table in (THREE_LISTS, moved))
    assert one.draws is not None
    assert other.draws is not None
    assert one.draws.tolist() == other.draws.tolist()


def test_another_seed_gives_other_draws() -> None:
    run = Chains(chains=2, burn=50, draws=50, thin=(1,))
    one, other = (LatentClasses(run=run).fit(THREE_LISTS, seed=seed) for seed in (1, 2))
    assert one.draws is not None
    assert other.draws is not None
    assert one.draws.tolist() != other.draws.tolist()


def test_an_answer_says_what_it_was_made_with() -> None:
    fit = LatentClasses(run=Chains(chains=4, burn=2_000, draws=1_000, thin=(30,))).fit(THREE_LISTS, seed=1)
    assert fit.interval is not None
    assert (
        670 < fit.interval.low < 700 < 725 < (fit.interval.best or 0) < 745 < 790 < (fit.interval.high or 0) < 860
    )
    assert fit.settings["prior"] == {
        "classes": 10,
        "shape": 0.25,
        "rate": 0.25,
        "capture": "beta(1, 1)",
        "total": "1/N",
    }
    assert fit.settings["seed"] == 1
    assert fit.diagnostics["rank_rhat"] < 1.05
    assert fit.diagnostics["bulk_ess"] > 400


def test_chains_that_sit_on_two_answers_give_none() -> None:
    """Two halves of a people of whom the lists cannot say whether they are one class or two."""
    easy, hard = 40, 4_000
    table = CaptureTable.of(
        "ABCD", {1: hard, 2: hard, 4: hard, 8: hard, 3: easy, 12: easy, 15: 30, 7: 12, 11: 12, 13: 12, 14: 12}
    )
    fit = LatentClasses(run=Chains(chains=8, burn=100, draws=100, thin=(1,))).fit(table, seed=1)
    assert fit.interval is None
    assert fit.refusal is not None
    assert fit.refusal.rule == "chains_disagree"


def test_two_lists_are_refused() -> None:
    fit = LatentClasses(run=SHORT).fit(CaptureTable.of("AB", {1: 5, 2: 6, 3: 7}), seed=1)
    assert fit.refusal is not None
    assert fit.refusal.rule == "too_few_lists"


@pytest.mark.parametrize("edge", [0.0, MOST])
def test_mass_at_an_edge_is_refused(edge: float) -> None:
    inside = np.arange(1.0, 1_000.0)
    assert refused_edge(inside) is None
    refusal = refused_edge(np.concatenate([inside, np.full(10, edge)]))
    assert refusal is not None
    assert refusal.rule == "at_the_edge"


def test_of_draws_that_never_moved_nothing_is_told() -> None:
    assert Agreement(1.0, 500.0, 400.0, 400.0, enough=400).refused() is None
    for worth in ((float("nan"),) * 4, (1.2, 500.0, 500.0, 500.0), (1.0, 300.0, 500.0, 500.0)):
        assert Agreement(*worth, enough=400).refused() is not None
    # a rare answer that chains seldom visit
    assert Agreement(1.0, 500.0, 300.0, 500.0, enough=400).refused() is not None


def test_more_chains_must_be_worth_more_draws() -> None:
    rng = np.random.default_rng(1)
    assert [Agreement.of(rng.normal(size=(chains, 100)), 0.95).enough for chains in (4, 8)] == [400, 800]


def sweeps(fit: Fit) -> int:
    return int(fit.diagnostics["sweeps_a_chain"])


def test_chains_that_agree_go_on_until_they_are_worth_enough() -> None:
    enough = Chains(chains=4, burn=500, draws=500, thin=(5, 40))
    assert sweeps(LatentClasses(ONE_CLASS, enough).fit(THREE_LISTS, seed=1)) == 500 + 500 * 5
    few = Chains(chains=4, burn=500, draws=60, thin=(5, 40))
    fit = LatentClasses(ONE_CLASS, few).fit(THREE_LISTS, seed=1)
    assert fit.diagnostics["rank_rhat"] < 1.05
    assert sweeps(fit) == 500 + 60 * (5 + 40)


def test_chains_that_sat_on_several_answers_are_not_believed_later() -> None:
    fit = LatentClasses(run=Chains(chains=4, burn=500, draws=500, thin=(5, 40))).fit(THREE_LISTS, seed=1)
    assert fit.refusal is not None
    assert fit.refusal.rule == "chains_disagree"
    assert sweeps(fit) == 500 + 500 * 5


def test_lists_that_hardly_meet_have_no_hidden_cap() -> None:
    table = CaptureTable.of("ABC", {1: 4_000, 2: 4_000, 4: 4_000, 3: 1})
    fit = LatentClasses(Prior(classes=1), SHORT).fit(table, seed=1)
    assert fit.draws is not None
    assert fit.draws.max() > 100 * table.documented
