"""Estimates of the undocumented beside what R's packages were recorded to say of the same tables.

Run as ``python bench/estimate.py [--section graphs] [--data DIR]``; DIR holds ``mse/`` with the tables and
``published.json``. R is not needed: its answers and times were recorded on another machine. Each section is a
module ``estimate_<section>.py`` with ``run(tables, published) -> str``.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from cenotaph.estimate.tables import read_tables

HERE = Path(__file__).resolve().parent

SECTIONS = ("graphs", "loglinear", "latent", "strata")
DATA = Path(os.environ.get("CENOTAPH_BENCH_DATA", HERE.parent.parent / "shared" / "data"))


def main() -> int:
    """Print the sections asked for; all that are there by default."""
    there = [name for name in SECTIONS if (HERE / f"estimate_{name}.py").is_file()]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--section", action="append", choices=there)
    parser.add_argument("--data", type=Path, default=DATA)
    asked = parser.parse_args()
    folder = asked.data / "mse"
    if not folder.is_dir():
        print(f"no tables at {folder}: nothing to compare with")
        return 0
    published = json.loads((folder / "published.json").read_text("utf-8"))
    tables = {path.stem: read_tables(path).draws[0][0] for path in sorted(folder.glob("*.csv"))}
    for name in asked.section or there:
        print(f"# {name}\n\n{import_module(f'estimate_{name}').run(tables, published)}\n", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
