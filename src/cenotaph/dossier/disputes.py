"""Which claims cannot both be true, said in a sentence whose every number is a Figure."""

from __future__ import annotations

from cenotaph.dossier.records import ArchiveIndex
from cenotaph.dossier.view import Dispute, Sentence
from cenotaph.dossier.words import DONE, article
from cenotaph.model import Claim, Measure
from cenotaph.reconcile import Disagreement

__all__ = ["dispute"]


def dispute(index: ArchiveIndex, found: Disagreement) -> Dispute:
    """The disagreement as a sentence; the ceiling first, then the floor that does not fit under it."""
    a, b = (index.claim(i) for i in found.claims)
    made = {"count": _count, "rendering": _rendering, "denial": _denial}[found.kind](index, found, a, b)
    return Dispute(sentence=made, claims=found.claims, kind=found.kind)


def _count(index: ArchiveIndex, found: Disagreement, a: Claim, b: Claim) -> Sentence:
    ceiling, floor = (a, b) if _high(a) is not None and (_low(b) or 0) > (_high(a) or 0) else (b, a)
    most = index.bound([ceiling], None, _high(ceiling), found.measure)
    least = index.bound([floor], _low(floor), None, found.measure)
    done = DONE[found.measure]
    parts: Sentence = (*_says(index, ceiling), ", which leaves room for ", most, f" {done}; ")
    parts = (*parts, *_says(index, floor), ", which needs ", least, ".")
    if found.gap is None:
        return parts
    gap = index.bound([a, b], found.gap, found.gap, found.measure)
    return (*parts, " They are ", gap, " apart.")


def _rendering(index: ArchiveIndex, found: Disagreement, a: Claim, b: Claim) -> Sentence:
    return (
        f"One statement of {article(index.speaker(a))} is rendered in two ways: {index.publisher(a)} has ",
        *_number(index, a),
        f"; {index.publisher(b)} has ",
        *_number(index, b),
        ".",
    )


def _denial(index: ArchiveIndex, found: Disagreement, a: Claim, b: Claim) -> Sentence:
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
