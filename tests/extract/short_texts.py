"""The short texts' form (``short/README.md``), read into the claims that ``gold_scoring`` judges."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from cenotaph.model import Measure
from extract.gold_scoring import GoldScore, Reading, score_passages

__all__ = ["ShortText", "score_texts", "short_texts"]

_CLAIM = re.compile(
    r"(?P<measure>\w+) (?P<number>x|\d+|(?:\d+|-)/(?:\d+|-)/(?:\d+|-))"
    r"(?: (?P<group>[^\[\]]+?))?(?: \[(?P<stance>\w+)\])?"
)

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ShortText:
    """One text with its claims; ``ways`` are its fair readings, each a list of gold claims."""

    id: str
    topic: str
    text: str
    ways: tuple[list[Json], ...]


def short_texts(path: Path) -> Iterator[ShortText]:
    """The texts of one file, in order. Raises ValueError for a line that has not the form."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        topic, text, claims = line.split("\t")
        items = [item.strip() for item in claims.split(";") if item.strip()]
        ways = product(*(_ways(item) for item in items))
        whole = tuple([claim for part in way for claim in part] for way in ways)
        yield ShortText(f"{path.stem}-{number}", topic, text.replace("\\n", "\n"), whole)


def score_texts(texts: Sequence[ShortText], read: Callable[[str], Sequence[Reading]]) -> GoldScore:
    """Found, missed and spurious claims; each text by the one of its fair readings that fits best."""
    total = GoldScore()
    for one in texts:
        found = read(one.text)
        scores = [
            score_passages([{"id": one.id, "topic": one.topic, "text": one.text, "claims": way}], {one.id: found})
            for way in one.ways
        ]
        best = min(scores, key=lambda score: score.missed + score.spurious)
        total.found += best.found
        total.missed += best.missed
        total.spurious += best.spurious
        total.misses += [miss for miss in best.misses if miss.field == "claim"]
    return total


def _ways(item: str) -> list[list[Json]]:
    optional = item.startswith("?")
    return [
        [_claim(claim.strip()) | ({"optional": True} if optional else {}) for claim in way.split(" & ")]
        for way in item.lstrip("? ").split(" or ")
    ]


def _claim(text: str) -> Json:
    match = _CLAIM.fullmatch(text)
    if match is None:
        raise ValueError(f"not a claim: {text!r}")
    low, best, high = _numbers(match["number"])
    told: Json = {"measure": Measure(match["measure"]), "low": low, "best": best, "high": high}
    unjudged: Json = dict.fromkeys(("count_text", "speaker", "period", "place"))
    return told | unjudged | {"group": match["group"], "stance": match["stance"] or "asserts"}


def _numbers(written: str) -> tuple[int | None, ...]:
    if written == "x":
        return (None, None, None)
    parts = written.split("/")
    return tuple(None if part == "-" else int(part) for part in (parts if len(parts) == 3 else parts * 3))
