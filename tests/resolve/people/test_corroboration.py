"""Two independent sources verify a death, an echo never does, and a person's rejection wins over all of it."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.model import (
    ActorKind,
    Anchor,
    Claim,
    Corroboration,
    Extraction,
    Individual,
    InformantRelation,
    Judgement,
    JudgementKind,
    Measure,
    Period,
    PersonFate,
    PersonRecord,
    Ref,
    Report,
    Speaker,
    Verdict,
    report_id,
)
from cenotaph.resolve.people.corroboration import corroborate, says_dead, standings, stated, surely_one
from cenotaph.resolve.people.sources import PeopleSources, read_sources

AT = datetime(2024, 1, 1, tzinfo=UTC)
VERIFIED, PENDING, UNVERIFIED, REJECTED = Corroboration


def sha(name: str) -> str:
    return report_id(name.encode())


def report(name: str, publisher: str | None = "") -> Report:
    text = "Rana Hisham Bitar was killed."
    return Report(id=sha(name), text=text, publisher=f"Paper {name}" if publisher == "" else publisher)


def record(name: str, **more: object) -> PersonRecord:
    anchor = Anchor(start=0, end=4, quote="Rana")
    told = {"report": sha(name), "fate": PersonFate.KILLED} | more
    return PersonRecord(id=name, name="Rana Hisham Bitar", anchors=(anchor,), **told)  # type: ignore[arg-type]


def claim(name: str, speaker: Speaker, *via: Speaker) -> Claim:
    return Claim(
        id=f"c-{name}", report=sha(name), anchors=(Anchor(start=0, end=4, quote="Rana"),),
        speaker=speaker, via=via, measure=Measure.KILLED, people=(record(name),),
        extraction=Extraction(by="test@1", confidence=1),
    )  # fmt: skip


def judged(
    kind: JudgementKind, about: Ref, other: Ref | None = None, verdict: Verdict = Verdict.POSITIVE, **more: object
) -> Judgement:
    told = {"id": f"j-{kind}-{about.id}-{more}", "by": "a coder", "at": AT, "reason": "looked into"} | more
    return Judgement(kind=kind, about=about, other=other, verdict=verdict, **told)  # type: ignore[arg-type]


def echo(later: str, earlier: str) -> Judgement:
    ends = [Ref(kind="item", id=sha(name)) for name in (later, earlier)]
    return judged(JudgementKind.ECHO, *ends, by="machine:x@1", id=f"echo {later} {earlier}")


def word(label: str | None = None, *, of: str = "a", day: int = 0, **more: object) -> Judgement:
    told = {"label": label, "at": AT + timedelta(days=day), "id": f"word {label} {day} {more}"} | more
    return judged(JudgementKind.STATUS, Ref(kind="record", id=of), **told)  # type: ignore[arg-type]


def standing(
    records: list[PersonRecord],
    reports: list[Report] | None = None,
    *,
    claims: tuple[Claim, ...] = (),
    judgements: tuple[Judgement, ...] = (),
    sure: bool = True,
) -> Corroboration:
    there = reports if reports is not None else [report(one.id) for one in records]
    first = min(one.id for one in records)
    ties = [(first, one.id) for one in records] if sure else []
    said = [word for words in stated(judgements).values() for word in words]
    return corroborate(records, read_sources(there, claims, judgements), ties, said).corroboration


def test_one_source_is_pending_and_two_verify() -> None:
    assert standing([record("a")]) is PENDING
    assert standing([record("a"), record("b")]) is VERIFIED


@pytest.mark.parametrize("second", [report("b", "Paper a"), report("b", "PAPER A"), report("b", None)])
def test_one_publisher_or_one_nobody_knows_is_no_second_source(second: Report) -> None:
    assert standing([record("a"), record("b")], [report("a"), second]) is PENDING


def test_an_echo_is_no_second_source_nor_are_two_echoes_of_a_third() -> None:
    two = [record("a"), record("b")]
    assert standing(two, judgements=(echo("b", "a"),)) is PENDING
    assert standing(two, judgements=(echo("a", "wire"), echo("b", "wire"))) is PENDING
    # b repeats a paper of a's publisher
    reports = [report("a", "One"), report("b"), report("c", "One")]
    assert standing(two, reports, judgements=(echo("b", "c"),)) is PENDING
    assert (
        standing(two, judgements=(echo("a", "x"), echo("b", "y"), echo("y", "wire"), echo("x", "wire"))) is PENDING
    )
    # one that repeats both does not make them one
    assert standing([*two, record("c")], judgements=(echo("c", "a"), echo("c", "b"))) is VERIFIED


def test_one_speaker_or_agency_behind_both_is_one_source() -> None:
    ministry = Speaker(name="Russian foreign ministry", kind=ActorKind.STATE)
    agency = Speaker(name="Reuters", kind=ActorKind.MEDIA)
    doctor = Speaker(name="Omar Najjar", kind=ActorKind.INDIVIDUAL)
    two = [record("a"), record("b")]
    assert standing(two, claims=(claim("a", ministry), claim("b", ministry))) is PENDING
    assert standing(two, claims=(claim("a", ministry), claim("b", agency))) is VERIFIED
    assert standing(two, claims=(claim("a", ministry, agency), claim("b", doctor, agency))) is PENDING
    # what the agency published itself, and what a paper has from it
    reports = [report("a", "Reuters"), report("b")]
    assert standing(two, reports, claims=(claim("b", doctor, agency),)) is PENDING


def test_one_informant_is_one_source_and_two_nameless_relatives_may_be_one() -> None:
    told = {"informant": "Huda Bitar", "informant_relation": InformantRelation.RELATIVE}
    assert standing([record("a", **told), record("b", **told)]) is PENDING
    assert standing([record("a", **told), record("b", **told | {"informant": "Zaki Najjar"})]) is VERIFIED
    nameless = {"informant_relation": InformantRelation.RELATIVE}
    assert standing([record("a", **nameless), record("b", **nameless)]) is PENDING
    assert standing([record("a", **nameless), record("b")]) is VERIFIED


def test_records_that_may_be_of_two_people_do_not_verify_each_other() -> None:
    two = [record("a"), record("b")]
    assert standing(two, sure=False) is PENDING
    assert surely_one([("a", "b", 0.94), ("c", "d", 0.95)], []) == {("c", "d")}


def test_what_says_nothing_of_a_death_does_not_verify_it() -> None:
    assert standing([record("a"), record("b", fate=PersonFate.MISSING)]) is PENDING
    assert standing([record("a", fate=PersonFate.MISSING)]) is UNVERIFIED
    assert standing([record("a"), record("b"), record("c", fate=PersonFate.ALIVE)]) is UNVERIFIED
    assert not says_dead(record("a", fate=PersonFate.UNKNOWN))
    assert says_dead(record("a", fate=PersonFate.UNKNOWN, death=Period(text="2018", precision=5)))


def test_people_say_whether_two_reports_are_two_sources() -> None:
    two, ends = [record("a"), record("b")], [Ref(kind="item", id=sha(name)) for name in "ab"]
    no = judged(JudgementKind.INDEPENDENT, *ends, Verdict.NEGATIVE)
    yes = judged(JudgementKind.INDEPENDENT, *ends)
    assert standing(two, judgements=(no,)) is PENDING
    assert standing(two, [report("a", None), report("b", None)], judgements=(yes,)) is VERIFIED
    assert standing(two, judgements=(echo("b", "a"), yes)) is VERIFIED
    back = judged(JudgementKind.INDEPENDENT, *ends, Verdict.NO_JUDGEMENT, id="back", reverses=yes.id)
    assert standing(two, judgements=(echo("b", "a"), yes, back)) is PENDING


def test_a_person_says_how_sure_it_is() -> None:
    two = [record("a"), record("b")]
    for label in Corroboration:
        assert standing(two, judgements=(word(label.value),)) is label
    assert standing([record("a")], judgements=(word(verdict=Verdict.POSITIVE),)) is VERIFIED
    assert standing(two, judgements=(word(verdict=Verdict.NEGATIVE),)) is REJECTED
    assert standing(two, judgements=(word("rejected", by="machine:x@1"),)) is VERIFIED
    # the last word of one person; of two, the rejection, until it is taken back
    no = word("rejected")
    assert standing(two, judgements=(no, word("verified", day=1))) is VERIFIED
    assert standing(two, judgements=(no, word("pending_second_source", day=1, by="b"))) is REJECTED
    assert standing(two, judgements=(no, word(id="back", reverses=no.id, verdict=Verdict.NO_JUDGEMENT))) is VERIFIED


def test_a_record_that_was_excluded_counts_for_nothing() -> None:
    two = [record("a"), record("b")]
    out = [judged(JudgementKind.EXCLUDE, Ref(kind="record", id=name)) for name in "ab"]
    assert standing(two, judgements=(out[1],)) is PENDING
    assert standing(two, judgements=tuple(out)) is REJECTED
    assert standing(two, judgements=(judged(JudgementKind.EXCLUDE, Ref(kind="person", id="a")),)) is REJECTED


NAMES = "abcdef"
cases = st.fixed_dictionaries({
    "size": st.integers(1, 5),
    "publishers": st.lists(st.sampled_from(["One", "Two", "Three", None]), min_size=6, max_size=6),
    "fates": st.lists(st.sampled_from([*list(PersonFate)[:3], PersonFate.UNKNOWN]), min_size=6, max_size=6),
    "echoes": st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=4),
})  # fmt: skip


def made(case: dict[str, object]) -> tuple[list[PersonRecord], list[Report], tuple[Judgement, ...]]:
    records = [record(name, fate=fate) for name, fate in zip(NAMES, case["fates"], strict=True)]  # type: ignore[call-overload]
    reports = [report(name, one) for name, one in zip(NAMES, case["publishers"], strict=True)]  # type: ignore[call-overload]
    echoes = {echo(a, b).id: echo(a, b) for a, b in case["echoes"] if a != b}  # type: ignore[attr-defined]
    return records[: case["size"]], reports, tuple(echoes.values())  # type: ignore[misc]


@settings(max_examples=60, deadline=None)
@given(cases, st.sampled_from(NAMES))
def test_an_echo_never_verifies(case: dict[str, object], origin: str) -> None:
    records, reports, judgements = made(case)
    if origin not in {one.id for one in records}:
        return
    before = standing(records, reports, judgements=judgements)
    again = [*records, replace(record("z"), fate=PersonFate.KILLED)]
    copied = (*judgements, echo("z", origin))
    after = standing(again, [*reports, report("z")], judgements=copied)
    told = says_dead(next(one for one in records if one.id == origin))
    # a copy says what its origin says: where that told of no death the copy is the first that does
    assert after is before or (not told and before in (UNVERIFIED, PENDING))
    if told:
        assert (after is VERIFIED) == (before is VERIFIED)


@settings(max_examples=40, deadline=None)
@given(cases, st.randoms(use_true_random=False))
def test_order_makes_no_difference(case: dict[str, object], chance: random.Random) -> None:
    records, reports, judgements = made(case)
    mixed = [list(one) for one in (records, reports, judgements)]
    for one in mixed:
        chance.shuffle(one)
    ties = [("a", one.id) for one in records]
    first = corroborate(records, read_sources(reports, [], judgements), ties)
    chance.shuffle(ties)
    assert corroborate(mixed[0], read_sources(mixed[1], [], mixed[2]), ties) == first  # type: ignore[arg-type]


@settings(max_examples=40, deadline=None)
@given(
    cases, st.lists(st.tuples(st.sampled_from([one.value for one in Corroboration]), st.integers(0, 3)), max_size=4)
)
def test_a_rejection_wins_over_sources_and_over_what_others_say(
    case: dict[str, object], words: list[tuple[str, int]]
) -> None:
    records, reports, judgements = made(case)
    others = tuple(word(label, day=day, by=f"reader {nth}") for nth, (label, day) in enumerate(words))
    assert standing(records, reports, judgements=(*judgements, *others, word("rejected"))) is REJECTED


@settings(max_examples=40, deadline=None)
@given(cases)
def test_a_further_source_that_says_so_takes_no_verification_away(case: dict[str, object]) -> None:
    records, reports, judgements = made(case)
    if standing(records, reports, judgements=judgements) is VERIFIED:
        more = [*records, record("z")]
        assert standing(more, [*reports, report("z")], judgements=judgements) is VERIFIED


def test_individuals_get_their_standing_wherever_the_judgement_points() -> None:
    records = {name: record(name) for name in "abc"}
    people = [Individual(id="a", records=("a", "b"), previous_ids=("b",)), Individual(id="c", records=("c",))]
    sources: PeopleSources = read_sources([report(name) for name in "abc"], [], [])
    given, why = standings(people, records, sources, {("a", "b"), ("a", "c")}, [])
    assert [one.corroboration for one in given] == [VERIFIED, PENDING]
    assert why["a"].records == ("a", "b")
    no = judged(JudgementKind.STATUS, Ref(kind="person", id="b"), label="rejected")
    given, why = standings(people, records, sources, {("a", "b")}, [no])
    assert [one.corroboration for one in given] == [REJECTED, PENDING]
    assert (why["a"].reason, why["a"].judgement) == ("looked into", no.id)
