"""Voices are called by the name they are given most, and found by it, by their key, or not without a hint."""

from __future__ import annotations

import pytest

from cenotaph.errors import NotFoundError
from cenotaph.model import ActorKind, Speaker
from cenotaph.reconcile.evidence import gather
from cenotaph.reconcile.naming import find_voices, voice_names
from reconcile import khasham as k
from reconcile.claims import claim, report

SOURCES = Speaker(name="sources", kind=ActorKind.ANONYMOUS)
CNN = report("CNN", "2018-02-13")
OURS = (
    k.five,
    k.dozens,
    k.over_100,
    k.hundred,
    claim(k.REUTERS, SOURCES, "killed", k.DOZENS, k.RUSSIANS),
    claim(CNN, SOURCES, "killed", k.FIVE, k.RUSSIANS),
)
EVIDENCE = gather((*k.REPORTS, CNN), OURS, ())


def found(*asked: str) -> tuple[str, ...]:
    return find_voices(asked, EVIDENCE.claims, EVIDENCE.keys)


def test_a_voice_is_called_by_the_name_given_most_and_two_of_one_name_are_told_apart() -> None:
    names = voice_names(EVIDENCE.claims, EVIDENCE.keys)
    assert set(names) == set(EVIDENCE.keys.values())
    assert names["ru:foreign_ministry"] == "Russian foreign ministry"
    assert len({name for name in names.values() if name.startswith("sources [")}) == 2
    outlets = {report.id: report.publisher or "" for report in (k.REUTERS, CNN)}
    named = voice_names(EVIDENCE.claims, EVIDENCE.keys, outlets).values()
    assert {name for name in named if name.startswith("sources")} == {"sources, in Reuters", "sources, in CNN"}


@pytest.mark.parametrize(
    "asked", ["ru:foreign_ministry", "Russian foreign ministry", "the Russian Foreign Ministry", "foreign ministry"]
)
def test_a_voice_is_found_by_key_by_name_and_by_words_that_only_it_has(asked: str) -> None:
    assert found(asked, "the US", asked) == ("ru:foreign_ministry", EVIDENCE.keys[k.hundred.id])


def test_a_name_of_none_lists_near_matches_or_all() -> None:
    with pytest.raises(NotFoundError, match="no voice called") as missing:
        found("Russian forein ministry")
    assert "near matches: Russian foreign ministry" in missing.value.hint
    with pytest.raises(NotFoundError) as nowhere:
        found("Ostrogoths")
    assert "there are: " in nowhere.value.hint
    assert "Russian foreign ministry" in nowhere.value.hint


def test_words_of_several_voices_are_refused_with_the_voices() -> None:
    with pytest.raises(NotFoundError, match="may be several voices") as several:
        found("sources")
    assert several.value.hint.count("sources [") == 2
    assert found(several.value.hint.split("[")[1].split("]")[0])
