"""What one report says first of its dead and injured, with those who died taken out of those who were shot.

A news report tells the whole in its first sentence that counts people (the inverted pyramid), and then single
people, other cases, courts and memories; a sum over a long report counts all of them again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from cenotaph.extract.marks import has, number, stated
from cenotaph.extract.outcome import died_within, without_dead
from cenotaph.model import Claim, Measure, Reading, Said

__all__ = ["read_lead"]

# words for whoever was there, which say of no group that it is a part
_EVERYBODY = frozenset(("people", "persons", "victims", "individuals", "dead", "total", "fatalities"))
_OPENING = 3  # sentences that count, among which a number is preferred to a bare plural or an "another"


def read_lead(report: str, published: date | None, claims: Sequence[Claim], counted: Collection[str]) -> Reading:
    """The figures of a report's first sentences that count; ``counted`` are ids of claims that its tally counts.

    Bodies found stand for the killed where nobody is said to be killed; "killed or injured" bounds both from
    above where neither is said.
    """
    told = [c for c in claims if c.id in counted and c.count is not None and not c.count.unknown]
    killed = _first(told, Measure.KILLED) or _first(told, Measure.BODIES_FOUND)
    killed = _with_attacker(told, killed)
    injured = _survivors(told, claims, killed, _first(told, Measure.INJURED))
    either = _first(told, Measure.KILLED_OR_INJURED)
    if killed is None and injured is None and either is not None:
        killed = injured = Said(0, None, either.high, either.claims)
    return Reading(report=report, published=published, killed=killed, injured=injured)


def _first(told: Sequence[Claim], measure: Measure) -> Said | None:
    """The first sentence with a number for the measure: its numbers added up, or the span of its speakers'."""
    found = [claim for claim in told if claim.measure is measure]
    if not found:
        return None
    starts = sorted({claim.anchor.start for claim in found})
    others = {claim.anchor.start for claim in told if claim.measure is not measure}
    start = next((s for s in starts[:_OPENING] if _tells(found, s, beside=s in others)), starts[0])
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


def _tells(found: Sequence[Claim], start: int, *, beside: bool) -> bool:
    """Whether a sentence gives the whole: a number or single people, and not only "another" or a bare plural.

    ``beside``: the sentence tells of other harm too, to which "others" is said ("one died and two others ...").
    """
    here = [c for c in found if c.anchor.start == start]
    numbered = any((c.count is not None and c.count.best is not None) or stated(c) for c in here)
    return numbered and (beside or not all(has(c, "additional") and number(c) == 1 for c in here))


def _sum(claims: Sequence[Claim]) -> Said:
    """The numbers of one voice in one sentence added up; a total of "people" holds the others that it exceeds."""
    total = max((c for c in claims if _of_all(c)), key=lambda c: number(c) or 0, default=None)
    others = [c for c in claims if c is not total]
    adds = any(has(c, "additional") for c in claims)
    if total and not adds and sum(number(c) or 0 for c in others) <= (number(total) or 0):
        claims = [total]
    elif total and has(total, "total") and others:
        claims = others
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


def _with_attacker(told: Sequence[Claim], killed: Said | None) -> Said | None:
    """The dead of the opening and the attacker who dies later: "killed his wife", "then shot himself"."""
    if killed is None or any(has(c, "attacker") or has(c, "total") for c in killed.claims):
        return killed
    if not all("frame.active" in c.extraction.rules for c in killed.claims):
        return killed
    own = next((c for c in told if c.measure is Measure.KILLED and has(c, "attacker")), None)
    if own is None or own.anchor.start in {c.anchor.start for c in killed.claims}:
        return killed
    return _plus(killed, own)


def _plus(said: Said, claim: Claim) -> Said:
    count = claim.count
    if count is None:
        return said
    low = None if said.low is None or count.low is None else said.low + count.low
    best = None if said.best is None or count.best is None else said.best + count.best
    high = None if said.high is None or count.high is None else said.high + count.high
    return Said(low, best, high, (*said.claims, claim))


def _survivors(
    told: Sequence[Claim], claims: Sequence[Claim], killed: Said | None, injured: Said | None
) -> Said | None:
    """The injured without those who died: "a man was shot", "he died at the hospital" is one person.

    None when nobody is left: that nobody else was hurt is not said.
    """
    if not injured or not injured.named:
        return injured
    for claim in injured.claims:
        dead, by = died_within(claim, claims)
        if dead:
            return _less(injured, dead, by)
    if not killed or not killed.named:
        return injured
    sentences = {claim.anchor.start for claim in told if claim.measure in {Measure.KILLED, Measure.BODIES_FOUND}}
    same = [c for c in told if c.measure is Measure.INJURED and c.count and number(c) == injured.named]
    if not same or not all(without_dead(claim, killed.named, sentences) for claim in same):
        return injured
    return _less(injured, killed.named, killed.claims) if injured.named > killed.named else None


def _less(injured: Said, dead: int, by: tuple[Claim, ...]) -> Said:
    low, best, high = (None if n is None else max(0, n - dead) for n in (injured.low, injured.best, injured.high))
    return Said(low, best, high, (*injured.claims, *by))
