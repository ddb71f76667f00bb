"""The answer for one population: models fitted side by side, what is refused and why, and the headline."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from cenotaph.estimate.base import Estimator, Fit
from cenotaph.estimate.declared import assumptions, declared_refusals, unsigned
from cenotaph.estimate.diagnostics import diagnose
from cenotaph.estimate.headline import headline
from cenotaph.estimate.linked import pooled
from cenotaph.estimate.lost_pairs import with_lost_pairs
from cenotaph.estimate.middle import middle_one
from cenotaph.estimate.record import Estimate
from cenotaph.estimate.settings import WAIVABLE, Asked
from cenotaph.estimate.side_by_side import Each, one_by_one
from cenotaph.estimate.usable import Usable, usable
from cenotaph.model import CaptureTable, Refusal

__all__ = ["NOT_FATAL", "Pool", "Progress", "Recall", "judge", "restored", "which_shown"]

Progress = Callable[[int, int, str], None]
"""Called as ``(done, total, label)``."""

Pool = Callable[[Sequence[Fit], Sequence[int], float], Fit]
"""Makes one fit of a model's fits to many tables, given how many people each documents."""

NOT_FATAL = ("too_few_lists",)
"""Refusals of a table that leave a model its word: of two lists there is a bound."""

# between the seeds of two linkages, so that no two runs share one
_APART = 1_000_003


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """The share of true pairs that blocking kept, None where nobody can tell.

    ``draws`` are values of it, one a sampled linkage, where its doubt is known.
    """

    share: float | None
    draws: tuple[float, ...] = ()

    def of_draw(self, nth: int) -> float:
        """The recall to use for one sampled linkage; 1 where nobody can tell."""
        if self.draws:
            return self.draws[nth % len(self.draws)]
        return 1.0 if self.share is None else self.share


def judge(
    tables: Sequence[CaptureTable],
    estimators: Sequence[Estimator],
    asked: Asked,
    *,
    recall: Recall | None = None,
    pool: Pool | None = None,
    duplicate_free: bool | None = None,
    notes: Sequence[str] = (),
    each: Each = one_by_one,
    on_progress: Progress | None = None,
) -> Estimate:
    """The answer for one population; ``tables`` are of sampled linkages where ``recall`` is given, else one.

    Of other tables ``pool`` says how their fits become one. Which lists are used is decided on all tables. A table
    that breaks a rule is fitted by no model unless the rule is waived; where only a signature is missing every
    model still says its number. ``each`` fits one model to many tables. Raises UsageError for settings that speak
    of lists that are not there.
    """
    tables = restored(tables, recall, asked.seed)
    drawn = "replicates" if recall is None else "sampled linkages"
    found = usable(tables, merge=asked.merge, drawn=drawn)
    refusals = (*found.refusals, *declared_refusals(tables[0].lists, asked))
    fatal = [one for one in asked.standing(refusals) if one.rule not in NOT_FATAL]
    if fatal:
        fits = tuple(Fit(one.name, None, fatal[0]) for one in estimators)
    else:
        fits = tuple(_fit(one, found.tables, asked, pool or pooled, each, on_progress) for one in estimators)
    counted = [table.documented for table in tables]
    shown = tables[middle_one(tables)]
    documented = shown.documented
    state = _linkage_state(tables, recall, asked)
    if state[0] == "broken":
        refusals = (*refusals, _not_carried(state[1]))
    interval, agree, more = headline(fits, asked, documented) if not fatal else (None, None, ())
    told = {}
    every = dict.fromkeys(WAIVABLE, "to show what it rests on")
    if asked.diagnose and not fatal:
        envelope, _, _ = headline(fits, replace(asked, waive=every), documented)

        def step(done: int, total: int) -> None:
            if on_progress is not None:
                on_progress(done, total, "what it rests on")

        told = diagnose(found.tables, estimators, fits, envelope, asked, step)
    # what the table breaks the models need not say again
    said = {one.rule for one in refusals}
    more = tuple(one for one in more if one.rule not in said)
    lacking = unsigned(asked)
    standing = asked.standing((*refusals, *more, *([lacking] if lacking else [])))
    names = tables[0].lists
    return Estimate(
        documented=documented,
        documented_range=(min(counted), max(counted)) if len(counted) > 1 else None,
        interval=None if standing else interval,
        fits=fits,
        refusals=standing,
        level=asked.level,
        seed=asked.seed,
        agree=agree,
        lists=found.lists,
        overlaps=tuple(tuple(shown.overlap(a, b) for b in range(len(names))) for a in range(len(names))),
        patterns=tuple((_named(names, history), n) for history, n in shown.counts),
        assumptions=assumptions(
            names,
            asked,
            [one.name for one in estimators],
            refusals,
            linkage=state,
            duplicate_free=duplicate_free,
        ),
        waivers=asked.waivers,
        notes=(*notes, *_said(found), *which_shown(tables, drawn)),
        stratum=tables[0].stratum,
        diagnostics=told,
        settings=_settings(asked, estimators),
    )


def restored(tables: Sequence[CaptureTable], recall: Recall | None, seed: int) -> list[CaptureTable]:
    """The tables with what blocking lost put back, where they are of sampled linkages."""
    if recall is None:
        return list(tables)
    return [
        with_lost_pairs(table, recall.of_draw(nth), seed=seed * _APART + nth) for nth, table in enumerate(tables)
    ]


def _fit(
    one: Estimator,
    tables: Sequence[CaptureTable],
    asked: Asked,
    pool: Pool,
    each: Each,
    on_progress: Progress | None,
) -> Fit:
    jobs = [(table, asked.seed + _APART * nth) for nth, table in enumerate(tables)]
    coming = each(partial(_fit_of, one, asked.level), jobs)
    fits = []
    for nth in range(len(tables)):
        if on_progress is not None:
            on_progress(nth, len(tables), one.name)
        fits.append(next(coming))
    return pool(fits, [table.documented for table in tables], asked.level)


def _fit_of(one: Estimator, level: float, job: tuple[CaptureTable, int]) -> Fit:
    table, seed = job
    return one.fit(table, seed=seed, level=level)


def _linkage_state(tables: Sequence[CaptureTable], recall: Recall | None, asked: Asked) -> tuple[str, str]:
    """How the assumption about linkage stands, and why."""
    if recall is None and not asked.linked:
        return "open", "the table does not say how people were found on several lists"
    if recall is None or len(tables) < 2:
        return "broken", "the lists were linked, and the doubt of that is not in the table: it holds one linkage"
    if recall.share is None:
        return "broken", "how many true pairs were never compared is not known, and each makes the total too high"
    return "held", f"{len(tables)} sampled linkages are carried, and pairs lost in blocking put back"


def _not_carried(why: str) -> Refusal:
    return Refusal(
        "linkage_not_carried",
        why,
        "sampled linkages (cenotaph export presence), or say in writing why linkage makes no error here",
    )


def _said(found: Usable) -> list[str]:
    return [f"{one.name}: {one.use}" for one in found.lists if one.use != "used"]


def which_shown(tables: Sequence[CaptureTable], drawn: str) -> list[str]:
    """Of which of many tables the lists and their overlaps are shown."""
    if len(tables) == 1:
        return []
    return [
        f"lists and overlaps are those of number {middle_one(tables) + 1} of {len(tables)} {drawn}, which has the "
        "middle number of people"
    ]


def _named(names: Sequence[str], history: int) -> tuple[str, ...]:
    return tuple(name for at, name in enumerate(names) if history >> at & 1)


def _settings(asked: Asked, estimators: Sequence[Estimator]) -> Mapping[str, Any]:
    return {
        "models": [one.name for one in estimators],
        "merge": [list(names) for names in asked.merge],
        "assume": list(asked.assume),
        "signed": asked.signed,
        "windows": dict(asked.windows),
        "definitions": dict(asked.definitions),
        "linked": asked.linked,
    }
