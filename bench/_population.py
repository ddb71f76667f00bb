"""How many people there are, told from lists that are independent of each other; for the simulation only.

Two lists: Chapman (1951), with the variance of Seber (1970). More: maximum likelihood under independence, with
Darroch's variance (1958). Estimates from several linkages are combined as Rubin (1987) combines imputations. All of
it assumes that every person is equally likely to be in a list, which the simulation makes true and no war does.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq
from scipy.stats import t as student

__all__ = ["Interval", "combine", "estimate", "undo_loss"]

Table = Mapping[tuple[bool, ...], float]


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate with its 95 % interval."""

    value: float
    low: float
    high: float


def estimate(table: Table) -> tuple[float, float]:
    """(size of the population, its variance) from how many people stand in exactly which lists."""
    lists = len(next(iter(table)))
    sizes = [sum(n for where, n in table.items() if where[at]) for at in range(lists)]
    if lists == 2:
        n1, n2 = sizes
        both = table.get((True, True), 0.0)
        size = (n1 + 1) * (n2 + 1) / (both + 1) - 1
        variance = (n1 + 1) * (n2 + 1) * (n1 - both) * (n2 - both) / ((both + 1) ** 2 * (both + 2))
        return size, variance
    seen = sum(n for where, n in table.items() if any(where))
    top = max(*sizes, seen) + 1e-6

    def too_many(size: float) -> float:
        return size * (1 - math.prod(1 - n / size for n in sizes)) - seen

    size = float(brentq(too_many, top, 1e4 * top))
    return size, 1 / (1 / (size - seen) + (lists - 1) / size - sum(1 / (size - n) for n in sizes))


def undo_loss(table: Table, kept: float, rng: np.random.Generator | None = None) -> dict[tuple[bool, ...], float]:
    """The table as it were if no pair of records had been lost; ``kept``: the share of true pairs compared.

    Someone in three lists stays one while two of the three pairs are kept; the lists' sizes do not change. With
    ``rng`` the number of pairs lost is drawn (negative binomial), as its chance is known and not itself.
    """
    lists = len(next(iter(table)))
    out = {where: float(n) for where, n in table.items()}

    def move(where: tuple[bool, ...], more: float) -> None:
        out[where] = out.get(where, 0.0) + more

    pairs = [where for where in out if sum(where) == 2]
    if lists == 3:
        everywhere = (True,) * 3
        pairs = [(True, True, False), (True, False, True), (False, True, True)]
        found = out.get(everywhere, 0.0)
        true = found / (kept**2 * (3 - 2 * kept))
        one_pair = true * kept * (1 - kept) ** 2
        none = true * (1 - kept) ** 3
        move(everywhere, true - found)
        for where in pairs:
            move(where, -one_pair)
            for at in range(3):
                if not where[at]:
                    move(_only(at, 3), -one_pair)
        for at in range(3):
            move(_only(at, 3), -none)
    for where in pairs:
        seen = max(out.get(where, 0.0), 0.0)
        lost = seen * (1 / kept - 1)
        if rng is not None and seen and kept < 1:
            lost = float(rng.negative_binomial(seen, kept))
        move(where, lost)
        for at in range(lists):
            if where[at]:
                move(_only(at, lists), -lost)
    return out


def combine(estimates: Sequence[tuple[float, float]]) -> Interval:
    """One interval from (size, variance) of each linkage, on the scale of logarithms; of one alone, its own."""
    logs = [math.log(size) for size, _ in estimates]
    within = sum(variance / size**2 for size, variance in estimates) / len(estimates)
    mean = sum(logs) / len(logs)
    between, freedom = 0.0, math.inf
    if len(logs) > 1:
        between = sum((one - mean) ** 2 for one in logs) / (len(logs) - 1) * (1 + 1 / len(logs))
        if between > 0:
            freedom = (len(logs) - 1) * (1 + within / between) ** 2
    reach = float(student.ppf(0.975, freedom)) * math.sqrt(within + between)
    return Interval(math.exp(mean), math.exp(mean - reach), math.exp(mean + reach))


def _only(at: int, lists: int) -> tuple[bool, ...]:
    return tuple(one == at for one in range(lists))
