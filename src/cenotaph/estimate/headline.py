"""One answer of several models: their envelope, and a best value only where they agree."""

from __future__ import annotations

from collections.abc import Sequence

from cenotaph.estimate.base import Fit
from cenotaph.estimate.settings import Asked
from cenotaph.model import Interval, Refusal

# models in which everybody has the same chances; of people who differ both say too little, and agree
_ALIKE = frozenset({"graphs", "loglinear"})
SAME_CHANCES = "same_chances"

__all__ = ["SAME_CHANCES", "families", "headline"]


# the missing of one family at most so many times those of another, or they do not agree however wide they are
_TIMES = 2.0


def families(fits: Sequence[Fit]) -> list[Fit]:
    """The fits that are estimates: an interval with both ends, and no mere floor."""
    return [
        fit for fit in fits if fit.interval is not None and fit.interval.high is not None and not fit.lower_bound
    ]


def headline(
    fits: Sequence[Fit], asked: Asked, documented: int
) -> tuple[Interval | None, bool | None, tuple[Refusal, ...]]:
    """The interval from the lowest low to the highest high, whether the families agree, and what forbids it.

    They agree where each one's interval holds each other's best value, and none has more than twice the missing of
    another (wide intervals agree with anything); only then there is a best one, that of the first. Nobody can tell
    from the lists which model is right, so none is left out for being alone.
    """
    telling = families(fits)
    refusals = []
    if len(telling) < 2:
        refusals.append(_one_family(telling))
        refusals += [fit.refusal for fit in fits if fit.refusal is not None]
    if len(telling) > 1 and SAME_CHANCES not in asked.assume and {fit.model for fit in telling} <= _ALIKE:
        refusals.append(_alike(telling))
        refusals += [fit.refusal for fit in fits if fit.refusal is not None]
    if not telling:
        return None, None, tuple(refusals)
    intervals = [fit.interval for fit in telling if fit.interval is not None]
    low = min(one.low for one in intervals)
    high = max(one.high for one in intervals if one.high is not None)
    agree = all(
        one.high is not None and (other.best is None or one.low <= other.best <= one.high)
        for one in intervals
        for other in intervals
    )
    missing = [one.best - documented for one in intervals if one.best is not None]
    agree = agree and (not missing or max(missing) <= _TIMES * max(min(missing), 1.0))
    for fit in fits:
        if fit.lower_bound and fit.interval is not None and fit.interval.low > high:
            refusals.append(_below(fit))
    one = Interval(low, intervals[0].best if agree else None, high, asked.level)
    if asked.standing(tuple(refusals)):
        # of one family alone nobody can say whether it agrees
        return None, agree if len(telling) > 1 else None, tuple(refusals)
    return one, agree if len(telling) > 1 else None, tuple(refusals)


def _one_family(telling: Sequence[Fit]) -> Refusal:
    alone = "no model gives an interval"
    if telling:
        alone = f"only {telling[0].model} gives an interval, and how far another kind would be from it is not known"
    return Refusal(
        "one_family",
        alone,
        "a second kind of model (--model), or lists that overlap more",
    )


def _alike(telling: Sequence[Fit]) -> Refusal:
    names = " and ".join(fit.model for fit in telling)
    return Refusal(
        "chances_may_differ",
        f"{names} take everybody to be listed as easily as everybody else; where people differ they agree and "
        "say too little",
        "a model in which people differ (--model rasch or latent), strata in which they are alike, or "
        f"--assume {SAME_CHANCES}",
    )


def _below(fit: Fit) -> Refusal:
    return Refusal(
        "below_the_bound",
        f"every model says less than the lower bound of {fit.model}, which holds however people differ",
        "a model that lets people differ in how easily they are listed, or strata in which they are alike",
    )
