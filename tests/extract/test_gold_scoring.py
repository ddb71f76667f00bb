"""The scorer of the gold passages: what it calls the same, and what it forgives."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cenotaph.extract import extract
from extract.gold_scoring import Reading, reading_of, score_passages

WANT: dict[str, Any] = {
    "measure": "killed",
    "count_text": "At least 12",
    "low": 12,
    "best": None,
    "high": None,
    "group": "officers",
    "speaker": "Norland army",
    "stance": "asserts",
    "period": ["2023-05-16", "2023-05-16"],
    "place": "Orrin",
}
GOT = Reading(
    measure="killed",
    low=12,
    best=None,
    high=None,
    count_text="At least 12",
    group="officers",
    speaker="the Norland army",
    stance="asserts",
    period=("2023-05-16", "2023-05-16"),
    place="the village of Orrin",
)


def figures(claims: list[dict[str, Any]], *read: Reading) -> dict[str, float]:
    passage = {"id": "p", "topic": "t", "text": "words", "claims": claims}
    return score_passages([passage], {"p": read}).figures()


def test_the_same_claim_in_other_clothes_is_right_in_all() -> None:
    assert set(figures([WANT], GOT).values()) == {1.0}


@pytest.mark.parametrize(
    ("name", "value"),
    [("speaker", "Sudland police"), ("stance", "denies"), ("period", None), ("place", "Kesh")],
)
def test_a_wrong_field_costs_that_field_alone(name: str, value: object) -> None:
    result = figures([WANT], replace(GOT, **{name: value}))
    assert result.pop(name) == 0
    assert set(result.values()) == {1.0}


@pytest.mark.parametrize(("name", "value"), [("measure", "injured"), ("low", 13), ("high", 12), ("group", "cooks")])
def test_another_count_is_another_claim(name: str, value: object) -> None:
    result = figures([WANT], replace(GOT, **{name: value}))
    assert result["precision"] == result["recall"] == 0


def test_a_claim_is_used_once() -> None:
    result = figures([WANT], GOT, GOT)
    assert (result["recall"], result["precision"]) == (1.0, 0.5)


def test_alternatives_are_accepted_and_optional_claims_cost_nothing() -> None:
    assert figures([WANT | {"also": {"group": ["men"], "place": [None]}}], replace(GOT, group="men", place=None))[
        "place"
    ]
    optional = WANT | {"optional": True, "low": 5}
    assert figures([WANT, optional], GOT)["recall"] == 1.0
    assert figures([WANT, optional], GOT, replace(GOT, low=5))["precision"] == 1.0


def test_one_count_read_as_two_is_right_where_the_gold_says_so() -> None:
    man, woman = (WANT | {"low": 1, "best": 1, "high": 1, "group": group} for group in ("man", "woman"))
    pair = WANT | {"low": 2, "best": 2, "high": 2, "group": None, "instead": [[man, woman]]}
    one = replace(GOT, low=1, best=1, high=1)
    assert figures([pair], replace(one, group="man"), replace(one, group="woman"))["f1"] == 1.0
    assert figures([pair], replace(one, group="man"))["recall"] == 0.5


def test_words_for_the_harm_are_no_group_and_a_null_best_is_no_error() -> None:
    exact = WANT | {"low": 12, "best": 12, "high": 12, "group": "dead"}
    assert figures([exact], replace(GOT, high=12, group=None))["f1"] == 1.0


def test_the_publishers_own_voice_is_told_from_a_speaker() -> None:
    own = WANT | {"speaker": "PUBLISHER"}
    text = "Three police officers from Kesh were killed in Aleppo on Tuesday."
    (claim,) = extract(text, publisher="Harbour Daily")
    read = reading_of(claim, "Harbour Daily")
    assert read is not None
    assert (read.speaker, read.group, read.low) == ("PUBLISHER", "officers", 3)
    assert figures([own], GOT)["speaker"] == 0
    assert figures([own], replace(GOT, speaker="PUBLISHER"))["speaker"] == 1
