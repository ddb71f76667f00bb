"""Sentences as newspapers and agencies write them: whose words, which day, over what a count runs."""

from __future__ import annotations

from datetime import date

import pytest

from cenotaph.extract import extract
from cenotaph.model import Claim, Measure, Scope, Stance


def read(text: str) -> list[Claim]:
    return list(extract(text, published=date(2018, 1, 29), publisher="The Post"))


def told(text: str) -> list[tuple[str, str | None, str]]:
    """Measure, count and speaker of each claim."""
    return [(c.measure, c.count.text if c.count else None, c.speaker.name) for c in read(text)]


def test_a_title_behind_a_comma_does_not_cut_the_speaker_off() -> None:
    found = told("Two men suffered burns, and 11 others were also hurt, fire Capt. Rosa Medina said.")
    assert found == [("injured", "Two", "Rosa Medina"), ("injured", "11", "Rosa Medina")]


def test_the_numbered_of_whom_something_is_reported_do_not_speak() -> None:
    found = told("At least four teachers were among the 52 reported to be killed.")
    assert ("killed", "52", "The Post") in found


def test_injuries_do_not_speak() -> None:
    found = told("Six children were killed, and more deaths are to be feared, according to the grave injuries.")
    assert found[0] == ("killed", "Six", "The Post")


def test_what_happened_after_an_act_is_no_running_total() -> None:
    found = read(
        "At least 19 people have been killed and two others abducted after bandits raided a mine in Zambia."
    )
    assert {claim.scope for claim in found} == {Scope.INCIDENT}


def test_a_strike_within_a_war_is_an_incident() -> None:
    found = read(
        "The minister spoke of the war, a day after 14 villagers were killed in a drone strike in the north."
    )
    assert [claim.scope for claim in found] == [Scope.INCIDENT]


def test_an_unknown_number_of_the_abducted_is_of_the_abducted() -> None:
    found = read("He said nine people died, but the army has yet to determine the number of kidnapped girls.")
    assert (Measure.DETAINED, Stance.REPORTS_UNKNOWN) in [(claim.measure, claim.stance) for claim in found]


def test_casualties_that_are_a_number() -> None:
    found = told("Casualties since the truce broke down in May are now at least 212, including 40 dead.")
    assert found[0] == ("killed_or_injured", "at least 212", "The Post")


def test_a_plural_behind_all_says_who_they_were() -> None:
    assert told("Raiders kidnapped 23 villagers, all women and girls.") == [("detained", "23", "The Post")]


def test_each_of_two_clauses_has_its_own_day() -> None:
    for text in (
        "On Monday, seven miners died, and three died on Thursday.",
        "On January 22, seven miners died, while three were killed on January 25.",
    ):
        days = [claim.period.earliest if claim.period else None for claim in read(text)]
        assert days == [date(2018, 1, 29 if "Monday" in text else 22), date(2018, 1, 25)], text


def test_days_of_a_month_behind_a_word_of_harm_are_no_table() -> None:
    assert [count for _, count, _ in told("Seven men died on May 4, while two were killed on May 28.")] == [
        "Seven",
        "two",
    ]


def test_what_was_driven_into_and_whom_one_asks_are_no_place() -> None:
    crash = read("A school van smashed into an oncoming truck on Tuesday, killing six people.")
    assert [claim.place for claim in crash] == [None]
    told_by = read("The van rolled over, killing six, according to Nevada Department of Health spokesman Bo Grant.")
    assert [claim.place for claim in told_by] == [None]


def test_a_spokesman_of_a_named_body_speaks_for_it_and_for_no_other() -> None:
    text = "Nine died, police said. Canon Leo Abara, spokesman for the Mwangi diocese, told radio that 14 had died."
    assert told(text)[1] == ("killed", "14", "Mwangi diocese")


def test_a_crash_on_a_day_keeps_it_when_the_police_tell_of_it() -> None:
    text = "A second van crash on Friday, in the southern region of Ica, killed 11 when it fell, police said."
    assert [c.period and c.period.earliest for c in read(text)] == [date(2018, 1, 26)]


def test_who_took_to_the_streets_was_not_taken() -> None:
    text = "About 900 marchers took to the streets of the port, and a suburb where six were killed last Friday."
    assert [measure for measure, _, _ in told(text)] == ["killed"]


def test_power_that_is_seized_is_nobody() -> None:
    found = told(
        "The deaths — all in the port — raised to 39 the death toll since the army seized power, a union said."
    )
    assert [(measure, count) for measure, count, _ in found] == [("killed", "39")]


def test_another_official_is_not_the_one_before() -> None:
    text = "Two guards died, a border official said. Another official said that three raiders were killed."
    assert [speaker for _, _, speaker in told(text)] == ["border official", "official"]


def test_a_name_before_a_post_speaks_and_not_the_town_of_the_post() -> None:
    found = told("A crew retrieved two bodies, Capt. Ines Paredes, sector commander for Tampico, said.")
    assert found == [("bodies_found", "two", "Ines Paredes")]


def test_a_clause_without_a_joint_of_its_own_has_its_people() -> None:
    found = told("Two marchers died in clashes with border forces and several hundred were injured.")
    assert [(measure, count) for measure, count, _ in found] == [("killed", "Two"), ("injured", "several hundred")]


def test_the_soldiers_who_were_killed_are_those_just_counted() -> None:
    found = told("Two Polish soldiers were killed on Tuesday. The soldiers who were killed had left camp at dawn.")
    assert [count for _, count, _ in found] == ["Two"]


def test_who_was_killed_along_with_somebody() -> None:
    for text, counts in (
        ("The raid killed the mayor of the town along with five others.", ["the mayor", "five"]),
        ("Two children were killed with their father by a mine.", ["Two", "their father"]),
        ("Soldiers shot dead the gunman with a rifle.", ["the gunman"]),
    ):
        assert [count for _, count, _ in told(text)] == counts, text


def test_hundreds_of_injuries_are_counted() -> None:
    assert told("The rally went on, with reports of hundreds of injuries.") == [("injured", "hundreds", "The Post")]


def test_who_was_among_the_dead_is_dead_whatever_else_is_told() -> None:
    found = told("Some 35 rangers were among the dead, and 41 rangers were injured.")
    assert [(measure, count) for measure, count, _ in found] == [("killed", "Some 35"), ("injured", "41")]


def test_who_is_buried_may_be_alive() -> None:
    for text, measures in (
        ("At least 480 people remained buried in Orvat, the mayor said.", [("missing", "At least 480")]),
        ("A Czech team on Monday rescued four pupils buried in a fallen school.", []),
        ("Five of the victims were buried on Tuesday.", [("killed", "Five")]),
    ):
        assert [(measure, count) for measure, count, _ in told(text)] == measures, text


def test_who_goes_on_searching_says_nothing() -> None:
    found = told("Divers in Orvat continue to search below the wreck, as the death toll climbed to 67.")
    assert found == [("killed", "67", "The Post")]


def test_a_statement_made_available_to_somebody_is_its_speakers() -> None:
    found = told("Okoro said in a statement made available to the Daily Voice that three guards were missing.")
    assert found == [("missing", "three", "Okoro")]


def test_a_general_speaks_on() -> None:
    text = (
        "General Abara said 19 soldiers have gone missing. He went on to say that three officers had died, adding "
        "that another 16 soldiers sustained injuries."
    )
    assert [speaker for _, _, speaker in told(text)] == ["Abara"] * 3


def test_since_when_there_has_been_no_worse_is_not_since_when() -> None:
    found = read(
        "In May, a bomb in Kabul killed at least 92 people in what the UN called the deadliest blast since 2001."
    )
    assert [(c.scope, c.period and c.period.earliest) for c in found] == [(Scope.INCIDENT, date(2017, 5, 1))]
    found = read("At least 92 have been killed since 2001.")
    assert [(c.scope, c.period and c.period.earliest) for c in found] == [
        (Scope.CUMULATIVE_TO_DATE, date(2001, 1, 1))
    ]


def test_two_months_in_a_row_are_one_period() -> None:
    found = read("The number of deaths counted during May and June alone was 1,204.")
    assert [(c.period.earliest, c.period.latest) for c in found if c.period] == [
        (date(2017, 5, 1), date(2017, 6, 30))
    ]


def test_parts_of_the_death_toll_are_dead() -> None:
    text = "At least 370 people have been killed and 1,249 wounded. Of the total death toll, 152 were children."
    assert [(measure, count) for measure, count, _ in told(text)][-1] == ("killed", "152")


@pytest.mark.parametrize(
    ("line", "dead", "hurt"),
    [
        ("Kandahar Death Toll Reaches 3,120, 7,450 Wounded, Health Ministry Says", 3120, 7450),
        ("Kandahar Death Toll Reaches 34, 57 Wounded, Health Ministry Says", 34, 57),
        ("Death toll rises to 37, 58 wounded", 37, 58),
        ("Mine Collapse Toll Hits 93, Over 210 Hurt, Police Say", 93, 211),
        ("Train Crash Death Toll Now 13, 31 Injured", 13, 31),
        ("Harbour Blast Death Toll Climbs Past 160, 4,000 Wounded", 161, 4000),
        ("Toll at 45 in Orvat market fire, 60 hurt", 45, 60),
    ],
)
def test_a_toll_and_the_wounded_beside_it_in_a_headline(line: str, dead: int, hurt: int) -> None:
    found = [(c.measure, c.count.low) for c in read(line) if c.count]
    assert sorted(found) == [("injured", hurt), ("killed", dead)]


@pytest.mark.parametrize(
    "text",
    [
        "Death toll could reach 300, experts say",
        "The toll is expected to reach 300, experts say.",
        "Bridge toll rises to 40 dollars",
        "Their tally hits 50 goals.",
    ],
)
def test_a_total_that_nobody_has_counted_or_of_something_else_is_no_toll(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("The toll of 12 is expected to reach 40 as 30 are missing.", [("killed", "12"), ("missing", "30")]),
        ("The toll is expected to rise as 26 are still missing.", [("missing", "26")]),
        ("The death toll is likely to climb because 17 miners are missing.", [("missing", "17")]),
    ],
)
def test_where_a_total_may_come_to_is_no_claim(text: str, counts: list[tuple[str, str]]) -> None:
    assert [(measure, count) for measure, count, _ in told(text)] == counts


def test_a_day_and_a_night_are_a_period() -> None:
    found = read("The ministry said at least 21 people have been killed in Yemen over the past 24 hours.")
    assert [claim.scope for claim in found] == [Scope.PERIOD]


def test_a_time_of_day_is_no_place() -> None:
    found = read("We recovered nine bodies from the third floor between 10:15am and 11:40am on Friday, he said.")
    assert [claim.place for claim in found] == [None]


def test_a_half_burnt_body_is_one() -> None:
    assert told("They found a half-burnt body.") == [("bodies_found", "a half-burnt body", "The Post")]


def test_a_massacre_counts_its_dead() -> None:
    for text, count in (
        ("A massacre of 21 villagers in Orvat was reported.", "21"),
        ("They were tried for the 2011 slaughter of nine nuns.", "nine"),
        ("The slaughter of 200 pigs was ordered.", None),
    ):
        assert [c for _, c, _ in told(text)] == ([count] if count else []), text


def test_who_was_displaced_is_no_part_of_the_missing() -> None:
    text = (
        "The agency said 65 were injured while seven remained missing. The storm affected 390,000 people. Of "
        "these, 31,200 families or 140,000 people were displaced and brought to 212 shelters."
    )
    assert [count for _, count, _ in told(text)] == ["65", "seven"]


def test_fractures_of_some_are_nobody_of_their_own() -> None:
    assert told("The six suffered blows to the neck causing grave spine fractures.") == []


def test_the_day_of_a_part_is_not_that_of_the_whole() -> None:
    found = read(
        "The group has killed hundreds of soldiers, including 27 during an attack on Orvat on March 4, 2016."
    )
    assert [claim.period and claim.period.earliest for claim in found] == [None, date(2016, 3, 4)]


def test_bodies_that_one_came_to_find_were_found() -> None:
    found = told("Neighbours arrived to find the bodies of Ana Ruiz, a baker, and her son in their home.")
    assert [measure for measure, _, _ in found] == ["bodies_found"]
    assert told("Divers combed the harbour to find the bodies of the crew.") == []


def test_that_it_is_zero_counts_nobody() -> None:
    found = told('Two women were killed. "Getting them to talk at all, it\'s zero," the detective said.')
    assert [count for _, count, _ in found] == ["Two"]


def test_most_of_them_is_no_superlative_before_since() -> None:
    text = "More than 680, most of them farmers, have died since a revolt flared up again in 2014, a monitor said."
    assert {c.period.earliest for c in read(text) if c.period} == {date(2014, 1, 1)}


def test_since_somebody_was_killed_is_the_day_of_the_killing() -> None:
    found = read("The seat has been empty since councillor Leo Abara was hacked to death on the mill road in July.")
    assert [(c.period.earliest, c.period.latest) for c in found if c.period] == [
        (date(2017, 7, 1), date(2017, 7, 31))
    ]


def test_whose_own_verb_follows_is_no_object_of_the_one_before() -> None:
    for text, wanted in (
        (
            "The blast killed her brother and her mother was hurt.",
            [("killed", "her brother"), ("injured", "her mother")],
        ),
        ("Raiders shot his wife and his son fled.", [("injured", "his wife")]),
        ("Gunmen killed his brother and their cousin said he was alone.", [("killed", "his brother")]),
        ("They killed her husband and son.", [("killed", "her husband and son")]),
    ):
        assert [(measure, count) for measure, count, _ in told(text)] == wanted, text
