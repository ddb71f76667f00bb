"""Which claims may stand at the ends of the headline, and which contradictions come first."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cenotaph.dossier.records import ArchiveIndex
from cenotaph.dossier.standing import bare_plural, said_as_a_number, telling_first
from cenotaph.model import Extraction, Stance
from dossier.fixture import Case, contradiction, count, khasham


@pytest.fixture(scope="module")
def case() -> Case:
    return khasham()[0]


@pytest.mark.parametrize(
    ("words", "hedge", "ends", "bare"),
    [
        ("hundreds", "vague_plural", (200, None, 999), True),
        ("dozens or hundreds", "between", (24, None, 999), True),
        ("Several", "vague_plural", (2, None, 19), True),
        ("several dozen", "vague_plural", (24, None, 99), False),
        ("20 to 30", "between", (20, None, 30), False),
        ("about 300", "about", (270, 300, 330), False),
    ],
)
def test_a_bare_plural_has_no_word_of_number(words: str, hedge: str, ends: Any, bare: bool) -> None:
    assert bare_plural(count(words, hedge, *ends)) is bare


@pytest.mark.parametrize(
    "change",
    [
        {"stance": Stance.DENIES},
        {"part_of": "c-other"},
        {"count": count("none", "exact", 0, 0, 0)},
        {"count": count("one", "exact", 1, 1, 1)},
        {"count": count("hundreds", "vague_plural", 200, None, 999)},
        {"count": None},
        {"extraction": Extraction(by="rules_en@1", confidence=0.5)},
    ],
)
def test_what_may_not_be_an_end_of_the_headline(case: Case, change: dict[str, Any]) -> None:
    claim = case.by_key["us100"]
    assert said_as_a_number(claim)
    assert not said_as_a_number(replace(claim, **change))


def test_official_positions_of_two_sides_come_before_the_rest(case: Case) -> None:
    _, reckoning = khasham()
    index = ArchiveIndex.of(case.reports, case.claims, case.judgements)
    k = case.by_key
    between_sides = contradiction(k["55"], k["us100"], 45)
    stray = contradiction(k["zero"], k["over100"], 101)
    found = telling_first(index.claim, [stray, *reckoning.contradictions, between_sides], 10)
    assert found[0] is between_sides
    assert found.index(stray) > found.index(reckoning.contradictions[1])
    assert len(telling_first(index.claim, [stray, *reckoning.contradictions], 2)) == 2


def test_one_loud_number_does_not_fill_the_list(case: Case) -> None:
    index = ArchiveIndex.of(case.reports, case.claims, case.judgements)
    k = case.by_key
    loud = [contradiction(k[key], k["200to300"], 100) for key in ("55", "us100", "dozens")]
    quiet = contradiction(k["wounded"], k["over50"], 1)
    found = telling_first(index.claim, [*loud, quiet], 4)
    assert found.index(quiet) < 3
