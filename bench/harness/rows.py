"""Which rows became right or wrong since the last run on this machine: ids of the readable half, kept in .cache."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from harness.datasets import Case
from harness.halves import Half
from harness.measures import MEASURES, wrong
from harness.record import read_record, write_record

__all__ = ["row_changes", "wrong_rows"]

SHOWN = 12


def wrong_rows(cases: Sequence[Case], answers: dict[str, dict[str, Any]]) -> list[str]:
    """``id measure`` of every wrong number in the half that may be read."""
    return [
        f"{case.id} {name}"
        for case in cases
        if case.half is Half.READ
        for name in MEASURES
        if getattr(case, name) is not None and wrong(case, answers, name)
    ]


def row_changes(path: Path, name: str, now: Sequence[str]) -> list[str]:
    """A line of rows gained and one of rows lost since the run that ``path`` remembers; it then remembers this."""
    kept = read_record(path)
    before = kept.get(name)
    write_record(path, kept | {name: list(now)})
    if before is None:
        return []
    gained, lost = sorted(set(before) - set(now)), sorted(set(now) - set(before))
    return [
        f"  {word} since the last run here ({len(rows)}): {', '.join(rows[:SHOWN])}{', …' if rows[SHOWN:] else ''}"
        for word, rows in (("right", gained), ("wrong", lost))
        if rows
    ]
