"""Invented passages with gold: how many claims are found, with the right speaker, stance, hedge and tally.

The shares are floors that a change may raise and not lower; the passages that still fail are named by
``python -m pytest -rA``'s captured output.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cenotaph.extract import extract, tally
from cenotaph.model import Claim

PASSAGES = Path(__file__).parent / "passages" / "passages.jsonl"

Gold = dict[str, Any]


def _words(text: str) -> set[str]:
    dropped = {"the", "a", "an", "of", "and", "'s"}
    return {word for word in text.lower().replace("'s", " 's").replace(",", " ").split() if word not in dropped}


def _same_interval(gold: Gold, claim: Claim) -> bool:
    if claim.count is None:
        return gold["low"] is None and gold["high"] is None
    lows, highs = gold.get("accept_low", [gold["low"]]), gold.get("accept_high", [gold["high"]])
    return claim.count.low in lows and claim.count.high in highs


def _same_speaker(gold: Gold, claim: Claim) -> bool:
    for name in [gold.get("speaker"), *gold.get("accept_speakers", [])]:
        if name is None:
            if claim.speaker.name == "the report":
                return True
        elif _words(name) <= _words(claim.speaker.name) or _words(claim.speaker.name) <= _words(name):
            return True
    return False


def _match(gold: Gold, free: list[Claim]) -> Claim | None:
    measures = [gold["measure"], *gold.get("accept_measures", [])]
    found = [claim for claim in free if claim.measure in measures and _same_interval(gold, claim)]
    return min(found, key=lambda claim: not _same_speaker(gold, claim), default=None)


@pytest.fixture(scope="module")
def scores() -> dict[str, tuple[int, int]]:
    """(right, all) by field over every passage."""
    counts = dict.fromkeys(["claims", "speaker", "stance", "hedge", "group", "tally", "spurious"], (0, 0))

    def add(field: str, right: bool) -> None:
        counts[field] = (counts[field][0] + right, counts[field][1] + 1)

    for line in PASSAGES.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        claims = extract(row["text"], published=date.fromisoformat(row["published"]))
        free = list(claims)
        for gold in row["gold"]["claims"]:
            claim = _match(gold, free)
            if claim is None:
                if not gold.get("soft"):
                    add("claims", False)
                continue
            free.remove(claim)
            add("claims", True)
            add("speaker", _same_speaker(gold, claim))
            add("stance", gold["stance"] in {claim.stance, "revises", *gold.get("accept_stances", [])})
            if claim.count is not None:
                add("hedge", gold["hedge"] in {claim.count.hedge, *gold.get("accept_hedges", [])})
            if gold.get("group"):
                said = _words(claim.group.text) if claim.group else set()
                add("group", bool(said) and (said <= _words(gold["group"]) or _words(gold["group"]) <= said))
        for _ in free:
            add("spurious", True)
        total = tally(claims)
        add(
            "tally",
            all(
                (found.low, found.high) == (row["gold"]["tally"][key]["low"], row["gold"]["tally"][key]["high"])
                for key, found in (("killed", total.killed), ("injured", total.injured))
            ),
        )
    print(counts)
    return counts


@pytest.mark.parametrize(
    ("field", "floor"),
    [("claims", 0.88), ("speaker", 0.85), ("stance", 0.97), ("hedge", 0.97), ("group", 0.88), ("tally", 0.73)],
)
def test_share_right(field: str, floor: float, scores: dict[str, tuple[int, int]]) -> None:
    """At least the floor of each field is right."""
    right, all_of_them = scores[field]
    assert right / all_of_them >= floor, scores


def test_few_spurious_claims(scores: dict[str, tuple[int, int]]) -> None:
    """Claims that answer to no gold claim stay few."""
    assert scores["spurious"][0] <= 6, scores
