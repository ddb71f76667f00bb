"""All decomposable graphs on a few lists, each as its cliques and separators.

A graph joins lists that may depend on each other. It is decomposable (chordal) if it can be taken apart into
cliques that overlap in separators. Maximum cardinality search (Tarjan & Yannakakis, SIAM J. Comput. 13, 1984)
tells which graphs are, and gives their cliques (Blair & Peyton 1993).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import combinations

import numpy as np
from numba import njit
from numpy.typing import NDArray

__all__ = ["MOST_LISTS", "Decomposable", "decomposable_graphs", "edges_of"]

MOST_LISTS = 7
"""617,675 graphs; 8 lists have 30,888,596, of 268 million to look through."""


@dataclass(frozen=True, slots=True, eq=False)
class Decomposable:
    """Every labelled decomposable graph on ``lists`` lists, in ascending order of ``edges``.

    ``edges`` (graphs,): bit e is set for edge e of ``combinations(range(lists), 2)``. The subsets of graph g are
    ``subsets[starts[g]:starts[g + 1]]``, as bit masks of lists: first ``cliques[g]`` cliques, then the separators
    that are not empty.
    """

    lists: int
    edges: NDArray[np.int32]
    starts: NDArray[np.int64]
    cliques: NDArray[np.int64]
    subsets: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.edges)


@cache
def decomposable_graphs(lists: int) -> Decomposable:
    """All of them: 1, 2, 8, 61, 822, 18,154, 617,675 for 1 to 7 lists. Raises ValueError for more or none."""
    if not 1 <= lists <= MOST_LISTS:
        raise ValueError(f"{lists} lists: from 1 to {MOST_LISTS}")
    pairs = np.array(list(combinations(range(lists), 2)), np.int64).reshape(-1, 2)
    graphs, terms = _search(lists, pairs, np.empty(0, np.int32), *_nothing())
    edges = np.empty(graphs, np.int32)
    starts = np.zeros(graphs + 1, np.int64)
    cliques = np.empty(graphs, np.int64)
    subsets = np.empty(terms, np.uint8)
    _search(lists, pairs, edges, starts, cliques, subsets)
    return Decomposable(lists, edges, starts, cliques, subsets)


def edges_of(edges: int, lists: int) -> list[tuple[int, int]]:
    """The pairs of lists that a graph joins."""
    return [pair for at, pair in enumerate(combinations(range(lists), 2)) if edges >> at & 1]


def _nothing() -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint8]]:
    return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.uint8)


@njit(cache=True, nogil=True)
def _search(
    lists: int,
    pairs: NDArray[np.int64],
    edges: NDArray[np.int32],
    starts: NDArray[np.int64],
    cliques: NDArray[np.int64],
    subsets: NDArray[np.uint8],
) -> tuple[int, int]:
    """Count the graphs and their subsets; write them down too, if the arrays have room."""
    write = len(edges) > 0
    joined = np.zeros(lists, np.int64)
    some_cliques = np.zeros(lists, np.int64)
    separators = np.zeros(lists, np.int64)
    graphs = 0
    terms = 0
    for graph in range(1 << len(pairs)):
        joined[:] = 0
        for at in range(len(pairs)):
            if graph >> at & 1:
                joined[pairs[at, 0]] |= 1 << pairs[at, 1]
                joined[pairs[at, 1]] |= 1 << pairs[at, 0]
        found = _take_apart(lists, joined, some_cliques, separators)
        if found == 0:
            continue
        apart = 0  # separators that are empty part components, and carry no factor
        for at in range(found - 1):
            apart += separators[at] == 0
        if write:
            edges[graphs] = graph
            cliques[graphs] = found
            for at in range(found):
                subsets[terms + at] = some_cliques[at]
            next_one = terms + found
            for at in range(found - 1):
                if separators[at] != 0:
                    subsets[next_one] = separators[at]
                    next_one += 1
        graphs += 1
        terms += 2 * found - 1 - apart
        if write:
            starts[graphs] = terms
    return graphs, terms


@njit(cache=True, nogil=True)
def _take_apart(
    lists: int, joined: NDArray[np.int64], cliques: NDArray[np.int64], separators: NDArray[np.int64]
) -> int:
    """Maximum cardinality search: how many cliques (0: not decomposable), written down with their separators."""
    visited = 0
    found = 0
    before = -1
    for _ in range(lists):
        most, chosen = -1, 0
        for one in range(lists):
            if visited >> one & 1 == 0:
                met = _size(joined[one] & visited)
                if met > most:
                    most, chosen = met, one
        earlier = joined[chosen] & visited
        for one in range(lists):
            if earlier >> one & 1 and earlier & ~joined[one] != 1 << one:
                return 0
        if most <= before:
            separators[found - 1] = earlier
            cliques[found] = earlier | 1 << chosen
            found += 1
        elif before < 0:
            cliques[0] = 1 << chosen
            found = 1
        else:
            cliques[found - 1] = earlier | 1 << chosen
        before = most
        visited |= 1 << chosen
    return found


@njit(cache=True, nogil=True)
def _size(mask: int) -> int:
    """How many bits are set."""
    size = 0
    while mask:
        mask &= mask - 1
        size += 1
    return size
