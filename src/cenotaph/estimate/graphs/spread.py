"""How the probability spreads over whole numbers from 0: on a given grid, or on one refined until it is right."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Spread", "adaptive_spread", "grid_spread"]

Floats = NDArray[np.float64]

_FIRST = 16  # every number up to here is looked at
_A_DOUBLING = 8  # numbers looked at in each doubling beyond, before refining, or more
_WIDTHS = 8.0  # standard deviations of the narrowest peak between two of them
_RIGHT = 1e-7  # of the mass: what an interval may be wrong by
_BEYOND = 1e-8  # of the mass: what may lie beyond the last number looked at
_SHARP = 1.0  # nats between a peak and its neighbour, beyond which the middle is looked at
_PARTS = 64  # of an interval, in the end
_ROUNDS = 30


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """Intervals of whole numbers, each with a mass that grows or falls by one factor a step.

    ``start`` and ``width`` (intervals,) are where each begins and how many numbers it has, ``mass`` its probability
    (sum 1), ``slope`` the log factor a step. ``nodes`` and ``log_density`` are what was computed; ``at_cap`` is
    the mass at the last number of a given grid, or in the last doubling before the cap.
    """

    start: Floats
    width: Floats
    mass: Floats
    slope: Floats
    nodes: Floats
    log_density: Floats
    at_cap: float

    @property
    def at_zero(self) -> float:
        """The mass of exactly 0."""
        return float(self.mass[0] * np.exp(-_log_steps(self.slope[:1], self.width[:1]))[0] * (self.start[0] == 0))

    @property
    def mean(self) -> float:
        """The mean number."""
        return float(np.sum(self.mass * (self.start + _mean_step(self.slope, self.width))))

    def quantiles(self, shares: NDArray[np.float64]) -> Floats:
        """The least number at or below which lies at least each share of the mass."""
        below = np.cumsum(self.mass)
        at = np.minimum(np.searchsorted(below, shares), len(below) - 1)
        rest = np.clip((shares - (below[at] - self.mass[at])) / self.mass[at], 0, 1)
        slope, width = self.slope[at], self.width[at]
        with np.errstate(divide="ignore", invalid="ignore"):
            over = -np.abs(slope) * width
            falls = np.log1p(rest * np.expm1(over)) / slope
            rises = width + np.log(rest + (1 - rest) * np.exp(over)) / slope
            curved = np.where(slope > 0, rises, falls)
        steps = np.where(np.abs(slope * width) < 1e-9, rest * width, curved)
        return np.asarray(self.start[at] + np.clip(np.ceil(steps - 1e-9) - 1, 0, width - 1))

    def node_mass(self) -> Floats:
        """The mass gathered at the computed numbers, shape (nodes,): each interval's goes to its two ends."""
        if len(self.nodes) == 1:
            return np.ones(1)
        middle = self.start + _mean_step(self.slope, self.width)
        right = np.clip(np.searchsorted(self.nodes, middle, side="right"), 1, len(self.nodes) - 1)
        left_node, right_node = self.nodes[right - 1], self.nodes[right]
        share = np.clip((middle - left_node) / (right_node - left_node), 0, 1)
        size = len(self.nodes)
        at_right = np.bincount(right, self.mass * share, size)
        return np.asarray(np.bincount(right - 1, self.mass * (1 - share), size) + at_right)


def grid_spread(log_density: Callable[[Floats], Floats], grid: Floats) -> Spread:
    """The mass on these numbers alone, in ascending order, each counting once."""
    values = log_density(grid)
    mass = np.exp(values - values.max())
    mass /= mass.sum()
    ones = np.ones_like(grid)
    return Spread(grid, ones, mass, ones * 0, grid, values, float(mass[-1]))


def adaptive_spread(log_density: Callable[[Floats], Floats], cap: int, *, people: int = 0) -> Spread:
    """The mass on all whole numbers from 0 to ``cap``, of which only as many are looked at as needed.

    No peak is narrower than that of a number which ``people`` tell of: they set how far apart numbers may lie.

    The numbers looked at double in distance until next to no mass lies beyond, then intervals are halved until a
    cubic through four neighbours (over log(1 + number)) foretells their middle; the cubic gives the rest. Beside
    every peak they are halved until it is resolved, wherever most of the mass seems to be.
    """
    nodes, values = _reach(log_density, cap, people)
    fresh = np.ones(len(nodes) - 1, bool)
    for _ in range(_ROUNDS):
        share = _rough_mass(nodes, values)
        active = (fresh & (share > _RIGHT / 10) | _at_a_peak(values)) & (np.diff(nodes) > 1)
        if not np.any(active):
            break
        at = np.flatnonzero(active)
        middles = np.floor(np.expm1((np.log1p(nodes[at]) + np.log1p(nodes[at + 1])) / 2))
        middles = np.clip(middles, nodes[at] + 1, nodes[at + 1] - 1)
        found = log_density(middles)
        wrong = share[at] * np.abs(np.expm1(np.clip(found - _cubic(nodes, values, at, middles), -30, 30)))
        still = np.zeros(len(nodes) - 1, bool)
        still[at[wrong > _RIGHT]] = True
        both = np.concatenate([nodes, middles])
        order = np.argsort(both, kind="stable")
        grown = np.concatenate([still, [False], still[at]])[order]
        nodes, values, fresh = both[order], np.concatenate([values, found])[order], grown[:-1]
    return _filled(nodes, values, cap)


def _reach(log_density: Callable[[Floats], Floats], cap: int, people: int) -> tuple[Floats, Floats]:
    """Numbers that double in distance, and their log density, until next to no mass lies beyond (or the cap)."""
    nodes = np.arange(min(_FIRST, cap) + 1, dtype=np.float64)
    values = log_density(nodes)
    while nodes[-1] < cap:
        more = _further(nodes[-1], cap, people)
        nodes, values = np.concatenate([nodes, more]), np.concatenate([values, log_density(more)])
        fall = -(values[-1] - values[-2]) / np.log((nodes[-1] + 1) / (nodes[-2] + 1))
        beyond = values[-1] + np.log(nodes[-1]) - np.log(max(fall - 1, 1e-9))  # of a tail that falls as a power
        held = np.log(np.sum(_steps_mass(nodes, values)[0])) + values.max()
        if fall > 1 and beyond < held + np.log(_BEYOND):
            break
    return nodes, values


def _further(last: float, cap: int, people: int) -> Floats:
    """The next numbers to look at, up to sixteen times the last one.

    A number of m missing is known to a share of 1 / sqrt(m) at the best, or of 1 / sqrt(people) where these are
    fewer; a peak as narrow must not fall between two numbers where something broader hides its feet.
    """
    most, found = min(16 * last, float(cap)), []
    while last < most:
        narrow = _WIDTHS / math.sqrt(max(min(last, people), 1.0))
        last = min(max(round(last * (1 + min(2 ** (1 / _A_DOUBLING) - 1, narrow))), last + 1), most)
        found.append(last)
    return np.array(found, dtype=np.float64)


def _at_a_peak(values: Floats) -> NDArray[np.bool_]:
    """Intervals beside a number that is likelier than its neighbours, and by far: a sharp peak may hide there."""
    rise = np.diff(values)
    up = np.concatenate([[True], rise > 0])
    down = np.concatenate([rise <= 0, [True]])
    peak = up & down
    return np.asarray((peak[:-1] | peak[1:]) & (np.abs(rise) > _SHARP))


def _rough_mass(nodes: Floats, values: Floats) -> Floats:
    mass, _ = _steps_mass(nodes, values)
    return np.asarray(mass / mass.sum())


def _steps_mass(nodes: Floats, values: Floats) -> tuple[Floats, Floats]:
    """Mass of [node, next node), relative to the largest density, and the log factor a step in it."""
    width = np.diff(nodes)
    slope = np.diff(values) / width
    return np.exp(values[:-1] - values.max() + _log_steps(slope, width)), slope


def _log_steps(slope: Floats, width: Floats) -> Floats:
    """Log of 1 + e^s + ... + e^(s (width - 1))."""
    flat = np.abs(slope * width) < 1e-9
    safe = np.where(flat, 1.0, slope)
    down = np.log(np.expm1(-np.abs(safe) * width) / np.expm1(-np.abs(safe)))
    return np.where(flat, np.log(width) + slope * (width - 1) / 2, down + np.maximum(safe, 0) * (width - 1))


def _mean_step(slope: Floats, width: Floats) -> Floats:
    """Mean of 0 .. width - 1, weighted by e^(s step)."""
    small = np.abs(slope * width) < 1e-5
    safe = np.where(small, 1.0, slope)
    falling = -np.abs(safe)
    mean = width * np.exp(falling * width) / np.expm1(falling * width) - np.exp(falling) / np.expm1(falling)
    mean = np.where(safe > 0, width - 1 - mean, mean)
    return np.where(small, (width - 1) / 2 + slope * (width**2 - 1) / 12, mean)


def _cubic(nodes: Floats, values: Floats, at: NDArray[np.int64], where: Floats) -> Floats:
    """Lagrange's cubic through the four nodes around interval ``at``, over log(1 + number)."""
    first = np.clip(at - 1, 0, len(nodes) - 4)
    ours = np.log1p(nodes)[first + np.arange(4)[:, None]]
    heights = values[first + np.arange(4)[:, None]]
    target = np.log1p(where)
    found = np.zeros_like(target)
    for one in range(4):
        weight = np.ones_like(target)
        for other in range(4):
            if other != one:
                weight *= (target - ours[other]) / (ours[one] - ours[other])
        found += weight * heights[one]
    return found


def _filled(nodes: Floats, values: Floats, cap: int) -> Spread:
    """Intervals cut into parts by the cubic, so that a constant factor a step holds in each."""
    share = _rough_mass(nodes, values)
    width = np.diff(nodes)
    parts = np.where(share > _RIGHT / 10, np.minimum(width, _PARTS), 1).astype(np.int64)
    at = np.repeat(np.arange(len(parts)), parts)
    step = np.arange(len(at)) - np.repeat(np.cumsum(parts) - parts, parts)
    fine = nodes[at] + np.floor(step * width[at] / parts[at])
    heights = np.where(step == 0, values[at], _cubic(nodes, values, at, fine))
    fine, heights = np.append(fine, nodes[-1]), np.append(heights, values[-1])
    mass, slope = _steps_mass(fine, heights)
    # the last number closes the last interval
    mass = np.append(mass, np.exp(values[-1] - heights.max()))
    slope = np.append(slope, 0.0)
    widths = np.append(np.diff(fine), 1.0)
    mass /= mass.sum()
    capped = float(mass[fine > cap / 2].sum()) if nodes[-1] >= cap else 0.0
    return Spread(fine, widths, mass, slope, nodes, values, capped)
