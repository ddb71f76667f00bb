"""Can a log-linear model be fitted to this table at all? A linear programme and a rank answer before any fit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from cenotaph.errors import EstimateError

__all__ = ["Check", "check"]

# A vertex of these programmes has rational coordinates, far from 0 where it is not 0.
_NOTHING = 1e-7


@dataclass(frozen=True, slots=True)
class Check:
    """Whether the maximum likelihood estimate ``exists``, and whether it is the only one (``identifiable``)."""

    exists: bool
    identifiable: bool

    @property
    def code(self) -> int:
        """0 both, 1 no estimate exists, 2 not identifiable, 3 neither: the codes of Chan, Silverman & Vincent."""
        return (not self.exists) + 2 * (not self.identifiable)


def check(cells: NDArray[np.int64], pairs: Iterable[tuple[int, int]] = ()) -> Check:
    """Check main effects and these pairs of lists, for people by capture history, shape (2 ** lists,).

    A pair that never occurs together has the effect -infinity, which is allowed: it and the histories that hold it
    are left out first. An estimate exists where some table of positive cells has the margins observed (Fienberg &
    Rinaldo 2012): the programme makes the least cell as large as it can. It is identifiable where the design of
    the cells left has full rank. Chan, Silverman & Vincent (2021), theorem 2. Raises EstimateError for a pair that
    is no pair of the table's lists.
    """
    lists = int(cells.size).bit_length() - 1
    histories = np.arange(1, cells.size)
    terms = [0, *(1 << at for at in range(lists))]
    for one, other in pairs:
        if not (0 <= one < lists and 0 <= other < lists and one != other):
            raise EstimateError(f"no pair of lists ({one}, {other}) of {lists}", hint="give places of two lists")
        mask = 1 << one | 1 << other
        if cells[(np.arange(cells.size) & mask) == mask].sum():
            terms.append(mask)
        else:
            histories = histories[(histories & mask) != mask]
    masks = np.array(sorted(set(terms)))
    design = ((histories[:, None] & masks) == masks).astype(np.float64)
    # which cells have anybody decides, not how many: so the programme is as well scaled for millions as for dozens
    margins = design.T @ (cells[histories] > 0)
    widest = linprog(
        np.append(np.zeros(histories.size), -1.0),
        # cell - least >= 0
        A_ub=np.column_stack([-np.eye(histories.size), np.ones(histories.size)]),
        b_ub=np.zeros(histories.size),
        A_eq=np.column_stack([design.T, np.zeros(masks.size)]),
        b_eq=margins,
        bounds=[(0, None)] * (histories.size + 1),
        method="highs",
    )
    if widest.status != 0:
        raise EstimateError(
            f"the linear programme of the existence check ended with: {widest.message}",
            hint="this is a fault of the programme; please report the table",
        )
    return Check(
        exists=bool(-widest.fun > _NOTHING),
        identifiable=bool(np.linalg.matrix_rank(design) == masks.size),
    )
