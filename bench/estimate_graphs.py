"""Averaging over decomposable graphs beside R's package dga, with its grid; then our own grid, times and priors.

A section of ``bench/estimate.py``. dga 2.0.2 was recorded with the numbers missed 1 .. 30 n in so many steps: the
same grid must give the same figures to the printed digit. Ours looks at numbers from 0 to where no mass is left.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import numpy as np

from cenotaph.estimate.graphs import Graphs, sensitivity
from cenotaph.estimate.graphs.likelihood import Evidence
from cenotaph.estimate.graphs.spread import grid_spread
from cenotaph.model import CaptureTable

SHARES = np.array([0.5, 0.025, 0.975])
STRATA = 1000
SHIFTED = ("kosovo", "UKdat_5", "Ned_5", "Western")
Tables = Mapping[str, CaptureTable]


def run(tables: Tables, published: Mapping[str, Any]) -> str:
    """All tables of this section, as text."""
    recorded = [row for row in published["measured_r_runs"] if row["method"].startswith("dga")]
    Graphs().fit(tables["madigan_york_3"], seed=0)  # compiles, or reads what was compiled
    blocks = (_same_grid(tables, recorded), _own_grid(tables), _times(tables), _priors(tables))
    return "\n\n".join("\n".join(block) for block in blocks)


def _same_grid(tables: Tables, recorded: Sequence[Mapping[str, Any]]) -> list[str]:
    lines = [
        "## With dga's grid: dga's answer, and below it ours",
        f"{'table':20}{'median':>8}{'low':>8}{'high':>8}{'mean':>17}{'at cap':>16}{'seconds':>9}  likeliest graphs",
    ]
    for row in recorded:
        table, steps = tables[row["dataset"]], int(row["settings"].split("len=")[1].split()[0])
        began = time.perf_counter()
        evidence = Evidence.of(table)
        spread = grid_spread(evidence.summed, np.round(np.linspace(1, 30 * table.documented, steps)))
        shares = evidence.shares(spread.nodes, spread.log_density, spread.mass)
        seconds = time.perf_counter() - began
        best = np.sort(shares)[::-1][: len(row["top_models"])].tolist()
        numbers = [int(one) for one in table.documented + spread.quantiles(SHARES)]
        floats = [table.documented + spread.mean, spread.at_cap, *best]
        theirs = [row["mean"], row["tail_mass_at_cap"], *row["top_models"]]
        lines.append(_row(row["dataset"], [row["est"], row["lo"], row["hi"]], theirs, row["secs"]))
        lines.append(_row(_verdict(row, numbers, floats, theirs), numbers, floats, seconds))
    lines.append(
        "(the mean of Ned_5 is 88569.38481797 in 40 digits: R subtracts large logarithms of gamma functions)"
    )
    return lines


def _row(name: str, numbers: Sequence[int], floats: Sequence[float], seconds: float) -> str:
    told = "".join(f"{one:>8}" for one in numbers)
    shares = " ".join(f"{one:.8f}" for one in floats[2:])
    return f"{name:20}{told}{floats[0]:>17.8f}{floats[1]:>16.8e}{seconds:>9.3f}  {shares}"


def _verdict(
    row: Mapping[str, Any], numbers: Sequence[int], floats: Sequence[float], theirs: Sequence[float]
) -> str:
    """Whether every figure is the same in all digits that were printed, and if not, by how much it is apart."""
    apart = [
        abs(ours - other) / other
        for ours, other in zip([*numbers, *floats], [row["est"], row["lo"], row["hi"], *theirs], strict=True)
        if round(Decimal(ours), -int(Decimal(str(other)).as_tuple().exponent)) != Decimal(str(other))
    ]
    return f"  apart by {max(apart):.0e}" if apart else "  all digits the same"


def _own_grid(tables: Tables) -> list[str]:
    lines = [
        "## Every number from 0, no cap: total, or refusal",
        f"{'table':40}{'lists':>6}{'n':>7}{'low':>9}{'median':>9}{'high':>9}{'at zero':>10}{'seconds':>9}",
    ]
    for name, table in tables.items():
        began = time.perf_counter()
        fit = Graphs().fit(table, seed=0)
        seconds = time.perf_counter() - began
        head = f"{name:40}{len(table.lists):>6}{table.documented:>7}"
        if fit.interval is None:
            lines.append(f"{head}  refused: {fit.refusal.rule if fit.refusal else ''}")
        else:
            ends = (fit.interval.low, fit.interval.best or 0, fit.interval.high or 0)
            zero = fit.diagnostics["mass_at_nobody_missing"]
            lines.append(f"{head}{''.join(f'{one:>9.0f}' for one in ends)}{zero:>10.0e}{seconds:>9.3f}")
    kosovo = Graphs().fit(tables["kosovo"].without(tables["kosovo"].lists.index("HRW")), seed=0)
    lines.append(f"kosovo without HRW: {kosovo.refusal.reason if kosovo.refusal else 'NOT REFUSED'}")
    return lines


def _times(tables: Tables) -> list[str]:
    lines = ["## Times"]
    for lists in (6, 7):
        began = time.perf_counter()
        alone = [sys.executable, __file__, str(lists)]
        told = subprocess.run(alone, capture_output=True, text=True, check=True).stdout.strip()
        lines.append(f"{told}; {time.perf_counter() - began:.1f} s with a new Python")
    strata = _strata()
    began, cpu = time.perf_counter(), time.process_time()
    refused = sum(Graphs().fit(one, seed=0).interval is None for one in strata)
    wall, cpu = time.perf_counter() - began, time.process_time() - cpu
    lines.append(f"{STRATA:,} strata of 5 lists: {wall:.1f} s, {cpu:.1f} s of one processor; {refused} refused")
    return lines


def _population(rng: np.random.Generator, lists: int, people: int, kinds: int) -> dict[int, int]:
    """Histories of generated people of several kinds, each with its chance of being on each list."""
    chance = rng.uniform(0.03, 0.4, (kinds, lists))[rng.integers(0, kinds, people)]
    histories = ((rng.random((people, lists)) < chance) << np.arange(lists)).sum(axis=1)
    found, counts = np.unique(histories[histories > 0], return_counts=True)
    return dict(zip(found.tolist(), counts.tolist(), strict=True))


def _strata() -> list[CaptureTable]:
    rng = np.random.default_rng(1)
    return [
        CaptureTable.of(
            "ABCDE",
            _population(rng, 5, int(rng.integers(60, 2000)), int(rng.integers(1, 4))),
            (("stratum", str(at)),),
        )
        for at in range(STRATA)
    ]


def _alone(lists: int) -> str:
    """Time and memory of one table of so many lists, in a process of its own; the first time, and again."""
    table = CaptureTable.of("ABCDEFG"[:lists], _population(np.random.default_rng(lists), lists, 5000, 3))
    Graphs().fit(CaptureTable.of("ABC", {1: 60, 2: 49, 3: 4, 4: 247, 5: 112, 6: 142, 7: 12}), seed=0)
    times = []
    for _ in range(2):
        began = time.perf_counter()
        fit = Graphs().fit(table, seed=0)
        times.append(time.perf_counter() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    graphs = fit.settings["graphs"]
    return (
        f"{lists} lists, {graphs:,} graphs, {fit.diagnostics['numbers_looked_at']} numbers: "
        f"{times[0]:.2f} s with finding the graphs, {times[1]:.2f} s again; peak memory {peak:.0f} MB"
    )


def _priors(tables: Tables) -> list[str]:
    lines = ["## Other priors: delta (times its default), prior of the total"]
    for name in SHIFTED:
        for fit in sensitivity(tables[name]):
            times = fit.settings["delta"] * 2 ** len(tables[name].lists)
            head = f"{name:12}{times:>6.2f}  {fit.settings['prior_of_total']:10}"
            if fit.interval is None:
                lines.append(f"{head}refused: {fit.refusal.rule if fit.refusal else ''}")
            else:
                ends = (fit.interval.best or 0, fit.interval.low, fit.interval.high or 0)
                lines.append(head + "".join(f"{one:>9.0f}" for one in ends))
    return lines


if __name__ == "__main__":
    print(_alone(int(sys.argv[1])))
