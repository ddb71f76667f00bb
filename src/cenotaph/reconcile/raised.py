"""The questions that claims themselves raise: how many were killed there, of whom, and how many in all to date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from cenotaph.model import Claim, Group, Incident, Measure, Place, Scope
from cenotaph.reconcile.base import Question
from cenotaph.reconcile.groups import Relation, compare, is_described, is_everyone
from cenotaph.reconcile.measures import measure_within

__all__ = ["raised"]

# so many groups are asked about apart, of the incident and of the totals: those that most claims are about
_GROUPS = 4
_KILLED = Measure.KILLED


def raised(
    claims: Sequence[Claim], incident: Incident | None, known: Mapping[str, date | None]
) -> tuple[Question, ...]:
    """What is asked in every world: the killed of the incident, of everyone and by group; then the totals to date.

    ``claims`` put forward numbers, ``known`` gives the day of each. A total is asked for the place that it names,
    up to the last day of which anybody speaks. Nothing is asked that no claim could answer.
    """
    here = [c for c in claims if c.scope is Scope.INCIDENT and measure_within(_KILLED, c.measure)]
    code = incident.code if incident else ""
    asked = [Question(measure=_KILLED, incident=code)] if any(is_everyone(c.group) for c in here) else []
    asked += [Question(measure=_KILLED, group=group, incident=code) for group in _groups(here)]
    totals = [c for c in claims if c.scope is not Scope.INCIDENT and c.place and c.measure is _KILLED]
    days = [day for claim in claims if (day := known.get(claim.id)) is not None]
    by_place: dict[str, tuple[Place, list[Claim]]] = {}
    for claim in totals:
        if claim.place is not None:
            place_id = claim.place.id or claim.place.text.casefold()
            by_place.setdefault(place_id, (claim.place, []))[1].append(claim)
    for place, told in sorted(by_place.values(), key=lambda entry: -len(entry[1])):
        groups: list[Group | None] = [*_groups(told)]
        groups += [None] if any(is_everyone(claim.group) for claim in told) else []
        last = max(days, default=None)
        asked += [Question(measure=_KILLED, group=group, place=place, last=last) for group in groups]
    return tuple(asked[: 2 * _GROUPS + 1])


def _groups(claims: Sequence[Claim]) -> list[Group]:
    """The groups that most claims are about, or about a part of, in the fewest words; each once."""
    named = {c.group for c in claims if c.group is not None and is_described(c.group)}
    kept: list[Group] = []
    for group in sorted(named, key=lambda g: (len(g.text), g.text, repr(g))):
        if all(compare(group, other) is not Relation.SAME for other in kept):
            kept.append(group)

    def told(group: Group) -> int:
        return sum(compare(claim.group, group) in (Relation.SAME, Relation.WITHIN) for claim in claims)

    return sorted(kept, key=lambda group: -told(group))[:_GROUPS]
