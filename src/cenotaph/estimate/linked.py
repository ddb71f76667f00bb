"""Linked lists: what blocking lost is put back, and fits of many linkages become one.

Which linkage is true is not known, so a model is fitted to each sampled one, and the draws of all fits together are
its draws (multiple imputation: Rubin 1987; of linked lists: Sadinle, Annals of Applied Statistics 12, 2018).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from statistics import NormalDist, median
from typing import TYPE_CHECKING

from cenotaph.estimate.base import Fit
from cenotaph.model import CaptureTable, Interval, Refusal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["pooled", "values_of", "with_lost_pairs"]

# values that each linkage's fit gives to the draws of all, and the share of linkages that may be without a fit
_EACH = 200
_MAY_FAIL = 0.05


def with_lost_pairs(table: CaptureTable, recall: float, *, seed: int) -> CaptureTable:
    """The table as it would be had blocking lost no pair of records; ``recall`` is the share of pairs that it kept.

    Somebody on two lists whose pair was lost stands in the table as two people. Somebody on three stays one while
    two of the three pairs are kept; somebody on more is taken as never lost, which at a recall of .9 is wrong for
    fewer than one in two hundred. How many were lost is drawn (negative binomial): the recall is a chance, and not
    the share that it came to.
    """
    if recall >= 1 or not table.counts:
        return table
    import numpy as np

    rng = np.random.default_rng(seed)
    cells = dict(table.counts)
    lists = range(len(table.lists))
    whole = recall**2 * (3 - 2 * recall)
    parted = [recall * (1 - recall) ** 2] * 3 + [(1 - recall) ** 3]
    for trio in combinations(lists, 3):
        history = sum(1 << at for at in trio)
        found = cells.get(history, 0)
        lost = int(rng.negative_binomial(found, whole)) if found else 0
        ways = rng.multinomial(lost, [way / sum(parted) for way in parted]).tolist()
        for left_out, many in zip((*trio, None), ways, strict=True):
            parts = [1 << at for at in trio] if left_out is None else [1 << left_out, history ^ (1 << left_out)]
            _join(cells, history, parts, many)
    for pair in combinations(lists, 2):
        history = sum(1 << at for at in pair)
        found = cells.get(history, 0)
        lost = int(rng.negative_binomial(found, recall)) if found else 0
        _join(cells, history, [1 << at for at in pair], lost)
    return CaptureTable.of(table.lists, cells, table.stratum)


def _join(cells: dict[int, int], whole: int, parts: Sequence[int], many: int) -> None:
    """Make ``many`` people of their parts, or as many as there are parts."""
    many = min(many, *(cells.get(part, 0) for part in parts))
    for part in parts:
        cells[part] = cells.get(part, 0) - many
    cells[whole] = cells.get(whole, 0) + many


def pooled(fits: Sequence[Fit], documented: Sequence[int], level: float) -> Fit:
    """One fit of a model's fits to sampled linkages; ``documented`` is how many people each linkage makes.

    Refused where more than one linkage in twenty gives no interval.
    """
    first = fits[0]
    if len(fits) == 1:
        return first
    failed = [fit.refusal for fit in fits if fit.refusal is not None]
    done = [(fit, n) for fit, n in zip(fits, documented, strict=True) if fit.interval is not None]
    if len(failed) > _MAY_FAIL * len(fits):
        (rule, _), *_ = sorted(Counter(one.rule for one in failed).items(), key=lambda item: (-item[1], item[0]))
        refusal = next(one for one in failed if one.rule == rule)
        reason = f"in {len(failed)} of {len(fits)} sampled linkages: {refusal.reason}"
        return Fit(first.model, None, Refusal(rule, reason, refusal.lift), settings=first.settings)
    told = {"linkages": len(fits), "linkages_without_interval": len(failed)}
    kept = [fit.interval for fit, _ in done if fit.interval is not None]
    if any(one.high is None or one.best is None for one in kept):
        lows, bests = [one.low for one in kept], [one.best for one in kept if one.best is not None]
        best = median(bests) if bests else None
        bound = Interval(min(min(lows), best or math.inf), best, None, level)
        return Fit(first.model, bound, lower_bound=first.lower_bound, settings=first.settings, diagnostics=told)
    import numpy as np

    draws = np.sort(np.concatenate([values_of(fit, n) for fit, n in done]))
    tail = (1 - level) / 2
    low, best, high = (float(value) for value in np.quantile(draws, [tail, 0.5, 1 - tail]))
    return Fit(
        first.model,
        Interval(low, best, high, level),
        draws=draws,
        lower_bound=first.lower_bound,
        settings=first.settings,
        diagnostics=told,
    )


def values_of(fit: Fit, documented: int) -> NDArray[np.float64]:
    """As many values of the total from each linkage; an interval alone is a log-normal number of missing."""
    import numpy as np

    at = (np.arange(_EACH) + 0.5) / _EACH
    if fit.draws is not None and len(fit.draws):
        return np.asarray(np.quantile(fit.draws, at), dtype=np.float64)
    interval = fit.interval
    if interval is None or interval.best is None or interval.high is None:
        raise ValueError("an interval without a best value or an upper end has no values")
    z = NormalDist().inv_cdf((1 + interval.level) / 2)
    low, best, high = (
        math.log(max(end - documented, 0) + 0.5) for end in (interval.low, interval.best, interval.high)
    )
    normal = np.array([NormalDist().inv_cdf(float(share)) for share in at])
    scale = np.where(normal < 0, (best - low) / z, (high - best) / z)
    return np.asarray(documented + np.maximum(np.exp(best + scale * normal) - 0.5, 0), dtype=np.float64)
