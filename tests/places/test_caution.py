"""A guess is worse than no place: everyday words, names of people, homonyms; and what context settles."""

from __future__ import annotations

import pytest

from cenotaph.places import SqliteGazetteer

NO_PLACES = [
    "Of", "March", "May", "Police", "Friday", "Army", "President", "Government", "Bomb", "turkey", "nice",
    "reading", "us", "Ali", "Hassan", "Mohammed", "Putin", "Alikov", "Votel", "Islamic State", "the Euphrates",
    "Russian soldiers",
    "United Nations", "Red Cross", "Qwxyz", "Independence", "Liberty", "Hope", "", "  ", "12", "!!", "the",
]  # fmt: skip


@pytest.mark.parametrize("name", NO_PLACES)
def test_no_place_is_made_of_words_and_people(gazetteer: SqliteGazetteer, name: str) -> None:
    assert gazetteer.lookup(name) is None


@pytest.mark.parametrize("name", ["March", "Police", "Nice", "Ali", "Turkey", "Reading"])
def test_ambiguous_names_are_known_to_be(gazetteer: SqliteGazetteer, name: str) -> None:
    assert gazetteer.is_ambiguous(name)


@pytest.mark.parametrize("name", ["Aleppo", "Deir al-Zour", "Kyiv"])
def test_plain_names_are_not_ambiguous(gazetteer: SqliteGazetteer, name: str) -> None:
    assert not gazetteer.is_ambiguous(name)


def test_a_great_city_outweighs_an_everyday_word(gazetteer: SqliteGazetteer) -> None:
    place = gazetteer.lookup("Nice")
    assert place is not None
    assert place.country == "FR"


@pytest.mark.parametrize(("name", "home", "elsewhere"), [("Tripoli", "LB", "LY"), ("Georgia", "US", "GE")])
def test_the_country_of_the_report_decides(
    gazetteer: SqliteGazetteer, name: str, home: str, elsewhere: str
) -> None:
    alone, at_home = gazetteer.lookup(name), gazetteer.lookup(name, country=home)
    assert alone is not None
    assert at_home is not None
    assert (alone.country, at_home.country) == (elsewhere, home)


def test_what_the_report_mentioned_decides(gazetteer: SqliteGazetteer) -> None:
    texas = gazetteer.lookup("Texas")
    assert texas is not None
    place = gazetteer.lookup("Paris", near=[texas])
    assert place is not None
    assert place.within[0] == "adm1:US.TX"


def test_a_small_homonym_abroad_is_no_answer(gazetteer: SqliteGazetteer) -> None:
    assert gazetteer.lookup("Palestine, Texas") is not None
    assert gazetteer.lookup("Odessa", country="SY") is not None  # a city that the whole world knows
    assert gazetteer.lookup("Markadah") is not None
    assert gazetteer.lookup("Markadah", country="UA") is None
    assert gazetteer.lookup("Al Jabaliyah", country="YE") is None  # sounds like Jabalia in Gaza
    assert gazetteer.lookup("Ahmadabad district", country="AF") is None  # is no city in India
