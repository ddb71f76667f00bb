"""What both samplers of latent classes make of draws: an interval, what is told of the classes, what is refused."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cenotaph.estimate.latent.kernels import MOST
from cenotaph.model import CaptureTable, Interval, Refusal

__all__ = ["AT_THE_EDGE", "DISAGREE", "FAR", "histories_of", "interval_of", "refused_edge", "refused_lists", "told"]

DISAGREE = "chains_disagree"  # the rule that refuses chains, or runs, that differ
FAR = 1.05  # rank R-hat above which chains, or runs, are said to disagree
AT_THE_EDGE = 0.005  # share of draws at "nobody is missing" or at the largest number a draw can be


def histories_of(table: CaptureTable) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """The table as arrays: whether a history is on a list, (histories, lists), and its people, (histories,)."""
    on = [[history >> at & 1 for at in range(len(table.lists))] for history, _ in table.counts]
    return np.array(on, dtype=np.uint8), np.array([people for _, people in table.counts], dtype=np.int64)


def interval_of(totals: NDArray[np.float64], level: float) -> Interval:
    """The central interval of draws at this level, with their median."""
    low, best, high = np.quantile(totals, [(1 - level) / 2, 0.5, (1 + level) / 2])
    return Interval(float(low), float(best), float(high), level)


def told(
    missing: NDArray[np.float64], alpha: NDArray[np.float64], largest: NDArray[np.float64]
) -> dict[str, float | str]:
    """What draws say of the classes: the weight of the largest, and alpha; and what agreement does not mean."""
    return {
        "alpha_median": float(np.median(alpha)),
        "largest_class_median": float(np.median(largest)),
        "share_of_draws_one_class_holds_99_percent": float(np.mean(largest > 0.99)),
        "share_of_draws_nobody_missing": float(np.mean(missing == 0)),
        "agreement": "draws that agree give what this model and prior say; whether these are true they cannot tell",
    }


def refused_lists(table: CaptureTable) -> Refusal | None:
    """Fewer than three lists: any number of the missing fits a mixture of classes as well as any other."""
    if sum(size > 0 for size in table.sizes) >= 3:
        return None
    return Refusal(
        "too_few_lists",
        "latent classes need at least three lists with people on them: with fewer, the data say nothing of classes",
        "add a list that was made without knowledge of the others",
    )


def refused_edge(missing: NDArray[np.float64]) -> Refusal | None:
    """More than half a per cent of draws at "nobody is missing", or at the largest number that a draw can be."""
    if (nobody := float(np.mean(missing == 0))) > AT_THE_EDGE:
        return Refusal(
            "at_the_edge",
            f"{nobody:.1%} of draws say that nobody is missing: the answer leans on the edge of what is possible",
            "add a list; or show by other means that the lists are complete",
        )
    if (most := float(np.mean(missing >= MOST))) > AT_THE_EDGE:
        return Refusal(
            "at_the_edge",
            f"{most:.1%} of draws are at the largest number that can be drawn: the lists set no upper end",
            "add lists that overlap with these",
        )
    return None
