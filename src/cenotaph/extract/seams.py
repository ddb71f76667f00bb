"""The gazetteer as the reading layers see it: opened on first use, cached, silent where a name is not known."""

from __future__ import annotations

from functools import lru_cache

from cenotaph.errors import CenotaphError
from cenotaph.model import Place

__all__ = ["country_of", "demonym", "lookup", "nationality_of"]


@lru_cache(maxsize=20_000)
def nationality_of(word: str) -> str | None:
    """ISO code of a nationality word ("Russians", "Saudi"), or None."""
    from cenotaph import places

    return places.nationality_of(word)


@lru_cache(maxsize=20_000)
def country_of(name: str) -> str | None:
    """ISO code of a country's name, or None."""
    from cenotaph import places

    return places.country_of(name)


@lru_cache(maxsize=2_000)
def demonym(code: str) -> str | None:
    """The adjective of a country ("RU" -> "Russian"), or None."""
    from cenotaph import places

    return places.demonym(code)


@lru_cache(maxsize=20_000)
def lookup(name: str, country: str | None = None) -> Place | None:
    """The gazetteer's place for a name, within ``country`` when given, or None; never raises."""
    from cenotaph import places

    try:
        return places.default_gazetteer().lookup(name, country=country)
    except CenotaphError:
        return None
