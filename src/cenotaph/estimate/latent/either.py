"""Latent classes as they are asked for by default: by chains, and by annealing where chains do not agree."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from cenotaph.estimate.base import LEVEL, Fit
from cenotaph.estimate.latent.annealed_estimator import AnnealedClasses
from cenotaph.estimate.latent.answers import DISAGREE
from cenotaph.estimate.latent.estimator import LatentClasses
from cenotaph.model import CaptureTable

__all__ = ["Latent"]


@dataclass(frozen=True, slots=True)
class Latent:
    """Gibbs sampling, and the annealed sampler of the same model where its chains are refused for disagreeing.

    Whether chains meet says something of the sampler and nothing of the dead. Left out for it, the model that
    dissents would be missing from the envelope just where lists say least. Such a fit goes by the annealed
    sampler's name; why chains were refused stands in its ``diagnostics["chains_refused"]``.
    """

    chains: LatentClasses = field(default_factory=LatentClasses)
    annealed: AnnealedClasses = field(default_factory=AnnealedClasses)
    name: str = "latent"

    def fit(self, table: CaptureTable, *, seed: int, level: float = LEVEL) -> Fit:
        """The interval for the total at this level, or a refusal."""
        fit = self.chains.fit(table, seed=seed, level=level)
        if fit.refusal is None or fit.refusal.rule != DISAGREE:
            return replace(fit, model=self.name)
        other = self.annealed.fit(table, seed=seed, level=level)
        return replace(other, diagnostics={"chains_refused": fit.refusal.reason, **other.diagnostics})
