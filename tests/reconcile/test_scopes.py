"""Regions of claims and incidents: what is stated, and what stays open."""

from __future__ import annotations

from datetime import date

import pytest

from cenotaph.model import GeoPrecision, Incident, Period, Place
from cenotaph.reconcile.groups import Relation
from cenotaph.reconcile.scopes import EVER, place_relation, region_of, sites
from reconcile import khasham as k
from reconcile.claims import DEIR, KHASHAM, SYRIA, UKRAINE, claim, count, day, group, report

RAQQA = Place(text="Raqqa", id="SY.04", country="SY", precision=GeoPrecision.PROVINCE, within=("SY",))
VALLEY = Place(text="the valley", id="v1", country="SY", precision=GeoPrecision.FUZZY)
REGION = Place(text="Middle East", id="me", country="SY", precision=GeoPrecision.INTERNATIONAL)
KNOWN = date(2018, 2, 20)
FOUR = count("44", 44, 44, 44)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (KHASHAM, SYRIA, Relation.WITHIN),
        (SYRIA, DEIR, Relation.CONTAINS),
        (Place(text="syria"), SYRIA, Relation.SAME),
        (Place(text="a hill", country="SY"), SYRIA, Relation.WITHIN),
        (KHASHAM, UKRAINE, Relation.DISJOINT),
        (DEIR, RAQQA, Relation.DISJOINT),
        (VALLEY, DEIR, Relation.UNKNOWN),
        (Place(text="a hill"), SYRIA, Relation.UNKNOWN),
        (REGION, UKRAINE, Relation.UNKNOWN),
        (REGION, SYRIA, Relation.UNKNOWN),
    ],
)
def test_places_are_related_as_far_as_their_records_say(a: Place, b: Place, expected: Relation) -> None:
    assert place_relation(a, b) is expected
    assert place_relation(b, a) is expected.turned


def test_a_running_total_is_open_below_and_ends_on_the_day_it_was_said() -> None:
    region = region_of(k.official, (), KNOWN)
    assert (region.first, region.last, region.own) == (EVER[0], KNOWN.toordinal(), "")
    undated = region_of(k.official, (), None)
    assert not undated.timed
    assert undated.own == k.official.report


def test_a_period_that_is_not_over_ends_on_the_day_it_was_said() -> None:
    year = Period(text="in 2018", earliest=date(2018, 1, 1), latest=date(2018, 12, 31))
    so_far = claim(k.BBC, "UN", "killed", FOUR, scope="period", place=SYRIA, period=year)
    assert region_of(so_far, (), KNOWN).last == KNOWN.toordinal()


def test_a_total_without_days_or_place_is_of_its_own_words() -> None:
    nowhere = claim(k.BBC, "UN", "killed", FOUR, scope="place", place=SYRIA)
    placeless = claim(k.BBC, "UN", "killed", FOUR, scope="cumulative_to_date", start=9)
    assert (region_of(nowhere, (), KNOWN).timed, region_of(nowhere, (), KNOWN).own) == (False, nowhere.id)
    assert (region_of(placeless, (), KNOWN).placed, region_of(placeless, (), KNOWN).own) == (False, placeless.id)


def test_a_claim_about_no_known_incident_or_about_two_is_about_one_of_its_own() -> None:
    assert region_of(k.five, ("battle",), KNOWN).incident == "battle"
    for codes in ((), ("battle", "strike")):
        region = region_of(k.five, codes, KNOWN)
        assert (region.incident, region.own, region.placed) == (None, k.five.id, False)


def test_the_one_unnamed_incident_is_where_and_when_its_claims_agree() -> None:
    known = {c.id: KNOWN for c in k.CLAIMS}
    here = sites([c for c in k.CLAIMS if c is not k.other_war], (), known)[""]
    assert here.place == DEIR
    assert here.first == here.last == date(2018, 2, 7).toordinal()
    # one that lies elsewhere leaves the place open
    assert sites(k.CLAIMS, (), known)[""].place is None


def test_an_incident_without_a_day_was_before_it_was_told() -> None:
    told = claim(report("Outlet", "2018-03-01"), "UN", "killed", FOUR, group("people"))
    incident = Incident(code="a", title="a battle", claims=(told.id,))
    site = sites([told], [incident], {told.id: date(2018, 3, 1)})["a"]
    assert (site.first, site.last) == (EVER[0], date(2018, 3, 1).toordinal())
    dated = Incident(code="a", title="a battle", claims=(told.id,), period=day("2018-02-07"))
    assert sites([told], [dated], {told.id: date(2018, 1, 1)})["a"].last == date(2018, 2, 7).toordinal()
