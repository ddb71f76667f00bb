"""What claims state, as ends of sums over scopes: the groups, scopes and ends that a system is laid out from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cenotaph.model import Claim, Group, Measure
from cenotaph.reconcile.evidence import Evidence, names_some
from cenotaph.reconcile.groups import EVERYONE, is_described, is_everyone
from cenotaph.reconcile.layout import End, Scope
from cenotaph.reconcile.scopes import Region, Site
from cenotaph.reconcile.who import Groups

__all__ = ["Floor", "Stated", "stated"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """Persons that are counted already, at least: a sum over incidents that need not be told apart here.

    ``site`` stands for all of them: a code of its own, and a place and days that lie as theirs do. ``claims`` are
    the ids behind the number.
    """

    measure: Measure
    group: Group | None
    site: Site
    low: int
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """``ends``: per claim (and per floor, under a name of its own) its ends, whose scopes are rows of ``scopes``.

    ``behind``: the ids of the claims behind each floor. ``unsaid``: some number does not say of whom.
    """

    groups: Groups
    scopes: tuple[Scope, ...]
    ends: Mapping[str, tuple[End, ...]]
    behind: Mapping[str, tuple[str, ...]]
    unsaid: bool


def stated(
    claims: Sequence[Claim], regions: Mapping[str, Region], evidence: Evidence, floors: Sequence[Floor] = ()
) -> Stated:
    """What ``claims`` state of their ``regions`` (by id), and what is counted already."""
    whole = {claim.id: claim for claim in evidence.claims}
    wholes = [whole[claim_id] for claim_id in sorted(set(evidence.links.part_of.values())) if claim_id in whole]
    groups = Groups.of([EVERYONE, *(c.group for c in (*claims, *wholes)), *(f.group for f in floors)])
    unsaid = any(claim.group is None for claim in claims)
    numbers: dict[Scope, int] = {}
    ends: dict[str, tuple[End, ...]] = {}
    behind: dict[str, tuple[str, ...]] = {}
    for claim in claims:
        scopes = _scopes(claim, regions[claim.id], groups, evidence, whole, unsaid)
        ends[claim.id] = tuple(
            end
            for scope, upper in scopes
            for end in _ends(claim, numbers.setdefault(scope, len(numbers)), upper=upper)
        )
    for index, floor in enumerate(floors):
        region = Region(incident=floor.site.code)
        scope = Scope(measure=floor.measure, who=groups.who(floor.group), region=region)
        name = f"floor {index}"
        number = numbers.setdefault(scope, len(numbers))
        ends[name] = (End(scope=number, upper=False, value=floor.low, claim=name),)
        behind[name] = floor.claims
    return Stated(groups=groups, scopes=tuple(numbers), ends=ends, behind=behind, unsaid=unsaid)


def _scopes(
    claim: Claim, region: Region, groups: Groups, evidence: Evidence, whole: dict[str, Claim], unsaid: bool
) -> list[tuple[Scope, bool]]:
    """The scopes that a claim bounds from below, and whether from above too."""
    own, part = groups.counted_by(claim, evidence, whole)
    people = []
    if part is None or (claim.group is not None and is_described(claim.group)):
        upper = not names_some(claim)
        people.append((own, upper))
        if claim.group is not None and is_everyone(claim.group) and unsaid:
            # a number that does not say of whom counts the same as one of everyone, where that is all it could mean
            people.append((groups.who(None), upper))
    if part is not None:
        people.append((part, False))
    return [(Scope(measure=claim.measure, who=who, region=region), capped) for who, capped in people]


def _ends(claim: Claim, scope: int, *, upper: bool) -> list[End]:
    assert claim.count is not None
    found = []
    if claim.count.low:
        found.append(End(scope=scope, upper=False, value=claim.count.low, claim=claim.id))
    if upper and claim.count.high is not None:
        found.append(End(scope=scope, upper=True, value=claim.count.high, claim=claim.id))
    return found
