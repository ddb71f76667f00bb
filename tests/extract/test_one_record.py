"""One record a person a report, with every quote, spelling and what is said right behind the name."""

from __future__ import annotations

import pytest

from cenotaph import extract
from cenotaph.extract.person_details import Details, details_of
from cenotaph.model import InformantRelation, PersonRecord, Sex


def people(text: str) -> list[PersonRecord]:
    """Each record once, as all claims have it."""
    found: dict[str, PersonRecord] = {}
    for claim in extract(text):
        for person in claim.people:
            assert found.setdefault(person.id, person) == person
    return list(found.values())


def test_a_surname_alone_is_the_one_person_who_was_named_in_full() -> None:
    (one,) = people("Pavel Orlov, 34, was killed near Palmyra on 5 March.\n\nOrlov was killed by a mine.")
    assert (one.name, one.age_low, one.death_place) == ("Pavel Orlov", 34, "Palmyra")
    assert [anchor.quote for anchor in one.anchors] == [
        "Pavel Orlov, 34, was killed near Palmyra on 5 March.",
        "Orlov was killed by a mine.",
    ]


def test_places_are_the_gazetteers_too() -> None:
    (one,) = people("Pavel Orlov, 34, from Homs, was killed near Palmyra on 5 March.")
    assert one.death_place_ref is not None
    assert one.home_place_ref is not None
    assert (one.death_place_ref.country, one.home_place_ref.name) == ("SY", "Homs")
    assert one.death is not None
    assert one.death.text == one.death_period
    (one,) = people("Pavel Orlov, 34, was killed on 5 March.")
    assert (one.death_place_ref, one.home_place_ref) == (None, None)


def test_a_surname_that_two_have_is_neither() -> None:
    found = people(
        "Pavel Orlov was killed in May.\n\nIvan Orlov was killed in June.\n\nOrlov was killed by a mine."
    )
    assert sorted(one.name for one in found) == ["Ivan Orlov", "Orlov", "Pavel Orlov"]


def test_two_of_one_name_and_other_ages_stay_two() -> None:
    found = people("Hassan Ali, 62, was killed on Monday.\n\nHassan Ali, 19, was killed on Tuesday.")
    assert sorted(one.age_low or 0 for one in found) == [19, 62]


def test_the_other_spelling_in_brackets_is_kept() -> None:
    (one,) = people("Sergei Malinin (Сергей Малинин) was killed in Syria.")
    assert (one.name, one.aliases) == ("Sergei Malinin", ("Сергей Малинин",))


@pytest.mark.parametrize(
    "text",
    [
        "Olga Orlova said her son, Pavel Orlov, was killed near Palmyra.",
        "One mother, Olga Orlova, is asking for the death of her son, Pavel Orlov, to be recorded.",
        "Olga Orlova, whose son Pavel Orlov was killed in May, wants answers.",
    ],
)
def test_a_relative_who_speaks_or_acts_for_somebody_is_an_informant(text: str) -> None:
    (one,) = people(text)
    assert one.name == "Pavel Orlov"
    assert (one.informant, one.informant_relation) == ("Olga Orlova", InformantRelation.RELATIVE)
    assert one.sex is Sex.MAN


def test_who_was_killed_with_his_son_is_no_informant() -> None:
    found = people("Sergei Orlov was killed with his son, Oleg Orlov.")
    assert [one.informant for one in found] == [None] * len(found)


@pytest.mark.parametrize(
    ("behind", "said"),
    [
        (", from the village of Tal Nasr, was killed.", Details(home="Tal Nasr")),
        (", 41, a baker from Aleppo, was killed.", Details(home="Aleppo", occupation="baker")),
        (", a fighter with the 3rd Assault Brigade, was killed.", Details(affiliation="3rd Assault Brigade")),
        (" served with the Fourth Corps.", Details(affiliation="Fourth Corps")),
        (" of the Border Guard was killed.", Details(affiliation="Border Guard")),
        (", also known as Abu Omar, was killed.", Details(aliases=("Abu Omar",))),
        # of the next person, and not of this one
        (" and his cousin Karim, of the village of Tal Nasr, were killed.", Details()),
        (", and Karim, a baker, were killed.", Details()),
        (" was killed. A baker from Aleppo saw it.", Details()),
        (" (Reuters) was killed.", Details()),
    ],
)
def test_what_is_attached_to_a_name(behind: str, said: Details) -> None:
    assert details_of(f"Yusuf Haddad{behind}", "Yusuf Haddad") == said
