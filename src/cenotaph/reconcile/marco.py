"""All minimal sets that cannot be true together, and all maximal sets that can, found by asking an oracle.

After MARCO (Liffiton, Previti, Malik & Marques-Silva 2016): a set that no known conflict rules out is tried. If
it is inconsistent, its conflict is shrunk to a minimal one; if not, it is maximal, since it leaves out a minimal
hitting set of the known conflicts (Reiter 1987; "dualise and advance", Gunopulos et al. 2003). Conflicts that
share no member are explored apart: their maximal sets multiply, and the product is made only where it is small.
Nothing here knows what the members are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice

from cenotaph.reconcile.hitting import best_first, connected, minimal_hitting_sets, pairwise

__all__ = ["LIMITS", "Conflict", "Exploration", "Limits", "explore", "settle", "shrink"]

Conflict = Callable[[Collection[str]], frozenset[str] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Where a search stops: new minimal conflicts, maximal sets per dispute, and questions to the oracle.

    ``crossed``: up to so many combinations of separate disputes are all tried; above, every two of their sets
    are tried together at least once.
    """

    cores: int = 200
    sets: int = 128
    questions: int = 400
    crossed: int = 128


LIMITS = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exploration:
    """What was found: minimal conflicts in the order of the members, and maximal sets dispute by dispute.

    ``disputes`` holds, for each group of conflicts that share members, its maximal consistent sets, the largest
    first; ``free`` are the members of no conflict. ``stopped`` says in words what was not searched; empty when
    everything was.
    """

    cores: tuple[frozenset[str], ...]
    disputes: tuple[tuple[frozenset[str], ...], ...]
    free: frozenset[str]
    stopped: tuple[str, ...] = ()

    def maximal(self) -> Iterator[frozenset[str]]:
        """The maximal consistent sets, the largest first, made one by one."""
        sizes = [len(sets) for sets in self.disputes]
        for chosen in best_first(sizes, lambda i, position: len(self.disputes[i][position])):
            yield self.free.union(*(self.disputes[i][position] for i, position in enumerate(chosen)))


def shrink(core: Collection[str], conflict: Conflict, order: Sequence[str]) -> frozenset[str]:
    """A minimal inconsistent part of an inconsistent set, by leaving out one member at a time, the last first."""
    kept = frozenset(core)
    for member in [m for m in reversed(order) if m in kept]:
        if member in kept and (smaller := conflict(kept - {member})) is not None:
            kept = frozenset(smaller)
    return kept


def explore(
    members: Sequence[str], conflict: Conflict, *, known: Collection[frozenset[str]] = (), limits: Limits = LIMITS
) -> Exploration:
    """Minimal conflicts and maximal consistent sets of ``members``; the same in any run.

    ``conflict(some)`` gives an inconsistent part of ``some`` or None, and must be monotone: whatever contains an
    inconsistent set is inconsistent. ``known`` are conflicts found before; they need not be minimal.
    """
    search = _Search(members, conflict, known, limits)
    while search.advance():
        pass
    return search.found()


def settle(cores: Collection[frozenset[str]], members: Sequence[str], most: int) -> Exploration:
    """The sets that ``cores`` do not rule out and that are maximal so; of each dispute no more than ``most``.

    They are consistent when ``cores`` are all the minimal conflicts there are.
    """
    place = {member: index for index, member in enumerate(members)}

    def rank(some: Collection[str]) -> list[int]:
        return sorted(place[member] for member in some)

    disputes = []
    stopped = []
    inside: set[str] = set()
    for edges in connected(cores, members):
        within = frozenset[str]().union(*edges)
        inside |= within
        hits = list(islice(minimal_hitting_sets(edges, members), most + 1))
        if len(hits) > most:
            stopped.append(f"only {most:,} ways to settle one of the disputes were looked at")
        sets = [within - hit for hit in hits[:most]]
        disputes.append(tuple(sorted(sets, key=lambda s: (-len(s), rank(s)))))
    return Exploration(
        cores=tuple(sorted(cores, key=rank)),
        disputes=tuple(disputes),
        free=frozenset(members) - inside,
        stopped=tuple(dict.fromkeys(stopped)),
    )


class _Search:
    """The state of one exploration: conflicts known, sets known to be consistent, questions asked."""

    def __init__(
        self, members: Sequence[str], conflict: Conflict, known: Collection[frozenset[str]], limits: Limits
    ) -> None:
        self.members = tuple(members)
        self.limits = limits
        self.cores: set[frozenset[str]] = set()
        self._learn(known)
        self.given = len(self.cores)
        self.consistent: list[frozenset[str]] = []
        self.asked = 0
        self.stopped: list[str] = []
        self._oracle = conflict

    def _learn(self, cores: Collection[frozenset[str]]) -> None:
        """Take in conflicts, of those that contain one another the smallest."""
        known = sorted(self.cores.union(cores), key=len)
        least: set[frozenset[str]] = set()
        for size, alike in groupby(known, key=len):
            # only a smaller one can lie within: those of one size need not be compared with each other
            smaller = [other for other in least if len(other) < size]
            least |= {core for core in alike if not any(other <= core for other in smaller)}
        self.cores = least

    def conflict(self, some: Collection[str]) -> frozenset[str] | None:
        self.asked += 1
        return self._oracle(some)

    def advance(self) -> bool:
        """Try the sets that no known conflict rules out; whether another round is needed."""
        now = settle(self.cores, self.members, self.limits.sets)
        disputes, free, self.stopped = now.disputes, now.free, list(now.stopped)
        chosen, all_of_them = pairwise([len(sets) for sets in disputes], self.limits.crossed)
        fresh: set[frozenset[str]] = set()
        for positions in chosen:
            seed = free.union(*(disputes[i][p] for i, p in enumerate(positions)))
            if any(core <= seed for core in fresh) or any(seed <= other for other in self.consistent):
                continue
            found = self._conflicts_in(seed)
            fresh |= found
            self._learn(found)
            if len(self.cores) - self.given >= self.limits.cores:
                self.stopped.append(f"stopped after {self.limits.cores} contradictions: there may be more")
                return False
            if self.asked >= self.limits.questions:
                self.stopped.append(
                    f"stopped after {self.limits.questions} tests: there may be more contradictions"
                )
                return False
            if not found and fresh:
                break
        if not fresh and not all_of_them:
            self.stopped.append(
                f"{len(disputes)} separate disputes were tried two by two: "
                "contradictions that need three of them at once were not searched for"
            )
        return bool(fresh)

    def _conflicts_in(self, seed: frozenset[str]) -> set[frozenset[str]]:
        """Minimal conflicts of ``seed`` that share no member; none when it is consistent, which is remembered."""
        found: set[frozenset[str]] = set()
        rest = seed
        while (core := self.conflict(rest)) is not None:
            least = shrink(core, self.conflict, self.members)
            found.add(least)
            rest -= least
        if not found:
            self.consistent.append(seed)
        return found

    def found(self) -> Exploration:
        """What is known now."""
        now = settle(self.cores, self.members, self.limits.sets)
        return replace(now, stopped=tuple(dict.fromkeys((*now.stopped, *self.stopped))))
