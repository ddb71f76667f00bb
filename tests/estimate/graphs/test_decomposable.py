"""Every decomposable graph is found, once, with its cliques and separators; checked by other algorithms."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest

from cenotaph.estimate.graphs.decomposable import Decomposable, decomposable_graphs, edges_of


def _joined(edges: list[tuple[int, int]], subset: int) -> list[tuple[int, int]]:
    return [(a, b) for a, b in edges if subset >> a & 1 and subset >> b & 1]


def _is_cycle(edges: list[tuple[int, int]], subset: int) -> bool:
    """Whether the graph on a subset is one cycle and nothing else: all degrees two, and connected."""
    inside = _joined(edges, subset)
    members = [at for at in range(subset.bit_length()) if subset >> at & 1]
    if any(sum(at in edge for edge in inside) != 2 for at in members):
        return False
    reached = {members[0]}
    while more := {b for a, b in [*inside, *((b, a) for a, b in inside)] if a in reached} - reached:
        reached |= more
    return reached == set(members)


def _complete(edges: list[tuple[int, int]], subset: int) -> bool:
    size = subset.bit_count()
    return len(_joined(edges, subset)) == size * (size - 1) // 2


def _parts(graphs: Decomposable, graph: int) -> tuple[list[int], list[int]]:
    subsets = graphs.subsets[graphs.starts[graph] : graphs.starts[graph + 1]].tolist()
    return subsets[: graphs.cliques[graph]], subsets[graphs.cliques[graph] :]


@pytest.mark.parametrize(
    ("lists", "graphs"),
    [(1, 1), (2, 2), (3, 8), (4, 61), (5, 822), (6, 18154), pytest.param(7, 617675, marks=pytest.mark.slow)],
)
def test_there_are_as_many_as_are_known(lists: int, graphs: int) -> None:
    assert len(decomposable_graphs(lists)) == graphs  # OEIS A058862


@pytest.mark.parametrize("lists", [3, 4, 5])
def test_a_graph_is_decomposable_if_no_four_lists_or_more_make_a_cycle_without_a_chord(lists: int) -> None:
    large = [one for one in range(1 << lists) if one.bit_count() > 3]
    expected = [
        graph
        for graph in range(1 << lists * (lists - 1) // 2)
        if not any(_is_cycle(edges_of(graph, lists), one) for one in large)
    ]
    assert decomposable_graphs(lists).edges.tolist() == expected


@pytest.mark.parametrize("lists", [3, 4, 5])
def test_cliques_are_the_complete_subsets_that_no_other_holds(lists: int) -> None:
    graphs = decomposable_graphs(lists)
    for graph, code in enumerate(graphs.edges.tolist()):
        complete = [one for one in range(1, 1 << lists) if _complete(edges_of(code, lists), one)]
        largest = [one for one in complete if not any(one != other and one & other == one for other in complete)]
        assert sorted(_parts(graphs, graph)[0]) == largest


@pytest.mark.parametrize("lists", [4, 5, 6])
def test_cliques_less_separators_count_every_complete_subset_once(lists: int) -> None:
    graphs = decomposable_graphs(lists)
    chosen = range(len(graphs)) if lists < 6 else Random(6).sample(range(len(graphs)), 300)
    for graph in chosen:
        edges = edges_of(int(graphs.edges[graph]), lists)
        cliques, separators = _parts(graphs, graph)
        for subset in range(1, 1 << lists):
            held = sum(one & subset == subset for one in cliques) - sum(
                one & subset == subset for one in separators
            )
            assert held == _complete(edges, subset)


def test_edges_are_pairs_of_lists() -> None:
    assert edges_of(0b101, 3) == [(0, 1), (1, 2)]
    assert edges_of(2**10 - 1, 5) == list(combinations(range(5), 2))


@pytest.mark.parametrize("lists", [0, 8])
def test_too_few_or_too_many_lists(lists: int) -> None:
    with pytest.raises(ValueError, match="from 1 to 7"):
        decomposable_graphs(lists)
