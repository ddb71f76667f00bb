"""Random draws that many people and very unequal shares do not break; compiled, and free of Python's lock."""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

__all__ = ["FEW", "MOST", "log_gamma_draw", "spread", "unseen"]

FEW = 8  # so few are placed one by one; of more, each class draws its number
MOST = 2.0**53  # people: the largest number up to which a float counts one by one; reaching it is told and refused


@njit(cache=True, nogil=True)
def log_gamma_draw(rng: np.random.Generator, shape: float) -> float:
    """The logarithm of a Gamma(shape, 1) draw; below 1 by G(a) = G(a + 1) U^(1/a), which never falls to zero."""
    if shape >= 1.0:
        return math.log(rng.standard_gamma(shape))
    return math.log(rng.standard_gamma(shape + 1.0)) - rng.standard_exponential() / shape


@njit(cache=True, nogil=True)
def spread(
    rng: np.random.Generator, people: int, shares: NDArray[np.float64], total: float, into: NDArray[np.int64]
) -> None:
    """Give each of these people a class in proportion to ``shares`` (adding up to ``total``), counted ``into``."""
    classes = shares.size
    into[:] = 0
    if people <= FEW:
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
            left = max(left - shares[at], 1e-300)
    into[last] = remaining


@njit(cache=True, nogil=True)
def unseen(rng: np.random.Generator, documented: int, seen: float) -> int:
    """How many are on no list, given the probability to be on any: negative binomial, as 1 / total makes it.

    A Poisson number whose mean is Gamma(documented) (1 - seen) / seen; at most ``MOST``.
    """
    mean = rng.standard_gamma(documented) * (1.0 - seen) / max(seen, 1e-300)
    if mean >= MOST:
        return int(MOST)
    return min(rng.poisson(mean), int(MOST))
