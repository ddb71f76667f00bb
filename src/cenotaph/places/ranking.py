"""Which of several places of one name is meant, and when it is better not to say.

The weights order the rules that recorders apply by hand: what the report already speaks of, then the kind of
place, then how many people live there. They are ours, and no probability.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from math import asin, cos, exp, log10, radians, sin, sqrt

from cenotaph.model import GeoPrecision, Place
from cenotaph.places.names import Sense, fold, loose

__all__ = ["Context", "Kind", "Row", "distance_km", "is_safe", "precision_of", "score"]

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG
KNOWN_ABROAD = 100_000  # people; a smaller town outside the report's countries is a homonym more often than not
KNOWN_EVERYWHERE = 300_000  # people; a city that outweighs an everyday word far from home
KNOWN_AT_HOME = 50_000  # people; a town that outweighs one inside the report's countries
RARE_WORD = 35  # SCOWL level from which a word is rare enough that a capital letter means a name
SOUND = 5  # letters that a loose key needs before it means anything outside the report's countries
SMALL = 10_000  # people; below it a name shared by several places says nothing on its own


class Kind(IntEnum):
    """What a row of the gazetteer is."""

    COUNTRY = 0
    REGION = 1
    PROVINCE = 2
    TOWN = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the gazetteer; ``by_sound`` tells that it was found by the loose key only."""

    id: str
    name: str
    kind: int
    country: str
    admin1: str
    lat: float | None
    lon: float | None
    population: int
    seat: int
    precision: int
    members: str
    by_sound: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What the report already speaks of."""

    country: str | None
    near: tuple[Place, ...]
    countries: frozenset[str]

    @classmethod
    def of(cls, country: str | None, near: Sequence[Place]) -> Context:
        """The context of a lookup; places without a country are left out."""
        known = tuple(place for place in near if place.country)
        codes = {place.country for place in known if place.country} | ({country.upper()} if country else set())
        return cls(country.upper() if country else None, known, frozenset(codes))


def score(row: Row, senses: frozenset[Sense], context: Context) -> float:
    """How well a row fits; only the order matters."""
    people = log10(row.population + 1)
    if row.kind == Kind.COUNTRY:
        value = 10.0
    elif row.kind == Kind.TOWN:
        value = people + 0.5 * row.seat
    else:
        value = 4.5 + 0.2 * people + 0.5 * row.seat
    if senses & {Sense.PROVINCE, Sense.AREA} and row.kind != Kind.TOWN:
        value += 8
    if senses & {Sense.CITY, Sense.DISTRICT} and row.kind == Kind.TOWN:
        value += 8
    if row.by_sound:
        value -= 1
    if row.country == context.country:
        value += 6
    elif row.country in context.countries:
        value += 4
    return value + max((_closeness(row, place) for place in context.near), default=0.0)


def _closeness(row: Row, place: Place) -> float:
    """0 to 5: the same place, the same province, or near (an e-fold every 150 km)."""
    if row.id == place.id:
        return 5.0
    value = 1.0 if row.admin1 and f"adm1:{row.admin1}" in (*place.within, place.id) else 0.0
    if place.precision is not None and place.precision >= GeoPrecision.FUZZY:
        return value  # the middle of a country is near nothing in particular
    if None not in (row.lat, row.lon, place.lat, place.lon):
        value += 3 * exp(-_haversine(row.lat, row.lon, place.lat, place.lon) / 150)  # type: ignore[arg-type]
    return value


def is_safe(
    key: str, best: Row, rivals: Sequence[Row], senses: frozenset[Sense], level: int | None, context: Context
) -> bool:
    """Whether ``best`` may be given as the answer: an unsafe one is a guess, and a guess is worse than None.

    ``level`` is how everyday the word ``key`` is (0: never a place by itself; 15: a person's name; else the
    SCOWL level, lower is commoner; None: no such word), ``rivals`` are the other rows of the same name.
    """
    at_home = best.country in context.countries
    typed = bool(senses & {Sense.CITY, Sense.DISTRICT, Sense.PROVINCE, Sense.AREA})
    if best.kind == Kind.COUNTRY:
        return level is None or (level != 0 and fold(best.name) == key)
    if level == 0:
        return typed and at_home
    if level is not None and not typed:
        return _outweighs_the_word(key, best, level, at_home)
    if not at_home and best.by_sound and (context.countries or len(loose(key)) < SOUND):
        return False
    if not at_home and context.countries and best.kind == Kind.TOWN and senses & {Sense.DISTRICT, Sense.AREA}:
        return False
    if best.kind != Kind.TOWN or best.population >= KNOWN_ABROAD or best.seat >= 3:
        return True
    if context.countries and not at_home:
        return False
    if best.by_sound and not at_home and best.population < 2 * SMALL:
        return False
    if best.population >= SMALL:
        return True
    towns = [row for row in rivals if row.kind == Kind.TOWN and (row.country == best.country or not at_home)]
    return all(_outweighs(best, row, context) for row in towns)


def _outweighs_the_word(key: str, best: Row, level: int, at_home: bool) -> bool:
    """Whether a place is better known than the everyday word it is written like: under its own name only."""
    if best.by_sound or fold(best.name) != key:
        return False
    if not at_home:
        spelled_alike = best.name.casefold() == key  # Salé is not Sale
        return best.kind == Kind.TOWN and spelled_alike and best.population >= KNOWN_EVERYWHERE
    if best.kind != Kind.TOWN or best.population >= KNOWN_AT_HOME:
        return True
    return level >= RARE_WORD and (best.seat >= 1 or best.population >= SMALL)


def _outweighs(best: Row, other: Row, context: Context) -> bool:
    """Whether a small ``best`` stands out from ``other`` by seat, by people, by nearness or by being next to it."""
    if best.admin1 == other.admin1 or best.seat > other.seat or best.population > 2 * other.population + 1000:
        return True
    plain: frozenset[Sense] = frozenset()
    return score(best, plain, context) >= score(other, plain, context) + 1


def precision_of(row: Row, senses: frozenset[Sense]) -> GeoPrecision:
    """UCDP precision of the answer: a district is known by its seat, part of a country is fuzzy."""
    if row.kind == Kind.TOWN:
        if senses & {Sense.DISTRICT, Sense.AREA, Sense.PROVINCE}:
            return GeoPrecision.DISTRICT
        return GeoPrecision(row.precision)
    if row.kind == Kind.COUNTRY and Sense.PART in senses:
        return GeoPrecision.FUZZY
    return GeoPrecision(row.precision)


def distance_km(a: Place, b: Place) -> float | None:
    """Great-circle distance in kilometres (haversine on a sphere); None without coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return _haversine(a.lat, a.lon, b.lat, b.lon)


def _haversine(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    phi1, phi2 = radians(lat1), radians(lat2)
    half = sin((phi2 - phi1) / 2) ** 2 + cos(phi1) * cos(phi2) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half)))
