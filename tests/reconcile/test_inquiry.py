"""Questions to a case: one answer where nobody contradicts, else what follows from each set of voices."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cenotaph.errors import ContradictionError, NotFoundError
from cenotaph.model import Incident
from cenotaph.reconcile.inquiry import Inquiry
from cenotaph.reconcile.questions import question_of
from cenotaph.reconcile.telling import answered, telling_questions
from reconcile import khasham as k
from reconcile.claims import SYRIA, claim, count, day, report

OUTLET = report("Wire", "2017-10-01")
NINE_MONTHS = day("2017-09-30", "the first nine months of 2017")
BEFORE = claim(
    OUTLET,
    "Wire",
    "killed",
    count("at least 131", 131, None, None),
    k.RUSSIANS,
    scope="period",
    place=SYRIA,
    period=NINE_MONTHS,
)
CORE = (k.dozens, k.over_100, k.hundred)
INCIDENT = Incident(
    code="SY-2018-02-07",
    title="Deir al-Zour, 7 February 2018",
    place=k.DEIR,
    period=k.FEB7,
    claims=tuple(c.id for c in CORE),
    reports=(k.BBC.id,),
)
REPORTS = (*k.REPORTS, OUTLET)


@pytest.fixture(scope="module")
def case() -> Inquiry:
    return Inquiry(REPORTS, (*CORE, BEFORE), [INCIDENT])


def test_what_follows_depends_on_whom_one_believes(case: Inquiry) -> None:
    here = case.ask(question_of("Russians killed", incident=INCIDENT.code))
    assert here.bounds is None
    assert here.words == "Russians killed in this incident"
    ends = {(world.bounds[0].figure.low, world.bounds[0].figure.high) for world in here.worlds}
    assert ends == {(0, 99), (101, None)}
    assert {(len(one.claims), one.gap.low) for one in here.contradictions} == {(2, 2), (2, 1)}
    assert here.stopped == ()


def test_of_the_voices_one_believes_the_answer_comes_at_once(case: Inquiry) -> None:
    question = question_of("Russians killed", incident=INCIDENT.code)
    believed = case.ask(question, case.voices(["foreign ministry", "the US"]))
    assert believed.bounds is not None
    assert (believed.bounds.figure.low, believed.bounds.figure.high) == (0, 99)
    assert believed.bounds.highest == (k.dozens.id,)
    others = case.ask(question, case.voices(["some reports"]))
    assert others.bounds is not None
    assert others.bounds.lowest == (k.over_100.id,)
    assert case.believe(case.voices(["some reports"]), [question]).bounds[0].figure.low == 101
    with pytest.raises(ContradictionError):
        case.believe([*case.names], [question])


def test_a_voice_that_gives_no_number_is_named_with_those_that_do(case: Inquiry) -> None:
    with pytest.raises(NotFoundError) as nobody:
        case.voices(["Syrian government"])
    assert "some reports" in nobody.value.hint


def test_a_question_that_nobody_disputes_has_one_answer(case: Inquiry) -> None:
    before = case.ask(question_of("Russians killed in Syria in 2017"))
    assert before.bounds is not None
    assert before.bounds.figure.low == 131
    assert before.worlds == ()


def test_the_answer_is_the_same_in_any_order_and_told_as_of_a_day() -> None:
    question = question_of("Russians killed", incident=INCIDENT.code)
    claims = (*CORE, BEFORE)
    there = Inquiry(REPORTS, claims, [INCIDENT]).ask(question)
    back = Inquiry(REPORTS[::-1], claims[::-1], [INCIDENT]).ask(question)
    assert there == back
    early = Inquiry(REPORTS, claims, [INCIDENT], as_of=day("2017-12-31").latest)
    assert list(early.names.values()) == ["Wire"]


def test_worlds_with_one_answer_are_told_together_by_those_who_set_it(case: Inquiry) -> None:
    question = question_of("Russians killed in Syria, to 2018-02-20")
    reply = case.ask(question)
    found = answered((*reply.worlds, *reply.worlds), [question], case.keys)
    assert [row.alike for row in found] == [2, 2]
    assert {row.figure(0).low for row in found if row.figure(0)} == {131, 232}
    more = next(row for row in found if row.figure(0) and row.figure(0).low == 232)
    assert [case.names[key] for key in more.believed] == ["some reports"]
    assert {case.names[key] for key in more.without} == {"Russian foreign ministry", "the US"}


def test_the_questions_shown_are_those_answered_differently(case: Inquiry) -> None:
    asked = [question_of(text, incident=INCIDENT.code) for text in ("Russians killed", "civilians killed")]
    total = question_of("Russians killed in Syria, to 2018-02-20")
    worlds = [
        replace(world, bounds=tuple(case.system.bounds(question, world.claims) for question in (*asked, total)))
        for world in case.ask(asked[0]).worlds
    ]
    assert telling_questions(worlds, 3) == (asked[0], total)
    assert telling_questions(worlds, 1) == (total,)
