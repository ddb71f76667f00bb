"""People differ in how easily lists find them, on one scale for all lists: the Rasch model with normal scores.

Coull & Agresti 1999, "The use of mixed logit models to reflect heterogeneity in capture-recapture studies",
Biometrics 55; Darroch et al. 1993, JASA 88, for why being found by one list then goes with being found by others.
Somebody of score z is on list j with log odds ``b_j + s z``, z standard normal. Models of dependent lists and of
latent classes shrink to "people are alike" where data are few; this one does not, and says so in its upper end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator
from scipy.special import expit, gammaln, log_expit, ndtr, ndtri

from cenotaph.estimate.base import LEVEL, Fit, dense
from cenotaph.estimate.order import in_one_order
from cenotaph.model import CaptureTable, Interval, Refusal

__all__ = ["Rasch"]

_MOST_LISTS = 8  # histories are summed over one by one
_NODES = 41
_SPREAD = (-4.0, 1.6)  # of log s: people nearly alike, to odds that differ by 5 in the logarithm
_STARTS = (-1.0, 0.5)  # of log s, as the likelihood can have two peaks
_FARTHEST = 100  # times the documented: how many missing are looked at
_AT_THE_EDGE = 0.005
_STEPS = 60
_CLOSE = 1e-7  # of the log likelihood: then a step is the last

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
    lists, documented = len(table.lists), table.documented
    likelihood = _Likelihood(lists, dense(table))
    missing = np.unique(np.concatenate([[0.0], np.geomspace(1, _FARTHEST * documented, 24)]))
    height, spread = likelihood.over(missing)
    for _ in range(2):  # look closer between the neighbours of what the interval can reach
        near = np.flatnonzero(height > height.max() - 5)
        first, last = max(near[0] - 1, 0), min(near[-1] + 1, len(missing) - 1)
        closer = np.expm1(np.linspace(np.log1p(missing[first]), np.log1p(missing[last]), 16))[1:-1]
        more, wider = likelihood.over(closer)
        every = np.argsort(np.concatenate([missing, closer]), kind="stable")
        missing = np.concatenate([missing, closer])[every]
        height = np.concatenate([height, more])[every]
        spread = np.concatenate([spread, wider])[every]
    fall = np.sqrt(2 * (height.max() - height).clip(0))
    return missing, np.where(np.arange(len(fall)) < height.argmax(), -fall, fall), spread


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

    def __init__(self, lists: int, people: NDArray[np.int64]) -> None:
        self.lists = lists
        self.people = people.astype(np.float64)
        self.on = np.array([[history >> at & 1 for at in range(lists)] for history in range(1 << lists)], float)
        scores, weights = np.polynomial.hermite_e.hermegauss(_NODES)
        self.scores, self.weights = scores, weights / weights.sum()
        self.least = np.append(np.full(lists, -15.0), _SPREAD[0])
        self.most = np.append(np.full(lists, 15.0), _SPREAD[1])

    def over(self, missing: Floats) -> tuple[Floats, Floats]:
        """The height at each number missing (ascending), and the spread there; each start goes along in turn."""
        documented = self.people.sum()
        sizes = self.on.T @ self.people
        best = np.full(len(missing), -np.inf)
        spread = np.zeros(len(missing))
        for start in _STARTS:
            share = (sizes / (documented + missing[0] + 1)).clip(1e-6, 1 - 1e-6)
            found = np.append(np.log(share / (1 - share)), start)
            for at, some in enumerate(missing):
                height, found = self.highest(some, found)
                if height > best[at]:
                    best[at], spread[at] = height, np.exp(found[-1])
                found[-1] = max(found[-1], start)  # a spread that went to nothing does not come back by itself
        return best, spread

    def highest(self, missing: float, start: Floats) -> tuple[float, Floats]:
        """The highest log likelihood with so many missing, and where: Fisher scoring, damped where it falls."""
        people = self.people.copy()
        people[0] = missing
        total = people.sum()
        at, damping = start, 1e-6
        chances, slopes = self.chances(at)
        height = float(people @ np.log(chances))
        for _ in range(_STEPS):
            score = (people / chances) @ slopes
            information = (slopes / chances[:, None]).T @ slopes * total
            step = np.linalg.solve(information + damping * np.diag(information.diagonal() + 1e-9), score)
            there = np.clip(at + step.clip(-3, 3), self.least, self.most)
            chances_there, slopes_there = self.chances(there)
            height_there = float(people @ np.log(chances_there))
            gained = height_there - height
            if gained < 0:
                damping = damping * 10 + 1e-3
                if damping > 1e9:
                    break
                continue
            at, chances, slopes, height, damping = there, chances_there, slopes_there, height_there, damping / 10
            if gained < _CLOSE:
                break
        return height + float(gammaln(total + 1) - gammaln(missing + 1)), at

    def chances(self, at: Floats) -> tuple[Floats, Floats]:
        """The probability of each history, and its slopes by each list's odds and by the spread's logarithm."""
        spread = np.exp(at[-1])
        odds = at[:-1] + spread * self.scores[:, None]
        joint = np.exp(self.on @ log_expit(odds).T + (1 - self.on) @ log_expit(-odds).T) * self.weights
        seen = expit(odds)
        by_list = self.on * joint.sum(axis=1)[:, None] - joint @ seen
        by_spread = spread * (
            self.on.sum(axis=1) * (joint @ self.scores) - joint @ (self.scores * seen.sum(axis=1))
        )
        return joint.sum(axis=1).clip(1e-300), np.column_stack([by_list, by_spread])


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
            f"with {len(table.lists)} lists there are more histories than this model sums over",
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
