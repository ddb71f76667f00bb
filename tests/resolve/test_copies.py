"""Which text copies which earlier one, and how far the texts may differ."""

from __future__ import annotations

from datetime import date

from cenotaph.model import EchoKind
from cenotaph.resolve.copies import find_copies, fingerprints

WIRE = (
    "Nine miners drowned when the old shaft at Brandvlei flooded before dawn, the mine's owner said. "
    "Pumps brought in from the coast failed within the hour, and divers turned back twice in the cold. "
    "Relatives waited at the gate through the rain while a priest read out the names of the night shift."
)
OWN = (
    "A union leader called for an inquiry into the pumps, which had been reported as broken in March. "
    "She said that nobody from the company had answered three letters about the water in the lower gallery."
)
MONDAY, TUESDAY, NEXT_MONTH = date(2019, 5, 6), date(2019, 5, 7), date(2019, 6, 10)


def test_a_reprint_is_verbatim_and_the_later_repeats_the_earlier() -> None:
    first, second = find_copies([WIRE, WIRE], [MONDAY, TUESDAY])
    assert first is None
    assert second is not None
    assert (second.source, second.kind, second.share) == (0, EchoKind.VERBATIM, 1.0)


def test_a_reprint_cut_to_a_third_still_is_one() -> None:
    cut = find_copies([WIRE, WIRE[: len(WIRE) // 3]], [MONDAY, TUESDAY])[1]
    assert cut is not None
    assert cut.kind is EchoKind.VERBATIM


def test_a_wire_story_with_own_reporting_is_syndicated() -> None:
    mixed = find_copies([WIRE, f"{WIRE} {OWN}"], [MONDAY, TUESDAY])[1]
    assert mixed is not None
    assert mixed.kind is EchoKind.SYNDICATED


def test_texts_of_one_event_in_other_words_are_no_copies() -> None:
    other = "Water burst into a disused pit near Brandvlei on Monday; nine men of the night shift are dead."
    assert find_copies([WIRE, other, OWN], [MONDAY, MONDAY, TUESDAY]) == [None, None, None]


def test_what_was_published_weeks_apart_or_on_no_known_day_is_not_called_a_copy() -> None:
    assert find_copies([WIRE, WIRE], [MONDAY, NEXT_MONTH]) == [None, None]
    assert find_copies([WIRE, WIRE], [MONDAY, None]) == [None, None]


def test_a_text_shorter_than_six_words_has_no_fingerprint() -> None:
    assert fingerprints("Nine dead at Brandvlei") == frozenset()
    assert find_copies(["Nine dead at Brandvlei"] * 2, [MONDAY, TUESDAY]) == [None, None]
