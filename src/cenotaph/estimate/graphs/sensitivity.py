"""What the average over graphs would say under other priors: an answer that moves with them is the prior's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cenotaph.estimate.base import LEVEL, Fit
from cenotaph.estimate.graphs.estimator import Graphs
from cenotaph.estimate.graphs.likelihood import PRIORS
from cenotaph.model import CaptureTable

__all__ = ["sensitivity"]

_TIMES = (0.25, 1.0, 4.0)


def sensitivity(
    table: CaptureTable,
    *,
    times: Sequence[float] = _TIMES,
    priors: Sequence[str] = tuple(PRIORS),
    seed: int = 0,
    level: float = LEVEL,
    estimator: Graphs | None = None,
) -> tuple[Fit, ...]:
    """A fit for each prior of the total and each multiple of delta's default, in that order.

    ``settings`` of each says which it is. A prior under which the lists set no upper end gives a refusal, as the
    uniform one often does: it has no finite mass, and only the cap makes it look as if it had.
    """
    base = estimator or Graphs()
    used = sum(size > 0 for size in table.sizes)
    return tuple(
        replace(base, delta=factor * 2.0**-used, prior=prior).fit(table, seed=seed, level=level)
        for prior in priors
        for factor in times
    )
