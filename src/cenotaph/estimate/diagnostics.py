"""What the estimate rests on: without each list, each pair as one, each list's own size, and what no list tells.

Internal consistency: Binette & Steorts, "On the reliability of multiple systems estimation for the quantification
of modern slavery", JRSS A 185, 2022. The unidentified parameter: Fienberg 1972; Aleshin-Guendel, Sadinle &
Wakefield, Biometrics 80, 2024.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from math import comb
from statistics import median_low
from typing import Any

from cenotaph.estimate.base import Estimator, Fit
from cenotaph.estimate.headline import families
from cenotaph.estimate.middle import evenly, holds, in_the_middle
from cenotaph.estimate.record import outward
from cenotaph.estimate.settings import Asked
from cenotaph.estimate.usable import usable
from cenotaph.model import CaptureTable, Interval, to_dict

__all__ = [
    "MOST_LISTS",
    "MOST_TABLES",
    "ODDS",
    "as_one",
    "diagnose",
    "ends",
    "fits_of",
    "on_one_list",
    "quick_ones",
    "sensitivity",
]

ODDS = (0.25, 0.5, 0.67, 1.0, 1.5, 2.0, 4.0)
"""How much more or less often people are on no list than the models take it, as odds ratios."""

# beyond so many lists, fits without one and of pairs as one would take longer than the estimate is worth
MOST_LISTS = 8
# of how many sampled linkages or replicates
MOST_TABLES = 5


def diagnose(
    tables: Sequence[CaptureTable],
    estimators: Sequence[Estimator],
    fits: Sequence[Fit],
    interval: Interval | None,
    asked: Asked,
    on_step: Callable[[int, int], None],
) -> dict[str, Any]:
    """All diagnostics of one fitted population as JSON values; every number of models is of the total.

    Of many tables (sampled linkages, replicates) five are asked, and each number is the middle one.
    The models are those of ``estimators`` that gave an interval and are no mere floor; latent classes are left out,
    as each of their fits takes as long as the estimate itself.
    """
    quick = quick_ones(estimators, fits)
    lists = len(tables[0].lists)
    if lists > MOST_LISTS:
        return {"left_out": f"with more than {MOST_LISTS} lists only the whole table is fitted"}
    found = _asked(tables, quick, fits, asked, on_step) if quick else {}
    if interval is not None:
        found["sensitivity"] = sensitivity(interval, median_low(table.documented for table in tables))
    return found


def _asked(
    tables: Sequence[CaptureTable],
    quick: Sequence[Estimator],
    fits: Sequence[Fit],
    asked: Asked,
    on_step: Callable[[int, int], None],
) -> dict[str, Any]:
    """What the models say of parts of the tables."""
    some, lists = evenly(tables, MOST_TABLES), len(tables[0].lists)
    done, steps = 0, len(some) * (comb(lists, 2) + 2 * lists)

    def said(table: CaptureTable) -> list[dict[str, Any]]:
        nonlocal done
        on_step(done, steps)
        done += 1
        return _words(table, quick, asked)

    priors = any(fit.model == "graphs" for fit in families(fits))
    found = in_the_middle([_of_one(table, said, priors, asked) for table in some])
    if len(tables) > 1:
        found["tables"] = {"fitted": len(some), "of": len(tables)}
    return found


def quick_ones(estimators: Sequence[Estimator], fits: Sequence[Fit]) -> list[Estimator]:
    """The models to ask again: those that gave an interval, without floors and latent classes."""
    telling = {fit.model for fit in families(fits)}
    return [one for one in estimators if one.name in telling and not one.name.startswith("latent")]


def _of_one(
    table: CaptureTable, said: Callable[[CaptureTable], list[dict[str, Any]]], priors: bool, asked: Asked
) -> dict[str, Any]:
    """The diagnostics of one table, as far as they need fits."""
    lists = range(len(table.lists))
    found: dict[str, Any] = {
        "leave_one_out": [{"list": table.lists[at], "models": said(table.without(at))} for at in lists],
        "merge_pairs": [
            {"lists": [table.lists[at] for at in pair], "models": said(as_one(table, pair))}
            for pair in combinations(lists, 2)
        ],
        "internal_consistency": [_own_size(table, at, said) for at in lists],
    }
    return found | ({"priors": _priors(table, asked)} if priors else {})


def on_one_list(table: CaptureTable, at: int) -> CaptureTable:
    """The people of one list by the other lists that they are on; who is on no other is left out."""
    low = (1 << at) - 1
    people = ((history & low | history >> at + 1 << at, n) for history, n in table.counts if history >> at & 1)
    names = [name for place, name in enumerate(table.lists) if place != at]
    return CaptureTable.of(names, ((history, n) for history, n in people if history), table.stratum)


def sensitivity(interval: Interval, documented: int) -> list[dict[str, Any]]:
    """The total for each odds ratio between being on no list and what the models take it to be.

    It is the parameter that no list identifies: in a log-linear model with all interactions, the highest of them,
    and the number on no list is in proportion to it.
    """
    rows = []
    for odds in ODDS:
        ends = (
            None if end is None else documented + odds * max(end - documented, 0)
            for end in (interval.low, interval.best, interval.high)
        )
        low, best, high = ends
        scaled = Interval(documented if low is None else low, best, high, interval.level)
        rows.append({"odds_ratio": odds, **outward(scaled, documented, documented)})
    return rows


def _priors(table: CaptureTable, asked: Asked) -> list[dict[str, Any]]:
    """What the average over graphs would say under other priors; an answer that moves with them is the prior's."""
    from cenotaph.estimate.graphs import sensitivity as under_priors

    return [
        {"prior": fit.settings["prior_of_total"], "delta": fit.settings["delta"], **ends(fit, table.documented)}
        for fit in under_priors(table, seed=asked.seed, level=asked.level)
    ]


def ends(fit: Fit, documented: int) -> dict[str, Any]:
    """The ends of a fit of the total, or why it has none."""
    found = {"low": None, "best": None, "high": None}
    if fit.interval is not None:
        told = outward(fit.interval, documented, documented)
        found = {name: told[name] for name in found}
    return {**found, "refused": to_dict(fit.refusal)}


def as_one(table: CaptureTable, pair: Sequence[int]) -> CaptureTable:
    """The table with two lists as one."""
    alone = [(at,) for at in range(len(table.lists)) if at not in pair]
    return table.merged([tuple(pair), *alone])


def _own_size(table: CaptureTable, at: int, said: Callable[[CaptureTable], list[dict[str, Any]]]) -> dict[str, Any]:
    some = on_one_list(table, at)
    size = table.sizes[at]
    models = [{**one, "holds": holds(one, size)} for one in said(some)]
    return {"list": table.lists[at], "size": size, "seen_elsewhere": some.documented, "models": models}


def fits_of(table: CaptureTable, estimators: Sequence[Estimator], asked: Asked) -> list[Fit]:
    """Each model's fit of a table, for a comparison: whether its lists overlap enough is left to the models."""
    found = usable((table,))
    broken = [one for one in asked.standing(found.refusals) if one.rule != "no_overlap"]
    if broken:
        return [Fit(one.name, None, broken[0]) for one in estimators]
    return [one.fit(found.tables[0], seed=asked.seed, level=asked.level) for one in estimators]


def _words(table: CaptureTable, estimators: Sequence[Estimator], asked: Asked) -> list[dict[str, Any]]:
    """What each model says of a table, or why it says nothing."""
    fits = fits_of(table, estimators, asked)
    # a fit may go by another name on two lists
    return [{"model": one.name, **ends(fit, table.documented)} for one, fit in zip(estimators, fits, strict=True)]
