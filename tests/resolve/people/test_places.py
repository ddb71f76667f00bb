"""How near places are, and what units and ranks say."""

from __future__ import annotations

import numpy as np
import pytest

from cenotaph.model import GeoPrecision, PersonRecord, Place
from cenotaph.resolve.people import link_people
from cenotaph.resolve.people.columns import Columns
from cenotaph.resolve.people.levels import LevelMaker
from cenotaph.resolve.people.service import Ranks, Units
from cenotaph.resolve.people.sites import FAR, NEAR, PROVINCE, SAME_PLACE, Sites
from resolve.people.records import record


def town(id: str, lat: float, lon: float, province: str = "A") -> Place:
    within = (f"adm1:ZZ.{province}", "country:ZZ")
    return Place(text=id, id=id, country="ZZ", lat=lat, lon=lon, precision=GeoPrecision.NEAR, within=within)


ORRIN, NEXT, LATER = town("orrin", 35.0, 40.0), town("next", 35.1, 40.0), town("later", 36.0, 40.0)
BORDER = town("border", 35.1, 40.1, "B")
PROVINCE_A = Place(
    text="A",
    id="adm1:ZZ.A",
    country="ZZ",
    lat=35.0,
    lon=40.0,
    precision=GeoPrecision.PROVINCE,
    within=("country:ZZ",),
)
COUNTRY = Place(text="ZZ", id="country:ZZ", country="ZZ", lat=35.0, lon=40.0, precision=GeoPrecision.COUNTRY)
ABROAD = Place(text="YY", id="country:YY", country="YY", lat=35.0, lon=40.0, precision=GeoPrecision.COUNTRY)


def _place_level(a: Place | str, b: Place | str) -> int:
    sites = Sites()
    left, right = (
        np.array([sites.number(None if isinstance(one, str) else one, one if isinstance(one, str) else one.text)])
        for one in (a, b)
    )
    return int(sites.levels(left, right)[0])


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        (ORRIN, ORRIN, SAME_PLACE),
        (ORRIN, NEXT, NEAR),
        (ORRIN, BORDER, NEAR),
        (ORRIN, LATER, PROVINCE),
        (ORRIN, PROVINCE_A, PROVINCE),
        (LATER, BORDER, FAR),
        (ORRIN, ABROAD, FAR),
        (ORRIN, COUNTRY, -1),
        (ORRIN, "the mill", -1),
        ("Orrin al-Zour", "Orrin az-Zawr", SAME_PLACE),
        ("town 1", "town 11", FAR),
        ("the mill", "", -1),
    ],
)
def test_how_near_two_places_are(a: Place | str, b: Place | str, level: int) -> None:
    assert _place_level(a, b) == _place_level(b, a) == level


def _unit_level(kind: Units | Ranks, a: str, b: str) -> int:
    left, right = np.array([kind.number(a)]), np.array([kind.number(b)])
    level = int(kind.levels(left, right)[0])
    assert level == int(kind.levels(right, left)[0])
    return level


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("35th Marine Brigade", "35-я бригада", 1),
        ("35th Marine Brigade", "36th Marine Brigade", 0),
        ("Marine Brigade 35", "35 marine brigade", 2),
        ("Orrin Shield", "the Shield of Orrin", 1),
        ("Orrin Shield", "Free Lancers", 0),
        ("Orrin Shield", "Щит", -1),
    ],
)
def test_how_alike_two_units_are(a: str, b: str, level: int) -> None:
    assert _unit_level(Units(), a, b) == level


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("Sgt.", "сержант", 2),
        ("Guards Senior Lieutenant", "ст. лейтенант", 2),
        ("private", "ефрейтор", 1),
        ("private", "colonel", 0),
        ("матрос", "рядовой", 0),
        ("рядовой", "шаман", -1),
    ],
)
def test_how_near_two_ranks_are(a: str, b: str, level: int) -> None:
    assert _unit_level(Ranks(), a, b) == level


def test_who_died_at_home_is_not_compared_twice() -> None:
    home = {"death_place": "x", "death_place_ref": ORRIN, "home_place": "x", "home_place_ref": ORRIN}
    columns = Columns.of([record("a", "Omar Haddad", **home), record("b", "Omar Haddad", **home)])
    found = LevelMaker(columns).compare(np.array([0]), np.array([1]))
    assert (int(found.of["place"][0]), int(found.of["home"][0])) == (SAME_PLACE, -1)


def _one(**of_second: object) -> float:
    """How likely two records of a common name and a near age are one person, the second told so."""
    first: dict[str, object] = {
        "home_place": "Orrin",
        "home_place_ref": ORRIN,
        "rank": "private",
        "affiliation": "35th Brigade",
    }
    two: list[PersonRecord] = [
        record("a", "Omar Haddad", report="one", age_low=30, age_high=30, **first),
        record("b", "Umar Hadad", report="two", age_low=31, age_high=31, **of_second),
    ]
    return next((pair.probability for pair in link_people(two).pairs), 0.0)


def test_home_unit_and_rank_speak_for_and_against() -> None:
    nothing = _one()
    assert _one(home_place="Next", home_place_ref=NEXT) > nothing > _one(home_place="far", home_place_ref=ABROAD)
    assert _one(affiliation="Brigade 35") > nothing > _one(affiliation="7th Brigade")
    assert _one(rank="рядовой") > nothing > _one(rank="матрос")
    # another branch alone is weak evidence
    assert nothing - _one(rank="матрос") < nothing - _one(home_place="far", home_place_ref=ABROAD) + 0.2
