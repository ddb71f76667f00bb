"""Closed-population models of how often somebody is listed, by the profile of the multinomial likelihood."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import chdtri, digamma, gammaln

from cenotaph.estimate.base import dense
from cenotaph.model import CaptureTable

__all__ = ["Captures", "Profile", "profile"]

_TOLERANCE = 1e-17
_ITERATIONS = 100
# A coefficient enters where the likelihood would rise by this much for one of its size.
_GAIN = 1e-6
# The most that may be missing for one who is documented, and the least, as logarithms: beyond is no end at all.
_MOST, _LEAST = math.log(1e6), math.log(1e-6)


class Captures(StrEnum):
    """What a chance of being listed depends on (Otis et al. 1978; Rivest & Baillargeon 2007)."""

    M0 = "M0"  # on nothing
    MT = "Mt"  # on the list
    MH = "Mh"  # on the person, by Chao's lower bound
    MTH = "Mth"  # on both, by Chao's lower bound


@dataclass(frozen=True, slots=True)
class Profile:
    """Documented and undocumented together: the maximum and where the likelihood has fallen off on both sides.

    ``high`` is infinite where it never falls off. ``heterogeneity`` says how many of Chao's coefficients are
    above 0: with none the model is the one without.
    """

    low: float
    best: float
    high: float
    heterogeneity: int


class _Model:
    """Rows (histories, or numbers of lists), row 0 on no list, with the free columns before the non-negative."""

    def __init__(
        self, design: NDArray[np.float64], offset: NDArray[np.float64], counts: NDArray[np.float64], free: int
    ) -> None:
        self.design, self.offset, self.counts, self.free = design, offset, counts, free
        self.documented = float(counts.sum())
        self.used = list(range(free))
        # the last maximum, from which the next one, nearby, is a step or two away
        self.beta = np.zeros(design.shape[1])
        self.beta[0] = math.log(self.documented / np.exp(offset).sum())

    def at(self, log_missing: float) -> tuple[float, float]:
        """The profile log-likelihood with so many on no list, and its derivative by the logarithm of that."""
        missing = math.exp(log_missing)
        total = self.documented + missing
        self.counts[0] = missing
        fitted = self._maximum()
        shares = np.maximum(fitted / total, 1e-300)
        inner = float((self.counts * np.log(shares)).sum())
        value = gammaln(total + 1) - gammaln(missing + 1) + inner
        slope = digamma(total + 1) - digamma(missing + 1) + math.log(shares[0])
        return float(value), float(missing * slope)

    def _maximum(self) -> NDArray[np.float64]:
        """Fitted counts under the constraint that the columns after the free ones have coefficients from 0 up.

        Columns enter by the steepest score and leave where they turn negative, as in Lawson & Hanson's least
        squares; the likelihood is concave, so what stays is the maximum.
        """
        for _ in range(4 * self.design.shape[1]):
            fitted = self._newton()
            negative = [at for at in self.used[self.free :] if self.beta[at] < 0]
            if negative:
                worst = min(negative, key=lambda at: self.beta[at])
                self.used.remove(worst)
                self.beta[worst] = 0
                continue
            scores = self.design.T @ (self.counts - fitted)
            left_out = [at for at in range(self.free, self.beta.size) if at not in self.used]
            steepest = max(left_out, key=lambda at: scores[at], default=None)
            if steepest is None or scores[steepest] <= _GAIN:
                return fitted
            self.used.append(steepest)
        return fitted

    def _newton(self) -> NDArray[np.float64]:
        design = self.design[:, self.used]
        beta = self.beta[self.used]
        margins = design.T @ self.counts
        predictor = self.offset + design @ beta
        fitted = np.exp(np.minimum(predictor, 600.0))
        reached = beta @ margins - fitted.sum()
        for _ in range(_ITERATIONS):
            score = margins - design.T @ fitted
            information = design.T @ (fitted[:, None] * design)
            try:
                step = np.linalg.solve(information, score)
            except np.linalg.LinAlgError:
                step = np.linalg.lstsq(information, score, rcond=1e-13)[0]
            gain = score @ step
            if gain < _TOLERANCE * (1 + self.documented):
                break
            length = 1.0
            while True:
                trial = beta + length * step
                predictor = self.offset + design @ trial
                fitted = np.exp(np.minimum(predictor, 600.0))
                now = trial @ margins - fitted.sum()
                if now >= reached - 1e-12 * abs(reached) or length < 1e-9:
                    break
                length /= 2
            beta, reached = trial, now
        self.beta[:] = 0
        self.beta[self.used] = beta
        return fitted


def profile(table: CaptureTable, captures: Captures, level: float) -> Profile | None:
    """Fit one model of captures to the table, every list of which has somebody.

    Given how many are on no list, the multinomial likelihood is that of a Poisson log-linear model; its maximum
    over the rest is the profile, and the interval is where twice its fall is within the chi-squared quantile
    (Cormack 1992; Baillargeon & Rivest 2007). Heterogeneity is by Chao's lower bound: with mixed chances the
    logarithms of the numbers on k lists are convex in k, so from the third list on the slope may only grow
    (Rivest & Baillargeon 2007). None where the likelihood rises without end.
    """
    model = _model(table, captures)
    start = math.log(table.documented)
    low, high = start + _LEAST, start + _MOST
    uphill = math.copysign(1, model.at(start)[1])
    best = _crossing(lambda log_missing: -uphill * model.at(log_missing)[1], start, high if uphill > 0 else low)
    if best >= high:
        return None
    top = model.at(best)[0]
    entered = len(model.used) - model.free
    drop = float(chdtri(1, 1 - level)) / 2

    def fallen(log_missing: float) -> float:
        return top - drop - model.at(log_missing)[0]

    ends = (_crossing(fallen, best, low), _crossing(fallen, best, high))
    shown = [0.0 if at <= low else math.exp(at) for at in (ends[0], best, ends[1])]
    return Profile(
        low=table.documented + shown[0],
        best=table.documented + shown[1],
        high=math.inf if ends[1] >= high else table.documented + shown[2],
        heterogeneity=entered,
    )


def _crossing(fallen: Callable[[float], float], best: float, limit: float) -> float:
    """Where the function turns positive from ``best`` towards ``limit``; the limit where it does not."""
    values: dict[float, float] = {}

    def once(at: float) -> float:
        # the fit starts from the last one, so that a value on the edge of 0 may have either sign when asked again
        if at not in values:
            values[at] = fallen(at)
        return values[at]

    step = math.copysign(0.25, limit - best)
    inside = outside = best
    while once(outside) <= 0:
        if outside == limit:
            return limit
        inside, outside = outside, outside + step if abs(limit - outside) > abs(step) else limit
        step *= 2
    if inside == outside:
        return best
    return float(brentq(once, *sorted((inside, outside)), xtol=1e-10, rtol=1e-14))


def _model(table: CaptureTable, captures: Captures) -> _Model:
    lists = len(table.lists)
    bends = range(3, lists + 1) if captures in (Captures.MH, Captures.MTH) else ()
    if captures in (Captures.M0, Captures.MH):
        # all lists alike: people by the number of lists they are on are enough
        number = np.arange(lists + 1)
        offset = np.log([float(math.comb(lists, k)) for k in number])
        counts = np.zeros(lists + 1)
        for history, people in table.counts:
            counts[history.bit_count()] += people
        columns = [np.ones(lists + 1), number]
    else:
        histories = np.arange(1 << lists)
        number = np.bitwise_count(histories).astype(np.int64)
        offset = np.zeros(1 << lists)
        counts = dense(table).astype(np.float64)
        columns = [np.ones(1 << lists), *(histories >> at & 1 for at in range(lists))]
    free = len(columns)
    columns += [np.maximum(number - at + 1, 0) for at in bends]
    return _Model(np.column_stack(columns).astype(np.float64), offset, counts, free)
