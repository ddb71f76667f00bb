"""Latent classes as an estimator: several chains of Gibbs sampling, and an answer only if they agree."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field

import numpy as np
from numpy.typing import NDArray

from cenotaph.estimate.base import LEVEL, Fit
from cenotaph.estimate.chains import bulk_ess, quantile_ess, rank_rhat
from cenotaph.estimate.latent.answers import FAR, histories_of, interval_of, refused_edge, refused_lists, told
from cenotaph.estimate.latent.gibbs import TRACED, sweeps
from cenotaph.estimate.latent.prior import Prior
from cenotaph.estimate.order import in_one_order
from cenotaph.model import CaptureTable, Refusal

__all__ = ["ENOUGH", "Chains", "LatentClasses", "refused_chains"]

ENOUGH = 400  # independent draws below which an interval is not told (Vehtari et al. 2021, section 4)


@dataclass(frozen=True, slots=True)
class Chains:
    """How long chains run: each forgets ``burn`` sweeps, then tells ``draws``, one every ``thin`` sweeps."""

    chains: int = 8
    burn: int = 10_000
    draws: int = 1_000
    thin: int = 100


@dataclass(frozen=True, slots=True)
class LatentClasses:
    """Bayesian latent classes (Manrique-Vallier 2016) by Gibbs sampling, refused where its chains disagree.

    A chain may sit on one of several answers for longer than anybody waits. Then others, started elsewhere, sit on
    others, and none is told: rank R-hat above ``FAR``, or fewer than ``ENOUGH`` independent draws for the middle or
    for an end of the interval, is a refusal. That chains agree does not make the model true.
    """

    prior: Prior = field(default_factory=Prior)
    run: Chains = field(default_factory=Chains)
    name: str = "latent"

    def fit(self, table: CaptureTable, *, seed: int, level: float = LEVEL) -> Fit:
        """The interval for the total at this level, or a refusal; the draws of one chain come after another's."""
        settings = {"prior": self.prior.stated, **asdict(self.run), "sampler": "gibbs", "seed": seed}
        if too_few := refused_lists(table):
            return Fit(self.name, None, too_few, settings=settings)
        traced = self._traced(in_one_order(table), seed)
        column = {name: traced[:, :, at] for at, name in enumerate(TRACED)}
        totals = column["unseen"] + table.documented
        rhat, bulk = rank_rhat(totals), bulk_ess(totals)
        ends = [quantile_ess(totals, (1 - level) / 2), quantile_ess(totals, (1 + level) / 2)]
        refusal = refused_edge(column["unseen"]) or refused_chains(rhat, bulk, *ends)
        return Fit(
            self.name,
            None if refusal else interval_of(totals, level),
            refusal,
            draws=totals.reshape(-1),
            settings=settings,
            diagnostics={
                "rank_rhat": rhat,
                "bulk_ess": bulk,
                "low_end_ess": ends[0],
                "high_end_ess": ends[1],
                "chain_medians": [float(middle) for middle in np.median(totals, axis=1)],
                "classes_occupied_mean": float(column["occupied"].mean()),
                **told(column["unseen"], column["alpha"], column["largest"]),
            },
        )

    def _traced(self, table: CaptureTable, seed: int) -> NDArray[np.float64]:
        """What every chain tells, (chains, draws, TRACED); each has a stream of its own: cores change nothing."""
        on, people = histories_of(table)
        run, prior = self.run, self.prior

        def chain(seeds: np.random.SeedSequence) -> NDArray[np.float64]:
            rng = np.random.Generator(np.random.PCG64(seeds))
            rows: NDArray[np.float64] = sweeps(
                rng, on, people, prior.classes, prior.shape, prior.rate, run.burn, run.draws, run.thin
            )
            return rows

        with ThreadPoolExecutor(min(run.chains, os.cpu_count() or 1)) as threads:
            return np.array(list(threads.map(chain, np.random.SeedSequence(seed).spawn(run.chains))))


def refused_chains(rhat: float, bulk: float, low: float, high: float) -> Refusal | None:
    """Chains that disagree, or are worth too few draws for what is told; NaN is neither agreement nor enough."""
    if rhat <= FAR and bulk >= ENOUGH and low >= ENOUGH and high >= ENOUGH:
        return None
    return Refusal(
        "chains_disagree",
        f"chains of the sampler do not agree on one answer: rank R-hat {rhat:.2f} (at most {FAR} is accepted), "
        f"worth {bulk:.0f} independent draws for the middle, {low:.0f} and {high:.0f} for the ends of the interval "
        f"(at least {ENOUGH} are needed)",
        "use the annealed sampler, which weighs the answers that chains sit on; or add a list",
    )
