"""Poisson log-linear fits by Newton's method, fast enough to do a model's whole choice again for every replicate.

A term is the bit mask of its lists: 0 the intercept, one bit a list, two bits a pair. A cell's linear predictor is
then the sum of the coefficients of all terms within its history, and a term's sufficient statistic the sum of the
counts of all histories that hold it. Both are one pass of sums over subsets or supersets (Yates 1937), and the
information matrix needs no product of matrices: its entry for two terms is the superset sum of the fitted counts at
their union. A fit costs little more than the exponentials of its cells.

All compiled code of this package is in this one file: numba keeps what it compiled until the file of a function
changes, and does not see that a function called from another file has.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit

__all__ = ["choose_pairs", "fit_terms", "log_tail", "printed_variance", "subset_sums", "superset_sums"]

_ITERATIONS = 60
_HALVINGS = 30
# At a maximum the steps shrink to nothing. Where none exists a coefficient runs off to infinity by about one a
# step, however little the likelihood still gains by it (half the squared decrement, about).
_SETTLED_STEP = 1e-6
_RUNAWAY_STEP = 0.3
_NO_GAIN = 1e-13
# Beyond so many people a tail is not summed term by term.
_MANY = 1e5
# A step that must be cut to less than this is far from the maximum.
_CUT_SHORT = 0.1
_PIVOT = 1e-11
# Iterated least squares starts at the counts and a little more, and stops when the deviance has settled to this
# share of itself (McCullagh & Nelder 1989, section 2.5; the customary settings).
_MORE = 0.1
_SETTLED = 1e-8
_ROUNDS = 25


@njit(cache=True, nogil=True, error_model="numpy")
def subset_sums(cells: Any, lists: int) -> None:
    """Replace every cell, in place, by the sum over the histories within its own. Shape (2 ** lists,)."""
    for at in range(lists):
        bit = 1 << at
        for history in range(1 << lists):
            if history & bit:
                cells[history] += cells[history ^ bit]


@njit(cache=True, nogil=True, error_model="numpy")
def superset_sums(cells: Any, lists: int) -> None:
    """Replace every cell, in place, by the sum over the histories that hold its own. Shape (2 ** lists,)."""
    for at in range(lists):
        bit = 1 << at
        for history in range(1 << lists):
            if not history & bit:
                cells[history] += cells[history | bit]


@njit(cache=True, nogil=True, error_model="numpy")
def log_tail(seen: float, expected: float) -> float:
    """The logarithm of a Poisson variable's probability of lying as far out as ``seen``, on the side it is on."""
    if seen > _MANY:
        return _log_tail_of_many(seen, expected)
    term = 1.0
    total = 1.0
    if seen < expected:
        count = seen
        while count > 0 and term > 1e-16 * total:
            term *= count / expected
            total += term
            count -= 1
    else:
        count = seen
        while term > 1e-16 * total:
            count += 1
            term *= expected / count
            total += term
    return seen * math.log(expected) - expected - math.lgamma(seen + 1) + math.log(total)


@njit(cache=True, nogil=True, error_model="numpy")
def _log_tail_of_many(seen: float, expected: float) -> float:
    """The same by the incomplete gamma function's uniform expansion (Temme, SIAM J. Math. Anal. 10, 1979).

    With the first correction alone it is right to nine digits; the sum has as many terms as a standard deviation
    has people.
    """
    below = seen < expected
    a = seen + 1 if below else seen
    off = (expected - a) / a
    if off <= -1:
        return -math.inf
    eta = math.copysign(math.sqrt(2 * max(off - math.log1p(off), 0.0)), off)
    side = 1.0 if below else -1.0
    z = side * eta * math.sqrt(a / 2)
    first = -1 / 3 + eta / 12 if abs(off) < 1e-4 else 1 / off - 1 / eta
    if z < 20:
        scaled = math.erfc(z) * math.exp(z * z)
    else:
        scaled = (1 - 1 / (2 * z * z) * (1 - 3 / (2 * z * z))) / (z * math.sqrt(math.pi))
    return -z * z + math.log(scaled / 2 + side * first / math.sqrt(2 * math.pi * a))


@njit(cache=True, nogil=True, error_model="numpy")
def factored(gram: Any, size: int) -> bool:
    """The Cholesky factor in place, lower triangle; False where a pivot is nothing beside its diagonal."""
    for j in range(size):
        diagonal = gram[j, j]
        left = diagonal
        for k in range(j):
            left -= gram[j, k] * gram[j, k]
        if not left > _PIVOT * diagonal:
            return False
        root = math.sqrt(left)
        gram[j, j] = root
        for i in range(j + 1, size):
            value = gram[i, j]
            for k in range(j):
                value -= gram[i, k] * gram[j, k]
            gram[i, j] = value / root
    return True


@njit(cache=True, nogil=True, error_model="numpy")
def solved(factor: Any, right: Any, size: int) -> None:
    """Solve with the Cholesky factor, in place of the right side."""
    for i in range(size):
        value = right[i]
        for k in range(i):
            value -= factor[i, k] * right[k]
        right[i] = value / factor[i, i]
    for i in range(size - 1, -1, -1):
        value = right[i]
        for k in range(i + 1, size):
            value -= factor[k, i] * right[k]
        right[i] = value / factor[i, i]


@njit(cache=True, nogil=True, error_model="numpy")
def _fitted(terms: Any, size: int, beta: Any, open_cells: Any, lists: int, fitted: Any) -> float:
    """Fitted counts into ``fitted``; returns their sum, infinite where one overflows."""
    fitted[:] = 0.0
    for j in range(size):
        fitted[terms[j]] = beta[j]
    subset_sums(fitted, lists)
    total = 0.0
    for history in range(1 << lists):
        if open_cells[history]:
            if fitted[history] > 600:
                return math.inf
            fitted[history] = math.exp(fitted[history])
            total += fitted[history]
        else:
            fitted[history] = 0.0
    return total


@njit(cache=True, nogil=True, error_model="numpy")
def _scaled(terms: Any, size: int, margins: Any, open_cells: Any, lists: int, beta: Any, fitted: Any) -> float:
    """One round of iterative scaling, which never loses (Darroch & Ratcliff 1972); returns the log-likelihood."""
    total = _fitted(terms, size, beta, open_cells, lists, fitted)
    for j in range(size):
        within = 0.0
        for history in range(1 << lists):
            if history & terms[j] == terms[j]:
                within += fitted[history]
        times = margins[terms[j]] / within
        beta[j] += math.log(times)
        for history in range(1 << lists):
            if history & terms[j] == terms[j]:
                fitted[history] *= times
        total += within * (times - 1)
    reached = -total
    for j in range(size):
        reached += beta[j] * margins[terms[j]]
    return reached


@njit(cache=True, nogil=True, error_model="numpy")
def fit_terms(
    terms: Any, size: int, margins: Any, open_cells: Any, lists: int, beta: Any, factor: Any, fitted: Any
) -> bool:
    """Maximise the Poisson likelihood of a table's open cells over the coefficients of its terms.

    ``terms`` (at least size,) bit masks; ``margins`` (2 ** lists,) superset sums of the open cells' counts;
    ``open_cells`` (2 ** lists,) bool, False at 0 and where the model allows nobody. ``beta`` holds the start and
    then the estimate; ``factor`` the Cholesky factor of the information there, and ``fitted`` (2 ** lists,) the
    superset sums of the fitted counts. False where there is no maximum, or more than one. A maximum found proves
    that one exists: its fitted counts are a positive table with the margins observed (Fienberg & Rinaldo 2012).
    """
    trial = np.empty(size)
    step = np.zeros(size)
    gain = -math.inf
    for _ in range(_ITERATIONS):
        reached = gain
        length = 1.0
        for _ in range(_HALVINGS):
            for j in range(size):
                trial[j] = beta[j] + length * step[j]
            reached = -_fitted(terms, size, trial, open_cells, lists, fitted)
            for j in range(size):
                reached += trial[j] * margins[terms[j]]
            if reached >= gain - 1e-12 * abs(gain):
                break
            length /= 2
        if length < _CUT_SHORT:
            reached = _scaled(terms, size, margins, open_cells, lists, trial, fitted)
        gain = reached
        for j in range(size):
            beta[j] = trial[j]
        superset_sums(fitted, lists)
        for j in range(size):
            step[j] = margins[terms[j]] - fitted[terms[j]]
            trial[j] = step[j]
            for i in range(j, size):
                factor[i, j] = fitted[terms[i] | terms[j]]
        if not factored(factor, size):
            return False
        solved(factor, step, size)
        decrement = 0.0
        longest = 0.0
        for j in range(size):
            decrement += trial[j] * step[j]
            longest = max(longest, abs(step[j]))
        if longest < _SETTLED_STEP:
            return True
        if decrement < _NO_GAIN * (1.0 + margins[0]) and longest > _RUNAWAY_STEP:
            return False
    return False


@njit(cache=True, nogil=True, error_model="numpy")
def printed_variance(terms: Any, cells: Any, open_cells: Any, lists: int) -> float:
    """The variance of the intercept as programmes for generalised linear models print it.

    They iterate weighted least squares from the counts until the deviance settles, and take the last regression's,
    whose weights are one round old: with many sparse lists that is off in the fifth digit, and comparable.
    Infinite where a regression has no unique answer.
    """
    width = 1 << lists
    size = terms.size
    beta = np.zeros(size)
    factor = np.zeros((size, size))
    fitted = np.zeros(width)
    predictor = np.zeros(width)
    weights = np.zeros(width)
    targets = np.zeros(width)
    deviance = math.inf
    for history in range(width):
        if open_cells[history]:
            fitted[history] = cells[history] + _MORE
            predictor[history] = math.log(fitted[history])
    for _ in range(_ROUNDS):
        for history in range(width):
            weights[history] = fitted[history]
            targets[history] = fitted[history] * (predictor[history] - 1) + cells[history]
            if not open_cells[history]:
                targets[history] = 0.0
        superset_sums(weights, lists)
        superset_sums(targets, lists)
        for j in range(size):
            beta[j] = targets[terms[j]]
            for i in range(j, size):
                factor[i, j] = weights[terms[i] | terms[j]]
        if not factored(factor, size):
            return math.inf
        solved(factor, beta, size)
        predictor[:] = 0.0
        for j in range(size):
            predictor[terms[j]] = beta[j]
        subset_sums(predictor, lists)
        before = deviance
        deviance = 0.0
        for history in range(width):
            if open_cells[history]:
                fitted[history] = math.exp(predictor[history])
                deviance += 2 * (fitted[history] - cells[history])
                if cells[history] > 0:
                    deviance += 2 * cells[history] * (math.log(cells[history]) - predictor[history])
        if abs(deviance - before) < _SETTLED * (abs(deviance) + 0.1):
            break
    column = np.zeros(size)
    column[0] = 1.0
    solved(factor, column, size)
    return float(column[0])


@njit(cache=True, nogil=True, error_model="numpy")
def _start(margins: Any, lists: int, beta: Any) -> None:
    """Main effects to start from: the log odds of being on a list, of those who are on any."""
    ways = 1.0
    for at in range(lists):
        odds = (margins[1 << at] + 0.5) / (margins[0] - margins[1 << at] + 0.5)
        beta[1 + at] = math.log(odds)
        ways *= 1 + odds
    beta[0] = math.log(margins[0] / (ways - 1))


@njit(cache=True, nogil=True, error_model="numpy")
def choose_pairs(tables: Any, lists: int, threshold: float, chosen: Any, intercepts: Any) -> None:
    """The stepwise choice for every table of counts, shape (tables, 2 ** lists).

    Fills ``chosen`` (tables, pairs) with the masks of the pairs in the order they were added, an empty one
    negative, 0 after the last; and ``intercepts`` (tables,), infinite where the main effects have no estimate.
    """
    width = 1 << lists
    most = 1 + lists + lists * (lists - 1) // 2
    terms = np.zeros(most, np.int64)
    for at in range(lists):
        terms[1 + at] = 1 << at
    beta, new_beta = np.zeros(most), np.zeros(most)
    fitted, new_fitted = np.zeros(width), np.zeros(width)
    open_cells, new_open = np.ones(width, np.bool_), np.ones(width, np.bool_)
    margins = np.zeros(width)
    settled = np.zeros(width, np.bool_)
    factor = np.zeros((most, most))
    for row in range(tables.shape[0]):
        intercepts[row] = math.inf
        margins[:] = tables[row]
        margins[0] = 0.0
        superset_sums(margins, lists)
        if margins[0] == 0:
            continue
        _start(margins, lists, new_beta)
        new_open[:] = True
        new_open[0] = False
        settled[:] = False
        size = new_size = 1 + lists
        added = 0
        pair = 0
        while True:
            if fit_terms(terms, new_size, margins, new_open, lists, new_beta, factor, new_fitted):
                if pair:
                    chosen[row, added] = pair if new_size > size else -pair
                    added += 1
                size = new_size
                beta, new_beta = new_beta, beta
                fitted, new_fitted = new_fitted, fitted
                open_cells, new_open = new_open, open_cells
                intercepts[row] = beta[0]
            elif pair == 0:
                break  # not even the main effects; a pair that cannot be told from the rest is passed over instead
            pair = 0
            lowest = math.log(threshold)
            for one in range(lists):
                for other in range(one + 1, lists):
                    mask = 1 << one | 1 << other
                    if not settled[mask]:
                        tail = log_tail(margins[mask], fitted[mask])
                        if tail < lowest:
                            lowest = tail
                            pair = mask
            if pair == 0:
                break
            settled[pair] = True
            new_size = size
            new_beta[:] = beta
            new_open[:] = open_cells
            if margins[pair] > 0:
                terms[size] = pair
                new_beta[size] = 0.0
                new_size += 1
            else:
                for history in range(width):
                    if history & pair == pair:
                        new_open[history] = False
