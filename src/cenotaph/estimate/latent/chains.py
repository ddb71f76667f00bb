"""Chains of Gibbs sampling that start far apart and go on from where they are."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cenotaph.estimate.latent.kernels import begin_all, move_all
from cenotaph.estimate.latent.prior import Prior

__all__ = ["TRACED", "Chain", "Chains", "begin", "go_on_together"]

TRACED = ("unseen", "alpha", "largest", "occupied")  # what a draw of a chain tells

_HARD_TO_FIND = 0.02  # of the probability to be on a list, in every second chain: it starts with nine in ten unseen


@dataclass(frozen=True, slots=True)
class Chains:
    """How long chains run: ``draws`` are told, one every so many sweeps; all before are forgotten.

    They run for the first of ``thin``, and go on with the next while they agree and are not worth enough. All
    begin by forgetting ``burn`` sweeps. To go on for longer takes longer than the annealed sampler does.
    """

    chains: int = 8
    burn: int = 2_000
    draws: int = 1_000
    thin: tuple[int, ...] = (10, 30)


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """Where one chain is, as a single particle, and its random numbers."""

    rng: np.random.Generator
    alpha: NDArray[np.float64]
    logs: NDArray[np.float64]
    caught: NDArray[np.float64]

    def go_on(
        self,
        on: NDArray[np.uint8],
        people: NDArray[np.int64],
        prior: Prior,
        draws: int,
        thin: int,
    ) -> NDArray[np.float64]:
        """Go on for ``thin`` sweeps a draw, and tell of the last of them: (draws, TRACED)."""
        missing, occupied = np.empty(1), np.empty(1, np.int64)
        told = np.empty((draws, len(TRACED)))
        held = self.alpha, self.logs, self.caught, missing, occupied
        for row in told:
            move_all(self.rng, on, people, prior.shape, prior.rate, thin, False, *held)
            row[:] = missing[0], self.alpha[0], np.exp(self.logs.max()), occupied[0]
        return told


def begin(prior: Prior, lists: int, chains: int, seed: int) -> list[Chain]:
    """Chains that start from the prior, every second with nearly everybody unseen; each with its own randomness."""
    begun = []
    for at, seeds in enumerate(np.random.SeedSequence(seed).spawn(chains)):
        rng = np.random.Generator(np.random.PCG64(seeds))
        alpha, logs, caught = np.empty(1), np.empty((1, prior.classes)), np.empty((1, lists, prior.classes))
        begin_all(rng, prior.shape, prior.rate, alpha, logs, caught)
        if at % 2:
            caught *= _HARD_TO_FIND
        begun.append(Chain(rng, alpha, logs, caught))
    return begun


def go_on_together(
    chains: list[Chain],
    on: NDArray[np.uint8],
    people: NDArray[np.int64],
    prior: Prior,
    draws: int,
    thin: int,
) -> NDArray[np.float64]:
    """What every chain tells as it goes on, (chains, draws, TRACED); on threads, whose number changes nothing."""
    with ThreadPoolExecutor(min(len(chains), os.cpu_count() or 1)) as threads:
        return np.array(list(threads.map(lambda chain: chain.go_on(on, people, prior, draws, thin), chains)))
