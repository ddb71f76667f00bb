"""Do the intervals hold the truth? ``make bench-estimate-coverage``.

Populations of four families (`_lists_generated.py`), of which 3 to 5 lists each hold a part. For each family: how
often the 95 % interval of the headline holds the true number among the tables that are not refused, how many are
refused, and how wide intervals are, beside every single estimator without any guard. Latent classes are asked by
chains, and by annealing where chains are refused: a row each, of as many populations.
Choices were made on other seeds than the one that is reported.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

sys.path.insert(0, str(Path(__file__).resolve().parent))

import numpy as np

from _lists_generated import FAMILIES, generate
from cenotaph.estimate.judged import judge
from cenotaph.estimate.registry import get_estimator
from cenotaph.estimate.settings import Asked
from cenotaph.model import Interval

Ends = tuple[float, float | None, float | None]
Job = tuple[str, int, int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one model, or the headline, said of one population; ``ends`` is None where it was refused."""

    family: str
    size: int
    lists: int
    who: str
    ends: Ends | None
    rule: str = ""


def ask(job: Job) -> list[Answer]:
    """All answers for one population, the headline first."""
    family, run, seed, models = job
    population = generate(family, np.random.default_rng([seed, run, crc32(family.encode())]))
    signed = Asked(assume=("pairwise",), signed="the bench", diagnose=False, seed=run)
    told = judge([population.table], [get_estimator(name) for name in models], signed)

    def said(who: str, interval: Interval | None, rule: str) -> Answer:
        ends = interval and (interval.low, interval.best, interval.high)
        return Answer(family, population.size, len(population.table.lists), who, ends, rule)

    headline = said("headline", told.interval, told.refusals[0].rule if told.refusals else "")
    singles = [said(fit.model, fit.interval, fit.refusal.rule if fit.refusal else "") for fit in told.fits]
    return [headline, *singles]


def jobs(runs: int, seed: int, models: tuple[str, ...], only: str) -> Iterator[Job]:
    """Every population of every family asked for."""
    yield from ((family, run, seed, models) for family in FAMILIES if only in family for run in range(runs))


def show(answers: Sequence[Answer]) -> bool:
    """Print the table of one family; whether the headline holds the truth in 90 % of what it does not refuse."""
    enough = False
    by: dict[str, list[Answer]] = defaultdict(list)
    for one in answers:
        by[one.who].append(one)
    for who, some in by.items():
        given = [(one, one.ends) for one in some if one.ends]
        held = sum(low <= one.size and (high is None or one.size <= high) for one, (low, _, high) in given)
        wide = [(high - low) / one.size for one, (low, _, high) in given if high is not None]
        if who == "headline":
            enough = held >= 0.9 * len(given)
        off = [best / one.size - 1 for one, (_, best, _) in given if best is not None]
        print(
            f"  {who:15} of {len(some):4}: covers {100 * held / max(1, len(given)):5.1f} %  refused "
            f"{100 * (1 - len(given) / len(some)):5.1f} %  width {100 * float(np.mean(wide or [np.nan])):7.1f} %"
            f"  bias {100 * float(np.mean(off or [np.nan])):+6.1f} %"
        )
    return enough


def main() -> int:
    """Print a table for each family; exits 1 if the headline covers less than 90 % in one."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=500, help="populations of each family")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--models", default="graphs,loglinear,rasch,chao,latent")
    options.add_argument("--only", default="", help="families whose name holds this")
    options.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked = options.parse_args()
    models = tuple(asked.models.split(","))
    enough = True
    with ProcessPoolExecutor(asked.jobs) as pool:
        for family in FAMILIES:
            if asked.only in family:
                answers = [
                    one
                    for some in pool.map(ask, jobs(asked.runs, asked.seed, models, family), chunksize=4)
                    for one in some
                ]
                print(f"\n{family}: {asked.runs} populations, seed {asked.seed}")
                enough &= show(answers)
    return 0 if enough else 1


if __name__ == "__main__":
    raise SystemExit(main())
