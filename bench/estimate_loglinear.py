"""Log-linear models and lower bounds beside what R's packages were recorded to say of the same tables.

A section of ``bench/estimate.py``; by itself ``python bench/estimate_loglinear.py``. Point and plug-in interval of
the stepwise model and of the main effects (SparseMSE), with the interactions that were chosen; the bootstrap beside
published figures; lower bounds and the models without heterogeneity (Rcapture); the codes of the identifiability
check; and times, for 1,000 strata of five lists too.
"""

from __future__ import annotations

import csv
import json
import os
import statistics
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from scipy.special import ndtri

from cenotaph.estimate import dense
from cenotaph.estimate.captures import Captures, profile
from cenotaph.estimate.chao import Chao
from cenotaph.estimate.loglinear import LogLinear, check, choose, resampled
from cenotaph.model import CaptureTable

DATA = Path(os.environ.get("CENOTAPH_BENCH_DATA", "../shared/data")) / "mse"
# The tables that Binette & Steorts bootstrapped, by the names that they go by there.
GRID = {
    "UK": "UKdat_5",
    "Netherlands": "Ned_5",
    "NewOrleans": "NewOrl_5",
    "WesternUS": "Western",
    "Australia": "msetools_Australia",
}
SEEDS = 50
REPLICATES = 2000
STRATA = 1000
Tables = Mapping[str, CaptureTable]


def run(tables: Tables, published: Mapping[str, Any]) -> str:
    """All tables of this section, as text."""
    recorded = published["measured_r_runs"]
    _warm(next(iter(tables.values())))
    blocks = (
        _fits(tables, [row for row in recorded if row["method"].startswith("SparseMSE")]),
        _bootstraps(tables, published["binette_steorts_grid"]["estimates"]),
        _bounds(tables, [row for row in recorded if row["method"].startswith("Rcapture")]),
        _codes(tables["Artificial_3"], published["checkident_artificial_3"]["codes"]),
        _times(tables),
        _strata(tables["UKdat_5"]),
    )
    return "\n\n".join("\n".join(block) for block in blocks)


def _warm(table: CaptureTable) -> None:
    """Compile, or read what was compiled, before any clock runs."""
    LogLinear(replicates=1).fit(table, seed=1)


def _fits(tables: Tables, rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield "Log-linear: point and plug-in 95 % interval (R: SparseMSE 2.0.1); off: most of the three, per 150,000"
    yield f"  {'table':22}{'model':13}{'ours':>27}{'recorded':>27}{'off':>9}{'ms':>7}{'R ms':>7}  interactions"
    deviate = float(ndtri(0.975))
    for row in rows:
        table = tables[row["dataset"]]
        stepwise = "stepwise" in row["method"]
        started = time.perf_counter()
        model = choose(dense(table), threshold=0.02 if stepwise else 0)
        took = time.perf_counter() - started
        ours = [table.documented + model.undocumented(z) for z in (0, -deviate, deviate)]
        theirs = [row["est"], row["lo"], row["hi"]]
        same = ""
        if stepwise:
            pairs, empty = (
                [f"{table.lists[a]}:{table.lists[b]}" for a, b in chosen] for chosen in (model.pairs, model.empty)
            )
            agreed = pairs == row["model"].split() and sorted(empty) == sorted(row["empty"].split())
            same = (
                ("the same" if agreed else "OTHERS")
                + f": {len(pairs)}"
                + (f" + {len(empty)} empty" if empty else "")
            )
        secs = f"{row['secs'] * 1000:7.0f}" if "secs" in row else " " * 7
        yield (
            f"  {row['dataset']:22}{'stepwise' if stepwise else 'main effects':13}{_three(ours):>27}"
            f"{_three(theirs):>27}{_off(ours, theirs) * 150_000:9.5f}{took * 1000:7.1f}{secs}  {same}"
        )


def _bootstraps(tables: Tables, grid: Mapping[str, Mapping[str, Sequence[float]]]) -> Iterator[str]:
    yield f"Bootstrap of the documented (BCa, {REPLICATES:,} replicates, a choice anew in each): least, median and"
    yield f"most of each end over {SEEDS} seeds; the run of Binette & Steorts, ! where no seed of ours reaches it"
    yield f"  {'table':22}{'point':>9}{'low':>28}{'publ.':>9}{'high':>28}{'publ.':>9}{'s':>8}"
    for name, dataset in GRID.items():
        table = tables[dataset]
        cells = dense(table)
        total = table.documented + choose(cells).undocumented()
        ends, took = [], []
        for seed in range(SEEDS):
            started = time.perf_counter()
            boot = resampled(cells, total, threshold=0.02, replicates=REPLICATES, seed=seed, everybody=False)
            took.append(time.perf_counter() - started)
            if boot is not None:
                ends.append(boot.ends(0.95))
        _, low, high = grid[name]["SparseMSE"]
        line = f"  {dataset:22}{total:9,.0f}"
        for side, theirs in ((0, low), (1, high)):
            own = sorted(end[side] for end in ends)
            inside = " " if own[0] <= theirs <= own[-1] else "!"
            spread = f"{own[0]:,.0f} {statistics.median(own):,.0f} {own[-1]:,.0f}"
            line += f"{spread:>28}{theirs:8,.0f}{inside}"
        yield f"{line}{statistics.median(took):8.3f}"


def _bounds(tables: Tables, rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield "Closed populations and Chao's bounds (R: Rcapture 1.4-4): abundance, profile interval; off per million"
    yield f"  {'table':22}{'model':7}{'ours':>27}{'recorded':>27}{'off':>7}{'ends off':>10}{'ms':>7}{'R ms':>6}"
    for row in rows:
        table = tables[row["dataset"]]
        captures = Captures(row["method"].removeprefix("Rcapture 1.4-4 closedpCI.t ").split()[0])
        started = time.perf_counter()
        found = profile(table, captures, 0.95)
        took = time.perf_counter() - started
        if found is None:
            yield f"  {row['dataset']:22}{captures:7} no maximum"
            continue
        ours, theirs = [found.best, found.low, found.high], [row["est"], row["lo"], row["hi"]]
        yield (
            f"  {row['dataset']:22}{captures:7}{_three(ours):>27}{_three(theirs):>27}"
            f"{_off(ours[:1], theirs[:1]) * 1e6:7.1f}{_off(ours[1:], theirs[1:]) * 1e6:10.1f}"
            f"{took * 1000:7.1f}{row['secs'] * 1000:6.0f}"
        )


def _codes(table: CaptureTable, codes: Mapping[str, int]) -> Iterator[str]:
    yield "Identifiability codes of Artificial_3 (0 sound, 1 no estimate, 2 not identifiable): ours, documented"
    cells = dense(table)
    named = {table.lists[a] + table.lists[b]: (a, b) for a, b in combinations(range(len(table.lists)), 2)}
    for model, code in codes.items():
        pairs = [named[pair] for pair in model.split("+") if pair in named]
        yield f"  {model:12}{check(cells, pairs).code:3}{code:3}"


def _times(tables: Tables) -> Iterator[str]:
    yield "What the estimators say, and how long they take (bootstrap of 1,000 replicates)"
    yield f"  {'table':34}{'log-linear':>27}{'ms':>8}   {'floor (Chao, Mth)':>27}{'ms':>8}"
    for name, table in tables.items():
        line = f"  {name:34}"
        for estimator in (LogLinear(), Chao()):
            started = time.perf_counter()
            fit = estimator.fit(table, seed=1)
            took = time.perf_counter() - started
            said = fit.refusal.rule if fit.refusal else ""
            if fit.interval:
                said = _three([fit.interval.best or 0, fit.interval.low, fit.interval.high or float("inf")])
            line += f"{said:>27}{took * 1000:8.1f}   "
        yield line.rstrip()


def _strata(table: CaptureTable) -> Iterator[str]:
    yield f"{STRATA:,} strata of {len(table.lists)} lists, 400 people each drawn from UKdat_5: seconds of one core"
    chance = np.random.default_rng(1)
    histories = [history for history, _ in table.counts]
    shares = np.array([people for _, people in table.counts]) / table.documented
    strata = [
        CaptureTable.of(table.lists, zip(histories, map(int, row), strict=True))
        for row in chance.multinomial(400, shares, size=STRATA)
    ]
    kinds = {
        "log-linear, bootstrap of 1,000": LogLinear(),
        "log-linear, bootstrap of 200": LogLinear(replicates=200),
        "log-linear, plug-in": LogLinear(replicates=0),
        "Chao": Chao(),
    }
    for said, estimator in kinds.items():
        started = time.process_time()
        fits = [estimator.fit(one, seed=1) for one in strata]
        took = time.process_time() - started
        yield f"  {said:34}{took:8.1f} s, {sum(fit.refusal is not None for fit in fits)} refused"


def _three(numbers: Sequence[float]) -> str:
    best, low, high = numbers
    return f"{best:,.0f} [{low:,.0f}, {high:,.0f}]"


def _off(ours: Sequence[float], theirs: Sequence[float]) -> float:
    return max(abs(one / other - 1) for one, other in zip(ours, theirs, strict=True))


def _read(path: Path) -> CaptureTable:
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    people = ((sum(1 << at for at, on in enumerate(row[:-1]) if on == "1"), int(row[-1])) for row in rows)
    return CaptureTable.of(header[:-1], people)


def main() -> int:
    """Print the section; 0 also where data is not there, which is said."""
    if not DATA.is_dir():
        print(f"no data at {DATA}: nothing to compare with")
        return 0
    published = json.loads((DATA / "published.json").read_text(encoding="utf-8"))
    print(run({path.stem: _read(path) for path in sorted(DATA.glob("*.csv"))}, published))
    return 0


if __name__ == "__main__":
    sys.exit(main())
