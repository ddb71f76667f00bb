"""Sentences as newspapers and agencies write them: whose words, which day, over what a count runs."""

from __future__ import annotations

from datetime import date

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
    found = told(
        "Six children were killed, and the number of dead is likely to rise, according to the serious injuries."
    )
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
