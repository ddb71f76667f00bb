"""Lists line by line: labels and their numbers, parts set in below, rows of names, rows without a head."""

from __future__ import annotations

from datetime import date

import pytest

from cenotaph.extract import extract
from cenotaph.model import Claim, PersonFate

DAY = date(2022, 6, 15)

Said = tuple[str, int | None, str | None]


def read(text: str) -> list[Claim]:
    return list(extract(text, published=DAY, publisher="Inlet Post"))


def counted(text: str) -> list[Said]:
    """Measure, number and place of every claim, in the order of its number in the text."""
    told = sorted(read(text), key=lambda claim: next(s.start for s in claim.fields if s.field == "count"))
    return [
        (claim.measure.value, claim.count.low if claim.count else None, claim.place.text if claim.place else None)
        for claim in told
    ]


@pytest.mark.parametrize("text", ["Deaths: 1,427", "Deaths: 1,427, provisional", "Deaths - 1,427 (to be verified)"])
def test_a_comma_within_a_number_does_not_end_it(text: str) -> None:
    assert counted(f"{text}\nHouses burnt: 31") == [("killed", 1427, None)]


@pytest.mark.parametrize(
    ("head", "measure"),
    [("Died in hospital", "killed"), ("Deaths in custody", "killed"), ("In hospital", "injured")],
)
def test_a_head_counts_what_its_first_words_name(head: str, measure: str) -> None:
    assert counted(f"Town | {head}\nTaiz | 14\nAden | 7") == [(measure, 14, "Taiz"), (measure, 7, "Aden")]


@pytest.mark.parametrize("head", ["Age at death", "Date killed", "Death rate"])
def test_a_head_that_tells_of_the_dead_counts_none(head: str) -> None:
    assert counted(f"Town | Killed | {head}\nTaiz | 14 | 31\nAden | 7 | 20") == [
        ("killed", 14, "Taiz"),
        ("killed", 7, "Aden"),
    ]


def test_those_who_did_it_are_not_those_harmed() -> None:
    claims = read("Attributed to | Killed | Arrested\nArmy | 14 | 31\nMilitias | 7 | 20")
    assert [(claim.group, claim.place) for claim in claims] == [(None, None)] * 4


@pytest.mark.parametrize("lines", [" of whom women: 20\n of whom children: 31", "- women: 20\n- children: 31"])
def test_lines_set_in_below_a_number_are_parts_of_it(lines: str) -> None:
    whole, women, children, hurt = read(f"Killed: 101\n{lines}\nInjured: 240")
    assert women.group is not None
    assert children.group is not None
    assert (women.group.text, children.group.text) == ("women", "children")
    assert (women.part_of, children.part_of, hurt.part_of) == (whole.id, whole.id, None)


def test_a_label_without_harm_below_a_number_is_no_part() -> None:
    assert counted("Killed: 101\nPassengers: 40\n- houses: 20") == [("killed", 101, None)]


@pytest.mark.parametrize(
    "heading",
    [
        "Floods, 26-27 June. District-wise loss of life:",
        "The commission counted this many people killed by the floods in the three districts that it could reach:",
    ],
)
def test_a_long_line_that_ends_with_a_colon_is_a_heading(heading: str) -> None:
    assert counted(f"{heading}\n\nGopal East - 13\nSiwan Khas - 5 (incl. 2 minors)") == [
        ("killed", 13, "Gopal East"),
        ("killed", 5, "Siwan Khas"),
        ("killed", 2, "Siwan Khas"),
    ]


def test_an_item_of_a_list_is_not_its_heading() -> None:
    assert counted("Impact\n• Deaths – 45 (Sindh 30, Punjab 15)\n• Injured – 112\n• Missing – 7") == [
        ("killed", 45, None),
        ("killed", 30, "Sindh"),
        ("killed", 15, "Punjab"),
        ("injured", 112, None),
        ("missing", 7, None),
    ]


def test_a_list_by_years_is_dated_by_them() -> None:
    claims = read("People drowned in the canal:\n2019: 23\n2020: 31\n2021 (to 30 September): 52")
    days = [(str(claim.period.earliest), str(claim.period.latest)) for claim in claims if claim.period]
    assert days == [("2019-01-01", "2019-12-31"), ("2020-01-01", "2020-12-31"), ("2021-01-01", "2021-09-30")]


def test_a_sentence_that_ends_with_a_colon_says_what_a_list_of_places_counts() -> None:
    assert counted(
        "We documented the deaths of 46 civilians, by governorate as follows:\n"
        "Rural Damascus: 31, all by barrel bombs.\nDeir ez-Zor: 15 by a landmine."
    ) == [("killed", 46, None), ("killed", 31, "Rural Damascus"), ("killed", 15, "Deir ez-Zor")]


def test_lines_headed_by_unknown_names_are_of_those_places() -> None:
    assert counted("Bulletin\n- Supra Kalan: 11 dead, 2 missing\n- Bhagwara: four persons drowned") == [
        ("killed", 11, "Supra Kalan"),
        ("missing", 2, "Supra Kalan"),
        ("killed", 4, "Bhagwara"),
    ]


@pytest.mark.parametrize("word", ["BREAKING", "UPDATE", "TOTAL", "CASUALTIES (confirmed)"])
def test_a_word_that_opens_an_alert_is_no_place(word: str) -> None:
    assert counted(f"{word}: 12 people were killed in the blast.") == [("killed", 12, None)]


@pytest.mark.parametrize("line", ["Red Cross: dead 4, injured 12", "05:20 - STATE TV: DEATH TOLL 4, INJURED 12"])
def test_a_body_that_opens_a_line_of_labels_speaks(line: str) -> None:
    claims = read(f"{line}\n")
    assert [claim.count.low for claim in claims if claim.count] == [4, 12]
    assert {claim.speaker.name.lower() for claim in claims} <= {"red cross", "state tv"}
    assert [claim.place for claim in claims] == [None, None]


def test_rows_without_a_head_are_read_cell_by_cell() -> None:
    text = "May\n\n4 May | Djibo road | traders ambushed | 9 killed | 14 injured\n27 May | Pama | 1 killed | none"
    assert counted(text) == [("killed", 9, "Djibo road"), ("injured", 14, "Djibo road"), ("killed", 1, "Pama")]
    assert {str(claim.period.earliest) for claim in read(text) if claim.period} == {"2022-05-04", "2022-05-27"}


def test_a_table_of_names_tells_what_became_of_each() -> None:
    claims = read(
        "No. | Name | Age | Status\n1 | Sara Odo | 61 | killed\n2 | Ali Wek | 19 | wounded\n3 | Ida Poe | 7 | safe"
    )
    told = [(person.name, person.age_low, person.fate) for claim in claims for person in claim.people]
    assert [claim.measure.value for claim in claims] == ["killed", "injured"]
    assert told == [("Sara Odo", 61, PersonFate.KILLED), ("Ali Wek", 19, PersonFate.INJURED)]


@pytest.mark.parametrize(
    "text",
    [
        "The dead:\n\nName | Age | From\nSara Odo | 61 | Pama\nAli Wek | 19 | Gorom",
        "Name,Age,Date of death\nSara Odo,61,3 May 2022\nAli Wek,19,4 May 2022",
    ],
)
def test_a_caption_or_head_tells_it_of_all_names(text: str) -> None:
    assert counted(text) == [("killed", 2, None)]


def test_a_table_of_names_that_tells_no_fate_is_no_claim() -> None:
    assert counted(
        "Two people were killed.\n\nName | Age | Charge\nSara Odo | 61 | theft\nAli Wek | 19 | arson"
    ) == [("killed", 2, None)]


def test_a_date_that_heads_a_line_is_of_its_event_and_that_of_a_dateline_is_not() -> None:
    heads = read(
        "Dec. 20, 2014 - A man is shot dead after wounding three officers.\n12 May 2015 - Gunmen kill a guard."
    )
    told = [str(claim.period.earliest) if claim.period else None for claim in heads]
    assert told == ["2014-12-20", "2014-12-20", "2015-05-12"]
    (written,) = read("KABUL, May 5 - Twelve people were killed in a blast on 30 April.")
    assert written.period is not None
    assert str(written.period.earliest) == "2022-04-30"
