"""Who is on which lists, counted; and what is said of those on none: an estimate, or a refusal with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from cenotaph.errors import IntervalError, TableError

__all__ = ["CaptureTable", "Interval", "Refusal"]


@dataclass(frozen=True, slots=True)
class CaptureTable:
    """People by capture history: ``counts`` holds (history, people), ascending by history.

    Bit i of a history is set where its people are on ``lists[i]``. Nobody is counted who is on no list: how many
    those are is the question. Histories that nobody has are left out. ``stratum`` says of whom the table is,
    as pairs of (field, value).
    """

    lists: tuple[str, ...]
    counts: tuple[tuple[int, int], ...]
    stratum: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if len(set(self.lists)) != len(self.lists):
            raise TableError("two lists of one name", hint="give every list a name of its own")
        if any(not 0 < history < 1 << len(self.lists) for history, _ in self.counts):
            raise TableError("a capture history on no list, or on one that is not there", hint="histories are bits")
        if any(a >= b for (a, _), (b, _) in pairwise(self.counts)):
            raise TableError("capture histories out of order or twice", hint="use CaptureTable.of, which adds up")
        if any(people <= 0 for _, people in self.counts):
            raise TableError("a capture history of nobody", hint="use CaptureTable.of, which leaves these out")

    @classmethod
    def of(
        cls,
        lists: Iterable[str],
        people: Mapping[int, int] | Iterable[tuple[int, int]],
        stratum: tuple[tuple[str, str], ...] = (),
    ) -> CaptureTable:
        """The table of these histories, in any order; what comes twice is added up, what nobody has left out."""
        summed: dict[int, int] = {}
        for history, some in people.items() if isinstance(people, Mapping) else people:
            if some < 0:
                raise TableError(f"{some} people with one capture history", hint="counts are whole numbers from 0")
            summed[history] = summed.get(history, 0) + some
        return cls(tuple(lists), tuple(sorted((h, n) for h, n in summed.items() if n)), stratum)

    @property
    def documented(self) -> int:
        """How many people are on at least one list."""
        return sum(people for _, people in self.counts)

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many people each list has."""
        return tuple(sum(n for history, n in self.counts if history >> at & 1) for at in range(len(self.lists)))

    def overlap(self, first: int, second: int) -> int:
        """How many people are on both of two lists (by their place in ``lists``)."""
        both = 1 << first | 1 << second
        return sum(people for history, people in self.counts if history & both == both)

    def merged(self, groups: Iterable[Iterable[int]]) -> CaptureTable:
        """The table in which each group of lists is one list, named by its lists joined with ``+``.

        A list in no group is left out, and with it those who are on no other.
        """
        whole = [tuple(group) for group in groups]
        people = (
            (sum(1 << new for new, group in enumerate(whole) if any(history >> old & 1 for old in group)), some)
            for history, some in self.counts
        )
        names = ("+".join(self.lists[old] for old in group) for group in whole)
        return CaptureTable.of(names, ((history, some) for history, some in people if history), self.stratum)

    def without(self, left_out: int) -> CaptureTable:
        """The table without one list, and without those who are on no other."""
        return self.merged((at,) for at in range(len(self.lists)) if at != left_out)

    def reordered(self, order: Iterable[int]) -> CaptureTable:
        """The same people, the lists in another order."""
        return self.merged((at,) for at in order)


@dataclass(frozen=True, slots=True)
class Interval:
    """How many there are in all, the documented included: ``low <= best <= high``, held with probability ``level``.

    ``best`` may be None (a bound has no middle), ``high`` too (a lower bound has no upper end).
    """

    low: float
    best: float | None
    high: float | None
    level: float

    def __post_init__(self) -> None:
        ends = [end for end in (self.low, self.best, self.high) if end is not None]
        if ends != sorted(ends):
            raise IntervalError(f"estimate {ends} out of order", hint="low <= best <= high")
        if not 0 < self.level < 1:
            raise IntervalError(f"level {self.level}", hint="between 0 and 1")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why no honest number can be given: the rule (a short code), the reason in words, and what would lift it."""

    rule: str
    reason: str
    lift: str
