"""What each speaker has said about one thing over time, and how each statement stands to the one before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from cenotaph.model import Claim, Count, Delta, Measure, Position, Stance, Step, StepKind, claimed, content_id
from cenotaph.places.actors import speaks_for
from cenotaph.reconcile.evidence import Evidence, counts, names_one, silent
from cenotaph.reconcile.groups import Relation, compare
from cenotaph.reconcile.measures import measure_words
from cenotaph.reconcile.renderings import plain, renderings, same_statement
from cenotaph.reconcile.words import group_words, quoted

__all__ = ["positions", "replaced"]

_MOVES = {StepKind.RAISES, StepKind.LOWERS, StepKind.WIDENS, StepKind.NARROWS, StepKind.HEDGES}

_FAMILY = {Measure.KILLED_OR_INJURED: Measure.KILLED, Measure.BODIES_FOUND: Measure.KILLED}
_STATEMENTS = (Measure.INVOLVEMENT, Measure.EVENT)


def positions(evidence: Evidence) -> tuple[Position, ...]:
    """One position per speaker and thing, in the order in which the speakers are first heard.

    Killed and "killed or injured" of overlapping groups are one thing; injured is another, unless one
    statement replaces or re-renders the other. Subsets ("10 of them Russians") have their own.
    """
    clusters = _clusters(evidence)
    found = [_position(evidence, members) for members in clusters]
    return tuple(found)


def replaced(evidence: Evidence, positions: Sequence[Position]) -> set[str]:
    """Ids of the claims whose speaker has since said another number or withdrawn it, or that a link replaces."""
    old = {earlier for ids in evidence.links.supersedes.values() for earlier in ids}
    for position in positions:
        for index, step in enumerate(position.steps):
            withdrawn = step.relation is StepKind.RETRACTS
            if withdrawn or (step.relation in _MOVES and counts(step.claim)):
                old |= {
                    earlier.claim.id
                    for earlier in position.steps[:index]
                    if _before(evidence, earlier.claim, step.claim)
                }
    return old


def _before(evidence: Evidence, a: Claim, b: Claim) -> bool:
    then, now = evidence.known[a.id], evidence.known[b.id]
    return then is not None and now is not None and then < now


def _clusters(evidence: Evidence) -> list[list[Claim]]:
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

    by_speaker: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_speaker[evidence.keys[claim.id]].append(claim)
    for own in by_speaker.values():
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
    return a.report != b.report or _interval(a.count) == _interval(b.count)


def _interval(count: Count | None) -> tuple[int | None, ...]:
    return (count.low, count.best, count.high) if count else (None, None, None)


def _position(evidence: Evidence, members: list[Claim]) -> Position:
    steps: list[Step] = []
    last_number: Claim | None = None
    for claim in members:
        told = {step.claim.id for step in steps}
        repeated = evidence.links.restates.get(claim.id)
        if repeated in told and last_number and repeated != last_number.id and not _differs(steps, repeated, claim):
            # a late reprint of what has been said otherwise since is no new statement
            steps.append(_again(evidence, claim))
            continue
        relation, note = _relation(evidence, last_number, claim, bool(steps))
        moved = relation not in (StepKind.FIRST, StepKind.RESTATES)
        moved = moved and not (last_number and same_statement(evidence, last_number, claim))
        explicit = sorted(evidence.links.supersedes.get(claim.id, ()))
        replaces = explicit[0] if explicit else (last_number.id if last_number and moved else None)
        known: date | None = evidence.known[claim.id]
        steps.append(
            Step(
                claim=claim,
                known_on=known,
                relation=relation,
                replaces=replaces,
                note=note,
                delta=_delta(last_number, claim, relation),
            )
        )
        if relation is StepKind.RETRACTS:
            last_number = None
        elif _has_number(claim) and claim.stance is not Stance.DENIES:
            last_number = claim
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


def _has_number(claim: Claim) -> bool:
    return claim.count is not None and not claim.count.unknown


def _differs(steps: Sequence[Step], original: str | None, claim: Claim) -> bool:
    before = next(step.claim for step in steps if step.claim.id == original)
    return before.measure is not claim.measure or _interval(before.count) != _interval(claim.count)


def _again(evidence: Evidence, claim: Claim) -> Step:
    note = "repeats what was said before"
    return Step(claim=claim, known_on=evidence.known[claim.id], relation=StepKind.RESTATES, note=note)


def _delta(before: Claim | None, now: Claim, relation: StepKind) -> Delta | None:
    """What the statement changed of the one before it; None where it gives no number and withdraws none."""
    told = _has_number(now) and now.stance is not Stance.DENIES
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


def _relation(evidence: Evidence, before: Claim | None, now: Claim, any_before: bool) -> tuple[StepKind, str]:
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
        return (StepKind.CHANGES if any_before else StepKind.FIRST), ""
    changes = _changes(before, now)
    if same_statement(evidence, before, now) and changes:
        return StepKind.CHANGES, f"another rendering of the same statement: {changes}"
    if now.count is None or now.count.unknown or before.count is None:
        return StepKind.RESTATES, ""
    if evidence.links.restates.get(now.id) == before.id and _interval(before.count) == _interval(now.count):
        return _by_scope(before, now), changes
    return _by_number(before, now), changes


def _withdraws(evidence: Evidence, before: Claim, now: Claim) -> bool:
    """Whether the speaker takes its figure back: a later denial of it, or a revision that gives no other."""
    denies = now.stance is Stance.DENIES
    if _has_number(now) and not denies:
        return False
    if before.id in evidence.links.supersedes.get(now.id, ()):
        return True
    if now.measure in _STATEMENTS or not _before(evidence, before, now):
        return False
    if now.stance is Stance.REVISES:
        return True
    same = compare(now.group, before.group) in (Relation.SAME, Relation.CONTAINS)
    return denies and same and (not _has_number(now) or _interval(now.count) == _interval(before.count))


def _by_number(before: Claim, now: Claim) -> StepKind:
    """Raises or lowers by the number named (best, else the floor, else the ceiling), then by width."""
    old, new = before.count, now.count
    assert old is not None
    assert new is not None
    point_old, point_new = _named(old), _named(new)
    if point_old is not None and point_new is not None and point_old != point_new:
        return StepKind.RAISES if point_new > point_old else StepKind.LOWERS
    if _interval(old) == _interval(new):
        return _by_scope(before, now)
    if _covers(old, new) != _covers(new, old):
        wider = StepKind.WIDENS if old.hedge is new.hedge or point_old is None else StepKind.HEDGES
        return StepKind.NARROWS if _covers(old, new) else wider
    return StepKind.CHANGES


def _named(count: Count) -> int | None:
    return next((n for n in (count.best, count.low, count.high) if n is not None), None)


def _covers(outer: Count, inner: Count) -> bool:
    floor = (outer.low or 0) <= (inner.low or 0)
    return floor and (outer.high is None or (inner.high is not None and inner.high <= outer.high))


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
