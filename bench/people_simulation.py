"""Does the doubt of linkage reach the estimate? ``python bench/people_simulation.py --runs 200 --seed 4``.

Each run makes families killed together (`_people_generated.py`), lists that each hold a random part of them and
spell names by themselves, links the lists, and estimates how many people there were: from the true linkage, from 50
sampled linkages with and without what blocking lost, and from pairs above .5 and above .9. The table says how often
the 95 % interval holds the true number, how far estimates are off on average, and how wide intervals are.
The estimators (`_population.py`) are right for such lists, so that whatever falls short comes from linkage.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from _people_generated import NamePool, generate, read_pool, write_list
from _population import Interval, combine, estimate, undo_loss
from cenotaph.model import NameList, PersonRecord
from cenotaph.resolve.people import PeopleResolution, link_people

DATA = Path(os.environ.get("CENOTAPH_BENCH_DATA", "../shared/data")) / "people"
DRAWS = 50


@dataclass(frozen=True)
class Setting:
    """How lists come about: the share of people that each holds, of fields missing, of names with all parts."""

    name: str
    shares: tuple[float, ...]
    missing: float
    full: float
    arabic: bool = False
    free: bool = True


SETTINGS = (
    Setting("easy: two romanisations, 25 % missing", (0.6, 0.5), 0.25, 1.0),
    Setting("hard: Arabic and Latin, 45 % missing, 60 % of names short", (0.6, 0.5), 0.45, 0.4, arabic=True),
    Setting("hard, and lists may name someone twice", (0.6, 0.5), 0.45, 0.4, arabic=True, free=False),
    Setting("three lists, one in Arabic, 45 % missing, 60 % short", (0.5, 0.4, 0.4), 0.45, 0.4, arabic=True),
)


@dataclass
class Tally:
    """What the runs of one setting gave."""

    intervals: dict[str, list[tuple[int, Interval]]] = field(default_factory=lambda: defaultdict(list))
    sums: Counter[str] = field(default_factory=Counter)


def main() -> int:
    """Print the table; 0 also where data is not there, which is said."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=200)
    options.add_argument("--people", type=int, default=500, help="people in each run, at least")
    options.add_argument("--seed", default="4")
    options.add_argument("--only", default="", help="settings whose name holds this")
    asked = options.parse_args()
    if not DATA.is_dir():
        print(f"no data at {DATA}: give the folder that holds people/ as CENOTAPH_BENCH_DATA")
        return 0
    print(f"{asked.runs} runs of {asked.people} people, seed {asked.seed}: the 95 % interval of their number")
    for setting in SETTINGS:
        if asked.only in setting.name:
            start = time.process_time()
            show(setting, simulate(setting, asked.runs, asked.people, asked.seed))
            print(f"  ({time.process_time() - start:.0f} s of CPU)", flush=True)
    return 0


def simulate(setting: Setting, runs: int, size: int, seed: str) -> Tally:
    """All runs of one setting; the same seed gives the same."""
    tally = Tally()
    for run in range(runs):
        # names of their own for every run, so that the result hangs on no single choice of which are common
        pool = read_pool(DATA / "name_parts_ar_en.csv", random.Random(f"{seed} names {run}"))
        one_run(setting, pool, size, random.Random(f"{seed} {setting.name} {run}"), tally)
    return tally


def one_run(setting: Setting, pool: NamePool, size: int, rng: random.Random, tally: Tally) -> None:
    """Make, link, estimate."""
    people = generate(size, pool, rng)
    records, truth = write_lists(setting, people, rng)
    names = [f"list {n}" for n in range(len(setting.shares))]
    lists = [NameList(id=n, name=n, report=f"sha256:{n}", duplicate_free=setting.free) for n in names]
    found = link_people(records, lists=lists, details=False)
    person = np.array([truth[record.id] for record in found.evidence.columns.records])
    draws = list(found.draws(DRAWS))
    tables = [found.presence(draw) for draw in draws]
    kept = found.recalls(DRAWS) or (1.0,) * DRAWS
    lost = np.random.default_rng(rng.randrange(2**32))
    estimates = {
        "true linkage": [estimate(found.presence(person))],
        "50 draws": [estimate(undo_loss(table, share, lost)) for table, share in zip(tables, kept, strict=True)],
        "  without what blocking lost": [estimate(table) for table in tables],
        "pairs > .5": [estimate(found.presence(above(found, 0.5)))],
        "pairs > .9": [estimate(found.presence(above(found, 0.9)))],
    }
    for name, some in estimates.items():
        tally.intervals[name].append((len(people), combine(some)))
    measure(found, person, draws, tally.sums)


def write_lists(
    setting: Setting, people: Sequence[object], rng: random.Random
) -> tuple[list[PersonRecord], Mapping[str, int]]:
    """The records of all lists and who each is; the last list is the Arabic one."""
    records: list[PersonRecord] = []
    truth: dict[str, int] = {}
    for at, share in enumerate(setting.shares):
        some, who = write_list(
            [one for one in people if rng.random() < share],  # type: ignore[misc]
            f"list {at}",
            rng,
            arabic=setting.arabic and at == len(setting.shares) - 1,
            missing=setting.missing,
            earlier=at > 0,
            full=setting.full,
        )
        records += some
        truth |= who
    return records, truth


def above(found: PeopleResolution, least: float) -> np.ndarray:
    """Records joined by every pair whose probability is higher, as is done where doubt is not carried on."""
    evidence = found.evidence
    size = len(evidence.columns)
    chosen = evidence.probability > least
    ends = evidence.candidates.first[chosen], evidence.candidates.second[chosen]
    _, labels = connected_components(coo_array((np.ones(len(ends[0])), ends), shape=(size, size)), directed=False)
    return np.asarray(labels)


def measure(found: PeopleResolution, person: np.ndarray, draws: Sequence[np.ndarray], sums: Counter[str]) -> None:
    """Add up pairs: true ones, true ones that are compared, as many as probabilities add up to, as draws link."""
    pairs, probability = found.evidence.candidates, found.evidence.probability
    sums["true"] += pairs_of(person)
    sums["compared"] += int((person[pairs.first] == person[pairs.second]).sum())
    sums["believed"] += float(probability.sum())
    sums["linked"] += sum(map(pairs_of, draws)) / len(draws)
    sums["kept"] += found.recall or 1.0
    sums["runs"] += 1


def pairs_of(labels: np.ndarray) -> int:
    """Pairs of records in one cluster."""
    counts = np.unique(labels, return_counts=True)[1]
    return int((counts * (counts - 1) // 2).sum())


def show(setting: Setting, tally: Tally) -> None:
    """The lines of one setting."""
    print(f"\n{setting.name}")
    print(f"  {'':30} covers  mean bias  mean width")
    for name, found in tally.intervals.items():
        covers = sum(one.low <= size <= one.high for size, one in found) / len(found)
        bias = sum(one.value / size - 1 for size, one in found) / len(found)
        width = sum((one.high - one.low) / size for size, one in found) / len(found)
        print(f"  {name:30} {100 * covers:5.1f} % {100 * bias:+8.1f} % {100 * width:9.1f} %")
    s = tally.sums
    print(
        f"  of {s['true'] / s['runs']:.0f} true pairs a run {s['compared'] / s['true']:.3f} were compared "
        f"(the audit said {s['kept'] / s['runs']:.3f}); probabilities add up to "
        f"{s['believed'] / s['compared']:.3f} of these, draws link {s['linked'] / s['compared']:.3f}"
    )


if __name__ == "__main__":
    raise SystemExit(main())
