"""What the estimate rests on: without each list, each pair as one, each list's own size, and what no list tells.

Internal consistency: Binette & Steorts, "On the reliability of multiple systems estimation for the quantification
of modern slavery", JRSS A 185, 2022. The unidentified parameter: Fienberg 1972; Aleshin-Guendel, Sadinle &
Wakefield, Biometrics 80, 2024.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Any

from cenotaph.estimate.base import Estimator, Fit
from cenotaph.estimate.headline import families
from cenotaph.estimate.record import outward
from cenotaph.estimate.settings import Asked
from cenotaph.estimate.usable import usable
from cenotaph.model import CaptureTable, Interval, to_dict

__all__ = ["ODDS", "diagnose", "on_one_list", "sensitivity"]

ODDS = (0.25, 0.5, 0.67, 1.0, 1.5, 2.0, 4.0)
"""How much more or less often people are on no list than the models take it, as odds ratios."""

# beyond so many lists, fits without one and of pairs as one would take longer than the estimate is worth
_MOST_LISTS = 8


def diagnose(
    table: CaptureTable,
    estimators: Sequence[Estimator],
    fits: Sequence[Fit],
    interval: Interval | None,
    asked: Asked,
    on_step: Callable[[int, int], None],
) -> dict[str, Any]:
    """All diagnostics of one fitted table as JSON values; every number of models is of the total.

    The models are those of ``estimators`` that gave an interval and are no mere floor; latent classes are left out,
    as each of their fits takes as long as the estimate itself.
    """
    telling = {fit.model for fit in families(fits)}
    quick = [one for one in estimators if one.name in telling and not one.name.startswith("latent")]
    lists = range(len(table.lists))
    if len(table.lists) > _MOST_LISTS:
        return {"left_out": f"with more than {_MOST_LISTS} lists only the whole table is fitted"}
    pairs = list(combinations(lists, 2))
    steps, done = len(pairs) + 2 * len(lists), 0

    def said(some: CaptureTable) -> list[dict[str, Any]]:
        nonlocal done
        on_step(done, steps)
        done += 1
        return _words(some, quick, asked)

    found: dict[str, Any] = {
        "leave_one_out": [{"list": table.lists[at], "models": said(table.without(at))} for at in lists],
        "merge_pairs": [
            {"lists": [table.lists[at] for at in pair], "models": said(_as_one(table, pair))} for pair in pairs
        ],
        "internal_consistency": [_own_size(table, at, said) for at in lists],
    }
    if "graphs" in telling:
        found["priors"] = _priors(table, asked)
    if interval is not None:
        found["sensitivity"] = sensitivity(interval, table.documented)
    return found


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
        {"prior": fit.settings["prior_of_total"], "delta": fit.settings["delta"], **_ends(fit, table)}
        for fit in under_priors(table, seed=asked.seed, level=asked.level)
    ]


def _ends(fit: Fit, table: CaptureTable) -> dict[str, Any]:
    """The ends of a fit of the total, or why it has none."""
    ends = {"low": None, "best": None, "high": None}
    if fit.interval is not None:
        told = outward(fit.interval, table.documented, table.documented)
        ends = {name: told[name] for name in ends}
    return {**ends, "refused": to_dict(fit.refusal)}


def _as_one(table: CaptureTable, pair: Sequence[int]) -> CaptureTable:
    alone = [(at,) for at in range(len(table.lists)) if at not in pair]
    return table.merged([tuple(pair), *alone])


def _own_size(table: CaptureTable, at: int, said: Callable[[CaptureTable], list[dict[str, Any]]]) -> dict[str, Any]:
    some = on_one_list(table, at)
    size, models = table.sizes[at], said(some)
    for one in models:
        one["holds"] = (
            None if one["refused"] else one["low"] <= size <= (math.inf if one["high"] is None else one["high"])
        )
    return {"list": table.lists[at], "size": size, "seen_elsewhere": some.documented, "models": models}


def _words(table: CaptureTable, estimators: Sequence[Estimator], asked: Asked) -> list[dict[str, Any]]:
    """What each model says of a table, or why it says nothing."""
    found = usable(table)
    # whether a part of the table has overlap enough is left to the model: here it is asked for a comparison only
    broken = tuple(one for one in asked.standing(found.refusals) if one.rule != "no_overlap")
    out = []
    for one in estimators:
        fit = Fit(one.name, None, broken[0]) if broken else one.fit(found.table, seed=asked.seed, level=asked.level)
        out.append({"model": one.name, **_ends(fit, table)})
    return out
