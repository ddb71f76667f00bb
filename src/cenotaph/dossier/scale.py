"""The axis of a chart: from persons to percent of its width, and how a claim lies on it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from cenotaph.dossier.standing import bare_plural
from cenotaph.dossier.view import Mark, Tick
from cenotaph.model import Count, Hedge

__all__ = ["Scale", "mark_of", "scale_for"]

# the right end of the axis is kept free, so that an open end has somewhere to fade into
_USED = 88.0
_FADE = 11.0
# a straight axis while the largest number is at most this many times the middle one
_SPAN = 30
_STEPS = (1, 2, 5)
_VAGUE = frozenset(["several", "some", "many", "few", "tens", "dozens", "scores", "hundreds", "thousands"])
# a bare plural may lengthen the axis so many times
_STRETCH = 1.5


@dataclass(frozen=True, slots=True)
class Scale:
    """Zero at 0 %, ``top`` persons at 88 %; ``logarithmic`` is log(1 + n)."""

    top: int
    logarithmic: bool

    def beyond(self, persons: float) -> bool:
        """Whether the number lies off the axis."""
        return persons > self.top and self.at(persons) >= 100

    def at(self, persons: float) -> float:
        """Percent of the width, its right end for what lies beyond."""
        share = math.log1p(persons) / math.log1p(self.top) if self.logarithmic else persons / self.top
        return round(min(100.0, _USED * share), 2)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """Round numbers from zero to the top."""
        if self.logarithmic:
            powers = [10**n for n in range(12) if 10**n <= self.top]
            return tuple(Tick(label=f"{n:,}", at=self.at(n)) for n in (0, *powers))
        step = _round_step(self.top)
        return tuple(Tick(label=f"{n:,}", at=self.at(n)) for n in range(0, self.top + 1, step))

    @property
    def words(self) -> str:
        """How to read the axis."""
        if self.logarithmic:
            return "Logarithmic scale: each gridline is ten times the one before"
        return "Persons, on a straight scale from zero"


def _round_step(top: int) -> int:
    steps = (step * int(10.0**power) for power in range(12) for step in _STEPS)
    return next((step for step in steps if step * 6 >= top), top)


def scale_for(counts: Sequence[Count]) -> Scale:
    """The axis that fits the counts; five persons wide when there is nothing to show.

    It ends at the largest number that was said as a number; a bare plural may reach beyond it.
    """
    loose = [_is_loose(count) for count in counts]
    stated = [n for c, is_loose in zip(counts, loose, strict=True) if not is_loose for n in _ends(c) if n]
    vague = [(c.low or c.best or 0, c.high or 0) for c, is_loose in zip(counts, loose, strict=True) if is_loose]
    if not stated and not vague:
        return Scale(5, False)
    # the high end of "hundreds" is a rule's, not a speaker's: it does not press all others against the left
    top = max([5, *stated, *(low for low, _ in vague)])
    top = max([top, *(high for _, high in vague if not stated or high <= _STRETCH * top)])
    numbers = [*stated, *(n for ends in vague for n in ends if n)]
    return Scale(top, top > _SPAN * median(numbers) and top > 100)


def _is_loose(count: Count) -> bool:
    """Whether the ends are a rule's: "hundreds", "from several dozen to several hundred"."""
    ranged = count.hedge is Hedge.BETWEEN and bool(_VAGUE & set(count.text.casefold().split()))
    return count.hedge is Hedge.VAGUE_PLURAL or bare_plural(count) or ranged


def _ends(count: Count) -> tuple[int | None, ...]:
    return (count.low, count.best, count.high)


def mark_of(count: Count | None, scale: Scale) -> Mark:
    """The drawing of a count: an exact number is a point, everything else a bar whose open ends fade."""
    if count is None or count.unknown:
        return Mark(kind="words")
    low, best, high = count.low, count.best, count.high
    place = scale.at(best) if best is not None else None
    if low is not None and low == high:
        return Mark(kind="point", start=scale.at(low), solid=scale.at(low), end=scale.at(low))
    start = scale.at(low) if low is not None else (0.0 if high is not None else place or 0.0)
    solid = scale.at(high) if high is not None else (place if place is not None else start)
    end = solid if high is not None else min(100.0, solid + _FADE)
    return Mark(
        kind="bar",
        start=start,
        solid=solid,
        end=round(end, 2),
        best=place,
        opens_left=low is None,
        opens_right=high is None,
        over=high is not None and scale.beyond(high),
    )
