"""What a later statement replaces: another number of the same people, and never because it says less."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from cenotaph.model import (
    Claim,
    Count,
    FieldSpan,
    Group,
    Hedge,
    Judgement,
    JudgementKind,
    Measure,
    Period,
    Ref,
    StepKind,
    Verdict,
)
from cenotaph.reconcile import Question, bounds, reconcile
from cenotaph.reconcile.evidence import gather
from cenotaph.reconcile.positions import positions, replaced
from reconcile.claims import claim, count, group, report

EARLY, LATER, LAST = report("A", "2018-02-15"), report("B", "2018-02-20"), report("C", "2018-12-31")
REPORTS = (EARLY, LATER, LAST)
RUSSIANS = group("Russians", "RU")
MERCENARIES = group("Russian mercenaries", "RU", role="mercenaries")
SOLDIERS = group("soldiers", role="soldiers")
PEOPLE = group("people", role="people")
DOZENS = replace(count("several dozen", 24, None, 99), hedge=Hedge.VAGUE_PLURAL)


def exactly(number: int) -> Count:
    return count(str(number), number, number, number)


def old(*claims: Claim, judgements: tuple[Judgement, ...] = ()) -> set[str]:
    evidence = gather(REPORTS, claims, judgements)
    return replaced(evidence, positions(evidence))


def told(measure: str, number: Count, who: Group | None = None) -> Claim:
    return claim(EARLY, "Damascus", measure, number, who)


def now(measure: str, number: Count, who: Group | None = None) -> Claim:
    return claim(LATER, "Damascus", measure, number, who)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (told("killed", exactly(5)), now("killed", exactly(7))),
        (told("killed", exactly(7)), now("killed", exactly(5))),
        (told("killed", exactly(5), RUSSIANS), now("killed", exactly(7), RUSSIANS)),
        (told("killed", exactly(5)), now("killed", count("about 5", 4, 5, 6))),
        # a described group that holds them, an outcome that holds theirs
        (told("killed", exactly(5), MERCENARIES), now("killed", exactly(12), RUSSIANS)),
        (told("killed", count("perhaps five", 0, 5, None), RUSSIANS), now("killed_or_injured", DOZENS, RUSSIANS)),
        (told("bodies_found", exactly(5)), now("killed", exactly(7))),
        # more in a part than the whole had, or fewer in the whole than the part had
        (told("killed", exactly(7), PEOPLE), now("killed", exactly(10), SOLDIERS)),
        (told("killed", exactly(10), SOLDIERS), now("killed", exactly(7), PEOPLE)),
        (told("killed_or_injured", exactly(30)), now("killed", exactly(40))),
    ],
)
def test_a_revision_replaces(before: Claim, after: Claim) -> None:
    assert old(before, after) == {before.id}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # the same number of nobody in particular, of more people, of a wider outcome
        (told("killed", exactly(5), RUSSIANS), now("killed", exactly(5))),
        (told("killed", exactly(5), MERCENARIES), now("killed", exactly(5), RUSSIANS)),
        (told("killed", exactly(5), RUSSIANS), now("killed_or_injured", exactly(5), RUSSIANS)),
        # another number, of everybody or of nobody in particular: the soldiers may be among them
        (told("killed", exactly(5), SOLDIERS), now("killed", exactly(7), PEOPLE)),
        (told("killed", exactly(5), SOLDIERS), now("killed", exactly(7))),
        # a part of what was told
        (told("killed", exactly(12), RUSSIANS), now("killed", exactly(5), MERCENARIES)),
        (told("killed_or_injured", exactly(30)), now("killed", exactly(12))),
        # other people, another outcome
        (told("killed", exactly(5), RUSSIANS), now("killed", exactly(9), group("Syrians", "SY"))),
        (told("killed", exactly(5)), now("injured", exactly(9))),
        # words that are no number and allow what was told
        (told("killed", exactly(24)), now("killed", DOZENS)),
        (told("injured", exactly(25)), now("injured", replace(DOZENS, text="the wounded", low=2, high=None))),
    ],
)
def test_what_says_less_or_something_else_replaces_nothing(before: Claim, after: Claim) -> None:
    assert old(before, after) == set()


def test_a_vaguer_reprint_leaves_what_the_speaker_said_of_the_russians() -> None:
    citizens = claim(EARLY, "Damascus", "killed_or_injured", DOZENS, RUSSIANS)
    headline = claim(EARLY, "Damascus", "killed_or_injured", DOZENS, start=90)
    reprint = claim(LAST, "Damascus", "killed_or_injured", DOZENS)
    question = Question(measure=Measure.KILLED, group=RUSSIANS)
    assert bounds(question, [citizens, headline, reprint], reports=REPORTS).figure.high == 99


def test_a_statement_of_some_day_of_the_month_is_not_known_to_be_later() -> None:
    five = now("killed", exactly(5))
    vague = claim(LAST, "Damascus", "killed", exactly(7))
    assert old(five, vague) == {five.id}
    month = Period(text="February 2018", earliest=date(2018, 2, 1), latest=date(2018, 2, 28))
    assert old(five, replace(vague, said_at=month)) == set()
    assert old(five, replace(vague, said_at=replace(month, earliest=None))) == set(), "by the end of February"


def test_a_report_that_tells_the_old_number_beside_the_new_one_makes_history_of_it() -> None:
    five = claim(EARLY, "Damascus", "killed", exactly(5), RUSSIANS)
    dozens = claim(LATER, "Damascus", "killed_or_injured", DOZENS, RUSSIANS)
    then = claim(LAST, "Damascus", "killed", exactly(5), RUSSIANS)
    later = claim(LAST, "Damascus", "killed_or_injured", DOZENS, start=50)
    assert old(five, dozens, then, later) == {five.id, then.id}
    assert old(five, dozens, then) == {five.id}, "alone it may be what the ministry says now"


def test_a_number_of_names_is_no_revision() -> None:
    ten = claim(EARLY, "Damascus", "killed", exactly(10))
    named = claim(LATER, "Damascus", "killed", exactly(4))
    assert old(ten, named) == {ten.id}
    assert old(ten, told_by_name(named)) == set()


def told_by_name(one: Claim) -> Claim:
    """The claim, as of "4 of the dead have been identified"."""
    quote = "4 of the dead have been identified"
    anchor = replace(one.anchor, end=one.anchor.start + len(quote), quote=quote)
    span = FieldSpan(field="count", start=anchor.start, end=anchor.start + 1)
    return replace(one, anchors=(anchor,), fields=(span,))


def test_what_a_person_leaves_out_replaces_nothing() -> None:
    five, seven = told("killed", exactly(5)), now("killed", exactly(7))
    out = Judgement(
        id="j-1",
        kind=JudgementKind.EXCLUDE,
        about=Ref(kind="claim", id=seven.id),
        verdict=Verdict.POSITIVE,
        reason="misread",
        by="a reader",
        at=datetime(2018, 3, 1, tzinfo=UTC),
    )
    assert old(five, seven, judgements=(out,)) == set()


def test_withdrawing_a_number_leaves_what_was_said_of_others() -> None:
    soldiers, russians = told("killed", exactly(5), SOLDIERS), told("killed", exactly(9), RUSSIANS)
    taken_back = claim(LATER, "Damascus", "killed", exactly(9), RUSSIANS, stance="denies")
    assert old(soldiers, russians, taken_back) == {russians.id}


def test_a_step_names_what_it_replaces_and_a_denial_of_others_numbers_nothing() -> None:
    five, seven = told("killed", exactly(5)), now("killed", exactly(7))
    rumour = claim(LAST, "Damascus", "killed", count("hundreds", 200, None, 999), stance="denies")
    (position,) = reconcile(REPORTS, [five, seven, rumour]).positions
    assert [step.replaces for step in position.steps] == [None, five.id, None]
    assert [step.relation for step in position.steps] == [StepKind.FIRST, StepKind.RAISES, StepKind.DENIES]
