"""Containment of groups: decided by rule or not at all."""

from __future__ import annotations

import itertools

import pytest

from cenotaph.model import Group
from cenotaph.reconcile.groups import Relation, compare, is_everyone
from reconcile.claims import group

RUSSIANS = group("Russians", "RU")
CITIZENS = group("Russian citizens", "RU", role="citizens", excludes="not regular soldiers")
MERCENARIES = group("Russian mercenaries", "RU", role="mercenaries")
CONTRACTORS = group("Russian contractors", "RU", role="contractors")
CIS = group("citizens of Russia and other ex-Soviet republics", "RU", role="citizens")
SOLDIERS = group("Russian soldiers", "RU", role="soldiers", status="armed_forces")
MILITIA = group("militia", role="militia")
LOYALISTS = group("pro-government fighters", role="pro-government fighters")
SYRIANS = group("Syrian soldiers", "SY", role="soldiers")
CIVILIANS = group("civilians", role="civilians", status="civilian")
PEOPLE = group("people", role="people")


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (RUSSIANS, group("Russian nationals", "RU", role="nationals"), Relation.SAME),
        (MERCENARIES, RUSSIANS, Relation.WITHIN),
        (MERCENARIES, CONTRACTORS, Relation.SAME),
        (CITIZENS, RUSSIANS, Relation.SAME),
        (CIS, RUSSIANS, Relation.CONTAINS),
        (MERCENARIES, CIS, Relation.WITHIN),
        # as the reader gives it where others are named beside a country
        (group("citizens of Russia and other ex-Soviet countries", role="countries"), RUSSIANS, Relation.CONTAINS),
        (
            group("people from Russia and of other countries of the Commonwealth of Independent States"),
            MERCENARIES,
            Relation.CONTAINS,
        ),
        (group("men from other countries", role="countries"), RUSSIANS, Relation.UNKNOWN),
        (group("soldiers of Russia and other states", role="soldiers"), RUSSIANS, Relation.UNKNOWN),
        (SOLDIERS, CITIZENS, Relation.DISJOINT),
        (SOLDIERS, MERCENARIES, Relation.DISJOINT),
        (SYRIANS, RUSSIANS, Relation.DISJOINT),
        (CIVILIANS, MILITIA, Relation.DISJOINT),
        (MERCENARIES, MILITIA, Relation.WITHIN),
        (MERCENARIES, group("militants", role="militants"), Relation.UNKNOWN),
        (RUSSIANS, MILITIA, Relation.UNKNOWN),
        (SOLDIERS, MILITIA, Relation.UNKNOWN),
        (RUSSIANS, LOYALISTS, Relation.UNKNOWN),
        (PEOPLE, RUSSIANS, Relation.CONTAINS),
        (None, PEOPLE, Relation.SAME),
        (None, CIVILIANS, Relation.UNKNOWN),
        (PEOPLE, CIVILIANS, Relation.CONTAINS),
        (group("volunteers of the Cossack host", "RU", role="volunteers"), RUSSIANS, Relation.WITHIN),
        (group("women", sex="woman"), group("men", sex="man"), Relation.DISJOINT),
        (
            group("Wagner", organisation="Wagner"),
            group("the Wagner group", organisation="wagner"),
            Relation.SAME,
        ),
        (group("Russians and Kazakhs", "RU", "KZ"), group("Kazakhs and Uzbeks", "KZ", "UZ"), Relation.OVERLAPS),
        (group("Russians", "RU", role="Russians"), RUSSIANS, Relation.SAME),
        (group("Russian regular forces", "RU", role="forces"), MERCENARIES, Relation.DISJOINT),
        (group("soldiers and civilians"), group("soldiers"), Relation.UNKNOWN),
        (group("private military contractors", role="contractors"), SOLDIERS, Relation.DISJOINT),
        (group("the brigade"), group("the column"), Relation.UNKNOWN),
        # words that no rule reads narrow a group down: it holds nobody for certain but those of the same words
        (group("Blue Lane fighter", role="fighter"), group("hired fighters", role="fighters"), Relation.UNKNOWN),
        (group("Blue Lane fighter", role="fighter"), group("fighters", role="fighters"), Relation.WITHIN),
        (group("Blue Lane men", role="men"), group("men", role="men"), Relation.WITHIN),
        (group("Blue Lane gunmen", role="gunmen"), group("armed Blue Lane men", role="men"), Relation.UNKNOWN),
        (group("loyalist militia"), group("Syrian loyalist militia", "SY", role="militia"), Relation.CONTAINS),
        # one word in common is not yet the same kind of people
        (group("hired fighters", role="fighters"), group("fighters", role="fighters"), Relation.WITHIN),
        (group("armed men", role="men"), group("men", role="men"), Relation.WITHIN),
        (group("attackers", role="attackers"), group("fighters", role="fighters"), Relation.WITHIN),
        (group("several hundred South African soldiers", "ZA", role="soldiers"), SOLDIERS, Relation.DISJOINT),
        (group("two South African soldiers", "ZA"), group("South African servicemen", "ZA"), Relation.SAME),
    ],
)
def test_relation(a: Group | None, b: Group | None, expected: Relation) -> None:
    assert compare(a, b) is expected
    assert compare(b, a) is expected.turned


def test_everyone_is_whoever_is_not_described() -> None:
    assert is_everyone(None)
    assert is_everyone(group("bodies"))
    assert is_everyone(PEOPLE)
    assert not is_everyone(MILITIA)
    assert not is_everyone(group("the brigade"))


def test_comparing_is_symmetric_up_to_turning() -> None:
    groups = [RUSSIANS, CITIZENS, MERCENARIES, CIS, SOLDIERS, MILITIA, LOYALISTS, SYRIANS, CIVILIANS, PEOPLE, None]
    for a, b in itertools.product(groups, repeat=2):
        assert compare(a, b) is compare(b, a).turned
