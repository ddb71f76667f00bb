"""The total, averaged over all decomposable graphs of dependence between lists by their evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cenotaph.estimate.base import LEVEL, Fit
from cenotaph.estimate.graphs.decomposable import MOST_LISTS, edges_of
from cenotaph.estimate.graphs.likelihood import Evidence
from cenotaph.estimate.graphs.spread import Spread, adaptive_spread
from cenotaph.estimate.loglinear.refusals import too_little
from cenotaph.estimate.order import in_one_order
from cenotaph.model import CaptureTable, Interval, Refusal

__all__ = ["EDGE", "Graphs"]

EDGE = 0.005
"""More of the posterior than this at "nobody missing" or at the cap makes the interval the edge's work."""

_TOP = 5


@dataclass(frozen=True, slots=True)
class Graphs:
    """All decomposable graphs, uniform beforehand; every number missed from 0 to ``most_missing`` is weighed.

    ``delta`` is the hyper-Dirichlet prior's weight of one cell of the full table (None: 2 ** -lists, so that the
    prior weighs as much as one person); ``prior`` is that of the total, of ``likelihood.PRIORS``. ``draws`` values
    of the total are drawn from the posterior. ``most_missing`` is far beyond what lists of people can tell of: its
    effect is refused, not hidden. For 3 to 7 lists with anybody on them.
    """

    delta: float | None = None
    prior: str = "1/N"
    most_missing: int = 10**9
    draws: int = 4000
    name: str = "graphs"

    def fit(self, table: CaptureTable, *, seed: int, level: float = LEVEL) -> Fit:
        """The posterior's median and central interval of the total, or a refusal.

        The same people in the same histories give the same fit, whatever the lists are called and in whatever order
        they come; only the names in ``diagnostics`` differ. Raises ValueError for a ``delta`` or ``prior`` that is
        none.
        """
        table = in_one_order(table)
        lists = len(table.lists)
        settings = self._settings(lists)
        refusal = _too_many(lists) if lists > MOST_LISTS else too_little(table)
        if refusal is not None:
            return Fit(self.name, None, refusal, settings=settings)
        evidence = Evidence.of(table, delta=self.delta, prior=self.prior)
        spread = adaptive_spread(evidence.summed, self.most_missing, people=table.documented)
        settings["graphs"] = len(evidence.graphs)
        found = _diagnostics(table, evidence, spread)
        refusal = _at_the_edge(spread, self.most_missing)
        if refusal is not None:
            return Fit(self.name, None, refusal, settings=settings, diagnostics=found)
        ends = table.documented + spread.quantiles(np.array([(1 - level) / 2, 0.5, (1 + level) / 2]))
        interval = Interval(float(ends[0]), float(ends[1]), float(ends[2]), level)
        draws = table.documented + spread.quantiles(_evenly(self.draws, table, seed))
        return Fit(self.name, interval, draws=draws, settings=settings, diagnostics=found)

    def _settings(self, lists: int) -> dict[str, Any]:
        return {
            "delta": 2.0**-lists if self.delta is None else self.delta,
            "prior_of_total": self.prior,
            "prior_of_graphs": "uniform over all decomposable graphs, the saturated one included",
            "most_missing": self.most_missing,
            "draws": self.draws,
        }


def _evenly(draws: int, table: CaptureTable, seed: int) -> NDArray[np.float64]:
    """Shares of the mass, one in each of equal parts, in an order that no other table has for the same seed."""
    told = sha256(repr((table.counts, table.stratum)).encode()).digest()
    rng = np.random.default_rng([seed, int.from_bytes(told[:8], "little")])
    return np.asarray((rng.permutation(draws) + rng.random(draws)) / draws)


def _diagnostics(table: CaptureTable, evidence: Evidence, spread: Spread) -> Mapping[str, Any]:
    """The likeliest graphs, how likely each pair of lists depends on each other, and the mass at both edges."""
    shares = evidence.shares(spread.nodes, spread.log_density, spread.node_mass())
    graphs, lists = evidence.graphs, len(table.lists)
    best = sorted(np.argsort(-shares, kind="stable")[:_TOP].tolist(), key=lambda at: (-shares[at], at))
    pairs = edges_of(2 ** (lists * (lists - 1) // 2) - 1, lists)
    joined = [min(1.0, float(shares[graphs.edges >> at & 1 == 1].sum())) for at in range(len(pairs))]
    return {
        "likeliest_graphs": [
            {
                "joined": sorted(_pair(table, pair) for pair in edges_of(int(graphs.edges[at]), lists)),
                "probability": float(shares[at]),
            }
            for at in best
        ],
        "dependence": sorted(
            (
                {"lists": _pair(table, pair), "probability": share}
                for pair, share in zip(pairs, joined, strict=True)
            ),
            key=lambda one: one["lists"],
        ),
        "mass_at_nobody_missing": spread.at_zero,
        "mass_at_cap": spread.at_cap,
        "numbers_looked_at": len(spread.nodes),
        "largest_looked_at": int(spread.nodes[-1]),
    }


def _pair(table: CaptureTable, pair: tuple[int, int]) -> list[str]:
    return sorted(table.lists[at] for at in pair)


def _at_the_edge(spread: Spread, most: int) -> Refusal | None:
    if spread.at_zero > EDGE:
        return Refusal(
            "at_the_edge",
            f'{spread.at_zero:.1%} of the posterior lies at exactly "nobody is missing": it is heaped there by '
            "models in which the lists say nothing of the unlisted, and no interval can be read from it",
            "add a list that overlaps with the others, or leave one list out of which another is a copy",
        )
    if spread.at_cap > EDGE:
        return Refusal(
            "at_the_edge",
            f"{spread.at_cap:.1%} of the posterior lies at the largest numbers that were weighed (up to {most:,} "
            "people missing): the lists set no upper end",
            "add a list that shares people with the others, or look again for people on two lists under two names",
        )
    return None


def _too_many(lists: int) -> Refusal:
    return Refusal(
        "too_many_lists",
        f"graphs of {lists} lists are too many to average over exactly, which is done for up to {MOST_LISTS} "
        "(617,675 graphs)",
        f"merge lists of one kind or one maker until there are {MOST_LISTS} or fewer",
    )
