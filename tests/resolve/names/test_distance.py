"""The distance of sounds: 0 for alike, 1 for nothing in common, the same in both directions and in any company."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.resolve.names import far, how_far

SOUNDS = st.text(alphabet="aeiouywbdkmnrsTSXhE'*", max_size=8)


@settings(max_examples=60, deadline=None)
@given(SOUNDS, SOUNDS, st.booleans())
def test_a_distance_is_between_0_and_1_and_has_no_direction(a: str, b: str, abjad: bool) -> None:
    there, back = far([a, b], [b, a], [abjad, abjad])
    assert 0 <= there <= 1
    assert there == back
    assert far([a], [a], [abjad])[0] == 0


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(SOUNDS, SOUNDS), min_size=2, max_size=6))
def test_company_does_not_change_a_distance(pairs: list[tuple[str, str]]) -> None:
    together = far([a for a, _ in pairs], [b for _, b in pairs], [False] * len(pairs))
    alone = [how_far(a, b) for a, b in pairs]
    assert [float(d) for d in together] == alone


def test_two_letters_that_changed_places_are_one_slip() -> None:
    assert how_far("martin", "matrin") < how_far("martin", "maklin")


def test_the_first_consonant_weighs_most() -> None:
    assert how_far("salem", "kalem") > how_far("salem", "salek")


def test_nothing_is_far_from_something() -> None:
    assert how_far("", "salem") == 1
