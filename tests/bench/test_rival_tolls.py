"""The plain ways to one toll: each does what its name says, and what nobody tells is the record's zero."""

from __future__ import annotations

from datetime import date

from cenotaph.model import Reading, Said
from harness.rival_tolls import latest_wins, majority, maximum


def reading(name: str, day: int, killed: int | None, injured: int | None = None) -> Reading:
    told = [None if n is None else Said(n, n, n) for n in (killed, injured)]
    return Reading(report=name, published=date(2019, 5, day), killed=told[0], injured=told[1])


STORY = [reading("c", 9, 2), reading("a", 6, 2, 5), reading("b", 7, 3, 4), reading("d", 12, None, 1)]


def test_each_rival_reads_the_same_story_in_its_own_way() -> None:
    assert latest_wins(STORY) == (2, 1)
    assert maximum(STORY) == (3, 5)
    assert majority(STORY) == (2, 5)


def test_nothing_told_is_the_records_zero() -> None:
    assert latest_wins([]) == maximum([]) == majority([reading("a", 6, None)]) == (0, 0)
