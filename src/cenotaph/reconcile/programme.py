"""Linear programmes over counts of people: the least and the greatest sum, what binds it, what cannot be met.

Solved by HiGHS (Huangfu & Hall 2018) through SciPy. All variables are numbers of people, 0 or more, and every row
says that a weighted sum is at most its limit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog
from scipy.sparse import block_diag, coo_array, csr_array, hstack

from cenotaph.errors import ReconcileError

__all__ = ["Optimum", "Problem", "at_least", "at_most", "least", "least_of_each", "relax"]

Numbers = npt.NDArray[np.float64]
# counts are whole; what the solver leaves of a rounding error is far below this
_ROUNDING = 1e-6
_INFEASIBLE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Minimise ``cost @ x`` where ``rows @ x <= limits`` and x >= 0. ``rows``: a sparse array (rows, variables)."""

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
    stacked = Problem(
        rows=csr_array(block_diag([p.rows for p in problems], format="csr")),
        limits=np.concatenate([p.limits for p in problems]),
        cost=np.concatenate([p.cost for p in problems]),
    )
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
