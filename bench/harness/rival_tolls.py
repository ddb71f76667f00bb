"""Plain ways to make one toll of several reports' readings, beside which ours is measured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from cenotaph.model import Reading

__all__ = ["RIVALS", "latest_wins", "majority", "maximum"]

Toll = tuple[int, int]
"""Killed and injured; what nobody says counts as 0, as the record has it."""


def latest_wins(readings: Sequence[Reading]) -> Toll:
    """What the newest report says that says anything, killed and injured each by itself."""
    return _each(readings, lambda told: told[-1])


def maximum(readings: Sequence[Reading]) -> Toll:
    """The highest number that any report names."""
    return _each(readings, max)


def majority(readings: Sequence[Reading]) -> Toll:
    """The number that most reports name; of several named as often the one named first."""
    return _each(readings, lambda told: Counter(told).most_common(1)[0][0])


def _each(readings: Sequence[Reading], choose: Callable[[Sequence[int]], int]) -> Toll:
    ordered = sorted(readings, key=lambda r: (r.published or date.min, r.report))
    killed, injured = (
        [said.named for said in column if said is not None and said.named is not None]
        for column in ([r.killed for r in ordered], [r.injured for r in ordered])
    )
    return choose(killed) if killed else 0, choose(injured) if injured else 0


RIVALS: dict[str, Callable[[Sequence[Reading]], Toll]] = {
    "latest report wins": latest_wins,
    "maximum": maximum,
    "majority": majority,
}
