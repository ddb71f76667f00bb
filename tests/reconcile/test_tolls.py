"""One toll from the readings of several reports, and what one report says first."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.extract.lead import read_lead
from cenotaph.model import Claim, Extraction, Reading, Said
from cenotaph.reconcile import Toll, reconcile_tolls
from reconcile.claims import claim, count, report

START = date(2019, 5, 6)
SOURCE = report("Gazette", "2019-05-06")


def said(number: int) -> Said:
    return Said(number, number, number)


def reading(name: str, after: int, killed: int | None = None, injured: int | None = None) -> Reading:
    return Reading(
        report=name,
        published=START + timedelta(days=after),
        killed=None if killed is None else said(killed),
        injured=None if injured is None else said(injured),
    )


def told(measure: str, number: int, paragraph: int, *rules: str) -> Claim:
    made = claim(SOURCE, "Gazette", measure, count(str(number), number, number, number), start=50 * paragraph)
    return replace(made, extraction=Extraction(by="rules_en@1", confidence=0.9, rules=rules))


def lead(*claims: Claim) -> tuple[int | None, int | None]:
    found = read_lead("r", START, claims, [c.id for c in claims])
    return (found.killed.named if found.killed else None), (found.injured.named if found.injured else None)


def figures(toll: Toll) -> tuple[int | None, int | None, int | None]:
    return toll.low, toll.best, toll.high


def test_what_most_reports_say_is_chosen_and_the_others_are_its_range() -> None:
    killed, injured = reconcile_tolls([reading("a", 0, 2, 5), reading("b", 1, 3, 4), reading("c", 2, 3, 4)])
    assert figures(killed) == (2, 3, 3)
    assert figures(injured) == (4, 4, 5)
    assert [name for name, _ in killed.behind] == ["b", "c"]


def test_a_copy_has_no_vote_while_it_says_what_its_source_says() -> None:
    told = [
        reading("wire", 0, 2),
        reading("paper", 1, 2),
        reading("own", 1, 3),
        reading("other", 2, 3),
        reading("b", 2, 2),
    ]
    assert reconcile_tolls(told)[0].best == 2
    copied = reconcile_tolls(told, {"paper": "wire", "b": "wire"})[0]
    assert figures(copied) == (2, 3, 3)
    drifted = [*told[:1], reading("paper", 1, 3), reading("own", 1, 2), reading("b", 2, 3)]
    assert reconcile_tolls(drifted, {"paper": "wire"})[0].best == 3
    assert reconcile_tolls(told, {"paper": "elsewhere", "b": "elsewhere"})[0].best == 2


def test_of_numbers_told_equally_often_the_higher_of_the_first_week() -> None:
    killed, _ = reconcile_tolls([reading("a", 0, 2), reading("b", 3, 3), reading("c", 300, 7)])
    assert killed.best == 3


def test_the_injured_who_died_are_no_longer_injured() -> None:
    killed, injured = reconcile_tolls([reading("a", 0, None, 1), reading("b", 2, 1), reading("c", 3, 1)])
    assert killed.best == 1
    assert injured == Toll()


def test_a_death_that_one_tells_and_later_reports_of_the_injured_do_not_is_unknown() -> None:
    killed, injured = reconcile_tolls([reading("a", 0, 5, 5), reading("b", 0, None, 5), reading("c", 2, None, 5)])
    assert (killed.best, injured.best) == (None, 5)
    assert killed.high == 5


def test_who_died_after_the_first_reports_is_dead() -> None:
    early = [reading("a", 0, None, 2), reading("b", 0, None, 2)]
    killed, _ = reconcile_tolls([*early, reading("c", 3, 1, 1)])
    assert killed.best == 1


def test_nothing_told_is_unknown_and_not_zero() -> None:
    assert reconcile_tolls([reading("a", 0), reading("b", 1)]) == (Toll(), Toll())
    assert reconcile_tolls([reading("a", 0, 0, 2)])[0].best == 0


def test_killed_or_injured_bounds_both_from_above_only() -> None:
    found = read_lead("r", START, [either := told("killed_or_injured", 40, 0)], [either.id])
    assert [figures(toll) for toll in reconcile_tolls([found])] == [(0, None, 40), (0, None, 40)]


@settings(derandomize=True, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.none() | st.integers(0, 4), st.none() | st.integers(0, 4))))
def test_any_order_gives_the_same(rows: list[tuple[int, int | None, int | None]]) -> None:
    readings = [reading(f"r{number}", *row) for number, row in enumerate(rows)]
    shuffled = random.Random(1).sample(readings, len(readings))
    assert reconcile_tolls(readings) == reconcile_tolls(shuffled)
    for toll in reconcile_tolls(readings):
        stated = [n for n in figures(toll) if n is not None]
        assert stated == sorted(stated)


def test_the_first_sentence_that_counts_decides() -> None:
    assert lead(told("killed", 3, 0), told("injured", 4, 0), told("killed", 1, 5), told("injured", 1, 6)) == (3, 4)


def test_a_man_shot_and_a_man_dead_are_one_man() -> None:
    assert lead(told("injured", 1, 0, "flag.weak"), told("killed", 1, 3)) == (1, None)
    assert lead(told("injured", 5, 0, "flag.weak"), told("killed", 1, 3)) == (1, 4)


def test_others_hurt_beside_the_dead_are_not_taken_out() -> None:
    assert lead(told("killed", 2, 0), told("injured", 1, 0, "flag.additional")) == (2, 1)
    assert lead(told("killed", 2, 0), told("injured", 6, 4)) == (2, 6)
