"""All minimal sets of claims that cannot be true together, each with its gap in persons and in plain words.

Claims that say the same of the same people are one statement for the search: its conflicts are found once and told
for every voice that makes it. What a voice repeats is not a further contradiction; it stands in ``Evidence``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice, product
from math import prod
from typing import Protocol

from cenotaph.model import Claim, Figure, FigureKind, Trail
from cenotaph.reconcile.base import Contradiction
from cenotaph.reconcile.contradiction_words import HIGH, LOW, in_words, subject_of
from cenotaph.reconcile.evidence import Evidence
from cenotaph.reconcile.marco import LIMITS, Limits, explore

__all__ = ["MANY_PAIRS", "Contradictions", "Reckoner", "alike", "contradictions", "statements"]

_RULE = "the least total change of stated numbers that makes them possible together"
_PAIRS = "contradictions that need three claims or more were not searched for, there are so many between two"
_SOME = "contradictions between two claims are all found; not all that need three or more were searched for"
# one statement may be made by many voices: so many contradictions are told in all
_TOLD = 1000
# above so many contradictions between two claims larger ones are not searched for: there is enough to look into
MANY_PAIRS = 3000


class Reckoner(Protocol):
    """What is asked of the constraint system (``cenotaph.reconcile.system.System``)."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The accepted claims, in the order of the evidence."""

    def conflict(self, ids: Collection[str]) -> frozenset[str] | None:
        """Claims among ``ids`` that cannot all be true; None when they can."""

    def pairs(self) -> Collection[frozenset[str]]:
        """All pairs of claims that cannot both be true."""

    def threes(self) -> Collection[frozenset[str]]:
        """Further minimal sets of two or three claims that cannot all be true; not always all of them."""

    def gap(self, ids: Collection[str]) -> int:
        """The least total change of stated ends that reconciles ``ids``, in persons."""

    def sides(self, ids: Collection[str]) -> Mapping[str, str]:
        """Which stated end of each claim of a minimal conflict makes it one: ``low`` or ``high``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradictions:
    """Every minimal contradiction, of the fewest claims first and of these the widest.

    ``stopped`` says in words what was not searched; empty when everything was.
    """

    found: tuple[Contradiction, ...]
    stopped: tuple[str, ...] = ()


def contradictions(
    system: Reckoner, evidence: Evidence, voices: Mapping[str, str] | None = None, limits: Limits = LIMITS
) -> Contradictions:
    """The minimal sets of accepted claims that cannot all be true; the same in any order of the input.

    ``voices`` says who speaks in each claim (claim id -> key); without it the evidence's speakers do.
    """
    who = evidence.keys if voices is None else voices
    by_id = {claim.id: claim for claim in evidence.claims}
    accepted = [by_id[claim_id] for claim_id in system.ids]
    made = statements(accepted)
    makers = {same[0].id: _first_by_voice(same, who) for same in made}
    pairs = [pair for pair in system.pairs() if pair <= makers.keys()]
    order = {claim_id: place for place, claim_id in enumerate(system.ids)}
    told: list[Contradiction] = []
    if len(pairs) > MANY_PAIRS:
        cores = sorted(
            pairs, key=lambda pair: (-_least_gap([by_id[i] for i in pair]), sorted(order[i] for i in pair))
        )
        stopped = [_PAIRS]
    else:
        known = [*pairs, *(some for some in system.threes() if some <= makers.keys())]
        explored = explore(tuple(makers), system.conflict, known=known, limits=limits)
        cores = sorted(explored.cores, key=len)
        stopped = [_SOME] if explored.stopped else []
    listed = [sorted(core, key=order.__getitem__) for core in cores]
    tellings = [product(*(makers[i] for i in ids)) for ids in listed]
    # every contradiction is told once before any is told again for further voices
    once = [next(every) for every in tellings]
    again = ((place, claims) for place, every in enumerate(tellings) for claims in every)
    ends_of = lru_cache(maxsize=None)(
        lambda place: _ends(system, sorted(cores[place], key=order.__getitem__), by_id)
    )
    for place, claims in islice(chain(enumerate(once), again), _TOLD):
        ends, gap = ends_of(place)
        sides = {claim.id: ends[i] for claim, i in zip(claims, listed[place], strict=True) if i in ends}
        told.append(_contradiction(claims, sides, gap, evidence, who))
    if sum(prod(len(makers[i]) for i in core) for core in cores) > _TOLD:
        stopped.append(f"only {_TOLD:,} contradictions are told, of {len(cores):,} between different statements")
    ranked = sorted(told, key=lambda c: (len(c.claims), -(c.gap.low or 0), [order[i] for i in c.claims]))
    return Contradictions(found=tuple(ranked), stopped=tuple(stopped))


def alike(found: Iterable[Contradiction]) -> tuple[tuple[Contradiction, ...], ...]:
    """Contradictions of the same voices about one measure, the widest first: show it, and count the rest."""
    groups: dict[Hashable, list[Contradiction]] = defaultdict(list)
    for one in found:
        groups[(frozenset(one.voices), one.measure)].append(one)
    return tuple(tuple(group) for group in groups.values())


def statements(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Claims that put the same numbers on the same people, place and time; first what was said first."""
    same: dict[Hashable, list[Claim]] = defaultdict(list)
    for claim in claims:
        count, place, period = claim.count, claim.place, claim.period
        assert count is not None
        where = (place.id, place.text, place.within) if place else None
        when = (period.earliest, period.latest) if period else None
        numbers = (count.low, count.high)
        same[(claim.measure, claim.group, numbers, claim.scope, where, when, claim.part_of)].append(claim)
    return list(same.values())


def _ends(system: Reckoner, ids: Sequence[str], by_id: Mapping[str, Claim]) -> tuple[Mapping[str, str], int]:
    """Which end of each claim is too much, and the gap in persons."""
    ends = system.sides(ids)
    return ends, _apart([by_id[i] for i in ids], ends) or system.gap(ids)


def _apart(claims: Sequence[Claim], ends: Mapping[str, str]) -> int:
    """The gap of two claims of which one needs more than the other allows; 0 where it is not as simple."""
    low = [c.count.low for c in claims if c.count and ends.get(c.id) == LOW]
    high = [c.count.high for c in claims if c.count and ends.get(c.id) == HIGH]
    if len(low) != 1 or len(high) != 1 or low[0] is None or high[0] is None:
        return 0
    return low[0] - high[0]


def _least_gap(claims: Sequence[Claim]) -> int:
    """By how much one of two claims that cannot both be true needs more than the other allows, by their ends."""
    counts = [claim.count for claim in claims if claim.count]
    return max(
        (low - high for a in counts for b in counts if (low := a.low) is not None and (high := b.high) is not None),
        default=0,
    )


def _first_by_voice(claims: Sequence[Claim], voices: Mapping[str, str]) -> list[Claim]:
    first: dict[str, Claim] = {}
    for claim in claims:
        first.setdefault(voices[claim.id], claim)
    return list(first.values())


def _contradiction(
    claims: Sequence[Claim], sides: Mapping[str, str], gap: int, evidence: Evidence, voices: Mapping[str, str]
) -> Contradiction:
    # who sets the limit comes first, then who needs more than it allows
    told = sorted(claims, key=lambda claim: sides.get(claim.id) != HIGH)
    measure, subject = subject_of(told, sides)
    ids = tuple(claim.id for claim in told)
    trail = Trail(claims=tuple(sorted(ids)), judgements=evidence.trail_of(ids), rules=(_RULE,))
    return Contradiction(
        claims=ids,
        voices=tuple(dict.fromkeys(voices[i] for i in ids)),
        sides=tuple(sides[i] for i in ids) if sides else (),
        gap=Figure(kind=FigureKind.BOUNDS, low=gap, best=gap, high=gap, measure=measure, trail=trail),
        sentence=in_words(told, sides, gap, voices, evidence.known),
        measure=measure,
        subject=subject,
    )
