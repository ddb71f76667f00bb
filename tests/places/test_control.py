"""Control areas: read from GeoJSON, refused when they are broken, found by day."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from cenotaph.errors import RecordError
from cenotaph.model import ActorKind, ControlState
from cenotaph.places import areas_on, read_control_areas

LINE = {"type": "LineString", "coordinates": [[40.1, 35.3], [40.4, 35.0]]}
SQUARE = {"type": "Polygon", "coordinates": [[[40, 35], [41, 35], [41, 36], [40, 36], [40, 35]]]}
GIVEN = {
    "name": "east bank",
    "holder": "Eastern council",
    "holder_kind": "rebel_group",
    "state": "controls",
    "side": "east",
    "as_of": "2018-02-05",
    "source": "a map",
    "url": "https://example.org/map",
}


def collection(geometry: Any = LINE, **changes: Any) -> dict[str, Any]:
    properties = {name: value for name, value in (GIVEN | changes).items() if value is not None}
    feature = {"type": "Feature", "geometry": geometry, "properties": properties}
    return {"type": "FeatureCollection", "features": [feature]}


def test_a_line_with_a_side() -> None:
    (area,) = read_control_areas(json.dumps(collection()))
    assert (area.name, area.holder.name, area.holder.kind) == (
        "east bank",
        "Eastern council",
        ActorKind.REBEL_GROUP,
    )
    assert (area.state, area.side, area.as_of) == (ControlState.CONTROLS, "east", date(2018, 2, 5))
    assert json.loads(area.geometry) == LINE
    assert read_control_areas(collection()) == (area,)


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ("{", "no JSON"),
        ([], "no GeoJSON FeatureCollection"),
        ({"type": "FeatureCollection"}, "no list of features"),
        ({"type": "FeatureCollection", "features": [{}]}, "feature 1 is no GeoJSON Feature"),
        ({"type": "FeatureCollection", "features": [{"type": "Feature"}]}, "feature 1 has no properties"),
        (collection(holder=None, source=""), "feature 1 lacks holder, source"),
        (collection(as_of="5 February"), "as_of '5 February' is no day"),
        (collection(state="owns"), "state 'owns' is unknown"),
        (collection(holder_kind="army"), "holder_kind 'army' is unknown"),
        (collection(side=None), "line without a side"),
        (collection(valid_from="2018-03-01", valid_to="2018-02-01"), "valid_from is after valid_to"),
        (collection({"type": "Point", "coordinates": [1, 2]}), "no usable geometry"),
        (collection({"type": "LineString", "coordinates": [[35.3, 140.1], [35, 40]]}), "off the globe"),
        (collection({"type": "LineString", "coordinates": [[35.3, 40.1]]}), "too few points"),
        (collection({"type": "Polygon", "coordinates": []}), "broken coordinates"),
        (collection({"type": "LineString", "coordinates": [[1], [2]]}), "broken position"),
    ],
)
def test_broken_areas_are_refused(broken: Any, message: str) -> None:
    with pytest.raises(RecordError, match=message):
        read_control_areas(broken)


def test_a_map_of_one_day_says_nothing_about_the_next() -> None:
    (area,) = read_control_areas(collection(SQUARE, side=None))
    assert areas_on([area], date(2018, 2, 5)) == (area,)
    assert areas_on([area], date(2018, 2, 4)) == ()
    assert areas_on([area], date(2018, 2, 6)) == ()


def test_validity_includes_both_ends() -> None:
    (area,) = read_control_areas(collection(valid_from="2018-02-01", valid_to="2018-02-28"))
    days = [date(2018, 1, 31), date(2018, 2, 1), date(2018, 2, 28), date(2018, 3, 1)]
    assert [bool(areas_on([area], day)) for day in days] == [False, True, True, False]


def test_one_open_end_reaches_to_the_day_of_the_map() -> None:
    (since,) = read_control_areas(collection(valid_from="2018-01-01"))
    assert areas_on([since], date(2018, 1, 15)) == (since,)
    assert areas_on([since], date(2018, 2, 6)) == ()
