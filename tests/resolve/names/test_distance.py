"""The distance of sounds: 0 for alike, 1 for nothing in common, the same in both directions and in any company."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.resolve.names import Sounds, far, how_far, sounds_of

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


def test_what_is_passed_over_is_far() -> None:
    spellings = [
        ("Oshah", "اوشاح"),
        ("Fatima", "فاطمة"),
        ("Huda", "هدى"),
        ("Omar", "عمر"),
        ("Taha", "طه"),
        ("Abdo", "عبده"),
    ]
    sounds = Sounds.of([sounds_of(name) for pair in spellings for name in pair])
    rows = np.arange(0, 2 * len(spellings), 2)
    assert not sounds.unlike(rows, rows + 1, np.ones(len(rows), bool)).any()
    # Oshah is not Fatima
    assert sounds.unlike(rows[:1], rows[1:2], np.zeros(1, bool)).all()
