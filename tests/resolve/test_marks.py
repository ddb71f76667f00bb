"""The filter before weighing loses no match, and what a report names is found by place and day."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.model import Cause, CauseCode, GeoPrecision, Group, Place, Speaker
from cenotaph.places.ranking import distance_km
from cenotaph.resolve.attach import _days_in, day_named
from cenotaph.resolve.cluster import Cluster, agree
from cenotaph.resolve.marks import Seeker, marks_of_place
from cenotaph.resolve.traits import Traits, read_traits
from cenotaph.resolve.when import Window
from reconcile.claims import FEB7, KHASHAM, SYRIA, claim, count, day, report

PROVINCE = Place(
    text="Deir al-Zour province", id="SY.07", name="Deir al-Zour", country="SY", precision=GeoPrecision.PROVINCE,
    within=("SY",),
)  # fmt: skip
PLACES = (
    None,
    SYRIA,
    PROVINCE,
    KHASHAM,
    dataclasses.replace(KHASHAM, id="g2", name="Mazlum", text="Mazlum", lat=35.4, lon=40.2),
    Place(text="Deir ez-Zour", country="SY"),
    Place(text="near Khusham bridge", name="Khushām bridge", lat=35.3, lon=40.29, precision=GeoPrecision.FUZZY),
    Place(text="Raqqa", id="g3", name="Raqqa", country="SY", lat=35.95, lon=39.0, precision=GeoPrecision.NEAR),
)
TEXTS = ("An attack.", "Khusham was hit.", "In Deir al Zour and Raqqa.", "Near Deir ezzour.", "On 7 February.")


@st.composite
def told(draw: st.DrawFn) -> Traits:
    """One claim in a report of its own."""
    own = report(draw(st.sampled_from(["A", "B"])), "2018-02-09", draw(st.sampled_from(TEXTS)) + " " * 1000)
    one = claim(
        own,
        "officials",
        "killed",
        count("nine", 9, 9, 9),
        draw(st.sampled_from([None, Group(text="Russians", nationality=("RU",))])),
        place=draw(st.sampled_from(PLACES)),
        period=draw(st.sampled_from([FEB7, day("2018-02-08")])),
        cause=draw(st.sampled_from([None, Cause(text="strikes", code=CauseCode.HEAVY_WEAPONS)])),
        by=draw(st.sampled_from([(), (Speaker(name="the US", country="US"),)])),
    )
    beside = claim(own, "police", "injured", place=draw(st.sampled_from(PLACES)), period=FEB7)
    return next(t for t in read_traits([own], [one, beside]) if t.claim.id == one.id)


@settings(max_examples=300, deadline=None)
@given(told(), st.lists(told(), min_size=1, max_size=3))
def test_whatever_joins_shares_a_mark(traits: Traits, others: list[Traits]) -> None:
    cluster = Cluster(window=others[0].window)
    for other in others:
        cluster.add(other, 1.0, "put here")
    seeker = Seeker({name.split()[0] for one in (traits, *others) for name in one.spellings})
    match = agree(traits, cluster)
    if match and match.tied and traits.claim.report not in cluster.by_report:
        assert not seeker.sought(traits).isdisjoint(cluster.marks)


@settings(max_examples=200, deadline=None)
@given(st.floats(-80, 80), st.floats(-180, 179.9), st.floats(-0.3, 0.3), st.floats(-1, 1))
def test_places_within_25_km_share_a_cell(lat: float, lon: float, north: float, east: float) -> None:
    a = Place(text="a", id="1", country="SY", lat=lat, lon=lon, precision=GeoPrecision.NEAR)
    east_of = (lon + east + 180) % 360 - 180
    b = Place(text="b", id="2", country="SY", lat=lat + north, lon=east_of, precision=GeoPrecision.NEAR)
    own = report("A", "2018-02-09")
    found = read_traits([own], [claim(own, "police", "killed", place=a, period=FEB7)])[0]
    distance = distance_km(a, b)
    assert distance is not None
    if distance <= 25:
        assert not Seeker(()).sought(found).isdisjoint(marks_of_place(b))


def test_far_places_of_one_country_are_passed_over() -> None:
    own = report("A", "2018-02-09")
    found = read_traits([own], [claim(own, "police", "killed", place=KHASHAM, period=FEB7)])[0]
    assert Seeker(()).sought(found).isdisjoint(marks_of_place(PLACES[-1]))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (" on 7 february ", True),
        (" feb 7 ", True),
        (" the 7th february ", True),
        (" 17 february ", False),
        (" 7 ", False),
    ],
)
def test_a_day_that_is_named_is_found_by_the_index(text: str, named: bool) -> None:
    cluster = Cluster(window=Window(date(2018, 2, 7), date(2018, 2, 7)))
    assert (day_named(text, cluster) is not None) is named
    assert ((2, 7) in _days_in(text)) is named
