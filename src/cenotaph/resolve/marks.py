"""Marks that a claim must share with an incident before the two are weighed: a filter that loses no match.

Nothing joins an incident of another report unless its place is the same, near or inside, its report names the
place, or the same parties or people are named (``cluster.agree``). Each of these is a mark, so that most incidents
of a day are passed over by one comparison of two sets. Whatever else may come to tie a claim must be given a mark
here.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import cos, floor, radians

from cenotaph.model import Place
from cenotaph.places.names import fold
from cenotaph.resolve.traits import Traits
from cenotaph.resolve.where import is_specific, near_degrees, place_name

__all__ = ["Mark", "Seeker", "marks_of_place", "marks_of_spellings", "marks_of_traits"]

Mark = tuple[str, object]

# cells of a quarter of a degree of latitude, 28 km, and a degree of longitude, wider than that up to 75 degrees
_ROWS = 4
_POLAR = 75.0
_NONE = frozenset[Mark]()


@lru_cache(maxsize=65536)
def marks_of_place(place: Place) -> frozenset[Mark]:
    """What an incident at ``place`` is found by: itself, what contains it, its name, its cell of the map."""
    name = fold(place_name(place))
    marks: set[Mark] = {("within", outer) for outer in place.within} | {("name", name)}
    marks |= {("word", word) for word in name.split()}
    if place.id is None:
        marks |= {("word of unknown", word) for word in name.split()}
    elif is_specific(place):
        marks.add(("place", place.id))
    if place.lat is not None and place.lon is not None:
        marks.add(("cell", (floor(place.lat * _ROWS), _column(place.lat, place.lon))))
    return frozenset(marks)


@lru_cache(maxsize=65536)
def _sought(place: Place) -> frozenset[Mark]:
    """What a claim at ``place`` looks for: a mark of every place with which ``meet`` finds a strong agreement."""
    name = fold(place_name(place))
    marks: set[Mark] = {("place", outer) for outer in place.within} | {("name", name)}
    marks |= {("word of unknown", word) for word in name.split()}
    if place.id is None:
        marks |= {("word", word) for word in name.split()}
    elif is_specific(place):
        marks |= {("place", place.id), ("within", place.id)}
    if place.lat is not None and place.lon is not None:
        marks |= {("cell", cell) for cell in _cells_near(place.lat, place.lon)}
    return frozenset(marks)


def _column(lat: float, lon: float) -> int:
    return floor(lon) % 360 if abs(lat) < _POLAR else -1


def _cells_near(lat: float, lon: float) -> set[tuple[int, int]]:
    reach = near_degrees()
    rows = range(floor((lat - reach) * _ROWS), floor((lat + reach) * _ROWS) + 1)
    if abs(lat) + reach >= _POLAR:
        columns = {-1, *range(360)}
    else:
        aside = reach / cos(radians(abs(lat) + reach))
        columns = {column % 360 for column in range(floor(lon - aside), floor(lon + aside) + 1)}
    return {(row, column) for row in rows for column in columns}


@lru_cache(maxsize=4096)
def marks_of_spellings(spellings: frozenset[str]) -> frozenset[Mark]:
    """The first word of each way in which reports spell the place."""
    return frozenset(("spelled", name.split()[0]) for name in spellings if name)


def marks_of_traits(traits: Traits) -> frozenset[Mark]:
    """Who did it, which foreigners were harmed, and the people named."""
    return _marks_of(traits.doers, traits.harmed, traits.people)


@lru_cache(maxsize=4096)
def _marks_of(doers: frozenset[str], harmed: frozenset[str], people: frozenset[str]) -> frozenset[Mark]:
    marks: set[Mark] = {("doer", code) for code in doers} | {("harmed", code) for code in harmed}
    return frozenset(marks | {("person", name) for name in people})


class Seeker:
    """What each claim looks for, given every first word by which a place is spelled anywhere."""

    def __init__(self, first_words: Iterable[str]) -> None:
        self._first_words = frozenset(first_words)
        self._by_report: dict[str, frozenset[Mark]] = {}

    def sought(self, traits: Traits) -> frozenset[Mark]:
        """The marks of which an incident must bear one, unless the same report tells of it."""
        placed = _sought(traits.place) if traits.place is not None else _NONE
        return marks_of_traits(traits).union(placed, _NONE if traits.person else self._named(traits))

    def _named(self, traits: Traits) -> frozenset[Mark]:
        found = self._by_report.get(traits.claim.report)
        if found is None:
            words: set[Mark] = {("spelled", word) for word in self._first_words.intersection(traits.words.split())}
            found = self._by_report[traits.claim.report] = frozenset(words.union(*map(_sought, traits.beside)))
        return found
