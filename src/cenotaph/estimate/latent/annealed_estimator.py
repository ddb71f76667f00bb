"""Latent classes by the annealed sampler: two runs, and an answer only if they find the same evidence."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace

import numpy as np
from scipy.stats import rankdata

from cenotaph.estimate.base import LEVEL, Fit
from cenotaph.estimate.chains import rank_rhat
from cenotaph.estimate.latent.annealed import Annealing, Population, anneal, resampled
from cenotaph.estimate.latent.answers import (
    DISAGREE,
    FAR,
    histories_of,
    interval_of,
    refused_edge,
    refused_lists,
    told,
)
from cenotaph.estimate.latent.prior import Prior
from cenotaph.estimate.order import in_one_order
from cenotaph.model import CaptureTable, Refusal

__all__ = ["APART", "AnnealedClasses", "effective_draws", "refused_runs"]

APART = 1.0  # nats of log evidence by which two runs may differ
_REMAINING = 50  # ancestors: so many must be left for the spread of their descendants to be measured


@dataclass(frozen=True, slots=True)
class AnnealedClasses:
    """The model of ``LatentClasses`` by sequential Monte Carlo, which weighs answers that chains sit on.

    Two runs with random numbers of their own; where their log evidence differs by more than ``APART``, or their
    totals as chains' would, two more with twice the particles, and where these differ too none is told. That runs
    agree does not make the model true: on trafficking in the Netherlands they agree on a number three times what
    other models say.
    """

    prior: Prior = field(default_factory=Prior)
    run: Annealing = field(default_factory=Annealing)
    name: str = "latent-annealed"

    def fit(self, table: CaptureTable, *, seed: int, level: float = LEVEL) -> Fit:
        """The interval for the total at this level, or a refusal; draws are of both runs, by their evidence."""
        settings = {
            "prior": self.prior.stated,
            **asdict(self.run),
            "runs": 2,
            "sampler": "sequential Monte Carlo over the documented",
            "seed": seed,
        }
        if too_few := refused_lists(table):
            return Fit(self.name, None, too_few, settings=settings)
        on, people = histories_of(in_one_order(table))
        source = np.random.SeedSequence(seed)
        for run in (self.run, replace(self.run, particles=2 * self.run.particles)):
            *seeds, pooling = source.spawn(3)
            runs = [anneal(on, people, self.prior, run, each) for each in seeds]
            evidence = [one.log_evidence for one in runs]
            missing = np.array([one.missing for one in runs])
            rhat = rank_rhat(missing)
            differ = refused_runs(evidence, rhat)
            if differ is None:
                break
        # each run counts for the evidence it found: a run that missed the best answer found less
        weights = np.repeat(np.array(evidence) - max(evidence), run.particles)
        chosen = resampled(weights, np.random.default_rng(pooling))
        draws = missing.reshape(-1)[chosen]
        refusal = refused_edge(draws) or differ
        totals = draws + table.documented
        return Fit(
            self.name,
            None if refusal else interval_of(totals, level),
            refusal,
            draws=totals,
            settings=settings,
            diagnostics={
                "particles": run.particles,
                "log_evidence": evidence,
                "rank_rhat": rhat,
                "effective_draws": sum(effective_draws(one) for one in runs),
                "stages": [one.stages for one in runs],
                "run_medians": [float(middle) + table.documented for middle in np.median(missing, axis=1)],
                **told(
                    draws,
                    np.concatenate([one.alpha for one in runs])[chosen],
                    np.concatenate([one.largest for one in runs])[chosen],
                ),
            },
        )


def effective_draws(run: Population) -> float:
    """How many independent draws a run's particles are worth for the middle of the total.

    By how much descendants of one ancestor resemble each other (Lee & Whiteley 2018, "Variance estimation in the
    particle filter", Biometrika 105), on ranks, as far back as ``_REMAINING`` ancestors are left.
    """
    ranks = rankdata(run.missing)
    ranks -= ranks.mean()
    back = max(at for at, line in enumerate(run.ancestors) if len(np.unique(line)) >= min(_REMAINING, line.size))
    families = np.bincount(run.ancestors[back], weights=ranks)
    spread = float((families**2).sum())
    return float((ranks**2).sum() * ranks.size / spread) if spread else float("nan")


def refused_runs(evidence: list[float], rhat: float) -> Refusal | None:
    """Two runs that find different evidence, or different totals."""
    apart = abs(evidence[0] - evidence[1])
    if apart <= APART and rhat <= FAR:
        return None
    return Refusal(
        DISAGREE,
        f"two runs of the annealed sampler differ: by {apart:.1f} nats of log evidence (at most {APART:g} is "
        f"accepted), and by a rank R-hat of {rhat:.2f} (at most {FAR})",
        "run with more particles or more moves; or add a list",
    )
