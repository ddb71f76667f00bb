"""What the policies make of events that several reports tell, and how often a later report falls outside.

Run as ``python bench/reconcile_maverick.py [--data DIR]``. The reports are those of MAVERICK (van Baalen & Höglund
2026, doi:10.1093/jopres/xjaf012, CC BY 4.0), which lie beside the checkout and are never copied. Each row becomes a
Report and a Claim for the killed and one for the injured, the outlet as speaker and the first actor as who is held
responsible, and goes through the policies as any other claim does.

No truth is known, so the last report is held against what a policy says of those before it. A range holds more the
wider it is: the width that nine in ten ranges keep to stands beside. A policy that refuses is tried on fewer events
(n), so rows compare where n is the same; what it keeps apart as provisional has a row of its own.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import accumulate
from pathlib import Path

from cenotaph.model import Figure, Measure
from cenotaph.reconcile import policy_answers, policy_names
from harness.maverick import MEASURES, Told, read
from harness.shares import Share

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("CENOTAPH_BENCH_DATA", ROOT.parent / "shared" / "data"))

Range = tuple[int, int]


def disagree(told: Sequence[Told], measure: Measure) -> bool:
    """Whether the reports that give a best figure give more than one."""
    return len({number.best for t in told if (number := t.number(measure))}) > 1


def outside_earlier(told: Sequence[Told], measure: Measure) -> list[bool]:
    """For each report after the first, whether its best lies outside the envelope of those before it."""
    numbers = [n for t in told if (n := t.number(measure))]
    ends = [(n.low or 0, n.high or 0) for n in numbers]
    hulls = list(accumulate(ends, lambda a, b: (min(a[0], b[0]), max(a[1], b[1]))))
    return [not low <= (n.best or 0) <= high for n, (low, high) in zip(numbers[1:], hulls, strict=False)]


def maximum(numbers: Sequence[int]) -> int:
    """The highest figure."""
    return max(numbers)


def latest(numbers: Sequence[int]) -> int:
    """The figure of the newest report."""
    return numbers[-1]


def majority(numbers: Sequence[int]) -> int:
    """The figure told most often, of those told equally often the one told first."""
    return Counter(numbers).most_common(1)[0][0]


RIVALS: dict[str, Callable[[Sequence[int]], int]] = {"maximum": maximum, "latest": latest, "majority": majority}


def answers(told: Sequence[Told], measure: Measure) -> dict[str, tuple[Range | None, Range | None]]:
    """Each policy's range and, apart, its provisional one; each rival's single figure as a range of one."""
    claims = [claim for t in told for claim in t.claims.values()]
    found: dict[str, tuple[Range | None, Range | None]] = {}
    for answer in policy_answers([t.report for t in told], claims):
        one = answer.killed if measure is Measure.KILLED else answer.injured
        found[answer.name] = (_range(one.figure), _range(one.provisional))
    numbers = [n.best for t in told if (n := t.number(measure)) and n.best is not None]
    for name, choose in RIVALS.items():
        number = choose(numbers) if numbers else None
        found[name] = ((number, number) if number is not None else None, None)
    return found


def grades(events: Sequence[Sequence[Told]]) -> str:
    """How many events have which grade."""
    graded: Counter[str] = Counter()
    for told in events:
        (answer,) = policy_answers(
            [t.report for t in told], [c for t in told for c in t.claims.values()], names=["airwars"]
        )
        graded[answer.grade.grade.value] += 1
    return ", ".join(f"{grade} {n}" for grade, n in sorted(graded.items()))


def _range(figure: Figure | None) -> Range | None:
    return (figure.low, figure.high) if figure and figure.low is not None and figure.high is not None else None


def report_on(events: dict[str, list[Told]], measure: Measure) -> None:
    """Print how often reports disagree and fall outside, and a row for each policy and rival."""
    told = list(events.values())
    apart = sum(disagree(reports, measure) for reports in told)
    later = [out for reports in told for out in outside_earlier(reports, measure)]
    print(f"\n{measure.value}: {len(told)} events told by several reports")
    print(f"  reports disagree on the best figure         {Share(apart, len(told))}")
    print(f"  a later report is outside the envelope      {Share(sum(later), len(later))}")
    if measure is Measure.KILLED:
        print(f"  graded as Airwars does: {grades(told)}")
    print(f"  {'':22} {'answers':>8} {'one number':>11} {'width, 9 in 10':>15}   the last report outside")
    whole = [answers(reports, measure) for reports in told]
    before = [
        (answers(reports[:-1], measure), n.best)
        for reports in told
        if (n := reports[-1].number(measure)) and n.best is not None
    ]
    for name in (*policy_names(), *RIVALS):
        for which, label in ((0, name), (1, f"{name}, apart")):
            given = [r for one in whole if (r := one[name][which])]
            if not given and which:
                continue
            tried = [(r, last) for one, last in before if (r := one[name][which])]
            missed = sum(not low <= last <= high for (low, high), last in tried)
            width = f"{sorted(high - low for low, high in given)[len(given) * 9 // 10]}" if given else "-"
            single = sum(low == high for low, high in given)
            print(f"  {label:22} {len(given):>8} {single:>11} {width:>15}   {Share(missed, len(tried))}")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark; 0 also where the data is not at hand, which it says."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA, help="the folder that holds maverick_reports.csv")
    path = parser.parse_args(argv).data / "maverick_reports.csv"
    if not path.exists():
        print(f"skipped: {path.name} is not at hand (MAVERICK, doi:10.1093/jopres/xjaf012)", file=sys.stderr)
        return 0
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    print(f"MAVERICK (van Baalen & Höglund 2026, doi:10.1093/jopres/xjaf012): {len(rows)} reports")
    events = read(rows)
    for measure in MEASURES:
        report_on(events, measure)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
