"""What each speaker has said about one thing over time, and how each statement stands to the one before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from cenotaph.model import Claim, Count, Delta, Measure, Position, Stance, Step, StepKind, claimed, content_id
from cenotaph.places.actors import speaks_for
from cenotaph.reconcile.envelopes import is_bare_plural
from cenotaph.reconcile.evidence import Evidence, counts, names_one, silent
from cenotaph.reconcile.groups import Relation, compare
from cenotaph.reconcile.measures import measure_words
from cenotaph.reconcile.renderings import plain, renderings, same_statement
from cenotaph.reconcile.revisions import covers, interval, is_later, is_reprint, loosely, revises, within
from cenotaph.reconcile.words import group_words, quoted

__all__ = ["positions", "replaced"]

_REPRINT = "repeats what was said before"
_FAMILY = {Measure.KILLED_OR_INJURED: Measure.KILLED, Measure.BODIES_FOUND: Measure.KILLED}
_STATEMENTS = (Measure.INVOLVEMENT, Measure.EVENT)


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
    old = {earlier for ids in evidence.links.supersedes.values() for earlier in ids}
    spoken = _by_speaker(evidence)
    for position in positions:
        claims = [step.claim for step in position.steps]
        own = spoken[evidence.keys[claims[0].id]]
        for index, step in enumerate(position.steps):
            before = claims[:index]
            if step.relation is StepKind.RETRACTS:
                old |= _withdrawn(evidence, before, step)
            elif counts(step.claim):
                old |= {claim.id for claim in before if revises(evidence, claim, step.claim)}
                old |= {step.claim.id} if is_reprint(evidence, own, step.claim) else set()
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
    if _FAMILY.get(a.measure, a.measure) is not _FAMILY.get(b.measure, b.measure):
        return False
    relation = compare(a.group, b.group)
    if relation is Relation.SAME:
        return True
    if a.measure in _STATEMENTS or relation in (Relation.DISJOINT, Relation.UNKNOWN):
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
        relation, note = _relation(evidence, before, claim, steps)
        steps.append(
            Step(
                claim=claim,
                known_on=evidence.known[claim.id],
                relation=relation,
                replaces=_replaces(evidence, steps, before, claim, relation),
                note=note,
                delta=_delta(before, claim, relation),
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
    retracted = False
    for step in reversed(steps):
        if step.claim.id in linked:
            return step.claim
        retracted = retracted or step.relation is StepKind.RETRACTS
        if not retracted and _tells_a_number(step) and _comparable(evidence, step.claim, claim):
            return step.claim
    return None


def _tells_a_number(step: Step) -> bool:
    count = step.claim.count
    told = count is not None and not count.unknown and step.claim.stance is not Stance.DENIES
    return told and step.note != _REPRINT and not (count and is_bare_plural(count))


def _comparable(evidence: Evidence, before: Claim, now: Claim) -> bool:
    if same_statement(evidence, before, now):
        return True
    if now.stance is not Stance.ASSERTS and not _has_number(now):
        return True
    if _FAMILY.get(before.measure, before.measure) is not _FAMILY.get(now.measure, now.measure):
        return False
    if compare(before.group, now.group) in (Relation.SAME, Relation.CONTAINS, Relation.WITHIN):
        return True
    return before.measure is now.measure and interval(before.count) == interval(now.count)


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


def _has_number(claim: Claim) -> bool:
    return claim.count is not None and not claim.count.unknown


def _differs(steps: Sequence[Step], original: str | None, claim: Claim) -> bool:
    before = next(step.claim for step in steps if step.claim.id == original)
    return before.measure is not claim.measure or interval(before.count) != interval(claim.count)


def _again(evidence: Evidence, claim: Claim) -> Step:
    return Step(claim=claim, known_on=evidence.known[claim.id], relation=StepKind.RESTATES, note=_REPRINT)


def _delta(before: Claim | None, now: Claim, relation: StepKind) -> Delta | None:
    """What the statement changed of the one before it; None where it gives no number and withdraws none."""
    told = _has_number(now) and now.stance is not Stance.DENIES and not (now.count and is_bare_plural(now.count))
    if before is None or before.count is None or not (told or relation is StepKind.RETRACTS):
        return None
    hedges = (before.count.hedge, now.count.hedge) if now.count else None
    measures = (before.measure, now.measure)
    groups = (group_words(before.group), group_words(now.group))
    same_group = compare(before.group, now.group) is Relation.SAME
    return Delta(
        was=claimed(before),
        now=claimed(now),
        hedges=hedges if hedges and told and hedges[0] is not hedges[1] else None,
        measures=measures if before.measure is not now.measure else None,
        groups=groups if told and not same_group else None,
    )


def _relation(evidence: Evidence, before: Claim | None, now: Claim, steps: Sequence[Step]) -> tuple[StepKind, str]:
    if before is not None and _withdraws(evidence, before, now):
        return StepKind.RETRACTS, f"withdraws {quoted(before.count)}"
    if now.stance is Stance.DENIES:
        return StepKind.DENIES, f"denies {_denied(now)}"
    if silent(now):
        return (
            StepKind.DECLINES,
            "gives no number" if now.stance is Stance.DECLINES_TO_SAY else "says it is not known",
        )
    if before is None:
        anew = any(step.relation is StepKind.RETRACTS for step in steps)
        return (StepKind.CHANGES if anew else StepKind.FIRST), ""
    changes = _changes(before, now)
    if same_statement(evidence, before, now) and changes:
        return StepKind.CHANGES, f"another rendering of the same statement: {changes}"
    if now.count is None or now.count.unknown or before.count is None:
        return StepKind.RESTATES, ""
    if interval(before.count) == interval(now.count):
        return _by_scope(before, now), changes
    if is_bare_plural(now.count):
        return StepKind.RESTATES, "gives no number"
    if loosely(before, now):
        return StepKind.HEDGES, changes
    return _by_number(before, now), changes


def _withdraws(evidence: Evidence, before: Claim, now: Claim) -> bool:
    """Whether the speaker takes its figure back: a later denial of it, or a revision that gives no other."""
    denies = now.stance is Stance.DENIES
    if _has_number(now) and not denies:
        return False
    if before.id in evidence.links.supersedes.get(now.id, ()):
        return True
    if now.measure in _STATEMENTS or not is_later(evidence, before, now):
        return False
    if now.stance is Stance.REVISES:
        return True
    same = compare(now.group, before.group) in (Relation.SAME, Relation.CONTAINS)
    return denies and same and (not _has_number(now) or interval(now.count) == interval(before.count))


def _by_number(before: Claim, now: Claim) -> StepKind:
    """Raises or lowers by the number named (best, else the floor, else the ceiling), then by width."""
    old, new = before.count, now.count
    assert old is not None
    assert new is not None
    point_old, point_new = _named(old), _named(new)
    if point_old is not None and point_new is not None and point_old != point_new:
        return StepKind.RAISES if point_new > point_old else StepKind.LOWERS
    if covers(old, new) != covers(new, old):
        wider = StepKind.WIDENS if old.hedge is new.hedge or point_old is None else StepKind.HEDGES
        return StepKind.NARROWS if covers(old, new) else wider
    return StepKind.CHANGES


def _named(count: Count) -> int | None:
    return next((n for n in (count.best, count.low, count.high) if n is not None), None)


def _by_scope(before: Claim, now: Claim) -> StepKind:
    relation = compare(before.group, now.group)
    if before.measure is not now.measure:
        if now.measure is Measure.KILLED_OR_INJURED:
            return StepKind.WIDENS
        return StepKind.NARROWS if before.measure is Measure.KILLED_OR_INJURED else StepKind.CHANGES
    if relation in (Relation.CONTAINS, Relation.WITHIN):
        return StepKind.NARROWS if relation is Relation.CONTAINS else StepKind.WIDENS
    return StepKind.RESTATES


def _changes(before: Claim, now: Claim) -> str:
    """``from “probably five” to “several dozen”, and from killed to killed or injured``."""
    parts = []
    if before.count and now.count and plain(before.count.text) != plain(now.count.text):
        parts.append(f"from {quoted(before.count)} to {quoted(now.count)}")
    if before.measure is not now.measure:
        parts.append(f"from {measure_words(before.measure)} to {measure_words(now.measure)}")
    if compare(before.group, now.group) is not Relation.SAME:
        parts.append(f"from {group_words(before.group)} to {group_words(now.group)}")
    return ", and ".join(parts)


def _denied(claim: Claim) -> str:
    if claim.measure is Measure.INVOLVEMENT:
        return f"that {group_words(claim.group)} were involved"
    number = f"{quoted(claim.count)} " if claim.count and not claim.count.unknown else ""
    return f"{number}{group_words(claim.group)} {measure_words(claim.measure)}"
