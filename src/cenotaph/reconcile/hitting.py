"""Minimal sets that take one from each of several sets, and choices of one from each of several lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from heapq import heappop, heappush
from itertools import count, product
from math import prod

__all__ = ["best_first", "bits", "connected", "hitting_masks", "minimal_hitting_sets", "pairwise"]


def minimal_hitting_sets(edges: Collection[frozenset[str]], order: Sequence[str]) -> Iterator[frozenset[str]]:
    """Every minimal set of members that meets every edge, each once, in an order that follows ``order``.

    No edge: the empty set.
    """
    place = {member: index for index, member in enumerate(order)}
    sets = sorted({frozenset(edge) for edge in edges}, key=lambda e: sorted(place[m] for m in e))
    for taken in hitting_masks([sum(1 << place[m] for m in edge) for edge in sets]):
        yield frozenset(order[p] for p in bits(taken))


def hitting_masks(edges: Sequence[int]) -> Iterator[int]:
    """The same for sets of whole numbers, as bits.

    The algorithm MMCS of Murakami & Uno (2014): a member is taken only while every member taken before still
    has an edge of its own, so that nothing is found twice and nothing found is kept.
    """
    within: dict[int, int] = {}
    everything = 0
    for index, edge in enumerate(edges):
        everything |= edge
        for member in bits(edge):
            within[member] = within.get(member, 0) | 1 << index
    for taken in _extend(edges, within, (1 << len(edges)) - 1, {}, everything):
        yield sum(1 << member for member in taken)


def _extend(
    edges: Sequence[int], within: dict[int, int], open_edges: int, own: dict[int, int], free: int
) -> Iterator[tuple[int, ...]]:
    """``own`` holds, by member taken, the edges that it alone meets; ``free`` the members that may be taken."""
    if not open_edges:
        yield tuple(own)
        return
    # the edge with the fewest members left to choose from
    choice = min((edges[e] & free for e in bits(open_edges)), key=lambda e: (e.bit_count(), e))
    free &= ~choice
    for member in bits(choice):
        met = within[member]
        kept = {other: edges_of & ~met for other, edges_of in own.items()}
        if all(kept.values()):
            kept[member] = open_edges & met
            yield from _extend(edges, within, open_edges & ~met, kept, free)
        free |= 1 << member


def bits(mask: int) -> Iterator[int]:
    """The places of the bits of ``mask``, the lowest first."""
    while mask:
        yield (mask & -mask).bit_length() - 1
        mask &= mask - 1


def connected(edges: Collection[frozenset[str]], order: Sequence[str]) -> list[list[frozenset[str]]]:
    """The edges in groups that share no member, first the group with the earliest member."""
    place = {member: index for index, member in enumerate(order)}
    head: dict[str, str] = {}

    def root(member: str) -> str:
        while (above := head.setdefault(member, member)) != member:
            head[member] = head[above]
            member = above
        return member

    for edge in edges:
        first, *others = sorted(edge, key=place.__getitem__)
        for other in others:
            low, high = sorted((root(first), root(other)), key=place.__getitem__)
            head[high] = low
    groups: dict[str, list[frozenset[str]]] = defaultdict(list)
    for edge in sorted(edges, key=lambda e: sorted(place[m] for m in e)):
        groups[root(next(iter(edge)))].append(edge)
    return [groups[member] for member in sorted(groups, key=place.__getitem__)]


def pairwise(sizes: Sequence[int], most: int) -> tuple[Iterator[tuple[int, ...]], bool]:
    """Choices of one position from each list, and whether they are all of them.

    All choices when there are at most ``most``. Else fewer, in which any two positions of two lists meet: the
    lines of a plane over a prime (Bush 1952), with the longest list as the slope.
    """
    if prod(sizes) <= most:
        return product(*(range(size) for size in sizes)), True
    return _lines(sizes), False


def _lines(sizes: Sequence[int]) -> Iterator[tuple[int, ...]]:
    longest = max(range(len(sizes)), key=lambda i: (sizes[i], -i))
    rest = [i for i in range(len(sizes)) if i != longest]
    prime = _prime_from(max([len(rest), *(sizes[i] for i in rest)]))
    seen = set()
    for start in range(prime):
        for slope in range(max(sizes[longest], prime)):
            chosen = [0] * len(sizes)
            chosen[longest] = slope % sizes[longest]
            for column, i in enumerate(rest):
                chosen[i] = (start + slope * column) % prime % sizes[i]
            if tuple(chosen) not in seen:
                seen.add(tuple(chosen))
                yield tuple(chosen)


def _prime_from(least: int) -> int:
    return next(n for n in count(max(least, 2)) if all(n % d for d in range(2, int(n**0.5) + 1)))


def best_first(sizes: Sequence[int], weight: Callable[[int, int], float]) -> Iterator[tuple[int, ...]]:
    """Choices of one position from each list, the heaviest first, without making all of them.

    ``weight(i, position)`` may not grow with the position: each list comes heaviest first.
    """
    first = (0,) * len(sizes)
    waiting = [(-sum(weight(i, 0) for i in range(len(sizes))), first)]
    seen = {first}
    while waiting:
        load, chosen = heappop(waiting)
        yield chosen
        for i, position in enumerate(chosen):
            after = (*chosen[:i], position + 1, *chosen[i + 1 :])
            if position + 1 < sizes[i] and after not in seen:
                seen.add(after)
                heappush(waiting, (load + weight(i, position) - weight(i, position + 1), after))
