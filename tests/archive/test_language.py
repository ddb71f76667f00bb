"""Languages by script and stop-words; None when unsure."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from cenotaph.archive.language import guess_language

PARAGRAPHS = tomllib.loads(Path(__file__).with_name("paragraphs.toml").read_text(encoding="utf-8"))["paragraph"]


@pytest.mark.parametrize("paragraph", PARAGRAPHS, ids=lambda p: p["language"])
def test_paragraphs(paragraph: dict[str, str]) -> None:
    assert guess_language(paragraph["text"]) == paragraph["language"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tres personas murieron en el ataque, según la policía, y otras cinco fueron heridas en la ciudad.", "es"),
        ("Saldırıda en az yedi kişi öldü ve çok sayıda yaralı var, dedi yerel bir görevli.", "tr"),
        ("据当地医院称，至少七人在袭击中丧生，另有二十人受伤。", "zh"),
        ("爆発で少なくとも五人が死亡し、十人がけがをしたと警察が発表した。", "ja"),
        ("حملے میں سات افراد ہلاک ہو گئے ہیں اور بیس زخمی ہیں، پولیس نے کہا ہے۔", "ur"),
        ("Τουλάχιστον έξι άνθρωποι σκοτώθηκαν.", "el"),
        ("Ahmad al-Khatib, Mahmud Darwish, Umar Khalil, Yusuf Mansur", None),
        ("12 34 56", None),
        ("", None),
        ("ok", None),
    ],
)
def test_other_languages_and_the_unsure(text: str, expected: str | None) -> None:
    assert guess_language(text) == expected


def test_russian_names_in_an_english_text_do_not_matter() -> None:
    assert guess_language("The soldier, named as Иван Петров, was killed in the north of the country.") == "en"
