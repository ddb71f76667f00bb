"""The same question answered the slow way: every combination of groups in every cell is a whole number of people.

Written from the definition alone, so that it shares nothing with the system that it checks but ``compare``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, combinations, product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from cenotaph.model import Claim, Group, Measure
from cenotaph.reconcile.groups import Relation, compare

OUTCOMES = {Measure.KILLED_OR_INJURED: (Measure.KILLED, Measure.INJURED)}
Atom = tuple[Measure, str, frozenset[Group]]
Lies = Callable[[Claim, str], bool]


def atoms(groups: Sequence[Group], cells: Sequence[str]) -> list[Atom]:
    """Outcome, cell and the groups that somebody is in, as far as the groups allow it."""
    found = []
    for outcome, cell in product((Measure.KILLED, Measure.INJURED), cells):
        for chosen in chain.from_iterable(combinations(groups, n) for n in range(1, len(groups) + 1)):
            if _allowed(set(chosen), groups):
                found.append((outcome, cell, frozenset(chosen)))
    return found


def _allowed(chosen: set[Group], groups: Sequence[Group]) -> bool:
    for one in chosen:
        for other in groups:
            relation = compare(one, other)
            if relation in (Relation.WITHIN, Relation.SAME) and other not in chosen:
                return False
            if relation is Relation.DISJOINT and other in chosen:
                return False
    return True


def rows(claims: Sequence[Claim], among: Sequence[Atom], lies: Lies) -> np.ndarray:
    """Which atoms each claim counts."""
    return np.array(
        [
            [
                float(o in OUTCOMES.get(c.measure, (c.measure,)) and lies(c, cell) and c.group in who)
                for o, cell, who in among
            ]
            for c in claims
        ]
    )


def ends(claims: Sequence[Claim]) -> tuple[np.ndarray, np.ndarray]:
    """The ends of each claim; open is infinite."""
    low = [float(c.count.low or 0) for c in claims if c.count]
    high = [np.inf if c.count.high is None else float(c.count.high) for c in claims if c.count]
    return np.array(low), np.array(high)


def by_enumeration(
    told: np.ndarray, low: np.ndarray, high: np.ndarray, asked: np.ndarray, most: int
) -> tuple[int, int] | None:
    """The least and greatest sum over all whole numbers up to ``most`` per atom; None when no numbers fit."""
    found: list[int] = []
    for numbers in _numbers(told.shape[1], most):
        sums = numbers @ told.T
        fits = ((sums >= low) & (sums <= high)).all(axis=1)
        found += sorted(set((numbers[fits] @ asked).astype(int).tolist()))
    return (min(found), max(found)) if found else None


def _numbers(size: int, most: int) -> Iterator[np.ndarray]:
    rest = np.array(list(product(range(most + 1), repeat=min(size, 6))), dtype=float)
    for first in product(range(most + 1), repeat=size - rest.shape[1]):
        yield np.hstack([np.tile(first, (len(rest), 1)), rest]) if first else rest


def by_branching(
    told: np.ndarray, low: np.ndarray, high: np.ndarray, asked: np.ndarray
) -> tuple[int, int | None] | None:
    """The same by an integer programme over the combinations, for more of them; an open end is None."""
    limits = LinearConstraint(told, low, high)
    found = []
    for sign in (1.0, -1.0):
        result = milp(sign * asked, constraints=limits, integrality=np.ones(len(asked)), bounds=Bounds(0, 10_000))
        if result.status == 2:
            return None
        assert result.status == 0, result.message
        found.append(round(sign * result.fun))
    return found[0], None if found[1] >= 10_000 else found[1]
