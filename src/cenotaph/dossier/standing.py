"""Which claims may stand for a side: official voices, and numbers that were said as numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from cenotaph.model import ActorKind, Claim, Count, Hedge, Stance
from cenotaph.places.actors import side_key

__all__ = [
    "OFFICIAL",
    "Disputing",
    "bare_plural",
    "of_few",
    "official",
    "said_as_a_number",
    "side_of",
    "telling_first",
]

OFFICIAL = frozenset(
    [
        ActorKind.STATE,
        ActorKind.STATE_FORCE,
        ActorKind.EXTERNAL_FORCE,
        ActorKind.INTERGOVERNMENTAL,
        ActorKind.HEALTH_AUTHORITY,
        ActorKind.REBEL_GROUP,
    ]
)
_UNNAMED = frozenset([ActorKind.ANONYMOUS, ActorKind.WITNESS, ActorKind.RELATIVE, ActorKind.UNKNOWN])
_SAYS_SO = (Stance.ASSERTS, Stance.REVISES, Stance.CONFIRMS)
# words for a number of people that carry no numeral and no numeral word
_BARE = frozenset(
    [
        *("tens", "dozens", "scores", "hundreds", "thousands", "several", "some", "many", "few"),
        *("a", "or", "and", "to", "if", "not", "of", "the", "perhaps", "possibly"),
    ]
)
# below this the reader of the report was more unsure than sure (docs/extract.md)
_LOW_CONFIDENCE = 0.65
# a count of so few is most often that of the people named in the sentence
_FEW = 2
# how often one claim may stand among the first contradictions
_TWICE = 2


def official(claim: Claim) -> bool:
    """Whether the speaker holds an office: a state, an armed force, an international or health authority."""
    return claim.speaker.kind in OFFICIAL


def side_of(claim: Claim) -> str:
    """The country whose side the speaker is on (ISO 3166-1 alpha-2), "" when nothing says so."""
    return claim.speaker.country or side_key(claim.speaker) or ""


def said_as_a_number(claim: Claim) -> bool:
    """Whether the claim may be an end of the headline.

    Asserted, in words of number (no bare plural, not none, not one, not the count of people named), a whole
    and not a part, and read with some certainty.
    """
    count = claim.count
    if count is None or count.unknown or claim.part_of or claim.people or claim.stance not in _SAYS_SO:
        return False
    if claim.extraction.confidence < _LOW_CONFIDENCE:
        return False
    if count.low == count.high and (count.high or 0) <= 1:
        return False
    return not bare_plural(count)


def bare_plural(count: Count) -> bool:
    """Whether the words are nothing but a plural: "hundreds", "dozens or hundreds", not "several dozen"."""
    return count.hedge in (Hedge.VAGUE_PLURAL, Hedge.BETWEEN) and set(count.text.casefold().split()) <= _BARE


class Disputing(Protocol):
    """A contradiction, a denial, or two renderings: what cannot all be true, or does not say the same."""

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of the claims."""


D = TypeVar("D", bound=Disputing)


def telling_first(claim_of: Callable[[str], Claim], found: Sequence[D], most: int) -> list[D]:
    """The contradictions that say most about who differs from whom, at most ``most`` of them; ids by ``claim_of``.

    Between sides and between official positions first; those that hinge on a count of few, a bare plural or
    an unnamed source last. No claim stands among the first more than twice, so that one number said loudly
    does not fill the list.
    """
    ranked = sorted(enumerate(found), key=lambda pair: (-_weight(claim_of, pair[1]), pair[0]))
    used: Counter[str] = Counter()
    first, later = [], []
    for _, dispute in ranked:
        if any(used[claim] >= _TWICE for claim in dispute.claims):
            later.append(dispute)
            continue
        used.update(dispute.claims)
        first.append(dispute)
    return [*first, *later][:most]


def _weight(claim_of: Callable[[str], Claim], dispute: Disputing) -> int:
    claims = [claim_of(i) for i in dispute.claims]
    sides = {side_of(claim) for claim in claims} - {""}
    # a contradiction has no kind; beside it, that a statement is rendered in two ways says least
    weight = -4 * (getattr(dispute, "kind", "") == "rendering") + 3 * (len(sides) > 1)
    weight += 2 * min(2, sum(official(claim) for claim in claims)) - len(claims[2:])
    for claim in claims:
        weight -= 2 * (claim.speaker.kind in _UNNAMED)
        weight -= 4 * (not said_as_a_number(claim) or of_few(claim))
    return weight


def of_few(claim: Claim) -> bool:
    """Whether the claim counts two people at most."""
    count = claim.count
    return count is not None and count.high is not None and count.high <= _FEW
