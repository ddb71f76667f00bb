"""How common very common names are, under any spelling."""

from __future__ import annotations

import csv
from importlib import resources

import pytest

from cenotaph.resolve.names import read_name
from cenotaph.resolve.names.shares import share_of


def share(name: str, *, family: bool = False) -> float | None:
    part = read_name(name).own
    return share_of(part, family=family) if part is not None else None


@pytest.mark.parametrize("name", ["Muhammad", "Mohammed", "Mohamed", "محمد", "مُحَمَّد"])
def test_every_spelling_of_a_common_name_is_common(name: str) -> None:
    assert share(name) == 0.08


def test_a_name_that_only_shares_its_consonants_is_not() -> None:
    assert share("Smith", family=True) == 0.01
    assert share("Samad", family=True) is None
    assert share("Qandalaft", family=True) is None
    assert share("Smith") is None  # as an own name


def test_every_row_has_its_source_and_a_share() -> None:
    path = resources.files("cenotaph.resolve.names").joinpath("data", "name_shares.csv")
    rows = list(csv.DictReader(path.read_text("utf-8").splitlines()))
    assert all(row["source"] and 0 < float(row["share"]) < 0.2 for row in rows)
    assert {row["part"] for row in rows} == {"own", "family"}
    assert len({(row["name"], row["part"]) for row in rows}) == len(rows)
