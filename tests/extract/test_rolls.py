"""Lists of names one a line, comma tables, and labels inside prose, in texts of our own."""

from __future__ import annotations

from datetime import date

import pytest

from cenotaph.extract import extract
from extract.gold_scoring import reading_of
from extract.test_wordings import written

TEXTS = {
    'In memory of those we lost at the Harbour Club:\nLuis Ferro, 22\nJo Stokes, 37\nTerrell "Tee" Ward, 25\n'
    "Angel and Miguel Cordova, 20\nWe pray for the rest.": ["killed 5"],
    "The victims are:\n- Ana Silva, 34, nurse\n- Rui Costa, 51, bus driver\n- Marta Lima, 8": ["killed 3"],
    "Missing:\nDavid Oyelaran\nGrace Eze\nSunday Bello": ["missing 3"],
    "Opening hours:\nDavid Oyelaran\nGrace Eze": [],
    "Town,Killed,Injured\nAbada,3,12\nBerel,0,4": ["injured 12", "injured 4", "killed 0", "killed 3"],
    "Civil harm, week 12-18 May. Loss of life: 9 (Idlem 5, Saraqa 4). Injuries: 31. Houses: 12.": [
        "injured 31",
        "killed 4",
        "killed 5",
        "killed 9",
    ],
    "Five people died in the crash. The dead were named as:\nAli Noor, 23\nSana Noor, 21\nOmar Saleh, 44\n"
    "Huda Saleh, 40\nRami Aziz, 9": ["killed 5 people"],
}


@pytest.mark.parametrize("text", TEXTS)
def test_every_count_of_a_list_is_read(text: str) -> None:
    read = extract(text, published=date(2018, 5, 9), publisher="Herald")
    assert sorted(written(one) for claim in read if (one := reading_of(claim, "Herald"))) == TEXTS[text]


def test_a_roll_names_its_people_with_their_ages() -> None:
    read = extract("The victims are:\n- Ana Silva, 34, nurse\n- Rui Costa, 51, bus driver", publisher="Herald")
    assert [(person.name, person.age_low) for claim in read for person in claim.people] == [
        ("Ana Silva", 34),
        ("Rui Costa", 51),
    ]
