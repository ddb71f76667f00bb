"""Tables in plain text: their marks, their heads, what the lines around them tell of every number."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cenotaph.extract import extract, tally
from cenotaph.extract.grid import find_grids
from cenotaph.extract.tables import measure_named
from cenotaph.model import Claim, Measure

DAY = date(2023, 5, 18)


def read(text: str) -> list[Claim]:
    return list(extract(text, published=DAY, publisher="Inlet Post"))


def said(text: str) -> list[tuple[str, int | None, str | None]]:
    return [
        (claim.measure.value, claim.count.low if claim.count else None, claim.place.text if claim.place else None)
        for claim in read(text)
    ]


ROWS = [("killed", 14, "Taiz"), ("injured", 31, "Taiz"), ("killed", 7, "Aden"), ("injured", 0, "Aden")]


@pytest.mark.parametrize(
    "text",
    [
        "Governorate | Killed | Injured\nTaiz | 14 | 31\nAden | 7 | 0",
        "| Governorate | Killed | Injured |\n|---|---|---|\n| Taiz | 14 | 31 |\n| Aden | 7 | 0 |",
        "Governorate\tKilled\tInjured\nTaiz\t14\t31\nAden\t7\t0\n",
        "Governorate   Killed   Injured\r\nTaiz            14       31\r\nAden             7        0\r\n",
        "Governorate,Killed,Injured\nTaiz,14,31\nAden,7,0\n",
        "Governorate; killed; injured\nTaiz; 14; 31\nAden; 7; 0\n",
        "              Killed    Injured\nTaiz             14         31\nAden              7          0",
        "Injured | Place | Killed\n31 | Taiz | 14\n0 | Aden | 7",
    ],
)
def test_a_table_is_read_whatever_parts_its_cells(text: str) -> None:
    assert sorted(map(str, said(text))) == sorted(map(str, ROWS))


def test_a_comma_that_parts_thousands_parts_no_cells() -> None:
    got = said("District, dead, missing\nLeyte, 1,204, 88\nSamar, 2,031, 9\n")
    assert got == [
        ("killed", 1204, "Leyte"),
        ("missing", 88, "Leyte"),
        ("killed", 2031, "Samar"),
        ("missing", 9, "Samar"),
    ]


def test_a_cell_left_out_in_a_ragged_table_is_found_by_where_it_stands() -> None:
    rows = [
        "         Killed   Wounded",
        "Taiz          4",
        "Aden                    9",
        "Marib        12        30",
    ]
    text = "\n".join(rows)
    assert said(text) == [
        ("killed", 4, "Taiz"), ("injured", 9, "Aden"), ("killed", 12, "Marib"), ("injured", 30, "Marib"),
    ]  # fmt: skip


def test_the_line_above_dates_and_places_what_the_rows_leave_open() -> None:
    claims = read("Losses of the Inlet Guard in Helmand, October 2022\nGroup | Killed\nOfficers | 3\nPolice | 4\n")
    assert [str(claim.group.text) for claim in claims if claim.group] == ["Officers", "Police"]
    assert {claim.place.text for claim in claims if claim.place} == {"Helmand"}
    assert {(str(c.period.earliest), str(c.period.latest)) for c in claims if c.period} == {
        ("2022-10-01", "2022-10-31")
    }
    assert all("October 2022" in anchor.quote for claim in claims for anchor in claim.anchors[-1:])


def test_a_date_of_the_row_goes_before_that_of_the_caption() -> None:
    claims = read("Town of Saraqib, 2022\nDate | Killed\n3 March | 12\n4 March | 2\n")
    assert [str(claim.period.earliest)[5:] for claim in claims if claim.period] == ["03-03", "03-04"]


def test_rows_are_parts_of_their_total_and_the_tally_takes_the_total() -> None:
    text = "District | Dead | Hurt\nLeyte | 12 | 4\nSamar | 8 | 1\nTotal | 20 | 5 |\n"
    claims = read(text)
    total = {c.measure: c for c in claims if c.count and c.count.low in (20, 5)}
    assert [c.part_of for c in claims[:4]] == [total[c.measure].id for c in claims[:4]]
    found = tally(claims, text)
    assert (found.killed.best, found.injured.best) == (20, 5)


def test_a_row_named_for_what_it_counts_is_read_under_the_days_of_its_head() -> None:
    claims = read("Measure | Jan | Feb | Total\nKilled | 12 | 15 | 27\nInjured | 30 | 41 | 71\n")
    assert [c.count.low for c in claims if c.count and c.measure is Measure.KILLED] == [12, 15, 27]
    assert [str(c.period.earliest) for c in claims if c.period] == ["2023-01-01", "2023-02-01"] * 2


def test_the_head_of_a_table_is_not_read_again_as_a_sentence() -> None:
    assert len(read("| Date | Town | Civilians killed |\n|---|---|---|\n| 3 March | Duma | 12 |\n")) == 1


def test_sentences_with_commas_are_no_table() -> None:
    text = "Killed, he said, by shells.\nWounded, she said, by glass.\nMissing, they said, since May.\n"
    assert all("frame.table" not in claim.extraction.rules for claim in read(text))


@given(st.lists(st.text(alphabet="ab1, |\t;\n-", max_size=40), max_size=12))
def test_cells_are_cut_from_the_text_where_they_say(lines: list[str]) -> None:
    text = "\n".join(["Town | Killed", *lines])
    for grid in find_grids(text, lambda words: measure_named(words) is not None):
        for row in (grid.head, *grid.rows):
            assert all(text[cell.start : cell.end] == cell.text for cell in row.cells)
            assert all(
                grid.column_of(row, i) in {None, *range(len(grid.head.cells))} for i in range(len(row.cells))
            )


def counted(text: str) -> list[tuple[str, int | None, str | None]]:
    return [
        (claim.measure.value, claim.count.low if claim.count else None, claim.group.text if claim.group else None)
        for claim in read(text)
    ]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "Overdose deaths, second quarter\nTotal: 41 (Q1: 38)\nunder 25: 6\nMale: 30 / Female: 11\nPending: 4",
            [
                ("killed", 41, None), ("killed", 38, None), ("killed", 6, None), ("killed", 30, "Male"),
                ("killed", 11, "Female"),
            ],
        ),
        (
            "Road deaths, 2017\nDrivers ..... 41\nCyclists ..... 6",
            [("killed", 41, "Drivers"), ("killed", 6, "Cyclists")],
        ),
        ("The injured, by hospital\nSt Anne - 14\nMercy - 9", [("injured", 14, None), ("injured", 9, None)]),
        ("Arrests at the weekend:\nFriday: 12\nSunday: none", [("detained", 12, None), ("detained", 0, None)]),
        ("Casualties by 6 pm\nSoldiers: 14\nHouses: 310\nPolice: 3", [
            ("killed_or_injured", 14, "Soldiers"), ("killed_or_injured", 3, "Police"),
        ]),
        ("Match day\nHome: 3\nAway: 1", []),
        ("Two died on Sunday.\nHome: 3\nAway: 1", [("killed", 2, None)]),
    ],
)  # fmt: skip
def test_a_heading_says_what_the_list_under_it_counts(
    text: str, want: list[tuple[str, int | None, str | None]]
) -> None:
    assert sorted(map(str, counted(text))) == sorted(map(str, want))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (
            "Killings in June, by district\n\n| District | Civilians | Armed men | All |\n|---|---|---|---|\n"
            "| Sarab | 14 | 6 | 20 |\n| Old Wadi | 31 | 4 | 35 |",
            [14, 6, 20, 31, 4, 35],
        ),
        (
            "Deaths by province, year\n\nProvince | 2015 | 2016 | Total\nNorth | 12 | 15 | 27\nSouth | 3 | 9 | 12",
            [12, 15, 27, 3, 9, 12],
        ),
        ("Persons injured in the quake, by commune\nCommune | Number\nArrel | 40\nDostan | 12", [40, 12]),
        ("Pupils enrolled, by school\nSchool | Boys | Girls\nHill | 120 | 110\nDale | 60 | 65", []),
        ("Twelve were killed.\nSchool | Boys | Girls\nHill | 120 | 110\nDale | 60 | 65", [12]),
    ],
)
def test_a_caption_says_what_columns_of_people_or_years_count(text: str, numbers: list[int]) -> None:
    assert [claim.count.low for claim in read(text) if claim.count] == numbers


def test_the_sum_of_a_row_holds_its_columns() -> None:
    text = "Killings by district\nDistrict | Civilians | Soldiers | All\nSarab | 14 | 6 | 20\nWadi | 31 | 4 | 35"
    claims = read(text)
    whole = {claim.id: claim.count.low for claim in claims if claim.count}
    assert [whole.get(claim.part_of or "") for claim in claims] == [20, 20, None, 35, 35, None]


@pytest.mark.parametrize("head", ["Received", "Seen", "Presented"])
def test_whom_a_hospital_took_in_is_hurt_where_a_column_beside_counts_the_dead(head: str) -> None:
    text = f"Hospital | {head} | Died\nSt Ann's | 21 | 3\nMission | 9 | 0"
    assert [(claim.measure.value, claim.count.low) for claim in read(text) if claim.count] == [
        ("injured", 21),
        ("killed", 3),
        ("injured", 9),
        ("killed", 0),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "              2019             2020\n           Killed  Hurt     Killed  Hurt\n"
        "Taiz           14    31          7     0\nAden            2     5          3     9\n",
        "| Governorate | 2019 | | 2020 | |\n| | killed | hurt | killed | hurt |\n|---|---|---|---|---|\n"
        "| Taiz | 14 | 31 | 7 | 0 |\n| Aden | 2 | 5 | 3 | 9 |",
        "\t2019\t\t2020\t\nGovernorate\tKilled\tWounded\tKilled\tWounded\nTaiz\t14\t31\t7\t0\nAden\t2\t5\t3\t9",
    ],
)
def test_a_head_of_two_lines_dates_the_columns_under_each_year(text: str) -> None:
    read_so = [
        (
            claim.measure.value,
            claim.count.low if claim.count else None,
            claim.period.earliest if claim.period else None,
        )
        for claim in read(text)
    ]
    first, second = date(2019, 1, 1), date(2020, 1, 1)
    assert read_so == [
        ("killed", 14, first),
        ("injured", 31, first),
        ("killed", 7, second),
        ("injured", 0, second),
        ("killed", 2, first),
        ("injured", 5, first),
        ("killed", 3, second),
        ("injured", 9, second),
    ]


def test_a_line_of_labels_is_of_the_place_that_opens_it() -> None:
    lines = ["North Samar - dead: 6; injured: 14", "Biliran - dead: 0; injured: 3", "Summary: dead 6, injured 17"]
    got = said("\n".join(["Casualties", *lines]))
    assert got[:4] == [
        ("killed", 6, "North Samar"),
        ("injured", 14, "North Samar"),
        ("killed", 0, "Biliran"),
        ("injured", 3, "Biliran"),
    ]
    assert all(place is None for _, _, place in got[4:])


def test_the_days_of_a_label_are_those_of_its_parts() -> None:
    claims = read("Deaths reported since 2 March: 1,384 (Marib 1,281; Taiz 103). Houses damaged: 4,000.")
    assert {(c.period.earliest, c.period.latest) for c in claims if c.period} == {(date(2023, 3, 2), DAY)}
    assert sorted((c.count.low, c.place.text if c.place else None) for c in claims if c.count) == [
        (103, "Taiz"),
        (1281, "Marib"),
        (1384, None),
    ]


def test_quotation_marks_keep_a_cell_together_and_codes_are_no_places() -> None:
    text = (
        '"Ref","Date","Location","Region","Dead","Information source"\n'
        '"A-1","June 02, 2019","Zuwara","North",2,"Fishers"\n'
        '"A-2","June 10, 2019","Brooks Ranch","South",1,"County sheriff"\n'
    )
    claims = read(text)
    assert said(text) == [("killed", 2, "Zuwara"), ("killed", 1, "Brooks Ranch")]
    assert [claim.speaker.name for claim in claims] == ["Fishers", "county sheriff"]
    assert [str(claim.period.earliest) for claim in claims if claim.period] == ["2019-06-02", "2019-06-10"]
