"""A list, a pair of records and a person each keep the rules that linkage relies on."""

from __future__ import annotations

import pytest

from cenotaph.errors import RecordError
from cenotaph.model import Anchor, Corroboration, Individual, NameList, PersonPair, PersonRecord


def test_a_row_is_counted_as_a_person_counts_lines() -> None:
    with pytest.raises(RecordError, match="row 0"):
        PersonRecord(id="p", report="r", name="A", anchors=(Anchor(start=0, end=1, quote="A"),), row=0)


def test_a_list_has_a_name() -> None:
    assert not NameList(id="l", name="morgue", report="r").duplicate_free
    with pytest.raises(RecordError, match="without a name"):
        NameList(id="l", name=" ", report="r")


def test_a_pair_is_of_two_records_in_a_fixed_order() -> None:
    assert PersonPair(a="p-1", b="p-2", probability=0.5, weights=(("family", "equal", 7.2),)).probability == 0.5
    for a, b in (("p-2", "p-1"), ("p-1", "p-1")):
        with pytest.raises(RecordError, match="not in order"):
            PersonPair(a=a, b=b, probability=0.5)
    with pytest.raises(RecordError, match=r"0\.\.1"):
        PersonPair(a="p-1", b="p-2", probability=1.1)


def test_a_person_is_known_from_records() -> None:
    assert Individual(id="p-1", records=("p-1",)).corroboration is Corroboration.UNVERIFIED
    with pytest.raises(RecordError, match="no record"):
        Individual(id="p-1", records=())
