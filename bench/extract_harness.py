"""How well reports are read, beside rivals, on the development sets: ``make bench-extract [DATA=folder]``.

Or ``python bench/extract_harness.py [--data DIR] [--set NAME]... [--limit N] [--record]``. For every set: exact
figures with Wilson's 95 % intervals, over all rows, over the half that rule writers may read and over the half
that they do not; whether it is noticed that anybody was harmed; day and place of the incident; speed and memory;
the ten worst classes of error; and what has changed since the record in ``bench/results/extract.json``, which
``--record`` replaces. The sets lie beside the checkout and are never copied: the record holds counts alone.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from harness.datasets import SETS, Case, load_set
from harness.faults import gather
from harness.halves import Half
from harness.measures import Measures, measure
from harness.printing import table_of_costs, table_of_faults, table_of_measures, table_of_shares
from harness.record import changes, read_record, write_record
from harness.rows import row_changes, wrong_rows
from harness.runs import CONTENDERS, Run, run
from harness.shares import Share
from harness.speakers import sources_found

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("CENOTAPH_BENCH_DATA", ROOT.parent / "shared" / "data"))
RECORD = ROOT / "bench" / "results" / "extract.json"
ROWS = ROOT / ".cache" / "extract-rows.json"

Figures = dict[str, Any]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run every set that is there and print its tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA, help="the folder that holds dev/")
    parser.add_argument("--set", action="append", choices=SETS, dest="sets", help="this set alone; may be repeated")
    parser.add_argument("--limit", type=int, help="the first rows of each set")
    parser.add_argument("--record", action="store_true", help="replace the recorded figures by this run's")
    options = parser.parse_args(arguments)
    folder = options.data / "dev"
    whole = options.limit is None
    figures: Figures = {}
    for name in options.sets or SETS:
        try:
            cases = load_set(name, folder, options.limit)
        except FileNotFoundError as error:
            print(f"\n{SETS[name]}: no data at {error.filename}")
            continue
        print(f"\n{SETS[name]}: {len(cases)} texts", flush=True)
        figures[name] = bench_speakers(cases) if name == "polnear" else bench_counts(name, cases, whole=whole)
    compare(figures, record=options.record, whole=whole)
    return 0


def bench_counts(name: str, cases: Sequence[Case], *, whole: bool) -> Figures:
    """Print one set with recorded numbers; returns its figures for the record."""
    runs = [run(contender, cases) for contender in (*CONTENDERS["counts"], *CONTENDERS["speed"])]
    read = [one for one in runs if one.cost and one.contender in CONTENDERS["counts"]]
    found = {one.contender.name: by_half(cases, one.answers) for one in read}
    print("\n".join(table_of_measures(found)))
    print("\n".join(table_of_costs(runs)))
    if name == "incidents":
        print_ceiling(cases, read)
    classes = gather(cases, read[0].answers)
    print("\n".join(table_of_faults(classes)))
    for line in row_changes(ROWS, name, wrong_rows(cases, read[0].answers)) if whole else []:
        print(line)
    return {
        "exact": {contender: recorded_measures(own) for contender, own in found.items()},
        "cost": recorded_costs(runs),
        "faults": {f"{one.measure}: {one.name}": len(one.faults) for one in classes},
    }


def bench_speakers(cases: Sequence[Case]) -> Figures:
    """Print the sources found and the speed on a general news mix; returns the figures for the record."""
    speakers = [run(contender, cases) for contender in CONTENDERS["speakers"]]
    parts = {"all": cases} | {half.value: [c for c in cases if c.half is half] for half in Half}
    found = {
        one.contender.name: {part: sources_found(own, one.answers) for part, own in parts.items()}
        for one in speakers
        if one.cost
    }
    print("\n".join(table_of_shares([(f"{name}, {p}", s) for name, own in found.items() for p, s in own.items()])))
    plain = [run(contender, cases) for contender in (CONTENDERS["counts"][0], *CONTENDERS["speed"])]
    print("\n".join(table_of_costs([*plain, *speakers])))
    return {
        "sources": {name: {p: recorded_shares(s) for p, s in own.items()} for name, own in found.items()},
        "cost": recorded_costs([*plain, *speakers]),
    }


def by_half(cases: Sequence[Case], answers: dict[str, dict[str, Any]]) -> dict[str, Measures]:
    """The measures of each half and of both."""
    halves = {half.value: measure([case for case in cases if case.half is half], answers) for half in Half}
    return {"all": measure(cases, answers)} | halves


def print_ceiling(cases: Sequence[Case], read: Sequence[Run]) -> None:
    """A person's blind reading of some incidents, and every contender on the same ones."""
    if importlib.util.find_spec("human_incidents") is None:
        return
    read_blind = importlib.import_module("human_incidents").human_answers()
    answers = {name: {"killed": killed, "injured": injured} for name, (killed, injured) in read_blind.items()}
    chosen = [case for case in cases if case.id in answers]
    rows = [("a person, blind", measure(chosen, answers).shares)]
    rows += [
        (
            one.contender.name,
            {key: share for key, share in measure(chosen, one.answers).shares.items() if key in rows[0][1]},
        )
        for one in read
    ]
    print(f"  the {len(chosen)} incidents that a person has read blind:")
    print("\n".join(table_of_shares(rows)))


def recorded_measures(own: Mapping[str, Measures]) -> Figures:
    """Counts by half and measure."""
    figures: Figures = {}
    for half, measures in own.items():
        figures[half] = recorded_shares(measures.shares)
        if measures.detection:
            one = measures.detection
            figures[half]["detection (true, false, missed)"] = [one.true, one.false, one.missed]
    return figures


def recorded_shares(shares: Mapping[str, Share]) -> Figures:
    """Hits and cases of each share."""
    return {name: [share.hits, share.n] for name, share in shares.items()}


def recorded_costs(runs: Sequence[Run]) -> Figures:
    """Speed and memory of those that ran."""
    return {
        one.contender.name: {
            "docs/s": round(one.docs_per_second() or 0.0, 1),
            "peak MB": round(one.cost.peak_megabytes, 0),
        }
        for one in runs
        if one.cost
    }


def compare(figures: Figures, *, record: bool, whole: bool) -> None:
    """Print what differs from the record over the sets that ran; replace their part of it when asked."""
    before = read_record(RECORD)
    if whole:
        known = {name: before[name] for name in figures if name in before}
        print(f"\nchanges since {RECORD.relative_to(ROOT)}:")
        print(
            "\n".join(f"  {line}" for line in changes(known, figures)) or "  none"
            if known
            else "  no record of these"
        )
    if record and whole:
        write_record(RECORD, before | figures)
        print(f"recorded in {RECORD.relative_to(ROOT)}")
    elif record:
        print("not recorded: --limit leaves rows out", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
