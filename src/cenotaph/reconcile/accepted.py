"""Which claims enter the constraint system: numbers of casualties that their speakers still stand by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from cenotaph.model import Claim, Scope
from cenotaph.reconcile.envelopes import countable
from cenotaph.reconcile.evidence import Evidence
from cenotaph.reconcile.groups import Relation, compare
from cenotaph.reconcile.positions import history
from cenotaph.reconcile.scopes import Region, place_key

__all__ = ["accepted"]


def accepted(evidence: Evidence, claims: Sequence[Claim], regions: Mapping[str, Region]) -> tuple[Claim, ...]:
    """Those of ``claims`` that put forward a number and were not replaced since, in the order of the evidence.

    What a speaker says of one region replaces what he said of it before. A running total grows, so that an earlier
    one stands beside a later one, unless the later one is lower.
    """
    wanted = {claim.id for claim in claims}
    by_region: dict[Region, list[Claim]] = defaultdict(list)
    for claim in evidence.claims:
        if claim.id in wanted:
            by_region[regions[claim.id]].append(claim)
    old = {earlier for ids in evidence.links.supersedes.values() for earlier in ids}
    for told in by_region.values():
        if len(told) > 1:
            here = evidence.of(told)
            old |= history(here)
    old |= _lowered(evidence, [claim for claim in countable(evidence) if claim.id in wanted])
    return tuple(c for c in countable(evidence) if c.id in wanted and c.id not in old)


def _lowered(evidence: Evidence, claims: Sequence[Claim]) -> set[str]:
    """Running totals that the same speaker has since put lower, for the same people in the same place."""
    totals: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.scope is Scope.CUMULATIVE_TO_DATE and claim.place is not None:
            start = claim.period.earliest if claim.period else None
            totals[evidence.keys[claim.id], claim.measure, place_key(claim.place), start].append(claim)
    old = set()
    for told in totals.values():
        for index, later in enumerate(told):
            for earlier in told[:index]:
                if compare(earlier.group, later.group) is Relation.SAME and _falls(earlier, later):
                    old.add(earlier.id)
    return old


def _falls(earlier: Claim, later: Claim) -> bool:
    assert earlier.count is not None
    assert later.count is not None
    return later.count.high is not None and (earlier.count.low or 0) > later.count.high
