"""Strata become one total: by draws of each, and only where each of them can be estimated."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from cenotaph.estimate.base import Fit
from cenotaph.estimate.linked import values_of
from cenotaph.estimate.record import Estimate
from cenotaph.model import Interval, Refusal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["strata_refusal", "stratum_words", "summed"]

# draws of a total over strata
_DRAWS = 4_000
_NAMED = 5
# refusals that the total has by itself
_OF_ALL = ("no_assumption_signed", "chances_may_differ")


def stratum_words(stratum: Sequence[tuple[str, str]]) -> str:
    """``sex man, region north``."""
    return ", ".join(f"{field} {value}" for field, value in stratum) or "everybody"


def strata_refusal(strata: Sequence[Estimate]) -> Refusal | None:
    """The refusal of a total where strata cannot be estimated; what the total refuses by itself is left to it."""
    own = {stratum_words(one.stratum): [r.rule for r in one.refusals if r.rule not in _OF_ALL] for one in strata}
    bad = {name: rules for name, rules in own.items() if rules}
    if not bad:
        return None
    told = [f"{name} ({rules[0]})" for name, rules in bad.items()]
    more = f" and {len(told) - _NAMED} more" if len(told) > _NAMED else ""
    return Refusal(
        "strata_refused",
        f"{len(bad)} of {len(strata)} strata cannot be estimated: {'; '.join(told[:_NAMED])}{more}",
        "coarser strata, or an estimate without strata; none is left out of a total in silence",
    )


def summed(model: str, strata: Sequence[Estimate], *, seed: int, level: float) -> Fit:
    """What one model says of all strata together: sums of draws, one of each, drawn independently.

    Refused where it gives no interval for a stratum. A floor in each is a floor of the sum.
    """
    # a fit may go by another name on two lists
    fits = [(one, one.fits[one.settings["models"].index(model)]) for one in strata]
    first = fits[0][1]
    lacking = [(one, fit.refusal) for one, fit in fits if fit.refusal is not None]
    if lacking:
        one, refusal = lacking[0]
        reason = f"no interval for {len(lacking)} of {len(strata)} strata, as {stratum_words(one.stratum)}: "
        return Fit(
            model, None, Refusal(refusal.rule, reason + refusal.reason, refusal.lift), settings=first.settings
        )
    told: dict[str, Any] = {"strata": len(strata)}
    bound = any(fit.lower_bound for _, fit in fits)
    intervals = [fit.interval for _, fit in fits if fit.interval is not None]
    if any(one.high is None or one.best is None for one in intervals):
        bests = [one.best for one in intervals]
        best = None if None in bests else sum(one for one in bests if one is not None)
        interval = Interval(sum(one.low for one in intervals), best, None, level)
        return Fit(model, interval, lower_bound=bound, settings=first.settings, diagnostics=told)
    import numpy as np

    total = np.zeros(_DRAWS)
    for one, fit in sorted(fits, key=lambda pair: pair[0].stratum):
        total += _shuffled(values_of(fit, one.documented), seed, one)
    tail = (1 - level) / 2
    low, middle, high = (float(value) for value in np.quantile(total, [tail, 0.5, 1 - tail]))
    return Fit(
        model,
        Interval(low, middle, high, level),
        draws=np.sort(total),
        lower_bound=bound,
        settings=first.settings,
        diagnostics=told,
    )


def _shuffled(values: NDArray[np.float64], seed: int, one: Estimate) -> NDArray[np.float64]:
    import numpy as np

    told = repr((seed, one.stratum)).encode()
    rng = np.random.default_rng(int.from_bytes(sha256(told).digest()[:8], "big"))
    return np.asarray(rng.choice(values, size=_DRAWS), dtype=np.float64)
