"""TopoJSON decoded: quantised, delta-coded arcs to rings of coordinates (the TopoJSON format specification)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

__all__ = ["Point", "Ring", "rings_of"]

Point = tuple[float, float]
Ring = tuple[Point, ...]


def rings_of(topology: dict[str, Any], geometry: dict[str, Any]) -> list[Ring]:
    """Every ring (outer and holes) of a Polygon or MultiPolygon, as (lon, lat) in degrees; else none."""
    if geometry.get("type") == "Polygon":
        polygons = [geometry["arcs"]]
    elif geometry.get("type") == "MultiPolygon":
        polygons = geometry["arcs"]
    else:
        return []
    return [_ring(topology, arcs) for polygon in polygons for arcs in polygon]


def _ring(topology: dict[str, Any], indices: list[int]) -> Ring:
    points: list[Point] = []
    for index in indices:
        arc = list(_arc(topology, index if index >= 0 else ~index))
        if index < 0:
            arc.reverse()
        points.extend(arc[1:] if points else arc)  # an arc starts where the last one ended
    return tuple(points)


def _arc(topology: dict[str, Any], index: int) -> Iterator[Point]:
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    x = y = 0
    for dx, dy in topology["arcs"][index]:
        x += dx
        y += dy
        yield (x * sx + tx, y * sy + ty)
