"""Do the intervals hold the truth? ``make bench-estimate-coverage``.

Populations of four families (`_lists_generated.py`), of which 3 to 5 lists each hold a part. For each family: how
often the 95 % interval of the headline holds the true number among the tables that are not refused, how many are
refused, and how wide intervals are, beside every single estimator without any guard.
Choices were made on other seeds than the one that is reported.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

sys.path.insert(0, str(Path(__file__).resolve().parent))

import numpy as np

from _lists_generated import FAMILIES, generate
from cenotaph.estimate.registry import get_estimator

Ends = tuple[float, float | None, float | None]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one model, or the headline, said of one population; ``ends`` is None where it was refused."""

    family: str
    size: int
    lists: int
    who: str
    ends: Ends | None
    rule: str = ""
    seconds: float = 0.0


def ask(job: tuple[str, int, int, tuple[str, ...]]) -> list[Answer]:
    """All answers for one population; a job is (family, run, seed, models)."""
    family, run, seed, models = job
    population = generate(family, np.random.default_rng([seed, run, crc32(family.encode())]))
    found = []
    for name in models:
        start = time.process_time()
        fit = get_estimator(name).fit(population.table, seed=run)
        ends = fit.interval and (fit.interval.low, fit.interval.best, fit.interval.high)
        rule = fit.refusal.rule if fit.refusal else ""
        spent = time.process_time() - start
        found.append(Answer(family, population.size, len(population.table.lists), name, ends, rule, spent))
    return found


def jobs(runs: int, seed: int, models: tuple[str, ...], only: str) -> Iterator[tuple[str, int, int, tuple[str, ...]]]:
    """Every population of every family asked for."""
    yield from ((family, run, seed, models) for family in FAMILIES if only in family for run in range(runs))


def show(answers: Sequence[Answer]) -> None:
    """The table of one family."""
    by: dict[str, list[Answer]] = defaultdict(list)
    for one in answers:
        by[one.who].append(one)
    for who, some in by.items():
        given = [(one, one.ends) for one in some if one.ends]
        held = sum(low <= one.size and (high is None or one.size <= high) for one, (low, _, high) in given)
        wide = [(high - low) / one.size for one, (low, _, high) in given if high is not None]
        off = [best / one.size - 1 for one, (_, best, _) in given if best is not None]
        print(
            f"  {who:12} covers {100 * held / max(1, len(given)):5.1f} %  refused "
            f"{100 * (1 - len(given) / len(some)):5.1f} %  width {100 * float(np.mean(wide or [np.nan])):7.1f} %"
            f"  bias {100 * float(np.mean(off or [np.nan])):+6.1f} %"
            f"  ({sum(one.seconds for one in some) / len(some):.2f} s)"
        )


def main() -> int:
    """Print a table for each family; exits 1 if the headline covers less than 90 % in one."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=500, help="populations of each family")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--models", default="graphs,loglinear,chao,latent")
    options.add_argument("--only", default="", help="families whose name holds this")
    options.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked = options.parse_args()
    models = tuple(asked.models.split(","))
    with ProcessPoolExecutor(asked.jobs) as pool:
        for family in FAMILIES:
            if asked.only in family:
                answers = [
                    one
                    for some in pool.map(ask, jobs(asked.runs, asked.seed, models, family), chunksize=4)
                    for one in some
                ]
                print(f"\n{family}: {asked.runs} populations, seed {asked.seed}")
                show(answers)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
