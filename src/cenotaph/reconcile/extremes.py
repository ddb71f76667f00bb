"""The least or the greatest number of people in a scope that stated ends leave possible, and which of them bind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cenotaph.reconcile.consistency import binding, strongest
from cenotaph.reconcile.layout import End, Layout
from cenotaph.reconcile.programme import Problem, at_least, at_most, least

__all__ = ["Extreme", "extreme"]


@dataclass(frozen=True, slots=True)
class Extreme:
    """Persons (None: open), and the stated ends that bind it."""

    value: int | None
    ends: tuple[End, ...] = ()


def extreme(layout: Layout, scope: int, told: Sequence[End], *, upper: bool) -> Extreme | None:
    """The least (or the greatest) sum over a scope; None when the ends cannot all be met.

    Ends that do not bear on the scope are left aside, in the answer and in whether they can be met. Of several
    claims with the same end all are given.
    """
    components = layout.components_of(scope)
    near = set(components)
    bearing = [end for end in told if near.intersection(layout.components_of(end.scope))]
    ends = strongest(bearing)
    if upper and layout.is_open(scope, ends):
        return Extreme(None)
    part = layout.part(components)
    rows, limits = part.rows(ends, layout.claimed)
    found = least(Problem(rows=rows, limits=limits, cost=layout.cost(scope, part, -1.0 if upper else 1.0)))
    if found is None:
        return None
    bound = {(end.scope, end.upper, end.value) for end in binding(ends, found.prices)}
    value = at_most(-found.value) if upper else at_least(found.value)
    return Extreme(value, tuple(e for e in bearing if (e.scope, e.upper, e.value) in bound))
