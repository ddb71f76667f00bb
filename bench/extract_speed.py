"""How fast the English reader is, what its gate loses, and what processes and length do to it.

Run as ``make bench-extract`` (or ``python bench/extract_speed.py [--data DIR] [--limit N]``). The sets lie beside
the checkout in ``../shared/data/dev`` and are never copied; where they are absent the script says so and stops.
Speeds on one core are of CPU time, rival and reader in turn on the same documents, each block's best of three
rounds, so that other work on the machine does not decide; speeds of several processes are of the clock, and mean
something on a calm machine only.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from cenotaph.extract import extract
from cenotaph.extract.batch import read_lines
from cenotaph.extract.parse import MODELS
from cenotaph.extract.rules_en import RulesEn
from cenotaph.model import Claim, Report, report_id

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("CENOTAPH_BENCH_DATA", ROOT.parent / "shared" / "data"))
SETS = {
    "ACLED notes": "acled_dev.jsonl",
    "GTD summaries": "gtd_dev.jsonl",
    "PolNeAR articles": "polnear_dev.jsonl",
    "incident reports": "incidents/reports.jsonl",
}
BLOCK = 12  # documents that one reader reads before the next one's turn
ROUNDS = 3  # of which each block's best counts


def reports_of(path: Path, limit: int | None) -> list[Report]:
    """The rows of a set as reports; every k-th where there are more than ``limit``."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    if limit is not None:
        rows = rows[:: max(1, len(rows) // limit)][:limit]
    return [_report(row) for row in rows]


def _report(row: dict[str, Any]) -> Report:
    text = f"{row['title']}\n\n{row['text']}" if row.get("title") else row["text"]
    try:
        published = date.fromisoformat(str(row.get("published") or row.get("date"))[:10])
    except ValueError:
        published = None
    return Report(id=report_id(text.encode()), text=text, published=published, language="en")


def speeds(name: str, reports: Sequence[Report]) -> None:
    """Print the docs/s of the whole spaCy pipeline and of the reader with and without its gate."""
    model = next(model for model in MODELS if _there(model))
    nlp = import_module(model).load()
    gated, everything = RulesEn(), RulesEn(gate=False)
    readers: dict[str, Callable[[Sequence[Report]], object]] = {
        "spaCy, whole pipeline": lambda some: list(nlp.pipe(report.text for report in some)),
        "rules_en, gated": lambda some: [gated.extract(report) for report in some],
        "rules_en, no gate": lambda some: [everything.extract(report) for report in some],
    }
    spent: Counter[str] = Counter()
    for read in readers.values():
        read(reports[:2])
    for start in range(0, len(reports), BLOCK):
        best = dict.fromkeys(readers, float("inf"))
        for _ in range(ROUNDS):
            for reader, read in readers.items():
                began = time.process_time()
                read(reports[start : start + BLOCK])
                best[reader] = min(best[reader], time.process_time() - began)
        for reader, seconds in best.items():
            spent[reader] += seconds  # type: ignore[assignment]
    print(
        f"\n{name}: {len(reports)} documents, {sum(len(r.text) for r in reports):,} characters, CPU time, "
        f"best of {ROUNDS}"
    )
    for reader, seconds in spent.items():
        times = spent["spaCy, whole pipeline"] / seconds
        print(f"  {reader:22s} {len(reports) / seconds:7.1f} docs/s   {times:5.2f} x spaCy")


def _there(model: str) -> bool:
    try:
        import_module(model)
    except ImportError:
        return False
    return True


def kept(name: str, reports: Sequence[Report]) -> None:
    """Print the share of the ungated reader's claims that the gated one has: measure, count span, low, high."""
    gated, everything = RulesEn(), RulesEn(gate=False)
    total = same = speakers = extra = 0
    for report in reports:
        found, wanted = gated.extract(report), everything.extract(report)
        both = Counter(map(_key, found)) & Counter(map(_key, wanted))
        total += len(wanted)
        same += both.total()
        extra += len(found) - both.total()
        who = {_key(claim): claim.speaker.name for claim in found}
        speakers += sum(who.get(_key(claim)) == claim.speaker.name for claim in wanted)
    share = f"{same / total:.4f}" if total else "-"
    print(f"  {name:18s} {same:5d} of {total:5d} = {share}, {extra} not of the ungated, same speaker {speakers}")


def _key(claim: Claim) -> tuple[object, ...]:
    span = next(((field.start, field.end) for field in claim.fields if field.field == "count"), None)
    count = claim.count
    return (claim.measure, span or claim.anchor.start, count and count.low, count and count.high)


def processes(reports: Sequence[Report]) -> None:
    """Print docs/s by the clock of one process and of two, over the second half of the rows (without start-up)."""
    lines = [json.dumps({"id": report.id, "text": report.text}) for report in reports]
    rates: dict[int, float] = {}
    for _ in range(2):
        for workers in (1, 2):
            rates[workers] = max(rates.get(workers, 0.0), _rate(read_lines(lines, workers=workers), len(lines)))
    print(f"\nprocesses: {len(lines)} incident reports, best of two, start of the processes not counted")
    for workers, rate in rates.items():
        print(f"  {workers} worker{'s' * (workers > 1):1s} {rate:7.1f} docs/s   {rate / rates[1]:5.2f} x one")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"  peak memory of a worker {peak:.0f} MB")


def _rate(rows: Iterator[str], n: int) -> float:
    began = 0.0
    for done, _ in enumerate(rows, start=1):
        if done == n // 2:
            began = time.perf_counter()
    return (n - n // 2) / (time.perf_counter() - began)


def growth(characters: int) -> None:
    """Print the CPU time of a text of ours and of one four times as long."""
    parts = [
        "Police said {n} people were killed and {m} wounded in an attack on a market in Kabul on Monday.",
        "The mayor, Ivan Petrov, toured the site and spoke of the weather at length.",
        "He said three of them were children. The ministry declined to say how many soldiers had died.",
        "Officials met on Tuesday to discuss the budget, and nothing was decided.",
        "Earlier the army had put the toll at {n}. It revised the number to {m} on Friday.",
    ]

    def text(size: int) -> str:
        out, held, i = [], 0, 0
        while held < size:
            out.append(parts[i % len(parts)].format(n=i % 97 + 2, m=i % 53 + 1))
            held, i = held + len(out[-1]) + 2, i + 1
        return "\n\n".join(out)

    seconds = []
    for size in (characters, 4 * characters):
        content = text(size)
        began = time.process_time()
        extract(content)
        seconds.append(time.process_time() - began)
    print(
        f"\nlength: {characters:,} characters full of claims {seconds[0]:.1f} s, four times that {seconds[1]:.1f} s"
    )
    print(f"  ratio {seconds[1] / seconds[0]:.2f} (4 = linear)")


def main() -> int:
    """Run every part on the sets that are there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA / "dev")
    parser.add_argument("--limit", type=int, default=None, help="documents of each set")
    parser.add_argument("--characters", type=int, default=100_000, help="of the shorter text in the test of length")
    options = parser.parse_args()
    if not options.data.is_dir():
        print(f"no development data at {options.data}", file=sys.stderr)
        return 1
    sets = {name: reports_of(options.data / file, options.limit) for name, file in SETS.items()}
    extract("Warm-up: one man was killed.")
    speeds("PolNeAR articles, general news", sets["PolNeAR articles"])
    speeds("incident reports, all about shootings", sets["incident reports"][:200])
    print("\nclaims of the ungated reader that the gated one keeps")
    for name, reports in sets.items():
        kept(name, reports)
    processes(sets["incident reports"][:400])
    growth(options.characters)
    print(f"\npeak memory of this process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
