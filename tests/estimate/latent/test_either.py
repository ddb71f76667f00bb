"""Latent classes by default: chains where they agree, the annealed sampler where they do not."""

from __future__ import annotations

from cenotaph.estimate.latent import AnnealedClasses, Annealing, Chains, Latent, LatentClasses, Prior
from cenotaph.model import CaptureTable

TABLE = CaptureTable.of("ABC", {1: 60, 2: 49, 4: 247, 3: 4, 5: 112, 6: 142, 7: 12})
ONE_CLASS = Prior(classes=1)
ANNEALED = AnnealedClasses(ONE_CLASS, Annealing(particles=200, moves=3))


def test_chains_that_agree_are_the_answer() -> None:
    chains = LatentClasses(ONE_CLASS, Chains(chains=2, burn=200, draws=1_000, thin=(2,)))
    fit = Latent(chains, ANNEALED).fit(TABLE, seed=1)
    assert fit.model == "latent"
    assert fit.interval == chains.fit(TABLE, seed=1).interval
    assert "chains_refused" not in fit.diagnostics


def test_where_chains_are_refused_the_annealed_sampler_answers_and_why_is_said() -> None:
    short = LatentClasses(ONE_CLASS, Chains(chains=2, burn=0, draws=8, thin=(1,)))
    refused = short.fit(TABLE, seed=1).refusal
    assert refused is not None
    fit = Latent(short, ANNEALED).fit(TABLE, seed=1)
    assert fit.model == "latent-annealed"
    assert fit.interval == ANNEALED.fit(TABLE, seed=1).interval
    assert fit.diagnostics["chains_refused"] == refused.reason


def test_other_refusals_stand() -> None:
    fit = Latent(LatentClasses(ONE_CLASS), ANNEALED).fit(CaptureTable.of("AB", {1: 5, 2: 6, 3: 7}), seed=1)
    assert fit.refusal is not None
    assert fit.refusal.rule == "too_few_lists"
    assert fit.model == "latent"
