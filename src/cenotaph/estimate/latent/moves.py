"""How particles of the annealed sampler move: Gibbs sweeps, and a stretch that Gibbs is slow at."""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

from cenotaph.estimate.latent.gibbs import begin, shares_of, sweep
from cenotaph.estimate.latent.sampling import unseen

__all__ = ["begin_all", "fits_of", "move_all", "unseen_of"]

_STRETCHED = 4  # classes stretched after a sweep: the first by name, and names go round
_LEAST = 1e-300


@njit(cache=True, nogil=True)
def begin_all(
    rng: np.random.Generator,
    shape: float,
    rate: float,
    alphas: NDArray[np.float64],
    logs: NDArray[np.float64],
    caught: NDArray[np.float64],
) -> None:
    """Draw particles from the prior.

    Shapes: alphas (particles,), logs (particles, classes), caught (particles, lists, classes).
    """
    for at in range(alphas.size):
        alphas[at] = begin(rng, shape, rate, logs[at], caught[at])


@njit(cache=True, nogil=True)
def fits_of(
    on: NDArray[np.uint8], logs: NDArray[np.float64], caught: NDArray[np.float64], fits: NDArray[np.float64]
) -> None:
    """Fill fits (particles, histories) with the log probability of each history among the documented."""
    histories = on.shape[0]
    weights = np.empty(logs.shape[1])
    shares = np.empty((histories, logs.shape[1]))
    for at in range(logs.shape[0]):
        seen = math.log(max(shares_of(on, logs[at], caught[at], weights, shares), _LEAST))
        for h in range(histories):
            fits[at, h] = math.log(max(shares[h].sum(), _LEAST)) - seen


@njit(cache=True, nogil=True)
def unseen_of(
    rng: np.random.Generator,
    on: NDArray[np.uint8],
    documented: int,
    logs: NDArray[np.float64],
    caught: NDArray[np.float64],
    missing: NDArray[np.float64],
) -> None:
    """Fill missing (particles,) with how many are on no list, one draw a particle."""
    weights = np.empty(logs.shape[1])
    shares = np.empty((on.shape[0], logs.shape[1]))
    for at in range(logs.shape[0]):
        missing[at] = unseen(rng, documented, shares_of(on, logs[at], caught[at], weights, shares))


@njit(cache=True, nogil=True)
def move_all(
    rng: np.random.Generator,
    on: NDArray[np.uint8],
    people: NDArray[np.int64],
    shape: float,
    rate: float,
    moves: int,
    alphas: NDArray[np.float64],
    logs: NDArray[np.float64],
    caught: NDArray[np.float64],
) -> None:
    """Move every particle so many times, in place; the posterior given these people stays what it is."""
    lists, classes = caught.shape[1:]
    weights = np.empty(classes)
    shares = np.empty((on.shape[0], classes))
    members = np.zeros(classes, np.int64)
    placed = np.zeros(classes, np.int64)
    found = np.zeros((lists, classes), np.int64)
    for at in range(alphas.size):
        for _ in range(moves):
            alphas[at], _missed, _fits = sweep(
                rng,
                on,
                people,
                shape,
                rate,
                alphas[at],
                logs[at],
                caught[at],
                weights,
                shares,
                members,
                found,
                placed,
            )
            if classes > 1:
                _stretch(rng, on, people, alphas[at], logs[at], caught[at], weights, shares)


@njit(cache=True, nogil=True)
def _stretch(
    rng: np.random.Generator,
    on: NDArray[np.uint8],
    people: NDArray[np.int64],
    alpha: float,
    logs: NDArray[np.float64],
    caught: NDArray[np.float64],
    weights: NDArray[np.float64],
    shares: NDArray[np.float64],
) -> None:
    """Make a class larger and harder to find, or the reverse, so that as many of it are documented as before.

    A Metropolis step along the line logit(caught) + z for all lists of a class and logit(weight) - z, which leaves
    the other classes' shares of the rest; on the likelihood without the unseen. Gibbs goes along this line in steps
    that shrink with the documented share, and where nine in ten are not documented it hardly moves.
    """
    lists, classes = caught.shape
    new_logs = np.empty(classes)
    new_caught = np.empty((lists, classes))
    now = _fit(on, people, logs, caught, weights, shares) + _log_order(alpha, logs)
    for k in range(min(_STRETCHED, classes)):
        step = rng.standard_normal() * math.exp(-3.0 * rng.random())
        others = _log_sum_without(logs, k)
        odds = logs[k] - others - step
        new_weight, new_others = -_softplus(-odds), -_softplus(odds)
        new_logs[:] = logs + (new_others - others)
        new_logs[k] = new_weight
        new_caught[:] = caught
        change = (classes - 1) * (new_others - others) + new_weight - logs[k]
        for j in range(lists):
            here = max(min(caught[j, k], 1.0 - 1e-16), _LEAST)
            there = 1.0 / (1.0 + (1.0 - here) / here * math.exp(-step))
            new_caught[j, k] = there
            change += math.log(max(there, _LEAST)) - math.log(here) + math.log1p(-min(there, 1.0 - 1e-16))
            change -= math.log1p(-here)
        new = _fit(on, people, new_logs, new_caught, weights, shares) + _log_order(alpha, new_logs)
        if math.log(max(rng.random(), _LEAST)) < new - now + change:
            logs[:] = new_logs
            caught[:] = new_caught
            now = new


@njit(cache=True, nogil=True)
def _fit(
    on: NDArray[np.uint8],
    people: NDArray[np.int64],
    logs: NDArray[np.float64],
    caught: NDArray[np.float64],
    weights: NDArray[np.float64],
    shares: NDArray[np.float64],
) -> float:
    """The log-likelihood of the documented's histories: the total, proportional to 1 / total, is summed out."""
    seen = math.log(max(shares_of(on, logs, caught, weights, shares), _LEAST))
    fit = 0.0
    for h in range(people.size):
        if people[h]:
            fit += people[h] * (math.log(max(shares[h].sum(), _LEAST)) - seen)
    return fit


@njit(cache=True, nogil=True)
def _log_order(alpha: float, logs: NDArray[np.float64]) -> float:
    """The log density of a broken stick's weights given alpha, but for a factor of alpha alone.

    (alpha - 1) log(last) less the logarithm of the stick that was left before each break.
    """
    last = logs.size - 1
    left = logs[last]
    density = (alpha - 1.0) * left
    for k in range(last - 1, -1, -1):
        left = max(left, logs[k]) + math.log1p(math.exp(-abs(left - logs[k])))
        density -= left
    return float(density)


@njit(cache=True, nogil=True)
def _log_sum_without(logs: NDArray[np.float64], without: int) -> float:
    most = -np.inf
    for k in range(logs.size):
        if k != without:
            most = max(most, logs[k])
    total = 0.0
    for k in range(logs.size):
        if k != without:
            total += math.exp(logs[k] - most)
    return float(most + math.log(total))


@njit(cache=True, nogil=True)
def _softplus(x: float) -> float:
    """log(1 + exp(x)) for any x."""
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))
