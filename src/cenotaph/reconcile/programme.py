"""Linear programmes over counts of people: the least and the greatest sum, what binds it, what cannot be met.

Solved by HiGHS (Huangfu & Hall 2018) through SciPy. All variables are numbers of people, 0 or more, and every row
says that a weighted sum is at most its limit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog
from scipy.sparse import coo_array, csr_array, hstack

from cenotaph.errors import ReconcileError

__all__ = ["Optimum", "Problem", "Rows", "at_least", "at_most", "least", "least_of_each", "relax", "relax_each"]

Numbers = npt.NDArray[np.float64]
# counts are whole; what the solver leaves of a rounding error is far below this
_ROUNDING = 1e-6
_INFEASIBLE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Rows in compressed form, without the checks of a sparse array: very many small ones are to be stacked."""

    data: Numbers
    indices: npt.NDArray[np.int64]
    indptr: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Minimise ``cost @ x`` where ``rows @ x <= limits`` and x >= 0. ``rows``: a sparse array (rows, variables).

    A problem that is one of many (``least_of_each``, ``relax_each``) may have plain ``Rows``.
    """

    rows: Any
    limits: Numbers
    cost: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Optimum:
    """The least value and, per row, by how much one more person in its limit would lower it (0: not binding).

    ``numbers`` is where it is reached, per variable.
    """

    value: float
    prices: Numbers
    numbers: Numbers


def least(problem: Problem) -> Optimum | None:
    """The least value, None when no numbers meet all rows. Raises ReconcileError when the solver gives up."""
    if not len(problem.limits):
        return Optimum(value=0.0, prices=np.zeros(0), numbers=np.zeros(len(problem.cost)))
    result = linprog(problem.cost, A_ub=problem.rows, b_ub=problem.limits, bounds=(0, None), method="highs")
    if result.status == _INFEASIBLE:
        return None
    if result.status != 0:
        raise ReconcileError(f"the solver gave up: {result.message}", hint="report this with the claims")
    return Optimum(value=float(result.fun), prices=-np.asarray(result.ineqlin.marginals), numbers=result.x)


def least_of_each(problems: Sequence[Problem]) -> list[Optimum]:
    """The least value of each of many problems that share no variable, all of which can be met, in one call.

    Raises ReconcileError when one of them cannot be met (``relax`` finds out which).
    """
    if not problems:
        return []
    stacked = _stacked(problems)
    result = linprog(stacked.cost, A_ub=stacked.rows, b_ub=stacked.limits, bounds=(0, None), method="highs")
    if result.status != 0:
        raise ReconcileError(f"the solver gave up: {result.message}", hint="relax the problems first")
    prices, found = -np.asarray(result.ineqlin.marginals), []
    row, column = 0, 0
    for problem in problems:
        next_row, next_column = row + len(problem.limits), column + len(problem.cost)
        numbers = result.x[column:next_column]
        value = float(problem.cost @ numbers)
        found.append(Optimum(value=value, prices=prices[row:next_row], numbers=numbers))
        row, column = next_row, next_column
    return found


def relax_each(problems: Sequence[Problem], giving: Sequence[int]) -> list[float]:
    """For each of many problems that share no variable, the least total by which its limits must give way.

    ``giving``: how many of the limits can give way, the first ones, each alone. One call of the solver for all.
    Raises ReconcileError when what cannot give way contradicts itself.
    """
    if not problems:
        return []
    stacked = _stacked(problems)
    starts = np.cumsum([0, *(len(p.limits) for p in problems)])
    rows = np.concatenate([start + np.arange(count) for start, count in zip(starts, giving, strict=False)])
    slack = csr_array(
        coo_array((-np.ones(len(rows)), (rows, np.arange(len(rows)))), shape=(len(stacked.limits), len(rows)))
    )
    found = least(
        Problem(
            rows=csr_array(hstack([stacked.rows, slack], format="csr")),
            limits=stacked.limits,
            cost=np.concatenate([np.zeros(len(stacked.cost)), np.ones(len(rows))]),
        )
    )
    if found is None:
        raise ReconcileError("what cannot give way contradicts itself", hint="report this with the claims")
    given, ends = found.numbers[len(stacked.cost) :], np.cumsum([0, *giving])
    return [float(given[first:last].sum()) for first, last in pairwise(ends.tolist())]


def _stacked(problems: Sequence[Problem]) -> Problem:
    """One problem whose blocks are these: rows, limits and costs one after the other."""
    columns = np.cumsum([0, *(len(p.cost) for p in problems)])
    entries = np.cumsum([0, *(len(p.rows.data) for p in problems)])
    starts = [p.rows.indptr[:-1] + entry for p, entry in zip(problems, entries, strict=False)]
    places = [p.rows.indices + column for p, column in zip(problems, columns, strict=False)]
    data = np.concatenate([p.rows.data for p in problems])
    ends = np.array([entries[-1]])
    rows = csr_array(
        (data, np.concatenate(places), np.concatenate([*starts, ends])),
        shape=(sum(len(p.limits) for p in problems), int(columns[-1])),
    )
    return Problem(
        rows=rows,
        limits=np.concatenate([p.limits for p in problems]),
        cost=np.concatenate([p.cost for p in problems]),
    )


def relax(rows: Any, limits: Numbers, owners: Sequence[int]) -> Optimum:
    """The least total by which limits must give way so that all rows can be met, with the prices of the rows.

    ``owners`` says whose limit each of the first rows is: rows of one owner give way together, the further rows
    never do. Rows with a price other than 0 cannot all be met (Farkas), as long as the total is not 0.
    """
    count = max(owners, default=-1) + 1
    given = (-np.ones(len(owners)), (np.arange(len(owners)), np.asarray(owners, dtype=np.intp)))
    slack = csr_array(coo_array(given, shape=(len(limits), count)))
    cost = np.concatenate([np.zeros(rows.shape[1]), np.ones(count)])
    found = least(Problem(rows=csr_array(hstack([rows, slack], format="csr")), limits=limits, cost=cost))
    if found is None:
        raise ReconcileError("what cannot give way contradicts itself", hint="report this with the claims")
    return Optimum(value=found.value, prices=found.prices, numbers=found.numbers[: rows.shape[1]])


def at_least(value: float) -> int:
    """The least whole number of people that is not below ``value``."""
    return max(0, int(np.ceil(value - _ROUNDING)))


def at_most(value: float) -> int:
    """The greatest whole number of people that is not above ``value``."""
    return int(np.floor(value + _ROUNDING))
