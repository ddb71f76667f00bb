"""People differ in how easily lists find them, on one scale for all lists: the Rasch model with normal scores.

Coull & Agresti 1999, "The use of mixed logit models to reflect heterogeneity in capture-recapture studies",
Biometrics 55; Darroch et al. 1993, JASA 88, for why being found by one list then goes with being found by others.
Somebody of score z is on list j with log odds ``b_j + s z``, z standard normal. Models of dependent lists and of
latent classes shrink to "people are alike" where data are few; this one does not, and says so in its upper end.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator
from scipy.special import ndtr, ndtri

from cenotaph.estimate.base import LEVEL, Fit
from cenotaph.estimate.order import in_one_order
from cenotaph.estimate.rasch_kernel import heights
from cenotaph.model import CaptureTable, Interval, Refusal

__all__ = ["Rasch"]

_MOST_LISTS = 8  # with more, the nodes are too far apart for what so many lists tell of a score
_NODES = 41
_SPREAD = (1e-4, 5.0)  # of log odds: people alike even among 10,000 million, to chances of nothing and of one
_FARTHEST_ODDS = 15.0  # of being on a list, logarithm
_FARTHEST = 100  # times the documented: how many missing are looked at
_LOOKS = 24  # numbers missing that are looked at, far and then near
_ENOUGH = 14  # of them, within the interval's reach
_ROUNDS = 6  # of looking nearer until they are enough: one for a thousand people, five for 10,000 million
_APART = 0.01  # of the step from one of them to the next: one that is looked at already
_AT_THE_EDGE = 0.005

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rasch:
    """The total by profile likelihood; refused where the lists set no upper end.

    ``draws`` values are of the confidence distribution whose quantiles are the ends of profile intervals (Schweder
    & Hjort 2016), not of a posterior.
    """

    draws: int = 1_000
    name: str = "rasch"

    def fit(self, table: CaptureTable, *, seed: int, level: float = LEVEL) -> Fit:
        """The profile interval of the total at this level, or a refusal."""
        settings: dict[str, Any] = {"scores": "normal", "interval": "profile likelihood", "draws": self.draws}
        table = in_one_order(table)
        if refusal := _refused(table):
            return Fit(self.name, None, refusal, settings=settings)
        missing, root, spread = _profile(table)
        documented = table.documented
        if ndtr(-root[-1]) > _AT_THE_EDGE:
            return Fit(self.name, None, _NO_UPPER_END, settings=settings)
        if ndtr(root[0]) > _AT_THE_EDGE:
            return Fit(self.name, None, _NOBODY, settings=settings)
        quantile = PchipInterpolator(*_rising(root, np.log1p(missing)))
        at = np.array([ndtri((1 - level) / 2), 0.0, ndtri((1 + level) / 2)])
        low, best, high = documented + np.expm1(quantile(at))
        scores = np.random.default_rng(seed).normal(size=self.draws).clip(root[0], root[-1])
        return Fit(
            self.name,
            Interval(float(low), float(best), float(high), level),
            draws=documented + np.expm1(quantile(scores)),
            settings={**settings, "seed": seed},
            diagnostics={"spread": float(np.interp(np.log(best - documented + 1), np.log1p(missing), spread))},
        )


def _profile(table: CaptureTable) -> tuple[Floats, Floats, Floats]:
    """Numbers missing, ascending; the signed root of twice the likelihood's fall (log) there; the spread there."""
    likelihood = _Likelihood(table)
    missing = np.concatenate([[0.0], np.geomspace(1, _FARTHEST * table.documented, _LOOKS)])
    height, spread = likelihood.over(missing)
    for places in (*[_near] * _ROUNDS, _top, _top):
        more = places(np.log1p(missing), height)
        if more.size:
            higher, wider = likelihood.over(np.expm1(more))
            missing, height = np.append(missing, np.expm1(more)), np.append(height, higher)
            spread = np.append(spread, wider)
            every = np.argsort(missing)
            missing, height, spread = missing[every], height[every], spread[every]
    fall = np.sqrt(2 * (height.max() - height))
    return missing, np.where(np.arange(len(fall)) < height.argmax(), -fall, fall), spread


def _near(at: Floats, height: Floats) -> Floats:
    """Places between the neighbours of what the interval can reach; none where enough of them are looked at."""
    near = np.flatnonzero(height > height.max() - 5)
    if near.size >= _ENOUGH:
        return np.empty(0)
    first, last = at[max(near[0] - 1, 0)], at[min(near[-1] + 1, len(at) - 1)]
    return _apart(np.linspace(first, last, _LOOKS), at, (last - first) / _LOOKS)


def _top(at: Floats, height: Floats) -> Floats:
    """Where the parabola through the highest place and its neighbours has its top; none at an end or on a plain."""
    top = int(height.argmax())
    if not 0 < top < len(at) - 1 or height[top - 1] == height[top + 1] == height[top]:
        return np.empty(0)
    before, after = at[top] - at[top - 1], at[top + 1] - at[top]
    up, down = (height[top] - height[top - 1]) / before, (height[top] - height[top + 1]) / after
    there = np.array([at[top] + (up * after - down * before) / (2 * (up + down))])
    return _apart(there, at, min(before, after))


def _apart(more: Floats, at: Floats, step: float) -> Floats:
    """Those that are no neighbours of a place already looked at: rounding would decide how steep it is between."""
    kept: Floats = more[np.abs(more[:, None] - at).min(axis=1) > _APART * step]
    return kept


def _rising(root: Floats, values: Floats) -> tuple[Floats, Floats]:
    """The places at which the root is higher than at all before, as the profile may have a second, lower peak."""
    peak = int(np.flatnonzero(root == 0)[0])
    after = np.maximum.accumulate(root[peak:])
    before = np.minimum.accumulate(root[peak::-1])[::-1]
    smooth = np.concatenate([before[:-1], after])
    kept = np.concatenate([[True], np.diff(smooth) > 0])
    return smooth[kept], values[kept]


class _Likelihood:
    """The log likelihood of how many are missing, at its highest over list effects and spread."""

    def __init__(self, table: CaptureTable) -> None:
        lists = len(table.lists)
        self.sizes = np.array(table.sizes, np.float64)
        self.people = np.zeros(lists + 1)  # by the number of lists that they are on
        for history, people in table.counts:
            self.people[history.bit_count()] += people
        self.least = np.append(np.full(lists, -_FARTHEST_ODDS), _SPREAD[0] ** 2)
        self.most = np.append(np.full(lists, _FARTHEST_ODDS), _SPREAD[1] ** 2)

    def over(self, missing: Floats) -> tuple[Floats, Floats]:
        """The height at each number missing (ascending), and the spread there."""
        return heights(missing, self.least, self.most, self.sizes, self.people, *_scores())


@cache
def _scores() -> tuple[Floats, Floats]:
    """Scores and weights whose sum stands for the mean over a standard normal score (Gauss & Hermite)."""
    scores, weights = np.polynomial.hermite_e.hermegauss(_NODES)
    return scores, weights / weights.sum()


def _refused(table: CaptureTable) -> Refusal | None:
    if len(table.lists) < 3:
        return Refusal(
            "too_few_lists",
            "how far people differ cannot be told from two lists: they look like lists that depend on each other",
            "a third list that was made without knowledge of the others",
        )
    if len(table.lists) > _MOST_LISTS:
        return Refusal(
            "too_many_lists",
            f"with {len(table.lists)} lists people are told apart more finely than this model looks",
            "merge lists of one kind (--merge)",
        )
    if not any(history.bit_count() > 1 for history, _ in table.counts):
        return Refusal("no_overlap", "nobody is on two lists", "lists that overlap")
    return None


_NO_UPPER_END = Refusal(
    "at_the_edge",
    "if people differ in how easily they are listed, these lists set no upper end: any large number fits as well",
    "lists that overlap more",
)
_NOBODY = Refusal(
    "at_the_edge",
    "that nobody is missing fits about as well as the best number: the answer leans on an edge",
    "show by other means that the lists are complete",
)
