"""Records to individuals: pairs join by their log-odds, best first, as long as the whole cluster stays likely.

Two clusters join when the sum of log-odds over all pairs between them is above 0 (correlation clustering, Bansal,
Blum & Chawla 2004, greedily): a brother who resembles one spelling does not come in against all others. Hard
cannot-links hold between whole clusters: no join may bring two records together that are two people. Between lists
in which nobody stands twice the pairs are first assigned one to one (Kuhn 1955).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

__all__ = ["Ties", "cluster"]

_NOT_COMPARED = -1.5  # natural log-odds of a pair inside a cluster that was not worth comparing
_MOST_ASSIGNED = 400  # records of a component that are assigned exactly; larger ones join best first


@dataclass(frozen=True, eq=False)
class Ties:
    """Pairs of rows with their log-odds; which list a row is of, and which lists name nobody twice."""

    first: Array
    second: Array
    odds: Array
    lists: Array
    alone: Array


def cluster(
    size: int,
    ties: Ties,
    *,
    same: Iterable[tuple[int, int]] = (),
    different: Iterable[tuple[int, int]] = (),
    once: float = 0.0,
) -> Array:
    """The cluster of each row, named by its least row; ``same`` and ``different`` are decided, the latter wins.

    ``once``: natural log-odds given back for every pair between two clusters but the first. The odds of each pair
    hold how unlikely any two records are to be one person, which speaks against a join once and not once a pair.
    """
    import numpy as np
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    same, different = sorted(set(same)), sorted(set(different))
    decided = np.array(list(same), np.int64).reshape(-1, 2)
    seeds = np.flatnonzero(ties.odds > 0)
    a = np.r_[ties.first[seeds], decided[:, 0]]
    b = np.r_[ties.second[seeds], decided[:, 1]]
    graph = coo_array((np.ones(len(a), np.int8), (a, b)), shape=(size, size))
    count, component = connected_components(graph, directed=False)
    sizes = np.bincount(component, minlength=count)
    out = np.arange(size)
    forbidden: dict[int, set[int]] = defaultdict(set)
    for x, y in different:
        forbidden[x].add(y)
        forbidden[y].add(x)
    touched = {int(component[row]) for pair in (*same, *different) for row in pair}
    plain = (sizes == 2) & ~np.isin(np.arange(count), sorted(touched))
    alike = plain[component[a]]
    fits = alike & ~((ties.lists[a] == ties.lists[b]) & ties.alone[ties.lists[a]])
    out[np.maximum(a[fits], b[fits])] = np.minimum(a[fits], b[fits])
    involved = (component[ties.first] == component[ties.second]) & (sizes[component[ties.first]] > 1)
    involved &= ~plain[component[ties.first]]
    rows = np.flatnonzero(involved)
    rows = rows[np.argsort(component[ties.first[rows]], kind="stable")]
    groups: dict[int, list[int]] = defaultdict(list)
    for row, name in zip(rows.tolist(), component[ties.first[rows]].tolist(), strict=True):
        groups[name].append(row)
    by_component: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for x, y in same:
        by_component[int(component[x])].append((x, y))
    for name in sorted(groups.keys() | by_component.keys()):
        pairs = {(int(ties.first[r]), int(ties.second[r])): float(ties.odds[r]) for r in groups[name]}
        for members in _join(pairs, by_component[name], forbidden, ties, once):
            out[members] = members[0]
    return out


def _join(
    pairs: Mapping[tuple[int, int], float],
    same: Iterable[tuple[int, int]],
    forbidden: Mapping[int, set[int]],
    ties: Ties,
    once: float,
) -> list[list[int]]:
    """Clusters of one component, each sorted."""
    rows = sorted({row for pair in (*pairs, *same) for row in pair})
    members: dict[int, list[int]] = {row: [row] for row in rows}
    owner = {row: row for row in rows}
    between: dict[int, dict[int, tuple[float, int]]] = {row: {} for row in rows}
    for (a, b), odds in pairs.items():
        between[a][b] = between[b][a] = (odds, 1)

    def barred(x: int, y: int) -> bool:
        few, many = sorted((members[x], members[y]), key=len)
        inside = set(many)
        if any(not inside.isdisjoint(forbidden.get(row, ())) for row in few):
            return True
        taken = {int(ties.lists[row]) for row in few if ties.alone[ties.lists[row]]}
        return bool(taken) and any(int(ties.lists[row]) in taken for row in many)

    def decided_apart(x: int, y: int) -> bool:
        return any(other in members[y] for row in members[x] for other in forbidden.get(row, ()))

    def merge(x: int, y: int) -> int:
        low, high = min(x, y), max(x, y)
        for row in members[high]:
            owner[row] = low
        members[low] = sorted(members[low] + members.pop(high))
        for other, (odds, count) in between.pop(high).items():
            del between[other][high]
            if other != low:
                before = between[low].get(other, (0.0, 0))
                between[low][other] = between[other][low] = (before[0] + odds, before[1] + count)
        between[low].pop(high, None)
        return low

    # what people said comes first: two rows of a list that was thought free of duplicates may be one by decision
    for a, b in same:
        x, y = owner[a], owner[b]
        if x != y and not decided_apart(x, y):
            merge(x, y)

    def score(x: int, y: int) -> float:
        odds, count = between[x][y]
        every = len(members[x]) * len(members[y])
        return odds + _NOT_COMPARED * (every - count) + once * (every - 1)

    unassigned = _unassigned(pairs, members, ties)
    heap = [
        (-score(x, y), x, y)
        for x in members
        for y in between[x]
        if x < y and (x, y) not in unassigned and score(x, y) > 0
    ]
    heapify(heap)
    while heap:
        negative, x, y = heappop(heap)
        if x not in members or y not in members or y not in between[x] or score(x, y) != -negative or barred(x, y):
            continue
        low = merge(x, y)
        for other in between[low]:
            value = score(low, other)
            if value > 0:
                heappush(heap, (-value, min(low, other), max(low, other)))
    return sorted(members.values())


def _unassigned(
    pairs: Mapping[tuple[int, int], float], members: Mapping[int, list[int]], ties: Ties
) -> set[tuple[int, int]]:
    """Pairs between two lists without duplicates that the best one-to-one assignment leaves out."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    sides: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for (a, b), odds in sorted(pairs.items()):
        here, there = int(ties.lists[a]), int(ties.lists[b])
        single = members.get(a) == [a] and members.get(b) == [b]
        if odds > 0 and single and ties.alone[here] and ties.alone[there] and here != there:
            sides[min(here, there), max(here, there)].append((a, b) if here < there else (b, a))
    out: set[tuple[int, int]] = set()
    for found in sides.values():
        left, right = sorted({a for a, _ in found}), sorted({b for _, b in found})
        if len(found) == len(left) == len(right) or len(left) + len(right) > _MOST_ASSIGNED:
            continue
        at = {row: n for n, row in enumerate(left)}
        to = {row: n for n, row in enumerate(right)}
        gain = np.zeros((len(left), len(right)))
        for a, b in found:
            gain[at[a], to[b]] = pairs[min(a, b), max(a, b)]
        chosen = {(left[i], right[j]) for i, j in zip(*linear_sum_assignment(gain, maximize=True), strict=True)}
        out.update((min(a, b), max(a, b)) for a, b in found if (a, b) not in chosen)
    return out
