"""Who is counted: groups of people as rows of a table, and what is only told as a part of others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from cenotaph.model import Claim, Group
from cenotaph.reconcile.evidence import Evidence
from cenotaph.reconcile.groups import EVERYONE, Relation, compare, is_everyone

__all__ = ["Groups", "Who", "relations_between"]

_Table = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, order=True)
class Who:
    """People that a number counts: all who are in each of ``groups`` (rows of Groups), or some of them.

    ``parts``: ids of the claims that count some of their whole, the narrowest first; ``left``: what tells those in
    a region from the others where the words leave the region open.
    """

    groups: tuple[int, ...]
    parts: tuple[str, ...] = ()
    left: str = ""


class Groups:
    """The groups that claims and questions name, each a row; ``within`` and ``apart`` are square tables by rule.

    A number that does not say of whom (None) counts some of everyone: it is neither within nor apart from any
    other group (docs/reconcile.md, "Bounds").
    """

    def __init__(self, groups: Sequence[Group | None]) -> None:
        self.rows = tuple(dict.fromkeys(_plain(group) for group in groups))
        self._row = {group: index for index, group in enumerate(self.rows)}
        size = len(self.rows)
        self.within: _Table = np.eye(size, dtype=bool)
        self.apart: _Table = np.zeros((size, size), dtype=bool)
        for a in range(size):
            for b in range(a):
                self._relate(a, b)

    def _relate(self, a: int, b: int) -> None:
        one, two = self.rows[a], self.rows[b]
        if None in (one, two):
            self.within[a, b], self.within[b, a] = two == EVERYONE, one == EVERYONE
            return
        relation = compare(one, two)
        self.within[a, b] = relation in (Relation.WITHIN, Relation.SAME)
        self.within[b, a] = relation in (Relation.CONTAINS, Relation.SAME)
        self.apart[a, b] = self.apart[b, a] = relation is Relation.DISJOINT

    @classmethod
    def of(cls, groups: Sequence[Group | None]) -> Groups:
        """The table of these groups, made once for all who name the same."""
        return _table(tuple(dict.fromkeys(_plain(group) for group in groups)))

    def with_group(self, group: Group | None) -> Groups:
        """These groups and ``group``: the same object when it is there already."""
        if _plain(group) in self._row:
            return self
        wider = Groups([])
        size = len(self.rows) + 1
        wider.rows = (*self.rows, _plain(group))
        wider._row = {**self._row, wider.rows[-1]: size - 1}
        wider.within, wider.apart = np.eye(size, dtype=bool), np.zeros((size, size), dtype=bool)
        wider.within[:-1, :-1], wider.apart[:-1, :-1] = self.within, self.apart
        for other in range(size - 1):
            wider._relate(size - 1, other)
        return wider

    def who(self, group: Group | None) -> Who:
        """All the people of ``group``."""
        return Who((self._row[_plain(group)],))

    def counted_by(self, claim: Claim, evidence: Evidence, claims: dict[str, Claim]) -> tuple[Who, Who | None]:
        """Whom ``claim`` counts, and what it counts as a part of another claim ("20 of the 55"), if it does.

        A part whose words do not say who they are counts nobody but that part.
        """
        own = self.who(claim.group)
        whole = claims.get(evidence.links.part_of.get(claim.id, ""))
        if claim.id not in evidence.links.part_of:
            return own, None
        groups: tuple[int, ...] = own.groups
        parts: tuple[str, ...] = (claim.id,)
        while whole is not None and whole.id not in parts:
            above = self.who(whole.group)
            groups = tuple(sorted({*groups, *above.groups}))
            parts = (*parts, whole.id)
            whole = claims.get(evidence.links.part_of.get(whole.id, ""))
        return own, Who(groups, parts)


@lru_cache(maxsize=4096)
def _table(groups: tuple[Group | None, ...]) -> Groups:
    return Groups(groups)


def _plain(group: Group | None) -> Group | None:
    return EVERYONE if group is not None and is_everyone(group) else group


def relations_between(people: Sequence[Who], groups: Groups) -> tuple[_Table, _Table]:
    """Who lies within whom, and who is apart, for any two of ``people``: two square tables."""
    rows = [who.groups[0] for who in people]
    within, apart = groups.within[np.ix_(rows, rows)], groups.apart[np.ix_(rows, rows)]
    for index, who in enumerate(people):
        if len(who.groups) > 1:
            within[index] = groups.within[np.ix_(who.groups, rows)].any(axis=0)
            apart[index] = groups.apart[np.ix_(who.groups, rows)].any(axis=0)
            apart[:, index] = apart[index]
    left = np.array([who.left for who in people])
    within &= (left == "") | (left[:, None] == left)
    for index, who in enumerate(people):
        if who.parts:
            within[:, index] = [who.parts[0] in other.parts for other in people]
    return within, apart
