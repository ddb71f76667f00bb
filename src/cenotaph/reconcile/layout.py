"""The rows of the linear programme: one number per group and cell, and what holds between them whoever is believed.

In every cell a part is at most its whole, and groups that are apart add up to at most the whole that they share.
A claim or a question is the sum over the cells of its region and over its outcomes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, csr_array, vstack
from scipy.sparse.csgraph import connected_components

from cenotaph.model import Measure
from cenotaph.reconcile.cells import Share, cells, left_open
from cenotaph.reconcile.order import Order, order
from cenotaph.reconcile.rulings import Rulings
from cenotaph.reconcile.scopes import Region, Site
from cenotaph.reconcile.who import Groups, Who, relations_between

__all__ = ["End", "Layout", "Scope", "outcomes"]

_Columns = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a number is about: outcome, whom, and where and when."""

    measure: Measure
    who: Who
    region: Region


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One end of a claim as a row: the scope (by number), whether it is the upper one, persons, and the claim."""

    scope: int
    upper: bool
    value: int
    claim: str


def outcomes(measure: Measure) -> tuple[Measure, ...]:
    """The outcomes that a measure counts: "killed or injured" is the killed and the injured."""
    return (Measure.KILLED, Measure.INJURED) if measure is Measure.KILLED_OR_INJURED else (measure,)


class Layout:
    """Columns and rows for ``scopes`` (of claims) and ``asked`` (of questions).

    ``columns``: per scope, those asked last, the columns that it sums. ``component`` numbers the parts of the
    programme that share no row, per column.
    """

    def __init__(
        self,
        scopes: Sequence[Scope],
        asked: Sequence[Scope],
        groups: Groups,
        sites: Mapping[str, Site],
        rulings: Rulings,
    ) -> None:
        everything = (*scopes, *asked)
        regions = tuple(dict.fromkeys(scope.region for scope in everything))
        number = {region: index for index, region in enumerate(regions)}
        columns: list[list[int]] = [[] for _ in everything]
        entries: list[tuple[int, int, float]] = []
        known: dict[object, Order] = {}
        size = rows = 0
        for shares in rulings.amend(cells(regions, sites), number):
            for outcome in sorted({o for scope in everything for o in outcomes(scope.measure)}):
                here = {
                    index: replace(scope.who, left=left_open(scope.region, share))
                    if share is Share.SOME
                    else scope.who
                    for index, scope in enumerate(everything)
                    if outcome in outcomes(scope.measure)
                    and (share := shares[number[scope.region]]) is not Share.NONE
                }
                people = tuple(sorted(set(here.values())))
                if not people:
                    continue
                ruled = rulings.corrections(people, shares, number)
                if (people, ruled) not in known:
                    known[people, ruled] = order(*relations_between(people, groups), ruled)
                found = known[people, ruled]
                place = {who: size + found.class_of[index] for index, who in enumerate(people)}
                for index, who in here.items():
                    columns[index].append(place[who])
                for part, whole in found.within:
                    entries += [(rows, size + part, 1.0), (rows, size + whole, -1.0)]
                    rows += 1
                for parts, whole in found.sums:
                    entries += [(rows, size + part, 1.0) for part in parts]
                    entries.append((rows, size + whole, -1.0))
                    rows += 1
                size += max(found.class_of) + 1
        self.scopes = tuple(scopes)
        self.size = size
        self.columns = tuple(np.array(each, dtype=np.intp) for each in columns)
        self._fixed = _sparse(entries, rows, size)
        self._sums = _sparse(
            [(index, column, 1.0) for index in range(len(scopes)) for column in columns[index]], len(scopes), size
        )
        linked = csr_array(vstack([self._fixed, self._sums]))
        _, self.component = connected_components(abs(linked).T @ abs(linked), directed=False)
        self._above = _above(entries)

    def component_of(self, scope: int) -> int | None:
        """The component in which the columns of a claim's scope lie, None when it has none."""
        columns = self.columns[scope]
        return int(self.component[columns[0]]) if len(columns) else None

    def near(self, scope: int) -> npt.NDArray[np.bool_]:
        """The columns of all components that a scope touches."""
        return np.isin(self.component, self.component[self.columns[scope]])

    def rows(self, ends: Sequence[End], columns: npt.NDArray[np.bool_]) -> tuple[Any, npt.NDArray[np.float64]]:
        """The rows of ``ends`` (in their order) and those that always hold, over some of the columns.

        Columns must be whole components, and the ends lie in them.
        """
        signs = np.array([1.0 if end.upper else -1.0 for end in ends])
        told = self._sums[[end.scope for end in ends]].multiply(signs[:, None]) if ends else self._sums[:0]
        fixed = self._fixed[np.flatnonzero(abs(self._fixed) @ columns.astype(float))]
        limits = np.concatenate([signs * [end.value for end in ends], np.zeros(fixed.shape[0])])
        return csr_array(csr_array(vstack([told, fixed], format="csr"))[:, np.flatnonzero(columns)]), limits

    def cost(self, scope: int, columns: npt.NDArray[np.bool_], sign: float = 1.0) -> npt.NDArray[np.float64]:
        """The sum over a scope as a cost, over some of the columns."""
        whole = np.zeros(self.size)
        whole[self.columns[scope]] = sign
        chosen: npt.NDArray[np.float64] = whole[columns]
        return chosen

    def is_open(self, scope: int, ends: Sequence[End]) -> bool:
        """Whether nothing sets an upper end to the sum over a scope.

        A number in one cell can grow without end, along with all that contain it, unless one of them is in a sum
        that has an upper end.
        """
        capped = {int(column) for end in ends if end.upper for column in self.columns[end.scope]}
        return any(not self._reaches(int(column), capped) for column in self.columns[scope])

    def _reaches(self, column: int, capped: set[int]) -> bool:
        seen, waiting = {column}, [column]
        while waiting:
            here = waiting.pop()
            if here in capped:
                return True
            further = self._above.get(here, set()) - seen
            seen |= further
            waiting += further
        return False


def _sparse(entries: Sequence[tuple[int, int, float]], rows: int, columns: int) -> Any:
    row, column, value = zip(*entries, strict=True) if entries else ((), (), ())
    return csr_array(coo_array((np.array(value, dtype=float), (row, column)), shape=(rows, columns)))


def _above(entries: Sequence[tuple[int, int, float]]) -> dict[int, set[int]]:
    """The columns that hold each column."""
    whole = {row: column for row, column, value in entries if value < 0}
    found: dict[int, set[int]] = {}
    for row, column, value in entries:
        if value > 0:
            found.setdefault(column, set()).add(whole[row])
    return found
