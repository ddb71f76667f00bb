"""How much speaks for two reports telling of one incident: log odds, a weighted sum of named evidence.

The weights stand in ``data/pair_weights.toml``; ``bench/_fit_pair_weights.py`` finds them (logistic regression,
the usual way to weigh evidence in record linkage after Fellegi & Sunter 1969).
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from math import log, log1p, sqrt

from cenotaph.model import Place
from cenotaph.resolve.lead_places import lead_places
from cenotaph.resolve.likeness import Vectors, cosine, rare_pairs, recent_pairs
from cenotaph.resolve.telling import Telling, days_told, people_told, places_told
from cenotaph.resolve.when import Window
from cenotaph.resolve.where import meet
from cenotaph.resolve.wording import Wording, article_texts, own_texts, read_wording, terms

__all__ = ["Evidence", "Pairs", "Weights", "weights"]

# reports within this many days of each other are compared by the terms that are rare in those days too
_RECENT_DAYS = 14
# a term in more reports than this proposes no pairs; two reports that share nothing rarer are never compared
_RARE = 60
_WORDS_LEAST, _NAMES_LEAST = 0.03, 0.05
# names that few reports hold count, and three say as much as more
_RARE_NAME, _NAMES = 0.7, 3
# of the places of one opening this share stands in any other report of a batch that is compared at all
_USUALLY_SHARED = 0.3
# a toll of twenty in common says no less than one of a thousand
_TOLL = 3.0
# days between two reports of which one has no date: about a week, which speaks neither way
_UNDATED_DAYS = 7

Evidence = dict[str, float]
"""Name of a piece of evidence, as in the weights table -> its amount."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Log odds per unit of each piece of evidence; thresholds of the linkage, the closest pair's share in it."""

    evidence: Mapping[str, float]
    join: float
    never_compared: float
    closest: float

    def log_odds(self, evidence: Evidence) -> float:
        """The weighted sum."""
        return sum(self.evidence[name] * amount for name, amount in evidence.items())


@cache
def weights() -> Weights:
    """The weights shipped with the package."""
    raw = tomllib.loads(files("cenotaph.resolve").joinpath("data/pair_weights.toml").read_text(encoding="utf-8"))
    linkage = raw["linkage"]
    return Weights(raw["evidence"], linkage["join"], linkage["never_compared"], linkage["closest"])


@dataclass(frozen=True, slots=True)
class _Side:
    """What is compared of one report."""

    published: date | None
    killed: int | None
    injured: int | None
    deadly: bool | None
    wording: Wording
    own: Wording
    people: frozenset[str]
    days: tuple[Window, ...]
    places: frozenset[Place]
    lead: frozenset[str]
    words: str


class Pairs:
    """The pairs of a batch that are worth comparing, and the evidence on each; rows are in the given order."""

    def __init__(self, tellings: Sequence[Telling]) -> None:
        self.texts = article_texts([t.text for t in tellings], [t.published for t in tellings])
        own = own_texts(self.texts)
        self._sides = [_side(*row) for row in zip(tellings, self.texts, own, strict=True)]
        self._words = Vectors([side.wording.terms for side in self._sides])
        self._names = Vectors([dict.fromkeys(side.wording.names, 1) for side in self._sides])
        self._own_words = Vectors([side.own.terms for side in self._sides])
        self._own_names = Vectors([dict.fromkeys(side.own.names, 1) for side in self._sides])
        self._leads = Vectors([dict.fromkeys(side.lead, 1) for side in self._sides])
        self._dates = sorted(t.published for t in tellings if t.published)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Every pair (smaller row, larger row) that shares rare terms or names."""
        found = set(rare_pairs(self._words, most=_RARE, least=_WORDS_LEAST))
        found.update(rare_pairs(self._names, most=_RARE, least=_NAMES_LEAST))
        published = [side.published for side in self._sides]
        for vectors in (self._words, self._own_words):
            found.update(recent_pairs(vectors, published, days=_RECENT_DAYS, most=_RARE, least=_WORDS_LEAST))
        return iter(sorted(found))

    def evidence(self, a: int, b: int) -> Evidence:
        """What speaks for and against rows ``a`` and ``b`` telling of one incident."""
        one, two = self._sides[a], self._sides[b]
        words = sqrt(cosine(self._words.rows[a], self._words.rows[b]))
        own_words = sqrt(cosine(self._own_words.rows[a], self._own_words.rows[b]))
        rarest = max((self._names.rarity(name) for name in one.wording.names & two.wording.names), default=0.0)
        own_names = [self._own_names.rarity(name) for name in one.own.names & two.own.names]
        apart = _days_between(one.published, two.published)
        return {
            "any_two": 1.0,
            "crowd": log(max(self._crowd(one.published), self._crowd(two.published))),
            "words": words,
            "own_words": own_words,
            "rarest_name": rarest,
            "own_names": float(min(_NAMES, sum(rarity > _RARE_NAME for rarity in own_names))),
            "days_between": log1p(apart),
            "within_a_day": float(apart <= 1),
            "words_by_days": words * log1p(apart),
            "own_words_by_days": own_words * log1p(apart),
            **_said(one, two),
            **self._where(one, two),
        }

    def _crowd(self, day: date | None) -> int:
        """How many reports of the batch were published about that day: the more, the more alike by chance."""
        if day is None:
            return max(1, len(self._dates))
        window = timedelta(days=_RECENT_DAYS)
        return bisect_right(self._dates, day + window) - bisect_left(self._dates, day - window)

    def _where(self, one: _Side, two: _Side) -> Evidence:
        """Whether the places that each opens with stand in the other's opening, or anywhere in it."""
        there = sum(f" {name} " in two.words for name in one.lead)
        back = sum(f" {name} " in one.words for name in two.lead)
        known = bool(one.lead and two.lead)
        return {
            "lead_place": max((self._leads.rarity(name) for name in one.lead & two.lead), default=0.0),
            "lead_shared": (there / len(one.lead) + back / len(two.lead)) / 2 if known else _USUALLY_SHARED,
            "lead_apart": float(known and not there and not back),
        }


def _side(telling: Telling, text: str, own: str) -> _Side:
    return _Side(
        published=telling.published,
        killed=telling.killed,
        injured=telling.injured,
        deadly=telling.deadly,
        wording=read_wording(text),
        own=read_wording(own),
        people=people_told(telling.claims),
        days=days_told(telling.claims, telling.published),
        places=frozenset(places_told(telling.claims)),
        lead=lead_places(own) or lead_places(text),
        words=f" {' '.join(terms(text))} ",
    )


def _said(one: _Side, two: _Side) -> Evidence:
    """What the claims and the ages in the texts add."""
    gap = min((_gap(a, b) for a in one.days for b in two.days), default=None)
    ages = one.wording.ages & two.wording.ages
    meetings = [m.score for a in one.places for b in two.places if (m := meet(a, b))]
    told = ((one.killed, two.killed), (one.injured, two.injured))
    tolls = [(a, b) for a, b in told if a is not None and b is not None]
    return {
        "same_ages": float(min(len(ages), 2)),
        "other_ages": float(bool(one.wording.ages and two.wording.ages and not ages)),
        "same_person": float(bool(one.people & two.people)),
        "same_days": float(gap == 0),
        "other_days": float(gap is not None and gap > 3),
        "too_early": float(_too_early(one, two) or _too_early(two, one)),
        "other_place": float(bool(meetings) and not any(meetings)),
        "deadly_in_one": float(one.deadly is not None and two.deadly is not None and one.deadly != two.deadly),
        "same_toll": min(_TOLL, sum(log1p(a) for a, b in tolls if a == b)),
        "other_toll": sum(min(2.0, abs(log1p(a) - log1p(b))) for a, b in tolls),
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
