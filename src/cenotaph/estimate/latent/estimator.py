"""Latent classes as an estimator: several chains of Gibbs sampling, and an answer only if they agree."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field

import numpy as np
from numpy.typing import NDArray

from cenotaph.estimate.base import LEVEL, Fit
from cenotaph.estimate.chains import bulk_ess, rank_rhat
from cenotaph.estimate.latent.gibbs import TRACED, sweeps
from cenotaph.estimate.latent.prior import Prior
from cenotaph.estimate.latent.sampling import MOST
from cenotaph.estimate.order import in_one_order
from cenotaph.model import CaptureTable, Interval, Refusal

__all__ = ["AT_THE_EDGE", "ENOUGH", "FAR", "Chains", "LatentClasses", "histories_of", "interval_of", "refused_edge"]

FAR = 1.05  # rank R-hat above which chains are said to disagree
ENOUGH = 400  # independent draws below which an interval is not told (Vehtari et al. 2021, section 4)
AT_THE_EDGE = 0.005  # share of draws at "nobody is missing" or at the largest number a draw can be


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
    others, and none is told: rank R-hat above ``FAR`` or fewer than ``ENOUGH`` independent draws is a refusal.
    That chains agree does not make the model true.
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
        totals = traced[:, :, 0] + table.documented
        rhat, ess = rank_rhat(totals), bulk_ess(totals)
        diagnostics = {
            "rank_rhat": rhat,
            "bulk_ess": ess,
            "chain_medians": [float(middle) for middle in np.median(totals, axis=1)],
            **told(traced.reshape(-1, len(TRACED))),
        }
        refusal = refused_edge(traced[:, :, 0]) or refused_chains(rhat, ess)
        return Fit(
            self.name,
            None if refusal else interval_of(totals, level),
            refusal,
            draws=totals.reshape(-1),
            settings=settings,
            diagnostics=diagnostics,
        )

    def _traced(self, table: CaptureTable, seed: int) -> NDArray[np.float64]:
        """What every chain tells, (chains, draws, TRACED); each has a stream of its own: cores change nothing."""
        on, people = histories_of(table)
        run, prior = self.run, self.prior

        def chain(seeds: np.random.SeedSequence) -> NDArray[np.float64]:
            rng = np.random.Generator(np.random.PCG64(seeds))
            told: NDArray[np.float64] = sweeps(
                rng, on, people, prior.classes, prior.shape, prior.rate, run.burn, run.draws, run.thin
            )
            return told

        with ThreadPoolExecutor(min(run.chains, os.cpu_count() or 1)) as threads:
            return np.array(list(threads.map(chain, np.random.SeedSequence(seed).spawn(run.chains))))


def histories_of(table: CaptureTable) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """The table as arrays: whether a history is on a list, (histories, lists), and its people, (histories,)."""
    on = [[history >> at & 1 for at in range(len(table.lists))] for history, _ in table.counts]
    return np.array(on, dtype=np.uint8), np.array([people for _, people in table.counts], dtype=np.int64)


def interval_of(totals: NDArray[np.float64], level: float) -> Interval:
    """The central interval of draws at this level, with their median."""
    low, best, high = np.quantile(totals, [(1 - level) / 2, 0.5, (1 + level) / 2])
    return Interval(float(low), float(best), float(high), level)


def told(rows: NDArray[np.float64]) -> dict[str, object]:
    """What draws (draws, TRACED) say of the classes: their number, the weight of the largest, and alpha."""
    column = {name: rows[:, at] for at, name in enumerate(TRACED)}
    return {
        "alpha_median": float(np.median(column["alpha"])),
        "largest_class_median": float(np.median(column["largest"])),
        "share_of_draws_one_class_holds_99_percent": float(np.mean(column["largest"] > 0.99)),
        "classes_occupied_mean": float(np.mean(column["occupied"])),
        "share_of_draws_nobody_missing": float(np.mean(column["unseen"] == 0)),
    }


def refused_lists(table: CaptureTable) -> Refusal | None:
    """Fewer than three lists: any number of the missing fits a mixture of classes as well as any other."""
    if sum(size > 0 for size in table.sizes) >= 3:
        return None
    return Refusal(
        "too_few_lists",
        "latent classes need at least three lists with people on them: with fewer, the data say nothing of classes",
        "add a list that was made without knowledge of the others",
    )


def refused_edge(missing: NDArray[np.float64]) -> Refusal | None:
    """More than half a per cent of draws at "nobody is missing", or at the largest number that a draw can be."""
    if (nobody := float(np.mean(missing == 0))) > AT_THE_EDGE:
        return Refusal(
            "at_the_edge",
            f"{nobody:.1%} of draws say that nobody is missing: the answer leans on the edge of what is possible",
            "add a list; or show by other means that the lists are complete",
        )
    if (most := float(np.mean(missing >= MOST))) > AT_THE_EDGE:
        return Refusal(
            "at_the_edge",
            f"{most:.1%} of draws are at the largest number that can be drawn: the lists set no upper end",
            "add lists that overlap with these",
        )
    return None


def refused_chains(rhat: float, ess: float) -> Refusal | None:
    """Chains that disagree, or that are worth too few independent draws; NaN is neither agreement nor enough."""
    if rhat <= FAR and ess >= ENOUGH:
        return None
    return Refusal(
        "chains_disagree",
        f"chains of the sampler do not agree on one answer: rank R-hat {rhat:.2f} (at most {FAR} is accepted), "
        f"worth {ess:.0f} independent draws (at least {ENOUGH} are needed)",
        "use the annealed sampler, which compares the answers that chains sit on; or add a list",
    )
