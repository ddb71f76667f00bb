"""The evidence of each graph is what integrating over its cells gives, and their sum is the sum over all."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.integrate import quad
from scipy.special import gammaln, logsumexp

from cenotaph.estimate.graphs.decomposable import decomposable_graphs
from cenotaph.estimate.graphs.likelihood import PRIORS, Evidence, log_gamma_ratio
from cenotaph.model import CaptureTable

Floats = NDArray[np.float64]

SPARSE = CaptureTable.of("ABC", {1: 3, 2: 2, 4: 1, 3: 2, 6: 1, 7: 1})


def _graph(table: CaptureTable, edges: int, missing: float) -> float:
    """One graph's log evidence, apart from what all graphs share."""
    evidence = Evidence.of(table)
    graphs = evidence.graphs
    at = graphs.edges.tolist().index(edges)
    factors = evidence.factors(np.array([missing], float))[:, 0]
    subsets = graphs.subsets[graphs.starts[at] : graphs.starts[at + 1]]
    cliques = graphs.cliques[at]
    return float(factors[subsets[:cliques]].sum() - factors[subsets[cliques:]].sum())


def _coin(heads: float, tails: float, weight: float) -> float:
    """Log of the integral of q^heads (1 - q)^tails over a Beta(weight, weight), by quadrature.

    In t, where q is the logistic of t, so that the ends of the Beta are no poles.
    """
    total = math.lgamma(2 * weight) - 2 * math.lgamma(weight)

    def density(t: float) -> float:
        log_q, log_rest = -np.logaddexp(0, -t), -np.logaddexp(0, t)
        return float(np.exp((heads + weight) * log_q + (tails + weight) * log_rest))

    value, _ = quad(density, -200, 200, points=[-20, 0, 20], limit=400)
    return total + math.log(value)


@pytest.mark.parametrize("missing", [0, 1, 7])
def test_a_chain_is_the_integral_over_its_conditional_chances(missing: int) -> None:
    """A - B - C: the chance of B, and those of A and of C where B holds and where not (delta = 1/8)."""
    people = dict(SPARSE.counts) | {0: missing}

    def on(a: int | None, b: int | None, c: int | None) -> int:
        asked = list(enumerate((a, b, c)))
        return sum(n for h, n in people.items() if all(bit is None or h >> at & 1 == bit for at, bit in asked))

    expected = _coin(on(None, 1, None), on(None, 0, None), 4 / 8)
    for b in (0, 1):
        expected += _coin(on(1, b, None), on(0, b, None), 2 / 8) + _coin(on(None, b, 1), on(None, b, 0), 2 / 8)
    assert _graph(SPARSE, 0b101, missing) == pytest.approx(expected, abs=1e-6)


def test_no_edge_is_the_integral_over_each_lists_own_chance() -> None:
    expected = sum(_coin(size, SPARSE.documented + 4 - size, 4 / 8) for size in SPARSE.sizes)
    assert _graph(SPARSE, 0, 4) == pytest.approx(expected, abs=1e-6)


def _directly(table: CaptureTable, missing: Floats, delta: float) -> Floats:
    """The sum over all graphs, each written out with log-gamma functions."""
    lists = len(table.lists)
    histories = list(product((0, 1), repeat=lists))
    people = {tuple(h >> at & 1 for at in range(lists)): n for h, n in table.counts}
    total = table.documented + missing
    graphs = decomposable_graphs(lists)

    def factor(subset: int) -> Floats:
        members = [at for at in range(lists) if subset >> at & 1]
        alpha = delta * 2 ** (lists - len(members))
        value = gammaln(delta * 2**lists) - gammaln(total + delta * 2**lists)
        for cell in product((0, 1), repeat=len(members)):
            seen = sum(people.get(h, 0) for h in histories if tuple(h[at] for at in members) == cell)
            value = value + gammaln(seen + alpha + (0 if any(cell) else missing)) - gammaln(alpha)
        return np.asarray(value)

    rows = []
    for at in range(len(graphs)):
        subsets = graphs.subsets[graphs.starts[at] : graphs.starts[at + 1]].tolist()
        middle = graphs.cliques[at]
        rows.append(sum(factor(one) for one in subsets[:middle]) - sum(factor(one) for one in subsets[middle:]))
    return np.asarray(logsumexp(rows, axis=0) + gammaln(total + 1) - gammaln(missing + 1) - np.log(total))


@given(st.lists(st.integers(0, 40), min_size=7, max_size=15), st.sampled_from([0.05, 0.125, 1.0]))
@settings(max_examples=15, deadline=None)
def test_all_graphs_together_are_the_sum_written_out(counts: list[int], delta: float) -> None:
    lists = 3 if len(counts) < 15 else 4
    table = CaptureTable.of("ABCD"[:lists], enumerate([*counts[: 2**lists - 2], 1], start=1))
    missing = np.array([0.0, 1.0, 5.0, 33.0, 4000.0])
    found = Evidence.of(table, delta=delta).summed(missing)
    np.testing.assert_allclose(found, _directly(table, missing, delta), rtol=0, atol=1e-8)


def test_five_lists_are_the_sum_written_out() -> None:
    table = CaptureTable.of("ABCDE", {1: 9, 2: 7, 4: 3, 8: 6, 16: 5, 3: 2, 6: 1, 24: 2, 31: 1, 17: 1})
    missing = np.array([0.0, 12.0, 900.0])
    found = Evidence.of(table).summed(missing)
    np.testing.assert_allclose(found, _directly(table, missing, 1 / 32), rtol=0, atol=1e-8)


def test_shares_of_graphs_are_their_evidence_and_add_up() -> None:
    evidence = Evidence.of(SPARSE)
    missing = np.arange(60.0)
    summed = evidence.summed(missing)
    mass = np.exp(summed - summed.max())
    shares = evidence.shares(missing, summed, mass / mass.sum())
    assert shares.sum() == pytest.approx(1, abs=1e-12)
    weights = [
        sum(math.exp(_graph(SPARSE, edges, one) + evidence.common(np.array([one]))[0]) for one in missing)
        for edges in evidence.graphs.edges.tolist()
    ]
    np.testing.assert_allclose(shares, np.array(weights) / sum(weights), rtol=1e-9)


@given(st.floats(0.001, 1e4), st.integers(0, 300))
@settings(max_examples=100, deadline=None)
def test_the_ratio_of_gamma_functions_is_a_product(x: float, d: int) -> None:
    expected = math.fsum(math.log(x + step) for step in range(d))
    assert log_gamma_ratio(np.array([x]), np.array([float(d)]))[0] == pytest.approx(expected, rel=1e-12, abs=1e-11)


def test_the_ratio_keeps_its_digits_where_logarithms_of_gamma_lose_theirs() -> None:
    expected = math.fsum(math.log(1e12 + step) for step in range(10))
    assert log_gamma_ratio(np.array([1e12]), np.array([10.0]))[0] == pytest.approx(expected, abs=1e-11)


def test_priors_of_the_total() -> None:
    total = np.array([1.0, 2.0, 16.0, 65536.0])
    assert PRIORS["1/N"](total).tolist() == pytest.approx([-math.log(one) for one in total])
    assert PRIORS["uniform"](total).tolist() == [0, 0, 0, 0]
    # log2 16 = 4, of it 2, of it 1; log2 65536 = 16, and so on (Rissanen 1983)
    assert PRIORS["rissanen"](total).tolist() == pytest.approx([-bits * math.log(2) for bits in (0, 1, 7, 23)])


def test_priors_that_are_none() -> None:
    with pytest.raises(ValueError, match="delta -1"):
        Evidence.of(SPARSE, delta=-1)
    with pytest.raises(ValueError, match="1/N, uniform, rissanen"):
        Evidence.of(SPARSE, prior="flat")
