"""Which claims are one voice: fifty reprints of one statement are one, and what is not known stays unknown.

A voice is a speaker (``Evidence.keys``) after echoes are merged. A claim that an outlet makes itself, or hands on
from a speaker without a name, is the voice of the earlier claim that it repeats, as an ECHO judgement says. A
named speaker is a voice wherever it is carried. The rule that syndicated copies are one source: Iraq Body Count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from cenotaph.model import ActorKind, Claim, Judgement, JudgementKind, Verdict
from cenotaph.places.actors import is_unnamed, side_key, speaks_for
from cenotaph.reconcile.evidence import Evidence, counts, in_force
from cenotaph.reconcile.groups import Relation, compare

__all__ = ["Independence", "Voice", "Voices", "voices_of"]


class Independence(StrEnum):
    """Whether two claims come from two sources: unknown unless something says so."""

    INDEPENDENT = "independent"
    ECHO = "echo"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One voice: its key, its claims oldest first, the reports that carry it, those of them that repeat another."""

    key: str
    claims: tuple[str, ...]
    carriers: tuple[str, ...]
    echoes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """Who speaks in each claim. ``keys``: claim id -> voice; ``repeats``: claim id -> the claim that it repeats.

    ``linked`` holds the pairs of report or claim ids that an echo joins, ``judged`` those about which somebody said
    that they are independent (True) or not (False); pairs are sorted.
    """

    keys: Mapping[str, str]
    repeats: Mapping[str, str]
    claims: Mapping[str, Claim]
    linked: frozenset[tuple[str, str]]
    judged: Mapping[tuple[str, str], bool]

    def independence(self, a: str, b: str) -> Independence:
        """Whether claims ``a`` and ``b`` (ids) come from two sources.

        Echo: one voice. Independent: somebody judged so, or two named speakers of different sides speak. Two
        outlets that neither echo nor name each other are unknown: silence about the source is no proof.
        """
        if self.keys[a] == self.keys[b]:
            return Independence.ECHO
        one, two = self.claims[a], self.claims[b]
        pairs = [_pair(a, b), _pair(one.report, two.report)]
        for pair in pairs:
            if pair in self.judged:
                return Independence.INDEPENDENT if self.judged[pair] else Independence.UNKNOWN
        if any(pair in self.linked for pair in pairs) and not (_named(self, one) and _named(self, two)):
            return Independence.UNKNOWN
        sides = side_key(one.speaker), side_key(two.speaker)
        apart = sides[0] and sides[1] and sides[0] != sides[1]
        if apart and _named(self, one) and _named(self, two) and not _one_speaks(self.keys[a], self.keys[b]):
            return Independence.INDEPENDENT
        return Independence.UNKNOWN

    def groups(self, ids: Iterable[str] | None = None) -> tuple[Voice, ...]:
        """The voices of these claims (None: all), in the order in which they first spoke."""
        wanted = None if ids is None else set(ids)
        told: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            if wanted is None or claim.id in wanted:
                told[self.keys[claim.id]].append(claim)
        return tuple(
            Voice(
                key=key,
                claims=tuple(claim.id for claim in own),
                carriers=tuple(sorted({claim.report for claim in own})),
                echoes=tuple(sorted({claim.report for claim in own if claim.id in self.repeats})),
            )
            for key, own in told.items()
        )


def voices_of(evidence: Evidence, judgements: Sequence[Judgement]) -> Voices:
    """Merge speakers into voices, as the judgements in force say; people's win over machines'.

    The evidence of an echo gives pairs of claim ids, the later and the one it repeats; without any, claims of the
    two reports with the same measure and number, of people who may be the same, are taken for pairs.
    """
    claims = {claim.id: claim for claim in evidence.claims}
    echoes, judged = _judged(judgements)
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in evidence.claims:
        by_report[claim.report].append(claim)
    found: dict[str, set[str]] = defaultdict(set)
    for echo in echoes:
        for later, earlier in _pairs(echo, claims, by_report):
            if _handed_on(evidence, later) and not judged.get(_pair(later.id, earlier.id)):
                found[later.id].add(earlier.id)
    for later_id, earlier_id in evidence.links.restates.items():
        if later_id in claims and earlier_id in claims and _handed_on(evidence, claims[later_id]):
            found[later_id].add(earlier_id)
    order = {claim.id: place for place, claim in enumerate(evidence.claims)}
    repeats = {later: min(earlier, key=order.__getitem__) for later, earlier in found.items()}
    keys = {claim_id: evidence.keys[_root(claim_id, repeats)] for claim_id in claims}
    linked = frozenset(_pair(e.about.id, e.other.id) for e in echoes if e.other)
    return Voices(keys=keys, repeats=repeats, claims=claims, linked=linked, judged=judged)


def _judged(judgements: Sequence[Judgement]) -> tuple[list[Judgement], dict[tuple[str, str], bool]]:
    """The echoes that stand, and what somebody said of independence, by pair."""
    echoes: dict[tuple[str, str], Judgement] = {}
    judged: dict[tuple[str, str], bool] = {}
    for judgement in in_force(judgements):
        if judgement.other is None or judgement.kind not in (JudgementKind.ECHO, JudgementKind.INDEPENDENT):
            continue
        pair, positive = _pair(judgement.about.id, judgement.other.id), judgement.verdict is Verdict.POSITIVE
        if judgement.kind is JudgementKind.ECHO:
            echoes.pop(pair, None)
            judged.pop(pair, None)
            if positive:
                echoes[pair] = judgement
        elif positive or judgement.verdict is Verdict.NEGATIVE:
            judged[pair] = positive
            if positive:
                echoes.pop(pair, None)
    return [echoes[pair] for pair in sorted(echoes)], judged


def _pairs(
    echo: Judgement, claims: Mapping[str, Claim], by_report: Mapping[str, Sequence[Claim]]
) -> list[tuple[Claim, Claim]]:
    assert echo.other is not None
    about, other = echo.about.id, echo.other.id
    if echo.about.kind == "claim":
        return [(claims[about], claims[other])] if about in claims and other in claims else []
    named = [
        (claims[later], claims[earlier])
        for later, earlier in pairwise(echo.evidence)
        if later in claims and earlier in claims
    ]
    named = [(a, b) for a, b in named if a.report == about and b.report == other]
    if echo.evidence:
        return named
    told = [(claim, _match(claim, by_report.get(other, ()))) for claim in by_report.get(about, ())]
    return [(claim, match) for claim, match in told if match is not None]


def _match(claim: Claim, earlier: Sequence[Claim]) -> Claim | None:
    """The claim of the earlier report with this claim's measure and number, of people who may be the same."""
    if not counts(claim):
        return None
    fits = [e for e in earlier if counts(e) and e.measure is claim.measure and _ends(e) == _ends(claim)]
    fits = [e for e in fits if compare(e.group, claim.group) is not Relation.DISJOINT]
    return min(
        fits, key=lambda e: (compare(e.group, claim.group) is not Relation.SAME, e.anchor.start, e.id), default=None
    )


def _ends(claim: Claim) -> tuple[int | None, ...]:
    return (claim.count.low, claim.count.best, claim.count.high) if claim.count else ()


def _handed_on(evidence: Evidence, claim: Claim) -> bool:
    """Whether an outlet says it itself, or from a speaker who is known to it alone."""
    return claim.speaker.kind is ActorKind.MEDIA or is_unnamed(evidence.keys[claim.id])


def _named(voices: Voices, claim: Claim) -> bool:
    return claim.speaker.kind is not ActorKind.MEDIA and not is_unnamed(voices.keys[claim.id])


def _one_speaks(one: str, two: str) -> bool:
    return speaks_for(one, two) or speaks_for(two, one)


def _root(claim_id: str, repeats: Mapping[str, str]) -> str:
    """The first claim of the chain; of a circle, its smallest id."""
    seen = [claim_id]
    while (before := repeats.get(seen[-1])) is not None:
        if before in seen:
            return min(seen[seen.index(before) :])
        seen.append(before)
    return seen[-1]


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a <= b else (b, a)
