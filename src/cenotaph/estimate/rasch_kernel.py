"""The likelihood of the Rasch model at its highest over list effects and spread, by Newton's method.

Somebody of score z is on list j with log odds ``b_j + s z``. The chance of a history is then exp(the sum of b_j
over its lists) times a mean over scores that depends only on how many lists it has, so that the sizes of the lists
and the number of people on k lists, k = 0, 1, ..., are all that the likelihood needs of a table (Rasch 1960;
Darroch et al. 1993). The last parameter is ``s * s``: at 0 the likelihood has a slope in it, and none in ``s``.

Shapes: at, least, most, slope (lists + 1,), the squared spread last; bend (lists + 1, lists + 1); sizes (lists,);
people (lists + 1,) by how many lists they are on; scores and weights (nodes,).

All compiled code of the model is in this one file: numba keeps what it compiled until the file of a function
changes, and does not see that a function called from another file has.
"""

from __future__ import annotations

import math
from typing import TypeAlias

import numpy as np
from numba import njit
from numpy.typing import NDArray

__all__ = ["climb", "heights", "look"]

_STEPS = 80
_START = 0.5  # of the squared spread; the same tops are reached from .003 and from 3
_SETTLED = 1e-9  # of the log likelihood: what a last step would gain
_LONGEST = 3.0  # of a step, in log odds
_DAMPED = 1e-3  # the least damping, and what stands for none below
_STUCK = 1e9

_Floats: TypeAlias = NDArray[np.float64]


@njit(cache=True, nogil=True, error_model="numpy")
def look(
    at: _Floats, sizes: _Floats, people: _Floats, scores: _Floats, weights: _Floats, slope: _Floats, bend: _Floats
) -> float:
    """The log likelihood, but for who the missing are; fills its slope and (lower triangle) second derivatives."""
    lists, nodes = sizes.size, scores.size
    spread = math.sqrt(at[lists])
    times = np.exp(spread * scores)
    seen, varies = np.empty((lists, nodes)), np.zeros(nodes)
    none, expected = weights.copy(), np.zeros(nodes)
    height = 0.0
    slope[:] = 0.0
    bend[:] = 0.0
    for one in range(lists):
        lift = math.exp(at[one])
        height += sizes[one] * at[one]
        slope[one] = sizes[one]
        for node in range(nodes):
            odds = lift * times[node]
            none[node] /= 1.0 + odds
            seen[one, node] = odds / (1.0 + odds)
            expected[node] += seen[one, node]
            varies[node] += seen[one, node] / (1.0 + odds)
    # people at each score; by how much the slope there is that of the spread, and its square
    every, first, second = np.zeros(nodes), np.zeros(nodes), np.zeros(nodes)
    share, mean = np.empty(nodes), np.empty(lists + 1)
    for number in range(lists + 1):
        if number:
            none *= times
        if people[number] == 0.0:
            continue
        chance = none.sum()
        height += people[number] * math.log(chance)
        mean[:] = 0.0
        for node in range(nodes):
            share[node] = none[node] * (people[number] / chance)
            by_spread = scores[node] * (number - expected[node])
            every[node] += share[node]
            first[node] += share[node] * by_spread
            second[node] += share[node] * by_spread * by_spread
            mean[lists] += share[node] * by_spread
        for one in range(lists):
            for node in range(nodes):
                mean[one] -= share[node] * seen[one, node]
        for one in range(lists + 1):
            slope[one] += mean[one]
            for other in range(one + 1):
                bend[one, other] -= mean[one] * mean[other] / people[number]
    for one in range(lists):
        for node in range(nodes):
            chance = seen[one, node]
            bend[one, one] -= every[node] * chance * (1.0 - chance)
            bend[lists, one] -= chance * (first[node] + every[node] * scores[node] * (1.0 - chance))
        for other in range(one + 1):
            for node in range(nodes):
                bend[one, other] += every[node] * seen[one, node] * seen[other, node]
    for node in range(nodes):
        bend[lists, lists] += second[node] - every[node] * scores[node] * scores[node] * varies[node]
    # from the spread to its square
    bend[lists, :lists] /= 2 * spread
    bend[lists, lists] = (bend[lists, lists] - slope[lists] / spread) / (4 * at[lists])
    slope[lists] /= 2 * spread
    return height


@njit(cache=True, nogil=True, error_model="numpy")
def _step(slope: _Floats, bend: _Floats, held: NDArray[np.bool_], damping: float, step: _Floats) -> bool:
    """The step uphill of the parameters that are not held; False where the likelihood does not bend downwards."""
    size = slope.size
    factor = np.empty((size, size))
    for j in range(size):
        step[j] = 0.0 if held[j] else slope[j]
        for i in range(j, size):
            factor[i, j] = 0.0 if held[i] or held[j] else -bend[i, j]
        factor[j, j] = 1.0 if held[j] else factor[j, j] + damping * (abs(bend[j, j]) + 1e-9)
    for j in range(size):
        whole = factor[j, j]
        for k in range(j):
            factor[j, j] -= factor[j, k] * factor[j, k]
        if not factor[j, j] > 1e-12 * whole:
            return False
        factor[j, j] = math.sqrt(factor[j, j])
        for i in range(j + 1, size):
            for k in range(j):
                factor[i, j] -= factor[i, k] * factor[j, k]
            factor[i, j] /= factor[j, j]
    for i in range(size):
        for k in range(i):
            step[i] -= factor[i, k] * step[k]
        step[i] /= factor[i, i]
    for i in range(size - 1, -1, -1):
        for k in range(i + 1, size):
            step[i] -= factor[k, i] * step[k]
        step[i] /= factor[i, i]
    return True


@njit(cache=True, nogil=True, error_model="numpy")
def climb(
    at: _Floats,
    least: _Floats,
    most: _Floats,
    sizes: _Floats,
    people: _Floats,
    scores: _Floats,
    weights: _Floats,
) -> float:
    """The highest log likelihood that is uphill of ``at``, which is moved there: Newton, damped where it falls.

    A parameter on its least or most value stays there while the likelihood rises outwards.
    """
    size = at.size
    slope, slope_there, step, there = np.empty(size), np.empty(size), np.empty(size), np.empty(size)
    bend, bend_there = np.empty((size, size)), np.empty((size, size))
    held = np.zeros(size, np.bool_)
    height = look(at, sizes, people, scores, weights, slope, bend)
    damping = 0.0
    for _ in range(_STEPS):
        for j in range(size):
            held[j] = (at[j] <= least[j] and slope[j] <= 0) or (at[j] >= most[j] and slope[j] >= 0)
        falls = True
        if _step(slope, bend, held, damping, step):
            if damping == 0.0 and (slope * step).sum() < _SETTLED:
                break
            for j in range(size):
                longest = _LONGEST if j < size - 1 else 0.1 + 2 * at[j]
                moved = at[j] + min(max(step[j], -longest), longest)
                there[j] = min(max(moved, least[j]), most[j])
            height_there = look(there, sizes, people, scores, weights, slope_there, bend_there)
            falls = not height_there >= height
        if falls:
            damping = 10 * damping + _DAMPED
            if damping > _STUCK:
                break
            continue
        at[:] = there
        height = height_there
        slope, slope_there = slope_there, slope
        bend, bend_there = bend_there, bend
        damping = damping / 10 if damping > _DAMPED else 0.0
    return height


@njit(cache=True, nogil=True, error_model="numpy")
def heights(
    missing: _Floats,
    least: _Floats,
    most: _Floats,
    sizes: _Floats,
    people: _Floats,
    scores: _Floats,
    weights: _Floats,
) -> tuple[_Floats, _Floats]:
    """The log likelihood at each number missing (ascending), and the spread there; each starts from the last."""
    lists = sizes.size
    best, spread = np.empty(missing.size), np.empty(missing.size)
    people = people.copy()
    documented = people[1:].sum()
    at = np.full(lists + 1, _START)
    for one in range(lists):
        share = min(max(sizes[one] / (documented + missing[0] + 1), 1e-6), 1 - 1e-6)
        at[one] = math.log(share / (1 - share))
    for nth in range(missing.size):
        people[0] = missing[nth]
        best[nth] = climb(at, least, most, sizes, people, scores, weights)
        best[nth] += math.lgamma(documented + missing[nth] + 1) - math.lgamma(missing[nth] + 1)
        spread[nth] = math.sqrt(at[lists])
    return best, spread
