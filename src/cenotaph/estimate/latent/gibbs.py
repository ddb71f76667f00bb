"""Gibbs sampling of latent classes over capture histories, not people: who shares a history shares a draw.

The sampler of Manrique-Vallier 2016 ("Bayesian population size estimation using Dirichlet process mixtures",
Biometrics 72), section 4, with people of one history placed together by a multinomial draw.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

from cenotaph.estimate.latent.sampling import log_gamma_draw, spread, unseen

__all__ = ["TRACED", "begin", "shares_of", "sweep", "sweeps"]

TRACED = ("unseen", "alpha", "largest", "occupied", "log_likelihood")  # columns of what `sweeps` gives back


@njit(cache=True, nogil=True)
def shares_of(
    on: NDArray[np.uint8],
    logs: NDArray[np.float64],
    caught: NDArray[np.float64],
    weights: NDArray[np.float64],
    shares: NDArray[np.float64],
) -> float:
    """Fill ``weights`` and ``shares``, the probability of each history and class; give that to be on any list.

    Shapes: on (histories, lists); logs, of the weights, and weights (classes,); caught (lists, classes);
    shares (histories, classes).
    """
    histories, lists = on.shape
    classes = logs.size
    for k in range(classes):
        weights[k] = math.exp(logs[k])
    for h in range(histories):
        for k in range(classes):
            shares[h, k] = weights[k]
        for j in range(lists):
            if on[h, j]:
                for k in range(classes):
                    shares[h, k] *= caught[j, k]
            else:
                for k in range(classes):
                    shares[h, k] *= 1.0 - caught[j, k]
    seen = 0.0
    for k in range(classes):
        any_list = 0.0
        for j in range(lists):
            any_list += caught[j, k] * (1.0 - any_list)  # adds what is positive: exact even where nobody is seen
        seen += weights[k] * any_list
    return seen


@njit(cache=True, nogil=True)
def begin(
    rng: np.random.Generator,
    shape: float,
    rate: float,
    logs: NDArray[np.float64],
    caught: NDArray[np.float64],
) -> float:
    """Fill logs of weights (classes,) and caught (lists, classes) with a draw of the prior, and give its alpha."""
    alpha = math.exp(log_gamma_draw(rng, shape)) / rate
    alpha = max(alpha, 1e-300)
    _break_stick(rng, alpha, np.zeros(logs.size, np.int64), logs)
    for j in range(caught.shape[0]):
        for k in range(caught.shape[1]):
            caught[j, k] = rng.random()
    return alpha


@njit(cache=True, nogil=True)
def _break_stick(
    rng: np.random.Generator, alpha: float, members: NDArray[np.int64], logs: NDArray[np.float64]
) -> None:
    """Draw the logarithms of weights given who is in which class."""
    after = members.sum()
    left = 0.0  # the logarithm of the stick that is left
    for k in range(logs.size - 1):
        after -= members[k]
        takes = log_gamma_draw(rng, 1.0 + members[k])
        leaves = log_gamma_draw(rng, alpha + after)
        both = max(takes, leaves) + math.log1p(math.exp(-abs(takes - leaves)))
        logs[k] = left + takes - both
        left += leaves - both
    logs[logs.size - 1] = left


@njit(cache=True, nogil=True)
def _relabel(
    rng: np.random.Generator, alpha: float, logs: NDArray[np.float64], caught: NDArray[np.float64]
) -> None:
    """Put classes in another order: names of classes mean nothing, but a stick gives the first the most.

    The order proposed is biased by size: the next class is drawn in proportion to the weights left. Under a broken
    stick orders have this law times the last weight to the power alpha, which decides whether it is taken.
    """
    classes = logs.size
    arrival = np.empty(classes)
    for k in range(classes):
        arrival[k] = math.log(rng.standard_exponential()) - logs[k]
    order = np.argsort(arrival)
    gain = alpha * (logs[order[classes - 1]] - logs[classes - 1])
    if gain >= 0.0 or rng.random() < math.exp(gain):
        logs[:] = logs[order]
        for j in range(caught.shape[0]):
            caught[j] = caught[j][order]


@njit(cache=True, nogil=True)
def sweep(
    rng: np.random.Generator,
    on: NDArray[np.uint8],
    people: NDArray[np.int64],
    shape: float,
    rate: float,
    alpha: float,
    logs: NDArray[np.float64],
    caught: NDArray[np.float64],
    weights: NDArray[np.float64],
    shares: NDArray[np.float64],
    members: NDArray[np.int64],
    found: NDArray[np.int64],
    placed: NDArray[np.int64],
) -> tuple[float, int, float]:
    """One sweep: the unseen, everybody's class, capture probabilities, weights, alpha. Changes all arrays in place.

    Gives the new alpha, the number of the unseen, and the log-likelihood of the histories among the documented
    before the sweep. ``members`` (classes,), ``found`` (lists, classes), ``placed`` (classes,) are working space.
    """
    histories, lists = on.shape
    classes = logs.size
    seen = shares_of(on, logs, caught, weights, shares)
    members[:] = 0
    found[:] = 0
    documented = 0
    fits = 0.0
    for h in range(histories):
        if people[h] == 0:
            continue
        documented += people[h]
        total = shares[h].sum()
        fits += people[h] * math.log(max(total, 1e-300))
        spread(rng, people[h], shares[h], total, placed)
        for k in range(classes):
            members[k] += placed[k]
        for j in range(lists):
            if on[h, j]:
                for k in range(classes):
                    found[j, k] += placed[k]
    fits -= documented * math.log(max(seen, 1e-300))
    missed = unseen(rng, documented, seen) if documented else 0
    if missed:
        nowhere = shares[0]
        for k in range(classes):
            nowhere[k] = weights[k]
            for j in range(lists):
                nowhere[k] *= 1.0 - caught[j, k]
        spread(rng, missed, nowhere, nowhere.sum(), placed)
        for k in range(classes):
            members[k] += placed[k]
    for j in range(lists):
        for k in range(classes):
            hits = rng.standard_gamma(1.0 + found[j, k])
            misses = rng.standard_gamma(1.0 + members[k] - found[j, k])
            caught[j, k] = hits / (hits + misses)
    if classes > 1:
        _break_stick(rng, alpha, members, logs)
        _relabel(rng, alpha, logs, caught)
        alpha = max(rng.standard_gamma(shape + classes - 1) / (rate - logs[classes - 1]), 1e-300)
    return alpha, missed, fits


@njit(cache=True, nogil=True)
def sweeps(
    rng: np.random.Generator,
    on: NDArray[np.uint8],
    people: NDArray[np.int64],
    classes: int,
    shape: float,
    rate: float,
    burn: int,
    draws: int,
    thin: int,
) -> NDArray[np.float64]:
    """One chain from a draw of the prior: ``burn`` sweeps forgotten, every ``thin``-th told, as rows of TRACED."""
    histories, lists = on.shape
    logs = np.empty(classes)
    weights = np.empty(classes)
    caught = np.empty((lists, classes))
    shares = np.empty((histories, classes))
    members = np.zeros(classes, np.int64)
    placed = np.zeros(classes, np.int64)
    found = np.zeros((lists, classes), np.int64)
    alpha = begin(rng, shape, rate, logs, caught)
    told = np.empty((draws, 5))
    for at in range(-burn, draws * thin):
        alpha, missed, fits = sweep(
            rng, on, people, shape, rate, alpha, logs, caught, weights, shares, members, found, placed
        )
        if at >= 0 and at % thin == thin - 1:
            row = told[at // thin]
            row[0] = missed
            row[1] = alpha
            row[2] = math.exp(logs.max())
            row[3] = (members > 0).sum()
            row[4] = fits
    return told
