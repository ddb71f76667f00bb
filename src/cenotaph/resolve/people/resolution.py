"""What linkage gives back: pairs with probabilities, individuals, why, and draws of other possible linkages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from cenotaph.errors import NotFoundError
from cenotaph.model import Individual, Judgement, PersonPair, PersonRecord
from cenotaph.resolve.people.audit import Recall
from cenotaph.resolve.people.blocking import Candidates
from cenotaph.resolve.people.cluster import Ties, cluster
from cenotaph.resolve.people.columns import Columns
from cenotaph.resolve.people.decisions import Decisions
from cenotaph.resolve.people.model import Model
from cenotaph.resolve.people.rivals import Rivals

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

__all__ = ["Evidence", "PeopleResolution", "individuals_of"]

# draws of three lists so link as many pairs as probabilities add up to; individuals are joined without, cautiously
_ONCE = 3.0


@dataclass(frozen=True, eq=False)
class Evidence:
    """What the individuals follow from, as arrays over rows and candidates; for draws and for measuring.

    ``by_itself``: the log-odds of each pair before its ``rivals`` count; ``probability`` is what follows with them.
    ``places``: the list of each row and which of them name nobody twice, as far as rivals and draws suppose.
    """

    columns: Columns
    candidates: Candidates
    probability: Array
    ties: Ties
    clusters: Array
    same: tuple[tuple[int, int], ...]
    different: tuple[tuple[int, int], ...]
    places: tuple[Array, Array]
    rivals: Rivals
    by_itself: Array


@dataclass(frozen=True, eq=False)
class PeopleResolution:
    """Pairs that may be one person (most likely first), the individuals, and the judgements that say so.

    ``pairs`` holds every pair compared whose probability is at least .05; ``model`` what each agreement weighs;
    ``audit`` an estimate of the share of true pairs that blocking keeps (None where too few to say).
    """

    pairs: tuple[PersonPair, ...]
    individuals: tuple[Individual, ...]
    judgements: tuple[Judgement, ...]
    model: Model
    decisions: Decisions
    evidence: Evidence
    audit: Recall | None = None

    @property
    def recall(self) -> float | None:
        """The estimated share of true pairs that blocking keeps, 0..1; None where too few pairs are likely."""
        return self.audit.share if self.audit else None

    def individual_of(self, record: str) -> Individual:
        """The individual that a record, or an id that an individual once had, belongs to; raises NotFoundError."""
        for one in self.individuals:
            if record in one.records:
                return one
        raise NotFoundError(f"no record {record}", hint="the ids of records are those of the lists and reports")

    def why(self, a: str, b: str) -> tuple[PersonPair | Judgement, ...]:
        """The path of evidence by which two records are one person; () when they are not held for one.

        The steps are decisions of people where there are any, else the most likely pairs; each step shares a record
        with the next, from ``a`` to ``b``.
        """
        one = self.individual_of(a)
        if b not in one.records or a == b:
            return ()
        inside = set(one.records)
        steps: dict[str, dict[str, PersonPair | Judgement]] = defaultdict(dict)
        cost: dict[tuple[str, str], float] = {}
        for pair in self.pairs:
            if pair.a in inside and pair.b in inside:
                steps[pair.a][pair.b] = steps[pair.b][pair.a] = pair
                cost[pair.a, pair.b] = cost[pair.b, pair.a] = 1 + 10 * (1 - pair.probability)
        for (x, y), judgement in self.decisions.same.items():
            if x in inside and y in inside:
                steps[x][y] = steps[y][x] = judgement
                cost[x, y] = cost[y, x] = 0.5
        return _path(a, b, steps, cost)

    def draws(self, count: int, *, seed: int = 0) -> Iterator[Array]:
        """Sampled linkages: the cluster of each record, in order of ids, named by its least row.

        Each draw disturbs the log-odds so that a pair is linked as often as its probability says and one of several
        rivals as often as their probabilities together, then joins under the same constraints and decisions as the
        individuals themselves.
        """
        import numpy as np

        found = self.evidence
        rng = np.random.default_rng(seed)
        for _ in range(count):
            odds = found.rivals.disturbed(found.by_itself, rng)
            ties = Ties(found.ties.first, found.ties.second, odds, *found.places)
            yield cluster(len(found.columns), ties, same=found.same, different=found.different, once=_ONCE)

    def recalls(self, count: int, *, seed: int = 0) -> tuple[float, ...]:
        """A share of true pairs that blocking may have kept for each of ``count`` draws; () where none can tell."""
        import numpy as np

        rng = np.random.default_rng((seed, 1))
        return tuple(self.audit.draw(rng) for _ in range(count)) if self.audit else ()

    def presence(self, clusters: Array | None = None) -> dict[tuple[bool, ...], int]:
        """How many individuals stand in exactly which lists, in order of ``evidence.columns.names_of_lists``.

        ``clusters``: one of the draws; without it the individuals themselves. This is the table that ``estimate``
        reads: one per draw carries the uncertainty of linkage on.
        """
        import numpy as np

        columns = self.evidence.columns
        labels = self.evidence.clusters if clusters is None else clusters
        _, numbers = np.unique(labels, return_inverse=True)
        table = np.zeros((int(numbers.max(initial=-1)) + 1, len(columns.names_of_lists)), bool)
        table[numbers, columns.lists] = True
        patterns, counts = np.unique(table, axis=0, return_counts=True) if len(table) else (table, np.zeros(0))
        return {tuple(map(bool, row)): int(n) for row, n in zip(patterns, counts, strict=True)}


def individuals_of(records: Sequence[PersonRecord], clusters: Array, age: Sequence[Any]) -> tuple[Individual, ...]:
    """Individuals in order of id; the oldest record (least ``age``, then id) gives it, the others lead to it."""
    groups: dict[int, list[int]] = defaultdict(list)
    for row, name in enumerate(clusters.tolist()):
        groups[name].append(row)
    out = []
    for rows in groups.values():
        oldest = min(rows, key=lambda row: (age[row], records[row].id))
        ids = tuple(sorted(records[row].id for row in rows))
        others = tuple(id for id in ids if id != records[oldest].id)
        out.append(Individual(id=records[oldest].id, records=ids, previous_ids=others))
    return tuple(sorted(out, key=lambda one: one.id))


def _path(
    a: str, b: str, steps: dict[str, dict[str, PersonPair | Judgement]], cost: dict[tuple[str, str], float]
) -> tuple[PersonPair | Judgement, ...]:
    """The cheapest path (Dijkstra 1959); equal costs by the order of ids."""
    best: dict[str, tuple[float, tuple[str, ...]]] = {a: (0.0, (a,))}
    done: set[str] = set()
    while True:
        open_ids = [id for id in best if id not in done]
        if not open_ids:
            return ()
        here = min(open_ids, key=lambda id: best[id])
        if here == b:
            break
        done.add(here)
        for there in sorted(steps[here]):
            total = best[here][0] + cost[here, there]
            way = (total, (*best[here][1], there))
            if there not in best or way < best[there]:
                best[there] = way
    way_ids = best[b][1]
    return tuple(steps[x][y] for x, y in pairwise(way_ids))
