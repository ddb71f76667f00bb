"""How alike reports are: TF-IDF vectors, and the pairs worth comparing, found through their rare terms.

Weights are (1 + ln tf) ln(n / df), cosine by length (Salton & Buckley 1988). Every term that is rare enough
proposes the pairs of reports that share it, so that the cost grows with the reports and not with their square.
"""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from math import log, sqrt

__all__ = ["Vector", "Vectors", "background", "cosine", "rare_pairs", "recent_pairs"]

Vector = Mapping[str, float]
"""Term -> weight; of length 1, except that terms of one report only are left out after the length is taken."""


@cache
def background() -> tuple[int, Mapping[str, int]]:
    """How many ordinary reports stand beside every batch, and how many of them hold each common word."""
    raw = tomllib.loads(files("cenotaph.resolve").joinpath("data/common_words.toml").read_text(encoding="utf-8"))
    held: dict[str, int] = {}
    for tier in raw["tier"]:
        for word in tier["words"].split():
            held.setdefault(word, tier["reports"])
    return raw["background"], held


class Vectors:
    """TF-IDF vectors of a collection of reports, each a mapping of terms to how often they occur."""

    def __init__(self, counts: Sequence[Mapping[str, int]]) -> None:
        beside, common = background()
        self.size = len(counts) + beside
        self.held = Counter(term for own in counts for term in own)
        self._known = {term: times + common.get(term, 0) for term, times in self.held.items()}
        self.rows = [self._row(own) for own in counts]

    def rarity(self, term: str) -> float:
        """0 for a term in every report, 1 for one in a single report."""
        return log(self.size / self._known[term]) / log(self.size)

    def _row(self, own: Mapping[str, int]) -> dict[str, float]:
        # sorted, so that rounding does not depend on the order in which a set was read
        weights = {term: (1 + log(own[term])) * log(self.size / self._known[term]) for term in sorted(own)}
        length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {term: w / length for term, w in weights.items() if self.held[term] > 1 and w > 0}


def cosine(a: Vector, b: Vector) -> float:
    """The cosine of two vectors of length 1."""
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    return sum(weight * large[term] for term, weight in small.items() if term in large)


def rare_pairs(vectors: Vectors, *, most: int, least: float) -> Iterator[tuple[int, int]]:
    """Pairs (earlier row, later row) whose cosine over the terms that at most ``most`` rows hold is ``least``."""
    holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for row, own in enumerate(vectors.rows):
        alike: dict[int, float] = defaultdict(float)
        for term, weight in own.items():
            if vectors.held[term] <= most:
                for other, its in holders[term]:
                    alike[other] += weight * its
                holders[term].append((row, weight))
        yield from ((other, row) for other, partial in sorted(alike.items()) if partial >= least)


def recent_pairs(
    vectors: Vectors, published: Sequence[date | None], *, days: int, most: int, least: float
) -> Iterator[tuple[int, int]]:
    """Pairs published within ``days`` of each other whose cosine over terms rare in those days is ``least``.

    A term is rare there when at most ``most`` reports of the days before hold it: the name of a large city is
    common over the years and yet tells the reports of one week apart. Rows must come in order of publication.
    """
    holders: dict[str, deque[tuple[int, float, date]]] = defaultdict(deque)
    for row, (own, day) in enumerate(zip(vectors.rows, published, strict=True)):
        alike: dict[int, float] = defaultdict(float)
        for term, weight in own.items() if day else ():
            held = holders[term]
            while day and held and (day - held[0][2]).days > days:
                held.popleft()
            for other, its, _ in held if len(held) <= most else ():
                alike[other] += weight * its
            if day:
                held.append((row, weight, day))
        yield from ((other, row) for other, partial in sorted(alike.items()) if partial >= least)
