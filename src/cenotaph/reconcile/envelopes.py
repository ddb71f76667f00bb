"""The range of what is claimed, question by question: never a sum, never an average.

Each claim allows an interval for a question (a measure of a group). Asked directly it is the claim's own.
"Killed or injured" allows at most its upper end for killed, and no lower end. A claim about a part gives the
whole a floor, one about the whole gives the part a ceiling; since neither was meant as an answer, they enter
the envelope only where they contradict a direct answer, or where there is none. What containment does not
decide adds nothing. The envelope runs from the lowest low to the highest high and stays open where one is.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from cenotaph.model import (
    CASUALTIES,
    Claim,
    Count,
    Figure,
    FigureKind,
    Group,
    Hedge,
    Measure,
    Period,
    Place,
    Scope,
    Trail,
)
from cenotaph.reconcile.base import Envelope
from cenotaph.reconcile.evidence import Evidence, counts, names_one
from cenotaph.reconcile.groups import EVERYONE, Relation, compare, is_described
from cenotaph.reconcile.measures import measure_within, measure_words
from cenotaph.reconcile.words import group_words, listing, possessive, quoted

__all__ = ["Allowed", "allowed", "answering", "countable", "envelopes", "hull", "is_bare_plural"]

# how many claims a note names before it only counts the rest
_SHOWN = 3
# "soldiers", "several": the profile reads them from 2, and nobody said two
_FEW = 2
_PARTS = (Measure.KILLED, Measure.INJURED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """What one claim allows as the answer to a question; None is an end that the claim leaves open."""

    claim: Claim
    low: int | None
    high: int | None
    direct: bool
    rule: str


def countable(evidence: Evidence) -> list[Claim]:
    """The claims that may enter an envelope: numbers of casualties, each statement once, no single names."""
    return [
        claim
        for claim in evidence.claims
        if counts(claim)
        and not names_one(claim)
        and not evidence.is_repeat(claim)
        and claim.id not in evidence.links.excluded
    ]


def allowed(claim: Claim, measure: Measure, group: Group) -> Allowed | None:
    """The interval that ``claim`` allows for ``measure`` of ``group``; None when it says nothing about it."""
    assert claim.count is not None
    low, high = claim.count.low, claim.count.high
    relation = compare(claim.group, group)
    same = relation is Relation.SAME
    # "one of them is among those": a floor, or a ceiling, by group and by measure
    part = same or relation is Relation.WITHIN
    whole = same or relation is Relation.CONTAINS
    if claim.measure is measure and same:
        return Allowed(claim=claim, low=low, high=high, direct=True, rule="says so")
    if measure in _PARTS and claim.measure is Measure.KILLED_OR_INJURED and whole and high is not None:
        rule = f"killed or injured bounds {measure_words(measure)} from above only"
        return Allowed(claim=claim, low=None, high=high, direct=same, rule=rule)
    if measure_within(claim.measure, measure) and part and low:
        rule = "a part bounds the whole from below only"
        return Allowed(claim=claim, low=low, high=None, direct=False, rule=rule)
    if claim.measure is measure and whole and high is not None:
        rule = "the whole bounds a part from above only"
        return Allowed(claim=claim, low=None, high=high, direct=False, rule=rule)
    return None


def envelopes(
    evidence: Evidence, place: Place | None, period: Period | None, history: Collection[str] = ()
) -> tuple[Envelope, ...]:
    """Envelopes of an incident: killed over everyone first, then killed per group, then the other measures.

    A group of the killed has its own envelope when several claims name it or a part of it, or when it is the
    only one named. ``history`` holds the claims that their speakers have since replaced.
    """
    claims = countable(evidence)
    found = []
    for measure in CASUALTIES:
        subjects = _subjects(claims, measure)
        several = 2 if measure is Measure.KILLED and len(subjects) > 1 else 1
        for group in (EVERYONE, *subjects):
            if group is EVERYONE or _naming(claims, measure, group) >= several:
                question = _Question(measure=measure, group=group, place=place, period=period)
                envelope = _envelope(evidence, claims, question, history)
                found += [envelope] if envelope else []
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    measure: Measure
    group: Group
    place: Place | None
    period: Period | None


def _naming(claims: Sequence[Claim], measure: Measure, group: Group) -> int:
    part = (Relation.SAME, Relation.WITHIN)
    return sum(measure_within(measure, c.measure) and compare(c.group, group) in part for c in claims)


def _subjects(claims: Sequence[Claim], measure: Measure) -> list[Group]:
    """The groups that claims of this measure (or of one containing it) name, in the fewest words, each once."""
    named = {
        claim.group
        for claim in claims
        if claim.group is not None and is_described(claim.group) and measure_within(measure, claim.measure)
    }
    kept: list[Group] = []
    for group in sorted(named, key=lambda g: (len(g.text), g.text, repr(g))):
        if all(compare(group, other) is not Relation.SAME for other in kept):
            kept.append(group)
    return kept


def _envelope(
    evidence: Evidence, claims: Sequence[Claim], question: _Question, history: Collection[str]
) -> Envelope | None:
    measure, group = question.measure, question.group
    bearing = _bearing(evidence, claims, measure, group)
    used = _used(evidence, bearing)
    # a total of the killed is always asked for; of the rest only what somebody counts
    if not used or (
        measure is not Measure.KILLED and not any(a.direct and a.claim.measure is measure for a in used)
    ):
        return None
    if group is not EVERYONE and not any(a.direct for a in used):
        return None
    figure = hull(evidence, used, measure, tuple(sorted({a.rule for a in used} | {"lowest low to highest high"})))
    told = [a.claim for a in bearing if a.claim.measure is measure and a.claim.id not in history]
    least, most = _extremes(told)
    lowest = tuple(a.claim.id for a in used if a.low == figure.low)
    highest = tuple(a.claim.id for a in used if a.high == figure.high)
    return Envelope(
        measure=measure,
        subject="all" if group is EVERYONE else group_words(group),
        scope=Scope.INCIDENT,
        place=(question.place.name or question.place.text) if question.place else None,
        period=question.period,
        figure=figure,
        lowest=lowest,
        highest=highest,
        note=_note(evidence, used, claims, measure, group),
        compatible=_compatible(evidence, bearing, measure),
        least=least,
        most=most,
    )


def answering(evidence: Evidence, claims: Sequence[Claim], measure: Measure, group: Group) -> list[Allowed]:
    """What ``claims`` answer to "how many of ``group``": those that say so, and what contradicts them.

    One-sided answers (a part of the whole, killed or injured for killed) enter only where they contradict a
    direct one, or where there is none.
    """
    return _used(evidence, _bearing(evidence, claims, measure, group))


def _bearing(evidence: Evidence, claims: Sequence[Claim], measure: Measure, group: Group) -> list[Allowed]:
    subsets = evidence.links.part_of if group is EVERYONE else {}
    return [a for claim in claims if claim.id not in subsets and (a := allowed(claim, measure, group))]


def _extremes(claims: Sequence[Claim]) -> tuple[str | None, str | None]:
    """The claims that put the number lowest and highest; (None, None) when none names a number.

    A claim is placed by its best figure, else by the end that it states: "up to 40" at 40, "at least 10" at 10.
    """
    placed = [
        (likely, claim.id)
        for claim in claims
        if (count := claim.count) is not None
        and not claim.people  # names are a floor, and stand in their own list
        and not is_bare_plural(count)
        and (likely := next((n for n in (count.best, count.low or None, count.high) if n is not None), None))
        is not None
    ]
    return (min(placed)[1], max(placed)[1]) if placed else (None, None)


def is_bare_plural(count: Count) -> bool:
    """Whether the words only say that they were several ("soldiers"): read from 2, and nobody said two."""
    return count.hedge is Hedge.VAGUE_PLURAL and (count.low or 0) <= _FEW


def hull(evidence: Evidence, used: Sequence[Allowed], measure: Measure, rules: tuple[str, ...]) -> Figure:
    """The lowest low to the highest high, open where one is, with the claims behind it."""
    low = None if any(a.low is None for a in used) else min(a.low or 0 for a in used)
    high = None if any(a.high is None for a in used) else max(a.high or 0 for a in used)
    named = {a.claim.count.best for a in used if a.direct and a.claim.count and a.claim.measure is measure}
    agree = len(named) == 1 and len({(a.low, a.high) for a in used}) == 1
    ids = tuple(sorted({a.claim.id for a in used}))
    return Figure(
        kind=FigureKind.BOUNDS,
        low=low,
        best=next(iter(named)) if agree else None,
        high=high,
        measure=measure,
        wording=_one_wording(used),
        trail=Trail(claims=ids, judgements=evidence.trail_of(ids), rules=rules),
    )


def _used(evidence: Evidence, bearing: Sequence[Allowed]) -> list[Allowed]:
    """Direct answers, and the one-sided ones that contradict a direct answer (all of them when there is none)."""
    direct = [a for a in bearing if a.direct]
    if not direct:
        return _strongest(evidence, bearing)
    lowest_high = min((a.high for a in direct if a.high is not None), default=None)
    highest_low = max((a.low for a in direct if a.low is not None), default=None)

    def contradicts(a: Allowed) -> bool:
        above = a.low is not None and lowest_high is not None and a.low > lowest_high
        return above or (a.high is not None and highest_low is not None and a.high < highest_low)

    return [a for a in bearing if a.direct or contradicts(a)]


def _strongest(evidence: Evidence, bearing: Sequence[Allowed]) -> list[Allowed]:
    """Of several parts that one speaker counts in one report, the largest: who says 5 and 3 says at least 5."""

    def account(a: Allowed) -> tuple[str, str]:
        return evidence.keys[a.claim.id], a.claim.report

    floors: dict[tuple[str, str], int] = {}
    for one in bearing:
        floors[account(one)] = max(floors.get(account(one), -1), -1 if one.low is None else one.low)
    return [a for a in bearing if a.low is None or a.low == floors[account(a)]]


def _compatible(evidence: Evidence, bearing: Sequence[Allowed], measure: Measure) -> Figure | None:
    """The range that no claim rules out, None when there is none."""
    low = max((a.low for a in bearing if a.low is not None), default=None)
    high = min((a.high for a in bearing if a.high is not None), default=None)
    if low is not None and high is not None and low > high:
        return None
    ids = tuple(sorted({a.claim.id for a in bearing if (a.low, a.high) != (None, None)}))
    rules = ("allowed by every claim",)
    trail = Trail(claims=ids, judgements=evidence.trail_of(ids), rules=rules)
    return Figure(kind=FigureKind.BOUNDS, low=low, high=high, measure=measure, trail=trail) if ids else None


def _one_wording(used: Sequence[Allowed]) -> str:
    words = {quoted(a.claim.count) for a in used if a.direct}
    return next(iter(words)).strip("“”") if len(words) == 1 else ""


def _note(
    evidence: Evidence, used: Sequence[Allowed], claims: Sequence[Claim], measure: Measure, group: Group
) -> str:
    """Why an end is open, which figure has been replaced since, and what could not be compared."""
    sentences = []
    parts = _named([a for a in used if a.high is None and a.claim.measure is measure and not a.direct])
    if parts:
        sentences.append(f"Open above: {parts} {'count' if ' and ' in parts else 'counts'} only some of these.")
    above = _named([a for a in used if a.high is None and (a.direct or a.claim.measure is not measure)])
    if above:
        sentences.append(f"Open above: {above} {'set' if ' and ' in above else 'sets'} no upper end.")
    mixed = _named([a for a in used if a.low is None and a.claim.measure is not measure])
    if mixed:
        sentences.append(f"Open below: {mixed}, killed or injured, may hold no {measure_words(measure)}.")
    wider = _named([a for a in used if a.low is None and a.claim.measure is measure])
    if wider:
        sentences.append(f"Open below: {wider} {'count' if ' and ' in wider else 'counts'} more people than these.")
    replaced = {earlier for ids in evidence.links.supersedes.values() for earlier in ids}
    old = _named([a for a in used if a.claim.id in replaced])
    if old:
        sentences.append(f"Replaced by its speaker since: {old}.")
    apart = [c for c in claims if c.measure is measure and compare(c.group, group) is Relation.UNKNOWN]
    if apart:
        names = sorted({group_words(c.group) for c in apart})
        who = listing(names[:_SHOWN] + ([f"{len(names) - _SHOWN} more"] if len(names) > _SHOWN else []))
        sentences.append(f"Not compared, since it is unknown whether one group contains the other: {who}.")
    return " ".join(sentences)


def _named(found: Sequence[Allowed]) -> str:
    phrases = dict.fromkeys(f"{possessive(a.claim.speaker)} {quoted(a.claim.count)}" for a in found)
    shown = list(phrases)[:_SHOWN]
    more = [f"{len(phrases) - _SHOWN} more"] if len(phrases) > _SHOWN else []
    return listing(shown + more) if phrases else ""
