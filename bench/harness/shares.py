"""Shares of cases with their intervals."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Detection", "Share", "share_of"]

Z = 1.959964  # the normal deviate of a two-sided 95 % interval


@dataclass(frozen=True, slots=True)
class Share:
    """``hits`` of ``n`` cases."""

    hits: int
    n: int

    @property
    def value(self) -> float:
        """The share, nan without cases."""
        return self.hits / self.n if self.n else math.nan

    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % score interval (Wilson 1927, JASA 22:209); (nan, nan) without cases."""
        if not self.n:
            return math.nan, math.nan
        p, n, zz = self.value, self.n, Z * Z
        middle = (p + zz / (2 * n)) / (1 + zz / n)
        half = Z * math.sqrt(p * (1 - p) / n + zz / (4 * n * n)) / (1 + zz / n)
        return max(0.0, middle - half), min(1.0, middle + half)

    def __str__(self) -> str:
        if not self.n:
            return "-"
        low, high = self.interval()
        return f"{self.value:.3f} ({low:.3f}-{high:.3f}) n={self.n}"


@dataclass(frozen=True, slots=True)
class Detection:
    """How a yes or no agrees with the coder's: counts of true positives, false positives and false negatives."""

    true: int
    false: int
    missed: int

    @property
    def precision(self) -> Share:
        """The share of the yes answers that are right."""
        return Share(self.true, self.true + self.false)

    @property
    def recall(self) -> Share:
        """The share of the coder's yes that is found."""
        return Share(self.true, self.true + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of the two, nan where there is nothing to find."""
        whole = 2 * self.true + self.false + self.missed
        return 2 * self.true / whole if whole else math.nan

    def __str__(self) -> str:
        return f"P {self.precision.value:.3f}  R {self.recall.value:.3f}  F1 {self.f1:.3f}"


def share_of(right: Iterable[bool]) -> Share:
    """The share of true values."""
    values = list(right)
    return Share(sum(values), len(values))
