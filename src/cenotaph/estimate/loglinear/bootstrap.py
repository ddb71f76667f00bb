"""How sure is a total whose model was chosen by the same data? Resampled people, each time a choice anew (BCa)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from cenotaph.estimate.loglinear.stepwise import totals

__all__ = ["Bootstrap", "resampled"]


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
        shares = [float(ndtr(self.bias + z / (1 - self.acceleration * z))) for z in (low, high)]
        return self._quantile(shares[0]), self._quantile(shares[1])

    def _quantile(self, share: float) -> float:
        whole, part = divmod(share * (self.draws.size - 1), 1)
        below = float(self.draws[int(whole)])
        above = float(self.draws[min(int(whole) + 1, self.draws.size - 1)])
        return below if part == 0 or below == above else below + part * (above - below)


def resampled(
    cells: NDArray[np.int64], total: float, *, threshold: float, replicates: int, seed: int
) -> Bootstrap | None:
    """Resample the documented people, and choose and fit the model anew for every replicate.

    ``cells`` (2 ** lists,) are people by capture history, ``total`` the estimate from them. The acceleration is by
    the jackknife that leaves out one person, which is one fit for each history that anybody has. None where a
    table of all people but one has no estimate: then nothing can be said of how the estimate varies.
    Efron (1987); Chan, Silverman & Vincent (2021), section 4.
    """
    seen = np.flatnonzero(cells)
    people = cells[seen]
    documented = int(people.sum())
    left_out = np.repeat(cells[None], seen.size, axis=0)
    left_out[np.arange(seen.size), seen] -= 1
    without = totals(left_out, threshold=threshold)
    if not np.isfinite(without).all():
        return None
    apart = (people * without).sum() / documented - without
    spread = (people * apart**2).sum()
    acceleration = float((people * apart**3).sum() / (6 * spread**1.5)) if spread > 0 else 0.0
    tables = np.zeros((replicates, cells.size), dtype=np.int64)
    tables[:, seen] = np.random.default_rng(seed).multinomial(documented, people / documented, size=replicates)
    draws = np.sort(totals(tables, threshold=threshold))
    # half of the ties, so that a total that does not vary is not taken for a bias
    below = ((draws < total).sum() + (draws <= total).sum()) / 2
    share = min(max(float(below), 0.5), replicates - 0.5) / replicates
    return Bootstrap(draws, float(ndtri(share)), acceleration)
