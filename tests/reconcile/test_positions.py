"""What each speaker said over time: repeats, retractions, hedges, and the numbers of each change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cenotaph.model import Count, Delta, Hedge, Measure, Rendering, StepKind, content_id
from cenotaph.reconcile import reconcile
from cenotaph.store.codec import decode, encode
from reconcile import khasham as k
from reconcile.claims import claim, count, group, report

EARLY, LATER, LAST = report("A", "2018-02-10"), report("B", "2018-02-12"), report("C", "2018-02-21")
REPORTS = (EARLY, LATER, LAST)
FIVE, NINE = count("5", 5, 5, 5), count("9", 9, 9, 9)


def test_a_late_reprint_of_an_old_figure_is_no_new_position() -> None:
    first = claim(EARLY, "Damascus", "killed", FIVE)
    second = claim(LATER, "Damascus", "killed", NINE)
    reprint = replace(first, id=content_id("c", [first.id, "again"]), report=LAST.id, restates=first.id)
    reckoning = reconcile(REPORTS, [first, second, reprint])
    (position,) = reckoning.positions
    assert [step.relation for step in position.steps] == [StepKind.FIRST, StepKind.RAISES, StepKind.RESTATES]
    assert (reckoning.envelopes[0].least, reckoning.envelopes[0].most) == (second.id, second.id)
    assert reckoning.contradictions == (), "what was replaced contradicts nobody"


def test_a_change_carries_its_numbers_hedges_and_measures() -> None:
    position = next(p for p in reconcile(k.REPORTS, k.CLAIMS, k.INCIDENT).positions if p.steps[0].claim is k.five)
    first, second, third = position.steps
    assert first.delta is None
    assert second.delta is not None
    assert (str(second.delta.was), str(second.delta.now)) == ("perhaps 5", "24 to 99")
    assert second.delta.measures == (Measure.KILLED, Measure.KILLED_OR_INJURED)
    assert second.delta.was.trail.claims == (k.five.id,)
    assert third.delta is not None


def test_two_renderings_of_one_statement_stand_against_each_other_in_its_position() -> None:
    position = next(p for p in reconcile(k.REPORTS, k.CLAIMS, k.INCIDENT).positions if p.steps[0].claim is k.five)
    (rendering,) = position.renderings
    assert {rendering.first.trail.claims, rendering.second.trail.claims} == {(k.dozens.id,), (k.wounded.id,)}
    assert "is rendered as “several dozen” killed or injured" in rendering.sentence


def test_the_same_number_said_less_firmly_is_hedged() -> None:
    firm = claim(EARLY, "Damascus", "killed", FIVE)
    loose = claim(LATER, "Damascus", "killed", count("about 5", 4, 5, 6), said="2018-02-20")
    (position,) = reconcile(REPORTS, [firm, loose]).positions
    assert position.latest.relation is StepKind.HEDGES
    assert position.latest.delta is not None
    assert position.latest.delta.hedges == (Hedge.EXACT, Hedge.ABOUT)


def test_a_later_denial_of_its_own_figure_withdraws_it() -> None:
    said = claim(EARLY, "Damascus", "killed", FIVE)
    taken_back = claim(LATER, "Damascus", "killed", FIVE, stance="denies", start=4)
    reckoning = reconcile(REPORTS, [said, taken_back])
    (position,) = reckoning.positions
    assert position.latest.relation is StepKind.RETRACTS
    assert position.latest.note == "withdraws “5”"
    assert (reckoning.envelopes[0].least, reckoning.envelopes[0].most) == (None, None), "nobody says it any more"
    hospital = claim(LAST, "hospital", "killed", NINE, start=30)
    assert reconcile(REPORTS, [said, taken_back, hospital]).contradictions == ()


def test_a_revision_without_a_number_withdraws_and_a_new_figure_starts_afresh() -> None:
    said = claim(EARLY, "Damascus", "killed", FIVE)
    withdrawn = claim(LATER, "Damascus", "killed", None, stance="revises")
    anew = claim(LAST, "Damascus", "killed", NINE)
    (position,) = reconcile(REPORTS, [said, withdrawn, anew]).positions
    assert [s.relation for s in position.steps] == [StepKind.FIRST, StepKind.RETRACTS, StepKind.CHANGES]
    assert position.steps[1].delta is not None
    assert position.steps[1].delta.now.unknown


def test_denying_another_number_withdraws_nothing() -> None:
    said = claim(EARLY, "Damascus", "killed", FIVE)
    other = claim(LATER, "Damascus", "killed", count("hundreds", 200, None, 999), stance="denies")
    (position,) = reconcile(REPORTS, [said, other]).positions
    assert position.latest.relation is StepKind.DENIES


def test_the_latest_position_as_of_a_day() -> None:
    (position,) = reconcile(
        REPORTS, [claim(EARLY, "Damascus", "killed", FIVE), claim(LATER, "Damascus", "killed", NINE)]
    ).positions
    assert position.at(date(2018, 2, 9)) is None
    assert position.at(date(2018, 2, 11)) is position.steps[0]
    assert position.at(date(2018, 2, 12)) is position.latest


def test_what_positions_gained_survives_the_stores_text() -> None:
    positions = reconcile(k.REPORTS, k.CLAIMS, k.INCIDENT).positions
    deltas = [step.delta for position in positions for step in position.steps if step.delta]
    told = [rendering for position in positions for rendering in position.renderings]
    assert deltas
    assert told
    assert [decode(Delta, encode(one)) for one in deltas] == deltas
    assert [decode(Rendering, encode(one)) for one in told] == told


@pytest.mark.parametrize(
    ("was", "now", "by"),
    [
        (count("5", 5, 5, 5), count("9", 9, 9, 9), 4),
        (count("9", 9, 9, 9), count("about 5", 4, 5, 6), 4),
        (count("at least 5", 5, None, None), count("at least 9", 9, None, None), 4),
        (count("up to 9", 0, None, 9), count("up to 5", 0, None, 5), 4),
        # a range has no one number, and a floor is no exact number
        (count("5", 5, 5, 5), count("dozens", 24, None, 99), None),
        (count("5", 5, 5, 5), count("at least 9", 9, None, None), None),
        (count("5", 5, 5, 5), count("about 5", 4, 5, 6), None),
    ],
)
def test_a_number_moves_by_so_many_persons_where_both_name_one(was: Count, now: Count, by: int | None) -> None:
    told, later = claim(EARLY, "Damascus", "killed", was), claim(LATER, "Damascus", "killed", now)
    (position,) = reconcile(REPORTS, [told, later]).positions
    delta = position.latest.delta
    assert delta is not None
    assert (delta.by.low if delta.by else None) == by
    assert delta.by is None or delta.by.trail.claims == (told.id, later.id)


def test_numbers_of_other_people_do_not_move_one_another() -> None:
    soldiers = claim(EARLY, "Damascus", "killed", FIVE, group("soldiers", role="soldiers"))
    people = claim(LATER, "Damascus", "killed", NINE, group("people", role="people"))
    (position,) = reconcile(REPORTS, [soldiers, people]).positions
    assert position.latest.delta is not None
    assert position.latest.delta.by is None


def test_a_speaker_stands_by_the_last_number_said_anew_until_it_is_withdrawn() -> None:
    first, second = claim(EARLY, "Damascus", "killed", FIVE), claim(LATER, "Damascus", "killed", NINE)
    again = claim(LAST, "Damascus", "killed", NINE)
    silent = claim(LAST, "Damascus", "killed", None, stance="declines_to_say", start=9)
    (position,) = reconcile(REPORTS, [first, second, again, silent]).positions
    assert position.standing is position.steps[1]
    withdrawn = claim(LAST, "Damascus", "killed", NINE, stance="denies")
    (position,) = reconcile(REPORTS, [first, second, withdrawn]).positions
    assert position.standing is None
