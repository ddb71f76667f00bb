"""Sequential Monte Carlo over the documented: particles drawn from the prior see more and more of them.

Chopin 2002, "A sequential particle filter method for static models", Biometrika 89; Del Moral, Doucet & Jasra
2006, "Sequential Monte Carlo samplers", JRSS B 68. While few people are seen all answers are near each other, so
particles divide among the answers that a chain would sit on, in proportion to their evidence.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import logsumexp

from cenotaph.estimate.latent.kernels import begin_all, fits_all, move_all
from cenotaph.estimate.latent.prior import Prior

__all__ = ["Annealing", "Population", "anneal", "resampled", "times"]

_SHOWN = 10_000  # parts of a history's people: those of more are shown some at a time
_BLOCKS = 16  # of particles, each with random numbers of its own: any number of cores gives the same


@dataclass(frozen=True, slots=True)
class Annealing:
    """How many particles, how often each moves after a batch, and the share that must stay effective in a batch."""

    particles: int = 2_000
    moves: int = 10
    effective: float = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Population:
    """Particles that have seen everybody, equally weighted, and how they came there.

    ``missing``, ``alpha`` and ``largest`` (the weight of the largest class) are of shape (particles,);
    ``log_evidence`` is of the histories among the documented, in nats, in one order of the people. ``ancestors``,
    (stages + 1, particles), says of which particle each descends, so many stages before the end.
    """

    missing: NDArray[np.float64]
    alpha: NDArray[np.float64]
    largest: NDArray[np.float64]
    log_evidence: float
    ancestors: NDArray[np.int64]

    @property
    def stages(self) -> int:
        """In how many batches people were seen."""
        return len(self.ancestors) - 1


def anneal(
    on: NDArray[np.uint8], people: NDArray[np.int64], prior: Prior, run: Annealing, seeds: np.random.SeedSequence
) -> Population:
    """One run over the histories ``on`` (histories, lists) of these people (histories,).

    Histories are shown evenly: at time t of 1 about t of the people of every history, and at least one. Each batch
    is the largest that leaves ``run.effective`` of the particles effective.
    """
    classes, lists = prior.classes, on.shape[1]
    alphas = np.empty(run.particles)
    logs = np.empty((run.particles, classes))
    caught = np.empty((run.particles, lists, classes))
    missing, occupied = np.empty(run.particles), np.empty(run.particles, np.int64)
    fits = np.empty((run.particles, len(people)))
    chance, *streams = (np.random.Generator(np.random.PCG64(each)) for each in seeds.spawn(_BLOCKS + 1))
    edges = np.linspace(0, run.particles, _BLOCKS + 1).astype(int)
    blocks = [(stream, slice(a, b)) for stream, a, b in zip(streams, edges, edges[1:], strict=False)]
    histories, parts = times(people)
    shown, seen = 0, np.zeros_like(people)
    ancestors = [np.arange(run.particles)]
    evidence = 0.0

    with ThreadPoolExecutor(os.cpu_count() or 1) as threads:

        def each(work: Callable[[np.random.Generator, slice], None]) -> None:
            for done in [threads.submit(work, stream, block) for stream, block in blocks]:
                done.result()

        def draw(rng: np.random.Generator, at: slice) -> None:
            begin_all(rng, prior.shape, prior.rate, alphas[at], logs[at], caught[at])
            fits_all(on, logs[at], caught[at], fits[at])

        def move(rng: np.random.Generator, at: slice) -> None:
            held = alphas[at], logs[at], caught[at], missing[at], occupied[at]
            move_all(rng, on, seen, prior.shape, prior.rate, run.moves, True, *held)
            fits_all(on, logs[at], caught[at], fits[at])

        each(draw)
        while shown < len(parts):
            more, batch = _batch((histories[shown:], parts[shown:]), fits, run.effective)
            shown += more
            weights = fits @ batch
            evidence += float(logsumexp(weights)) - np.log(run.particles)
            chosen = resampled(weights, chance)
            alphas[:], logs[:], caught[:] = alphas[chosen], logs[chosen], caught[chosen]
            ancestors.append(chosen)
            seen += batch
            each(move)
    return Population(missing, alphas, np.exp(logs.max(axis=1)), evidence, _lineage(ancestors))


def times(people: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Of which history people are shown, in order, and how many at once: the i-th part of n at (i - 1) / n.

    One of each history comes first. Which histories occur at all decides what classes there are, and classes form
    while few people hold them in place; shown in the middle of the run, a history of one person finds them formed.
    """
    parts = [np.diff(np.linspace(1, some, min(some, _SHOWN)).astype(np.int64), prepend=0) for some in people]
    of = np.repeat(np.arange(len(people)), [len(some) for some in parts])
    when = np.concatenate([np.arange(len(some)) / len(some) for some in parts])
    order = np.lexsort((of, when))
    return of[order], np.concatenate(parts)[order]


def _batch(
    shown: tuple[NDArray[np.int64], NDArray[np.int64]], fits: NDArray[np.float64], effective: float
) -> tuple[int, NDArray[np.int64]]:
    """How many parts are shown next, and of each history how many people: the most that leave enough effective.

    At least one part; ``shown`` are those that are left, see ``times``.
    """
    histories, people = shown

    def first(some: int) -> NDArray[np.int64]:
        counted = np.bincount(histories[:some], weights=people[:some], minlength=fits.shape[1])
        return np.asarray(counted, dtype=np.int64)

    few, many = 1, len(histories)
    if _effective(fits @ first(many)) >= effective:
        return many, first(many)
    while many - few > 1:
        middle = (few + many) // 2
        if _effective(fits @ first(middle)) >= effective:
            few = middle
        else:
            many = middle
    return few, first(few)


def _effective(weights: NDArray[np.float64]) -> float:
    """The share of particles that are effective under these log weights (Kong, Liu & Wong 1994)."""
    return float(np.exp(2 * logsumexp(weights) - logsumexp(2 * weights))) / weights.size


def resampled(weights: NDArray[np.float64], chance: np.random.Generator) -> NDArray[np.int64]:
    """Which particles live on, by systematic resampling: each as often as its weight says, to within one."""
    shares = np.exp(weights - logsumexp(weights))
    points = (np.arange(shares.size) + chance.random()) / shares.size
    chosen: NDArray[np.int64] = np.minimum(np.searchsorted(np.cumsum(shares), points), shares.size - 1)
    return chosen


def _lineage(chosen: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Of which particle each descends, so many stages back."""
    lines = [np.arange(chosen[0].size)]
    for parents in reversed(chosen[1:]):
        lines.append(parents[lines[-1]])
    return np.array(lines)
