"""Places: a gazetteer, nationalities, borders and rivers for the map, and who controlled what on a day."""

from __future__ import annotations

from functools import cache

from cenotaph.errors import UsageError
from cenotaph.places.base import Gazetteer
from cenotaph.places.boundaries import Outline, outlines, river, rivers
from cenotaph.places.control import areas_on, read_control_areas
from cenotaph.places.nationalities import country_name, country_of, demonym, nationality_of
from cenotaph.places.sqlite import SqliteGazetteer

__all__ = [
    "Gazetteer",
    "Outline",
    "SqliteGazetteer",
    "areas_on",
    "country_name",
    "country_of",
    "default_gazetteer",
    "demonym",
    "nationality_of",
    "outlines",
    "read_control_areas",
    "river",
    "rivers",
]


@cache
def default_gazetteer(name: str = "sqlite") -> Gazetteer:
    """The gazetteer registered under ``name`` in the entry-point group ``cenotaph.gazetteers``, opened once.

    ``sqlite`` is the shipped one and needs no registration; raises UsageError for an unknown name.
    """
    if name == "sqlite":
        return SqliteGazetteer()
    from importlib.metadata import entry_points  # slow to import, and rarely needed

    for point in entry_points(group="cenotaph.gazetteers", name=name):
        found: Gazetteer = point.load()()
        return found
    raise UsageError(f"no gazetteer called {name!r}", hint="install the package that provides it, or use 'sqlite'")
