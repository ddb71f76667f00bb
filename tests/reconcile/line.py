"""A constraint system small enough to check by eye: every claim is about the same people."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import combinations

from cenotaph.model import Claim, Figure, FigureKind, Trail
from cenotaph.reconcile.base import Bounds, Question


class Line:
    """Claims about one number: they go together when no lower end is above an upper end."""

    def __init__(self, claims: Sequence[Claim], *, knows_pairs: bool = True) -> None:
        self.knows_pairs = knows_pairs
        self.ids = tuple(claim.id for claim in claims)
        self._counts = {claim.id: claim.count for claim in claims}
        self.asked = 0

    def _ends(self, ids: Collection[str]) -> tuple[tuple[int, str] | None, tuple[int, str] | None]:
        told = [(i, self._counts[i]) for i in self.ids if i in ids]
        lows = [(c.low, i) for i, c in told if c is not None and c.low is not None]
        highs = [(c.high, i) for i, c in told if c is not None and c.high is not None]
        return max(lows, default=None, key=lambda e: e[0]), min(highs, default=None, key=lambda e: e[0])

    def conflict(self, ids: Collection[str]) -> frozenset[str] | None:
        self.asked += 1
        low, high = self._ends(ids)
        return frozenset((low[1], high[1])) if low and high and low[0] > high[0] else None

    def pairs(self) -> tuple[frozenset[str], ...]:
        both = (frozenset(pair) for pair in combinations(self.ids, 2))
        return tuple(pair for pair in both if self.knows_pairs and self.conflict(pair) is not None)

    def threes(self) -> tuple[frozenset[str], ...]:
        return ()

    def gap(self, ids: Collection[str]) -> int:
        low, high = self._ends(ids)
        return max(0, low[0] - high[0]) if low and high else 0

    def sides(self, ids: Collection[str]) -> dict[str, str]:
        low, high = self._ends(ids)
        assert low is not None
        assert high is not None
        return {low[1]: "low", high[1]: "high"}

    def bounds(self, question: Question, ids: Collection[str] | None = None) -> Bounds:
        wanted = self.ids if ids is None else ids
        assert self.conflict(wanted) is None
        low, high = self._ends(wanted)
        trail = Trail(claims=tuple(i for i in self.ids if i in wanted))
        figure = Figure(
            kind=FigureKind.BOUNDS, low=low[0] if low else 0, high=high[0] if high else None, trail=trail
        )
        return Bounds(question=question, figure=figure)
