"""Linked lists: the fits of many linkages become one.

Which linkage is true is not known, so a model is fitted to each sampled one, and the draws of all fits together are
its draws (multiple imputation: Rubin 1987; of linked lists: Sadinle, Annals of Applied Statistics 12, 2018).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from statistics import NormalDist, median
from typing import TYPE_CHECKING

from cenotaph.estimate.base import Fit
from cenotaph.model import Interval, Refusal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["often", "pooled", "values_of"]

# values that each linkage's fit gives to the draws of all
_EACH = 200
# the share of linkages in which something may be wrong without being so of all
_MAY_FAIL = 0.05


def often(some: int, linkages: int) -> bool:
    """Whether what holds in some of the sampled linkages counts: in more than one in twenty it does."""
    return some > _MAY_FAIL * linkages


def pooled(fits: Sequence[Fit], documented: Sequence[int], level: float) -> Fit:
    """One fit of a model's fits to sampled linkages; ``documented`` is how many people each linkage makes.

    Refused where more than one linkage in twenty gives no interval.
    """
    first = fits[0]
    if len(fits) == 1:
        return first
    failed = [fit.refusal for fit in fits if fit.refusal is not None]
    done = [(fit, n) for fit, n in zip(fits, documented, strict=True) if fit.interval is not None]
    if often(len(failed), len(fits)):
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
