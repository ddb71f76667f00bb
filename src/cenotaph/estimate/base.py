"""What every estimator of the undocumented is: a name, and a fit of a table that gives an interval or a refusal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from cenotaph.model import CaptureTable, Interval, Refusal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["LEVEL", "Estimator", "Fit", "dense"]

LEVEL = 0.95


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """What one model says of one table: an interval for the total (documented included), or why it gives none.

    ``draws`` are values of the total, shape (draws,), from the posterior or the bootstrap, where the model has
    them. ``lower_bound`` marks a fit whose value is a floor and no estimate. ``settings`` are what the fit was
    asked for, priors included; ``diagnostics`` what it found out about itself. Both hold plain JSON values.
    """

    model: str
    interval: Interval | None
    refusal: Refusal | None = None
    draws: NDArray[np.float64] | None = None
    lower_bound: bool = False
    settings: Mapping[str, Any] = field(default_factory=dict)
    diagnostics: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if (self.interval is None) == (self.refusal is None):
            raise ValueError("a fit has an interval or a refusal, and never both")


class Estimator(Protocol):
    """One family of models. The same table and seed give the same fit, in whatever order the lists come."""

    name: str

    def fit(self, table: CaptureTable, *, seed: int, level: float = LEVEL) -> Fit:
        """The interval for the total at this level, or a refusal with its reason; raises nothing for bad luck."""
        ...


def dense(table: CaptureTable) -> NDArray[np.int64]:
    """People by capture history, shape (2 ** lists,), index = history; 0 at the history on no list."""
    import numpy as np

    cells = np.zeros(1 << len(table.lists), dtype=np.int64)
    for history, people in table.counts:
        cells[history] = people
    return cells
