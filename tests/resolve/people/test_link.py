"""Lists that spell everyone differently: the same people are found, brothers stay apart, decisions stand."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.errors import NotFoundError
from cenotaph.model import Anchor, JudgementKind, PersonPair, Verdict
from cenotaph.resolve.people import PeopleResolution, link_people
from resolve.people.records import decision, lists, pairs_of, record, two_lists

RECORDS, TRUTH = two_lists()
FOUND = link_people(RECORDS, lists=lists("a", "b"))
JOINED = sorted(pairs_of([one.records for one in FOUND.individuals]))


def _joined(found: PeopleResolution) -> set[tuple[str, str]]:
    return pairs_of([one.records for one in found.individuals])


def _f1(found: PeopleResolution, truth: dict[str, int]) -> float:
    people: dict[int, list[str]] = {}
    for id, number in truth.items():
        people.setdefault(number, []).append(id)
    true, said = pairs_of([tuple(ids) for ids in people.values()]), _joined(found)
    return 2 * len(true & said) / (len(true) + len(said))


def test_two_romanisations() -> None:
    assert _f1(FOUND, TRUTH) > 0.97


@pytest.mark.parametrize("known", [True, False])
def test_arabic_against_latin_whether_or_not_lists_say_that_they_are_duplicate_free(known: bool) -> None:
    records, truth = two_lists(second=2)
    assert _f1(link_people(records, lists=lists("a", "b", duplicate_free=known)), truth) > 0.95


def test_brothers_killed_together_are_two_people() -> None:
    for a, b in JOINED:
        assert TRUTH[a] == TRUTH[b]


def test_every_record_is_in_exactly_one_individual() -> None:
    ids = [id for one in FOUND.individuals for id in one.records]
    assert sorted(ids) == sorted(r.id for r in RECORDS)


@settings(max_examples=5, deadline=None)
@given(st.randoms(use_true_random=False))
def test_any_order_gives_the_same(rng: random.Random) -> None:
    shuffled = list(RECORDS)
    rng.shuffle(shuffled)
    again = link_people(shuffled, lists=lists("b", "a"))
    assert again.individuals == FOUND.individuals
    assert again.pairs == FOUND.pairs
    assert again.judgements == FOUND.judgements


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(JOINED), min_size=1, max_size=6, unique=True))
def test_different_said_by_a_person_is_never_overridden(apart: list[tuple[str, str]]) -> None:
    judgements = [decision(f"d{n}", a, b, Verdict.NEGATIVE) for n, (a, b) in enumerate(apart)]
    # not even by a chain of "same" through a third record
    third = next(r.id for r in RECORDS if r.id not in apart[0])
    judgements += [decision(f"s{n}", x, third, Verdict.POSITIVE) for n, x in enumerate(apart[0])]
    found = link_people(RECORDS, lists=lists("a", "b"), judgements=judgements)
    assert not set(apart) & _joined(found)
    row = {one.id: at for at, one in enumerate(found.evidence.columns.records)}
    for draw in found.draws(2):
        assert all(draw[row[a]] != draw[row[b]] for a, b in apart)


def test_undoing_a_decision_restores_the_exact_former_state() -> None:
    a, b = JOINED[0]
    no = decision("n", a, b, Verdict.NEGATIVE)
    undo = decision("u", a, b, Verdict.NO_JUDGEMENT, hour=1, reverses="n")
    redo = decision("v", a, b, Verdict.NO_JUDGEMENT, hour=2, reverses="u")
    assert (a, b) not in _joined(link_people(RECORDS, lists=lists("a", "b"), judgements=[no]))
    back = link_people(RECORDS, lists=lists("a", "b"), judgements=[no, undo])
    assert back.individuals == FOUND.individuals
    assert back.pairs == FOUND.pairs
    assert (a, b) not in _joined(link_people(RECORDS, lists=lists("a", "b"), judgements=[undo, redo, no]))


def test_the_latest_decision_stands() -> None:
    a, b = JOINED[0]
    judgements = [decision("y", a, b, Verdict.POSITIVE, hour=1), decision("n", a, b, Verdict.NEGATIVE)]
    assert (a, b) in _joined(link_people(RECORDS, lists=lists("a", "b"), judgements=judgements))


def test_a_person_joins_what_no_score_would() -> None:
    one, other = record("x:1", "Salma Haddad", list_id="x"), record("y:1", "Tariq Bitar", list_id="y")
    yes = decision("y", "x:1", "y:1", Verdict.POSITIVE)
    found = link_people([one, other], judgements=[yes])
    assert _joined(found) == {("x:1", "y:1")}
    assert found.why("x:1", "y:1") == (yes,)
    assert len(link_people([one, other]).individuals) == 2


def test_nobody_stands_twice_in_a_duplicate_free_list() -> None:
    twice = [record(f"x:{n}", "Omar Khaled Yousef Haddad", list_id="x", age_low=30, age_high=30) for n in (1, 2)]
    assert len(link_people(twice, lists=lists("x")).individuals) == 2
    assert len(link_people(twice).individuals) == 1


def test_two_named_in_one_breath_are_two() -> None:
    quote = "Omar Haddad and Omar Hadad"
    anchor = (Anchor(start=0, end=len(quote), quote=quote),)
    apart = [record("r1", "Omar Haddad"), record("r2", "Omar Hadad")]
    assert len(link_people([replace(one, anchors=anchor) for one in apart]).individuals) == 2


@pytest.mark.parametrize("name", ["Евгений Аликов", "Evgeniy Alikov", "Zhenya Alikov"])
def test_a_man_in_a_few_reports_is_one_man(name: str) -> None:
    found = link_people([record("m1", "Yevgeny Alikov", report="one"), record("m2", name, report="two")])
    assert len(found.individuals) == 1


def test_the_oldest_record_gives_the_id_and_the_others_lead_to_it() -> None:
    two = [record("m1", "Yevgeny Alikov", report="late"), record("m2", "Evgeny Alikov", report="early")]
    when = {"sha256:late": datetime(2020, 1, 2, tzinfo=UTC), "sha256:early": datetime(2020, 1, 1, tzinfo=UTC)}
    (one,) = link_people(two, taken_in=when).individuals
    assert (one.id, one.previous_ids) == ("m2", ("m1",))
    assert link_people(two, taken_in=when).individual_of("m1").id == "m2"


def test_why_is_a_path_of_evidence() -> None:
    a, b = JOINED[0]
    (step,) = FOUND.why(a, b)
    assert isinstance(step, PersonPair)
    assert "own name" in [name for name, _, _ in step.weights]
    assert FOUND.why(a, a) == ()
    with pytest.raises(NotFoundError):
        FOUND.why("nobody", a)


def test_the_weights_say_what_the_probability_rests_on() -> None:
    pair = FOUND.pairs[0]
    assert pair.probability > 0.9
    assert sum(bits for _, _, bits in pair.weights) > 0


def test_judgements_are_of_the_machine_and_about_records() -> None:
    assert {one.kind for one in FOUND.judgements} == {JudgementKind.SAME_PERSON}
    assert all(one.by.startswith("machine:") and one.other is not None for one in FOUND.judgements)
    assert len(FOUND.judgements) == len(JOINED)


def test_draws_keep_the_constraints_and_vary_where_it_is_doubtful() -> None:
    draws = list(FOUND.draws(5, seed=3))
    again = list(FOUND.draws(5, seed=3))
    assert [list(d) for d in draws] == [list(d) for d in again]
    for draw in draws:
        table = FOUND.presence(draw)
        people = sum(table.values())
        assert sum(count * sum(where) for where, count in table.items()) == len(RECORDS)
        assert people == len(set(draw.tolist()))


def test_nothing_and_one_record() -> None:
    assert link_people([]).individuals == ()
    (one,) = link_people([record("r1", "Omar")]).individuals
    assert one.id == "r1"
