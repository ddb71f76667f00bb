"""What a total over strata rests on: every stratum without a list, with a pair as one, and what they add up to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from statistics import median_low
from typing import Any

from cenotaph.estimate.base import Estimator, Fit
from cenotaph.estimate.diagnostics import (
    MOST_LISTS,
    MOST_TABLES,
    as_one,
    ends,
    fits_of,
    on_one_list,
    quick_ones,
    sensitivity,
)
from cenotaph.estimate.headline import headline
from cenotaph.estimate.judged import Progress
from cenotaph.estimate.middle import evenly, holds, in_the_middle
from cenotaph.estimate.record import Estimate
from cenotaph.estimate.settings import WAIVABLE, Asked
from cenotaph.estimate.strata import summed
from cenotaph.estimate.usable import usable
from cenotaph.model import CaptureTable, Interval

__all__ = ["diagnose_total", "rests_on"]

Part = CaptureTable | None


@dataclass(frozen=True, slots=True)
class _Question:
    """One row of the diagnostics: under which heading, of which lists, and which part of a stratum is asked."""

    heading: str
    lists: tuple[str, ...]
    part: Callable[[CaptureTable, Sequence[int]], Part]


def rests_on(
    total: Estimate,
    parts: Sequence[Sequence[CaptureTable]],
    estimators: Sequence[Estimator],
    asked: Asked,
    on_progress: Progress | None,
) -> dict[str, Any]:
    """The diagnostics of the total over strata; ``parts`` has of each stratum the tables, one a draw."""
    strata = [usable(tables, merge=asked.merge).tables for tables in parts]
    telling = [fit for fit in total.fits if not fit.lower_bound]
    every = replace(asked, waive=dict.fromkeys(WAIVABLE, "to show what it rests on"))
    envelope, _, _ = headline(telling, every, total.documented)

    def step(done: int, steps: int) -> None:
        if on_progress is not None:
            on_progress(done, steps, "what the total rests on")

    return diagnose_total(strata, estimators, total.fits, envelope, asked, step)


def diagnose_total(
    strata: Sequence[Sequence[CaptureTable]],
    estimators: Sequence[Estimator],
    fits: Sequence[Fit],
    interval: Interval | None,
    asked: Asked,
    on_step: Callable[[int, int], None],
) -> dict[str, Any]:
    """The diagnostics of a total as JSON values, in the form of those of one table.

    ``strata`` holds of each stratum the tables that were fitted, one a draw; ``fits`` are of the total. A stratum
    on which a list is not used answers as it is. Where it would take more fits than ``asked.most_fits``, fewer
    tables are asked, and at last none: then it is said.
    """
    quick = quick_ones(estimators, fits)
    names = list(dict.fromkeys(name for one in strata for name in one[0].lists))
    if len(names) > MOST_LISTS:
        return {"left_out": f"with more than {MOST_LISTS} lists only the whole strata are fitted"}
    if not quick:
        return {}
    questions = list(_questions(names))
    draws = len(strata[0])
    each = len(questions) * len(quick) * len(strata)
    some = min(MOST_TABLES, draws, asked.most_fits // each)
    found: dict[str, Any] = {} if some else {"left_out": _left_out(each, asked.most_fits)}
    if some:
        done = 0
        told = []
        for nth in evenly(range(draws), some):
            known: dict[CaptureTable, list[Fit]] = {}
            rows: dict[str, Any] = {}
            for question in questions:
                on_step(done, some * len(questions))
                done += 1
                row = _row(question, [one[nth] for one in strata], quick, asked, known)
                rows.setdefault(question.heading, []).append(row)
            told.append(rows)
        found = in_the_middle(told)
        if draws > 1:
            found["tables"] = {"fitted": some, "of": draws}
    if interval is not None:
        documented = sum(median_low(table.documented for table in one) for one in strata)
        found["sensitivity"] = sensitivity(interval, documented)
    return found


def _left_out(fits: int, most: int) -> str:
    return (
        f"the total without each list and with pairs of lists as one takes {fits:,} fits, and {most:,} are made "
        f"unasked (--most-fits {fits} makes them; --model asks fewer models)"
    )


def _questions(names: Sequence[str]) -> Iterator[_Question]:
    def without(table: CaptureTable, places: Sequence[int]) -> Part:
        return table.without(places[0]) if places else table

    def merged(table: CaptureTable, places: Sequence[int]) -> Part:
        return as_one(table, places) if len(places) == 2 else table

    def own(table: CaptureTable, places: Sequence[int]) -> Part:
        return on_one_list(table, places[0]) if places else None

    for name in names:
        yield _Question("leave_one_out", (name,), without)
    for pair in combinations(names, 2):
        yield _Question("merge_pairs", pair, merged)
    for name in names:
        yield _Question("internal_consistency", (name,), own)


def _row(
    question: _Question,
    tables: Sequence[CaptureTable],
    estimators: Sequence[Estimator],
    asked: Asked,
    known: dict[CaptureTable, list[Fit]],
) -> dict[str, Any]:
    """What the models make of all strata together; ``known`` keeps the fits of parts that were met before."""
    strata, size = [], 0
    for table in tables:
        places = [table.lists.index(name) for name in question.lists if name in table.lists]
        part = question.part(table, places)
        if part is None:
            continue
        if part not in known:
            known[part] = fits_of(part, estimators, asked)
        strata.append(_stratum(part, known[part], estimators, asked))
        size += sum(table.sizes[at] for at in places)
    documented = sum(one.documented for one in strata)
    fits = [summed(one.name, strata, seed=asked.seed, level=asked.level) for one in estimators]
    models: list[dict[str, Any]] = [{"model": fit.model, **ends(fit, documented)} for fit in fits]
    if question.heading == "merge_pairs":
        return {"lists": list(question.lists), "models": models}
    told: dict[str, Any] = {"list": question.lists[0]}
    if question.heading == "internal_consistency":
        told |= {"size": size, "seen_elsewhere": documented}
        models = [{**one, "holds": holds(one, size)} for one in models]
    return {**told, "models": models}


def _stratum(part: CaptureTable, fits: Sequence[Fit], estimators: Sequence[Estimator], asked: Asked) -> Estimate:
    return Estimate(
        documented=part.documented,
        interval=None,
        fits=tuple(fits),
        refusals=(),
        level=asked.level,
        seed=asked.seed,
        stratum=part.stratum,
        settings={"models": [one.name for one in estimators]},
    )
