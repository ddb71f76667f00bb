"""Estimators that say what they are told to, so that the answer around them can be tested without them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cenotaph.estimate import LEVEL, Fit
from cenotaph.model import CaptureTable, Interval, Refusal

ABC = ("A", "B", "C")
TABLE = CaptureTable.of(ABC, {0b001: 60, 0b010: 50, 0b100: 40, 0b011: 12, 0b101: 10, 0b110: 8, 0b111: 3})


@dataclass
class Times:
    """A model that takes the total to be so many times the documented."""

    name: str
    low: float = 1.5
    best: float = 2.0
    high: float | None = 3.0
    lower_bound: bool = False
    draws: int = 0

    def fit(self, table: CaptureTable, *, seed: int, level: float = LEVEL) -> Fit:
        n = table.documented
        interval = Interval(
            self.low * n, self.best * n if self.high else None, self.high * n if self.high else None, level
        )
        draws = np.linspace(self.low * n, (self.high or self.low) * n, self.draws) if self.draws else None
        return Fit(self.name, interval, draws=draws, lower_bound=self.lower_bound, settings={"prior": "none"})


@dataclass
class Refuses:
    """A model that gives no number."""

    name: str
    rule: str = "chains_disagree"

    def fit(self, table: CaptureTable, *, seed: int, level: float = LEVEL) -> Fit:
        refusal = Refusal(self.rule, f"{self.name} does not know", "more data")
        return Fit(self.name, None, refusal, draws=np.linspace(1e6, 9e6, 100))
