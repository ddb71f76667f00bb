"""One name in three scripts and many spellings sounds nearly the same."""

from __future__ import annotations

import pytest

from cenotaph.resolve.names import Script, how_far, romanise, script_of, skeleton, sounds_of


def test_the_script_is_that_of_most_letters() -> None:
    assert script_of("Евгений") is Script.CYRILLIC
    assert script_of("محمد") is Script.ARABIC
    assert script_of("Müller") is Script.LATIN
    assert script_of("12") is Script.OTHER


@pytest.mark.parametrize(
    "spellings",
    [
        ("Mohammed", "Muhammad", "Mohamad", "محمد", "Мухаммад"),
        ("Khaled", "Khalid", "خالد", "Халид"),
        ("Yousef", "Youssef", "Yusuf", "يوسف", "Юсуф"),
        ("Fatima", "Fatimah", "Fatma", "فاطمة"),
        ("Qasim", "Kassem", "Ghasem", "قاسم"),
        ("Yevgeny", "Evgeniy", "Evgeny", "Евгений", "Євген"),
        ("Shcherbakov", "Scherbakov", "Щербаков"),
        ("Zhukov", "Jukov", "Жуков"),
    ],
)
def test_spellings_of_one_name_have_one_skeleton(spellings: tuple[str, ...]) -> None:
    assert len({skeleton(sounds_of(name)) for name in spellings}) == 1


@pytest.mark.parametrize(("first", "second"), [("Hasan", "Husayn"), ("Ahmad", "Hamed"), ("Omar", "Amal")])
def test_brothers_are_further_apart_than_spellings(first: str, second: str) -> None:
    assert how_far(sounds_of(first), sounds_of(second)) > 0.1
    assert how_far(sounds_of("Mohammed"), sounds_of("Muhammad")) < 0.05


def test_vowels_that_arabic_does_not_write_cost_little() -> None:
    latin, arabic = sounds_of("Mohammed"), sounds_of("محمد")
    assert how_far(latin, arabic, abjad=True) < 0.1 < how_far(latin, arabic)


def test_accents_and_apostrophes_are_no_letters() -> None:
    assert romanise("Mu'ādh") == "muadh"
    assert romanise("Хроза") == "khroza"
    assert romanise("Żółć") == "zholch"


def test_a_shadda_and_a_vowel_mark_change_nothing() -> None:
    assert sounds_of("مُحَمَّد") == sounds_of("محمد")


def test_two_arabic_letters_are_two_sounds() -> None:
    assert skeleton(sounds_of("ممدوح")) == skeleton(sounds_of("Mamdouh")) == "mmdh"
