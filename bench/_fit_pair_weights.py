"""Find the weights of ``resolve/data/pair_weights.toml``: logistic regression on half of the recorded incidents.

Run as ``python bench/_fit_pair_weights.py [--data DIR] [--cache FILE]``; it prints the weights, rounded. A pair of
reports counts for as much as its incidents have few other pairs, so that one much-told incident does not decide.
"""

from __future__ import annotations

import argparse
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np

from cenotaph.resolve.pairs import Pairs
from resolve_incidents import DATA, read_data, read_rows, tuning_half

_RIDGE = 0.5


def fit(amounts: np.ndarray, same: np.ndarray, weight: np.ndarray, steps: int = 60) -> np.ndarray:
    """Newton's method for a weighted logistic regression; the first column is the constant and not shrunk."""
    found = np.zeros(amounts.shape[1])
    ridge = _RIDGE * (np.arange(amounts.shape[1]) > 0)
    for _ in range(steps):
        chance = 1 / (1 + np.exp(-np.clip(amounts @ found, -30, 30)))
        slope = amounts.T @ (weight * (same - chance)) - ridge * found
        curve = (amounts * (weight * chance * (1 - chance))[:, None]).T @ amounts
        found += np.linalg.solve(curve + np.diag(ridge + 1e-9), slope)
    return found


def main() -> int:
    """Print the weights, one a line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--cache", type=Path)
    options = parser.parse_args()
    folder = options.data / "dev" / "incidents"
    if not (folder / "reports.jsonl").exists():
        print(f"no incident reports under {folder}: nothing to fit")
        return 0
    reports, incidents = read_data(folder)
    rows = read_rows(reports, options.cache)
    tellings = [telling for report in reports if (telling := rows[report["id"]].telling)]
    tellings.sort(key=lambda t: (t.published or date.max, t.id))
    gold = {report["id"]: str(report["incident"]) for report in reports}
    tuned, size = tuning_half(incidents), Counter(gold.values())
    pairs = Pairs(tellings)
    amounts, same, weight = [], [], []
    for a, b in pairs:
        one, two = gold[tellings[a].id], gold[tellings[b].id]
        if one in tuned and two in tuned:
            amounts.append(pairs.evidence(a, b))
            same.append(one == two)
            weight.append(2 / (size[one] - 1) if one == two else 0.5 / size[one] + 0.5 / size[two])
    names = list(amounts[0])
    matrix = np.array([[row[name] for name in names] for row in amounts])
    for name, value in zip(names, fit(matrix, np.array(same, float), np.array(weight)), strict=True):
        print(f"{name} = {value:.1f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
