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


def days(text: str) -> list[str | None]:
    return [str(claim.period.earliest) if claim.period and claim.period.earliest else None for claim in read(text)]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Mon, 6 June\n- Two men shot at Pama.\n\nWed, 8 June\n- Three drowned at Gorom.", ["06-06", "06-08"]),
        (
            "1. Pama, 6 June: market raided. Two died.\n2. Gorom, 8 June: well fell in. Three died.",
            ["06-06", "06-08"],
        ),
        ("Sat., 9 p.m. - Fight at inn. Man stabbed.\nSun., 1 a.m. - Fire. Two burned.", ["06-11", "06-12"]),
        ("March 1987: Ferry sinks. Ninety die.\nMay 1991: Ferry burns. Forty die.", ["1987-03-01", "1991-05-01"]),
        ("6 June, Pama: guard killed. 8 June, Gorom: two boys hurt.", ["06-06", "06-08"]),
        ("PAMA, 6 June - A bus fell off a bridge. Two died.", [None]),
        ("6 June 2022\n\nThe bus fell off a bridge. Two died.", [None]),
    ],
)
def test_the_date_that_heads_a_line_or_a_list_is_that_of_its_events(text: str, want: list[str | None]) -> None:
    assert [day and day.removeprefix("2022-") for day in days(text)] == want


def test_places_that_head_sentences_of_one_line_are_each_of_its_own() -> None:
    text = "Past day. Sumir oblast: 5 killed, 10 injured. Kherlon oblast: one dead. Poltan oblast: no data."
    assert counted(text) == [
        ("killed", 5, "Sumir oblast"),
        ("injured", 10, "Sumir oblast"),
        ("killed", 1, "Kherlon oblast"),
    ]


def test_heads_of_a_list_are_places_where_one_of_them_surely_is() -> None:
    text = "Kamba: Taxi on its roof. 5 dead.\nR40 nr Castel: House robbed. Guard hurt.\nAcorn dam: Two drowned."
    assert [place for _, _, place in counted(text)] == ["Kamba", "R40 nr Castel", "Acorn dam"]


def test_our_own_and_the_enemy_are_no_places() -> None:
    assert counted("0610. Own: 1 KIA, 3 WIA.") == [("killed", 1, None), ("injured", 3, None)]


def test_a_place_right_before_a_bracket_is_that_of_the_counts_in_it() -> None:
    text = "Worst hit were Kullu Valley (11 dead, 4 missing), Mandi (9 dead) and Upper Sola (5 dead)."
    assert counted(text) == [
        ("killed", 11, "Kullu Valley"),
        ("missing", 4, "Kullu Valley"),
        ("killed", 9, "Mandi"),
        ("killed", 5, "Upper Sola"),
    ]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Five civilians were killed (Karesh 3, Adu 2).", [(5, None), (3, "Karesh"), (2, "Adu")]),
        ("At least 14 people died (nine in Kesh and five in Var).", [(14, None), (9, "Kesh"), (5, "Var")]),
        ("New deaths: 9 (facility 4, community 5)", [(9, None), (4, None), (5, None)]),
        ("They killed 12 people (aged 9 and 3).", [(12, None)]),
        ("They killed 12 people (Kesh 9, Var 4).", [(12, None)]),
    ],
)
def test_numbers_in_brackets_that_add_up_to_the_one_before_are_its_parts(
    text: str, want: list[tuple[int, str | None]]
) -> None:
    told = counted(text)
    assert [(low, place) for _, low, place in told] == want
    claims = sorted(read(text), key=lambda claim: next(s.start for s in claim.fields if s.field == "count"))
    assert [claim.part_of for claim in claims[1:]] == [claims[0].id] * (len(claims) - 1)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Arrests: 212, including 14 children and 9 women", [(212, None), (14, "children"), (9, "women")]),
        ("Injured: 34, among them six children.", [(34, None), (6, "children")]),
        ("Killings: 68, of which 21 under torture", [(68, None), (21, None)]),
        ("Dead: 12, including a nurse; houses burnt: 40", [(12, None), (1, "nurse")]),
        ("dead 4 incl. 2 children, injured 9", [(4, None), (2, "children"), (9, None)]),
        (
            "Deaths: 29 (20 hostages, 7 gunmen, 2 staff)",
            [(29, None), (20, "hostages"), (7, "gunmen"), (2, "staff")],
        ),
        ("Killed: 61, including stray cattle", [(61, None)]),
    ],
)
def test_people_behind_a_labelled_number_are_parts_of_it(text: str, want: list[tuple[int, str | None]]) -> None:
    claims = sorted(read(text), key=lambda claim: next(s.start for s in claim.fields if s.field == "count"))
    told = [
        (claim.count.low if claim.count else None, claim.group.text if claim.group else None) for claim in claims
    ]
    assert told == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Kesh - 9 killed, 30+ injured", [("killed", 9), ("injured", 30)]),
        ("Village magistrate shot dead.", [("killed", 1)]),
        ("Sapper slightly hurt by fuze.", [("injured", 1)]),
        ("54 crew kidnapped, 77 held hostage, 6 injured.", [("detained", 54), ("detained", 77), ("injured", 6)]),
    ],
)
def test_notes_leave_words_out_and_end_with_a_full_stop_all_the_same(
    text: str, want: list[tuple[str, int]]
) -> None:
    assert [(measure, low) for measure, low, _ in counted(text)] == want


def told(text: str) -> list[tuple[int | None, str]]:
    return [(claim.count.low if claim.count else None, claim.speaker.name) for claim in read(text)]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "Killed: 61 (Ministry of Health), 48 (Red Crescent)\nHurt: 208 (partners), 187 (Red Crescent)",
            [(61, "Ministry of Health"), (48, "Red Crescent"), (208, "partners"), (187, "Red Crescent")],
        ),
        ("Deaths: 14 (confirmed)\nInjured: 30 (mostly women)", [(14, "Inlet Post"), (30, "Inlet Post")]),
        ("Health ministry - 215 killed, 40 wounded", [(215, "Health ministry"), (40, "Health ministry")]),
        ("Feared dead:\n - UNICEF: some 800\n - Coast guard: about 700", [(720, "UNICEF"), (630, "Coast guard")]),
        ("Editor's note: An earlier version of this story said 50 were killed.", [(50, "Inlet Post")]),
        ("Dead in police care:\nKaresh: 14\nVar: 9", [(14, "Inlet Post"), (9, "Inlet Post")]),
    ],
)
def test_who_tells_a_figure_of_a_list(text: str, want: list[tuple[int | None, str]]) -> None:
    assert told(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("14:20 Dead: 12, injured: 30", [("killed", 12), ("injured", 30)]),
        ("0940 Dead: 12, injured: 30", [("killed", 12), ("injured", 30)]),
        ("Homicides: 120 in 2019, 98 in 2020.", [("killed", 120), ("killed", 98)]),
        ("Murders in the city, by month:\nJanuary 41 | February 38\nMarch 27 | April 35", [
            ("killed", 41), ("killed", 38), ("killed", 27), ("killed", 35),
        ]),
        ("Senka - 9 killed, 5 hurt (19 May)\nMonte - 2 killed (3 May), one a guard\nPama - 4 killed, 6 hurt", [
            ("killed", 9), ("injured", 5), ("killed", 2), ("killed", 4), ("injured", 6),
        ]),
        ("Female, 40, struck by car on Main. Pronounced dead.", [("killed", 1)]),
        ("POLICE BEAT\n\nNo harm this week.", []),
    ],
)  # fmt: skip
def test_figures_behind_clocks_years_and_months(text: str, want: list[tuple[str, int]]) -> None:
    assert [(measure, low) for measure, low, _ in counted(text)] == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("The toll is now 70 -- 54 in Maul Region, 6 in Bio Region, 10 elsewhere.", [
            ("killed", 70, None), ("killed", 54, "Maul Region"), ("killed", 6, "Bio Region"), ("killed", 10, None),
        ]),
        ("He said 93 people died in Taiz, 69 in neighbouring Morel state.", [
            ("killed", 93, "Taiz"), ("killed", 69, "Morel state"),
        ]),
        ("Police killed 23 bandits across Rabo, Illa and Upper Goro districts.", [("killed", 23, "Rabo")]),
    ],
)  # fmt: skip
def test_places_that_share_a_number(text: str, want: list[Said]) -> None:
    assert counted(text) == want


def test_the_same_date_is_the_one_told_last_and_a_span_heads_a_line_whole() -> None:
    text = "On May 3, police killed two men in Pama. On the same date, raiders killed 14 herders in Gorom."
    assert days(text) == ["2022-05-03", "2022-05-03"]
    (claim,) = read("May 11 - May 15: Gunmen abducted nine farmers in Pama.")
    assert claim.period is not None
    assert (str(claim.period.earliest), str(claim.period.latest)) == ("2022-05-11", "2022-05-15")


def test_the_day_of_an_update_is_not_that_of_its_events() -> None:
    assert days("Update, May 26: Toll rises to 12.\nUpdate, May 25: Ten dead.") == [None, None]


def test_who_is_feared_trapped_says_nothing() -> None:
    assert told("There was damage, with many people feared trapped under buildings.") == [(2, "Inlet Post")]


def test_the_fields_of_a_form_hold_for_its_block_whether_before_or_behind_the_number() -> None:
    first = "9. Pama\n\nDead : 307\nPlace : Gorom\nDate : May 3, 2022\n\n"
    text = f"{first}8. Var\n\nDead : 12\nPlace : Taiz\nDate : June 1, 2022"
    assert counted(text) == [("killed", 307, "Gorom"), ("killed", 12, "Taiz")]
    assert days(text) == ["2022-05-03", "2022-06-01"]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("1.85M People affected\n\n603 Deaths\n\n1641 Injured", [("killed", 603), ("injured", 1641)]),
        ("Gunmen killed 14 people --nine boys and five men, while injuring three.", [
            ("killed", 14), ("killed", 9), ("killed", 5), ("injured", 3),
        ]),
        ("The 60 guards who died include 31 in the north, 20 in the west and nine elsewhere.", [
            ("killed", 60), ("killed", 31), ("killed", 20), ("killed", 9),
        ]),
        ("04.03.2022 (Yemen) : At least 60 were killed.", [("killed", 60)]),
        ("Series of blasts in Aden kill 19 people and injured over 80.", [("killed", 19), ("injured", 81)]),
    ],
)  # fmt: skip
def test_figures_of_pages_and_lists(text: str, want: list[tuple[str, int]]) -> None:
    assert [(measure, low) for measure, low, _ in counted(text)] == want
