"""When a statement takes the place of an earlier one by the same speaker, and when it only says it again or less.

A revision gives another number for the same people, or for people who hold the earlier ones, on a day that is
known to be later. What says less (of nobody in particular, of fewer people, in vaguer words, on some day of the
month) stands beside what was said more fully, unless both cannot be true.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cenotaph.model import Claim, Count, Hedge, Measure
from cenotaph.reconcile.envelopes import is_bare_plural
from cenotaph.reconcile.evidence import Evidence, counts, names_some
from cenotaph.reconcile.groups import Relation, compare, is_everyone
from cenotaph.reconcile.measures import measure_within

__all__ = ["covers", "interval", "is_later", "is_reprint", "loosely", "revises", "within"]

_HOLDS = (Relation.SAME, Relation.CONTAINS)


def revises(evidence: Evidence, earlier: Claim, later: Claim) -> bool:
    """Whether ``later`` takes the place of ``earlier``; both are of one speaker and about one incident or region.

    A link that says so decides. Else it must be known to be later, give another number, and speak of the same
    people or of a described group that holds them, with an outcome that holds theirs; or be impossible beside it.
    """
    if earlier.id in evidence.links.supersedes.get(later.id, ()):
        return True
    if evidence.is_repeat(later) or later.id in evidence.links.excluded:
        return False
    if interval(earlier.count) == interval(later.count) or not is_later(evidence, earlier, later):
        return False
    if not (counts(earlier) and counts(later)):
        return False
    if _excludes(later, earlier) or _excludes(earlier, later):
        return True
    if loosely(earlier, later) or not (within(earlier, later) and _says_whom(earlier, later)):
        return False
    return not (names_some(later) or names_some(earlier))


def is_later(evidence: Evidence, earlier: Claim, later: Claim) -> bool:
    """Whether ``later`` was surely said on a later day: "in February" is not after the 20th."""
    then, now = evidence.known[earlier.id], _first_day(evidence, later)
    return then is not None and now is not None and then < now


def _first_day(evidence: Evidence, claim: Claim) -> date | None:
    said = claim.said_at
    dated = said is not None and (said.latest or said.earliest)
    return said.earliest if said is not None and dated else evidence.known[claim.id]


def within(part: Claim, whole: Claim) -> bool:
    """Whether the people whom ``part`` counts are all among those whom ``whole`` counts."""
    dead = Measure.KILLED if part.measure is Measure.BODIES_FOUND else part.measure
    outcome = part.measure is whole.measure or measure_within(dead, whole.measure)
    return outcome and compare(whole.group, part.group) in _HOLDS


def _says_whom(earlier: Claim, later: Claim) -> bool:
    """Whether the later one says of whom it speaks, or neither does: "7 people" tells nothing about soldiers."""
    return not is_everyone(later.group) or is_everyone(earlier.group)


def loosely(earlier: Claim, later: Claim) -> bool:
    """Whether the later words are no number ("the wounded", "dozens") and allow what was said before."""
    if earlier.count is None or later.count is None or later.count.hedge is not Hedge.VAGUE_PLURAL:
        return False
    return is_bare_plural(later.count) or covers(later.count, earlier.count)


def _excludes(part: Claim, whole: Claim) -> bool:
    """Whether ``part`` counts more people inside ``whole`` than ``whole`` allows."""
    if part.count is None or whole.count is None or part.count.low is None or whole.count.high is None:
        return False
    return part.count.low > whole.count.high and within(part, whole) and not names_some(whole)


def covers(outer: Count, inner: Count) -> bool:
    """Whether every number that ``inner`` allows is one that ``outer`` allows."""
    floor = (outer.low or 0) <= (inner.low or 0)
    return floor and (outer.high is None or (inner.high is not None and inner.high <= outer.high))


def interval(count: Count | None) -> tuple[int | None, ...]:
    """Lowest, best and highest; all None when there is no count."""
    return (count.low, count.best, count.high) if count else (None, None, None)


def is_reprint(evidence: Evidence, claims: Sequence[Claim], claim: Claim) -> bool:
    """Whether its report retells what the speaker once said beside what it has said since ("five, then dozens").

    ``claims`` are all of the speaker. The old number is then history, on whatever day it is retold.
    """
    told = [c for c in claims if c.report == claim.report and c.id != claim.id]
    beside = {_said(c) for c in told if counts(c)} if told and counts(claim) else set()
    if not beside:
        return False
    olds = [old for old in claims if _same_number(old, claim) and is_later(evidence, old, claim)]
    since = [c for c in claims if olds and c.id != claim.id and _said(c) in beside]
    return any(revises(evidence, old, c) for c in since for old in olds)


def _said(claim: Claim) -> tuple[Measure, tuple[int | None, ...]]:
    return claim.measure, interval(claim.count)


def _same_number(old: Claim, again: Claim) -> bool:
    if old.report == again.report or old.measure is not again.measure or not (old.count and again.count):
        return False
    same_best = old.count.best is not None and old.count.best == again.count.best
    return same_best or interval(old.count) == interval(again.count)
