"""Two reports that name a person with a very common name and nothing else are not joined; a rare name is."""

from __future__ import annotations

from datetime import date

import pytest

from cenotaph.model import Period, Place
from cenotaph.resolve.people import link_people
from resolve.people.records import record

COMMON = [
    ("Muhammad Ahmad", "Mohammed Ahmed"),
    ("محمد أحمد", "محمد احمد"),
    ("Ahmad Ali", "أحمد علي"),
    ("Ivan Ivanov", "Иван Иванов"),
    ("Сергей Смирнов", "Sergey Smirnov"),
    ("John Smith", "John Smith"),
    ("Oleksandr Shevchenko", "Олександр Шевченко"),
]
RARE = [
    ("Yevgeny Alikov", "Евгений Аликов"),
    ("Bilal Qandalaft", "Belal Kandalaft"),
    ("Tobias Wrenfield", "Tobias Wrenfield"),
]
DAY = Period(text="on 7 March", earliest=date(2018, 3, 7), latest=date(2018, 3, 7))
TOWN = Place(text="Hajin", id="geo:hajin", lat=34.69, lon=40.83)


def probability(first: str, second: str, *, others: int = 0, **more: object) -> tuple[float, bool]:
    """How likely two records of two reports are one person, and whether they were joined, beside other names."""
    some = ["Salma Bitar", "Olga Dunaeva", "Tariq Fakhouri", "Rana Zaydan", "Pavel Gusarov", "Nadia Sabbagh"]
    records = [record("r:1", first, report="one", **more), record("r:2", second, report="two", **more)]
    records += [record(f"s:{n}", name, report=f"of {n}", start=n) for n, name in enumerate(some[:others])]
    found = link_people(records)
    pair = next((p.probability for p in found.pairs if (p.a, p.b) == ("r:1", "r:2")), 0.0)
    return pair, "r:2" in found.individual_of("r:1").records


@pytest.mark.parametrize("others", [0, 6])
@pytest.mark.parametrize(("first", "second"), COMMON)
def test_a_very_common_name_alone_is_left_unsure(first: str, second: str, others: int) -> None:
    likely, joined = probability(first, second, others=others)
    assert not joined
    assert 0.05 <= likely < 0.5  # so that a reviewer sees it


@pytest.mark.parametrize("others", [0, 6])
@pytest.mark.parametrize(("first", "second"), RARE)
def test_a_rare_name_alone_is_one_person(first: str, second: str, others: int) -> None:
    likely, joined = probability(first, second, others=others)
    assert joined
    assert likely > 0.8


@pytest.mark.parametrize(("first", "second"), COMMON)
def test_a_common_name_at_one_place_on_one_day_is_one_person(first: str, second: str) -> None:
    _, joined = probability(first, second, death=DAY, death_place="Hajin", death_place_ref=TOWN)
    assert joined
