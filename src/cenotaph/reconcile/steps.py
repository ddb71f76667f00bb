"""How one statement of a speaker stands to the one before it, and what it changed: in a word, and as figures."""

from __future__ import annotations

from collections.abc import Sequence

from cenotaph.model import Claim, Count, Delta, Figure, FigureKind, Measure, Stance, Step, StepKind, Trail, claimed
from cenotaph.reconcile.envelopes import is_bare_plural
from cenotaph.reconcile.evidence import Evidence, silent
from cenotaph.reconcile.groups import Relation, compare
from cenotaph.reconcile.measures import measure_words
from cenotaph.reconcile.renderings import plain, same_statement
from cenotaph.reconcile.revisions import covers, interval, is_later, loosely
from cenotaph.reconcile.words import group_words, quoted

__all__ = ["FAMILY", "REPRINT", "STATEMENTS", "comparable", "delta_of", "has_number", "may_withdraw", "relation_of"]

REPRINT = "repeats what was said before"
# outcomes that are one thing with killed
FAMILY = {Measure.KILLED_OR_INJURED: Measure.KILLED, Measure.BODIES_FOUND: Measure.KILLED}
# what counts nobody
STATEMENTS = (Measure.INVOLVEMENT, Measure.EVENT)


def has_number(claim: Claim) -> bool:
    """Whether the claim names a number, asserted or not."""
    return claim.count is not None and not claim.count.unknown


def may_withdraw(claim: Claim) -> bool:
    """Whether the claim can take a figure back: it denies, or gives no number."""
    return claim.stance is Stance.DENIES or not has_number(claim)


def comparable(evidence: Evidence, before: Claim, now: Claim) -> bool:
    """Whether the later claim can be held against the earlier: one statement, or people who are not apart."""
    if same_statement(evidence, before, now):
        return True
    if now.stance is not Stance.ASSERTS and not has_number(now):
        return True
    if FAMILY.get(before.measure, before.measure) is not FAMILY.get(now.measure, now.measure):
        return False
    if compare(before.group, now.group) in (Relation.SAME, Relation.CONTAINS, Relation.WITHIN):
        return True
    return before.measure is now.measure and interval(before.count) == interval(now.count)


def delta_of(before: Claim | None, now: Claim, relation: StepKind) -> Delta | None:
    """What the statement changed of the one before it; None where it gives no number and withdraws none."""
    told = has_number(now) and now.stance is not Stance.DENIES and not (now.count and is_bare_plural(now.count))
    if before is None or before.count is None or not (told or relation is StepKind.RETRACTS):
        return None
    hedges = (before.count.hedge, now.count.hedge) if now.count else None
    measures = (before.measure, now.measure)
    groups = (group_words(before.group), group_words(now.group))
    same_group = compare(before.group, now.group) is Relation.SAME
    return Delta(
        was=claimed(before),
        now=claimed(now),
        by=_difference(before, now) if told and same_group and before.measure is now.measure else None,
        hedges=hedges if hedges and told and hedges[0] is not hedges[1] else None,
        measures=measures if before.measure is not now.measure else None,
        groups=groups if told and not same_group else None,
    )


def _difference(before: Claim, now: Claim) -> Figure | None:
    """By how much the number named moved: best against best, or the one end that both name ("at least 5" to 9)."""
    assert before.count is not None
    assert now.count is not None
    ends = [_point(before.count), _point(now.count)]
    (end, was), (other, told) = ends
    if end != other or was is None or told is None or was == told:
        return None
    gap = abs(told - was)
    trail = Trail(claims=(before.id, now.id), rules=("the number named, after less before",))
    return Figure(kind=FigureKind.BOUNDS, low=gap, best=gap, high=gap, measure=now.measure, trail=trail)


def _point(count: Count) -> tuple[str, int | None]:
    """The one number that a count names, and which it is; None for a range and for no number."""
    if count.best is not None:
        return "best", count.best
    if count.low and count.high is None:
        return "low", count.low
    return ("high", count.high) if not count.low else ("range", None)


def relation_of(
    evidence: Evidence, before: Claim | None, now: Claim, steps: Sequence[Step]
) -> tuple[StepKind, str]:
    """How the claim stands to the number before it and to all ``steps`` before it, and that in words."""
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
        return StepKind.RENDERS, f"another rendering of the same statement: {changes}"
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
    if not may_withdraw(now):
        return False
    denies = now.stance is Stance.DENIES
    if before.id in evidence.links.supersedes.get(now.id, ()):
        return True
    if now.measure in STATEMENTS or not is_later(evidence, before, now):
        return False
    if now.stance is Stance.REVISES:
        return True
    same = compare(now.group, before.group) in (Relation.SAME, Relation.CONTAINS)
    return denies and same and (not has_number(now) or interval(now.count) == interval(before.count))


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
