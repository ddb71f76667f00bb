"""What a change of the reader gains and loses on texts of our own: ``make bench-extract-small``, also run in CI.

Or ``python bench/extract_small.py [--record]``. The passages, the blind texts and the readable half of the gold set
are judged field by field and compared with ``bench/results/extract_small.json``, which ``--record`` replaces: do so
in the commit that changes the reader, so that its gains and losses show there. The exit status is 1 when a corpus
loses more than 1 % of its judged fields net; under that, a parse that tips over on another processor is no failure.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from harness.gains import MARGIN, Gains, as_record, compare
from harness.own_texts import judge_all
from harness.record import read_record, write_record
from harness.shares import Share

ROOT = Path(__file__).resolve().parent.parent
RECORD = ROOT / "bench" / "results" / "extract_small.json"


def main(arguments: Sequence[str] | None = None) -> int:
    """Judge, print and compare; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", action="store_true", help="replace the record by this run")
    options = parser.parse_args(arguments)
    sys.path.append(str(ROOT / "tests"))  # the judging is the tests' own
    found = judge_all()
    gains = compare(read_record(RECORD), found)
    for name, texts in found.items():
        right = Share(sum(one.right for one in texts.values()), gains[name].fields)
        print(f"{name}: {len(texts)} texts, {right.hits} of {right.n} judged fields right, {right}")
        print("\n".join(lines_of(gains[name])))
    if options.record:
        write_record(RECORD, as_record(found))
        print(f"recorded in {RECORD.relative_to(ROOT)}")
        return 0
    worse = [name for name, one in gains.items() if one.too_much]
    for name in worse:
        print(f"{name}: a net loss of {gains[name].net_loss} fields is more than {MARGIN:.0%}", file=sys.stderr)
    return 1 if worse else 0


def lines_of(gains: Gains) -> list[str]:
    """What was gained and lost, a line a text."""
    lines = [f"  gained  {name}: {', '.join(fields)}" for name, fields in gains.gained.items()]
    lines += [f"  lost    {name}: {', '.join(fields)}" for name, fields in gains.lost.items()]
    if gains.unrecorded:
        lines.append(f"  not in the record: {len(gains.unrecorded)} texts")
    return lines or ["  as recorded"]


if __name__ == "__main__":
    sys.exit(main())
