"""Very many incidents: each as one system would bound it, added up, and set under the totals that monitors give."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.errors import ContradictionError, NotFoundError
from cenotaph.model import Claim, Group, Incident, Judgement, JudgementKind, Measure, Period, Ref, Verdict
from cenotaph.reconcile.base import Question
from cenotaph.reconcile.blocks import Asked, ranges
from cenotaph.reconcile.evidence import Evidence, gather
from cenotaph.reconcile.system import System
from cenotaph.reconcile.totals import Totals
from reconcile.claims import DEIR, FEB7, KHASHAM, SYRIA, UKRAINE, claim, count, day, group, report

PAPER = report("Reuters", "2018-03-01")
FEBRUARY = Period(text="in February", earliest=date(2018, 2, 1), latest=date(2018, 2, 28))
YEAR = Period(text="in 2018", earliest=date(2018, 1, 1), latest=date(2018, 12, 31))
KILLED_HERE = Question(measure=Measure.KILLED, place=SYRIA, first=date(2018, 1, 1), last=date(2018, 12, 31))
MEASURES = ("killed", "injured", "killed_or_injured")
SOLDIERS = group("soldiers", role="soldiers")
GROUPS: tuple[Group | None, ...] = (None, group("people", role="people"), SOLDIERS, group("Russians", "RU"))


def number(low: int, high: int | None) -> tuple[str, int, int | None, int | None]:
    return f"{low} to {high}", low, None, high


def incident(code: str, claims: Sequence[Claim], place: object = KHASHAM, period: Period = FEB7) -> Incident:
    return Incident(code=code, title=code, place=place, period=period, claims=tuple(c.id for c in claims))  # type: ignore[arg-type]


def contains(outer: Claim, inner: Claim) -> Judgement:
    return Judgement(
        id=f"{outer.id} {inner.id}", kind=JudgementKind.CONTAINS, about=Ref(kind="claim", id=outer.id),
        other=Ref(kind="claim", id=inner.id), verdict=Verdict.POSITIVE, by="a coder", reason="said so",
        at=datetime(2018, 3, 1, tzinfo=UTC),
    )  # fmt: skip


def evidence(claims: Sequence[Claim]) -> Evidence:
    return gather([PAPER], claims, [])


@st.composite
def accounts(draw: st.DrawFn, start: int = 0) -> list[Claim]:
    """A few claims about one incident, by speakers of their own."""
    told: list[Claim] = []
    for index in range(draw(st.integers(1, 4))):
        low = draw(st.integers(0, 5))
        high = draw(st.one_of(st.none(), st.integers(low, 8)))
        told.append(
            claim(
                PAPER,
                f"Speaker {start + index}",
                draw(st.sampled_from(MEASURES)),
                count(*number(low, high)),
                draw(st.sampled_from(GROUPS)),
                start=10 * (start + index),
                part_of=told[0].id if told and draw(st.booleans()) else None,
            )
        )
    return told


ASKED = (Asked.of(Measure.KILLED), Asked.of(Measure.KILLED_OR_INJURED), Asked.of(Measure.KILLED, SOLDIERS))


@settings(max_examples=60, deadline=None)
@given(st.tuples(accounts(0), accounts(10), accounts(20)), st.booleans())
def test_each_incident_is_bounded_as_alone(told: tuple[list[Claim], ...], judged: bool) -> None:
    claims = [c for one in told for c in one]
    incidents = [incident(f"i{n}", one) for n, one in enumerate(told)]
    whole = evidence(claims)
    rulings = [contains(one[0], one[-1]) for one in told if judged and len(one) > 1]
    found = dict(zip(("i0", "i1", "i2"), ranges(whole, incidents, [ASKED] * 3, rulings), strict=True))
    system = System.build(whole, whole.claims, incidents, rulings)
    for one in incidents:
        for asked, answer in zip(ASKED, found[one.code], strict=False):
            question = Question(measure=asked.measure, group=asked.group, incident=one.code)
            try:
                alone = system.bounds(question)
            except ContradictionError:
                worlds = system.hull(question)
                assert not answer.agreed
                assert (answer.low, answer.high) == (worlds.low, worlds.high)
                continue
            assert answer.agreed
            assert (answer.low, answer.high) == (alone.figure.low or 0, alone.figure.high)


@settings(max_examples=30, deadline=None)
@given(accounts(0))
def test_what_is_sure_is_the_least_of_the_range_where_claims_agree(told: list[Claim]) -> None:
    whole, one = evidence(told), incident("i0", told)
    both, least = Asked.of(Measure.KILLED, SOLDIERS), Asked(Measure.KILLED, SOLDIERS, least=True)
    ((full, low),) = ranges(whole, [one], [(both, least)])
    assert low.agreed is full.agreed
    assert (low.low, low.lowest) == ((full.low, full.lowest) if full.agreed else (0, ()))


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 9), st.booleans(), st.sampled_from([KHASHAM, DEIR, SYRIA, UKRAINE]),
            st.sampled_from(["2018-02-07", "2018-05-01"]),
        ),
        min_size=1, max_size=4,
    ),
    st.lists(
        st.tuples(
            st.integers(0, 30), st.one_of(st.none(), st.integers(0, 30)), st.sampled_from([DEIR, SYRIA]),
            st.sampled_from([FEBRUARY, YEAR]),
        ),
        max_size=3,
    ),
    st.sampled_from([KILLED_HERE, Question(measure=Measure.KILLED, place=DEIR, first=date(2018, 2, 1))]),
)  # fmt: skip
def test_totals_are_those_of_one_programme_over_all_claims(
    harmed: list[tuple[int, bool, object, str]], told: list[tuple[int, int | None, object, Period]], asked: Question
) -> None:
    """Ends agree with the programme over all claims at once, and contradictions are found in the same cases."""
    claims, incidents = [], []
    for n, (dead, exact, place, when) in enumerate(harmed):
        one = claim(
            PAPER, f"Speaker {n}", "killed", count(*number(dead, dead if exact else None)), GROUPS[1], start=10 * n,
            place=place, period=day(when),  # type: ignore[arg-type]
        )  # fmt: skip
        claims.append(one)
        incidents.append(incident(f"i{n}", [one], place, day(when)))
    for n, (low, more, place, period) in enumerate(told):
        high = None if more is None else low + more
        claims.append(
            claim(
                PAPER, f"Monitor {n}", "killed", count(*number(low, high)), GROUPS[1], start=500 + 10 * n,
                scope="period", place=place, period=period,  # type: ignore[arg-type]
            )
        )  # fmt: skip
    whole = evidence(claims)
    totals, system = Totals(whole, incidents), System.build(whole, whole.claims, incidents)
    try:
        expected = system.bounds(asked).figure
    except ContradictionError:
        with pytest.raises(ContradictionError) as caught:
            totals.bounds(asked)
        assert set(caught.value.claims) <= {c.id for c in claims}
        return
    try:
        found = totals.bounds(asked)
    except NotFoundError:
        assert not expected.low
        assert expected.high is None
        return
    assert ((found.figure.low or 0), found.figure.high) == ((expected.low or 0), expected.high)
    assert set(found.figure.trail.claims) <= {c.id for c in claims}


def test_a_ceiling_on_the_month_is_no_ceiling_on_the_year_and_floors_add_up() -> None:
    first = claim(PAPER, "army", "killed", count("nine", 9, 9, 9), start=0, place=KHASHAM, period=FEB7)
    later = claim(
        PAPER, "army", "killed", count("five", 5, 5, 5), start=10, place=KHASHAM, period=day("2018-05-01")
    )
    month = claim(
        PAPER, "a monitor", "killed", count("twenty", 20, 20, 20), start=20, scope="period", place=SYRIA,
        period=FEBRUARY,
    )  # fmt: skip
    incidents = [incident("i1", [first]), incident("i2", [later], KHASHAM, day("2018-05-01"))]
    totals = Totals(evidence([first, later, month]), incidents)
    found = totals.bounds(KILLED_HERE)
    assert (found.figure.low, found.figure.high) == (25, None)
    assert set(found.lowest) == {later.id, month.id}
    recorded = totals.on_record(KILLED_HERE)
    assert (recorded.figure.low, recorded.figure.high) == (14, 14)
    assert recorded.note == "2 incidents."


def test_more_on_record_than_a_total_allows_is_said_with_both_sides() -> None:
    dead = claim(PAPER, "army", "killed", count("nine", 9, 9, 9), start=0, place=KHASHAM, period=FEB7)
    few = claim(
        PAPER, "a monitor", "killed", count("five", 5, 5, 5), start=20, scope="period", place=SYRIA, period=FEBRUARY
    )
    totals = Totals(evidence([dead, few]), [incident("i1", [dead])])
    with pytest.raises(ContradictionError) as caught:
        totals.bounds(KILLED_HERE)
    assert set(caught.value.claims) == {dead.id, few.id}
    assert totals.bounds(KILLED_HERE, without={few.id}).figure.low == 9


def test_claims_that_contradict_each_other_count_with_all_that_is_claimed() -> None:
    told = [
        claim(PAPER, "army", "killed", count("nine", 9, 9, 9), start=0, place=KHASHAM, period=FEB7),
        claim(PAPER, "rebels", "killed", count("forty", 40, 40, 40), start=10, place=KHASHAM, period=FEB7),
    ]
    totals = Totals(evidence(told), [incident("i1", told)])
    recorded = totals.on_record(KILLED_HERE)
    assert (recorded.figure.low, recorded.figure.high) == (9, 40)
    assert "cannot all be true" in recorded.note
    assert recorded.lowest == (told[0].id,)
    assert recorded.highest == (told[1].id,)


def test_of_many_accounts_at_odds_a_group_never_has_more_than_everyone() -> None:
    told = [
        claim(PAPER, f"Speaker {n}", "killed", count(str(n), n, n, n), GROUPS[1], start=10 * n, place=KHASHAM)
        for n in range(4, 24)
    ]
    part = claim(
        PAPER, "army", "killed", count("thirty", 30, None, None), SOLDIERS, start=500, place=KHASHAM, period=FEB7
    )
    asked = (Asked.of(Measure.KILLED), Asked.of(Measure.KILLED, SOLDIERS))
    ((everyone, soldiers),) = ranges(evidence([*told, part]), [incident("i1", [*told, part])], [asked])
    assert not everyone.agreed
    assert soldiers.low <= everyone.low <= 4
    assert set(everyone.lowest) <= {one.id for one in (*told, part)}
    assert everyone.lowest


def test_claims_at_odds_that_limit_nothing_still_stand_behind_the_answer() -> None:
    told = [
        claim(PAPER, f"Speaker {n}", "killed", count("some", low, None, high), SOLDIERS, start=10 * n)
        for n, (low, high) in enumerate([(5, None), (0, 2)])
    ]
    ((found,),) = ranges(evidence(told), [incident("i1", told)], [(Asked.of(Measure.KILLED),)])
    assert (found.low, found.high, found.agreed) == (0, None, False)
    assert set(found.lowest) == {one.id for one in told}


def test_nothing_on_record_is_refused() -> None:
    dead = claim(PAPER, "army", "killed", count("nine", 9, 9, 9), start=0, place=UKRAINE, period=FEB7)
    totals = Totals(evidence([dead]), [incident("i1", [dead], UKRAINE)])
    with pytest.raises(NotFoundError):
        totals.on_record(KILLED_HERE)


def test_a_total_of_a_group_stands_on_the_incidents_that_count_the_group() -> None:
    soldiers = group("soldiers", role="soldiers")
    told = [
        claim(PAPER, "army", "killed", count("nine", 9, 9, 9), soldiers, start=0, place=KHASHAM, period=FEB7),
        claim(PAPER, "police", "killed", count("two", 2, 2, 2), GROUPS[1], start=10, place=KHASHAM, period=FEB7),
    ]
    month = claim(
        PAPER, "a monitor", "killed", count("up to twenty", 0, None, 20), soldiers, start=20, scope="period",
        place=SYRIA, period=FEBRUARY,
    )  # fmt: skip
    incidents = [incident(f"i{n}", [one]) for n, one in enumerate(told)]
    totals = Totals(evidence([*told, month]), incidents)
    found = totals.bounds(
        Question(
            measure=Measure.KILLED, group=soldiers, place=SYRIA, first=date(2018, 2, 1), last=date(2018, 2, 28)
        )
    )
    assert (found.figure.low, found.figure.high) == (9, 20)
    assert found.lowest == (told[0].id,)
    assert totals.bounds(KILLED_HERE).figure.low == 11
