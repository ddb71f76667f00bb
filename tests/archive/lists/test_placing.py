"""Places of a list are the gazetteer's where it is clear which is meant, and stay words where it is not."""

from __future__ import annotations

import pytest

from cenotaph.archive.lists import read_list
from cenotaph.archive.lists.placing import PlaceReader
from cenotaph.model import PersonRecord, Place
from cenotaph.places import SqliteGazetteer


def name_of(place: Place | None) -> str | None:
    return place.name if place else None


def test_rows_have_the_places_of_their_words() -> None:
    text = "Name,Place of death,Residence\nHasan Ali,Khan Younis,خان يونس\nSara Omar,near the mill,\n"
    people = [p for p in read_list(text.encode(), "morgue").people() if isinstance(p, PersonRecord)]
    died, home = people[0].death_place_ref, people[0].home_place_ref
    assert died is not None
    assert home is not None
    assert died.id == home.id
    assert (died.text, died.country, home.text) == ("Khan Younis", "PS", "خان يونس")
    assert (people[1].death_place, people[1].death_place_ref, people[1].home_place_ref) == (
        "near the mill",
        None,
        None,
    )


def test_a_name_of_several_places_is_not_guessed() -> None:
    # a Deir al-Balah lies in Gaza; in a list of Ukrainian towns the name could mean anything
    ukraine = PlaceReader.of(["Bucha", "Kharkiv", "Маріуполь"])
    assert ukraine.country == "UA"
    assert ukraine.read("Deir al-Balah") is None
    assert name_of(PlaceReader.of(["Gaza", "Rafah"]).read("Deir al-Balah")) == "Dayr al Balaḩ"
    assert PlaceReader.of([]).read("San Antonio de la Nada") is None


def test_the_country_is_that_of_most_of_the_list_or_none() -> None:
    assert PlaceReader.of(["Aleppo", "Homs", "Kharkiv"]).country == "SY"
    assert PlaceReader.of(["Aleppo", "Kharkiv"]).country is None


@pytest.mark.parametrize("text", ["Azaz, Aleppo", "Aleppo, Azaz", "Aleppo - Azaz", "Azaz/Aleppo", "حلب، اعزاز"])
def test_a_town_beside_its_province_in_either_order(text: str) -> None:
    found = PlaceReader.of(["Idlib"]).read(text)
    assert found is not None
    assert (found.name, found.text) == ("I‘zāz", text)


def test_each_text_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    lookup = SqliteGazetteer.lookup

    def counted(self: SqliteGazetteer, name: str, **more: object) -> Place | None:
        asked.append(name)
        return lookup(self, name, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(SqliteGazetteer, "lookup", counted)
    reader = PlaceReader("SY")
    assert len({reader.read(town) for town in ["Homs", "Aleppo"] * 500}) == 2
    assert len(asked) == 2
