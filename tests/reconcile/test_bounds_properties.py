"""What must hold for any claims: what follows only narrows, and every end rests on the claims that it names."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cenotaph.model import Claim, Incident, Measure, Period, to_dict
from cenotaph.reconcile import Bounds, Question, System
from cenotaph.reconcile.evidence import gather
from reconcile.claims import DEIR, FEB7, SYRIA, UKRAINE, claim, count, group, report

REPORTS = tuple(report(name, f"2018-03-{day}") for name, day in (("A", 10), ("B", 12), ("C", 20)))
PEOPLE = group("people", role="people")
RUSSIANS = group("Russians", "RU")
GROUPS = (
    None,
    PEOPLE,
    RUSSIANS,
    group("Russian mercenaries", "RU", role="mercenaries"),
    group("Russian soldiers", "RU", role="soldiers", status="armed_forces"),
    group("militia", role="militia"),
    group("civilians", role="civilians", status="civilian"),
    group("the brigade"),
)
DESCRIBED = tuple(who for who in GROUPS if who is not None)
SPEAKERS = tuple(f"speaker {letter}" for letter in "ABCDEFGH")
MEASURES = ("killed", "injured", "killed_or_injured")
YEAR = Period(text="in 2018", earliest=date(2018, 1, 1), latest=date(2018, 3, 1))
quick = settings(derandomize=True, deadline=None, max_examples=50)


@st.composite
def claims(draw: st.DrawFn, groups: Sequence[object] = GROUPS, measures: Sequence[str] = MEASURES) -> Claim:
    low = draw(st.integers(0, 20))
    high = draw(st.none() | st.integers(low, 60))
    scope, place, period = draw(
        st.sampled_from(
            [
                ("incident", DEIR, FEB7),
                ("incident", None, None),
                ("period", SYRIA, YEAR),
                ("period", None, YEAR),
                ("cumulative_to_date", SYRIA, None),
                ("place", SYRIA, None),
            ]
        )
    )
    return claim(
        draw(st.sampled_from(REPORTS)),
        draw(st.sampled_from(SPEAKERS)),
        draw(st.sampled_from(measures)),
        count(f"{low} to {high}", low, None, high),
        draw(st.sampled_from(groups)),  # type: ignore[arg-type]
        start=draw(st.integers(0, 5)),
        scope=scope,
        place=place,
        period=period,
    )


many = st.lists(claims(), min_size=1, max_size=8, unique_by=lambda c: c.id)
questions = st.builds(
    Question,
    measure=st.sampled_from([Measure(m) for m in MEASURES]),
    group=st.sampled_from(DESCRIBED[1:]),
    incident=st.none() | st.just("battle"),
    place=st.sampled_from([None, SYRIA, UKRAINE]),
    last=st.none() | st.just(date(2018, 3, 1)),
)


def system(told: Sequence[Claim]) -> System:
    members = tuple(c.id for c in told if c.scope == "incident")
    battle = Incident(code="battle", title="a battle", place=DEIR, period=FEB7, claims=members)
    return System.build(gather(REPORTS, told, []), told, [battle])


def ends(found: Bounds) -> tuple[float, float]:
    low, high = found.figure.low, found.figure.high
    return low or 0, float("inf") if high is None else high


def believed(of: System, wanted: Sequence[Claim]) -> list[str]:
    """Claims of ``wanted``, as many as can be true together, in their order."""
    kept: list[str] = []
    for told in wanted:
        if told.id in of.ids and of.consistent([*kept, told.id]):
            kept.append(told.id)
    return kept


@quick
@given(many, questions)
def test_what_follows_only_narrows_as_claims_are_accepted(told: list[Claim], question: Question) -> None:
    whole = system(told)
    ids = believed(whole, told)
    assume(ids)
    before = (0.0, float("inf"))
    for size in range(1, len(ids) + 1):
        low, high = ends(whole.bounds(question, ids[:size]))
        assert before[0] <= low <= high <= before[1]
        before = low, high
    # and a system that never heard of the others says no less
    fewer = [c for c in told if c.id in ids[:-1]]
    if fewer and set(ids[:-1]) <= set(system(fewer).ids):
        narrow, wide = whole.bounds(question, ids[:-1]), system(fewer).bounds(question, ids[:-1])
        assert ends(wide)[0] <= ends(narrow)[0] <= ends(narrow)[1] <= ends(wide)[1]


@quick
@given(many, questions)
def test_the_claims_named_for_an_end_are_enough_for_it(told: list[Claim], question: Question) -> None:
    whole = system(told)
    ids = believed(whole, told)
    assume(ids)
    found = whole.bounds(question, ids)
    low, high = ends(found)
    assert set(found.lowest) | set(found.highest) <= set(found.figure.trail.claims) <= set(ids)
    if low:
        assert ends(whole.bounds(question, found.lowest))[0] == low
    if high != float("inf"):
        assert ends(whole.bounds(question, found.highest))[1] == high


@quick
@given(many, claims(measures=("killed_or_injured",)), st.sampled_from(DESCRIBED))
def test_killed_or_injured_never_raises_the_minimum_of_killed(told: list[Claim], extra: Claim, who: object) -> None:
    """Its lower end never does, its upper end never for the same incident.

    An upper end for one place or time is also one of killed there, and so says that the rest of a total was killed
    elsewhere. And where somebody counts the injured too, what is left of "killed or injured" was killed.
    """
    told = [c for c in told if c.measure is Measure.KILLED and c.id != extra.id]
    assume(told and extra.count)
    assert extra.count
    if any(c.scope != "incident" for c in (*told, extra)):
        extra = replace(extra, count=replace(extra.count, high=None))
    whole = system([*told, extra])
    assume(extra.id in whole.ids)
    ids = [i for i in believed(whole, [extra, *told]) if i != extra.id]
    assume(ids)
    for code in ("battle", None):
        question = Question(measure=Measure.KILLED, group=who, incident=code)  # type: ignore[arg-type]
        assert ends(whole.bounds(question, [*ids, extra.id]))[0] == ends(whole.bounds(question, ids))[0]


@quick
@given(
    st.integers(5, 40),
    st.integers(0, 9),
    st.lists(st.tuples(st.sampled_from(DESCRIBED[1:]), st.integers(1, 5)), max_size=4),
)
def test_a_contained_claim_never_changes_a_total(low: int, width: int, parts: list[tuple[object, int]]) -> None:
    """Parts are never added to a total; only one that needs more than the total's minimum would raise that."""
    total = claim(REPORTS[0], "speaker A", "killed", count("all", low, None, low + width), PEOPLE, place=DEIR)
    told = [total]
    for index, (who, number) in enumerate(parts):
        some = count(str(number), number, number, number)
        told.append(claim(REPORTS[1], SPEAKERS[index + 1], "killed", some, who, place=DEIR, start=index))  # type: ignore[arg-type]
    whole = system(told)
    ids = believed(whole, told)
    for question in (
        Question(measure=Measure.KILLED, group=PEOPLE, incident="battle"),
        Question(measure=Measure.KILLED, incident="battle"),
    ):
        assert ends(whole.bounds(question, ids))[1] == low + width
        apart = sum(whole.claims[i].count.low or 0 for i in ids[1:])  # type: ignore[union-attr]
        if apart <= low:
            assert ends(whole.bounds(question, ids))[0] == low


@quick
@given(many, questions, st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_no_byte(told: list[Claim], question: Question, chance: object) -> None:
    shuffled = list(told)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    one, two = system(told), system(shuffled)
    assert one.ids == two.ids
    assert one.conflict(one.ids) == two.conflict(two.ids)
    ids = believed(one, told)
    assume(ids)
    assert json.dumps(to_dict(one.bounds(question, ids))) == json.dumps(to_dict(two.bounds(question, ids)))


@quick
@given(many)
def test_a_core_cannot_be_true_and_the_gap_is_what_it_takes(told: list[Claim]) -> None:
    whole = system(told)
    core = whole.conflict(whole.ids)
    assert (core is None) is (whole.gap(whole.ids) == 0)
    if core is None:
        return
    assert not whole.consistent(core)
    assert whole.sides(core).keys() == set(core)
    gap = whole.gap(core)
    assert gap >= 1
    # give each claim of the core that much room at both ends, and all can be true
    wider = [
        replace(
            c,
            count=replace(c.count, low=max(0, (c.count.low or 0) - gap), best=None, high=(c.count.high or 0) + gap),
        )
        if c.id in core and c.count and c.count.high is not None
        else replace(c, count=replace(c.count, low=max(0, (c.count.low or 0) - gap), best=None))
        if c.id in core and c.count
        else c
        for c in told
    ]
    assert system(wider).consistent(core)
