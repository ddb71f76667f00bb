"""Who controlled what on a day: control areas read from GeoJSON (RFC 7946), checked feature by feature."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from cenotaph.errors import RecordError
from cenotaph.model import ActorKind, ControlArea, ControlState, Speaker, content_id

__all__ = ["areas_on", "read_control_areas"]

_REQUIRED = ("name", "holder", "state", "as_of", "source")
_Code = TypeVar("_Code", ActorKind, ControlState)
_HINT = "docs/places.md lists the properties of a control area"


def read_control_areas(geojson: str | dict[str, Any]) -> tuple[ControlArea, ...]:
    """Control areas from a GeoJSON FeatureCollection, in its order.

    Geometry: Polygon, MultiPolygon, or LineString with ``side``; WGS 84 lon, lat. Properties: ``name``,
    ``holder``, ``state``, ``as_of``, ``source`` (required), ``holder_kind``, ``side``, ``valid_from``,
    ``valid_to``, ``url``. Dates are ISO 8601 days. Raises RecordError that names the feature and the property.
    """
    if isinstance(geojson, str):
        try:
            geojson = json.loads(geojson)
        except json.JSONDecodeError as error:
            raise RecordError(f"control areas are no JSON: {error}", hint=_HINT) from error
    if not isinstance(geojson, dict) or geojson.get("type") != "FeatureCollection":
        raise RecordError("control areas are no GeoJSON FeatureCollection", hint=_HINT)
    features = geojson.get("features")
    if not isinstance(features, list):
        raise RecordError("the FeatureCollection has no list of features", hint=_HINT)
    return tuple(_area(feature, f"feature {number}") for number, feature in enumerate(features, start=1))


def areas_on(areas: Iterable[ControlArea], day: date) -> tuple[ControlArea, ...]:
    """The areas that held on ``day``: inside their validity, or as of that very day where none is given.

    A source that says how things stood on one day says nothing about the next, so an area without
    ``valid_from`` and ``valid_to`` holds on its ``as_of`` only. With one end given the other is ``as_of``.
    """
    return tuple(area for area in areas if _first(area) <= day <= _last(area))


def _first(area: ControlArea) -> date:
    return area.valid_from or min(area.as_of, area.valid_to or area.as_of)


def _last(area: ControlArea) -> date:
    return area.valid_to or max(area.as_of, area.valid_from or area.as_of)


def _area(feature: Any, where: str) -> ControlArea:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise RecordError(f"{where} is no GeoJSON Feature", hint=_HINT)
    given = feature.get("properties")
    if not isinstance(given, dict):
        raise RecordError(f"{where} has no properties", hint=_HINT)
    missing = [name for name in _REQUIRED if not str(given.get(name) or "").strip()]
    if missing:
        raise RecordError(f"{where} lacks {', '.join(missing)}", hint=_HINT)
    geometry = _geometry(feature.get("geometry"), where)
    side = given.get("side")
    if geometry["type"] == "LineString" and not side and given["state"] != ControlState.NO_KNOWN_HOLDER:
        # a line that nobody holds is a line between two sides; any other says which side is held
        raise RecordError(f"{where} is a line without a side", hint="say which side is held, such as 'east'")
    first, last = _day(given, "valid_from", where), _day(given, "valid_to", where)
    if first and last and first > last:
        raise RecordError(f"{where}: valid_from is after valid_to", hint="valid_from <= valid_to")
    as_of = _day(given, "as_of", where)
    assert as_of is not None  # required, see above
    text = json.dumps(geometry, sort_keys=True)
    return ControlArea(
        id=content_id("area", (given["name"], given["holder"], as_of.isoformat(), text, given["source"])),
        name=str(given["name"]),
        holder=Speaker(
            name=str(given["holder"]), kind=_code(ActorKind, given.get("holder_kind"), where, "holder_kind")
        ),
        state=_code(ControlState, given["state"], where, "state"),
        geometry=text,
        side=None if side is None else str(side),
        as_of=as_of,
        valid_from=first,
        valid_to=last,
        source=str(given["source"]),
        url=given.get("url"),
    )


def _day(given: dict[str, Any], name: str, where: str) -> date | None:
    value = given.get(name)
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise RecordError(f"{where}: {name} {value!r} is no day", hint="ISO 8601, such as 2018-02-05") from error


def _code(kind: type[_Code], value: Any, where: str, name: str) -> _Code:
    try:
        return kind(value or "unknown")
    except ValueError as error:
        codes = ", ".join(member.value for member in kind)
        raise RecordError(f"{where}: {name} {value!r} is unknown", hint=f"one of {codes}") from error


def _geometry(geometry: Any, where: str) -> dict[str, Any]:
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon", "LineString"):
        raise RecordError(f"{where} has no usable geometry", hint="Polygon, MultiPolygon or LineString")
    points = list(_points(geometry.get("coordinates"), where))
    if len(points) < 2 or (geometry["type"] != "LineString" and len(points) < 4):
        raise RecordError(f"{where} has too few points", hint="a ring has four points at least, the last the first")
    return {"type": geometry["type"], "coordinates": geometry["coordinates"]}


def _points(coordinates: Any, where: str) -> Iterable[tuple[float, float]]:
    """Every position, however deeply nested, checked to be lon, lat in degrees."""
    if not isinstance(coordinates, list) or not coordinates:
        raise RecordError(f"{where} has broken coordinates", hint="lists of [lon, lat]")
    if isinstance(coordinates[0], (int, float)):
        if len(coordinates) < 2 or not all(isinstance(number, (int, float)) for number in coordinates):
            raise RecordError(f"{where} has a broken position {coordinates}", hint="[lon, lat] in degrees")
        lon, lat = float(coordinates[0]), float(coordinates[1])
        if not (abs(lon) <= 180 and abs(lat) <= 90):
            raise RecordError(f"{where}: {coordinates} is off the globe", hint="[lon, lat] in degrees, lon first")
        yield lon, lat
        return
    for part in coordinates:
        yield from _points(part, where)
