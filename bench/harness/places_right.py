"""Whether an extracted place is the recorded one: city by id or name, state and country by what contains it."""

from __future__ import annotations

from functools import cache
from typing import Any

from cenotaph.model import Place as GazetteerPlace
from cenotaph.places import country_of, default_gazetteer
from cenotaph.places.names import fold
from harness.datasets import PlaceTold

__all__ = ["in_city", "in_country", "in_state"]

Place = dict[str, Any]


def in_city(place: Place, told: PlaceTold) -> bool:
    """Whether ``place`` has one of the recorded city's names among its words, or is or lies in its gazetteer id."""
    own = [f" {fold(words)} " for words in (place.get("name"), place.get("text")) if words]
    if any(f" {fold(city)} " in words for city in told.cities for words in own):
        return True
    state = _state(told.state)
    ids = {found for city in told.cities if (found := _city(city, state))}
    return place.get("id") in ids or bool(ids & set(place.get("within") or ()))


def in_state(place: Place, told: PlaceTold) -> bool:
    """Whether ``place`` is the recorded state or lies in it."""
    state = _state(told.state)
    return state is not None and (place.get("id") == state or state in (place.get("within") or ()))


def in_country(place: Place, told: PlaceTold) -> bool:
    """Whether ``place`` lies in the recorded country."""
    return told.country is not None and place.get("country") == country_of(told.country)


@cache
def _state(name: str | None) -> str | None:
    return next((p.id for p in _named(name) if (p.id or "").startswith("adm1:US.")), None) if name else None


@cache
def _city(name: str, state: str | None) -> str | None:
    return next((p.id for p in _named(name) if p.country == "US" and state in p.within), None)


def _named(name: str) -> list[GazetteerPlace]:
    return [p for p in default_gazetteer().candidates(name, limit=100) if fold(p.name or "") == fold(name)]
