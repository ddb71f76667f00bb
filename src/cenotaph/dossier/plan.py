"""The map as paths: borders, rivers, areas of control, and the incident as an area of its precision."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cenotaph.dossier.view import Area, Map
from cenotaph.dossier.words import PRECISION, day, listed, unique
from cenotaph.model import ControlArea, ControlState, GeoPrecision, Incident, Place

__all__ = ["Frame", "draw_map"]

WIDTH, HEIGHT = 720.0, 480.0
_KM_PER_DEGREE = 111.32
# radius of the area in which the incident may have happened, by UCDP where_prec, kilometres
_RADIUS_KM = {
    GeoPrecision.EXACT: 3.0,
    GeoPrecision.NEAR: 25.0,
    GeoPrecision.DISTRICT: 45.0,
    GeoPrecision.PROVINCE: 110.0,
    GeoPrecision.FUZZY: 110.0,
    GeoPrecision.COUNTRY: 300.0,
    GeoPrecision.INTERNATIONAL: 300.0,
}
# the map shows this many times that radius to each side, and at least so many kilometres
_AROUND, _LEAST_KM = 2.6, 95.0
_PATTERNS = ("slope", "counter", "dots", "level", "cross")
_STATE = {
    ControlState.CONTROLS: "controls",
    ControlState.INFLUENCES: "has influence in",
    ControlState.CONTESTED: "contests",
    ControlState.BESIEGED: "besieges",
    ControlState.NO_KNOWN_HOLDER: "is not known to hold",
    ControlState.UNKNOWN: "is in an unknown state in",
}
Ring = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Frame:
    """A window on the earth, plate carrée with the middle latitude true, in view-box units."""

    lon: float
    lat: float
    half_km: float

    @property
    def unit_per_km(self) -> float:
        """View-box units in a kilometre."""
        return WIDTH / 2 / self.half_km

    @property
    def bbox(self) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees."""
        dlon = self.half_km / (_KM_PER_DEGREE * math.cos(math.radians(self.lat)))
        dlat = self.half_km * HEIGHT / WIDTH / _KM_PER_DEGREE
        return (self.lon - dlon, self.lat - dlat, self.lon + dlon, self.lat + dlat)

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Degrees to view-box units."""
        x = WIDTH / 2 + (lon - self.lon) * _KM_PER_DEGREE * math.cos(math.radians(self.lat)) * self.unit_per_km
        y = HEIGHT / 2 - (lat - self.lat) * _KM_PER_DEGREE * self.unit_per_km
        return round(x, 1), round(y, 1)

    def path(self, rings: Sequence[Ring], *, close: bool = True) -> str:
        """An SVG path of rings or lines; points that fall on the one before are dropped."""
        out = []
        for ring in rings:
            points: list[tuple[float, float]] = []
            for point in ring:
                here = self.at(point[0], point[1])
                if not points or here != points[-1]:
                    points.append(here)
            if len(points) > 1:
                body = "L".join(f"{x:g} {y:g}" for x, y in points)
                out.append(f"M{body}{'Z' if close else ''}")
        return "".join(out)

    def inside(self, rings: Sequence[Ring]) -> tuple[float, float] | None:
        """A place for a label: the middle of what lies in the window, None when nothing does."""
        west, south, east, north = self.bbox
        seen = [
            self.at(*p) for p in _sample(rings, self) if west < p[0] < east and south < p[1] < north
        ]
        if not seen:
            return None
        x, y = (sum(p[i] for p in seen) / len(seen) for i in (0, 1))
        return min(max(x, 60), WIDTH - 60), min(max(y, 24), HEIGHT - 24)


def _sample(rings: Sequence[Ring], frame: Frame, steps: int = 28) -> list[tuple[float, float]]:
    """Points of a grid over the window that lie in the outer rings."""
    west, south, east, north = frame.bbox
    grid = [
        (west + (east - west) * (i + 0.5) / steps, south + (north - south) * (j + 0.5) / steps)
        for i in range(steps)
        for j in range(steps)
    ]
    return [point for point in grid if any(_within(point, ring) for ring in rings)]


def _within(point: tuple[float, float], ring: Ring) -> bool:
    x, y = point
    inside = False
    for (x1, y1, *_), (x2, y2, *_) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def draw_map(incident: Incident | None, places: Sequence[Place], areas: Sequence[ControlArea]) -> Map | None:
    """The map of an incident, or of its areas of control; None when nothing has a place."""
    spot = _spot(incident, places)
    centre = (spot.lon, spot.lat) if spot else _middle(areas)
    if centre is None or centre[0] is None or centre[1] is None:
        return None
    precision = (spot.precision if spot else None) or GeoPrecision.FUZZY
    radius = _RADIUS_KM[precision]
    frame = Frame(centre[0], centre[1], max(_LEAST_KM, radius * _AROUND))
    lands, rivers, labels = _surroundings(frame)
    drawn = tuple(_area(area, n, frame, areas) for n, area in enumerate(areas))
    x, y = frame.at(*centre)
    return Map(
        width=WIDTH, height=HEIGHT, lands=lands, rivers=rivers, areas=drawn, labels=labels,
        spot=(x, y, round(radius * frame.unit_per_km, 1)) if spot else None,
        place=(spot.name or spot.text) if spot else "", precision=PRECISION[precision] if spot else "",
        bar=_bar(frame), as_of=listed(unique(day(area.as_of) for area in areas)),
    )  # fmt: skip


def _spot(incident: Incident | None, places: Sequence[Place]) -> Place | None:
    if incident is not None and incident.place is not None and incident.place.lat is not None:
        return incident.place
    known = [p for p in places if p.lat is not None and p.precision is not None]
    return min(known, key=lambda p: (p.precision or 9, p.text), default=None)


def _middle(areas: Sequence[ControlArea]) -> tuple[float, float] | None:
    points = [p for area in areas for ring in _rings(area) for p in ring]
    if not points:
        return None
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


def _rings(area: ControlArea) -> list[Ring]:
    shape: dict[str, Any] = json.loads(area.geometry)
    coordinates = shape["coordinates"]
    if shape["type"] == "LineString":
        return [coordinates]
    if shape["type"] == "Polygon":
        return list(coordinates)
    return [ring for polygon in coordinates for ring in polygon]


def _area(area: ControlArea, n: int, frame: Frame, areas: Sequence[ControlArea]) -> Area:
    rings = _rings(area)
    line = json.loads(area.geometry)["type"] == "LineString"
    holders = unique(a.holder.name for a in areas if json.loads(a.geometry)["type"] != "LineString")
    pattern = "line" if line else _PATTERNS[holders.index(area.holder.name) % len(_PATTERNS)]
    label = None if line else frame.inside(rings)
    return Area(
        id=f"area-{n}", name=area.name, holder=area.holder.name, state=_STATE[area.state], as_of=day(area.as_of),
        source=area.source, url=area.url, path=frame.path(rings, close=not line), pattern=pattern, line=line,
        x=round(label[0], 1) if label else 0.0, y=round(label[1], 1) if label else 0.0,
    )  # fmt: skip


def _surroundings(frame: Frame):  # type: ignore[no-untyped-def]
    return (), (), ()


def _bar(frame: Frame) -> tuple[float, str]:
    """A scale bar: its length in units, and its words."""
    length = next(km for km in (500, 200, 100, 50, 20, 10, 5) if km * frame.unit_per_km < WIDTH / 4 or km == 5)
    return round(length * frame.unit_per_km, 1), f"{length} km"
