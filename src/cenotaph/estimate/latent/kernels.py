"""What is compiled of latent classes: random draws, Gibbs sweeps, and a stretch that Gibbs is slow at.

The sampler of Manrique-Vallier 2016 ("Bayesian population size estimation using Dirichlet process mixtures",
Biometrics 72), section 4, over capture histories, not people: who shares a history shares a multinomial draw.
All in one file, because numba's cache of a function does not see that one it calls in another file has changed.

Shapes: on (histories, lists); people (histories,); logs, of the weights, and weights (classes,); caught
(lists, classes); shares (histories, classes). Functions that end in ``_all`` have particles as a first axis.
"""

from __future__ import annotations

import math
from typing import TypeAlias

import numpy as np
from numba import njit
from numpy.typing import NDArray

__all__ = ["MOST", "begin_all", "fits_all", "move_all"]

MOST = 2.0**53  # people: the largest number up to which a float counts one by one; reaching it is told and refused

_FEW = 8  # so few people are placed one by one; of more, each class draws its number
_STRETCHED = 4  # classes stretched after a sweep: the first by name, and names go round
_LEAST = 1e-300

_Floats: TypeAlias = NDArray[np.float64]
_Ints: TypeAlias = NDArray[np.int64]
_Bits: TypeAlias = NDArray[np.uint8]
_Random: TypeAlias = np.random.Generator


@njit(cache=True, nogil=True)
def _log_gamma(rng: _Random, shape: float) -> float:
    """The logarithm of a Gamma(shape, 1) draw; below 1 by G(a) = G(a + 1) U^(1/a), which never falls to zero."""
    if shape >= 1.0:
        return math.log(rng.standard_gamma(shape))
    return math.log(rng.standard_gamma(shape + 1.0)) - rng.standard_exponential() / shape


@njit(cache=True, nogil=True)
def _spread(rng: _Random, people: int, shares: _Floats, total: float, into: _Ints) -> None:
    """Give each of these people a class in proportion to ``shares`` (adding up to ``total``), counted ``into``."""
    classes = shares.size
    into[:] = 0
    if people <= _FEW:
        for _ in range(people):
            left = rng.random() * total
            at = 0
            while at < classes - 1 and left >= shares[at]:
                left -= shares[at]
                at += 1
            while shares[at] == 0.0 and at > 0:  # rounding may run over the end, never into an impossible class
                at -= 1
            into[at] += 1
        return
    remaining, left, last = people, total, 0
    for at in range(classes):
        if shares[at] > 0.0:
            last = at
    for at in range(last):
        if remaining == 0:
            return
        if shares[at] > 0.0:
            into[at] = rng.binomial(remaining, min(1.0, shares[at] / left))
            remaining -= into[at]
            left = max(left - shares[at], _LEAST)
    into[last] = remaining


@njit(cache=True, nogil=True)
def _unseen(rng: _Random, documented: int, seen: float) -> int:
    """How many are on no list, given the probability to be on any: negative binomial, as 1 / total makes it.

    A Poisson number whose mean is Gamma(documented) (1 - seen) / seen; at most ``MOST``.
    """
    mean = rng.standard_gamma(documented) * (1.0 - seen) / max(seen, _LEAST)
    if mean >= MOST:
        return int(MOST)
    return min(rng.poisson(mean), int(MOST))


@njit(cache=True, nogil=True)
def _shares(on: _Bits, logs: _Floats, caught: _Floats, weights: _Floats, shares: _Floats) -> float:
    """Fill ``weights`` and ``shares``, the probability of each history and class; give that to be on any list."""
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
def _break_stick(rng: _Random, alpha: float, members: _Ints, logs: _Floats) -> None:
    """Draw the logarithms of weights given who is in which class."""
    after = members.sum()
    left = 0.0  # the logarithm of the stick that is left
    for k in range(logs.size - 1):
        after -= members[k]
        takes = _log_gamma(rng, 1.0 + members[k])
        leaves = _log_gamma(rng, alpha + after)
        both = max(takes, leaves) + math.log1p(math.exp(-abs(takes - leaves)))
        logs[k] = left + takes - both
        left += leaves - both
    logs[logs.size - 1] = left


@njit(cache=True, nogil=True)
def _relabel(rng: _Random, alpha: float, logs: _Floats, caught: _Floats) -> None:
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
def _sweep(
    rng: _Random,
    on: _Bits,
    people: _Ints,
    shape: float,
    rate: float,
    alpha: float,
    logs: _Floats,
    caught: _Floats,
    weights: _Floats,
    shares: _Floats,
    members: _Ints,
    found: _Ints,
    placed: _Ints,
) -> tuple[float, int]:
    """One sweep: the unseen, everybody's class, capture probabilities, weights, alpha. Changes all arrays in place.

    Gives the new alpha and how many are unseen. ``members`` (classes,), ``found`` (lists, classes) and ``placed``
    (classes,) are working space.
    """
    histories, lists = on.shape
    classes = logs.size
    seen = _shares(on, logs, caught, weights, shares)
    members[:] = 0
    found[:] = 0
    documented = 0
    for h in range(histories):
        if people[h] == 0:
            continue
        documented += people[h]
        _spread(rng, people[h], shares[h], shares[h].sum(), placed)
        for k in range(classes):
            members[k] += placed[k]
        for j in range(lists):
            if on[h, j]:
                for k in range(classes):
                    found[j, k] += placed[k]
    missed = _unseen(rng, documented, seen) if documented else 0
    if missed:
        nowhere = shares[0]
        for k in range(classes):
            nowhere[k] = weights[k]
            for j in range(lists):
                nowhere[k] *= 1.0 - caught[j, k]
        _spread(rng, missed, nowhere, nowhere.sum(), placed)
        for k in range(classes):
            members[k] += placed[k]
    for k in range(classes):
        for j in range(lists):
            if members[k]:
                hits = rng.standard_gamma(1.0 + found[j, k])
                misses = rng.standard_gamma(1.0 + members[k] - found[j, k])
                caught[j, k] = hits / (hits + misses)
            else:
                caught[j, k] = rng.random()
    if classes > 1:
        _break_stick(rng, alpha, members, logs)
        _relabel(rng, alpha, logs, caught)
        alpha = max(rng.standard_gamma(shape + classes - 1) / (rate - logs[classes - 1]), _LEAST)
    return alpha, missed


@njit(cache=True, nogil=True)
def _log_order(alpha: float, logs: _Floats) -> float:
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
def _log_sum_without(logs: _Floats, without: int) -> float:
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


@njit(cache=True, nogil=True)
def _stretch(
    rng: _Random,
    on: _Bits,
    people: _Ints,
    alpha: float,
    logs: _Floats,
    caught: _Floats,
    weights: _Floats,
    shares: _Floats,
) -> None:
    """Make a class larger and harder to find, or the reverse, so that as many of it are documented as before.

    A Metropolis step along the line logit(caught) + z for all lists of a class and logit(weight) - z, which leaves
    the other classes' shares of the rest; on the likelihood without the unseen. Gibbs goes along this line in steps
    that shrink with the documented share, and where nine in ten are not documented it hardly moves. The other
    classes change by one factor, so only the class itself is reckoned anew.
    """
    lists, classes = caught.shape
    histories = people.size
    new_logs, new_caught = np.empty(classes), np.empty(lists)
    whole, new_whole, new_own = np.empty(histories), np.empty(histories), np.empty(histories)
    seen = _shares(on, logs, caught, weights, shares)
    for h in range(histories):
        whole[h] = shares[h].sum()
    now = _fit(people, whole, seen) + _log_order(alpha, logs)
    for k in range(min(_STRETCHED, classes)):
        step = rng.standard_normal() * math.exp(-3.0 * rng.random())
        others = _log_sum_without(logs, k)
        odds = logs[k] - others - step
        new_logs[:] = logs - (_softplus(odds) + others)
        new_logs[k] = -_softplus(-odds)
        new_weight, factor = math.exp(new_logs[k]), math.exp(-_softplus(odds) - others)
        change = (classes - 1) * (-_softplus(odds) - others) + new_logs[k] - logs[k]
        found, new_found = 0.0, 0.0
        for j in range(lists):
            here = max(min(caught[j, k], 1.0 - 1e-16), _LEAST)
            there = 1.0 / (1.0 + (1.0 - here) / here * math.exp(-step))
            new_caught[j] = there
            found += caught[j, k] * (1.0 - found)
            new_found += there * (1.0 - new_found)
            change += math.log(max(there, _LEAST)) - math.log(here) + math.log1p(-min(there, 1.0 - 1e-16))
            change -= math.log1p(-here)
        for h in range(histories):
            own = new_weight
            for j in range(lists):
                own *= new_caught[j] if on[h, j] else 1.0 - new_caught[j]
            new_own[h] = own
            new_whole[h] = max(whole[h] - shares[h, k], 0.0) * factor + own
        new_seen = max(seen - weights[k] * found, 0.0) * factor + new_weight * new_found
        new = _fit(people, new_whole, new_seen) + _log_order(alpha, new_logs)
        if math.log(max(rng.random(), _LEAST)) < new - now + change:
            logs[:] = new_logs
            caught[:, k] = new_caught
            weights *= factor
            weights[k] = new_weight
            shares *= factor
            shares[:, k] = new_own
            whole[:] = new_whole
            seen, now = new_seen, new


@njit(cache=True, nogil=True)
def _fit(people: _Ints, whole: _Floats, seen: float) -> float:
    """The log-likelihood of the documented's histories: the total, proportional to 1 / total, is summed out.

    ``whole`` is the probability of each history, ``seen`` that of being on any list.
    """
    missed = math.log(max(seen, _LEAST))
    fit = 0.0
    for h in range(people.size):
        if people[h]:
            fit += people[h] * (math.log(max(whole[h], _LEAST)) - missed)
    return fit


@njit(cache=True, nogil=True)
def begin_all(rng: _Random, shape: float, rate: float, alphas: _Floats, logs: _Floats, caught: _Floats) -> None:
    """Draw particles from the prior: alphas (particles,), the logarithms of weights, capture probabilities."""
    nobody = np.zeros(logs.shape[1], np.int64)
    for at in range(alphas.size):
        alphas[at] = max(math.exp(_log_gamma(rng, shape)) / rate, _LEAST)
        _break_stick(rng, alphas[at], nobody, logs[at])
        for j in range(caught.shape[1]):
            for k in range(caught.shape[2]):
                caught[at, j, k] = rng.random()


@njit(cache=True, nogil=True)
def move_all(
    rng: _Random,
    on: _Bits,
    people: _Ints,
    shape: float,
    rate: float,
    moves: int,
    stretch: bool,
    alphas: _Floats,
    logs: _Floats,
    caught: _Floats,
    missing: _Floats,
    occupied: _Ints,
) -> None:
    """Move every particle so many times, in place; the posterior given these people stays what it is.

    A move is a sweep, and a stretch after it where asked for. Into missing and occupied (particles,) go how many
    the last sweep found unseen, and in how many classes it put somebody.
    """
    lists, classes = caught.shape[1:]
    weights, shares = np.empty(classes), np.empty((on.shape[0], classes))
    members, placed = np.zeros(classes, np.int64), np.zeros(classes, np.int64)
    found = np.zeros((lists, classes), np.int64)
    for at in range(alphas.size):
        own, held = logs[at], caught[at]
        for _ in range(moves):
            alphas[at], missing[at] = _sweep(
                rng, on, people, shape, rate, alphas[at], own, held, weights, shares, members, found, placed
            )
            if stretch and classes > 1:
                _stretch(rng, on, people, alphas[at], own, held, weights, shares)
        occupied[at] = (members > 0).sum()


@njit(cache=True, nogil=True)
def fits_all(on: _Bits, logs: _Floats, caught: _Floats, fits: _Floats) -> None:
    """Fill fits (particles, histories) with the log probability of each history among the documented."""
    histories = on.shape[0]
    weights, shares = np.empty(logs.shape[1]), np.empty((histories, logs.shape[1]))
    for at in range(logs.shape[0]):
        seen = math.log(max(_shares(on, logs[at], caught[at], weights, shares), _LEAST))
        for h in range(histories):
            fits[at, h] = math.log(max(shares[h].sum(), _LEAST)) - seen
