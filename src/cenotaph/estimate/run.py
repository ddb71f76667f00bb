"""From what a table holds to the answer: strata, sampled linkages and replicates, each judged and then made one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from cenotaph.estimate.base import Estimator, Fit
from cenotaph.estimate.declared import unsigned
from cenotaph.estimate.headline import headline
from cenotaph.estimate.judged import Progress, Recall, judge, restored, which_shown
from cenotaph.estimate.middle import middle_one
from cenotaph.estimate.record import Estimate
from cenotaph.estimate.registry import ASKED, get_estimator
from cenotaph.estimate.replicates import FEW, combined
from cenotaph.estimate.settings import Asked
from cenotaph.estimate.side_by_side import Each, side_by_side
from cenotaph.estimate.strata import strata_refusal, stratum_words, summed
from cenotaph.estimate.strata_diagnostics import rests_on
from cenotaph.estimate.tables import Tables
from cenotaph.model import CaptureTable, to_dict

__all__ = ["chosen", "run", "table_alone", "versions"]

# takes seconds, and is fitted many times only where it is asked for by name
_SLOW = ("latent",)


def chosen(asked: Asked, tables: Tables) -> list[Estimator]:
    """The estimators that are asked for; without a word the usual ones, of many tables those that are quick."""
    many = len(tables.draws) * len(tables.draws[0]) > 1
    names = asked.models or tuple(name for name in ASKED if not (many and name in _SLOW))
    return [get_estimator(name) for name in names]


def run(
    tables: Tables,
    asked: Asked,
    *,
    models: Sequence[Estimator] | None = None,
    workers: int = 1,
    on_progress: Progress | None = None,
) -> Estimate:
    """The answer for the tables of one file, in so many processes (see ``side_by_side``).

    Raises UsageError for settings that speak of what is not there.
    """
    models = chosen(asked, tables) if models is None else models
    strata = [[draw[nth] for draw in tables.draws] for nth in range(len(tables.draws[0]))]
    alone = len(strata) == 1
    recall = None
    if tables.linked is not None:
        recall = Recall(share=tables.linked.recall, draws=tables.linked.recall_draws)
    elif tables.repeats == "draw":
        recall = Recall(share=None)
    answer = partial(
        judge,
        estimators=models,
        asked=asked if alone else replace(asked, diagnose=False),
        recall=recall,
        pool=combined if tables.repeats == "replicate" else None,
        duplicate_free=all(one.duplicate_free for one in tables.linked.lists) if tables.linked else None,
        notes=_notes(tables) if alone else (),
    )
    with side_by_side(workers) as each:
        if alone:
            return replace(answer(strata[0], each=each, on_progress=on_progress), inputs=_inputs(tables))
        judged = _judged(answer, strata, each if workers > 1 else None, on_progress)
    parts = [restored(some, recall, asked.seed) for some in strata]
    one = _total(tables, parts, judged, models, asked)
    if asked.diagnose:
        one = replace(one, diagnostics=rests_on(one, parts, models, asked, on_progress))
    return replace(one, inputs=_inputs(tables))


def _judged(
    answer: Callable[..., Estimate],
    strata: Sequence[Sequence[CaptureTable]],
    each: Each | None,
    on_progress: Progress | None,
) -> list[Estimate]:
    """The answer for each stratum; model by model where there is nothing to call them side by side with."""
    judged: list[Estimate] = []
    coming = each(answer, strata) if each is not None else None
    for nth, some in enumerate(strata):

        def step(done: int, total: int, what: str, nth: int = nth, label: str = _label(some)) -> None:
            if on_progress is not None:
                on_progress(nth * total + done, len(strata) * total, f"{label}{what}")

        if coming is None:
            judged.append(answer(some, on_progress=step))
        else:
            step(0, 1, "all models")
            judged.append(next(coming))
    return judged


def table_alone(table: CaptureTable) -> Tables:
    """A table that came from no file; its hash is that of its lists and counts, in whatever order."""
    one = table.reordered(sorted(range(len(table.lists)), key=lambda at: table.lists[at]))
    told = json.dumps([one.lists, one.counts, one.stratum]).encode()
    return Tables(
        lists=table.lists,
        strata=tuple(field for field, _ in table.stratum),
        draws=((table,),),
        repeats=None,
        linked=None,
        notes=(),
        sha256=sha256(told).hexdigest(),
        source="a table",
    )


def _label(tables: Sequence[CaptureTable]) -> str:
    return f"{stratum_words(tables[0].stratum)}: " if tables[0].stratum else ""


def _notes(tables: Tables) -> tuple[str, ...]:
    if tables.repeats != "replicate" or not 1 < len(tables.draws) < FEW:
        return tables.notes
    few = f"{len(tables.draws)} replicates are few: below {FEW} the interval may be too narrow"
    return (*tables.notes, few)


def _total(
    tables: Tables,
    parts: Sequence[Sequence[CaptureTable]],
    judged: Sequence[Estimate],
    models: Sequence[Estimator],
    asked: Asked,
) -> Estimate:
    """The total over strata, with each of them inside; ``parts`` has of each the tables, one a draw."""
    wholes = [_whole(one) for one in zip(*parts, strict=True)]
    # of the whole table only what it looks like: no model is asked
    shown = wholes[middle_one(wholes)]
    base = judge((shown,), (), replace(asked, diagnose=False))
    fits: tuple[Fit, ...] = tuple(summed(one.name, judged, seed=asked.seed, level=asked.level) for one in models)
    documented = shown.documented
    # floors of many strata add up to more than a floor: each may err upward, and the errors do not cancel
    telling = [fit for fit in fits if not fit.lower_bound]
    interval, agree, more = headline(telling, asked, documented)
    refused = strata_refusal(judged)
    standing = asked.standing(
        tuple(one for one in (refused, *(() if refused else more), unsigned(asked)) if one is not None)
    )
    counted = [one.documented for one in wholes]
    return replace(
        base,
        documented=documented,
        documented_range=(min(counted), max(counted)) if len(counted) > 1 else None,
        interval=None if standing else interval,
        fits=fits,
        refusals=standing,
        agree=agree,
        assumptions=judged[0].assumptions,
        notes=(*_notes(tables), *which_shown(wholes, f"{tables.repeats}s")),
        stratum=(),
        strata=tuple(judged),
        settings={**judged[0].settings},
    )


def _whole(strata: Iterable[CaptureTable]) -> CaptureTable:
    parts = list(strata)
    return CaptureTable.of(parts[0].lists, (row for part in parts for row in part.counts))


def _inputs(tables: Tables) -> dict[str, Any]:
    return {
        "source": tables.source,
        "sha256": tables.sha256,
        "repeats": tables.repeats,
        "tables": len(tables.draws),
        "strata": list(tables.strata),
        "linkage": to_dict(tables.linked),
        "versions": versions(),
    }


def versions() -> dict[str, str]:
    """The versions of what reckons."""
    found = {}
    for name in ("cenotaph", "numpy", "scipy", "numba"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:  # a checkout that is not installed
            found[name] = "unknown"
    return found
