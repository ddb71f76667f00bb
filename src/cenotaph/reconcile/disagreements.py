"""Who denies what somebody says, and how one statement is rendered in two ways.

Numbers that cannot be true together are contradictions (``cenotaph.reconcile.contradictions``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cenotaph.model import Claim, Measure, Position, Stance
from cenotaph.reconcile.base import Disagreement
from cenotaph.reconcile.envelopes import countable
from cenotaph.reconcile.evidence import Evidence
from cenotaph.reconcile.groups import Relation, compare
from cenotaph.reconcile.measures import measure_within, measure_words
from cenotaph.reconcile.positions import replaced
from cenotaph.reconcile.renderings import renderings
from cenotaph.reconcile.words import capital, group_words, number_words, possessive, quoted

__all__ = ["disagreements"]


def disagreements(evidence: Evidence, positions: Sequence[Position]) -> tuple[Disagreement, ...]:
    """Denials, then renderings, as they became known; one per pair of statements.

    Only what a speaker still says is set against a denial: a figure that was since replaced is history.
    """
    history = replaced(evidence, positions)
    current = _distinct(evidence, [claim for claim in countable(evidence) if claim.id not in history])
    order = {claim.id: index for index, claim in enumerate(evidence.claims)}
    kept: dict[tuple[str, str], Disagreement] = {}
    for found in (_denials(evidence, current), _renderings(evidence)):
        for one in sorted(found, key=lambda d: (order[d.claims[0]], order[d.claims[1]])):
            kept.setdefault((one.kind, one.sentence), one)
    return tuple(kept.values())


def _distinct(evidence: Evidence, claims: Sequence[Claim]) -> list[Claim]:
    """One claim for each thing that each speaker says in the same words, so that reprints add no pairs."""
    first: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        first.setdefault((evidence.keys[claim.id], claim.measure, claim.count, claim.group), claim)
    return list(first.values())


def _denials(evidence: Evidence, claims: Sequence[Claim]) -> Iterator[Disagreement]:
    for denial in (claim for claim in evidence.claims if claim.stance is Stance.DENIES):
        for claim in claims:
            if evidence.keys[claim.id] == evidence.keys[denial.id] or not _denied(denial, claim):
                continue
            sentence = f"{possessive(claim.speaker)} {number_words(claim)} is what {_denies(denial)}."
            yield Disagreement(
                claims=(denial.id, claim.id),
                measure=claim.measure,
                subject=group_words(claim.group) if claim.group else "all",
                sentence=capital(sentence),
                kind="denial",
            )


def _denied(denial: Claim, claim: Claim) -> bool:
    assert claim.count is not None
    if compare(claim.group, denial.group) not in (Relation.SAME, Relation.WITHIN):
        return False
    if denial.measure is not Measure.INVOLVEMENT and not measure_within(claim.measure, denial.measure):
        return False
    least = denial.count.low if denial.count and not denial.count.unknown else 1
    return (claim.count.low or 0) >= (least or 1)


def _denies(denial: Claim) -> str:
    name = possessive(denial.speaker).removesuffix("'s").removesuffix("'")
    number = f"{quoted(denial.count)} " if denial.count and not denial.count.unknown else ""
    return f"{name} denies ({number}{group_words(denial.group)} {measure_words(denial.measure)})"


def _renderings(evidence: Evidence) -> Iterator[Disagreement]:
    """Two outlets, one statement: another outcome, or the same number with another hedge."""
    for first, second, rendering in renderings(evidence, evidence.claims):
        yield Disagreement(
            claims=(first.id, second.id),
            measure=first.measure,
            subject=group_words(first.group) if first.group else "all",
            sentence=rendering.sentence,
            kind="rendering",
        )
