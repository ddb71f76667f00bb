"""Average linkage over scored pairs: two groups join while the mean score between their members is high enough.

Pairs that were never compared count with a fixed low score, so one chance link between two groups of many
reports does not join them, as it would in single linkage (Sokal & Michener 1958). The closest pair may be given
a share of its own: a late report need not resemble every early one, if it plainly follows from one of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from heapq import heapify, heappop, heappush

__all__ = ["average_linkage"]

_Tie = tuple[float, float]


def average_linkage(
    size: int, scores: Mapping[tuple[int, int], float], *, least: float, missing: float, closest: float = 0.0
) -> list[list[int]]:
    """Groups of 0..size-1, each sorted, in order of their smallest member; pairs are (smaller, larger).

    A group joins another when the mean over all pairs between them, with the share ``closest`` (0 to 1) of the
    best pair's own score, is at least ``least``; a pair without a score counts as ``missing``, which must be
    below ``least``.
    """
    members: dict[int, list[int]] = {row: [row] for row in range(size)}
    # sums above `missing`, so that absent pairs add nothing, and the best score
    ties: dict[int, dict[int, _Tie]] = {row: {} for row in range(size)}
    for (a, b), score in scores.items():
        ties[a][b] = ties[b][a] = (score - missing, score)
    heap = [(-score, a, b) for (a, b), score in scores.items() if score >= least]
    heapify(heap)
    for joined in range(size, 2 * size):
        pair = _closest(heap, members)
        if pair is None:
            break
        a, b = pair
        members[joined] = sorted(members.pop(a) + members.pop(b))
        ties[joined] = _merged(ties, a, b)
        for other, tie in ties[joined].items():
            ties[other][joined] = tie
            total, best = tie
            mean = total / (len(members[joined]) * len(members[other])) + missing
            score = mean + closest * (best - mean)
            if score >= least:
                heappush(heap, (-score, other, joined))
    return sorted(members.values())


def _closest(heap: list[tuple[float, int, int]], members: Mapping[int, list[int]]) -> tuple[int, int] | None:
    while heap:
        _, a, b = heappop(heap)
        if a in members and b in members:
            return a, b
    return None


def _merged(ties: dict[int, dict[int, _Tie]], a: int, b: int) -> dict[int, _Tie]:
    merged: dict[int, _Tie] = {}
    for old in (a, b):
        for other, (total, best) in ties.pop(old).items():
            if other not in (a, b):
                before = merged.get(other, (0.0, best))
                merged[other] = (before[0] + total, max(before[1], best))
                del ties[other][old]
    return merged
