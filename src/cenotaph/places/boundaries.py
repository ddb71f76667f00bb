"""Country borders and rivers as coordinate rings for an SVG map (Natural Earth; GeoNames)."""

from __future__ import annotations

import csv
import gzip
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import floor
from typing import Any, Literal

from cenotaph.errors import NotFoundError, UsageError
from cenotaph.places.topology import Point, Ring, rings_of

__all__ = ["Box", "Outline", "Scale", "outlines", "river", "rivers"]

Box = tuple[float, float, float, float]
Scale = Literal["full", "medium", "small"]
# spacing of the grid, in degrees, that points are thinned to: none, about 10 km, about 40 km
_GRID: dict[str, float] = {"full": 0.0, "medium": 0.1, "small": 0.4}


@dataclass(frozen=True, slots=True)
class Outline:
    """One country's borders: closed rings of (lon, lat) in WGS 84 degrees, outer rings and holes alike.

    ``code`` is ISO 3166-1 alpha-2, "" for a territory without one; ``box`` is (west, south, east, north).
    """

    code: str
    name: str
    rings: tuple[Ring, ...]

    @property
    def box(self) -> Box:
        """The smallest box around all rings."""
        xs = [x for ring in self.rings for x, _ in ring]
        ys = [y for ring in self.rings for _, y in ring]
        return min(xs), min(ys), max(xs), max(ys)


def outlines(box: Box, scale: Scale = "full") -> list[Outline]:
    """Countries that touch ``box`` (west, south, east, north in degrees), with only the rings that touch it.

    Rings are whole, not cut at the box: clip them in the SVG. ``scale`` thins the points to a grid. Borders are
    Natural Earth's de facto ones at 1:50 million; docs/places.md says where that matters. Raises UsageError
    for a box that is empty or off the globe.
    """
    west, south, east, north = box
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise UsageError(
            f"no such box: {box}", hint="(west, south, east, north) in degrees, west < east, south < north"
        )
    if scale not in _GRID:
        raise UsageError(f"no scale {scale!r}", hint="full, medium or small")
    found = []
    for outline in _countries():
        near = [ring for ring in outline.rings if _touches(ring, box)]
        rings = tuple(ring for ring in (_thin(ring, _GRID[scale]) for ring in near) if len(ring) >= 4)
        if rings:
            found.append(Outline(outline.code, outline.name, rings))
    return found


def river(name: str) -> tuple[Point, ...]:
    """An approximate polyline of a river as (lon, lat), upstream first; raises NotFoundError if there is none.

    The lines are drawn by hand through towns on the bank (data/rivers.geojson): good to see where a river
    runs on a map of a province, useless to tell on which bank a point lies.
    """
    for feature in _rivers():
        names = (feature["properties"]["name"], *feature["properties"]["aliases"])
        if name.casefold().removesuffix(" river").removeprefix("the ") in {each.casefold() for each in names}:
            return tuple((float(lon), float(lat)) for lon, lat in feature["geometry"]["coordinates"])
    known = ", ".join(feature["properties"]["name"] for feature in _rivers())
    raise NotFoundError(f"no river called {name!r}", hint=f"there are: {known}")


def rivers(box: Box) -> list[tuple[str, tuple[Point, ...]]]:
    """Every river that has a point in ``box``, as its name and approximate polyline (see ``river``)."""
    west, south, east, north = box
    lines = [(str(feature["properties"]["name"]), feature["geometry"]["coordinates"]) for feature in _rivers()]
    return [
        (name, tuple((float(lon), float(lat)) for lon, lat in points))
        for name, points in lines
        if any(west <= lon <= east and south <= lat <= north for lon, lat in points)
    ]


def _touches(ring: Ring, box: Box) -> bool:
    west, south, east, north = box
    xs = [x for x, _ in ring]
    ys = [y for _, y in ring]
    return min(xs) <= east and max(xs) >= west and min(ys) <= north and max(ys) >= south


def _thin(ring: Ring, grid: float) -> Ring:
    """Drop points that stay in the grid cell of the last one kept; both ends stay, so that rings close."""
    if not grid:
        return ring
    kept = [ring[0]]
    cell = (floor(ring[0][0] / grid), floor(ring[0][1] / grid))
    for point in ring[1:-1]:
        here = (floor(point[0] / grid), floor(point[1] / grid))
        if here != cell:
            kept.append(point)
            cell = here
    return (*kept, ring[-1])


@cache
def _countries() -> tuple[Outline, ...]:
    data = files("cenotaph.places").joinpath("data")
    with data.joinpath("countries.csv").open(encoding="utf-8") as lines:
        codes = {row["numeric"]: row["code"] for row in csv.DictReader(lines) if row["numeric"]}
    topology: dict[str, Any] = json.loads(gzip.decompress(data.joinpath("countries-50m.json.gz").read_bytes()))
    found = []
    for shape in topology["objects"]["countries"]["geometries"]:
        name = str(shape["properties"]["name"])
        rings = tuple(rings_of(topology, shape))
        if rings:
            found.append(
                Outline(codes.get(str(shape.get("id", "")), "XK" if name == "Kosovo" else ""), name, rings)
            )
    return tuple(found)


@cache
def _rivers() -> tuple[dict[str, Any], ...]:
    text = files("cenotaph.places").joinpath("data/rivers.geojson").read_text(encoding="utf-8")
    return tuple(json.loads(text)["features"])
