"""How well a batch of reports falls into incidents, and how often the reconciled toll is the recorded one.

Run as ``python bench/resolve_incidents.py [--data DIR] [--cache FILE]``. The reports lie beside the checkout in
``../shared/data/dev/incidents`` and are never copied; where they are absent the script says so and stops. The
weights were fitted on all incidents (``bench/_fit_pair_weights.py``): the row "held out" is by weights that never
saw the incident of the report, and is what to expect of other incidents. Errors were read in the "tuned half" only.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from cenotaph.batch import BatchRow, read_row
from cenotaph.model import Reading
from cenotaph.reconcile import reconcile_tolls
from cenotaph.resolve import Telling, gather_reports
from cenotaph.resolve.likeness import Vectors, cosine, rare_pairs
from cenotaph.resolve.telling import places_told
from cenotaph.resolve.wording import terms
from harness.grouping import Cases, b_cubed, held_out
from harness.rival_tolls import RIVALS
from harness.shares import share_of

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("CENOTAPH_BENCH_DATA", ROOT.parent / "shared" / "data"))
WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
NUMBER = rf"(\d[\d,]*|{'|'.join(WORDS)}|an?)"
REGEX = {
    "killed": rf"{NUMBER}\s+(?:[\w-]+\s+){{0,3}}?(?:(?:was|were)\s+)?(?:killed|dead|died|fatalit\w+|deaths?)\b",
    "injured": rf"{NUMBER}\s+(?:[\w-]+\s+){{0,3}}?(?:(?:was|were)\s+)?(?:injured|wounded|hurt|shot|injuries)\b",
}

HALVES = ("all", "tuned half", "other half")
# by how many reports an incident is told: name, least, most
SIZES = (("all", 1, 10**6), ("one report", 1, 1), ("several", 2, 10**6), ("three or more", 3, 10**6))

Row = dict[str, Any]
Labels = dict[str, Hashable]


def read_data(folder: Path) -> tuple[list[Row], dict[str, Row]]:
    """The reports (title and text as one text) and the incidents by id."""
    reports = [json.loads(line) for line in (folder / "reports.jsonl").open(encoding="utf-8")]
    for report in reports:
        report["text"] = "\n\n".join(part for part in (report.pop("title", None), report["text"]) if part)
    incidents = (json.loads(line) for line in (folder / "incidents.jsonl").open(encoding="utf-8"))
    return reports, {str(row["id"]): row for row in incidents}


def read_rows(reports: Sequence[Row], cache: Path | None) -> dict[str, BatchRow]:
    """Every report read, from the cache where there is one: reading takes minutes."""
    if cache and cache.exists():
        return dict(pickle.loads(cache.read_bytes()))
    rows = {}
    for done, report in enumerate(reports, start=1):
        line = {key: report[key] for key in ("id", "text", "published")}
        rows[report["id"]] = read_row(json.dumps(line))
        if sys.stderr.isatty():
            print(f"\rread {done} of {len(reports)}", end="", file=sys.stderr)
    if cache:
        cache.write_bytes(pickle.dumps(rows))
    return rows


def tuning_half(incidents: Iterable[str]) -> set[str]:
    """The incidents whose texts were read while rules were made."""
    names = sorted(incidents)
    random.Random(7).shuffle(names)
    return set(names[: len(names) // 2])


def single_link(names: Sequence[str], pairs: Iterable[tuple[int, int]]) -> Labels:
    """Connected components."""
    parent = list(range(len(names)))

    def root(row: int) -> int:
        while parent[row] != row:
            parent[row] = row = parent[parent[row]]
        return row

    for a, b in pairs:
        parent[root(a)] = root(b)
    return {name: root(row) for row, name in enumerate(names)}


def by_likeness(tellings: Sequence[Telling]) -> Labels:
    """The rival: TF-IDF cosine of at least .15 within seven days, single link."""
    vectors = Vectors([Counter(terms(telling.text)) for telling in tellings])
    rows = vectors.rows
    near = [
        (a, b)
        for a, b in rare_pairs(vectors, most=len(tellings) // 4, least=0.02)
        if (one := tellings[a].published) and (two := tellings[b].published) and abs((one - two).days) <= 7
    ]
    return single_link([t.id for t in tellings], ((a, b) for a, b in near if cosine(rows[a], rows[b]) >= 0.15))


def by_day_and_place(tellings: Sequence[Telling]) -> Labels:
    """The rival: the same day of publication and the same place in the claims; a report without one is alone."""
    labels: Labels = {}
    for telling in tellings:
        places = Counter(place.id for place in places_told(telling.claims))
        first = min(places, key=lambda name: (-places[name], name), default=None)
        labels[telling.id] = (telling.published, first) if first else telling.id
    return labels


def ours(tellings: Sequence[Telling]) -> Labels:
    """What ``cenotaph resolve --from-jsonl`` does."""
    found = gather_reports(tellings).incidents
    return {name: incident.code for incident in found for name in incident.reports}


def by_regex(texts: Sequence[str]) -> tuple[int, int]:
    """The rival: the largest number before a word of death or injury in any sentence of any report."""

    def largest(pattern: str) -> int:
        words = (m.group(1).lower().replace(",", "") for text in texts for m in re.finditer(pattern, text, re.I))
        numbers = (1 if w in ("a", "an") else WORDS.index(w) + 1 if w in WORDS else int(w) for w in words)
        return max((n for n in numbers if n < 1000), default=0)

    return largest(REGEX["killed"]), largest(REGEX["injured"])


def score_tolls(
    groups: dict[str, list[str]], incidents: dict[str, Row], toll: Callable[[list[str]], tuple[int, int]]
) -> str:
    """Shares of incidents with killed, injured and both exact; unknown is compared as the record's zero."""
    exact = [
        (killed == incidents[name]["killed"], injured == incidents[name]["injured"])
        for name, own in groups.items()
        for killed, injured in [toll(own)]
    ]
    killed, injured = share_of(k for k, _ in exact), share_of(i for _, i in exact)
    return f"{killed.value:.3f}  {injured.value:.3f}  {share_of(k and i for k, i in exact)}"


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--cache", type=Path, help="keep what was read of the reports in this file")
    options = parser.parse_args()
    folder = options.data / "dev" / "incidents"
    if not (folder / "reports.jsonl").exists():
        print(f"no incident reports under {folder}: nothing to measure")
        return 0
    reports, incidents = read_data(folder)
    begun = time.perf_counter()
    rows = read_rows(reports, options.cache)
    print(f"{len(reports)} reports of {len(incidents)} incidents, read in {time.perf_counter() - begun:.0f} s")
    gold = {report["id"]: str(report["incident"]) for report in reports}
    texts = {report["id"]: report["text"] for report in reports}
    tellings = [telling for report in reports if (telling := rows[report["id"]].telling)]
    tellings.sort(key=lambda t: (t.published or date.max, t.id))
    tuned = tuning_half(incidents)
    labels = measure_groups(tellings, gold, tuned)
    measure_tolls(labels, gather_reports(tellings).copies, gold, tuned, incidents, rows, texts)
    return 0


def measure_groups(tellings: Sequence[Telling], gold: dict[str, str], tuned: set[str]) -> Labels:
    """Print how well each way of grouping does; returns the groups of ours."""
    print("\nreports into incidents: B-cubed precision, recall, F1, seconds")
    labels: Labels = {}
    for name, cluster in (
        ("TF-IDF >= .15, 7 days", by_likeness),
        ("day and place", by_day_and_place),
        ("ours", ours),
    ):
        begun = time.perf_counter()
        labels = cluster(tellings)
        seconds = time.perf_counter() - begun
        for half in HALVES:
            among = [t.id for t in tellings if half == "all" or (gold[t.id] in tuned) == (half == "tuned half")]
            scores = "  ".join(f"{score:.3f}" for score in b_cubed(labels, gold, among))
            print(f"{name:24}{half:12}{scores}  {seconds:6.1f}")
    scores = "  ".join(f"{score:.3f}" for score in held_out(Cases(tellings, gold), gold, folds=5))
    print(f"{'ours, held out':24}{'all':12}{scores}")
    return labels


def measure_tolls(
    labels: Labels,
    copies: dict[str, str],
    gold: dict[str, str],
    tuned: set[str],
    incidents: dict[str, Row],
    rows: dict[str, BatchRow],
    texts: dict[str, str],
) -> None:
    """Print how often the tolls are the recorded ones, for incidents told by one report and by several.

    "ours" and the rivals on the readings take the group that holds most of an incident's reports; "given groups"
    leaves out the mistakes of grouping.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    members: dict[Hashable, list[str]] = defaultdict(list)
    for name, label in labels.items():
        groups[gold[name]].append(name)
        members[label].append(name)

    def readings(own: list[str]) -> list[Reading]:
        return [reading for name in own if (reading := rows[name].reading)]

    def reconciled(own: list[str]) -> tuple[int, int]:
        killed, injured = reconcile_tolls(readings(own), copies)
        return killed.best or 0, injured.best or 0

    def found(own: list[str]) -> list[str]:
        return members[Counter(labels[name] for name in own).most_common(1)[0][0]]

    ways: dict[str, Callable[[list[str]], tuple[int, int]]] = {
        "largest by regex": lambda own: by_regex([texts[name] for name in own]),
        **{name: (lambda own, rival=rival: rival(readings(found(own)))) for name, rival in RIVALS.items()},
        "ours": lambda own: reconciled(found(own)),
        "ours, given groups": reconciled,
    }
    print("\ntolls of the recorded incidents: killed, injured, both exact (95 % interval by Wilson)")
    for half in ("all", "other half"):
        for kind, least, most in SIZES:
            chosen = {
                name: own
                for name, own in groups.items()
                if least <= len(own) <= most and (half == "all" or name not in tuned)
            }
            for way, toll in ways.items():
                print(f"{half:12}{kind:14}{way:20}{score_tolls(chosen, incidents, toll)}")


if __name__ == "__main__":
    raise SystemExit(main())
