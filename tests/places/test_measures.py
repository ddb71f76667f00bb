"""How much the gazetteer knows, how often it is fooled, and how fast it is: the numbers of docs/places.md."""

from __future__ import annotations

import csv
import sqlite3
import time
from importlib.resources import files
from pathlib import Path

import pytest

from cenotaph.places import SqliteGazetteer

PLACES = [
    (row["name"], row["country"])
    for row in csv.DictReader((Path(__file__).parent / "conflict_places.csv").read_text("utf-8").splitlines())
]


def everyday_words() -> list[str]:
    path = files("cenotaph.places").joinpath("data/gazetteer.sqlite")
    base = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
    words = [key for (key,) in base.execute("SELECT key FROM word WHERE level IN (0, 10, 20, 35)")]
    base.close()
    return words


@pytest.mark.parametrize(("with_country", "at_least"), [(True, 0.94), (False, 0.91)])
def test_places_of_conflict_reports_are_known(
    gazetteer: SqliteGazetteer, with_country: bool, at_least: float
) -> None:
    found = 0
    for name, country in PLACES:
        place = gazetteer.lookup(name, country=country if with_country else None)
        found += place is not None and place.country == country
    assert found / len(PLACES) >= at_least


def test_everyday_words_in_lower_case_are_never_places(gazetteer: SqliteGazetteer) -> None:
    words = everyday_words()
    assert len(words) > 1000
    assert [word for word in words if gazetteer.lookup(word) is not None] == []


def test_capitalised_words_are_places_only_when_these_are_great(gazetteer: SqliteGazetteer) -> None:
    answers = [place for word in everyday_words() if (place := gazetteer.lookup(word.capitalize())) is not None]
    assert {place.name for place in answers} >= {"Nice", "Turkey", "China"}
    assert len(answers) <= 25


def test_lookups_are_fast(gazetteer: SqliteGazetteer) -> None:
    for name, country in PLACES:
        gazetteer.lookup(name, country=country)
    start = time.perf_counter()
    for name, country in PLACES * 10:
        gazetteer.lookup(name, country=country)
    per_second = len(PLACES) * 10 / (time.perf_counter() - start)
    assert per_second >= 2000  # about 30,000 on an idle machine; the tests share theirs
