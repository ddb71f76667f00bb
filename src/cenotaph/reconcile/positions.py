"""What each speaker has said about one thing over time, and how each statement stands to the one before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from cenotaph.model import Claim, Position, Stance, Step, StepKind, content_id
from cenotaph.places.actors import speaks_for
from cenotaph.reconcile.envelopes import is_bare_plural
from cenotaph.reconcile.evidence import Evidence, counts, names_one
from cenotaph.reconcile.groups import Relation, compare
from cenotaph.reconcile.renderings import renderings, same_statement
from cenotaph.reconcile.revisions import interval, is_later, is_reprint, revises, within
from cenotaph.reconcile.steps import (
    FAMILY,
    REPRINT,
    STATEMENTS,
    comparable,
    delta_of,
    has_number,
    may_withdraw,
    relation_of,
)
from cenotaph.reconcile.words import group_words

__all__ = ["history", "positions", "replaced"]


def positions(evidence: Evidence) -> tuple[Position, ...]:
    """One position per speaker and thing, in the order in which the speakers are first heard.

    Killed and "killed or injured" of overlapping groups are one thing; injured is another, unless one
    statement replaces or re-renders the other. Subsets ("10 of them Russians") have their own.
    """
    spoken = _by_speaker(evidence)
    return tuple(
        _position(evidence, members, spoken[evidence.keys[members[0].id]])
        for members in _clusters(evidence, spoken)
    )


def replaced(evidence: Evidence, positions: Sequence[Position]) -> set[str]:
    """Ids of the claims that are history: revised or withdrawn by their speaker, retold, or replaced by a link."""
    spoken = _by_speaker(evidence)
    old = _linked_to(evidence)
    for position in positions:
        claims = [step.claim for step in position.steps]
        old |= _old(evidence, claims, spoken[evidence.keys[claims[0].id]], position.steps)
    return old


def history(evidence: Evidence) -> set[str]:
    """The same as ``replaced(evidence, positions(evidence))``; positions are made only where one is withdrawn."""
    spoken = _by_speaker(evidence)
    old = _linked_to(evidence)
    for claims in _clusters(evidence, spoken):
        own = spoken[evidence.keys[claims[0].id]]
        steps = _position(evidence, claims, own).steps if any(map(may_withdraw, claims)) else ()
        old |= _old(evidence, claims, own, steps)
    return old


def _linked_to(evidence: Evidence) -> set[str]:
    return {earlier for ids in evidence.links.supersedes.values() for earlier in ids}


def _old(evidence: Evidence, claims: Sequence[Claim], own: Sequence[Claim], steps: Sequence[Step]) -> set[str]:
    """Which of the claims of one position are history; ``own``: all of their speaker."""
    withdrawing = {step.claim.id: step for step in steps if step.relation is StepKind.RETRACTS}
    old: set[str] = set()
    for index, claim in enumerate(claims):
        before = claims[:index]
        if claim.id in withdrawing:
            old |= _withdrawn(evidence, before, withdrawing[claim.id])
        elif counts(claim):
            old |= {earlier.id for earlier in before if revises(evidence, earlier, claim)}
            old |= {claim.id} if is_reprint(evidence, own, claim) else set()
    return old


def _withdrawn(evidence: Evidence, before: Sequence[Claim], step: Step) -> set[str]:
    """What a retraction takes back: the number it denies, and those of the same people or of some of them."""
    taken_back = next((claim for claim in before if claim.id == step.replaces), None)
    if taken_back is None:
        return set()
    inside = {c.id for c in before if within(c, taken_back) and is_later(evidence, c, step.claim)}
    return {taken_back.id} | inside


def _by_speaker(evidence: Evidence) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in evidence.claims:
        if not names_one(claim):
            found[evidence.keys[claim.id]].append(claim)
    return found


def _clusters(evidence: Evidence, spoken: Mapping[str, Sequence[Claim]]) -> list[list[Claim]]:
    claims = [claim for claim in evidence.claims if not names_one(claim)]
    parent = {claim.id: claim.id for claim in claims}

    def root(claim_id: str) -> str:
        while parent[claim_id] != claim_id:
            parent[claim_id] = parent[parent[claim_id]]
            claim_id = parent[claim_id]
        return claim_id

    def join(a: str, b: str) -> None:
        if a in parent and b in parent:
            parent[root(a)] = root(b)

    for own in spoken.values():
        for index, later in enumerate(own):
            for earlier in own[:index]:
                if _same_thing(evidence, earlier, later):
                    join(earlier.id, later.id)
    for claim in claims:
        for other in (evidence.links.restates.get(claim.id), *sorted(evidence.links.supersedes.get(claim.id, ()))):
            if other and _one_voice(evidence, claim.id, other):
                join(claim.id, other)
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[root(claim.id)].append(claim)
    return list(groups.values())


def _one_voice(evidence: Evidence, a: str, b: str) -> bool:
    """Whether two claims are of one speaker, or of one who speaks for the other: a link alone joins no voices."""
    if a not in evidence.keys or b not in evidence.keys:
        return False
    one, two = evidence.keys[a], evidence.keys[b]
    return one == two or speaks_for(one, two) or speaks_for(two, one)


def _same_thing(evidence: Evidence, a: Claim, b: Claim) -> bool:
    part_of = evidence.links.part_of
    if part_of.get(a.id) == b.id or part_of.get(b.id) == a.id or bool(a.id in part_of) != bool(b.id in part_of):
        return False
    if same_statement(evidence, a, b):
        return True
    if FAMILY.get(a.measure, a.measure) is not FAMILY.get(b.measure, b.measure):
        return False
    relation = compare(a.group, b.group)
    if relation is Relation.SAME:
        return True
    if a.measure in STATEMENTS or relation in (Relation.DISJOINT, Relation.UNKNOWN):
        return False
    # two numbers in one breath are two things; the same number for a wider group is one thing said twice
    return a.report != b.report or interval(a.count) == interval(b.count)


def _position(evidence: Evidence, members: list[Claim], own: Sequence[Claim]) -> Position:
    steps: list[Step] = []
    for claim in members:
        told = {step.claim.id for step in steps}
        repeated = evidence.links.restates.get(claim.id)
        before = _before(evidence, steps, claim)
        late = repeated in told and before is not None and repeated != before.id
        if (late and not _differs(steps, repeated, claim)) or is_reprint(evidence, own, claim):
            # a late reprint of what has been said otherwise since is no new statement
            steps.append(_again(evidence, claim))
            continue
        relation, note = relation_of(evidence, before, claim, steps)
        steps.append(
            Step(
                claim=claim,
                known_on=evidence.known[claim.id],
                relation=relation,
                replaces=_replaces(evidence, steps, before, claim, relation),
                note=note,
                delta=delta_of(before, claim, relation),
            )
        )
    latest = members[-1]
    subject = group_words(
        min((c.group for c in members if c.group), key=lambda g: (len(g.text), g.text), default=None)
    )
    key = evidence.keys[members[0].id]
    return Position(
        id=content_id("p", [key, *(claim.id for claim in members)]),
        speaker=latest.speaker,
        measure=latest.measure,
        subject="all" if subject == "people" else subject,
        steps=tuple(steps),
        renderings=tuple(rendering for _, _, rendering in renderings(evidence, members)),
    )


def _before(evidence: Evidence, steps: Sequence[Step], claim: Claim) -> Claim | None:
    """The newest number that the claim can be held against; None after a retraction and where none is alike.

    What a link names comes first. A plural without a number ("the wounded") and a late reprint are passed over.
    """
    linked = evidence.links.supersedes.get(claim.id, frozenset())
    if named := next((step.claim for step in reversed(steps) if step.claim.id in linked), None):
        return named
    retracted = False
    for step in reversed(steps):
        retracted = retracted or step.relation is StepKind.RETRACTS
        if not retracted and _tells_a_number(step) and comparable(evidence, step.claim, claim):
            return step.claim
    return None


def _tells_a_number(step: Step) -> bool:
    count = step.claim.count
    told = has_number(step.claim) and step.claim.stance is not Stance.DENIES
    return told and step.note != REPRINT and not (count and is_bare_plural(count))


def _replaces(
    evidence: Evidence, steps: Sequence[Step], before: Claim | None, claim: Claim, relation: StepKind
) -> str | None:
    """The newest statement whose place this one takes: the one that it revises or withdraws."""
    linked = sorted(evidence.links.supersedes.get(claim.id, ()))
    if linked:
        return linked[0]
    if relation is StepKind.RETRACTS:
        return before.id if before else None
    revised = (step.claim.id for step in reversed(steps) if revises(evidence, step.claim, claim))
    return next(revised, None)


def _differs(steps: Sequence[Step], original: str | None, claim: Claim) -> bool:
    before = next(step.claim for step in steps if step.claim.id == original)
    return before.measure is not claim.measure or interval(before.count) != interval(claim.count)


def _again(evidence: Evidence, claim: Claim) -> Step:
    return Step(claim=claim, known_on=evidence.known[claim.id], relation=StepKind.RESTATES, note=REPRINT)
