"""What people (or machines) judged about how two claims' scopes stand to each other; it comes before the rules.

A judgement of kind contains is about two claims: the scope of ``about`` contains that of ``other``. Its label may
name another relation (within, same, disjoint, overlaps, unknown); a negative one says "not contained".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cenotaph.model import Judgement, JudgementKind, Verdict
from cenotaph.reconcile.cells import Share
from cenotaph.reconcile.evidence import in_force
from cenotaph.reconcile.groups import Relation
from cenotaph.reconcile.order import Correction
from cenotaph.reconcile.scopes import Region
from cenotaph.reconcile.who import Groups, Who

__all__ = ["Ruling", "Rulings", "rulings_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """How the people and region of one claim stand to those of another, by judgement ``id``."""

    a: Who
    b: Who
    here: Region
    there: Region
    relation: Relation
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulings:
    """All rulings in force, the last word on each pair of scopes."""

    rulings: tuple[Ruling, ...] = ()
    groups: Groups

    def amend(self, rows: npt.NDArray[np.int8], number: Mapping[Region, int]) -> npt.NDArray[np.int8]:
        """Cells with the shares that rulings about regions give them; ``number`` is a region's place in a row."""
        bearing = [r for r in self.rulings if r.here in number and r.there in number and r.here != r.there]
        if not bearing:
            return rows
        amended = []
        for row in rows.tolist():
            shares = [Share(share) for share in row]
            for ruling in bearing:
                self._share(ruling, shares, number[ruling.here], number[ruling.there])
            amended.append(tuple(shares))
        return np.array(sorted(set(amended)), dtype=np.int8)

    def _share(self, ruling: Ruling, shares: list[Share], here: int, there: int) -> None:
        inner, outer = (there, here) if ruling.relation is Relation.CONTAINS else (here, there)
        if ruling.relation in (Relation.CONTAINS, Relation.WITHIN):
            if shares[inner] is Share.ALL:
                shares[outer] = Share.ALL
        elif ruling.relation is Relation.DISJOINT and ruling.a == ruling.b:
            if shares[here] is Share.ALL:
                shares[there] = Share.NONE
        elif ruling.relation in (Relation.UNKNOWN, Relation.OVERLAPS) and self._nested(ruling):
            outer = there if ruling.here.incident is not None else here
            if Share.ALL is shares[here] is shares[there]:
                shares[outer] = Share.SOME

    def _nested(self, ruling: Ruling) -> bool:
        """Whether by rule one of the two groups holds the other, so that only the regions can be at issue."""
        pairs = [(g, h) for g in ruling.a.groups for h in ruling.b.groups]
        return any(self.groups.within[g, h] or self.groups.within[h, g] for g, h in pairs)

    def corrections(
        self, people: Sequence[Who], shares: Sequence[Share], number: Mapping[Region, int]
    ) -> tuple[Correction, ...]:
        """The rulings about groups that hold in a cell with these shares."""
        row = {who: index for index, who in enumerate(people)}
        found = []
        for ruling in self.rulings:
            one_region = ruling.here == ruling.there
            if ruling.a == ruling.b or not (ruling.a in row and ruling.b in row):
                continue
            if {ruling.here, ruling.there} - number.keys():
                continue
            here, there = shares[number[ruling.here]], shares[number[ruling.there]]
            meets = Share.NONE not in (here, there)
            if not meets or (ruling.relation in (Relation.UNKNOWN, Relation.OVERLAPS) and not one_region):
                continue
            same = ruling.relation is Relation.SAME
            found.append(
                Correction(
                    a=row[ruling.a],
                    b=row[ruling.b],
                    a_within_b=same or ruling.relation is Relation.WITHIN,
                    b_within_a=same or ruling.relation is Relation.CONTAINS,
                    apart=ruling.relation is Relation.DISJOINT,
                )
            )
        return tuple(found)


def rulings_of(
    judgements: Sequence[Judgement], scopes: Mapping[str, tuple[Who, Region]], groups: Groups
) -> Rulings:
    """The rulings that judgements make about claims whose ``scopes`` are known; later ones and people's win."""
    found: dict[tuple[str, str], Ruling] = {}
    for judgement in in_force(judgements):
        if judgement.kind is not JudgementKind.CONTAINS or judgement.other is None:
            continue
        about, other = judgement.about.id, judgement.other.id
        relation = _relation(judgement)
        if relation is None or about not in scopes or other not in scopes:
            continue
        (a, here), (b, there) = scopes[about], scopes[other]
        pair = min(about, other), max(about, other)
        found.pop(pair, None)
        found[pair] = Ruling(a=a, b=b, here=here, there=there, relation=relation, id=judgement.id)
    return Rulings(rulings=tuple(found.values()), groups=groups)


def _relation(judgement: Judgement) -> Relation | None:
    if judgement.verdict is Verdict.NEGATIVE:
        return Relation.UNKNOWN
    if judgement.verdict is not Verdict.POSITIVE:
        return None
    if judgement.label is None or judgement.label not in set(Relation):
        return Relation.CONTAINS
    return Relation(judgement.label)
