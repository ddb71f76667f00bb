"""Carriers and voices: what an echo adds, what an independent report adds, and what stays unknown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.model import ActorKind, Claim, Judgement, JudgementKind, Ref, Report, Speaker, Verdict
from cenotaph.reconcile import reconcile
from cenotaph.reconcile.evidence import gather
from cenotaph.reconcile.voices import Independence, Voices, apart, voices_of
from reconcile.claims import US, claim, count, group, report

WIRE = report("Reuters", "2018-02-16")
PAPER = report("The Daily Post", "2018-02-17")
THIRD = report("The Evening Sun", "2018-02-18")
SOURCES = Speaker(name="sources", kind=ActorKind.ANONYMOUS)
MEN = group("men")
ABOUT_300 = count("about 300", 270, 300, 330)
OVER_300 = count("over 300", 301, None, None)


def outlet(name: str) -> Speaker:
    return Speaker(name=name, kind=ActorKind.MEDIA)


def judged(
    kind: str,
    later: Report | Claim,
    earlier: Report | Claim,
    *evidence: Claim,
    by: str = "anna",
    verdict: str = "positive",
) -> Judgement:
    what = "item" if isinstance(later, Report) else "claim"
    return Judgement(
        id=f"j-{kind}-{later.id}-{earlier.id}-{by}-{verdict}",
        kind=JudgementKind(kind),
        about=Ref(kind=what, id=later.id),
        other=Ref(kind=what, id=earlier.id),
        verdict=Verdict(verdict),
        by=by,
        at=datetime(2020, 1, 1, tzinfo=UTC),
        reason="read both in full",
        evidence=tuple(c.id for c in evidence),
    )


said = claim(WIRE, SOURCES, "killed_or_injured", ABOUT_300, MEN, via=(outlet("Reuters"),))
reprinted = claim(PAPER, outlet("The Daily Post"), "killed_or_injured", ABOUT_300, MEN)
drifted = claim(PAPER, outlet("The Daily Post"), "killed_or_injured", OVER_300, MEN)
officers = claim(PAPER, US, "killed", count("100", 100, 100, 100), MEN, start=60)


def voices(claims: Sequence[Claim], *judgements: Judgement) -> Voices:
    return voices_of(gather([WIRE, PAPER, THIRD], claims, judgements), judgements)


def number(claims: Sequence[Claim], *judgements: Judgement) -> tuple[int | None, int | None]:
    reckoning = reconcile([WIRE, PAPER, THIRD], claims, judgements=judgements)
    return reckoning.voices.low, reckoning.carriers.low


def test_two_outlets_with_one_number_are_two_voices_of_unknown_independence() -> None:
    assert number([said, reprinted]) == (2, 2)
    assert voices([said, reprinted]).independence(said.id, reprinted.id) is Independence.UNKNOWN


def test_an_echo_is_carried_and_is_no_voice() -> None:
    echo = judged("echo", PAPER, WIRE, by="machine:resolve@1")
    assert number([said, reprinted], echo) == (1, 2)
    found = voices([said, reprinted], echo)
    assert found.independence(said.id, reprinted.id) is Independence.ECHO
    (voice,) = found.groups()
    assert (voice.claims, voice.echoes) == ((said.id, reprinted.id), (PAPER.id,))
    assert set(voice.carriers) == {WIRE.id, PAPER.id}


def test_a_drifted_number_is_the_same_voice_when_the_evidence_pairs_it() -> None:
    bare = judged("echo", PAPER, WIRE, by="machine:resolve@1")
    assert number([said, drifted], bare) == (2, 2)
    assert voices([said, drifted], bare).independence(said.id, drifted.id) is Independence.UNKNOWN
    assert number([said, drifted], replace(bare, evidence=(drifted.id, said.id))) == (1, 2)


def test_what_an_echo_adds_of_its_own_stays_a_voice() -> None:
    echo = judged("echo", PAPER, WIRE, reprinted, said)
    own = claim(PAPER, outlet("The Daily Post"), "injured", count("12", 12, 12, 12), MEN, start=90)
    assert number([said, reprinted, own, officers], echo) == (3, 2)


def test_an_echo_of_an_echo_is_the_first_voice() -> None:
    again = claim(THIRD, outlet("The Evening Sun"), "killed_or_injured", OVER_300, MEN)
    echoes = judged("echo", PAPER, WIRE, drifted, said), judged("echo", THIRD, PAPER, again, drifted)
    assert number([said, drifted, again], *echoes) == (1, 3)
    circle = judged("echo", said, again)
    assert number([said, drifted, again], *echoes, circle) == (1, 3)


def test_a_named_speaker_is_one_voice_in_every_carrier_and_never_the_outlet_s() -> None:
    theirs = claim(WIRE, US, "killed", count("100", 100, 100, 100), MEN)
    assert number([theirs, officers]) == (1, 2)
    other = claim(PAPER, "Russian foreign ministry", "killed", count("100", 100, 100, 100), MEN)
    assert number([theirs, other], judged("echo", PAPER, WIRE, other, theirs)) == (2, 2)


def test_people_judge_two_reports_independent_and_undo_an_echo() -> None:
    echo = judged("echo", PAPER, WIRE, by="machine:resolve@1")
    free = judged("independent", PAPER, WIRE)
    assert number([said, reprinted], echo, free) == (2, 2)
    assert voices([said, reprinted], echo, free).independence(said.id, reprinted.id) is Independence.INDEPENDENT
    no_echo = judged("echo", PAPER, WIRE, verdict="negative")
    assert number([said, reprinted], echo, no_echo) == (2, 2)
    assert voices([said, reprinted], echo, no_echo).independence(said.id, reprinted.id) is Independence.UNKNOWN
    pair = judged("independent", reprinted, said)
    assert number([said, reprinted], echo, pair) == (2, 2)
    assert number([said, reprinted], echo, replace(free, reverses=echo.id, id="j-9")) == (2, 2)


@pytest.mark.parametrize(
    ("speaker", "expected"),
    [("Russian foreign ministry", Independence.INDEPENDENT), ("Pentagon", Independence.UNKNOWN)],
)
def test_speakers_of_two_sides_are_independent_and_of_one_side_unknown(
    speaker: str, expected: Independence
) -> None:
    other = claim(WIRE, speaker, "killed", count("5", 5, 5, 5), MEN)
    assert voices([officers, other]).independence(officers.id, other.id) is expected


SPEAKERS = (US, "Russian foreign ministry", SOURCES, "OWN")
REPORTS = tuple(report(f"Paper {name}", f"2018-02-{day}") for name, day in (("A", 10), ("B", 12), ("C", 20)))


@st.composite
def told(draw: st.DrawFn, of: Sequence[Report] = REPORTS) -> Claim:
    paper = draw(st.sampled_from(of))
    who = draw(st.sampled_from(SPEAKERS))
    low = draw(st.integers(0, 30))
    return claim(
        paper,
        outlet(paper.publisher or "") if who == "OWN" else who,
        draw(st.sampled_from(("killed", "injured"))),
        count(str(low), low, low, low),
        draw(st.sampled_from((None, MEN))),
        start=draw(st.integers(0, 3)),
    )


many = st.lists(told(), min_size=1, max_size=8, unique_by=lambda c: c.id)
quick = settings(derandomize=True, deadline=None, max_examples=60)
COPY = report("Copyist", "2018-03-01")


@quick
@given(many, st.sampled_from(REPORTS))
def test_adding_an_echo_never_raises_the_voices(claims: list[Claim], source: Report) -> None:
    reports = [*REPORTS, COPY]
    copied = [
        claim(
            COPY,
            outlet("Copyist") if c.speaker.kind in (ActorKind.MEDIA, ActorKind.ANONYMOUS) else c.speaker,
            c.measure.value,
            c.count,
            c.group,
            start=c.anchor.start,
        )
        for c in claims
        if c.report == source.id
    ]
    before = reconcile(reports, claims)
    after = reconcile(reports, [*claims, *copied], judgements=[judged("echo", COPY, source)])
    assert after.voices.low == before.voices.low
    assert (after.carriers.low or 0) >= (before.carriers.low or 0)


@quick
@given(many, st.lists(told(of=(COPY,)), min_size=1, max_size=4, unique_by=lambda c: c.id), st.booleans())
def test_adding_an_independent_report_never_lowers_the_voices(
    claims: list[Claim], more: list[Claim], echoing: bool
) -> None:
    reports = [*REPORTS, COPY]
    links = [judged("echo", REPORTS[1], REPORTS[0])] if echoing else []
    before = reconcile(reports, claims, judgements=links)
    after = reconcile(reports, [*claims, *more], judgements=links)
    assert (after.voices.low or 0) >= (before.voices.low or 0)


MOSCOW = Speaker(name="Russian foreign ministry", kind=ActorKind.STATE, country="RU")
denial = claim(THIRD, MOSCOW, "killed", count("5", 5, 5, 5), MEN)


def test_voices_of_two_sides_are_known_to_be_two_sources_and_of_the_rest_nobody_knows() -> None:
    heard = {one.voice: one for one in voices([said, officers, denial]).spoken()}
    us, moscow = (voices([officers, denial]).keys[c.id] for c in (officers, denial))
    assert heard[us].independent_of == (moscow,)
    assert heard[moscow].independent_of == (us,)
    (unnamed,) = heard.keys() - {us, moscow}
    assert heard[unnamed].independent_of == ()
    assert set(apart(list(heard.values()))) == {us, moscow}


def test_who_judges_that_two_voices_are_not_independent_is_heard() -> None:
    against = judged("independent", denial, officers, verdict="negative")
    assert all(one.independent_of == () for one in voices([officers, denial], against).spoken())


def test_a_reckoning_counts_the_sources_that_are_known_and_never_more() -> None:
    reckoning = reconcile([WIRE, PAPER, THIRD], [said, officers, denial])
    assert str(reckoning.independent) == "at least 2"
    assert reckoning.independent is not None
    assert reckoning.independent.high is None
    assert str(reconcile([PAPER, THIRD], [officers, denial]).independent) == "2"
    echoing = judged("echo", PAPER, WIRE, reprinted, said)
    told = reconcile([WIRE, PAPER, THIRD], [said, reprinted], judgements=[echoing])
    (one,) = told.spoken
    assert (one.carriers, one.echoes) == (tuple(sorted([WIRE.id, PAPER.id])), (PAPER.id,))
