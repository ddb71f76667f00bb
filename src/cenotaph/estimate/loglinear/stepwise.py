"""Which pairs of lists depend on each other: main effects always, pairs added one by one as the data ask."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cenotaph.estimate.loglinear.kernel import choose_pairs, printed_variance

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
    choose_pairs(tables, lists, max(threshold, _NEVER), chosen, intercepts)
    return chosen, intercepts


def _pair(mask: int) -> tuple[int, int]:
    first = (mask & -mask).bit_length() - 1
    return first, mask.bit_length() - 1
