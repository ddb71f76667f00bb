"""The figures of the last recorded run, and what has changed since. Aggregates only: no row of any set is kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

__all__ = ["changes", "read_record", "write_record"]

Figures = Mapping[str, Any]
# times and memory vary from run to run; less than this share is noise
NOISE = 0.15


def read_record(path: Path) -> dict[str, Any]:
    """The recorded figures; empty before the first record."""
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


def write_record(path: Path, figures: Figures) -> None:
    """Replace the record."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(figures, indent=1, sort_keys=True)
    # hits and cases on one line, so that a changed figure is one changed line
    text = re.sub(r"\[\s+([\d,\s]+?)\s+\]", lambda match: f"[{' '.join(match[1].split())}]", text)
    path.write_text(text + "\n", encoding="utf-8")


def changes(before: Figures, after: Figures) -> Iterator[str]:
    """A line for every figure that differs: counts as ``hits/n -> hits/n (+3)``, times only beyond the noise.

    Figures that only one side has are named as new or gone, so that a measure never vanishes unseen.
    """
    old, new = dict(_flat(before)), dict(_flat(after))
    for name in sorted(old.keys() | new.keys()):
        one, two = old.get(name), new.get(name)
        if one is None or two is None:
            yield f"{name}: {'new' if one is None else 'gone'} ({_written(two if one is None else one)})"
        elif one != two and not (isinstance(two, float) and abs(two - one) <= NOISE * abs(one)):
            yield f"{name}: {_written(one)} -> {_written(two)}{_gain(one, two)}"


def _flat(figures: Figures, path: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in figures.items():
        place = f"{path} / {name}" if path else name
        if isinstance(value, Mapping):
            yield from _flat(value, place)
        else:
            yield place, value


def _written(value: Any) -> str:
    if isinstance(value, list):
        return "/".join(str(part) for part in value)
    return f"{value:.1f}" if isinstance(value, float) else str(value)


def _gain(one: Any, two: Any) -> str:
    if isinstance(one, list) and isinstance(two, list) and len(one) == len(two) == 2 and one[1] == two[1]:
        return f" ({two[0] - one[0]:+d})"
    if isinstance(one, int) and isinstance(two, int):
        return f" ({two - one:+d})"
    return ""
