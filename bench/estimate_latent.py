"""Latent classes beside R's package LCMCR: three recorded seeds a table, our chains, and the annealed sampler.

A section of ``bench/estimate.py``. A median counts as R's if it lies within three Monte-Carlo errors: that of R, by
how its three seeds differ (at least 1 % of the width of its interval, since three are few), and ours, by how many
draws ours are worth. R keeps totals under 21 n; ours have no cap. CENOTAPH_BENCH_TABLES names some tables alone.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from typing import Any

import numpy as np

from cenotaph.estimate.base import Fit
from cenotaph.estimate.latent import AnnealedClasses, Chains, LatentClasses, Prior
from cenotaph.model import CaptureTable

SEED = 0  # the default of `cenotaph estimate`
LISTS = 8  # R was recorded with no more
UNIT = "verdata_unit_test"
HARD = ("UKdat_5", "Ned_5", "msetools_Australia")  # on which R's chains disagree and a number is printed
SEEDS = 10  # of plain chains on those


def run(tables: Mapping[str, CaptureTable], published: Mapping[str, Any]) -> str:
    """All tables of this section, as text."""
    recorded: dict[str, list[Mapping[str, Any]]] = {}
    for row in published["measured_r_runs"]:
        if row["method"].startswith("LCMCR"):
            recorded.setdefault(row["dataset"], []).append(row)
    asked = [name for name in os.environ.get("CENOTAPH_BENCH_TABLES", "").split(",") if name]
    alike = {name for name in tables if name.startswith("msetools_")} - set(recorded)  # the same tables again
    names = asked or [name for name, table in tables.items() if len(table.lists) <= LISTS and name not in alike]
    small = CaptureTable.of("ABC", {1: 3, 2: 3, 4: 3, 3: 1})
    LatentClasses(run=Chains(2, 1, 8, (1,))).fit(small, seed=SEED)  # compiles, or reads what was compiled
    print(f"{'table':20}{'sampler':10}{'median':>9}{'low':>9}{'high':>9}{'R-hat':>7}{'worth':>7}{'/ s':>6}  notes")
    for name in names:
        for line in _table(name, tables[name], recorded.get(name, [])):
            print(line, flush=True)
    for name in HARD:
        if name in names and name in tables:
            print(_seeds(name, tables[name]), flush=True)
    return "\n".join(_unit(tables[UNIT], published["verdata_unit_test"])) if UNIT in tables else ""


def _table(name: str, table: CaptureTable, theirs: list[Mapping[str, Any]]) -> list[str]:
    lines = [
        f"{name:20}{'R':10}{row['est']:9.0f}{row['lo']:9.0f}{row['hi']:9.0f}  (seed {row['seed']})"
        for row in theirs
    ]
    for sampler, estimator in (("gibbs", LatentClasses()), ("annealed", AnnealedClasses())):
        began = time.perf_counter()
        fit = estimator.fit(table, seed=SEED)
        seconds = time.perf_counter() - began
        if fit.draws is None:
            lines.append(f"{name:20}{sampler:10}refused: {fit.refusal.rule if fit.refusal else ''}")
            continue
        found = fit.diagnostics
        worth = found["bulk_ess"] if "bulk_ess" in found else found["effective_draws"]
        low, middle, high = np.quantile(fit.draws, [0.025, 0.5, 0.975])
        notes = [_beside(fit, worth, theirs)] if theirs and not fit.refusal else []
        if "log_evidence" in found:
            notes.append("log evidence " + ", ".join(f"{one:.2f}" for one in found["log_evidence"]))
        else:
            notes.append(f"ends worth {found['low_end_ess']:.0f}, {found['high_end_ess']:.0f}")
            notes.append(f"{found['sweeps_a_chain']:,} sweeps a chain")
        if fit.refusal:
            notes.insert(0, f"REFUSED {fit.refusal.rule}")
        lines.append(
            f"{name:20}{sampler:10}{middle:9.0f}{low:9.0f}{high:9.0f}{found['rank_rhat']:7.3f}{worth:7.0f}"
            f"{worth / seconds:6.0f}  {'; '.join(notes)}"
        )
    return lines


def _seeds(name: str, table: CaptureTable) -> str:
    """How many seeds of plain chains are refused, and what the others answer."""
    fits = [LatentClasses().fit(table, seed=seed) for seed in range(SEEDS)]
    told = [fit.interval for fit in fits if fit.interval is not None]
    answers = ", ".join(f"{one.best:.0f} [{one.low:.0f}, {one.high:.0f}]" for one in told)
    return (
        f"{name}: plain chains refused with {SEEDS - len(told)} of {SEEDS} seeds; the others: {answers or 'none'}"
    )


def _beside(fit: Fit, worth: float, theirs: list[Mapping[str, Any]]) -> str:
    """How far our median is from the mean of R's, in Monte-Carlo errors of both."""
    assert fit.draws is not None
    medians = np.array([row["est"] for row in theirs])
    width = float(np.mean([row["hi"] - row["lo"] for row in theirs]))
    r_error = max(medians.std(ddof=1), 0.01 * width) / np.sqrt(len(medians))
    # of the median: 1.25 standard deviations over the root of the number, near a bell curve's middle
    our_error = 1.25 * np.ptp(np.quantile(fit.draws, [0.16, 0.84])) / 2 / np.sqrt(worth)
    apart = float(np.median(fit.draws) - medians.mean()) / np.hypot(r_error, our_error)
    return f"{apart:+.1f} Monte-Carlo errors from R: {'within' if abs(apart) <= 3 else 'BEYOND'} 3"


def _unit(table: CaptureTable, asserted: Mapping[str, Any]) -> list[str]:
    fit = LatentClasses(Prior(classes=asserted["K"])).fit(table, seed=SEED)
    assert fit.draws is not None
    worth, spread = fit.diagnostics["bulk_ess"], fit.draws.var()
    fourth = float(((fit.draws - fit.draws.mean()) ** 4).mean())
    theirs, ours = np.sqrt((fourth - spread**2) / 1_000), np.sqrt((fourth - spread**2) / worth)
    return [
        f"verdata's unit test, {asserted['K']} classes: mean {asserted['mean']}, variance {asserted['var']};"
        f" ours {fit.draws.mean():.1f} +- {np.sqrt(spread / worth):.1f}, {spread:.1f} +- {ours:.1f}"
        f" (of 1,000 draws as R's: +- {np.sqrt(spread / 1_000):.1f}, +- {theirs:.1f})"
    ]
