"""Where the harm was: names that no gazetteer has, the closest of several, and what only looks like a place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cenotaph.extract import extract
from cenotaph.model import Claim

PUBLISHED = date(2024, 5, 15)
FILE = Path(__file__).parent / "expressions" / "places.txt"
LINES = [line for line in FILE.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def claims(text: str) -> list[Claim]:
    return [claim for claim in extract(text, published=PUBLISHED, publisher="Gazette") if claim.restates is None]


@pytest.mark.parametrize("line", LINES)
def test_the_place_of_the_harm(line: str) -> None:
    text, place = line.split(" | ")
    found = claims(text)[0].place
    assert found is not None
    assert found.text.lower() in place.lower() or place.lower() in found.text.lower()


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("VDC: Dhunge -- dead 112; injured 260; missing 18", ["Dhunge"] * 3),
        ("Karesh: dead 12, injured 40", ["Karesh"] * 2),
        ("Karesh district - killed 4, wounded 11", ["Karesh district"] * 2),
        ("Police: dead 12, injured 40", [None, None]),
        ("Update: dead 12, injured 40", [None, None]),
        ("District total -- dead 160; injured 293", [None, None]),
    ],
)
def test_a_line_of_labels_is_of_the_place_that_it_opens_with(text: str, places: list[str | None]) -> None:
    assert [claim.place.text if claim.place else None for claim in claims(text)] == places


def test_whoever_speaks_in_capitals_is_no_place() -> None:
    assert {c.place for c in claims("GOVERNOR: 9 DEAD IN MARKET FIRE; TRADERS SAY 15")} == {None}


def test_a_storm_is_what_killed_and_no_place() -> None:
    assert {c.place for c in claims("5 killed, 12 injured and 3 missing in Tropical Storm Jebi")} == {None}


def test_the_worst_hit_district_is_where_its_dead_were() -> None:
    found = claims("The river burst its banks. Kalu District was the worst hit, with 31 dead and nine missing.")
    assert [c.place and c.place.text for c in found] == ["Kalu District"] * 2


def test_what_accounts_for_deaths_is_where_they_were_or_what_killed() -> None:
    text = "Kisumu accounted for nine deaths, Ondiek Bay for seven."
    found = {claim.count.low: claim.place.text if claim.place else None for claim in claims(text) if claim.count}
    assert (found[9], found[7]) == ("Kisumu", "Ondiek Bay")
    (illness,) = claims("Malaria accounted for 40 deaths.")
    assert illness.place is None


def test_rows_take_the_place_and_the_days_of_their_caption() -> None:
    text = "Killed in Karesh province, 1 to 7 May:\n- by shelling: 12 killed\n- by mines: 3 killed, 4 injured"
    found = claims(text)
    assert len(found) == 3
    for claim in found:
        assert claim.place is not None
        assert claim.place.text == "Karesh province"
        assert claim.period is not None
        assert (claim.period.earliest, claim.period.latest) == (date(2024, 5, 1), date(2024, 5, 7))


def test_each_row_has_the_place_before_its_colon() -> None:
    text = "Casualties by district\nKaresh: 12 killed, 30 injured\nDuma Sur: 4 killed, 9 injured"
    assert [c.place.text if c.place else None for c in claims(text)] == ["Karesh", "Karesh", "Duma Sur", "Duma Sur"]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen came to the village of Solhane on Monday. Villagers said 12 people were killed in the village.",
        "Troops gathered in Solhane on Monday. Twelve people were killed there.",
    ],
)
def test_there_and_the_village_point_back(text: str) -> None:
    (claim,) = claims(text)
    assert claim.place is not None
    assert claim.place.text == "Solhane"
    assert "place.pointer" in claim.extraction.rules


@pytest.mark.parametrize(
    "text",
    [
        "Three fighters of Hamas were killed, the army said.",
        "Two people died in May, the agency Reuters reported.",
        "Twelve soldiers were killed on Tuesday, a spokesman in Paris said.",
        "A man wounded in the attack was flown to Berlin for treatment.",
        "Four Syrian soldiers were killed.",
        "The ministry in Rabat insists on the loss of one soldier.",
        "Two of the injured are still in intensive care at the Rosen clinic.",
        "A man died at a hospital in Lodova after a crash.",
        "Nine are dead: six in Karesh, three in Duma.",
        "Eleven survivors, two with burns, are in a camp near Obo.",
        "The wounded remain in Lashkar Gah.",
        "A man was convicted at Leeds Crown Court of killing two women.",
        "Two of the wounded were taken to a clinic in Varna.",
        "A nurse was killed and six colleagues were evacuated to Juba.",
        "The boy, a pupil at Herrick Academy, was killed on Friday.",
        "A lecturer at the University of Dorma was shot dead on Sunday.",
        "Speaking to reporters in Lahore, the minister said 14 people had died.",
        "Diplomats in Nairobi doubt the claim that 400 rebels were killed.",
        "Analysts in Brussels question reports that 200 soldiers died.",
        "The toll stands at 41, hospital officials in Tikra told the agency.",
        "A memorial in Dunford lists 19 men who died.",
        "Families gathered in Kobar prison square to mourn the 12 dead.",
        "Police from Kent said a cyclist was killed.",
        "The president, on a visit to Rome, put the dead at 50.",
        "The villagers fled to Kitgum after nine people were killed.",
        "Ten people were killed, the deadliest attack in the country in years.",
        "Two soldiers died of their wounds on the way to Erbil.",
        "A Boeing bound for Accra crashed, killing 70.",
        "A convoy on its way from Gao to Kidal was ambushed; four soldiers died.",
        "Fighting broke out in Abyei on Saturday. Thirty people were killed.",
        "Between 40 and 60 armed men on the side of Bashar al-Assad were killed.",
        "Twenty gunmen on the side of Joseph Kony were shot dead.",
        "Twelve people died after the fall of Riek Machar.",
        "They killed 40 raiders after they had come over the river to attack the camp.",
        "Twenty men were killed after they had driven across the desert.",
        'To Damascus the 12 dead were "martyrs".',
        "Sana Watch, a monitor based in Leeds, gave a toll of 37.",
        "The report, made public in Geneva on Thursday, says 47 were killed.",
    ],
)
def test_what_is_no_place_of_the_harm(text: str) -> None:
    assert next(c for c in claims(text) if c.part_of is None).place is None


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Bombs killed at least 41 people in Adra and 26 in Kessab, a monitor said.", ["Adra", "Kessab"]),
        ("A medic put the number of dead in Deir Hafa at 14, with 131 hurt.", ["Deir Hafa", "Deir Hafa"]),
        ("KARUND: 14 dead, the mayor tells us, after a jet bombed a bus.", ["KARUND"]),
        ("- Kherson: 2 civilians killed, 6 injured", ["Kherson", "Kherson"]),
        (
            "Drones over Odesa killed a guard. Debris fell on the seafront; nobody was hurt there.",
            ["Odesa", "seafront"],
        ),
        ("As many as 35 people died when missiles hit the Bervik training ground, he wrote.", ["Bervik"]),
    ],
)
def test_every_count_has_its_own_place(text: str, places: list[str]) -> None:
    found = [claim.place.text if claim.place else "" for claim in claims(text)]
    assert [place in named for place, named in zip(places, found, strict=True)] == [True] * len(places), found


def test_the_head_of_a_line_places_its_counts() -> None:
    text = (
        "Weekly notes\n3 May, Kolo-Bari: night raid; 4 traders killed, 2 injured.\n"
        "5 May, Tessit camp: a child dead in a stampede."
    )
    assert [c.place.text if c.place else None for c in claims(text)] == ["Kolo-Bari", "Kolo-Bari", "Tessit camp"]


def test_capitals_head_a_line_where_several_lines_are_headed_so() -> None:
    text = "LIMA: Bus plunge toll hits 22\nZAGREB: A skater was killed by a tram\nTUSCANVILLE: Two shot, one dead"
    assert {c.place.text for c in claims(text) if c.place} == {"LIMA", "ZAGREB", "TUSCANVILLE"}
    alone = claims("ZAGREB: Officials are counting the votes. A skater was killed by a tram.")
    assert [c.place for c in alone] == [None]


def test_a_heading_that_says_what_is_told_is_no_place() -> None:
    text = "Shelter: 400 tents went out.\nHealth: 212 new cases, 4 deaths.\nComment: two deaths are doubted."
    assert all(claim.place is None for claim in claims(text))


def test_the_field_of_a_form_places_its_counts() -> None:
    text = "Incident: 77\nDate: 3 May 2024\nLocation: Tarun village, 6 km W of Dol\nFatalities: 5\nInjured: 12"
    assert [c.place.text if c.place else None for c in claims(text)] == ["Tarun village", "Tarun village"]


def test_a_place_heads_the_labels_of_its_line() -> None:
    text = "North Kasu - dead: 6; injured: 14; missing: 2\nBilaran: dead 0, injured 3\nTotal - dead: 6; injured: 17"
    read = [c.place.text if c.place else None for c in claims(text)]
    assert read == ["North Kasu"] * 3 + ["Bilaran"] * 2 + [None] * 2


def test_a_number_in_brackets_is_of_the_place_before_them() -> None:
    text = "Nine people died in Gujarat, followed by Kerala (five) and Punjab (four)."
    found = {claim.count.low: claim.place.text if claim.place else None for claim in claims(text) if claim.count}
    assert (found[9], found[5], found[4]) == ("Gujarat", "Kerala", "Punjab")


def test_a_line_that_opens_with_a_country_and_a_name_is_of_the_name() -> None:
    (claim,) = claims("Kenya, Garissa: a guard was killed by a mine.")
    assert claim.place is not None
    assert (claim.place.text, claim.speaker.name) == ("Garissa", "Gazette")


def test_a_numbered_part_of_a_building_and_a_fence_are_places() -> None:
    for text, place in (
        ("Six inmates were killed when guards retook Block D of Keld prison.", "Block D"),
        ("Two guards were shot dead at the Orrin fence on Monday.", "Orrin fence"),
    ):
        (claim,) = claims(text)
        assert claim.place is not None
        assert claim.place.text == place
