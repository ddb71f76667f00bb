"""How well each decomposable graph explains a table, for each number of people on no list.

The cells of every clique have a hyper-Dirichlet prior with ``delta`` a cell of the full table (Dawid & Lauritzen,
Annals of Statistics 21, 1993), so that the marginal likelihood is known in closed form: one factor a clique, over
one a separator. A factor depends on the graph only through its subset of lists, of which there are 2 ** lists; all
graphs together are sums of those (Madigan & York, Biometrika 84, 1997).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from cenotaph.estimate.base import dense
from cenotaph.estimate.graphs.decomposable import Decomposable, decomposable_graphs
from cenotaph.model import CaptureTable

__all__ = ["PRIORS", "Evidence", "log_gamma_ratio"]

Floats = NDArray[np.float64]

_LARGE = 64.0  # from here Stirling's series to 1 / x**7 is exact to a double
_BLOCK = 128  # numbers missed that are worked on together: their factors fit the processor's cache
_NOTHING = 45.0  # exp(-45) of the largest is below the last bit of a sum of 617,675


def _one_over(total: Floats) -> Floats:
    return -np.log(total)


def _uniform(total: Floats) -> Floats:
    return np.zeros_like(total)


def _rissanen(total: Floats) -> Floats:
    """Rissanen's universal prior for integers (Annals of Statistics 11, 1983): 2 ** -(log N + log log N + ...)."""
    bits = np.zeros_like(total)
    part = np.log2(total)
    while np.any(part > 0):
        bits += np.maximum(part, 0)
        part = np.log2(np.maximum(part, 1))
    return -bits * math.log(2)


PRIORS = {"1/N": _one_over, "uniform": _uniform, "rissanen": _rissanen}
"""Log prior of the total, by name, up to a constant."""


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """One table's log marginal likelihoods, for any numbers of people missed.

    ``constants`` and ``unseen`` (2 ** lists,) are, a subset of lists: the part that does not depend on the number
    missed, and the documented people who are on none of it.
    """

    graphs: Decomposable
    documented: int
    delta: float
    prior: str
    constants: Floats
    unseen: Floats

    @classmethod
    def of(cls, table: CaptureTable, *, delta: float | None = None, prior: str = "1/N") -> Evidence:
        """The evidence of a table; ``delta`` is 2 ** -lists if not given. Raises ValueError for a bad prior."""
        lists = len(table.lists)
        delta = 2.0**-lists if delta is None else delta
        if not delta > 0 or prior not in PRIORS:
            raise ValueError(f"delta {delta}, prior {prior}: delta > 0 and a prior of {', '.join(PRIORS)}")
        constants, unseen = _constants(dense(table), lists, delta)
        return cls(decomposable_graphs(lists), table.documented, delta, prior, constants, unseen)

    def factors(self, missing: Floats) -> Floats:
        """Log factor of each subset of lists, shape (2 ** lists, missing)."""
        lists = self.graphs.lists
        concentration = self.delta * 2.0 ** (lists - np.bitwise_count(np.arange(1 << lists)))
        everyone = self.documented + self.delta * 2.0**lists
        factors: Floats = _factors(self.constants, self.unseen + concentration, everyone, missing)
        return factors

    def common(self, missing: Floats) -> Floats:
        """What all graphs share, shape (missing,): the ways to miss so many, and the prior of the total."""
        total = self.documented + missing
        return log_gamma_ratio(missing + 1, np.full_like(missing, self.documented)) + PRIORS[self.prior](total)

    def summed(self, missing: Floats) -> Floats:
        """Log of the sum over all graphs, shape (missing,)."""
        graphs = self.graphs
        found = np.empty(len(missing))
        for at in range(0, len(missing), _BLOCK):
            part = slice(at, at + _BLOCK)
            factors = self.factors(missing[part])
            found[part] = _sum_graphs(factors, graphs.starts, graphs.cliques, graphs.subsets, 0, len(graphs))
        return np.asarray(found + self.common(missing))

    def shares(self, missing: Floats, summed: Floats, mass: Floats) -> Floats:
        """Posterior probability of each graph, shape (graphs,), where each number missed has this mass."""
        graphs = self.graphs
        shares = np.zeros(len(graphs))
        kept = mass > 1e-12 * mass.max()
        missing, mass, level = missing[kept], mass[kept], (summed - self.common(missing))[kept]
        for at in range(0, len(missing), _BLOCK):
            part = slice(at, at + _BLOCK)
            factors = self.factors(missing[part])
            _share_graphs(factors, graphs.starts, graphs.cliques, graphs.subsets, level[part], mass[part], shares)
        return np.asarray(shares / shares.sum())


def log_gamma_ratio(x: Floats, d: Floats) -> Floats:
    """log(gamma(x + d) / gamma(x)) for x > 0, d >= 0, without the cancellation of two large logarithms."""
    ratios: Floats = _ratios(x, d)
    return ratios


@njit(cache=True, nogil=True)
def _ratios(x: Floats, d: Floats) -> Floats:
    found = np.empty(len(x))
    for at in range(len(x)):
        found[at] = _ratio(x[at], d[at])
    return found


@njit(cache=True, nogil=True)
def _ratio(x: float, d: float) -> float:
    end = x + d
    if x < _LARGE:
        return math.lgamma(end) - math.lgamma(x)
    return (x - 0.5) * math.log1p(d / x) + d * (math.log(end) - 1) + _tail(end) - _tail(x)


@njit(cache=True, nogil=True)
def _tail(x: float) -> float:
    """Stirling's series after its first terms."""
    square = 1 / (x * x)
    return (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680))) / x


@njit(cache=True, nogil=True)
def _factors(constants: Floats, on_none: Floats, everyone: float, missing: Floats) -> Floats:
    """Constant less log(gamma(everyone) / gamma(on none)), each with the missing added."""
    found = np.empty((len(constants), len(missing)))
    for subset in range(len(constants)):
        apart = everyone - on_none[subset]
        for at in range(len(missing)):
            found[subset, at] = constants[subset] - _ratio(on_none[subset] + missing[at], apart)
    return found


@njit(cache=True, nogil=True)
def _constants(cells: NDArray[np.int64], lists: int, delta: float) -> tuple[Floats, Floats]:
    """A subset's factor apart from what depends on the number missed, and the documented on none of it."""
    subsets = 1 << lists
    constants = np.empty(subsets)
    unseen = np.empty(subsets)
    margin = np.empty(subsets, np.int64)
    for subset in range(subsets):
        margin[:] = 0
        for history in range(1, subsets):
            margin[history & subset] += cells[history]
        alpha = delta
        for one in range(lists):
            if subset >> one & 1 == 0:
                alpha *= 2
        # the empty cell's Gamma ratio is left to ``factors``; gamma(total) stands here once, for all cells
        value = math.lgamma(delta * subsets) - math.lgamma(alpha)
        for history in range(1, subsets):
            if history & subset == history and margin[history] > 0:
                value += math.lgamma(margin[history] + alpha) - math.lgamma(alpha)
        constants[subset] = value
        unseen[subset] = margin[0]
    return constants, unseen


@njit(cache=True, nogil=True)
def _of_graph(
    factors: Floats,
    starts: NDArray[np.int64],
    cliques: NDArray[np.int64],
    subsets: NDArray[np.uint8],
    graph: int,
    sums: Floats,
) -> None:
    """Write one graph's log likelihoods: cliques less separators."""
    start, stop = starts[graph], starts[graph + 1]
    middle = start + cliques[graph]
    factor = factors[subsets[start]]
    for at in range(len(sums)):
        sums[at] = factor[at]
    for term in range(start + 1, middle):
        factor = factors[subsets[term]]
        for at in range(len(sums)):
            sums[at] += factor[at]
    for term in range(middle, stop):
        factor = factors[subsets[term]]
        for at in range(len(sums)):
            sums[at] -= factor[at]


@njit(cache=True, nogil=True)
def _sum_graphs(
    factors: Floats,
    starts: NDArray[np.int64],
    cliques: NDArray[np.int64],
    subsets: NDArray[np.uint8],
    first: int,
    last: int,
) -> Floats:
    """Log of the sum of exponentials over graphs, at each column of the factors."""
    columns = factors.shape[1]
    sums = np.empty(columns)
    top = np.full(columns, -np.inf)
    total = np.zeros(columns)
    for graph in range(first, last):
        _of_graph(factors, starts, cliques, subsets, graph, sums)
        for at in range(columns):
            over = sums[at] - top[at]
            if over > 0:
                total[at] = total[at] * math.exp(-over) + 1
                top[at] = sums[at]
            elif over > -_NOTHING:
                total[at] += math.exp(over)
    return top + np.log(total)


@njit(cache=True, nogil=True)
def _share_graphs(
    factors: Floats,
    starts: NDArray[np.int64],
    cliques: NDArray[np.int64],
    subsets: NDArray[np.uint8],
    level: Floats,
    mass: Floats,
    shares: Floats,
) -> None:
    """Add to each graph's share its probability at each column, weighted by the column's mass."""
    sums = np.empty(factors.shape[1])
    for graph in range(len(shares)):
        _of_graph(factors, starts, cliques, subsets, graph, sums)
        for at in range(len(sums)):
            under = sums[at] - level[at]
            if under > -_NOTHING:
                shares[graph] += mass[at] * math.exp(under)
