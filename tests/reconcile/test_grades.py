"""Airwars' grades by rule, each with its reason, and a person's word over the rule's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from cenotaph.errors import RecordError
from cenotaph.model import ActorKind, Claim, Grade, Incident, IncidentKind, Judgement, JudgementKind, Ref, Speaker
from cenotaph.reconcile.evidence import gather
from cenotaph.reconcile.grades import Graded, grade
from cenotaph.reconcile.parties import accepts, interested, side_of
from reconcile.claims import STRIKES, US, claim, count, group, report

POST, STAR = report("Post", "2020-05-01"), report("Star", "2020-05-02")
NINE = count("9", 9, 9, 9)
HOSPITAL = Speaker(name="Northgate hospital", kind=ActorKind.HEALTH_AUTHORITY)
MAYOR = Speaker(name="Ada Lund", kind=ActorKind.INDIVIDUAL)
IRAN = Speaker(name="Iran", kind=ActorKind.STATE, country="IR")
PENTAGON = Speaker(name="the Pentagon", kind=ActorKind.STATE_FORCE, country="US")
SOLDIERS = group("soldiers", role="soldiers", status="armed_forces")
INCIDENT = Incident(code="X-1", title="Northgate")


def graded(*claims: Claim, incident: Incident | None = None, judgements: Sequence[Judgement] = ()) -> Graded:
    evidence = gather([POST, STAR], claims, judgements)
    return grade(evidence, evidence.keys, incident, judgements)


def judged(label: str, by: str, id_: str, reverses: str | None = None) -> Judgement:
    return Judgement(
        id=id_,
        kind=JudgementKind.GRADE,
        about=Ref(kind="incident", id=INCIDENT.code),
        label=label,
        by=by,
        at=datetime(2020, 6, 1, tzinfo=UTC),
        reason="seen by us",
        reverses=reverses,
    )


hospital = claim(POST, HOSPITAL, "killed", NINE)
mayor = claim(STAR, MAYOR, "killed", NINE, start=4)


def test_a_belligerent_that_owns_its_act_confirms() -> None:
    owned = claim(STAR, PENTAGON, "killed", NINE, by=(US,), start=8)
    assert accepts(owned)
    found = graded(hospital, owned)
    assert found.grade is Grade.CONFIRMED
    assert found.claims == (owned.id,)
    assert "accepts responsibility" in found.reason


def test_who_lives_in_a_country_does_not_accept_for_its_army() -> None:
    army = Speaker(name="Syrian army", kind=ActorKind.STATE_FORCE, country="SY")
    rebels = Speaker(name="Syrian rebels", kind=ActorKind.REBEL_GROUP, country="SY")
    clinic = Speaker(name="Syrian clinic", kind=ActorKind.HEALTH_AUTHORITY, country="SY")
    assert not accepts(claim(POST, clinic, "killed", NINE, by=(army,)))
    assert not accepts(claim(POST, army, "killed", NINE, by=(rebels,)))
    assert side_of(rebels) != side_of(army)


def test_two_credible_sources_and_an_act_of_force_are_fair() -> None:
    assert graded(hospital, replace(mayor, cause=STRIKES)).grade is Grade.FAIR
    battle = replace(INCIDENT, kind=IncidentKind.BATTLE)
    assert graded(hospital, mayor, incident=battle).grade is Grade.FAIR


def test_without_an_act_of_force_two_sources_stay_ungraded() -> None:
    found = graded(hospital, mayor)
    assert found.grade is Grade.UNGRADED
    assert "nobody tells of an act by a belligerent" in found.reason


def test_one_source_is_weak_and_an_unnamed_one_makes_it_no_stronger() -> None:
    rumour = claim(STAR, Speaker(name="some reports", kind=ActorKind.ANONYMOUS), "killed", NINE, start=9, by=(US,))
    assert graded(hospital, rumour).grade is Grade.WEAK


def test_competing_claims_of_responsibility_contest() -> None:
    found = graded(replace(hospital, attributed_to=(US,)), replace(mayor, attributed_to=(IRAN,)))
    assert found.grade is Grade.CONTESTED
    assert found.reason == (
        "Competing claims of responsibility: the Northgate hospital names the US; Ada Lund names Iran."
    )


CIVILIANS = group("civilians", role="civilians", status="civilian")
MILITANTS = group("militants", role="militants")


def test_a_belligerent_that_calls_the_dead_fighters_contests_that_they_were_civilians() -> None:
    own = claim(STAR, PENTAGON, "killed", NINE, MILITANTS, by=(US,), start=8)
    found = graded(own, replace(hospital, group=CIVILIANS))
    assert found.grade is Grade.CONTESTED
    assert found.disputed == CIVILIANS
    assert found.reason == (
        "Contested whether they were civilians: the Pentagon, held responsible, counts “9” killed (militants); "
        "the Northgate hospital counts “9” killed (civilians)."
    )


@pytest.mark.parametrize(
    ("also", "why"),
    [
        (claim(STAR, PENTAGON, "killed", count("2", 2, 2, 2), CIVILIANS, by=(US,), start=20), "it concedes some"),
        (claim(POST, MAYOR, "killed", NINE, MILITANTS, start=20), "another voice has both"),
    ],
)
def test_where_both_sorts_may_have_died_nothing_is_in_dispute(also: Claim, why: str) -> None:
    own = claim(STAR, PENTAGON, "killed", NINE, MILITANTS, by=(US,), start=8)
    assert graded(own, replace(hospital, group=CIVILIANS), also).grade is Grade.CONFIRMED, why


def test_that_no_civilian_died_is_no_admission_and_who_did_not_do_it_disputes_nothing() -> None:
    none = claim(STAR, PENTAGON, "killed", count("no", 0, 0, 0), CIVILIANS, start=12)
    own = claim(STAR, PENTAGON, "killed", NINE, MILITANTS, by=(US,), start=8)
    assert graded(own, none, replace(hospital, group=CIVILIANS)).grade is Grade.CONTESTED
    onlooker = claim(STAR, IRAN, "killed", NINE, MILITANTS, start=8)
    assert graded(onlooker, replace(hospital, group=CIVILIANS)).grade is not Grade.CONTESTED


def test_a_person_who_grades_it_contested_as_well_keeps_whose_status_it_is() -> None:
    own = claim(STAR, PENTAGON, "killed", NINE, MILITANTS, by=(US,), start=8)
    told = [own, replace(hospital, group=CIVILIANS)]
    found = graded(*told, incident=INCIDENT, judgements=[judged("contested", "anna", "j1")])
    assert (found.by, found.disputed) == ("anna", CIVILIANS)
    fair = graded(*told, incident=INCIDENT, judgements=[judged("fair", "anna", "j1")])
    assert (fair.grade, fair.disputed) == (Grade.FAIR, None)


def test_in_a_battle_each_sides_dead_have_another_killer() -> None:
    civilians = group("civilians", role="civilians", status="civilian")
    one = claim(POST, HOSPITAL, "killed", NINE, civilians, by=(US,))
    two = claim(STAR, MAYOR, "killed", NINE, SOLDIERS, by=(IRAN,))
    assert graded(one, two).grade is Grade.FAIR


def test_fighters_alone_are_discounted_but_not_on_the_killers_word() -> None:
    own_word = claim(STAR, PENTAGON, "killed", NINE, SOLDIERS, by=(US,), start=8)
    assert graded(own_word).grade is Grade.CONFIRMED
    assert graded(own_word, claim(POST, HOSPITAL, "killed", NINE, SOLDIERS)).grade is Grade.DISCOUNTED


def test_who_has_a_part_in_it() -> None:
    victims = claim(POST, IRAN, "killed", NINE, group("Iranians", "IR"), start=2)
    accused = claim(STAR, US, "killed", NINE, start=3)
    told = [replace(hospital, attributed_to=(US,)), victims, accused]
    assert interested(told) == {victims.id, accused.id}


def test_a_person_overrides_the_rule_and_can_be_undone() -> None:
    machine, person = judged("weak", "machine:x@1", "j2"), judged("discounted", "anna", "j1")
    found = graded(hospital, mayor, incident=INCIDENT, judgements=[machine, person])
    assert (found.grade, found.by, found.reason, found.judgement) == (Grade.DISCOUNTED, "anna", "seen by us", "j1")
    undone = judged("discounted", "anna", "j3", reverses="j1")
    assert graded(hospital, incident=INCIDENT, judgements=[machine, person, undone]).by == "machine:x@1"


def test_a_grade_that_is_none_is_an_error() -> None:
    with pytest.raises(RecordError, match="superb"):
        graded(hospital, incident=INCIDENT, judgements=[judged("superb", "anna", "j1")])
