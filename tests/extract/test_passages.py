"""Invented passages with gold: how many claims are found, with the right speaker, stance, hedge and tally.

The shares are floors that a change may raise and not lower; the passages that still fail are named by
``python -m pytest -rA``'s captured output.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from cenotaph.extract import extract, tally
from extract.passage_scoring import FIELDS, judge_passage

PASSAGES = Path(__file__).parent / "passages" / "passages.jsonl"


@pytest.fixture(scope="module")
def scores() -> dict[str, tuple[int, int]]:
    """(right, all) by field over every passage."""
    right: Counter[str] = Counter()
    judged: Counter[str] = Counter()
    for line in PASSAGES.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        claims = extract(row["text"], published=date.fromisoformat(row["published"]))
        for name, field, is_right in judge_passage(row["gold"], claims, tally(claims)):
            judged[field] += 1
            right[field] += is_right
            if not is_right:
                print(row["id"], name)
    counts = {field: (right[field], judged[field]) for field in FIELDS}
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
    assert scores["spurious"][1] <= 6, scores
