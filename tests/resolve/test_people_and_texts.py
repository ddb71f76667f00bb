"""What ties reports beside time, place and parties: the people they name, and texts that are alike."""

from __future__ import annotations

from cenotaph.model import ActorKind, Claim, Speaker
from cenotaph.resolve import Resolution, resolve
from reconcile.claims import FEB7, KHASHAM, MINISTRY, UKRAINE, US, claim, count, day, group, report

PEOPLE = group("people", role="people")
NINE, ONE = count("nine", 9, 9, 9), count("one", 1, 1, 1)
MOTHER = Speaker(name="mother", kind=ActorKind.RELATIVE)
WHO = "Anselmo Prates"

FIRST = report("Gazette", "2018-02-08")
BATTLE = claim(FIRST, US, "killed", NINE, PEOPLE, place=KHASHAM, period=FEB7)
NAMED = claim(FIRST, MOTHER, "killed", ONE, None, person=WHO, place=KHASHAM, period=FEB7, start=90)
LATER = report("Courier", "2018-02-12")


def of(found: Resolution, told: Claim) -> list[str]:
    return [incident.code for incident in found.incidents if told.id in incident.claims]


def reason(found: Resolution, told: Claim) -> str:
    return next(j.reason for j in found.judgements if j.about.id == told.id)


def test_one_person_killed_on_one_day_is_killed_in_one_incident() -> None:
    again = claim(LATER, MOTHER, "killed", ONE, None, person=WHO, period=FEB7)
    found = resolve([FIRST, LATER], [BATTLE, NAMED, again])
    assert of(found, again) == of(found, BATTLE)
    assert "both name Anselmo Prates" in reason(found, again)
    other = claim(LATER, MOTHER, "killed", ONE, None, person="Bo Stone", period=FEB7)
    assert of(resolve([FIRST, LATER], [BATTLE, NAMED, other]), other) == []


def test_a_report_without_a_day_goes_where_its_dead_is_named() -> None:
    bare = claim(LATER, MOTHER, "killed", ONE, None, person=WHO)
    found = resolve([FIRST, LATER], [BATTLE, NAMED, bare])
    assert of(found, bare) == of(found, BATTLE)
    assert reason(found, bare) == "its report was published 5 days after; both name Anselmo Prates"


def test_a_namesake_killed_elsewhere_or_on_another_day_is_another_person() -> None:
    away = claim(LATER, MOTHER, "killed", ONE, None, person=WHO, place=UKRAINE, period=FEB7)
    next_week = claim(LATER, MOTHER, "killed", ONE, None, person=WHO, period=day("2018-02-11"), start=50)
    found = resolve([FIRST, LATER], [BATTLE, NAMED, away, next_week])
    assert of(found, away) != of(found, BATTLE)
    assert of(found, next_week) != of(found, BATTLE)


def test_a_day_without_a_place_goes_with_the_incident_that_its_report_turns_out_to_tell_of() -> None:
    late = report("Courier", "2018-03-05")
    dozens = count("several dozen", 24, None, 99)
    battle = claim(FIRST, MINISTRY, "killed", dozens, PEOPLE, place=KHASHAM, period=FEB7, said="2018-02-09")
    told = claim(late, MINISTRY, "killed", dozens, PEOPLE, said="2018-02-09", start=900)
    placeless = claim(late, "police", "killed", count("100", 100, 100, 100), PEOPLE, period=FEB7, start=90)
    found = resolve([FIRST, late], [battle, told, placeless])
    assert of(found, told) == of(found, battle)
    assert of(found, placeless) == of(found, battle)
    assert reason(found, placeless) == "both 7 February 2018; same report"
    alone = resolve([FIRST, late], [battle, placeless])
    assert of(alone, placeless) != of(alone, battle)


FERRY = (
    "The pontoon bridge below the gas plant burned after midnight, and the crew of the relief tugboat found "
    "nine men of the Zarya convoy among the reeds."
)
SAME = (
    "Nine men of the Zarya convoy lay among the reeds below the gas plant, where the pontoon bridge burned after "
    "midnight; a relief tugboat took them off."
)
ELSE = "Shepherds came upon nine graves beside the dry well, dug some weeks ago, an official of the district said."


def test_a_report_of_one_place_without_a_day_goes_with_the_text_that_it_is_like() -> None:
    source = report("Gazette", "2018-02-08", FERRY)
    dated = claim(source, "police", "killed", NINE, PEOPLE, place=KHASHAM, period=FEB7)
    for text, joins in ((SAME, True), (ELSE, False)):
        late = report("Courier", "2018-02-10", text)
        told = claim(late, "police chief", "killed", count("9", 9, 9, 9), PEOPLE, place=KHASHAM)
        found = resolve([source, late], [dated, told])
        assert (of(found, told) == of(found, dated)) is joins
        assert ("their texts are alike" in reason(found, told)) is joins
