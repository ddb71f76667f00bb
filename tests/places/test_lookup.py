"""What names in reports mean, in three scripts and with the words that surround them."""

from __future__ import annotations

import pytest

from cenotaph.model import GeoPrecision
from cenotaph.places import Gazetteer, SqliteGazetteer, default_gazetteer

DEIR_EZ_ZOR, ITS_PROVINCE = "geonames:170794", "adm1:SY.07"


def test_the_shipped_gazetteer_keeps_the_protocol(gazetteer: SqliteGazetteer) -> None:
    assert isinstance(gazetteer, Gazetteer)
    assert default_gazetteer() is default_gazetteer()


@pytest.mark.parametrize(
    "name",
    [
        "Deir al-Zour",
        "Deir ez-Zor",
        "Dayr az Zawr",
        "Deir Ezzor",
        "DEIR EL-ZOUR",
        "deir al zour",
        "دير الزور",
        "Дейр-эз-Зор",
        "the city of Deir al-Zour",
        "Deir ez-Zor city",
        "near Deir ez-Zor",
    ],
)
def test_one_city_under_its_many_spellings(gazetteer: SqliteGazetteer, name: str) -> None:
    place = gazetteer.lookup(name)
    assert place is not None
    assert (place.id, place.text, place.precision) == (DEIR_EZ_ZOR, name, GeoPrecision.NEAR)
    assert place.within == (ITS_PROVINCE, "country:SY")


@pytest.mark.parametrize(
    "name",
    [
        "Deir al-Zour province",
        "the province of Deir ez-Zor",
        "Dayr az Zawr governorate",
        "Deir Ezzor governorate",
        "eastern Deir al-Zour province",
        "محافظة دير الزور",
        "Syria's Deir al-Zour province",
    ],
)
def test_its_province_is_another_place(gazetteer: SqliteGazetteer, name: str) -> None:
    place = gazetteer.lookup(name)
    assert place is not None
    assert (place.id, place.precision, place.within) == (ITS_PROVINCE, GeoPrecision.PROVINCE, ("country:SY",))


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Khasham", "SY", 35.30, 40.29),
        ("al-Tabiyah", "SY", 35.30, 40.30),
        ("the Conoco gas plant", "SY", 35.34, 40.31),
        ("Hroza", "UA", 49.67, 37.21),
        ("Raqqa", "SY", 35.95, 39.01),
        ("الرقة", "SY", 35.95, 39.01),
        ("Kobani", "SY", 36.89, 38.35),
        ("Palmyra", "SY", 34.56, 38.28),
        ("Abu Kamal", "SY", 34.45, 40.92),
        ("Mosul", "IQ", 36.34, 43.12),
        ("الموصل", "IQ", 36.34, 43.12),
        ("Hodeidah", "YE", 14.80, 42.95),
        ("Sana'a", "YE", 15.35, 44.21),
        ("Misrata", "LY", 32.38, 15.09),
        ("Kunduz", "AF", 36.73, 68.86),
        ("Bakhmut", "UA", 48.59, 38.00),
        ("Бахмут", "UA", 48.59, 38.00),
        ("Bucha", "UA", 50.54, 30.21),
        ("Grozny", "RU", 43.31, 45.69),
        ("Грозный", "RU", 43.31, 45.69),
        ("Khan Younis", "PS", 31.34, 34.31),
        ("Jabalia camp", "PS", 31.53, 34.48),
        ("Maiduguri", "NG", 11.85, 13.16),
        ("Goma", "CD", -1.67, 29.23),
        ("El Fasher", "SD", 13.63, 25.35),
        ("Mekelle", "ET", 13.50, 39.48),
        ("Mogadishu", "SO", 2.04, 45.34),
        ("Paris", "FR", 48.85, 2.35),
        ("Paris, Texas", "US", 33.66, -95.56),
        ("Moscow", "RU", 55.75, 37.62),
        ("New York", "US", 40.71, -74.01),
        ("the Syrian city of Raqqa", "SY", 35.95, 39.01),
        ("Damascus, Syria", "SY", 33.51, 36.29),
    ],
)
def test_places_of_conflict_reports(
    gazetteer: SqliteGazetteer, name: str, country: str, lat: float, lon: float
) -> None:
    place = gazetteer.lookup(name)
    assert place is not None
    assert place.lat is not None
    assert place.lon is not None
    assert (place.country, place.precision) == (country, GeoPrecision.NEAR)
    assert (place.lat, place.lon) == (pytest.approx(lat, abs=0.03), pytest.approx(lon, abs=0.03))


@pytest.mark.parametrize(
    ("name", "place_id", "precision"),
    [
        ("Syria", "country:SY", 6),
        ("Сирия", "country:SY", 6),
        ("سوريا", "country:SY", 6),
        ("the United States", "country:US", 6),
        ("US", "country:US", 6),
        ("U.S.", "country:US", 6),
        ("the UK", "country:GB", 6),
        ("DR Congo", "country:CD", 6),
        ("Burma", "country:MM", 6),
        ("Palestine", "country:PS", 6),
        ("Turkey", "country:TR", 6),
        ("northern Syria", "country:SY", 5),
        ("South Sudan", "country:SS", 6),
        ("Gaza", "adm1:PS.GZ", 4),
        ("the Gaza Strip", "adm1:PS.GZ", 4),
        ("West Bank", "adm1:PS.WE", 4),
        ("Crimea", "adm1:UA.11", 4),
        ("Chechnya", "adm1:RU.12", 4),
        ("Dagestan", "adm1:RU.17", 4),
        ("Arkhangelsk Oblast", "adm1:RU.06", 4),
        ("Донецкая область", "adm1:UA.05", 4),
        ("Rural Damascus", "adm1:SY.08", 4),
        ("Rakhine State", "adm1:MM.01", 4),
        ("Unity State", "adm1:SS.06", 4),
        ("North Kivu", "adm1:CD.11", 4),
        ("Donbas", "region:donbas", 5),
        ("Kashmir", "region:kashmir", 5),
        ("Kurdistan Region", "region:kurdistan-region", 5),
        ("Eastern Ghouta", "region:ghouta", 5),
    ],
)
def test_countries_provinces_and_regions(
    gazetteer: SqliteGazetteer, name: str, place_id: str, precision: int
) -> None:
    place = gazetteer.lookup(name)
    assert place is not None
    assert (place.id, place.precision) == (place_id, precision)


def test_gaza_city_is_the_town(gazetteer: SqliteGazetteer) -> None:
    place = gazetteer.lookup("Gaza City")
    assert place is not None
    assert (place.precision, place.within) == (GeoPrecision.NEAR, ("adm1:PS.GZ", "country:PS"))


def test_a_district_is_known_by_its_seat(gazetteer: SqliteGazetteer) -> None:
    place = gazetteer.lookup("Manbij district")
    assert place is not None
    assert (place.id, place.precision) == ("geonames:167357", GeoPrecision.DISTRICT)
    sangin = gazetteer.lookup("Sangin district of Helmand province")
    assert sangin is not None
    assert (sangin.within[0], sangin.precision) == ("adm1:AF.10", GeoPrecision.DISTRICT)


def test_candidates_keep_every_meaning(gazetteer: SqliteGazetteer) -> None:
    ids = [place.id for place in gazetteer.candidates("Deir al-Zour")]
    assert ids[:2] == [DEIR_EZ_ZOR, ITS_PROVINCE]
    assert len(gazetteer.candidates("San José", limit=3)) == 3
    assert gazetteer.candidates("Qwxyz") == []
