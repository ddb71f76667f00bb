"""The shipped gazetteer: a read-only SQLite file in the package (data/SOURCES.md), opened without loading it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from cenotaph.errors import NotFoundError
from cenotaph.model import Place
from cenotaph.places.names import Sense, fold, loose, read_name
from cenotaph.places.nationalities import nationality_of
from cenotaph.places.ranking import Context, Kind, Row, distance_km, is_safe, precision_of, score

__all__ = ["SqliteGazetteer"]

_COLUMNS = "id, name, kind, country, admin1, lat, lon, population, seat, precision, members"
_BY_KEY = (
    f"SELECT {_COLUMNS}, substr(key, 1, 1) = '~' FROM name JOIN place ON place.rowid = name.place WHERE key = ?"
)
_BY_ID = f"SELECT {_COLUMNS} FROM place WHERE id = ?"
_POSSESSIVE = re.compile(r"^(?P<outer>.+?)['’]s\s+(?P<inner>.+)$")
_OF = re.compile(r"^(?P<inner>.+\s(?:district|area|city|town|village|suburb))\s(?:of|in)\s(?P<outer>.+)$")
_COMMA = re.compile(r"^(?P<inner>.+?)\s*(?:,|\s\(|\sin\s(?!the\b))\s*(?P<outer>[^,()]+)\)?$")


class SqliteGazetteer:
    """GeoNames towns, provinces, countries and a few cited extras, by name in Latin, Arabic and Cyrillic script.

    ``path`` is a SQLite file made by scripts/build-gazetteer, by default the one in the package; raises
    NotFoundError when it is not there. Instances may be shared between threads.
    """

    def __init__(self, path: str | Path | None = None) -> None:
        place = (
            Path(path) if path is not None else Path(str(files("cenotaph.places"))) / "data" / "gazetteer.sqlite"
        )
        if not place.is_file():
            raise NotFoundError(
                f"no gazetteer at {place}", hint="reinstall cenotaph, or run scripts/build-gazetteer"
            )
        self._base = sqlite3.connect(f"{place.resolve().as_uri()}?immutable=1", uri=True, check_same_thread=False)
        self._rows = lru_cache(maxsize=32768)(self._read_rows)
        self._by_id = lru_cache(maxsize=8192)(self._read_id)
        self._level = lru_cache(maxsize=32768)(self._read_level)

    def lookup(self, name: str, *, country: str | None = None, near: Sequence[Place] = ()) -> Place | None:
        """The place that ``name`` most probably means, or None; see ``base.Gazetteer``."""
        context = Context.of(country, near)
        found = self._within_another(name, country, near) or self._best(name, context)
        found = found or self._after_nationality(name, near)
        if found is None:
            return None
        row, senses = found
        return self._place(name, row, senses)

    def candidates(self, name: str, limit: int = 10) -> list[Place]:
        """Every place that ``name`` may mean, best first."""
        context = Context.of(None, ())
        reading = read_name(name)
        rows = {row.id: row for row in self._named(reading.core)} | {
            row.id: row for row in self._named(_whole(name))
        }
        ranked = sorted(rows.values(), key=lambda row: (-score(row, reading.senses, context), row.id))
        return [self._place(name, row, reading.senses) for row in ranked[:limit]]

    def is_ambiguous(self, name: str) -> bool:
        """Whether ``name`` is also an everyday English word or a person's name."""
        return self._level(_whole(name)) is not None

    def contains(self, outer_id: str, inner_id: str) -> bool | None:
        """Whether one place lies in another; None when an id is unknown or the border is."""
        outer, inner = self._by_id(outer_id), self._by_id(inner_id)
        if outer is None or inner is None:
            return None
        if outer.id == inner.id:
            return True
        if outer.country != inner.country:
            return False if outer.kind == Kind.COUNTRY or outer.members or outer.kind >= Kind.PROVINCE else None
        if outer.kind == Kind.COUNTRY:
            return True
        if inner.kind == Kind.COUNTRY:
            return False
        if outer.kind == Kind.REGION:
            return _region_contains(outer, inner)
        if outer.kind == Kind.PROVINCE:
            if inner.kind == Kind.REGION:
                return False if inner.members else None
            return inner.admin1 == outer.admin1 if inner.admin1 and inner.kind == Kind.TOWN else False
        return False if inner.kind != Kind.TOWN else None

    def distance_km(self, a: Place, b: Place) -> float | None:
        """Great-circle distance in kilometres, None without coordinates."""
        return distance_km(a, b)

    def _within_another(
        self, name: str, country: str | None, near: Sequence[Place]
    ) -> tuple[Row, frozenset[Sense]] | None:
        """``Paris, Texas`` and ``Syria's Idlib province``: the outer place is the context of the inner one."""
        match = _POSSESSIVE.match(name) or _OF.match(name) or _COMMA.match(name)
        if match is None:
            return None
        outer = self.lookup(match["outer"], country=country, near=near)
        if outer is None or outer.country is None:
            return None
        found = self._best(match["inner"], Context.of(outer.country, [*near, outer]))
        return found if found and found[0].country == outer.country else None

    def _after_nationality(self, name: str, near: Sequence[Place]) -> tuple[Row, frozenset[Sense]] | None:
        """``the Syrian city of Raqqa``: the adjective names the country."""
        adjective, _, rest = name.strip().removeprefix("the ").partition(" ")
        code = nationality_of(adjective) if read_name(rest).senses else None
        found = self._best(rest, Context.of(code, near)) if code else None
        return found if found and found[0].country == code else None

    def _best(self, name: str, context: Context) -> tuple[Row, frozenset[Sense]] | None:
        reading = read_name(name)
        whole = _whole(name)
        if _is_abbreviation(name):
            whole_is_country = [row for row in self._rows(whole) if row.kind == Kind.COUNTRY]
            if whole_is_country:
                return whole_is_country[0], frozenset()
        for key, senses in ((whole, frozenset[Sense]()), (reading.core, reading.senses)):
            rows = [row for row in self._named(key) if _may_be(row, senses)]
            if key == whole and key != reading.core:  # Unity State is in the list as such, Kandahar province is not
                rows = [
                    row
                    for row in rows
                    if (row.kind == Kind.COUNTRY or _may_be(row, reading.senses)) and not row.by_sound
                ]
            if len(key) <= 3 and key.isascii():  # an abbreviation of a country needs its capitals, see above
                rows = [row for row in rows if row.kind != Kind.COUNTRY]
            if not rows:
                continue
            rows.sort(key=lambda row: (-score(row, senses, context) - _bears(row, key), row.id))
            level = self._level(key)
            if level is not None and not _is_name(name):
                continue
            if is_safe(key, rows[0], rows[1:], senses, level, context):
                return rows[0], senses
        return None

    def _named(self, key: str) -> list[Row]:
        """Rows by the folded name, or else by its sound."""
        exact = self._rows(key)
        if exact:
            return list(exact)
        sound = loose(key)
        return list(self._rows(f"~{sound}")) if sound else []

    def _place(self, text: str, row: Row, senses: frozenset[Sense]) -> Place:
        within = []
        if row.kind == Kind.TOWN and row.admin1 and self._by_id(f"adm1:{row.admin1}") is not None:
            within.append(f"adm1:{row.admin1}")
        if row.kind != Kind.COUNTRY:
            within.append(f"country:{row.country}")
        return Place(
            text=text,
            id=row.id,
            name=row.name,
            country=row.country,
            lat=row.lat,
            lon=row.lon,
            precision=precision_of(row, senses),
            within=tuple(within),
        )

    def _read_rows(self, key: str) -> tuple[Row, ...]:
        return tuple(Row(*values) for values in self._base.execute(_BY_KEY, (key,)))

    def _read_id(self, place_id: str) -> Row | None:
        values = self._base.execute(_BY_ID, (place_id,)).fetchone()
        return None if values is None else Row(*values)

    def _read_level(self, key: str) -> int | None:
        found = self._base.execute("SELECT level FROM word WHERE key = ?", (key,)).fetchone()
        return None if found is None else int(found[0])


def _whole(name: str) -> str:
    return fold(re.sub(r"['’]s$", "", name.strip())).removeprefix("the ")


def _bears(row: Row, key: str) -> bool:
    """Whether the own name of a town (or of a province with a weight of its own) is asked for, and no byname."""
    return (row.kind == Kind.TOWN or row.seat > 0) and fold(row.name) == key


def _is_abbreviation(name: str) -> bool:
    """``US``, ``the U.K.``: two or three capitals, never a word in lower case."""
    letters = name.strip().removeprefix("the ").replace(".", "")
    return 2 <= len(letters) <= 3 and letters.isascii() and letters.isupper()


def _is_name(name: str) -> bool:
    """Whether the words are written as a name: everyday words in lower case are no places."""
    return any(
        letter.isupper() or not (letter.islower() or letter.isupper()) for letter in name if letter.isalpha()
    )


def _may_be(row: Row, senses: frozenset[Sense]) -> bool:
    """``Deir al-Zour province`` is no town; ``Mexico City`` is no country."""
    if Sense.PROVINCE in senses:
        return row.kind != Kind.TOWN
    if Sense.CITY in senses:
        return row.kind == Kind.TOWN
    return True


def _region_contains(outer: Row, inner: Row) -> bool | None:
    """A region of provinces holds their towns; of a region without listed provinces nothing is known."""
    if not outer.members:
        return None
    members = set(outer.members.split("|"))
    if inner.kind == Kind.REGION:
        return set(inner.members.split("|")) <= members if inner.members else None
    return inner.admin1 in members if inner.admin1 else None
