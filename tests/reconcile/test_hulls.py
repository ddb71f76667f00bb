"""One range over all worlds, against trying every set of voices."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.model import Claim, Group, Incident, Measure
from cenotaph.reconcile import Question, System
from cenotaph.reconcile import hulls as module
from cenotaph.reconcile.evidence import gather
from cenotaph.reconcile.hulls import Hull, hull
from cenotaph.reconcile.levels import Ground
from reconcile.claims import DEIR, SYRIA, claim, count, day, report
from reconcile.test_bounds_exact import FEBRUARY, GROUPS, PEOPLE

SAID = report("Field Office", "2018-03-31")
KILLED = Question(measure=Measure.KILLED, group=PEOPLE, incident="battle")
Drawn = list[tuple[str, str, Group | None, str, int | None, int | None]]


def told(drawn: Drawn) -> System:
    """A system of claims: who says it, the outcome, of whom, where, and the ends."""
    claims: list[Claim] = []
    for start, (who, measure, people, kind, low, high) in enumerate(drawn):
        number = count(f"{low} to {high}", low, None, high)
        where = {"place": DEIR} if kind == "incident" else {"scope": "period", "place": SYRIA, "period": FEBRUARY}
        claims.append(claim(SAID, f"Office {who}", measure, number, people, start=start, **where))  # type: ignore[arg-type]
    members = tuple(c.id for c in claims if c.scope == "incident")
    incident = Incident(code="battle", title="a battle", place=DEIR, period=day("2018-02-07"), claims=members)
    evidence = gather([SAID], claims, [])
    return System.build(evidence, claims, [incident])


def by_trying_all(system: System, question: Question, voices: Mapping[str, str]) -> tuple[int, int | None, int]:
    """The hull and the number of worlds, from every set of voices, where no voice contradicts itself."""
    bearing = system.bearing(question)
    keys = sorted({voices[i] for i in bearing})
    sets = [frozenset(s) for size in range(len(keys) + 1) for s in combinations(keys, size)]
    ids = {some: [i for i in bearing if voices[i] in some] for some in sets}
    good = [some for some in sets if system.consistent(ids[some])]
    largest = [some for some in good if not any(some < other for other in good)]
    found = [system.bounds(question, ids[some]).figure for some in largest]
    highs = [figure.high for figure in found]
    high = None if None in highs else max(h for h in highs if h is not None)
    return min(figure.low or 0 for figure in found), high, len(largest)


def test_an_incident_whose_voices_differ_has_the_range_of_all_worlds() -> None:
    """7 with 5 to 20, or at least 12 with 5 to 20; 30 to 40 with at least 12."""
    system = told(
        [
            ("A", "killed", PEOPLE, "incident", 7, 7),
            ("B", "killed", PEOPLE, "incident", 12, None),
            ("C", "killed", PEOPLE, "incident", 5, 20),
            ("D", "killed", PEOPLE, "incident", 30, 40),
        ]
    )
    a, _, _, d = system.ids
    assert system.hull(KILLED) == Hull(low=7, high=40, lowest=(a,), highest=(d,), worlds=3)


def test_a_part_that_contradicts_its_whole_counts_in_the_worlds_without_the_whole() -> None:
    """10 people killed, or 8 Russians and 7 Syrians, who are apart: nobody then sets an upper end."""
    system = told(
        [
            ("A", "killed", PEOPLE, "incident", 10, 10),
            ("B", "killed", GROUPS[1], "incident", 8, 8),
            ("C", "killed", GROUPS[4], "incident", 7, 7),
        ]
    )
    found = system.hull(KILLED)
    assert (found.low, found.high, found.worlds) == (10, None, 3)


def test_who_contradicts_themselves_is_believed_claim_by_claim() -> None:
    system = told([("A", "killed", PEOPLE, "incident", 7, 7), ("A", "killed", PEOPLE, "incident", 9, 9)])
    assert (system.hull(KILLED).low, system.hull(KILLED).high, system.hull(KILLED).worlds) == (7, 9, 2)


def test_a_quarrel_about_the_injured_leaves_the_killed_alone() -> None:
    system = told(
        [
            ("A", "killed", PEOPLE, "incident", 7, 9),
            ("A", "injured", PEOPLE, "incident", 1, 1),
            ("B", "killed", PEOPLE, "incident", 8, 8),
            ("B", "injured", PEOPLE, "incident", 2, 2),
        ]
    )
    assert (system.hull(KILLED).low, system.hull(KILLED).high, system.hull(KILLED).worlds) == (8, 8, 1)


def test_more_worlds_than_are_tried_make_the_range_wider_and_are_told(monkeypatch: object) -> None:
    drawn: Drawn = [(str(i), "killed", PEOPLE, "incident", i, i) for i in range(3, 9)]
    system = told([*drawn, ("Z", "killed", GROUPS[1], "incident", 1, None)])
    exact = system.hull(KILLED)
    assert (exact.low, exact.high, exact.worlds, exact.complete) == (3, 8, 6, True)
    monkeypatch.setattr(module, "MOST", 4)  # type: ignore[attr-defined]
    monkeypatch.setattr(module, "_FEW", 0)  # type: ignore[attr-defined]
    wider = system.hull(KILLED)
    assert (wider.low, wider.high, wider.complete) == (3, 8, False)


def without_worlds(system: System, question: Question) -> Hull:
    """The range when no worlds are looked for, as in an incident of very many accounts."""
    layout = system._layouts(question)
    ground = Ground.of(layout, system._asked(layout))
    return hull(ground, system.stated.ends, {i: system.evidence.keys[i] for i in system.ids}, 0)


def test_an_end_that_some_voice_of_every_world_sets_is_found_without_looking_for_worlds() -> None:
    """7 to 9 and 8, or at least 12: no world has fewer than 8, and nobody excludes what is said up to 99."""
    system = told(
        [
            ("A", "killed", PEOPLE, "incident", 7, 9),
            ("B", "killed", PEOPLE, "incident", 8, 8),
            ("C", "killed", PEOPLE, "incident", 12, None),
            ("D", "killed", PEOPLE, "incident", 5, 99),
            ("E", "killed", GROUPS[1], "incident", 1, None),
        ]
    )
    d = system.ids[3]
    found = without_worlds(system, KILLED)
    assert (found.low, found.high, found.highest, found.complete) == (8, 99, (d,), False)
    # D does not hold, and sets no end, in the world of a voice that has more than 99 dead
    more = told([("C", "killed", PEOPLE, "incident", 120, None), ("D", "killed", PEOPLE, "incident", 5, 99)])
    assert (without_worlds(more, KILLED).low, without_worlds(more, KILLED).high) == (5, None)


def test_killed_or_injured_excludes_a_number_of_killed_only_together_with_one_of_injured() -> None:
    drawn: Drawn = [
        ("A", "killed", PEOPLE, "incident", 7, 9),
        ("B", "killed", PEOPLE, "incident", 6, 6),
        ("C", "killed_or_injured", PEOPLE, "incident", 30, 33),
    ]
    assert (without_worlds(told(drawn), KILLED).low, without_worlds(told(drawn), KILLED).high) == (6, 9)
    drawn.append(("D", "injured", PEOPLE, "incident", 5, 5))
    # wider than the worlds, of which that of C and D has 25 to 28: no single voice has either end
    assert (system := told(drawn)).hull(KILLED).low == 6
    assert (without_worlds(system, KILLED).low, without_worlds(system, KILLED).high) == (0, 33)


@st.composite
def drawn_claims(draw: st.DrawFn, kinds: tuple[str, ...]) -> Drawn:
    found: Drawn = []
    for who in "ABCDE"[: draw(st.integers(1, 5))]:
        for _ in range(draw(st.integers(1, 2))):
            low = draw(st.none() | st.integers(1, 12))
            high = draw(st.none() | st.integers(low or 0, 14)) if low else draw(st.integers(0, 14))
            measure = draw(st.sampled_from(("killed", "killed", "injured", "killed_or_injured")))
            people = draw(st.sampled_from((None, PEOPLE, *GROUPS[1:6])))
            found.append((who, measure, people, draw(st.sampled_from(kinds)), low, high))
    return found


questions = st.tuples(st.sampled_from(("killed", "injured", "killed_or_injured")), st.sampled_from(GROUPS[:5]))


@settings(derandomize=True, deadline=None, max_examples=120)
@given(drawn_claims(("incident",)), questions)
def test_the_hull_is_that_of_all_worlds_in_one_incident(drawn: Drawn, asked: tuple[str, Group]) -> None:
    check(drawn, Question(measure=Measure(asked[0]), group=asked[1], incident="battle"))


@settings(derandomize=True, deadline=None, max_examples=60)
@given(drawn_claims(("incident", "February")), questions)
def test_the_hull_is_that_of_all_worlds_of_totals_over_an_incident(drawn: Drawn, asked: tuple[str, Group]) -> None:
    first, last = FEBRUARY.earliest, FEBRUARY.latest
    check(drawn, Question(measure=Measure(asked[0]), group=asked[1], place=SYRIA, first=first, last=last))


def check(drawn: Drawn, question: Question) -> None:
    system = told(drawn)
    voices = system.evidence.keys
    bearing = system.bearing(question)
    if not bearing:
        return
    own = {key: [i for i in bearing if voices[i] == key] for key in {voices[i] for i in bearing}}
    found = system.hull(question)
    if all(system.consistent(ids) for ids in own.values()):
        assert (found.low, found.high, found.worlds) == by_trying_all(system, question, voices)
        wider = without_worlds(system, question)
        assert wider.low <= found.low
        assert wider.high is None or (found.high is not None and wider.high >= found.high)
        for low in [wider.low] if wider.low else []:
            assert (system.bounds(question, wider.lowest).figure.low or 0) >= low
        if wider.high is not None:
            assert (system.bounds(question, wider.highest).figure.high or 0) <= wider.high
    # the claims named for an end are enough for it
    if found.low:
        assert system.bounds(question, found.lowest).figure.low == found.low
    if found.high is not None:
        assert system.bounds(question, found.highest).figure.high == found.high
    assert set(found.lowest) | set(found.highest) <= set(bearing)
