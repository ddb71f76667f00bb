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
from itertools import combinations, pairwise

from cenotaph.model import ActorKind, Claim, Judgement, JudgementKind, Verdict
from cenotaph.places.actors import is_unnamed, side_key, speaks_for
from cenotaph.reconcile.base import Spoken
from cenotaph.reconcile.evidence import Evidence, counts, in_force
from cenotaph.reconcile.groups import Relation, compare

__all__ = ["Independence", "Voice", "Voices", "apart", "nobody", "voices_of"]


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

    def between(self, one: Voice, two: Voice) -> Independence:
        """Whether two voices are two sources: known if it is of two of their claims, and nobody denies it."""
        if one.key == two.key:
            return Independence.ECHO
        pairs = [(a, b) for a in one.claims for b in two.claims]
        if self.judged and any(self._is_denied(a, b) for a, b in pairs):
            return Independence.UNKNOWN
        known = any(self.independence(a, b) is Independence.INDEPENDENT for a, b in pairs)
        return Independence.INDEPENDENT if known else Independence.UNKNOWN

    def _sides(self, voice: Voice) -> set[str]:
        """The sides that a voice is known to speak for, where it is named."""
        told = (self.claims[claim_id] for claim_id in voice.claims)
        return {side for claim in told if _named(self, claim) and (side := side_key(claim.speaker))}

    def _is_denied(self, a: str, b: str) -> bool:
        reports = _pair(self.claims[a].report, self.claims[b].report)
        return self.judged.get(_pair(a, b), self.judged.get(reports)) is False

    def spoken(self, ids: Iterable[str] | None = None) -> tuple[Spoken, ...]:
        """The voices of these claims (None: all), with what is known of each beside the others."""
        voices = self.groups(ids)
        apart: dict[str, list[str]] = {voice.key: [] for voice in voices}
        sides = {voice.key: self._sides(voice) for voice in voices}
        for one, two in combinations(voices, 2):
            # without two sides and without a judgement nothing is known, and most pairs are such
            told = sides[one.key], sides[two.key]
            may_be = bool(self.judged) or (all(told) and len(told[0] | told[1]) > 1)
            if may_be and self.between(one, two) is Independence.INDEPENDENT:
                apart[one.key].append(two.key)
                apart[two.key].append(one.key)
        return tuple(
            Spoken(
                voice=voice.key,
                carriers=voice.carriers,
                echoes=voice.echoes,
                independent_of=tuple(key for key in apart if key in set(apart[voice.key])),
            )
            for voice in voices
        )

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


def nobody() -> Voices:
    """No voice at all."""
    return Voices(keys={}, repeats={}, claims={}, linked=frozenset(), judged={})


def apart(spoken: Sequence[Spoken]) -> tuple[str, ...]:
    """Keys of voices any two of which are known to be two sources, in the order of ``spoken``: so many at least.

    Those that are independent of most are taken first, so that it may be fewer than could be found, never more.
    """
    chosen: list[str] = []
    for one in sorted(spoken, key=lambda voice: -len(voice.independent_of)):
        if set(chosen) <= set(one.independent_of):
            chosen.append(one.voice)
    return tuple(voice.voice for voice in spoken if voice.voice in chosen)


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
