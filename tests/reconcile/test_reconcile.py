"""The Khasham accounts reckoned: positions, ranges, who differs from whom, what is left out and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from cenotaph.errors import NotFoundError
from cenotaph.model import ActorKind, FigureKind, Hedge, Judgement, JudgementKind, Measure, Ref, Speaker, StepKind
from cenotaph.reconcile import Envelope, Reckoning, reconcile
from reconcile import khasham as k
from reconcile.claims import FEB7, claim, count, group, report


@pytest.fixture(scope="module")
def reckoning() -> Reckoning:
    return reconcile(k.REPORTS, k.CLAIMS, k.INCIDENT)


def envelope(reckoning: Reckoning, measure: str, subject: str) -> Envelope:
    return next(e for e in reckoning.envelopes if e.measure == measure and e.subject == subject)


def test_one_position_follows_the_ministry_from_five_to_dozens_to_another_rendering(reckoning: Reckoning) -> None:
    position = next(p for p in reckoning.positions if p.steps[0].claim is k.five)
    assert [step.claim.id for step in position.steps] == [k.five.id, k.dozens.id, k.wounded.id]
    assert [step.relation for step in position.steps] == [StepKind.FIRST, StepKind.RAISES, StepKind.RENDERS]
    assert position.steps[1].note == "from “probably five” to “several dozen”, and from killed to killed or injured"
    assert position.steps[1].replaces == k.five.id
    assert position.steps[1].known_on == date(2018, 2, 20)
    assert "rendering of the same statement" in position.steps[2].note
    assert position.steps[2].replaces is None


def test_a_denial_of_involvement_is_a_position_without_a_number(reckoning: Reckoning) -> None:
    denial = next(p for p in reckoning.positions if p.measure is Measure.INVOLVEMENT)
    assert denial.latest.relation is StepKind.DENIES
    assert denial.latest.note == "denies that Russian regular forces were involved"
    assert all(k.no_regulars.id not in e.figure.trail.claims for e in reckoning.envelopes)


def test_the_headline_comes_first_and_names_the_claims_that_bind_it(reckoning: Reckoning) -> None:
    head = reckoning.envelopes[0]
    assert (head.measure, head.subject) == (Measure.KILLED, "all")
    assert head.figure.kind is FigureKind.BOUNDS
    assert (head.figure.low, head.figure.high) == (55, None)
    assert head.lowest == (k.all_55.id,)
    assert set(head.highest) == {k.over_100.id, k.hundred.id}
    assert head.compatible is None


def test_killed_or_injured_bounds_killed_from_above_only(reckoning: Reckoning) -> None:
    russians = envelope(reckoning, "killed", "Russians")
    assert russians.figure.low is None
    assert k.dozens.id in russians.lowest
    assert "may hold no killed" in russians.note
    assert "unknown whether one group contains the other: militia" in russians.note


def test_the_lowest_and_the_highest_claim_are_named_whatever_ends_are_open(reckoning: Reckoning) -> None:
    head = reckoning.envelopes[0]
    assert (head.least, head.most) == (k.all_55.id, k.over_100.id)


def test_a_bare_plural_is_neither_the_lowest_nor_the_highest_claim() -> None:
    some = claim(k.BBC, "the army", "killed", count("soldiers", 2, None, None), group("soldiers"))
    assert some.count is not None
    vague = replace(some, count=replace(some.count, hedge=Hedge.VAGUE_PLURAL))
    reckoning = reconcile([k.BBC], [vague])
    assert all((e.least, e.most) == (None, None) for e in reckoning.envelopes)


def test_a_part_without_a_group_of_its_own_sets_no_ceiling() -> None:
    whole = claim(k.MAVEN, k.DAMASCUS, "killed", count("55", 55, 55, 55))
    part = claim(k.MAVEN, k.DAMASCUS, "killed", count("20 to 30", 20, None, 30), part_of=whole.id, start=60)
    other = claim(k.BBC, k.SOME_REPORTS, "killed", count("more than 100", 101, None, None))
    pairs = {found.claims for found in reconcile([k.MAVEN, k.BBC], [whole, part, other]).contradictions}
    assert pairs == {(whole.id, other.id)}


def test_a_link_between_two_speakers_joins_no_positions() -> None:
    sources = claim(k.BBC, k.SOME_REPORTS, "killed", count("about 300", 270, 300, 330))
    ministry = claim(k.BBC, k.MINISTRY, "killed", count("hundreds", 200, None, 999), restates=sources.id, start=90)
    found = reconcile([k.BBC], [sources, ministry]).positions
    assert [len({step.claim.speaker.name for step in position.steps}) for position in found] == [1, 1]


def test_only_killed_or_injured_gives_at_most_and_never_at_least() -> None:
    alone = reconcile([k.BBC], [k.dozens])
    figure = envelope(alone, "killed", "Russian citizens").figure
    assert (figure.low, figure.high) == (None, 99)
    assert envelope(alone, "killed_or_injured", "Russian citizens").figure.low == 24


def test_probably_five_stays_open() -> None:
    alone = reconcile([k.TRT], [k.five])
    figure = envelope(alone, "killed", "Russians").figure
    assert (figure.low, figure.best, figure.high) == (0, 5, None)
    assert figure.wording == "probably five"


def test_contradictions_are_sentences_with_the_gap(reckoning: Reckoning) -> None:
    sentences = {found.sentence: found for found in reckoning.contradictions}
    hair = sentences[
        "The Russian foreign ministry's “several dozen” killed or injured (Russian citizens) can mean at most "
        "99 killed; some reports' “more than 100” killed (Russian mercenaries) needs at least 101: they differ by "
        "2, a hair's breadth."
    ]
    assert (hair.gap.low, hair.gap.high, hair.claims) == (2, 2, (k.dozens.id, k.over_100.id))
    assert not any(k.five.id in found.claims for found in reckoning.contradictions), "a replaced figure is history"


def test_a_hundred_and_more_than_a_hundred_of_the_same_people_differ_by_one() -> None:
    loose = claim(k.BBC, k.SOME_REPORTS, "killed", count("more than 100", 101, None, None), k.MILITIA, start=5)
    (only,) = reconcile([k.BBC], [k.hundred, loose]).contradictions
    assert only.gap.low == 1


def test_unknown_containment_is_no_contradiction() -> None:
    russians = claim(k.BBC, k.SOME_REPORTS, "killed", count("more than 100", 101, None, None), k.RUSSIANS)
    assert reconcile([k.BBC], [k.hundred, russians]).contradictions == ()


def test_two_outlets_that_render_one_statement_differently_are_set_against_each_other(reckoning: Reckoning) -> None:
    rendering = next(d for d in reckoning.disagreements if d.kind == "rendering")
    assert set(rendering.claims) == {k.dozens.id, k.wounded.id}
    assert "rendered as “several dozen” killed or injured" in rendering.sentence


def test_a_denied_number_is_set_against_whoever_says_it() -> None:
    denial = claim(
        k.TRT, k.MINISTRY, "killed", count("dozens or hundreds", 24, None, 999), k.RUSSIANS, stance="denies"
    )
    found = reconcile(k.REPORTS, [denial, k.over_100]).disagreements
    assert [d.kind for d in found] == ["denial"]
    assert "denies (“dozens or hundreds” Russians killed)" in found[0].sentence


def test_what_is_left_out_says_why(reckoning: Reckoning) -> None:
    reasons = {e.claim: e.reason for e in reckoning.excluded}
    assert reasons[k.ten.id] == "part of “55” people: bounds the whole from below only"
    assert reasons[k.named.id].startswith("names one person (Igor Kosoturov)")
    assert reasons[k.official.id] == "a running total to date, not a count of one incident"
    assert "not tied" in reasons[k.other_war.id]
    assert reckoning.context == (k.official.id,)
    assert reckoning.unknowns == (k.unknown.id,)


def test_a_restatement_counts_once() -> None:
    again = claim(k.BBC, k.MINISTRY, "killed_or_injured", k.DOZENS, k.CITIZENS, start=700, restates=k.dozens.id)
    reckoning = reconcile([k.BBC], [k.dozens, again])
    assert envelope(reckoning, "killed_or_injured", "Russian citizens").figure.trail.claims == (k.dozens.id,)
    assert [e.claim for e in reckoning.excluded] == [again.id]
    assert (reckoning.voices.low, reckoning.carriers.low) == (1, 1)
    assert reckoning.positions[0].steps[1].relation is StepKind.RESTATES


def test_subset_is_bounded_by_the_whole_and_the_whole_by_the_subset() -> None:
    reckoning = reconcile([k.MAVEN], [k.all_55, k.ten])
    assert envelope(reckoning, "killed", "all").figure.low == 55
    russians = envelope(reckoning, "killed", "Russians")
    assert (russians.figure.low, russians.figure.high) == (10, 10)
    sixty = claim(k.TRT, k.MINISTRY, "killed", count("60", 60, 60, 60), k.RUSSIANS)
    over = reconcile(k.REPORTS, [k.all_55, sixty])
    assert [found.gap.low for found in over.contradictions] == [5]


def test_as_of_shows_what_was_known_then() -> None:
    early = reconcile(k.REPORTS, k.CLAIMS, k.INCIDENT, as_of=date(2018, 2, 15))
    assert [step.claim.id for p in early.positions for step in p.steps] == [k.five.id]
    assert (early.disagreements, early.contradictions) == ((), ())
    assert str(early.voices) == "1"


def test_a_claim_that_nobody_dates_cannot_be_shown_as_of_a_day() -> None:
    undated = report("Blog", None)
    lost = claim(undated, k.US, "killed", count("7", 7, 7, 7), None)
    reckoning = reconcile([undated], [lost], as_of=date(2020, 1, 1))
    assert reckoning.positions == ()
    assert "nobody says when" in reckoning.excluded[0].reason


def test_a_person_may_exclude_a_claim_and_undo_a_machines_link() -> None:
    at = datetime(2018, 3, 1, tzinfo=UTC)
    out = Judgement(
        id="j1",
        kind=JudgementKind.EXCLUDE,
        about=Ref(kind="claim", id=k.over_100.id),
        by="anna",
        at=at,
        reason="the report was withdrawn",
    )
    reckoning = reconcile(k.REPORTS, k.CLAIMS, k.INCIDENT, judgements=[out])
    assert {e.claim: e.reason for e in reckoning.excluded}[k.over_100.id] == (
        "left out by judgement: the report was withdrawn"
    )
    assert all(k.over_100.id not in e.figure.trail.claims for e in reckoning.envelopes)
    back = Judgement(
        id="j2",
        kind=JudgementKind.EXCLUDE,
        about=out.about,
        by="anna",
        at=at,
        reason="it stands after all",
        reverses="j1",
    )
    again = reconcile(k.REPORTS, k.CLAIMS, k.INCIDENT, judgements=[out, back])
    assert k.over_100.id in again.envelopes[0].figure.trail.claims


def test_a_superseding_claim_of_the_government_joins_its_ministrys_position() -> None:
    before = claim(k.BBC, "Russian government", "killed", k.FIVE, k.RUSSIANS, start=60)
    after = claim(k.BBC, k.MINISTRY, "killed_or_injured", k.DOZENS, k.CITIZENS, start=10, supersedes=before.id)
    (position,) = reconcile([k.BBC], [before, after]).positions
    assert [step.claim.id for step in position.steps] == [before.id, after.id]
    assert position.latest.replaces == before.id


def test_a_hypothetical_and_an_unknown_number_are_no_count() -> None:
    vague = claim(k.BBC, k.US, "killed", count("unknown", None, None, None), None)
    reckoning = reconcile([k.BBC], [vague])
    assert reckoning.envelopes == ()
    assert reckoning.voices.low == 0


def test_civilians_and_soldiers_are_never_added_up() -> None:
    source = report("Post", "2020-01-02")
    police = Speaker(name="police", kind=ActorKind.STATE)
    soldiers = claim(source, police, "killed", count("5", 5, 5, 5), group("soldiers", role="soldiers"), period=FEB7)
    civilians = claim(source, police, "killed", count("3", 3, 3, 3), group("civilians", role="civilians"), start=9)
    head = reconcile([source], [soldiers, civilians]).envelopes[0]
    assert (head.figure.low, head.figure.high) == (5, None)
    assert head.compatible is not None
    assert head.compatible.low == 5


def test_a_death_told_is_no_total() -> None:
    son = claim(k.BBC, "a mother", "killed", count("her son", 1, 1, 1), k.RUSSIANS, start=70)
    reckoning = reconcile([k.BBC], [son, k.over_100])
    assert reckoning.contradictions == ()
    assert reckoning.excluded[0].reason == "tells of one person (“her son”), not a total"
    only = claim(k.BBC, "a mother", "killed", count("only one", 1, 1, 1), k.RUSSIANS, start=70)
    assert [found.gap.low for found in reconcile([k.BBC], [only, k.over_100]).contradictions] == [100]


def test_many_outlets_that_render_a_statement_in_two_ways_make_one_disagreement() -> None:
    again = claim(k.TRT, "Russia's foreign ministry", "injured", k.DOZENS, k.CITIZENS, said="2018-02-20", start=80)
    found = reconcile(k.REPORTS, [k.dozens, k.wounded, again]).disagreements
    assert [d.kind for d in found] == ["rendering"]


def test_nothing_to_reckon_with_is_an_error() -> None:
    with pytest.raises(NotFoundError, match="no report"):
        reconcile([], [])
