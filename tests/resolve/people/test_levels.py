"""How far two records agree on each thing, and that nothing known is no disagreement."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from cenotaph.model import Period, Place, Sex
from cenotaph.resolve.people.columns import Columns
from cenotaph.resolve.people.levels import LevelMaker
from resolve.people.records import record


def _levels(first: dict[str, object], second: dict[str, object]) -> dict[str, int]:
    a = record("a", str(first.pop("name", "Omar Haddad")), **first)
    b = record("b", str(second.pop("name", "Omar Haddad")), **second)
    columns = Columns.of([a, b])
    levels = LevelMaker(columns).compare(np.array([0]), np.array([1]))
    return {name: int(level[0]) for name, level in levels.of.items() if level[0] >= 0}


def _day(year: int, month: int, day: int) -> Period:
    return Period(text="", earliest=date(year, month, day), latest=date(year, month, day))


def test_names_by_position() -> None:
    assert _levels({}, {}) == {"own": 5, "family": 5}
    assert _levels({"name": "Omar Ali Haddad"}, {"name": "Umar Hadad"}) == {"own": 4, "family": 4}
    assert _levels({"name": "Omar Haddad"}, {"name": "عمر حداد"}) == {"own_across": 3, "family_across": 4}


def test_one_letter_of_another_spelling() -> None:
    assert _levels({"name": "Bauer Meier"}, {"name": "Baufr Meier"})["own"] == 1


def test_a_family_name_that_is_left_out() -> None:
    found = _levels({"name": "Omar Khaled Yousef Haddad"}, {"name": "Omar Khaled Yousef"})
    assert (found["own"], found["father"], found["family"]) == (5, 5, 5)
    assert "grandfather" not in found


def test_a_father_who_is_left_out_leaves_his_place_to_the_grandfather() -> None:
    found = _levels({"name": "Omar Khaled Yousef Haddad"}, {"name": "Omar Yousef Haddad"})
    assert found == {"own": 5, "grandfather": 5, "family": 5}


def test_own_and_family_name_changed_places() -> None:
    assert _levels({"name": "Omar Haddad"}, {"name": "Haddad Omar"}) == {"own": 5, "family": 5}


def test_ages_as_intervals() -> None:
    found = _levels({"age_low": 20, "age_high": 24}, {"age_low": 25, "age_high": 25})
    assert found["age"] == 3
    assert _levels({"age_low": 20, "age_high": 24}, {"age_low": 23, "age_high": 23})["age"] == 4


def test_days_of_birth_take_the_place_of_ages() -> None:
    found = _levels({"birth": _day(1967, 4, 12), "age_low": 9}, {"birth": _day(1964, 4, 12), "age_low": 80})
    assert found["birth"] == 3
    assert "age" not in found
    assert _levels({"birth": _day(1967, 4, 12)}, {"birth": _day(1967, 4, 12)})["birth"] == 4
    assert _levels({"birth": _day(1967, 4, 12)}, {"birth": _day(1981, 1, 30)})["birth"] == 0


@pytest.mark.parametrize(
    ("last", "level"),
    [(_day(2018, 2, 7), 3), (_day(2018, 2, 9), 2), (_day(2018, 2, 28), 1), (_day(2018, 12, 31), None)],
)
def test_a_day_within_a_longer_time_says_the_less_the_longer_it_is(last: Period, level: int | None) -> None:
    time = Period(text="", earliest=date(2018, 2, 7), latest=last.latest)
    assert _levels({"death": _day(2018, 2, 7)}, {"death": time}).get("death") == level
    assert _levels({"death": _day(2017, 1, 7)}, {"death": time}).get("death", 0) == 0


def test_sex_death_and_place() -> None:
    hajin = Place(text="Hajin", id="g3", lat=34.69, lon=40.83)
    near = Place(text="Shafah", id="g4", lat=34.62, lon=40.90)
    found = _levels(
        {"sex": Sex.MAN, "death": _day(2018, 2, 7), "death_place_ref": hajin},
        {"sex": Sex.WOMAN, "death": _day(2018, 2, 9), "death_place_ref": near},
    )
    assert (found["sex"], found["death"], found["place"]) == (0, 2, 2)


def test_a_second_spelling_in_the_row_counts() -> None:
    found = _levels({"name": "Omar Haddad"}, {"name": "عمر حداد", "aliases": ("Omar Haddad",)})
    assert found == {"own": 5, "family": 5}
