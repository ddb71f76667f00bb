"""Which pairs of lists depend on each other: main effects always, pairs added one by one as the data ask."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from cenotaph.estimate.loglinear.kernel import (
    ROUNDS,
    first_variance,
    fit_terms,
    log_tail,
    reweighted,
    superset_sums,
)

__all__ = ["THRESHOLD", "Model", "choose", "totals"]

# The p-value under which an interaction is added: Chan, Silverman & Vincent (2021), section 4.
THRESHOLD = 0.02
_NEVER = 1e-300  # a threshold of 0, in logarithms


@dataclass(frozen=True, slots=True)
class Model:
    """A fitted log-linear model: ``pairs`` in the order they were added, ``empty`` those whose effect is -infinity.

    A pair is the places of its two lists. ``intercept`` is the logarithm of the number on no list, ``error`` its
    standard error. ``exists`` is False where even the main effects have no maximum likelihood estimate.
    """

    pairs: tuple[tuple[int, int], ...]
    empty: tuple[tuple[int, int], ...]
    intercept: float
    error: float
    exists: bool

    def undocumented(self, deviate: float = 0.0) -> float:
        """The number on no list, ``deviate`` standard errors up on the scale of its logarithm."""
        return math.exp(self.intercept + deviate * self.error)


@njit(cache=True, nogil=True)
def _choose(
    cells: Any, lists: int, threshold: float, chosen: Any, with_error: bool
) -> tuple[bool, int, float, float]:
    """The stepwise choice for one table of counts, shape (2 ** lists,).

    Fills ``chosen`` with the masks of the pairs in the order they were added, an empty one negative. Returns
    whether the main effects have an estimate, how many pairs were added, the intercept and (``with_error``) its
    variance.
    """
    width = 1 << lists
    most = 1 + lists + lists * (lists - 1) // 2
    terms = np.zeros(most, np.int64)
    for at in range(lists):
        terms[1 + at] = 1 << at
    size = 1 + lists
    margins = cells.copy()
    margins[0] = 0.0
    superset_sums(margins, lists)
    open_cells = np.ones(width, np.bool_)
    open_cells[0] = False
    beta = np.zeros(most)
    factor = np.zeros((most, most))
    fitted = np.zeros(width)
    if not reweighted(terms, size, cells, open_cells, lists, 1, beta, factor):
        return False, 0, math.inf, math.inf
    if not fit_terms(terms, size, margins, open_cells, lists, beta, factor, fitted):
        return False, 0, math.inf, math.inf
    settled = np.zeros(width, np.bool_)
    new_beta = beta.copy()
    new_factor = factor.copy()
    new_fitted = fitted.copy()
    new_open = open_cells.copy()
    added = 0
    while True:
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
        if not fit_terms(terms, new_size, margins, new_open, lists, new_beta, new_factor, new_fitted):
            continue  # the pair cannot be told from the rest: it is passed over, and the next one asked
        chosen[added] = pair if new_size > size else -pair
        added += 1
        size = new_size
        beta, new_beta = new_beta, beta
        factor, new_factor = new_factor, factor
        fitted, new_fitted = new_fitted, fitted
        open_cells, new_open = new_open, open_cells
    variance = math.inf
    if with_error:
        if not reweighted(terms, size, cells, open_cells, lists, ROUNDS, new_beta, new_factor):
            new_factor = factor
        variance = first_variance(new_factor, size)
    return True, added, beta[0], variance


@njit(cache=True, nogil=True)
def _intercepts(tables: Any, lists: int, threshold: float, found: Any) -> None:
    chosen = np.zeros(1 << lists, np.int64)
    for row in range(tables.shape[0]):
        _, _, found[row], _ = _choose(tables[row], lists, threshold, chosen, False)


def choose(cells: NDArray[Any], *, threshold: float = THRESHOLD) -> Model:
    """The stepwise model of one table: people by capture history, shape (2 ** lists,), index = history.

    From the main effects, the pair whose overlap is the least probable given the model so far (one tail of the
    Poisson distribution) is added, and the model fitted anew, until no pair's tail is under ``threshold`` (0 adds
    none). A pair that never occurs together gets an effect of -infinity, which leaves its histories out of the fit.
    A pair without a finite, unique estimate is passed over. Chan, Silverman & Vincent (2021); Silverman (2020).
    """
    lists = int(cells.size).bit_length() - 1
    chosen = np.zeros(1 << lists, dtype=np.int64)
    exists, added, intercept, variance = _choose(
        cells.astype(np.float64), lists, max(threshold, _NEVER), chosen, True
    )
    masks = [int(mask) for mask in chosen[:added]]
    return Model(
        pairs=tuple(_pair(mask) for mask in masks if mask > 0),
        empty=tuple(_pair(-mask) for mask in masks if mask < 0),
        intercept=intercept,
        error=math.sqrt(variance),
        exists=exists,
    )


def totals(tables: NDArray[Any], *, threshold: float = THRESHOLD) -> NDArray[np.float64]:
    """Documented and undocumented of many tables, shape (tables, 2 ** lists), each with a model chosen of its own.

    Shape (tables,); infinite where even the main effects have no maximum likelihood estimate.
    """
    lists = int(tables.shape[1]).bit_length() - 1
    found = np.empty(tables.shape[0])
    _intercepts(np.ascontiguousarray(tables, dtype=np.float64), lists, max(threshold, _NEVER), found)
    with np.errstate(over="ignore"):
        return np.asarray(tables.sum(axis=1) + np.exp(found), dtype=np.float64)


def _pair(mask: int) -> tuple[int, int]:
    first = (mask & -mask).bit_length() - 1
    return first, mask.bit_length() - 1
