"""Missing fields filled in by chance, several times over: one estimate of the estimates of each filling.

What is missing of a person (the sex, the day) decides the stratum, so it is filled in many times, a table each. On
the logarithm of the number of the missing the variance is that within a filling and that between them (the law of
total variance); one filling alone cannot show the second, and its interval would be too narrow.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist, fmean, pvariance

from cenotaph.estimate.base import Fit
from cenotaph.estimate.linked import values_of
from cenotaph.model import Interval, Refusal

__all__ = ["FEW", "combined"]

FEW = 10
"""Below so many fillings the answer says that they are few."""


def combined(fits: Sequence[Fit], documented: Sequence[int], level: float) -> Fit:
    """One fit of a model's fits to each filling; refused with a single one, or where one of them is refused."""
    first = fits[0]
    if len(fits) < 2:
        refusal = Refusal(
            "one_replicate",
            "what was missing was filled in once, which hides how much the filling itself may be wrong",
            f"two replicates or more, better {FEW}, in a column named replicate",
        )
        return Fit(first.model, None, refusal, settings=first.settings)
    for nth, fit in enumerate(fits, start=1):
        if fit.refusal is not None:
            reason = f"in replicate {nth} of {len(fits)}: {fit.refusal.reason}"
            told = Refusal(fit.refusal.rule, reason, fit.refusal.lift)
            return Fit(first.model, None, told, settings=first.settings)
    import numpy as np

    people = fmean(documented)
    logs = [np.log(np.maximum(values_of(fit, n) - n, 0) + 0.5) for fit, n in zip(fits, documented, strict=True)]
    middle = fmean(float(one.mean()) for one in logs)
    variance = fmean(float(one.var()) for one in logs) + pvariance([float(one.mean()) for one in logs])
    spread = NormalDist().inv_cdf((1 + level) / 2) * math.sqrt(variance)
    low, best, high = (people + max(math.exp(end) - 0.5, 0) for end in (middle - spread, middle, middle + spread))
    at = (np.arange(1000) + 0.5) / 1000
    normal = np.array([NormalDist().inv_cdf(float(share)) for share in at])
    return Fit(
        first.model,
        Interval(low, best, high, level),
        draws=people + np.maximum(np.exp(middle + math.sqrt(variance) * normal) - 0.5, 0),
        lower_bound=first.lower_bound,
        settings=first.settings,
        diagnostics={"replicates": len(fits)},
    )
