"""The places of records, each once, and how near two of them are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cenotaph.model import GeoPrecision, Place
from cenotaph.places.names import fold, loose

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

__all__ = ["FAR", "NEAR", "PROVINCE", "SAME_PLACE", "Sites"]

FAR, PROVINCE, NEAR, SAME_PLACE = range(4)
_KM = 25.0  # a list may name the next town, or the seat of the district
_EARTH = 6371.0088  # kilometres, mean radius, IUGG


@dataclass(slots=True)
class Sites:
    """Distinct places, numbered as they come; of those that the gazetteer knows also where they are."""

    _numbers: dict[str, int] = field(default_factory=dict)
    _places: list[Place | None] = field(default_factory=list)

    def number(self, place: Place | None, words: str | None) -> int:
        """The number of a place: the gazetteer's, else that of its words however romanised; -1 for none."""
        if place is not None and place.id:
            key = place.id
        elif words and words.strip():
            plain = fold(words)
            # the loose key writes doubled digits once
            key = "words " + (plain if any(map(str.isdigit, plain)) else loose(words) or plain)
        else:
            return -1
        if key not in self._numbers:
            self._numbers[key] = len(self._places)
            self._places.append(place if place is not None and place.id else None)
        return self._numbers[key]

    def levels(self, left: Array, right: Array) -> Array:
        """FAR, PROVINCE (the same first-order one), NEAR (within 25 km) or SAME_PLACE of numbers; -1 for not known.

        A place that the gazetteer has beside words that it does not have, or beside a country, says nothing.
        """
        import numpy as np

        known, points, province, country = self._tables()
        a, b = np.maximum(left, 0), np.maximum(right, 0)
        level = np.where(province[a] == province[b], PROVINCE, FAR)
        level = np.where((province[a] < 0) | (province[b] < 0), np.where(country[a] == country[b], -1, FAR), level)
        rows = np.flatnonzero(~np.isnan(points[a, 0]) & ~np.isnan(points[b, 0]))
        near = rows[_kilometres(points[a[rows]], points[b[rows]]) <= _KM]
        level[near] = NEAR
        level = np.where(known[a] & known[b], level, np.where(known[a] | known[b], -1, FAR))
        level = np.where(a == b, SAME_PLACE, level)
        return np.where((left < 0) | (right < 0), -1, level).astype(np.int8)

    def _tables(self) -> tuple[Array, Array, Array, Array]:
        """(whether the gazetteer has it, its own coordinates, number of its province, of its country)."""
        import numpy as np

        places = self._places or [None]
        numbers: dict[str, int] = {}
        points = np.full((len(places), 2), np.nan)
        province, country = (np.full(len(places), -1) for _ in range(2))
        for at, place in enumerate(places):
            if place is None:
                continue
            wide = place.precision is not None and place.precision >= GeoPrecision.PROVINCE
            if place.lat is not None and not wide:
                points[at] = place.lat, place.lon
            units = [id for id in (*place.within, place.id or "") if id.startswith("adm1:")]
            if units:
                province[at] = numbers.setdefault(units[0], len(numbers))
            if place.country is not None:
                country[at] = numbers.setdefault(f"country {place.country}", len(numbers))
        return np.array([place is not None for place in places]), points, province, country


def _kilometres(here: Array, there: Array) -> Array:
    """Great-circle distance on a sphere."""
    import numpy as np

    a, b = np.radians(here.astype(np.float64)), np.radians(there.astype(np.float64))
    inner = (
        np.sin((b[:, 0] - a[:, 0]) / 2) ** 2
        + np.cos(a[:, 0]) * np.cos(b[:, 0]) * np.sin((b[:, 1] - a[:, 1]) / 2) ** 2
    )
    return np.asarray(2 * _EARTH * np.arcsin(np.sqrt(np.minimum(1, inner))))
