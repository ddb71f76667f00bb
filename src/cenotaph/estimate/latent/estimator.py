"""Latent classes as an estimator: several chains of Gibbs sampling, and an answer only if they agree."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

import numpy as np
from numpy.typing import NDArray

from cenotaph.estimate.base import LEVEL, Fit
from cenotaph.estimate.chains import bulk_ess, quantile_ess, rank_rhat
from cenotaph.estimate.latent.answers import (
    DISAGREE,
    FAR,
    histories_of,
    interval_of,
    refused_edge,
    refused_lists,
    told,
)
from cenotaph.estimate.latent.chains import TRACED, Chains, begin, go_on_together
from cenotaph.estimate.latent.prior import Prior
from cenotaph.estimate.order import in_one_order
from cenotaph.model import CaptureTable, Refusal

__all__ = ["ENOUGH", "NEAR", "Agreement", "LatentClasses"]

ENOUGH = 100  # independent draws a chain below which an interval is not told (Vehtari et al. 2021, section 4)
NEAR = 1.01  # rank R-hat below which chains may stop early (the same section)


@dataclass(frozen=True, slots=True)
class LatentClasses:
    """Bayesian latent classes (Manrique-Vallier 2016) by Gibbs sampling, refused where its chains disagree.

    A chain may sit on one of several answers for longer than anybody waits. Then others, started elsewhere, sit on
    others, and none is told: rank R-hat above 1.05, or fewer than ``ENOUGH`` independent draws a chain for the
    middle or for an end of the interval, is a refusal. That chains agree does not make the model true.
    """

    prior: Prior = field(default_factory=Prior)
    run: Chains = field(default_factory=Chains)
    name: str = "latent-gibbs"

    def fit(self, table: CaptureTable, *, seed: int, level: float = LEVEL) -> Fit:
        """The interval for the total at this level, or a refusal; the draws of one chain come after another's."""
        run = self.run
        settings = {
            "prior": self.prior.stated,
            **asdict(run),
            "thin": list(run.thin),
            "sampler": "gibbs",
            "seed": seed,
        }
        if too_few := refused_lists(table):
            return Fit(self.name, None, too_few, settings=settings)
        ordered = in_one_order(table)
        on, people = histories_of(ordered)
        chains = begin(self.prior, len(ordered.lists), run.chains, seed)
        go_on_together(chains, on, people, self.prior, 1, run.burn)
        sweeps = run.burn
        for thin in run.thin:
            traced = go_on_together(chains, on, people, self.prior, run.draws, thin)
            sweeps += run.draws * thin
            column = {name: traced[:, :, at] for at, name in enumerate(TRACED)}
            totals = column["unseen"] + table.documented
            agreement = Agreement.of(totals, level)
            # of chains that sat on several answers, that they later sit on one proves nothing
            if agreement.reached(NEAR) or agreement.rank_rhat > FAR:
                break
        refusal = refused_edge(column["unseen"]) or agreement.refused()
        return Fit(
            self.name,
            None if refusal else interval_of(totals, level),
            refusal,
            draws=totals.reshape(-1),
            settings=settings,
            diagnostics={
                **asdict(agreement),
                "sweeps_a_chain": sweeps,
                "chain_medians": [float(middle) for middle in np.median(totals, axis=1)],
                "classes_occupied_mean": float(column["occupied"].mean()),
                **told(column["unseen"], column["alpha"], column["largest"]),
            },
        )


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far chains agree on the total: rank R-hat, and draws' worth for its middle and its interval's ends.

    ``enough`` is how many draws are asked of each, in all chains.
    """

    rank_rhat: float
    bulk_ess: float
    low_end_ess: float
    high_end_ess: float
    enough: int

    @classmethod
    def of(cls, totals: NDArray[np.float64], level: float) -> Agreement:
        """Of totals, (chains, draws), whose interval is told at this level."""
        low, high = (quantile_ess(totals, share) for share in ((1 - level) / 2, (1 + level) / 2))
        return cls(rank_rhat(totals), bulk_ess(totals), low, high, ENOUGH * len(totals))

    def reached(self, rhat: float) -> bool:
        """Whether chains are as near as this and worth enough draws; NaN is neither."""
        worth = (self.bulk_ess, self.low_end_ess, self.high_end_ess)
        return self.rank_rhat <= rhat and all(one >= self.enough for one in worth)

    def refused(self) -> Refusal | None:
        """Why nothing is told, if nothing is."""
        if self.reached(FAR):
            return None
        return Refusal(
            DISAGREE,
            f"chains of the sampler do not agree on one answer: rank R-hat {self.rank_rhat:.2f} (at most {FAR} is "
            f"accepted), worth {self.bulk_ess:.0f} independent draws for the middle, {self.low_end_ess:.0f} and "
            f"{self.high_end_ess:.0f} for the ends of the interval (at least {self.enough} are needed)",
            "use the annealed sampler, which weighs the answers that chains sit on; or add a list",
        )
