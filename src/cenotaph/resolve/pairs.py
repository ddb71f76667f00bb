"""How much speaks for two reports telling of one incident: log odds, a weighted sum of named evidence.

The weights stand in ``data/pair_weights.toml``; ``bench/_fit_pair_weights.py`` finds them (logistic regression,
the usual way to weigh evidence in record linkage after Fellegi & Sunter 1969).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from math import log1p, sqrt

from cenotaph.model import Place
from cenotaph.resolve.likeness import Vectors, cosine, rare_pairs
from cenotaph.resolve.telling import Telling, days_told, people_told, places_told
from cenotaph.resolve.when import Window
from cenotaph.resolve.where import meet
from cenotaph.resolve.wording import Wording, article_texts, read_wording

__all__ = ["Evidence", "Pairs", "Weights", "weights"]

# a term in more reports than this proposes no pairs; two reports that share nothing rarer are never compared
_RARE = 60
_WORDS_LEAST, _NAMES_LEAST = 0.03, 0.05
# days between two reports of which one has no date: about a week, which speaks neither way
_UNDATED_DAYS = 7

Evidence = dict[str, float]
"""Name of a piece of evidence, as in the weights table -> its amount."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Log odds per unit of each piece of evidence, and the two thresholds of the linkage."""

    evidence: Mapping[str, float]
    join: float
    never_compared: float

    def log_odds(self, evidence: Evidence) -> float:
        """The weighted sum."""
        return sum(self.evidence[name] * amount for name, amount in evidence.items())


@cache
def weights() -> Weights:
    """The weights shipped with the package."""
    raw = tomllib.loads(files("cenotaph.resolve").joinpath("data/pair_weights.toml").read_text(encoding="utf-8"))
    return Weights(raw["evidence"], raw["linkage"]["join"], raw["linkage"]["never_compared"])


@dataclass(frozen=True, slots=True)
class _Side:
    """What is compared of one report."""

    published: date | None
    deadly: bool | None
    wording: Wording
    people: frozenset[str]
    days: tuple[Window, ...]
    places: frozenset[Place]


class Pairs:
    """The pairs of a batch that are worth comparing, and the evidence on each; rows are in the given order."""

    def __init__(self, tellings: Sequence[Telling]) -> None:
        self.texts = article_texts([t.text for t in tellings], [t.published for t in tellings])
        wordings = [read_wording(text) for text in self.texts]
        self._sides = [_side(t, wording) for t, wording in zip(tellings, wordings, strict=True)]
        self._words = Vectors([wording.terms for wording in wordings])
        self._names = Vectors([dict.fromkeys(wording.names, 1) for wording in wordings])

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Every pair (smaller row, larger row) that shares rare terms or names."""
        found = set(rare_pairs(self._words, most=_RARE, least=_WORDS_LEAST))
        found.update(rare_pairs(self._names, most=_RARE, least=_NAMES_LEAST))
        return iter(sorted(found))

    def evidence(self, a: int, b: int) -> Evidence:
        """What speaks for and against rows ``a`` and ``b`` telling of one incident."""
        one, two = self._sides[a], self._sides[b]
        words = cosine(self._words.rows[a], self._words.rows[b])
        shared = one.wording.names & two.wording.names
        rarest = max((self._names.rarity(name) for name in shared), default=0.0)
        apart = _days_between(one.published, two.published)
        return {
            "any_two": 1.0,
            "words": sqrt(words),
            "rarest_name": rarest,
            "days_between": log1p(apart),
            "within_a_day": float(apart <= 1),
            "words_by_days": sqrt(words) * log1p(apart),
            **_said(one, two),
        }


def _side(telling: Telling, wording: Wording) -> _Side:
    return _Side(
        published=telling.published,
        deadly=telling.deadly,
        wording=wording,
        people=people_told(telling.claims),
        days=days_told(telling.claims, telling.published),
        places=frozenset(places_told(telling.claims)),
    )


def _said(one: _Side, two: _Side) -> Evidence:
    """What the claims and the ages in the texts add."""
    gap = min((_gap(a, b) for a in one.days for b in two.days), default=None)
    ages = one.wording.ages & two.wording.ages
    meetings = [m.score for a in one.places for b in two.places if (m := meet(a, b))]
    return {
        "same_ages": float(min(len(ages), 2)),
        "other_ages": float(bool(one.wording.ages and two.wording.ages and not ages)),
        "same_person": float(bool(one.people & two.people)),
        "same_days": float(gap == 0),
        "other_days": float(gap is not None and gap > 3),
        "too_early": float(_too_early(one, two) or _too_early(two, one)),
        "other_place": float(bool(meetings) and not any(meetings)),
        "deadly_in_one": float(one.deadly is not None and two.deadly is not None and one.deadly != two.deadly),
    }


def _gap(a: Window, b: Window) -> int:
    return max(0, (b.first - a.last).days, (a.first - b.last).days)


def _too_early(one: _Side, two: _Side) -> bool:
    """Whether ``one`` was published before anything that ``two`` tells of had happened."""
    if one.published is None or not two.days:
        return False
    return one.published < min(window.first for window in two.days)


def _days_between(a: date | None, b: date | None) -> int:
    return abs((a - b).days) if a and b else _UNDATED_DAYS
