"""Very many incidents by where and when they lie, and sums of their ranges within any place and period.

Arrays throughout: which incidents lie in a region is worked out for all of them at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cenotaph.model import Place
from cenotaph.reconcile.blocks import Range
from cenotaph.reconcile.groups import Relation
from cenotaph.reconcile.scopes import Region, Site, place_relation

__all__ = ["Homes", "Located", "Sums", "Told"]

_INSIDE = (Relation.SAME, Relation.WITHIN)
_Numbers = npt.NDArray[np.intp]
_Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Told:
    """The ranges of one question to incidents: ``numbers``, ``low``: per range the incident and its least."""

    ranges: Sequence[Range]
    numbers: _Numbers
    low: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Homes:
    """Places and periods that surely hold incidents; ``of``: per incident the number of its region, -1: none."""

    regions: tuple[Region, ...]
    of: _Numbers


class Located:
    """The incidents, numbered in the order of ``sites``."""

    def __init__(self, sites: Mapping[str, Site]) -> None:
        self._number = {code: number for number, code in enumerate(sites)}
        place = {place: number for number, place in enumerate(dict.fromkeys(s.place for s in sites.values()))}
        self._places = list(place)
        self._place = np.array([place[site.place] for site in sites.values()], dtype=np.intp)
        self._first = np.array([site.first for site in sites.values()], dtype=np.int64)
        self._last = np.array([site.last for site in sites.values()], dtype=np.int64)
        self._relations: dict[Place, tuple[_Flags, _Flags]] = {}

    def told(self, ranges: Sequence[Range]) -> Told:
        """The ranges with the numbers of their incidents."""
        numbers = np.array([self._number[one.code] for one in ranges], dtype=np.intp)
        return Told(ranges, numbers, np.array([one.low for one in ranges], dtype=np.int64))

    def lies(self, region: Region) -> tuple[_Flags, _Flags]:
        """Per incident whether it surely lies in the region, and whether some of it may (``scopes.lies``)."""
        within = (region.first <= self._first) & (self._last <= region.last)
        meets = (self._first <= region.last) & (region.first <= self._last)
        if region.place is None:
            return within, meets
        inside, maybe = self._related(region.place)
        return within & inside[self._place], meets & maybe[self._place]

    def _related(self, outer: Place) -> tuple[_Flags, _Flags]:
        """Per place of incidents whether it surely lies in ``outer``, and whether it may."""
        if outer not in self._relations:
            found = [place_relation(place, outer) if place else Relation.UNKNOWN for place in self._places]
            inside = np.array([relation in _INSIDE for relation in found], dtype=bool)
            maybe = np.array([relation is not Relation.DISJOINT for relation in found], dtype=bool)
            self._relations[outer] = inside, maybe
        return self._relations[outer]

    def homes(self, places: Sequence[Place], cuts: Sequence[int], *, everywhere: bool) -> Homes:
        """The first of ``places`` and the days between ``cuts`` (from 0 on) that surely hold each incident.

        What lies in none of the places has a home only if ``everywhere``, in no place.
        """
        if not self._places:
            return Homes((), np.zeros(0, dtype=np.intp))
        inside = np.array([self._related(place)[0] for place in places] + [[True] * len(self._places)])
        smallest = inside.argmax(axis=0)[self._place]
        ends = np.array([*(cut - 1 for cut in cuts[1:]), Region().last], dtype=np.int64)
        start = np.searchsorted(cuts, self._first, side="right") - 1
        end = np.searchsorted(cuts, self._last, side="right") - 1
        rows, of = np.unique(np.stack([smallest, start, end], axis=1), axis=0, return_inverse=True)
        regions = tuple(
            Region(place=[*places, None][place], first=cuts[start], last=int(ends[end]))
            for place, start, end in rows.tolist()
        )
        homes = of.reshape(-1)
        return Homes(regions, homes if everywhere else np.where(smallest < len(places), homes, -1))


class Sums:
    """The ranges of one question by the homes of their incidents, to be added up within any place and period."""

    def __init__(self, homes: Homes, told: Told) -> None:
        kept = np.flatnonzero((told.low > 0) & (homes.of[told.numbers] >= 0))
        self._told, self._kept = told, kept
        of = homes.of[told.numbers[kept]]
        used = np.unique(of)
        self._of = np.searchsorted(used, of)
        self.homes = tuple(homes.regions[number] for number in used.tolist())
        # persons: far below where a float is no longer exact
        self._low = np.bincount(self._of, weights=told.low[kept], minlength=len(used)).astype(np.int64)
        self._first = np.array([home.first for home in self.homes], dtype=np.int64)
        self._last = np.array([home.last for home in self.homes], dtype=np.int64)
        place = {place: number for number, place in enumerate(dict.fromkeys(home.place for home in self.homes))}
        self._places = list(place)
        self._place = np.array([place[home.place] for home in self.homes], dtype=np.intp)
        self._inside: dict[Place | None, _Flags] = {}

    def low(self, region: Region) -> int:
        """The least of the sum over the incidents within the region."""
        return int(self._low[self._within(region)].sum())

    def behind(self, region: Region) -> tuple[str, ...]:
        """The claims that bind it."""
        kept = self._kept[self._within(region)[self._of]] if self.homes else self._kept
        return tuple(claim for number in kept.tolist() for claim in self._told.ranges[number].lowest)

    def _within(self, region: Region) -> _Flags:
        if region.place not in self._inside:
            inside = np.array([_in_place(place, region.place) for place in self._places], dtype=bool)
            self._inside[region.place] = inside[self._place]
        return self._inside[region.place] & (region.first <= self._first) & (self._last <= region.last)


def _in_place(inner: Place | None, outer: Place | None) -> bool:
    return outer is None or (inner is not None and place_relation(inner, outer) in _INSIDE)
