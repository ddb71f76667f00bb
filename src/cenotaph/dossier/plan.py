"""The map as paths: borders, rivers, areas of control, and the incident as an area of its precision."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from cenotaph.dossier.view import Area, Map
from cenotaph.dossier.words import PRECISION, day, listed, unique
from cenotaph.model import ControlArea, ControlState, GeoPrecision, Incident, Place
from cenotaph.places import areas_on, outlines, rivers

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
    ControlState.CONTROLS: "held by",
    ControlState.INFLUENCES: "under the influence of",
    ControlState.CONTESTED: "contested by",
    ControlState.BESIEGED: "besieged by",
    ControlState.NO_KNOWN_HOLDER: "with no known holder",
    ControlState.UNKNOWN: "in an unknown state",
}
# a drawing older or younger than this says too little about the day asked for, days
_NEAR_IN_TIME = 31
# points of the incident's circle, in radii, that labels stay away from
_SPOT = (-1, -0.5, 0, 0.5, 1)
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

    def inside(
        self, rings: Sequence[Ring], avoid: Sequence[tuple[float, float]] = ()
    ) -> tuple[float, float] | None:
        """A place for a label: well inside the rings and the window, away from ``avoid``; None when outside.

        Of a grid of points the one whose nearest edge, border or other label is farthest.
        """
        grid = _grid()
        own = [any(_within(self.back(x, y), ring) for ring in rings) for x, y in grid]
        outside = [point for point, is_own in zip(grid, own, strict=True) if not is_own]
        best, room = None, 0.0
        for (x, y), is_own in zip(grid, own, strict=True):
            if not is_own:
                continue
            to_edge = min(0.6 * x, 0.6 * (WIDTH - x), y, HEIGHT - y)
            to_border = min((math.dist((x, y), p) for p in outside), default=WIDTH)
            to_label = min((_apart((x, y), other) for other in avoid), default=WIDTH)
            free = min(to_edge, to_border, to_label)
            if free > room:
                best, room = (round(x, 1), round(y, 1)), free
        return best

    def beside(
        self, line: Ring, avoid: Sequence[tuple[float, float]], shift: tuple[float, float]
    ) -> tuple[float, float] | None:
        """The place along a line, well inside the window, whose label (moved by ``shift``) has most room.

        None when the line is outside the window.
        """
        points = [self.at(p[0], p[1]) for p in line]
        between = [
            (round(x1 + (x2 - x1) * part, 1), round(y1 + (y2 - y1) * part, 1))
            for (x1, y1), (x2, y2) in pairwise(points)
            for part in (0.0, 0.25, 0.5, 0.75)
        ]
        seen = [(x, y) for x, y in between if 0.2 * WIDTH < x < 0.8 * WIDTH and 30 < y < HEIGHT - 50]

        def room(point: tuple[float, float]) -> float:
            label = (point[0] + shift[0], point[1] + shift[1])
            return min((_apart(label, other) for other in avoid), default=0.0)

        return max(seen, key=room, default=None)

    def back(self, x: float, y: float) -> tuple[float, float]:
        """View-box units to degrees."""
        west, south, east, north = self.bbox
        return west + (east - west) * x / WIDTH, north - (north - south) * y / HEIGHT


def _apart(a: tuple[float, float], b: tuple[float, float]) -> float:
    """How far two labels stand apart: they are wide and low, so that a step aside counts less than one down."""
    return math.hypot(0.3 * (a[0] - b[0]), 1.4 * (a[1] - b[1]))


def _grid(columns: int = 18, lines: int = 13) -> list[tuple[float, float]]:
    """Points spread evenly over the window, in view-box units."""
    return [(WIDTH * (i + 0.5) / columns, HEIGHT * (j + 0.5) / lines) for j in range(lines) for i in range(columns)]


def _within(point: tuple[float, float], ring: Ring) -> bool:
    x, y = point
    inside = False
    for (x1, y1, *_), (x2, y2, *_) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def draw_map(incident: Incident | None, places: Sequence[Place], areas: Sequence[ControlArea]) -> Map | None:
    """The map of an incident, or of its areas of control; None when nothing has a place.

    ``areas`` may be of any day and place: drawn are those in the window that held on the incident's first day,
    else those of the nearest day within a month, which the map then says.
    """
    day_asked = incident.period.earliest if incident and incident.period else None
    spot = _spot(incident, places)
    centre = _point(spot) or _middle(areas)
    if centre is None:
        return None
    precision = (spot.precision if spot else None) or GeoPrecision.FUZZY
    radius = _RADIUS_KM[precision]
    frame = Frame(centre[0], centre[1], max(_LEAST_KM, radius * _AROUND))
    areas, nearest = _drawn_on([area for area in areas if _meets(area, frame)], day_asked)
    x, y = frame.at(*centre)
    reach = radius * frame.unit_per_km
    taken = [(x + reach * part, y + reach * up) for part in _SPOT for up in _SPOT] if spot else []
    lines = [frame.at(p[0], p[1]) for area in areas if _is_line(area) for p in _rings(area)[0]]
    drawn = []
    for n, area in enumerate(areas):
        drawn.append(_area(area, n, frame, areas, taken if _is_line(area) else [*taken, *lines]))
        # the name, and the date under it
        aside = 60 if drawn[-1].line else 0
        taken += [(drawn[-1].x + aside, drawn[-1].y + down) for down in (0, 18)] if drawn[-1].x else []
    lands, streams, labels = _surroundings(frame, taken)
    return Map(
        width=WIDTH,
        height=HEIGHT,
        lands=lands,
        rivers=streams,
        areas=tuple(drawn),
        labels=labels,
        spot=(x, y, round(radius * frame.unit_per_km, 1)) if spot else None,
        place=spot.text if spot else "",
        precision=PRECISION[precision] if spot else "",
        bar=_bar(frame),
        as_of=listed(unique(day(area.as_of) for area in areas)),
        asked=day(day_asked) if nearest and day_asked else "",
    )


def _drawn_on(areas: Sequence[ControlArea], when: date | None) -> tuple[Sequence[ControlArea], bool]:
    """The areas that held on the day; where none did, those of the nearest day, and True."""
    if when is None or not areas:
        return areas, False
    if held := areas_on(areas, when):
        return held, False
    away = min(abs(area.as_of - when) for area in areas)
    near = [area for area in areas if abs(area.as_of - when) == away]
    return (near, True) if away.days <= _NEAR_IN_TIME else ([], False)


def _meets(area: ControlArea, frame: Frame) -> bool:
    """Whether the area's bounding box touches the window."""
    west, south, east, north = frame.bbox
    points = [p for ring in _rings(area) for p in ring]
    lons, lats = [p[0] for p in points], [p[1] for p in points]
    return min(lons) <= east and max(lons) >= west and min(lats) <= north and max(lats) >= south


def _point(place: Place | None) -> tuple[float, float] | None:
    if place is None or place.lon is None or place.lat is None:
        return None
    return place.lon, place.lat


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


def _is_line(area: ControlArea) -> bool:
    kind: str = json.loads(area.geometry)["type"]
    return kind == "LineString"


def _area(
    area: ControlArea, n: int, frame: Frame, areas: Sequence[ControlArea], taken: Sequence[tuple[float, float]]
) -> Area:
    """How an area is drawn; areas of one holder share a pattern."""
    rings = _rings(area)
    line = _is_line(area)
    holders = unique(a.holder.name for a in areas if not _is_line(a))
    pattern = "line" if line else _PATTERNS[holders.index(area.holder.name) % len(_PATTERNS)]
    label = frame.beside(rings[0], taken, (60, -8)) if line else frame.inside(rings, taken)
    return Area(
        id=f"area-{n}",
        name=area.name,
        holder=area.holder.name,
        state=_STATE[area.state],
        as_of=day(area.as_of),
        source=area.source,
        url=area.url,
        path=frame.path(rings, close=not line),
        pattern=pattern,
        line=line,
        x=round(label[0], 1) if label else 0.0,
        y=round(label[1], 1) if label else 0.0,
    )


def _surroundings(
    frame: Frame, taken: list[tuple[float, float]]
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...], tuple[tuple[str, float, float, str], ...]]:
    """Countries and rivers in the window as (name, path), and where their names stand."""
    lands, streams, labels = [], [], []
    for outline in outlines(frame.bbox):
        rings = [clipped for ring in outline.rings if (clipped := _clip(ring, frame.bbox))]
        if rings:
            lands.append((outline.name, frame.path(rings)))
            at = frame.inside(rings, taken)
            if at:
                taken.append(at)
                labels.append((outline.name, *at, "country"))
    for name, points in rivers(frame.bbox):
        streams.append((name, frame.path([points], close=False)))
        at = frame.beside(points, taken, (-45, 16))
        if at:
            taken.append(at)
            labels.append((name, at[0] - 10, at[1] + 16, "rivername"))
    return tuple(lands), tuple(streams), tuple(labels)


def _clip(ring: Ring, bbox: tuple[float, float, float, float]) -> list[tuple[float, float]]:
    """The ring cut to a little more than the window (Sutherland & Hodgman 1974), so that the page stays small."""
    west, south, east, north = bbox
    wide, high = (east - west) * 0.1, (north - south) * 0.1
    points = [(p[0], p[1]) for p in ring]
    for axis, limit, sign in (
        (0, west - wide, 1),
        (0, east + wide, -1),
        (1, south - high, 1),
        (1, north + high, -1),
    ):
        kept: list[tuple[float, float]] = []
        for before, here in zip([points[-1], *points[:-1]] if points else [], points, strict=True):
            inside_before = sign * (before[axis] - limit) >= 0
            inside_here = sign * (here[axis] - limit) >= 0
            if inside_before != inside_here:
                share = (limit - before[axis]) / (here[axis] - before[axis])
                kept.append((before[0] + share * (here[0] - before[0]), before[1] + share * (here[1] - before[1])))
            if inside_here:
                kept.append(here)
        points = kept
    return points


def _bar(frame: Frame) -> tuple[float, str]:
    """A scale bar: its length in units, and its words."""
    length = next(km for km in (500, 200, 100, 50, 20, 10, 5) if km * frame.unit_per_km < WIDTH / 4 or km == 5)
    return round(length * frame.unit_per_km, 1), f"{length} km"
