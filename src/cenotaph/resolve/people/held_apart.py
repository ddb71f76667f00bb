"""Pairs that are likely one person and are not joined, each with what keeps them apart: a person should look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cenotaph.model import PersonPair
from cenotaph.resolve.people.blocking import find_candidates
from cenotaph.resolve.people.decisions import named_together
from cenotaph.resolve.people.levels import LevelMaker
from cenotaph.resolve.people.model import Population
from cenotaph.resolve.people.weights import weigh

if TYPE_CHECKING:
    import numpy as np

    from cenotaph.resolve.people.resolution import PeopleResolution

    Array = np.ndarray[Any, Any]

__all__ = ["HeldApart", "held_apart"]

_LIKELY = 0.5


@dataclass(frozen=True, slots=True)
class HeldApart:
    """A pair more likely than not, and why its records are two individuals all the same."""

    pair: PersonPair
    reason: str


def held_apart(found: PeopleResolution) -> tuple[HeldApart, ...]:
    """The pairs with probability over .5 that are not joined, most likely first.

    Also those of a list that says that nobody stands in it twice, which linkage does not compare at all.
    """
    columns = found.evidence.columns
    at = {record.id: row for row, record in enumerate(columns.records)}
    apart = _Apart(found)
    pairs = [pair for pair in found.pairs if pair.probability > _LIKELY]
    known = {(pair.a, pair.b) for pair in found.pairs}
    pairs += [pair for pair in _within_lists(found) if (pair.a, pair.b) not in known]
    clusters = found.evidence.clusters
    out = [
        HeldApart(pair, apart.reason(at[pair.a], at[pair.b]))
        for pair in pairs
        if clusters[at[pair.a]] != clusters[at[pair.b]]
    ]
    return tuple(sorted(out, key=lambda one: (-one.pair.probability, one.pair.a, one.pair.b)))


class _Apart:
    """What keeps two records apart, the hardest reason first."""

    def __init__(self, found: PeopleResolution) -> None:
        evidence = found.evidence
        self._columns, self._ties, self._clusters = evidence.columns, evidence.ties, evidence.clusters
        self._members: dict[int, list[int]] = {}
        for row, name in enumerate(self._clusters.tolist()):
            self._members.setdefault(name, []).append(row)
        at = {record.id: row for row, record in enumerate(self._columns.records)}
        self._named = {(at[a], at[b]) for a, b in named_together(self._columns.records)}
        self._decided = {(at[a], at[b]) for a, b in found.decisions.different if a in at and b in at}

    def reason(self, a: int, b: int) -> str:
        """In words that follow "kept apart:"."""
        lists, alone = self._ties.lists, self._ties.alone
        mine, theirs = (self._members[int(self._clusters[row])] for row in (a, b))
        if (min(a, b), max(a, b)) in self._decided:
            return "a person holds them for two"
        if lists[a] == lists[b] and alone[lists[a]]:
            return "their list says that nobody stands in it twice"
        across = {(min(x, y), max(x, y)) for x in mine for y in theirs}
        if across & self._named:
            return "one report names both in one breath"
        if across & self._decided:
            return "a person holds other records of theirs for two people"
        if {int(lists[x]) for x in mine if alone[lists[x]]} & {int(lists[y]) for y in theirs if alone[lists[y]]}:
            return "together they would stand twice in a list that names nobody twice"
        if len(mine) + len(theirs) > 2:
            return "their other records speak against it"
        return "likely only because all others who could be meant have their place"


def _within_lists(found: PeopleResolution) -> list[PersonPair]:
    """Likely pairs within lists that say that nobody stands in them twice."""
    import numpy as np

    columns, ties = found.evidence.columns, found.evidence.ties
    if not ties.alone.any():
        return []
    candidates = find_candidates(columns)
    same_list = columns.lists[candidates.first] == columns.lists[candidates.second]
    rows = np.flatnonzero(same_list & ties.alone[columns.lists[candidates.first]])
    first, second = candidates.first[rows], candidates.second[rows]
    levels = LevelMaker(columns).compare(first, second)
    population = Population.of(columns, ties.alone)
    inside = np.ones(len(rows), bool)
    probability, _ = found.model.posterior(levels, inside, columns, population)
    likely = np.flatnonzero(probability > _LIKELY)
    weights = weigh(levels.take(likely), inside[likely], columns, population, found.model)
    return [
        PersonPair(
            a=columns.records[int(first[row])].id,
            b=columns.records[int(second[row])].id,
            probability=round(float(probability[row]), 6),
            weights=weight,
        )
        for row, weight in zip(likely.tolist(), weights, strict=True)
    ]
