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


LABELLED = {
    "KIRAN, 9 May - dead 3, inj. 8, huts burnt 40.": ["injured 8", "killed 3"],
    "Health office, 4 July: new cases 310, deaths 7, in hospital 55, recovered 90.": ["injured 55", "killed 7"],
    "Attacks on clinics: 12; nurses killed: 5; doctors abducted: 2.": ["detained 2 doctors", "killed 5 nurses"],
    "Deceased: 2 adult males, 1 adult female, 1 infant. Admitted: 8.": [
        "injured 8",
        "killed 1 female",
        "killed 1 infant",
        "killed 2 males",
    ],
    "Place: Wadi Hur. Fatalities: 9 (4 children). Injured: unknown.": [
        "injured x [reports_unknown]",
        "killed 4 children",
        "killed 9",
    ],
    "Town: Perin. Dead: 6. Hurt: 11 incl. 3 women. Missing: 2.": [
        "injured 11",
        "injured 3 women",
        "killed 6",
        "missing 2",
    ],
    "Toll so far (officials): Kesh 18, Var 7, Luma 3; injured over 60.": [
        "injured 61/-/-",
        "killed 18",
        "killed 3",
        "killed 7",
    ],
    "Deaths by district to Sunday\nDistrict | n\nNorth | 11\nCoast | 4\nTotal | 15": [
        "killed 11",
        "killed 15",
        "killed 4",
    ],
    "Total deaths: 91 (Q2: 60)": ["killed 60", "killed 91"],
    "Route 9, exit 4, lane 2.": [],
}


@pytest.mark.parametrize("text", LABELLED)
def test_every_labelled_number_of_a_line_is_read(text: str) -> None:
    read = extract(text, published=date(2018, 5, 9), publisher="Herald")
    assert sorted(written(one) for claim in read if (one := reading_of(claim, "Herald"))) == LABELLED[text]
