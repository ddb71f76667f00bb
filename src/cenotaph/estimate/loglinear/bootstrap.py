"""How sure is a total whose model was chosen by the same data? Resampled people, each time a choice anew (BCa)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from cenotaph.estimate.loglinear.stepwise import totals

__all__ = ["Bootstrap", "resampled"]

# More people than have ever lived: such a total is that of a table which all but has none.
_MOST = 1e12


@dataclass(frozen=True, slots=True, eq=False)
class Bootstrap:
    """Totals of resampled tables, and what corrects their quantiles.

    ``draws`` (replicates,) are the totals in ascending order, infinite where a replicate has no estimate. ``bias``
    is z0, ``acceleration`` a of Efron (1987).
    """

    draws: NDArray[np.float64]
    bias: float
    acceleration: float

    def ends(self, level: float) -> tuple[float, float]:
        """The bias-corrected and accelerated interval; an end may be infinite."""
        tail = (1 - level) / 2
        low, high = (self.bias + float(ndtri(share)) for share in (tail, 1 - tail))
        return self._quantile(self._share(low)), self._quantile(self._share(high))

    def _share(self, z: float) -> float:
        stretched = 1 - self.acceleration * z
        if stretched <= 0:  # past the pole: all the way out on this side
            return 0.0 if z < 0 else 1.0
        return float(ndtr(self.bias + z / stretched))

    def _quantile(self, share: float) -> float:
        whole, part = divmod(share * (self.draws.size - 1), 1)
        below = float(self.draws[int(whole)])
        above = float(self.draws[min(int(whole) + 1, self.draws.size - 1)])
        return below if part == 0 or below == above else below + part * (above - below)


def resampled(
    cells: NDArray[np.int64],
    total: float,
    *,
    threshold: float,
    replicates: int,
    seed: int,
    everybody: bool = True,
) -> Bootstrap | None:
    """Resample people, and choose and fit the model anew for every replicate.

    ``cells`` (2 ** lists,) are people by capture history, ``total`` the estimate from them. ``everybody``: a
    replicate draws as many as ``total`` and forgets those on no list (Buckland & Garthwaite 1991), because how many
    are documented is chance too; otherwise it draws as many documented people as there are (Chan, Silverman &
    Vincent 2021), which is too narrow where most are documented. The acceleration is by the jackknife that leaves
    out one person, one fit for each history that anybody has (Efron 1987). None where a table of all people but one
    has no estimate: then nothing can be said of how the estimate varies.
    """
    seen = np.flatnonzero(cells)
    left_out = np.repeat(cells[None], seen.size, axis=0)
    left_out[np.arange(seen.size), seen] -= 1
    # without one of those on no list the estimate is what it is
    without = np.append(totals(left_out, threshold=threshold), total)
    if not np.isfinite(without).all() or total > _MOST:
        return None
    documented = int(cells.sum())
    people = np.append(cells[seen], total - documented if everybody else 0)
    apart = (people * without).sum() / people.sum() - without
    spread = (people * apart**2).sum()
    acceleration = float((people * apart**3).sum() / (6 * spread**1.5)) if spread > 0 else 0.0
    drawn = np.random.default_rng(seed).multinomial(
        round(total) if everybody else documented, people / people.sum(), size=replicates
    )
    tables = np.zeros((replicates, cells.size), dtype=np.int64)
    tables[:, seen] = drawn[:, :-1]
    draws = np.sort(totals(tables, threshold=threshold))
    # half of the ties, so that a total that does not vary is not taken for a bias
    below = ((draws < total).sum() + (draws <= total).sum()) / 2
    share = min(max(float(below), 0.5), replicates - 0.5) / replicates
    return Bootstrap(draws, float(ndtri(share)), acceleration)
