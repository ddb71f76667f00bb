"""Which pairs of lists depend on each other: main effects always, pairs added one by one as the data ask."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from cenotaph.estimate.loglinear.kernel import fit_terms, log_tail, printed_variance, superset_sums

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
def _choose(tables: Any, lists: int, threshold: float, chosen: Any, intercepts: Any) -> None:
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


def choose(cells: NDArray[Any], *, threshold: float = THRESHOLD) -> Model:
    """The stepwise model of one table: people by capture history, shape (2 ** lists,), index = history.

    From the main effects, the pair whose overlap is the least probable given the model so far (one tail of the
    Poisson distribution) is added, and the model fitted anew, until no pair's tail is under ``threshold`` (0 adds
    none). A pair that never occurs together gets an effect of -infinity, which leaves its histories out of the fit.
    A pair without a finite, unique estimate is passed over. Chan, Silverman & Vincent (2021); Silverman (2020).
    """
    counts = cells.astype(np.float64)
    lists = int(cells.size).bit_length() - 1
    chosen, intercepts = _chosen(counts[None], lists, threshold)
    masks = [int(mask) for mask in chosen[0] if mask]
    open_cells = np.arange(cells.size) > 0
    for mask in masks:
        if mask < 0:
            open_cells &= (np.arange(cells.size) & -mask) != -mask
    terms = np.array([0, *(1 << at for at in range(lists)), *(mask for mask in masks if mask > 0)], dtype=np.int64)
    exists = math.isfinite(intercepts[0])
    return Model(
        pairs=tuple(_pair(mask) for mask in masks if mask > 0),
        empty=tuple(_pair(-mask) for mask in masks if mask < 0),
        intercept=float(intercepts[0]),
        error=math.sqrt(printed_variance(terms, counts, open_cells, lists)) if exists else math.inf,
        exists=exists,
    )


def totals(tables: NDArray[Any], *, threshold: float = THRESHOLD) -> NDArray[np.float64]:
    """Documented and undocumented of many tables, shape (tables, 2 ** lists), each with a model chosen of its own.

    Shape (tables,); infinite where even the main effects have no maximum likelihood estimate.
    """
    lists = int(tables.shape[1]).bit_length() - 1
    _, intercepts = _chosen(np.ascontiguousarray(tables, dtype=np.float64), lists, threshold)
    return np.asarray(tables.sum(axis=1) + np.exp(intercepts), dtype=np.float64)


def _chosen(
    tables: NDArray[np.float64], lists: int, threshold: float
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    chosen = np.zeros((tables.shape[0], max(1, lists * (lists - 1) // 2)), dtype=np.int64)
    intercepts = np.empty(tables.shape[0])
    _choose(tables, lists, max(threshold, _NEVER), chosen, intercepts)
    return chosen, intercepts


def _pair(mask: int) -> tuple[int, int]:
    first = (mask & -mask).bit_length() - 1
    return first, mask.bit_length() - 1
