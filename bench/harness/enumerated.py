"""The same question answered the slow way: every combination of groups in every cell is a whole number of people.

Written from the definition alone, so that it shares nothing with the system that it checks but ``compare``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, combinations, product

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp

from cenotaph.model import Claim, Group, Measure
from cenotaph.reconcile.groups import Relation, compare

__all__ = ["OUTCOMES", "Atom", "atoms", "by_branching", "by_enumeration", "ends", "rows"]

OUTCOMES = {Measure.KILLED_OR_INJURED: (Measure.KILLED, Measure.INJURED)}
Atom = tuple[Measure, str, frozenset[Group]]
Numbers = npt.NDArray[np.float64]
# more people than this in one combination is an open end
_MANY = 10_000
_NONE_FIT = 2


def atoms(groups: Sequence[Group], cells: Sequence[str]) -> list[Atom]:
    """Outcome, cell and the groups that somebody is in, as far as the groups allow it."""
    chosen = [
        frozenset(some)
        for some in chain.from_iterable(combinations(groups, size) for size in range(1, len(groups) + 1))
        if _allowed(set(some), groups)
    ]
    return list(product((Measure.KILLED, Measure.INJURED), cells, chosen))


def _allowed(chosen: set[Group], groups: Sequence[Group]) -> bool:
    for one in chosen:
        for other in groups:
            relation = compare(one, other)
            if relation in (Relation.WITHIN, Relation.SAME) and other not in chosen:
                return False
            if relation is Relation.DISJOINT and other in chosen:
                return False
    return True


def rows(claims: Sequence[Claim], among: Sequence[Atom], lies: Callable[[Claim, str], bool]) -> Numbers:
    """Which atoms each claim counts; ``lies`` says in which cells its region is."""
    return np.array(
        [
            [
                float(
                    outcome in OUTCOMES.get(claim.measure, (claim.measure,))
                    and lies(claim, cell)
                    and claim.group in who
                )
                for outcome, cell, who in among
            ]
            for claim in claims
        ]
    )


def ends(claims: Sequence[Claim]) -> tuple[Numbers, Numbers]:
    """The ends of each claim; open is infinite."""
    low = [float(claim.count.low or 0) for claim in claims if claim.count]
    high = [np.inf if claim.count.high is None else float(claim.count.high) for claim in claims if claim.count]
    return np.array(low), np.array(high)


def by_enumeration(told: Numbers, low: Numbers, high: Numbers, asked: Numbers, most: int) -> tuple[int, int] | None:
    """The least and greatest sum over all whole numbers up to ``most`` per atom; None when no numbers fit."""
    found: set[int] = set()
    for numbers in _numbers(told.shape[1], most):
        sums = numbers @ told.T
        fits = ((sums >= low) & (sums <= high)).all(axis=1)
        found.update((numbers[fits] @ asked).astype(int).tolist())
    return (min(found), max(found)) if found else None


def _numbers(size: int, most: int) -> Iterator[Numbers]:
    rest = np.array(list(product(range(most + 1), repeat=min(size, 6))), dtype=float)
    for first in product(range(most + 1), repeat=size - rest.shape[1]):
        yield np.hstack([np.tile(first, (len(rest), 1)), rest]) if first else rest


def by_branching(told: Numbers, low: Numbers, high: Numbers, asked: Numbers) -> tuple[int, int | None] | None:
    """The same by an integer programme over the atoms, for more of them; an open end is None."""
    limits = LinearConstraint(told, low, high)
    found = []
    for sign in (1.0, -1.0):
        result = milp(sign * asked, constraints=limits, integrality=np.ones(len(asked)), bounds=Bounds(0, _MANY))
        if result.status == _NONE_FIT:
            return None
        if result.status != 0:
            raise RuntimeError(result.message)
        found.append(round(sign * result.fun))
    return found[0], None if found[1] >= _MANY else found[1]
