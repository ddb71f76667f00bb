"""Find the weights of ``resolve/data/pair_weights.toml``: logistic regression on recorded incidents.

Run as ``python bench/_fit_pair_weights.py [--data DIR] [--cache FILE] [--folds N]``. It prints how well reports
fall into incidents that had no part in the fit (each of N parts in turn, by incident), and then the weights from
all of them. A pair counts for as much as its incidents have few other pairs, so that no much-told incident decides.
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from harness.grouping import CROWD, Cases, held_out
from resolve_incidents import DATA, read_data, read_rows


def main() -> int:
    """Print the figures on incidents held out, and the weights, one a line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    options = parser.parse_args()
    folder = options.data / "dev" / "incidents"
    if not (folder / "reports.jsonl").exists():
        print(f"no incident reports under {folder}: nothing to fit")
        return 0
    reports, _ = read_data(folder)
    rows = read_rows(reports, options.cache)
    tellings = [telling for report in reports if (telling := rows[report["id"]].telling)]
    tellings.sort(key=lambda t: (t.published or date.max, t.id))
    gold = {report["id"]: str(report["incident"]) for report in reports}
    cases = Cases(tellings, gold)
    for seed in range(1, 4):
        scores = "  ".join(f"{score:.3f}" for score in held_out(cases, gold, options.folds, seed))
        print(f"# held out by incident, {options.folds} parts, drawing {seed}: B-cubed {scores}")
    for name, value in zip(cases.names, cases.fit(), strict=True):
        print(f"{name} = {value:.1f}")
    print(f"crowd = {CROWD}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
