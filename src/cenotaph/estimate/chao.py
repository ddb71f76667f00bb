"""Lower bounds on the total: Chao's, which holds however unequal chances are, and Chapman's for two lists."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from scipy.special import ndtri

from cenotaph.estimate.base import LEVEL, Fit
from cenotaph.estimate.captures import Captures, profile
from cenotaph.estimate.order import in_one_order
from cenotaph.model import CaptureTable, Interval, Refusal

__all__ = ["Chao"]

# With more lists the histories are too many to fit one by one, and all lists are taken for equally long.
_MOST_LISTS = 12


@dataclass(frozen=True, slots=True)
class Chao:
    """A floor for the total, and no estimate: there may be many more.

    ``captures`` Mth lets chances differ by list and person, Mh by person. The interval is that of the floor: its
    upper end bounds how well the floor is known, not how many there are. Two lists give Chapman's estimate, which
    is a floor where being on one list makes it likelier to be on the other.
    """

    captures: Captures = Captures.MTH
    name: str = "chao"

    def fit(self, table: CaptureTable, *, seed: int, level: float = LEVEL) -> Fit:
        """The floor with its interval, or a refusal; ``seed`` is not needed."""
        table = in_one_order(table)
        if len(table.lists) < 2:
            return self._refused(_ONE_LIST)
        on = [0] * (len(table.lists) + 1)
        for history, people in table.counts:
            on[history.bit_count()] += people
        if not any(on[2:]):
            return self._refused(_NO_OVERLAP)
        if len(table.lists) == 2:
            return _chapman(table, level)
        if not on[2]:
            return self._refused(_NOBODY_ON_TWO)
        captures = self.captures
        if captures is Captures.MTH and len(table.lists) > _MOST_LISTS:
            captures = Captures.MH
        found = profile(table, captures, level) if on[1] else None
        if on[1] and found is None:
            return self._refused(_NOBODY_ON_TWO)
        if found is None:
            # everybody is on two lists or more: the floor is who is documented
            interval = Interval(table.documented, table.documented, None, level)
        else:
            high = found.high if math.isfinite(found.high) else None
            interval = Interval(found.low, found.best, high, level)
        settings = {"captures": captures.value, "interval": "profile likelihood"}
        facts: dict[str, Any] = {"on_one_list": on[1], "on_two_lists": on[2]}
        if found is not None:
            facts["heterogeneity"] = found.heterogeneity
        return Fit(self.name, interval, lower_bound=True, settings=settings, diagnostics=facts)

    def _refused(self, refusal: Refusal) -> Fit:
        settings = {"captures": self.captures.value, "interval": "profile likelihood"}
        return Fit(self.name, None, refusal, lower_bound=True, settings=settings)


def _chapman(table: CaptureTable, level: float) -> Fit:
    """Chapman (1951), variance of Seber (1970), interval on the logarithm of those missed (Chao 1987)."""
    first, second = table.sizes
    both = table.overlap(0, 1)
    missing = (first - both) * (second - both) / (both + 1)
    variance = (first + 1) * (second + 1) * (first - both) * (second - both) / ((both + 1) ** 2 * (both + 2))
    times = 1.0
    if missing:
        times = math.exp(float(ndtri((1 + level) / 2)) * math.sqrt(math.log1p(variance / missing**2)))
    ends = [table.documented + missing * factor for factor in (1 / times, 1, times)]
    settings = {"captures": "two lists", "interval": "log-normal"}
    facts = {"on_both_lists": both}
    interval = Interval(ends[0], ends[1], ends[2], level)
    return Fit("chapman", interval, lower_bound=True, settings=settings, diagnostics=facts)


_ONE_LIST = Refusal(
    "too_few_lists",
    "fewer than two lists have anybody on them: nothing shows whom a list misses",
    "add a list that was made by other people from other sources",
)
_NO_OVERLAP = Refusal(
    "no_overlap",
    "nobody stands on more than one list: the lists say nothing of how many people all of them missed",
    "look for people who stand on two lists under two names; if there are none, add a list that overlaps",
)
_NOBODY_ON_TWO = Refusal(
    "no_maximum_likelihood",
    "people stand on one list or on many, and nobody on exactly two: the bound, which compares the two, has no "
    "value",
    "merge lists that copy each other, or add a list that overlaps",
)
