"""One report's claims added up: killed and injured of its main incident, and why each claim counts or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cenotaph.model import Claim, Measure, Modality, Scope, Stance

__all__ = ["Range", "Tally", "TallyLine", "tally"]


@dataclass(frozen=True, slots=True)
class Range:
    """Persons: low, best and high; None is not stated (an open end), never zero."""

    low: int | None = None
    best: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class TallyLine:
    """Why one claim was counted or left out."""

    claim: str
    measure: Measure
    counted: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Tally:
    """Killed and injured of a report's main incident, with a line of reasons for every claim about people."""

    killed: Range
    injured: Range
    lines: tuple[TallyLine, ...] = ()


def tally(claims: Sequence[Claim]) -> Tally:
    """Killed and injured as the report tells them; repeats, parts, totals and other events are told apart."""
    lines: list[TallyLine] = []
    killed = _measure(claims, Measure.KILLED, lines)
    injured = _measure(claims, Measure.INJURED, lines)
    both = [c for c in claims if c.measure is Measure.KILLED_OR_INJURED and _left_out(c, claims) is None and c.count]
    if both:
        highs = [c.count.high for c in both if c.count is not None]
        high = None if any(h is None for h in highs) else max(h for h in highs if h is not None)
        if killed == Range():
            killed = Range(0, 0 if high == 0 else None, high)
        if injured == Range():
            injured = Range(0, 0 if high == 0 else None, high)
    if killed == Range():
        killed = _measure(claims, Measure.BODIES_FOUND, lines)
    return Tally(killed, injured, tuple(lines))


def _left_out(claim: Claim, claims: Sequence[Claim]) -> str | None:
    """The reason to leave a claim out of the sum, or None when it counts."""
    superseded = {c.supersedes for c in claims if c.supersedes}
    rules = set(claim.extraction.rules)
    if claim.id in superseded:
        return "superseded by a newer figure of the same speaker"
    if claim.part_of is not None:
        return "part of another claim's count"
    if claim.restates is not None:
        return "restates another claim"
    if claim.stance in {Stance.DENIES, Stance.DECLINES_TO_SAY, Stance.REPORTS_UNKNOWN}:
        return f"the speaker {claim.stance}"
    if claim.modality is Modality.HYPOTHETICAL:
        return "hypothetical"
    if claim.scope is not Scope.INCIDENT:
        return f"scope is {claim.scope}"
    if "flag.background" in rules:
        return "another event"
    if claim.count is None or claim.count.unknown:
        return "no number"
    return None


def _has(claim: Claim, flag: str) -> bool:
    return f"flag.{flag}" in claim.extraction.rules


def _measure(claims: Sequence[Claim], measure: Measure, lines: list[TallyLine]) -> Range:
    counted: list[Claim] = []
    for claim in claims:
        if claim.measure is not measure:
            continue
        reason = _left_out(claim, claims)
        if reason is None:
            counted.append(claim)
        else:
            lines.append(TallyLine(claim.id, measure, False, reason))
    if not counted:
        return Range()
    sums = [_sentence_sum(group) for group in _by_sentence(counted)]
    lines += [TallyLine(c.id, measure, True, "counted") for c in counted]
    return max(sums, key=_weight)


def _weight(found: Range) -> tuple[int, int]:
    return (found.best if found.best is not None else found.low or 0, found.low or 0)


def _by_sentence(claims: list[Claim]) -> list[list[Claim]]:
    groups: dict[tuple[int, int], list[Claim]] = {}
    for claim in claims:
        groups.setdefault((claim.anchor.start, claim.anchor.end), []).append(claim)
    return list(groups.values())


def _sentence_sum(claims: list[Claim]) -> Range:
    total = Range(0, 0, 0)
    for claim in claims:
        count = claim.count
        if count is not None:
            total = _plus(total, Range(count.low, count.best, count.high))
    return total


def _plus(a: Range, b: Range) -> Range:
    best = a.best + b.best if a.best is not None and b.best is not None else None
    high = a.high + b.high if a.high is not None and b.high is not None else None
    return Range((a.low or 0) + (b.low or 0), best, high)
