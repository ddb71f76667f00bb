"""Bounds against enumeration: every combination of groups in every cell, in whole numbers of people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.model import AgeGroup, Claim, Group, Incident, Measure, Period, Scope, Sex
from cenotaph.reconcile import Question, System
from cenotaph.reconcile.evidence import gather
from harness.enumerated import OUTCOMES, atoms, by_branching, by_enumeration, ends, rows
from reconcile.claims import DEIR, SYRIA, claim, count, day, group, report

SAID = report("Field Office", "2018-03-31")
PEOPLE = group("people", role="people")
GROUPS = (
    PEOPLE,
    group("Russians", "RU"),
    group("Russian mercenaries", "RU", role="mercenaries"),
    group("Russian soldiers", "RU", role="soldiers", status="armed_forces"),
    group("Syrians", "SY"),
    group("soldiers", role="soldiers"),
    group("civilians", role="civilians", status="civilian"),
    group("children", role="children", age_group="child"),
    group("militia", role="militia"),
)
FEBRUARY = Period(text="in February", earliest=date(2018, 2, 1), latest=date(2018, 2, 28))
MARCH = Period(text="in March", earliest=date(2018, 3, 1), latest=date(2018, 3, 31))
QUARTER = Period(text="this year", earliest=date(2018, 1, 1))
# in which cells the people of each kind of claim are
CELLS = ("that day", "rest of February", "March", "January")
WHERE = {
    "incident": (CELLS[0],),
    "February": CELLS[:2],
    "March": (CELLS[2],),
    "this year": CELLS,
}
MEASURES = (Measure.KILLED, Measure.INJURED, Measure.KILLED_OR_INJURED)
quick = settings(derandomize=True, deadline=None, max_examples=60)
Told = list[tuple[Claim, str]]


@st.composite
def told(draw: st.DrawFn, most: int, groups: Sequence[Group], kinds: Sequence[str], at_most: int) -> Told:
    found = []
    for index in range(draw(st.integers(1, at_most))):
        low = draw(st.none() | st.integers(1, most))
        high = draw(st.integers(low or 0, most) if low is None else st.none() | st.integers(low, most))
        kind = draw(st.sampled_from(kinds))
        more = {
            "incident": {"place": DEIR},
            "February": {"scope": "period", "place": SYRIA, "period": FEBRUARY},
            "March": {"scope": "period", "place": SYRIA, "period": MARCH},
            "this year": {"scope": "cumulative_to_date", "place": SYRIA, "period": QUARTER},
        }[kind]
        number = count(f"{low} to {high}", low, None, high)
        who, measure = draw(st.sampled_from(groups)), draw(st.sampled_from(MEASURES))
        found.append((claim(SAID, f"speaker {index}", measure, number, who, start=index, **more), kind))  # type: ignore[arg-type]
    return found


def answer(question: Question, given: Told) -> tuple[int, int | None] | None:
    claims = [one for one, _ in given]
    that_day = day("2018-02-07")
    members = tuple(c.id for c in claims if c.scope is Scope.INCIDENT)
    incident = Incident(code="battle", title="a battle", place=DEIR, period=that_day, claims=members)
    evidence = gather([SAID], claims, [])
    system = System.build(evidence, claims, [incident])
    if not system.consistent(system.ids):
        return None
    figure = system.bounds(question).figure
    return figure.low or 0, figure.high


def asked_of(question: Question, kind: str, given: Told) -> tuple[np.ndarray, ...]:
    """The rows and ends of the claims, and the row of the question, over the combinations."""
    claims = [one for one, _ in given]
    assert question.group
    groups = list(dict.fromkeys([*(c.group for c in claims if c.group), question.group]))
    cells = [cell for cell in CELLS if any(cell in WHERE[k] for k in (kind, *(k for _, k in given)))]
    among = atoms(groups, cells)
    kinds = {one.id: k for one, k in given}
    table = rows(claims, among, lambda one, cell: cell in WHERE[kinds[one.id]])
    counted = OUTCOMES.get(question.measure, (question.measure,))
    row = [float(o in counted and cell in WHERE[kind] and question.group in who) for o, cell, who in among]
    return (table, *ends(claims), np.array(row))


@quick
@given(told(3, GROUPS[:4], ["incident"], 4), st.sampled_from(GROUPS[:4]), st.sampled_from(MEASURES[:2]))
def test_bounds_of_one_incident_are_those_of_enumeration(given: Told, who: Group, measure: Measure) -> None:
    given = [(one, kind) for one, kind in given if one.measure is measure]
    if not given:
        return
    question = Question(measure=measure, group=who, incident="battle")
    table, low, high, row = asked_of(question, "incident", given)
    kept = np.flatnonzero(table.any(axis=0) | (row > 0))
    most = 3
    exact = by_enumeration(table[:, kept], low, high, row[kept], most)
    found = answer(question, given)
    if exact is None or found is None:
        assert exact is found
        return
    assert found[0] == exact[0]
    # enumeration ends at so many per combination: an open end is one that it reaches
    assert exact[1] >= most if found[1] is None else found[1] == exact[1]


@quick
@given(
    told(12, GROUPS, list(WHERE), 6),
    st.sampled_from(GROUPS),
    st.sampled_from(MEASURES),
    st.sampled_from(list(WHERE)),
)
def test_bounds_over_days_and_an_incident_are_those_of_an_integer_programme(
    given: Told, who: Group, measure: Measure, kind: str
) -> None:
    first, last = {"February": (2, 28), "March": (3, 31), "this year": (1, 31), "incident": (0, 0)}[kind]
    question = Question(measure=measure, group=who, incident="battle")
    if kind != "incident":
        start, end = date(2018, first, 1), date(2018, 3 if kind == "this year" else first, last)
        question = Question(measure=measure, group=who, place=SYRIA, first=start, last=end)
    assert answer(question, given) == by_branching(*asked_of(question, kind, given))


def test_groups_apart_in_a_ring_are_where_the_bounds_are_wider_than_they_need_be() -> None:
    """Of five groups in a ring, each apart from its neighbours, a person is in two at most: one of each needs three
    people. That any two neighbours need two is all that the system sees.
    """
    ring = (
        GROUPS[1],
        Group(text="Ukrainian men", nationality=("UA",), sex=Sex.MAN),
        Group(text="grown women", sex=Sex.WOMAN, age_group=AgeGroup.ADULT),
        Group(text="children", age_group=AgeGroup.CHILD),
        Group(text="grown Ukrainians", nationality=("UA",), age_group=AgeGroup.ADULT),
    )
    one = count("one", 1, 1, 1)
    given = [
        (claim(SAID, f"speaker {i}", "killed", one, who, start=i, place=DEIR), "incident")
        for i, who in enumerate(ring)
    ]
    question = Question(measure=Measure.KILLED, group=PEOPLE, incident="battle")
    assert by_branching(*asked_of(question, "incident", given)) == (3, None)
    assert answer(question, given) == (2, None)
