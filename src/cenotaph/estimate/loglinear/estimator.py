"""The log-linear estimator: an interval for the total, or the check that the table does not pass."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from cenotaph.estimate.base import LEVEL, Fit, dense
from cenotaph.estimate.loglinear.bootstrap import resampled
from cenotaph.estimate.loglinear.existence import check
from cenotaph.estimate.loglinear.refusals import (
    HANGS_ON_ONE,
    NO_MAXIMUM,
    NO_UPPER_END,
    NOT_IDENTIFIABLE,
    too_little,
)
from cenotaph.estimate.loglinear.stepwise import THRESHOLD, Model, choose
from cenotaph.estimate.order import in_one_order
from cenotaph.model import CaptureTable, Interval, Refusal

__all__ = ["LogLinear"]

REPLICATES = 1000


@dataclass(frozen=True, slots=True)
class LogLinear:
    """Poisson log-linear models: main effects, and two-list interactions chosen stepwise (``threshold`` 0: none).

    ``replicates`` of the bootstrap give the interval (bias-corrected and accelerated); they draw ``everybody``,
    those on no list included, or the documented only, as the published figures do. With 0 replicates it is the
    plug-in interval, which takes the chosen model and how many are documented for known, and is too narrow.
    """

    threshold: float = THRESHOLD
    replicates: int = REPLICATES
    everybody: bool = True
    name: str = "loglinear"

    def fit(self, table: CaptureTable, *, seed: int, level: float = LEVEL) -> Fit:
        """The interval for the total at this level, or a refusal with its reason."""
        refusal = too_little(table)
        if refusal:
            return self._refused(refusal)
        table = in_one_order(table)
        cells = dense(table)
        model = choose(cells, threshold=self.threshold)
        checked = check(cells, (*model.pairs, *model.empty))
        if checked.code or not model.exists:
            return self._refused(NOT_IDENTIFIABLE if checked.exists else NO_MAXIMUM)
        return self._interval(table, cells, model, seed, level)

    def _interval(
        self, table: CaptureTable, cells: NDArray[np.int64], model: Model, seed: int, level: float
    ) -> Fit:
        documented = table.documented
        best = documented + model.undocumented()
        deviate = float(ndtri((1 + level) / 2))
        low, high = (documented + model.undocumented(side * deviate) for side in (-1, 1))
        found: dict[str, Any] = {
            "interactions": _named(table, model.pairs),
            "empty": _named(table, model.empty),
            "plug_in": {"low": low, "high": high},
        }
        draws = None
        if self.replicates:
            boot = resampled(
                cells,
                best,
                threshold=self.threshold,
                replicates=self.replicates,
                seed=seed,
                everybody=self.everybody,
            )
            if boot is None:
                return self._refused(HANGS_ON_ONE, found)
            low, high = boot.ends(level)
            draws = boot.draws[np.isfinite(boot.draws)]
            found["bias"], found["acceleration"] = boot.bias, boot.acceleration
            found["replicates_without_estimate"] = self.replicates - draws.size
            if not math.isfinite(high):
                return self._refused(NO_UPPER_END, found)
        # replicates know nothing of those who are documented, and a strong correction can leave the estimate
        # outside: the interval begins at the documented and reaches to the estimate
        interval = Interval(max(min(low, best), documented), best, max(high, best), level)
        return Fit(self.name, interval, draws=draws, settings=self._settings(), diagnostics=found)

    def _settings(self) -> dict[str, Any]:
        kind = "bootstrap, bias-corrected and accelerated" if self.replicates else "plug-in"
        settings: dict[str, Any] = {"threshold": self.threshold, "replicates": self.replicates, "interval": kind}
        return settings | (
            {"resampled": "everybody" if self.everybody else "documented"} if self.replicates else {}
        )

    def _refused(self, refusal: Refusal, found: Mapping[str, Any] | None = None) -> Fit:
        return Fit(self.name, None, refusal, settings=self._settings(), diagnostics=found or {})


def _named(table: CaptureTable, pairs: tuple[tuple[int, int], ...]) -> list[list[str]]:
    return [sorted((table.lists[one], table.lists[other])) for one, other in pairs]
