"""1,000 strata of five lists in one run of ``cenotaph estimate``: how long, and the truth beside the answer.

A section of ``bench/estimate.py``; by itself ``python bench/estimate_strata.py [--strata 1000]``. Strata are
populations of 300 to 1,500 people, of which every second one has people of several kinds (`_lists_generated.py`).
The first block is one run of the command as somebody would give it, reading and printing included; the second each
usual model by itself, in seconds of one processor and as a share of all of them, which hangs less on the machine.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import numpy as np

from _lists_generated import FAMILIES
from cenotaph.estimate import Asked
from cenotaph.estimate.run import chosen
from cenotaph.estimate.tables import Tables, read_tables
from cenotaph.model import CaptureTable

LISTS = "ABCDE"
STRATA = 1000
KINDS = ("independence", "heterogeneity")
LIMIT = 120  # seconds on two processors


def run(tables: Mapping[str, CaptureTable], published: Mapping[str, Any]) -> str:
    """The section as text; the tables of the other sections are not needed."""
    return measured(STRATA)


def measured(strata: int) -> str:
    """Both blocks for so many strata."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "strata.csv"
        truth = write_strata(path, strata)
        read = read_tables(path, strata=["place"])
        blocks = (_by_model(read), _one_run(path, truth))
        by_model, whole = ("\n".join(block) for block in blocks)  # the models first: they may have to be compiled
        return f"{whole}\n\n{by_model}"


def write_strata(path: Path, strata: int) -> dict[str, int]:
    """Write a row a stratum and pattern; returns how many people each stratum has."""
    rng = np.random.default_rng(1)
    truth = {}
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow([*LISTS, "place", "count"])
        for nth in range(strata):
            place = f"place {nth:04}"
            truth[place] = round(float(np.exp(rng.uniform(np.log(300), np.log(1500)))))
            chances = FAMILIES[KINDS[nth % len(KINDS)]](len(LISTS), rng)
            for history, people in enumerate(rng.multinomial(truth[place], chances / chances.sum())):
                if history and people:
                    rows.writerow([*(history >> at & 1 for at in range(len(LISTS))), place, people])
    return truth


def _one_run(path: Path, truth: Mapping[str, int]) -> Iterator[str]:
    command = [sys.executable, "-m", "cenotaph", "estimate", str(path), "--strata", "place", "--format", "json"]
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    signed = ["--assume", "pairwise", "--signed", "the bench"]
    said = subprocess.run([*command, *signed], capture_output=True, text=True, check=True).stdout
    took, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    told = json.loads(said)
    held = sum(_holds(one["estimate"], truth[one["stratum"]["place"]]) for one in told["strata"])
    refused = sum(one["estimate"] is None for one in told["strata"])
    yield f"{len(truth):,} strata of {len(LISTS)} lists, one run of the command"
    yield f"  {took:.0f} s, {processor:.0f} s of one processor; {took / LIMIT:.0%} of the {LIMIT} s for two"
    yield f"  strata refused {refused}; the interval holds the truth in {held} of the other {len(truth) - refused}"
    yield f"  the truth {sum(truth.values()):,}, documented {told['documented']:,}"
    yield f"  {'total':12}{'low':>10}{'best':>10}{'high':>10}"
    for name, ends in (("headline", told["estimate"]), *((one["model"], one) for one in told["models"])):
        yield f"  {name:12}{_ends(ends)}"
    yield from (f"  refused: {one['rule']}: {one['reason']}" for one in told["refusals"])


def _by_model(tables: Tables) -> Iterator[str]:
    strata = tables.draws[0]
    spent: dict[str, float] = {}
    refused: dict[str, int] = {}
    for model in chosen(Asked(), tables):
        model.fit(strata[0], seed=0)  # compile, or read what was compiled
        started = time.process_time()
        fits = [model.fit(one, seed=0) for one in strata]
        spent[model.name] = time.process_time() - started
        refused[model.name] = sum(fit.refusal is not None for fit in fits)
    yield "each model by itself, in seconds of one processor"
    for name, seconds in spent.items():
        share, each = seconds / sum(spent.values()), 1000 * seconds / len(strata)
        yield f"  {name:12}{seconds:7.1f} s {share:5.0%}   {each:5.1f} ms a stratum, {refused[name]} refused"


def _holds(ends: Mapping[str, Any] | None, size: int) -> bool:
    return ends is not None and ends["low"] <= size <= ends["high"]


def _ends(ends: Mapping[str, Any] | None) -> str:
    told: Sequence[Any] = [None] * 3 if ends is None else [ends["low"], ends["best"], ends["high"]]
    return "".join(f"{'-' if one is None else format(one, ','):>10}" for one in told)


def main() -> int:
    """Print the section for as many strata as are asked for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--strata", type=int, default=STRATA)
    print(measured(options.parse_args().strata))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
