"""Which numbers are only of those known by name, judged by the words around them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cenotaph.model import Anchor, FieldSpan, Measure
from cenotaph.reconcile import Question, bounds
from cenotaph.reconcile.evidence import names_some
from reconcile.claims import claim, count, group, report

NAMED = [
    ("Volunteers have put names to ", "four", " of the dead."),
    ("Clerks have added ", "four", " more names to the list of the dead."),
    ("The hospital has named ", "four", " of those killed."),
    ("At the depot ", "four", " of the drivers killed have been identified."),
]
ALL = [
    ("The registry names all ", "four", " of the killed."),
    ("The village doctor, who asked not to be named, said ", "four", " men were killed."),
    ("Shells killed ", "four", " people in a village named Dol."),
]


def told(before: str, number: str, behind: str):  # type: ignore[no-untyped-def]
    sentence = f"{before}{number}{behind}"
    of = report("Herald", "2019-05-02", sentence)
    made = claim(of, "the clerks", "killed", count(number, 4, 4, 4), group("people", role="people"))
    span = FieldSpan(field="count", start=len(before), end=len(before) + len(number))
    return of, replace(made, anchors=(Anchor(start=0, end=len(sentence), quote=sentence),), fields=(span,))


@pytest.mark.parametrize("words", NAMED)
def test_a_number_of_names_is_a_minimum(words: tuple[str, str, str]) -> None:
    of, named = told(*words)
    assert names_some(named)
    found = bounds(Question(measure=Measure.KILLED), [named], reports=[of]).figure
    assert (found.low, found.high) == (4, None)


@pytest.mark.parametrize("words", ALL)
def test_names_told_beside_a_count_leave_it_whole(words: tuple[str, str, str]) -> None:
    of, whole = told(*words)
    assert not names_some(whole)
    found = bounds(Question(measure=Measure.KILLED), [whole], reports=[of]).figure
    assert (found.low, found.high) == (4, 4)
