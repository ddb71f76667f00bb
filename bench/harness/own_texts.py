"""Texts of our own with gold, judged field by field: the passages, the blind texts, and half the gold set.

The judging is the tests' own (``tests/extract``), so that a test and a benchmark never disagree.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cenotaph.extract import extract, tally
from cenotaph.model import to_dict
from cenotaph.places import default_gazetteer

__all__ = ["CORPORA", "Judged", "judge_all"]

TEXTS = Path(__file__).resolve().parents[2] / "tests" / "extract"


@dataclass(frozen=True, slots=True)
class Judged:
    """One text: how many of its fields are right, and the names of those that are wrong."""

    right: int
    wrong: tuple[str, ...]

    @property
    def fields(self) -> int:
        """How many fields were judged."""
        return self.right + len(self.wrong)


def judge_all() -> dict[str, dict[str, Judged]]:
    """Every corpus that is there, by its name, a Judged by the id of each text."""
    return {name: found for name, judge in CORPORA.items() if (found := dict(judge(TEXTS)))}


def _passages(folder: Path) -> Iterator[tuple[str, Judged]]:
    judge = importlib.import_module("extract.passage_scoring").judge_passage
    for row in _lines(folder / "passages" / "passages.jsonl"):
        claims = extract(row["text"], published=date.fromisoformat(row["published"]))
        yield row["id"], _judged([(name, right) for name, _, right in judge(row["gold"], claims, tally(claims))])


def _blind(folder: Path) -> Iterator[tuple[str, Judged]]:
    score = importlib.import_module("extract.scoring").score
    for path in sorted((folder / "blind").glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        name = path.name.removesuffix(".gold.json")
        text = (folder / "blind" / f"{name}.txt").read_text(encoding="utf-8")
        claims = extract(text, published=date.fromisoformat(gold["published"]), publisher=gold["publisher"])
        result = score(gold, [to_dict(claim) for claim in claims], to_dict(tally(claims, text)))
        yield name, Judged(len(result.right), tuple(sorted(result.wrong)))


def _gold(folder: Path) -> Iterator[tuple[str, Judged]]:
    """The half of the gold set that rule writers may read (``dev_*.jsonl``)."""
    paths = sorted((folder / "gold").glob("dev_*.jsonl"))
    if not paths or importlib.util.find_spec("extract.gold_scoring") is None:
        return
    scoring = importlib.import_module("extract.gold_scoring")
    for path in paths:
        for row in _lines(path):
            published = date.fromisoformat(row["published"])
            claims = extract(row["text"], published=published, publisher=row["publisher"])
            readings = [one for claim in claims if (one := scoring.reading_of(claim, row["publisher"]))]
            score = scoring.score_passages([row], {row["id"]: readings}, _place_id)
            right = score.found + sum(part for part, _ in score.fields.values())
            yield row["id"], Judged(right, _unique(_miss_name(miss) for miss in score.misses))


def _place_id(name: str) -> str | None:
    found = default_gazetteer().lookup(name)
    return found.id if found else None


def _miss_name(miss: Any) -> str:
    """``missed killed 12``, ``spurious injured three``, ``speaker: wants police``."""
    if miss.field != "claim":
        return f"{miss.field}: wants {miss.want}"
    if miss.got is None:
        return f"missed {miss.want['measure']} {miss.want['count_text']}"
    return f"spurious {miss.got.measure} {miss.got.count_text}"


def _judged(fields: list[tuple[str, bool]]) -> Judged:
    return Judged(sum(right for _, right in fields), _unique(name for name, right in fields if not right))


def _unique(names: Iterator[str]) -> tuple[str, ...]:
    """Names in order, a number put to those that come again."""
    seen: Counter[str] = Counter()
    out = []
    for name in names:
        seen[name] += 1
        out.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(sorted(out))


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


CORPORA: dict[str, Callable[[Path], Iterator[tuple[str, Judged]]]] = {
    "passages": _passages,
    "blind": _blind,
    "gold": _gold,
}
