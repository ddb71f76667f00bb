"""What one speaker said again, and what a speaker said later in place of it, across reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from cenotaph.model import Claim, JudgementKind, Measure, Ref, Stance
from cenotaph.places.actors import speaks_for
from cenotaph.resolve.attach import said_on, statement_words
from cenotaph.resolve.cluster import Cluster
from cenotaph.resolve.judge import Judge
from cenotaph.resolve.traits import Traits, names_one
from cenotaph.resolve.when import date_words

__all__ = ["judge_statements"]

_DEATHS = (Measure.KILLED, Measure.KILLED_OR_INJURED)
_ASSERTING = {Stance.ASSERTS, Stance.REVISES, Stance.CONFIRMS}
_SAME_STATEMENT_DAYS = 3


def judge_statements(clusters: Sequence[Cluster], judge: Judge) -> None:
    """Judge restatements and replaced figures inside every incident.

    Same speaker, measure, words and people: the later restates the earlier. Another number for the same people
    on a later day: it supersedes the speaker's figure before. The same words within days with another
    outcome are two renderings of one statement, and neither replaces the other.
    """
    for cluster in clusters:
        by_key: dict[str, list[Traits]] = defaultdict(list)
        for link in cluster.links.values():
            if _counts(link.traits.claim):
                by_key[link.traits.key].append(link.traits)
        for key in sorted(by_key):
            wholes = [own for other, own in by_key.items() if speaks_for(key, other)]
            told = sorted([*by_key[key], *(t for own in wholes for t in own)], key=_order)
            _judge_speaker(key, told, judge)


def _judge_speaker(key: str, told: Sequence[Traits], judge: Judge) -> None:
    for index, later in enumerate(told):
        if later.key != key:
            continue
        earlier = [t for t in told[:index] if _same_thing(t.claim, later.claim)]
        same = [t for t in earlier if t.key == key and _same_words(t, later)]
        if same:
            _judge_restates(same[0], later, judge)
            continue
        before = [t for t in earlier if _replaces(t, later)]
        if before:
            _judge_supersedes(before[-1], later, judge)


def _order(traits: Traits) -> tuple[date, str, int, str]:
    return said_on(traits) or date.max, traits.claim.report, traits.claim.anchor.start, traits.claim.id


def _counts(claim: Claim) -> bool:
    return (
        claim.count is not None and not claim.count.unknown and claim.stance in _ASSERTING and not names_one(claim)
    )


def _same_thing(a: Claim, b: Claim) -> bool:
    """The same kind of number for the same people, as far as nationality and role say; never part and whole."""
    if (a.measure in _DEATHS) != (b.measure in _DEATHS) or (
        a.measure not in _DEATHS and a.measure is not b.measure
    ):
        return False
    if a.part_of or b.part_of:
        return bool(a.part_of) and bool(b.part_of) and _people(a) == _people(b)
    return _people(a) == _people(b)


def _people(claim: Claim) -> tuple[object, ...]:
    if claim.group is None:
        return ((), None, None)
    group = claim.group
    # nationality says who they are; without it, the word for them does
    return tuple(sorted(group.nationality)), None if group.nationality else group.role, group.organisation


def _same_words(earlier: Traits, later: Traits) -> bool:
    a, b = earlier.claim, later.claim
    assert a.count is not None
    assert b.count is not None
    ends = (a.count.low, a.count.best, a.count.high) == (b.count.low, b.count.best, b.count.high)
    return a.measure is b.measure and ends and statement_words(a) == statement_words(b)


def _replaces(earlier: Traits, later: Traits) -> bool:
    then, now = said_on(earlier), said_on(later)
    if earlier.claim.id == later.claim.supersedes or then is None or now is None or then >= _first_day(later, now):
        return False
    a, b = earlier.claim.count, later.claim.count
    assert a is not None
    assert b is not None
    if (now - then).days <= _SAME_STATEMENT_DAYS:
        rendered = statement_words(earlier.claim) == statement_words(later.claim)
        rendered = rendered or (a.best is not None and a.best == b.best)
        if rendered:
            return False
    # the same number of a wider outcome says less, and takes no number's place
    return (a.low, a.best, a.high) != (b.low, b.best, b.high)


def _first_day(traits: Traits, day: date) -> date:
    """The first day on which it may have been said: "in February" is not later than the 20th."""
    said = traits.claim.said_at
    return (said.earliest or date.min) if said and (said.earliest or said.latest) else day


def _judge_restates(earlier: Traits, later: Traits, judge: Judge) -> None:
    if later.claim.restates:
        return
    words = later.claim.count.text if later.claim.count else ""
    judge.make(
        JudgementKind.RESTATES,
        Ref(kind="claim", id=later.claim.id),
        Ref(kind="claim", id=earlier.claim.id),
        reason=f"the same speaker says “{words}” again, of the same people",
        score=0.9,
        reports=(earlier.claim.report, later.claim.report),
        evidence=(earlier.claim.id, later.claim.id),
    )


def _judge_supersedes(earlier: Traits, later: Traits, judge: Judge) -> None:
    then, now = said_on(earlier), said_on(later)
    assert then is not None
    assert now is not None
    old = earlier.claim.count.text if earlier.claim.count else ""
    new = later.claim.count.text if later.claim.count else ""
    who = "the same speaker" if earlier.key == later.key else f"{later.claim.speaker.name}, which speaks for it,"
    judge.make(
        JudgementKind.SUPERSEDES,
        Ref(kind="claim", id=later.claim.id),
        Ref(kind="claim", id=earlier.claim.id),
        reason=(
            f"{who} said “{new}” on {date_words(now, now)}, of the same people, "
            f"after “{old}” on {date_words(then, then)}"
        ),
        score=0.8,
        reports=(earlier.claim.report, later.claim.report),
        evidence=(earlier.claim.id, later.claim.id),
    )
