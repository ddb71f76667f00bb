"""What one report says first of its dead and injured, with those who died taken out of those who were shot.

A news report tells the whole in its first sentence that counts people (the inverted pyramid), and then single
people, other cases, courts and memories; a sum over a long report counts all of them again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from cenotaph.model import Claim, Measure, Reading, Said

__all__ = ["read_lead"]

# how the reader marks a verb that does not say whether the person lived ("shot"), and words that point back or add
_WEAK, _BACK, _MORE = "flag.weak", ("flag.definite", "flag.pronoun"), "flag.additional"
# words for whoever was there, which say of no group that it is a part
_EVERYBODY = frozenset(("people", "persons", "victims", "individuals", "dead", "total", "fatalities"))


def read_lead(report: str, published: date | None, claims: Sequence[Claim], counted: Collection[str]) -> Reading:
    """The figures of a report's first sentences that count; ``counted`` are ids of claims that its tally counts.

    Bodies found stand for the killed where nobody is said to be killed; "killed or injured" bounds both from
    above where neither is said.
    """
    told = [c for c in claims if c.id in counted and c.count is not None and not c.count.unknown]
    killed = _first(told, Measure.KILLED) or _first(told, Measure.BODIES_FOUND)
    injured = _without_dead(told, killed, _first(told, Measure.INJURED))
    either = _first(told, Measure.KILLED_OR_INJURED)
    if killed is None and injured is None and either is not None:
        killed = injured = Said(0, None, either.high, either.claims)
    return Reading(report=report, published=published, killed=killed, injured=injured)


def _first(told: Iterable[Claim], measure: Measure) -> Said | None:
    """The first sentence with a number for the measure: its numbers added up, or the span of its speakers'."""
    found = [claim for claim in told if claim.measure is measure]
    if not found:
        return None
    start = min(claim.anchor.start for claim in found)
    voices: dict[str, list[Claim]] = defaultdict(list)
    for claim in found:
        if claim.anchor.start == start:
            voices[claim.speaker.name].append(claim)
    sums = [_sum(own) for _, own in sorted(voices.items())]
    if len({(one.low, one.best, one.high) for one in sums}) == 1:
        return sums[0]
    highs = [one.high for one in sums if one.high is not None]
    everyone = tuple(claim for one in sums for claim in one.claims)
    return Said(min(one.low or 0 for one in sums), None, max(highs) if len(highs) == len(sums) else None, everyone)


def _sum(claims: Sequence[Claim]) -> Said:
    """The numbers of one voice in one sentence added up; a total of "people" holds the others that it exceeds."""
    total = max((c for c in claims if _of_all(c)), key=lambda c: _number(c) or 0, default=None)
    others = [c for c in claims if c is not total]
    adds = any(_MORE in c.extraction.rules for c in claims)
    if total and not adds and sum(_number(c) or 0 for c in others) <= (_number(total) or 0):
        claims = [total]
    counts = [claim.count for claim in claims if claim.count]
    bests = [c.best for c in counts if c.best is not None]
    highs = [c.high for c in counts if c.high is not None]
    return Said(
        sum(c.low or 0 for c in counts),
        sum(bests) if len(bests) == len(counts) else None,
        sum(highs) if len(highs) == len(counts) else None,
        tuple(claims),
    )


def _of_all(claim: Claim) -> bool:
    return claim.group is None or set(claim.group.text.casefold().split()) <= _EVERYBODY


def _without_dead(told: Sequence[Claim], killed: Said | None, injured: Said | None) -> Said | None:
    """The injured without those who died: "a man was shot", "he died at the hospital" is one person.

    None when nobody is left: that nobody else was hurt is not said.
    """
    if not killed or not injured or not killed.named or not injured.named:
        return injured
    dead, hurt = killed.named, injured.named
    sentences = {claim.anchor.start for claim in told if claim.measure is Measure.KILLED}
    same = [c for c in told if c.measure is Measure.INJURED and c.count and _number(c) == hurt]
    if not same or not all(_may_have_died(claim, hurt == dead, sentences) for claim in same):
        return injured
    if hurt <= dead:
        return None
    low, best, high = (None if n is None else max(0, n - dead) for n in (injured.low, injured.best, injured.high))
    return Said(low, best, high, (*injured.claims, *killed.claims))


def _number(claim: Claim) -> int | None:
    count = claim.count
    return None if count is None else count.best if count.best is not None else count.low


def _may_have_died(claim: Claim, as_many: bool, sentences: Collection[int]) -> bool:
    """Whether the hurt can be the dead: only shot at, or as many and pointed back to, or one hurt and one dead."""
    rules = claim.extraction.rules
    if _WEAK in rules:
        return True
    one = _number(claim) == 1 and claim.anchor.start not in sentences and _MORE not in rules
    return as_many and (one or any(word in rules for word in _BACK))
