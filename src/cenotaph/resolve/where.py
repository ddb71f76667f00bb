"""How two places stand to each other, as far as their records say."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import degrees

from cenotaph.model import GeoPrecision, Place
from cenotaph.places.names import fold
from cenotaph.places.ranking import EARTH_RADIUS_KM, distance_km

__all__ = ["Meeting", "finer", "is_specific", "meet", "near_degrees", "place_name"]

# UCDP where_prec 2 is "within about 25 km of a known point"
_NEAR_KM = 25.0
_APART_KM = 75.0


@dataclass(frozen=True, slots=True)
class Meeting:
    """How well two places agree (0..1, 0: they exclude each other) and why, in words."""

    score: float
    reason: str

    @property
    def strong(self) -> bool:
        """One place, or one inside the other below the level of a country."""
        return self.score >= 0.8


def near_degrees() -> float:
    """How many degrees of latitude apart two places may be and still count as near."""
    return degrees(_NEAR_KM / EARTH_RADIUS_KM)


def place_name(place: Place) -> str:
    """The gazetteer's name, else the source's words."""
    return place.name or place.text


def is_specific(place: Place | None) -> bool:
    """Whether the place is smaller than a country."""
    return place is not None and (place.precision is None or place.precision <= GeoPrecision.FUZZY)


def finer(a: Place | None, b: Place | None) -> Place | None:
    """The more precise of two places; of two alike, the one first in the alphabet."""
    known = [place for place in (a, b) if place is not None]
    return min(known, key=_fineness, default=None)


def _fineness(place: Place) -> tuple[float, bool, str, str]:
    rank = 5.5 if place.precision is None else float(place.precision)
    return rank, place.id is None, fold(place_name(place)), place.text


@lru_cache(maxsize=65536)
def meet(a: Place, b: Place) -> Meeting | None:
    """How ``a`` and ``b`` agree; None when their records do not say."""
    if a.country and b.country and a.country != b.country:
        return Meeting(0.0, f"{place_name(a)} and {place_name(b)} lie in different countries")
    if a.id and a.id == b.id:
        return Meeting(1.0, f"both at {place_name(a)}")
    for outer, inner in ((a, b), (b, a)):
        if outer.id and outer.id in inner.within:
            score = 0.9 if is_specific(outer) else 0.5
            return Meeting(score, f"place {place_name(outer)} contains {place_name(inner)}")
    names = fold(place_name(a)), fold(place_name(b))
    if names[0] == names[1]:
        return Meeting(0.9, f"both at {place_name(a)}")
    for outer, inner in ((a, b), (b, a)):
        if outer.country and outer.country == inner.country and outer.precision is GeoPrecision.COUNTRY:
            return Meeting(0.5, f"place {place_name(outer)} contains {place_name(inner)}")
    distance = distance_km(a, b)
    if distance is not None:
        points = all(p.precision is not None and p.precision <= GeoPrecision.NEAR for p in (a, b))
        if distance <= _NEAR_KM:
            return Meeting(0.85, f"{place_name(a)} and {place_name(b)} are {distance:.0f} km apart")
        if distance >= _APART_KM or points:
            return Meeting(0.0, f"{place_name(a)} and {place_name(b)} are {distance:.0f} km apart")
    if a.id is None or b.id is None:
        words = set(names[0].split()), set(names[1].split())
        if words[0] and words[1] and (words[0] <= words[1] or words[1] <= words[0]):
            return Meeting(0.8, f"both name {place_name(min(a, b, key=lambda p: len(place_name(p))))}")
    return None
