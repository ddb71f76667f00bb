"""Nationality words and country names."""

from __future__ import annotations

import pytest

from cenotaph.errors import NotFoundError
from cenotaph.places import country_name, country_of, demonym, nationality_of
from cenotaph.places.nationalities import _countries


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Russian", "RU"), ("Russians", "RU"), ("russian", "RU"), ("Syrian", "SY"), ("Syrians", "SY"), ("US", "US"),
        ("U.S.", "US"), ("American", "US"), ("Americans", "US"), ("British", "GB"), ("Britons", "GB"),
        ("Afghan", "AF"),
        ("Yemenis", "YE"), ("Emirati", "AE"), ("Palestinian", "PS"), ("Turks", "TR"), ("Filipinos", "PH"),
        ("Ukrainians", "UA"), ("South Sudanese", "SS"), ("Sudanese", "SD"), ("French", "FR"), ("Iraqis", "IQ"),
        ("Nigerien", "NE"), ("Nigerian", "NG"), ("сирийцы", "SY"), ("روسي", "RU"),
        ("Kurdish", None), ("Kurds", None), ("us", None), ("Houthi", None), ("soldier", None), ("", None),
        ("Syria", None),
    ],
)  # fmt: skip
def test_demonyms(word: str, code: str | None) -> None:
    assert nationality_of(word) == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Russia", "RU"), ("the United States", "US"), ("US", "US"), ("the US", "US"), ("U.S.", "US"), ("UK", "GB"),
        ("Syria's", "SY"), ("Türkiye", "TR"), ("Ivory Coast", "CI"), ("Democratic Republic of the Congo", "CD"),
        ("Kosovo", "XK"), ("Россия", "RU"), ("روسيا", "RU"), ("Україна", "UA"),
        ("Washington", None), ("us", None), ("Gotham", None), ("", None),
    ],
)  # fmt: skip
def test_country_names(name: str, code: str | None) -> None:
    assert country_of(name) == code


def test_every_country_has_a_name_that_leads_back_to_it() -> None:
    assert len(_countries()) > 240
    lost = {code for code in _countries() if country_of(country_name(code)) != code}
    assert lost == set()


def test_demonyms_lead_back_too() -> None:
    assert (demonym("RU"), demonym("ps"), demonym("GB")) == ("Russian", "Palestinian", "British")
    wanted = ["SY", "IQ", "YE", "LY", "AF", "UA", "RU", "US", "GB", "FR", "TR", "IR", "IL", "SD", "SS", "ML", "MM"]
    assert [code for code in wanted if nationality_of(demonym(code)) != code] == []


def test_an_unknown_code_is_an_error() -> None:
    with pytest.raises(NotFoundError, match="no country with code 'QQ'"):
        country_name("QQ")


@pytest.mark.parametrize(
    ("word", "code"), [("россиянин", "RU"), ("турецкий", "TR"), ("немка", "DE"), ("сириец", "SY")]
)
def test_russian_words_by_lemma(word: str, code: str) -> None:
    """Nouns of both sexes and adjectives, as a Russian dictionary has them."""
    assert nationality_of(word) == code
