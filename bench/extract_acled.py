"""How often the tally of a report is the coder's number: the reader beside a plain regex, on development sets.

Run as ``make bench-extract`` (or ``python bench/extract_acled.py [--data DIR] [--limit N]``). The sets lie beside
the checkout in ``../shared/data/dev`` and are never copied; where they are absent the script says so and stops.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import re
import resource
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from cenotaph.extract import extract, tally

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("CENOTAPH_BENCH_DATA", ROOT.parent / "shared" / "data"))
WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
NUMBER = rf"(\d[\d,]*|{'|'.join(WORDS)}|an?)"
REGEX = {
    "killed": re.compile(
        rf"{NUMBER}\s+(?:[\w-]+\s+){{0,3}}?(?:(?:was|were)\s+)?(?:killed|dead|died|fatalit\w+|deaths?)\b"
        rf"|(?:killed|killing|kills)\s+(?:at\s+least\s+)?{NUMBER}\b",
        re.IGNORECASE,
    ),
    "injured": re.compile(
        rf"{NUMBER}\s+(?:[\w-]+\s+){{0,3}}?(?:(?:was|were)\s+)?(?:injured|wounded|hurt|injuries)\b"
        rf"|(?:injur|wound)ing\s+(?:at\s+least\s+)?{NUMBER}\b",
        re.IGNORECASE,
    ),
}

Row = dict[str, Any]
Answer = dict[str, int | None]


def number(word: str) -> int:
    """A matched number as an integer."""
    lower = word.lower().replace(",", "")
    if lower in {"a", "an"}:
        return 1
    return WORDS.index(lower) + 1 if lower in WORDS else int(lower)


def by_regex(row: Row) -> Answer:
    """The rival: the largest number that stands beside a casualty word."""
    out: Answer = {}
    for key, pattern in REGEX.items():
        found = [number(group) for match in pattern.finditer(row["text"]) for group in match.groups() if group]
        out[key] = max(found, default=None)
    return out


def by_rules(row: Row) -> Answer:
    """The reader's tally: its best figure, else its low one (the most careful that was said)."""
    total = tally(extract(row["text"], published=published(row)), row["text"])
    answer: Answer = {}
    for key, found in (("killed", total.killed), ("injured", total.injured)):
        answer[key] = found.best if found.best is not None else found.low
    return answer


def published(row: Row) -> date | None:
    """The row's date when it is a full ISO date."""
    try:
        return date.fromisoformat(str(row.get("published") or row.get("date"))[:10])
    except ValueError:
        return None


def rows_of(path: Path, limit: int | None) -> Iterator[Row]:
    """The rows of a JSON-lines file."""
    with path.open(encoding="utf-8") as lines:
        for i, line in enumerate(lines):
            if limit is not None and i >= limit:
                return
            yield json.loads(line)


def single_reports(folder: Path, limit: int | None) -> list[Row]:
    """Reports of incidents that one report tells, with the recorded numbers."""
    truth = {row["id"]: row for row in rows_of(folder / "incidents.jsonl", None)}
    by_incident: dict[str, list[Row]] = {}
    for row in rows_of(folder / "reports.jsonl", None):
        by_incident.setdefault(row["incident"], []).append(row)
    single = [rows[0] for rows in by_incident.values() if len(rows) == 1]
    for row in single:
        row["killed"], row["injured"] = truth[row["incident"]]["killed"], truth[row["incident"]]["injured"]
        row["text"] = f"{row.get('title') or ''}\n\n{row['text']}"
    return single[:limit]


def interval(hits: int, n: int) -> str:
    """Wilson's 95 % interval of a proportion (Wilson 1927)."""
    if not n:
        return "-"
    p, z = hits / n, 1.96
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return f"{p:.3f} ({middle - half:.3f}-{middle + half:.3f}) n={n}"


def report(name: str, rows: list[Row]) -> None:
    """Print one set's table: every reader, exact match where the number is above 0 and over all rows."""
    print(f"\n{name}: {len(rows)} rows")
    readers: dict[str, Callable[[Row], Answer]] = {"rules_en": by_rules, "regex": by_regex}
    for reader, read in readers.items():
        started, crashed, answers = time.perf_counter(), 0, []
        for row in rows:
            try:
                answers.append(read(row))
            except Exception as error:
                crashed += 1
                answers.append({})
                print(f"  crashed on {row.get('id')}: {type(error).__name__}: {error}", file=sys.stderr)
        speed = len(rows) / (time.perf_counter() - started)
        print(f"  {reader}: {speed:.0f} docs/s, {crashed} crashed")
        for key in ("killed", "injured"):
            graded = [(r, a) for r, a in zip(rows, answers, strict=True) if _graded(r, key)]
            if not graded:
                continue
            above = [(r, a) for r, a in graded if r[key] > 0]
            exact = sum(a.get(key) == r[key] for r, a in above)
            everywhere = sum((a.get(key) or 0) == r[key] for r, a in graded)
            print(f"    {key} > 0 {interval(exact, len(above))}   all rows {interval(everywhere, len(graded))}")
        both = [
            (r, a) for r, a in zip(rows, answers, strict=True) if _graded(r, "injured") and _graded(r, "killed")
        ]
        if both:
            hits = sum(all((a.get(k) or 0) == r[k] for k in ("killed", "injured")) for r, a in both)
            print(f"    both exact {interval(hits, len(both))}")


def _graded(row: Row, key: str) -> bool:
    return row.get(key) is not None and not row.get("coder_rule")


def main() -> int:
    """Run every set that is there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA / "dev")
    parser.add_argument("--limit", type=int, default=None, help="rows of each set")
    options = parser.parse_args()
    if not options.data.is_dir():
        print(f"no development data at {options.data}", file=sys.stderr)
        return 1
    extract("Warm-up: one man was killed.")
    report(
        "ACLED notes (killed > 0, no coder rule)", list(rows_of(options.data / "acled_dev.jsonl", options.limit))
    )
    report("GTD summaries", list(rows_of(options.data / "gtd_dev.jsonl", options.limit)))
    report("Incidents told by one report", single_reports(options.data / "incidents", options.limit))
    print(f"\npeak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
