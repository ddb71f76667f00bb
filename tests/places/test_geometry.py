"""Containment, distance, borders, rivers."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.errors import NotFoundError, UsageError
from cenotaph.model import Place
from cenotaph.places import SqliteGazetteer, country_name, outlines, river, rivers
from cenotaph.places.nationalities import _countries
from cenotaph.places.ranking import distance_km
from cenotaph.places.topology import rings_of

# no borders at 1:50 million, no town
POINTLESS = {"BV", "UM", "TK", "HM"}
CITY, PROVINCE, COUNTRY = "geonames:170794", "adm1:SY.07", "country:SY"


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        (COUNTRY, CITY, True),
        (COUNTRY, PROVINCE, True),
        (PROVINCE, CITY, True),
        (CITY, CITY, True),
        (PROVINCE, COUNTRY, False),
        (CITY, PROVINCE, False),
        ("country:IQ", CITY, False),
        ("adm1:SY.09", CITY, False),
        ("region:donbas", "adm1:UA.05", True),
        ("region:donbas", "geonames:713174", True),
        ("region:donbas", "adm1:UA.07", False),
        ("region:donbas", "country:UA", False),
        ("country:UA", "region:donbas", True),
        ("region:ghouta", "adm1:SY.07", None),
        ("region:ghouta", "country:SY", False),
        ("no-such-id", CITY, None),
        (CITY, "no-such-id", None),
    ],
)
def test_containment(gazetteer: SqliteGazetteer, outer: str, inner: str, expected: bool | None) -> None:
    assert gazetteer.contains(outer, inner) is expected


def test_within_and_contains_agree(gazetteer: SqliteGazetteer) -> None:
    for name in ("Raqqa", "Bakhmut", "Goma", "Texas", "Rafah", "Hroza", "Donbas"):
        place = gazetteer.lookup(name)
        assert place is not None
        assert place.id is not None
        assert [gazetteer.contains(outer, place.id) for outer in place.within] == [True] * len(place.within)


def test_distance_from_khasham_to_deir_ez_zor(gazetteer: SqliteGazetteer) -> None:
    khasham, city = gazetteer.lookup("Khasham"), gazetteer.lookup("Deir ez-Zor")
    assert khasham is not None
    assert city is not None
    assert gazetteer.distance_km(khasham, city) == pytest.approx(14.0, abs=0.5)
    assert gazetteer.distance_km(khasham, Place(text="somewhere")) is None


points = st.builds(
    lambda lat, lon: Place(text="p", lat=lat, lon=lon),
    st.floats(-90, 90, allow_nan=False),
    st.floats(-180, 180, allow_nan=False),
)


@settings(derandomize=True, deadline=None)
@given(points, points)
def test_distance_is_symmetric_and_at_most_half_the_globe(a: Place, b: Place) -> None:
    there, back = distance_km(a, b), distance_km(b, a)
    assert there is not None
    assert there == pytest.approx(back)
    assert 0 <= there <= 20016
    assert distance_km(a, a) == 0


def test_arcs_are_joined_and_reversed() -> None:
    square = {
        "transform": {"scale": [1, 1], "translate": [10, 20]},
        "arcs": [[[0, 0], [1, 0], [0, 1]], [[0, 0], [0, 1], [1, 0]]],
    }
    rings = rings_of(square, {"type": "Polygon", "arcs": [[0, ~1]]})
    assert rings == [((10, 20), (11, 20), (11, 21), (10, 21), (10, 20))]
    assert rings_of(square, {"type": "Point"}) == []


def test_outlines_around_deir_ez_zor() -> None:
    box = (38.0, 34.0, 43.0, 37.5)
    found = {outline.code: outline for outline in outlines(box)}
    assert set(found) == {"SY", "IQ", "TR"}
    assert found["SY"].name == "Syria"
    for outline in found.values():
        assert all(ring[0] == ring[-1] for ring in outline.rings)
    west, south, east, north = found["SY"].box
    assert (west, south, east, north) == pytest.approx((35.7, 32.3, 42.4, 37.3), abs=0.2)


def test_a_smaller_scale_has_fewer_points_and_still_closes() -> None:
    box = (20.0, 40.0, 45.0, 55.0)
    counts = [
        sum(len(ring) for outline in outlines(box, scale) for ring in outline.rings)
        for scale in ("full", "medium", "small")
    ]
    assert counts == sorted(counts, reverse=True)
    assert counts[2] < counts[0] / 2
    assert all(ring[0] == ring[-1] for outline in outlines(box, "small") for ring in outline.rings)


@pytest.mark.parametrize("box", [(10, 0, 5, 5), (0, 0, 5, 95), (0, 5, 5, 5)])
def test_a_box_off_the_globe_is_refused(box: tuple[float, float, float, float]) -> None:
    with pytest.raises(UsageError, match="no such box"):
        outlines(box)


def test_the_euphrates_runs_past_deir_ez_zor() -> None:
    line = river("Euphrates River")
    assert line == river("the Euphrates")
    assert min(abs(lon - 40.14) + abs(lat - 35.34) for lon, lat in line) < 0.05
    steps = [abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in itertools.pairwise(line)]
    assert max(steps) < 0.8
    with pytest.raises(NotFoundError, match="there are: Euphrates"):
        river("Styx")


def test_rivers_are_those_with_a_point_in_the_box() -> None:
    box = (39.5, 34.8, 40.8, 35.8)
    ((name, line),) = rivers(box)
    assert (name, line) == ("Euphrates", river("Euphrates"))
    assert any(box[0] <= lon <= box[2] and box[1] <= lat <= box[3] for lon, lat in line)
    assert rivers((-80.0, -40.0, -70.0, -30.0)) == []


def test_every_place_is_on_the_globe_and_every_country_has_a_point(gazetteer: SqliteGazetteer) -> None:
    places = [gazetteer.lookup(country_name(code)) for code in _countries()]
    lost = [code for code, place in zip(_countries(), places, strict=True) if place is None or place.lat is None]
    assert set(lost) <= POINTLESS
    rows = gazetteer._base.execute("SELECT id FROM place WHERE abs(lat) > 90 OR abs(lon) > 180").fetchall()
    assert rows == []


@pytest.mark.parametrize(
    ("country", "lat", "lon"),
    [("Russia", 62, 98), ("Syria", 35, 38.5), ("United States", 39.5, -99), ("Fiji", -17.8, 178)],
)
def test_a_country_is_labelled_in_its_middle(
    gazetteer: SqliteGazetteer, country: str, lat: float, lon: float
) -> None:
    place = gazetteer.lookup(country)
    assert place is not None
    assert (place.lat, place.lon) == (pytest.approx(lat, abs=2), pytest.approx(lon, abs=3))
