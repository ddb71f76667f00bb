"""What a careful reader makes of fifty incident reports, as the ceiling beside the tally.

Run as ``python bench/human_incidents.py [--data DIR]``. Fifty of the incidents that one report tells were drawn
with ``random.Random(20261126).sample(sorted(ids), 50)`` and read without the record: killed and injured of the main
incident, from the text alone. The answers were written down (``human_incidents.csv``: incident, killed, injured;
empty is "the text does not say") and committed before the record was opened. No text is kept here.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Score", "human_answers", "human_score", "recorded", "wilson"]

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("CENOTAPH_BENCH_DATA", ROOT.parent / "shared" / "data"))
ANSWERS = Path(__file__).with_name("human_incidents.csv")

Toll = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Score:
    """Shares of incidents as (hits, n): killed where the record has any, injured likewise, both over all."""

    killed: tuple[int, int]
    injured: tuple[int, int]
    both: tuple[int, int]


def human_answers() -> dict[str, Toll]:
    """Killed and injured by incident id as read blind; None is not stated."""
    with ANSWERS.open(encoding="utf-8", newline="") as lines:
        return {row["incident"]: (_number(row["killed"]), _number(row["injured"])) for row in csv.DictReader(lines)}


def recorded(folder: Path) -> dict[str, Toll]:
    """The record's killed and injured by incident id, from ``folder/incidents.jsonl``."""
    with (folder / "incidents.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {str(row["id"]): (row["killed"], row["injured"]) for row in rows}


def human_score(truth: Mapping[str, Toll], answers: Mapping[str, Toll] | None = None) -> Score:
    """The answers (by default the blind reading) against ``truth``; what is not stated counts as the record's 0.

    Give the tally's own answers for the same ids to have the two rows over the same incidents.
    """
    given = human_answers() if answers is None else answers
    pairs = [(truth[name], toll) for name, toll in given.items() if name in truth]
    killed = [(t[0], a[0] or 0) for t, a in pairs if t[0]]
    injured = [(t[1], a[1] or 0) for t, a in pairs if t[1]]
    both = sum((t[0] or 0, t[1] or 0) == (a[0] or 0, a[1] or 0) for t, a in pairs)
    return Score(
        (sum(t == a for t, a in killed), len(killed)),
        (sum(t == a for t, a in injured), len(injured)),
        (both, len(pairs)),
    )


def wilson(hits: int, n: int) -> tuple[float, float, float]:
    """A proportion with its 95 % interval (Wilson 1927): share, low, high; nan where there is nothing."""
    if not n:
        return math.nan, math.nan, math.nan
    p, z = hits / n, 1.96
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return p, middle - half, middle + half


def _number(cell: str) -> int | None:
    return int(cell) if cell else None


def main() -> int:
    """Print the ceiling with its intervals."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA / "dev")
    options = parser.parse_args()
    folder = options.data / "incidents"
    if not (folder / "incidents.jsonl").exists():
        print(f"no incident record under {folder}", file=sys.stderr)
        return 1
    score = human_score(recorded(folder))
    for name, (hits, n) in (("killed > 0", score.killed), ("injured > 0", score.injured), ("both", score.both)):
        share, low, high = wilson(hits, n)
        print(f"read by a person, blind: {name:12} {share:.3f} ({low:.3f}-{high:.3f}) n={n}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
