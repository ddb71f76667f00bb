"""Places: a gazetteer, nationalities, borders and rivers for the map, and who controlled what on a day."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from cenotaph.errors import UsageError

if TYPE_CHECKING:
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
_HOMES = {
    "Gazetteer": "cenotaph.places.base",
    "Outline": "cenotaph.places.boundaries",
    "SqliteGazetteer": "cenotaph.places.sqlite",
    "areas_on": "cenotaph.places.control",
    "country_name": "cenotaph.places.nationalities",
    "country_of": "cenotaph.places.nationalities",
    "demonym": "cenotaph.places.nationalities",
    "nationality_of": "cenotaph.places.nationalities",
    "outlines": "cenotaph.places.boundaries",
    "read_control_areas": "cenotaph.places.control",
    "river": "cenotaph.places.boundaries",
    "rivers": "cenotaph.places.boundaries",
}


def __getattr__(name: str) -> Any:
    """A public name, its module imported when it is first asked for: the command line starts without it."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return value


@cache
def default_gazetteer(name: str = "sqlite") -> Gazetteer:
    """The gazetteer registered under ``name`` in the entry-point group ``cenotaph.gazetteers``, opened once.

    ``sqlite`` is the shipped one and needs no registration; raises UsageError for an unknown name.
    """
    if name == "sqlite":
        from cenotaph.places.sqlite import SqliteGazetteer

        return SqliteGazetteer()
    from importlib.metadata import entry_points  # slow to import, and rarely needed

    for point in entry_points(group="cenotaph.gazetteers", name=name):
        found: Gazetteer = point.load()()
        return found
    raise UsageError(f"no gazetteer called {name!r}", hint="install the package that provides it, or use 'sqlite'")
