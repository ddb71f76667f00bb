"""Which claims cannot all be true, said in a sentence whose every number is a Figure."""

from __future__ import annotations

from collections.abc import Sequence

from cenotaph.dossier.records import ArchiveIndex
from cenotaph.dossier.standing import telling_first
from cenotaph.dossier.view import Dispute, Part, Sentence
from cenotaph.dossier.words import DONE, article, unique
from cenotaph.model import Claim, Figure, FigureKind, Measure, Trail
from cenotaph.reconcile import Contradiction, Disagreement, Reckoning, alike

__all__ = ["disputes"]

# of hundreds of claims every pair may differ
_MOST = 10


def disputes(index: ArchiveIndex, reckoning: Reckoning) -> tuple[Dispute, ...]:
    """The contradictions that say most, then denials and renderings; of those alike the widest, others counted."""
    groups = {group[0].claims: group for group in alike(reckoning.contradictions)}
    first = telling_first(index.claim, [group[0] for group in groups.values()], _MOST)
    made = [_contradiction(index, found, groups[found.claims][1:]) for found in first]
    others = telling_first(index.claim, reckoning.disagreements, _MOST - len(made))
    return (*made, *(_disagreement(index, found) for found in others))


def _contradiction(index: ArchiveIndex, found: Contradiction, more: Sequence[Contradiction]) -> Dispute:
    claims = [index.claim(i) for i in found.claims]
    sides = dict(zip(found.claims, found.sides, strict=False))
    ceilings = [claim for claim in claims if sides.get(claim.id) == "high"]
    floors = [claim for claim in claims if sides.get(claim.id) == "low"]
    most = sum(_high(claim) or 0 for claim in ceilings)
    least = sum(_low(claim) or 0 for claim in floors)
    if ceilings and floors and len(ceilings) + len(floors) == len(claims) and least - most == found.gap.low:
        sentence = _room(index, found, ceilings, floors)
    else:
        sentence = (
            *_together(index, claims),
            " cannot all be true: at least ",
            found.gap,
            " would have to change.",
        )
    return Dispute(sentence=sentence, claims=found.claims, kind="contradiction", more=_more(more))


def _more(others: Sequence[Contradiction]) -> Figure | None:
    """How many contradictions are like the one shown, as a Figure that leads to their claims."""
    if not others:
        return None
    trail = Trail(claims=unique(i for one in others for i in one.claims), rules=("contradictions.alike",))
    return Figure(kind=FigureKind.SOURCES, low=len(others), high=len(others), trail=trail)


def _room(
    index: ArchiveIndex, found: Contradiction, ceilings: Sequence[Claim], floors: Sequence[Claim]
) -> Sentence:
    """The ceilings first, then the floors that do not fit under them."""
    measure = found.measure
    most = index.bound(ceilings, None, sum(_high(c) or 0 for c in ceilings), measure)
    least = index.bound(floors, sum(_low(c) or 0 for c in floors), None, measure)
    leave, need = ("leaves" if len(ceilings) == 1 else "leave"), ("needs" if len(floors) == 1 else "need")
    parts = (*_together(index, ceilings), f", which {leave} room for ", most, f" {DONE[measure]}; ")
    return (*parts, *_together(index, floors), f", which {need} ", least, ". They are ", found.gap, " apart.")


def _together(index: ArchiveIndex, claims: Sequence[Claim]) -> Sentence:
    parts: list[Part] = []
    for n, claim in enumerate(claims):
        if n:
            parts.append(" and " if n == len(claims) - 1 else ", ")
        parts += _says(index, claim)
    return tuple(parts)


def _disagreement(index: ArchiveIndex, found: Disagreement) -> Dispute:
    a, b = (index.claim(i) for i in found.claims)
    made = (_rendering if found.kind == "rendering" else _denial)(index, a, b)
    return Dispute(sentence=made, claims=found.claims, kind=found.kind)


def _rendering(index: ArchiveIndex, a: Claim, b: Claim) -> Sentence:
    return (
        f"One statement of {article(index.speaker(a))} is rendered in two ways: {index.publisher(a)} has ",
        *_number(index, a),
        f"; {index.publisher(b)} has ",
        *_number(index, b),
        ".",
    )


def _denial(index: ArchiveIndex, a: Claim, b: Claim) -> Sentence:
    return (f"{index.speaker(a)} denies what {index.speaker(b)} says: ", *_number(index, b), ".")


def _says(index: ArchiveIndex, claim: Claim) -> Sentence:
    speaker = index.speaker(claim)
    return (f"{speaker}: ", *_number(index, claim))


def _number(index: ArchiveIndex, claim: Claim) -> Sentence:
    whom = f" ({claim.group.text})" if claim.group and not index.confidential(claim) else ""
    done = DONE[claim.measure] if claim.measure is not Measure.INVOLVEMENT else "involvement"
    return (index.quoted(claim), f" {done}{whom}")


def _low(claim: Claim) -> int | None:
    return claim.count.low if claim.count else None


def _high(claim: Claim) -> int | None:
    return claim.count.high if claim.count else None
