"""Languages by their letters, and what is said of one that no reader reads."""

from __future__ import annotations

import json

import pytest

from cenotaph.extract import extract, language_of, supports
from cenotaph.extract.batch import read_lines
from cenotaph.extract.languages import detect, primary


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Five people were killed.", "en"),
        ("Погибли пять человек, ещё трое ранены.", "ru"),
        ("Погибли трое", "ru"),
        ("Унаслідок обстрілу загинули п'ять осіб, її поранено.", "uk"),
        ("У выніку ўдару загінулі пяць чалавек", "be"),
        ("Соққыдан бес адам қаза тапты, үшеуі жараланды", "kk"),
        ("قُتل خمسة أشخاص في القصف على المدينة", "ar"),
        ("پنج نفر در حمله کشته شدند و ده نفر زخمی گردیدند", "fa"),
        ("حملے میں پانچ افراد ہلاک ہوئے", "ur"),
        ("Πέντε άνθρωποι σκοτώθηκαν", "el"),
        ("五人死亡", "zh"),
        ("ᚠᚢᚦᚨᚱᚲ", "und"),
        ("Мэр заявил BBC: «Five dead», погибли пятеро", "ru"),
        ("12:30, 5 + 7", None),
        ("", None),
    ],
)
def test_the_letters_tell_the_language(text: str, language: str | None) -> None:
    """Most letters decide the script, letters of its own the language."""
    assert detect(text) == language


def test_a_declared_language_goes_before_the_letters() -> None:
    """Regional tags are read by their primary part; a text without letters is taken for English."""
    assert language_of("Погибли трое", "bg") == "bg"
    assert language_of("...") == "en"
    assert primary("en-GB") == "en"
    assert supports("ru-RU")
    assert not supports("uk")


def test_a_language_without_a_reader_is_said_in_the_row() -> None:
    """The row stays valid: no claims, an unknown tally, and the language that is not read."""
    text = "Унаслідок обстрілу загинули п'ять осіб, її поранено."
    assert extract(text) == ()
    (line,) = read_lines([json.dumps({"id": 1, "text": text})])
    row = json.loads(line)
    assert row["unsupported"] == "uk"
    assert row["claims"] == []
    assert row["tally"]["killed"] == {"low": None, "best": None, "high": None}


def test_a_row_in_russian_is_read_and_a_declared_language_obeyed() -> None:
    """Nobody has to say that a text is Russian; what is declared goes."""
    rows = [{"id": 1, "text": "Погибли трое."}, {"id": 2, "text": "Погибли трое.", "language": "sr"}]
    one, two = map(json.loads, read_lines(map(json.dumps, rows)))
    assert one["tally"]["killed"]["best"] == 3
    assert "unsupported" not in one
    assert two["unsupported"] == "sr"
