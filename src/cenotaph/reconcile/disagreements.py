"""Which current claims cannot both be true, by how much, and how one statement is rendered in two ways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cenotaph.model import Claim, Measure, Position, Stance
from cenotaph.reconcile.base import Disagreement
from cenotaph.reconcile.envelopes import countable
from cenotaph.reconcile.evidence import Evidence
from cenotaph.reconcile.groups import Relation, compare, is_described
from cenotaph.reconcile.measures import measure_within, measure_words
from cenotaph.reconcile.positions import replaced
from cenotaph.reconcile.renderings import renderings
from cenotaph.reconcile.words import capital, group_words, number_words, possessive, quoted

__all__ = ["disagreements"]


def disagreements(evidence: Evidence, positions: Sequence[Position]) -> tuple[Disagreement, ...]:
    """Count against count first (widest gap first), then denials, then renderings; one per pair of statements.

    Only what a speaker still says is set against others: a figure that was since replaced is history.
    """
    history = replaced(evidence, positions)
    current = _distinct(evidence, [claim for claim in countable(evidence) if claim.id not in history])
    found = (*_widest(evidence, _by_count(evidence, current)), *_denials(evidence, current))
    seen: set[tuple[object, ...]] = set()
    kept = []
    order = {claim.id: index for index, claim in enumerate(evidence.claims)}
    kinds = ("count", "denial", "rendering")
    everything = (*found, *_renderings(evidence))
    for one in sorted(
        everything, key=lambda d: (kinds.index(d.kind), -(d.gap or 0), order[d.claims[0]], order[d.claims[1]])
    ):
        said = (one.kind, one.sentence)
        if said not in seen:
            seen.add(said)
            kept.append(one)
    return tuple(kept)


def _distinct(evidence: Evidence, claims: Sequence[Claim]) -> list[Claim]:
    """One claim for each thing that each speaker says in the same words, so that reprints add no pairs."""
    first: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        first.setdefault((evidence.keys[claim.id], claim.measure, claim.count, claim.group), claim)
    return list(first.values())


def _by_count(evidence: Evidence, claims: Sequence[Claim]) -> Iterator[Disagreement]:
    ceilings = [c for c in claims if c.count and c.count.high is not None and _sets_a_ceiling(evidence, c)]
    floors = [claim for claim in claims if claim.count and claim.count.low]
    for ceiling in ceilings:
        for floor in floors:
            if evidence.keys[ceiling.id] != evidence.keys[floor.id] and (found := _too_many(ceiling, floor)):
                yield found


def _sets_a_ceiling(evidence: Evidence, claim: Claim) -> bool:
    """A part bounds the whole from below only: "20 to 30 of the 55" says of nobody else how many at most."""
    described = claim.group is not None and is_described(claim.group)
    return described or claim.id not in evidence.links.part_of


def _widest(evidence: Evidence, found: Iterable[Disagreement]) -> list[Disagreement]:
    """Of what two speakers disagree about in one measure, the widest gap: the rest follows from it."""
    widest: dict[tuple[str, str, Measure], Disagreement] = {}
    for one in found:
        ceiling, floor = (evidence.keys[claim_id] for claim_id in one.claims)
        best = widest.setdefault((ceiling, floor, one.measure), one)
        if (one.gap or 0, best.claims) > (best.gap or 0, one.claims):
            widest[(ceiling, floor, one.measure)] = one
    return list(widest.values())


def _too_many(ceiling: Claim, floor: Claim) -> Disagreement | None:
    """``floor`` counts more people in a part than ``ceiling`` allows for the whole."""
    assert ceiling.count is not None
    assert floor.count is not None
    high, low = ceiling.count.high, floor.count.low
    if high is None or low is None or low <= high or not measure_within(floor.measure, ceiling.measure):
        return None
    if compare(floor.group, ceiling.group) not in (Relation.SAME, Relation.WITHIN):
        return None
    gap = low - high
    most = f"{possessive(ceiling.speaker)} {number_words(ceiling)} allows at most {high:,}"
    least = f"{possessive(floor.speaker)} {number_words(floor)} needs at least {low:,}"
    sentence = f"{most} {measure_words(floor.measure)}; {least}: they differ by {gap:,}."
    subject = group_words(floor.group) if floor.group else "all"
    return Disagreement(
        claims=(ceiling.id, floor.id), measure=floor.measure, subject=subject, gap=gap, sentence=capital(sentence)
    )


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
                gap=None,
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
            gap=None,
            sentence=rendering.sentence,
            kind="rendering",
        )
