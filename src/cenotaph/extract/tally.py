"""One report's claims added up: killed and injured of its main incident, and why each claim counts or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cenotaph.extract.lead import read_lead
from cenotaph.model import Claim, Measure, Modality, PopStatus, Said, Scope, Stance

__all__ = ["Range", "Tally", "TallyLine", "tally"]

_GENERAL = frozenset(
    {
        "people",
        "persons",
        "person",
        "others",
        "other",
        "victims",
        "victim",
        "total",
        "dead",
        "fatalities",
        "individuals",
    }
)


_PARAGRAPH = re.compile(r"\S[^\n]*")
# a headline over one paragraph is still a note; both exact on incident reports: .526 without this, .673 with
_ARTICLE = 3


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


@dataclass(slots=True)
class _Account:
    """One version of the count: what a set of sentences that do not contradict each other add up to."""

    claims: list[Claim] = field(default_factory=list)

    def value(self) -> Range:
        """Totals against their parts: the larger of the two; everything else summed."""
        totals = [c for c in self.claims if _is_total(c)]
        parts = [c for c in self.claims if not _is_total(c)]
        summed = _sum(parts) if parts else None
        best_total = max((_range(c) for c in totals), key=_weight) if totals else None
        if summed is None:
            return best_total or Range()
        if best_total is None:
            return summed
        return best_total if _weight(best_total) >= _weight(summed) or len(parts) == 1 else summed


def tally(claims: Sequence[Claim], text: str | None = None) -> Tally:
    """Killed and injured as the report tells them; repeats, parts, totals and other events are told apart.

    A note is added up sentence by sentence. Given the report's ``text``, an article of several paragraphs is
    read as articles are written: its first sentence that counts people gives the whole.

    Different speakers' figures for the same people are not merged into one: the range spans them, and the
    best is the one that the report puts first. The best of "at least N" is N, as a coder would record it.
    Where only bodies are counted they stand for the killed from below; "killed or injured" bounds both from
    above only.
    """
    lines: list[TallyLine] = []
    killed = _measured(claims, Measure.KILLED, lines)
    injured = _measured(claims, Measure.INJURED, lines)
    if killed == Range():
        bodies = _measured(claims, Measure.BODIES_FOUND, lines)
        killed = Range(bodies.low, bodies.best, bodies.high)
    either = _measured(claims, Measure.KILLED_OR_INJURED, lines)
    if either != Range():
        bound = Range(0, 0 if either.high == 0 else None, either.high)
        killed = bound if killed == Range() else killed
        injured = bound if injured == Range() else injured
    if text is not None and len(_PARAGRAPH.findall(text)) >= _ARTICLE:
        reading = read_lead("", None, claims, {line.claim for line in lines if line.counted})
        killed, injured = _range_of(reading.killed), _range_of(reading.injured)
    return Tally(killed, injured, tuple(lines))


def _range_of(said: Said | None) -> Range:
    if said is None:
        return Range()
    stated = any({"count.number", "count.toll"} & set(c.extraction.rules) for c in said.claims)
    best = said.low if said.best is None and said.high is None and stated else said.best
    return Range(said.low, best, said.high)


def _left_out(claim: Claim, claims: Sequence[Claim], superseded: set[str]) -> str | None:
    """The reason to leave a claim out of the sum, or None when it counts."""
    if claim.id in superseded or (
        _has(claim, "earlier")
        and any(c.measure is claim.measure and not _has(c, "earlier") and c.count for c in claims)
    ):
        return "an earlier figure, replaced since"
    if claim.part_of is not None:
        whole = next((c for c in claims if c.id == claim.part_of), None)
        if whole is None or whole.measure is claim.measure:
            return "part of another claim's count"
    if claim.restates is not None:
        return "restates another claim"
    if claim.stance in {Stance.DENIES, Stance.DECLINES_TO_SAY, Stance.REPORTS_UNKNOWN}:
        return f"stance {claim.stance}"
    if _has(claim, "weak") and _died(claim, claims):
        return "said to have died of it"
    if claim.modality is Modality.HYPOTHETICAL:
        return "hypothetical"
    if claim.scope is not Scope.INCIDENT:
        return f"scope {claim.scope}"
    if _has(claim, "background"):
        return "another event"
    if claim.count is None or claim.count.unknown:
        return "no number"
    return None


def _died(hurt: Claim, claims: Sequence[Claim]) -> bool:
    """Whether people said to be shot or burned are the ones whose death is told after it."""
    names = {p.name.split()[-1] for p in hurt.people}
    for claim in claims:
        if claim.measure is not Measure.KILLED or claim.anchor.start < hurt.anchor.start or claim.part_of:
            continue
        if names & {p.name.split()[-1] for p in claim.people}:
            return True
        same = hurt.count is not None and claim.count is not None and hurt.count.best == claim.count.best
        if same and (_has(claim, "definite") or _has(claim, "pronoun") or _is_total(claim)):
            return True
    return False


def _has(claim: Claim, flag: str) -> bool:
    return f"flag.{flag}" in claim.extraction.rules


def _measured(claims: Sequence[Claim], measure: Measure, lines: list[TallyLine]) -> Range:
    superseded = {c.supersedes for c in claims if c.supersedes}
    counted: list[Claim] = []
    for claim in sorted(claims, key=lambda c: c.anchor.start):
        if claim.measure is not measure:
            continue
        reason = _left_out(claim, claims, superseded)
        if reason is None:
            counted.append(claim)
        else:
            lines.append(TallyLine(claim.id, measure, False, reason))
    if not counted:
        return Range()
    accounts = _accounts(counted, lines)
    values = [(account.value(), account) for account in accounts]
    best = max((value for value, _ in values), key=_weight)
    rivals = [(value, account) for value, account in values if _rival(account, values, best)]
    picked = _likeliest(*rivals[0])  # what the report puts first is what it stands by
    if len({value for value, _ in rivals}) > 1:
        span = _span([value for value, _ in rivals])
        return Range(span.low, picked, span.high)
    return Range(best.low, picked if best.best is None else best.best, best.high)


def _likeliest(value: Range, account: _Account) -> int | None:
    """The figure that a coder would record: the best one, or the number of "at least N" and "more than N".

    None for words that name no number ("dozens", a bare plural).
    """
    if value.best is not None:
        return value.best
    stated = any({"count.number", "count.toll"} & set(c.extraction.rules) for c in account.claims)
    return value.low if stated and value.high is None else None


def _accounts(counted: list[Claim], lines: list[TallyLine]) -> list[_Account]:
    """Claims in order, put into the running account that they add to, or into a new one that they contradict."""
    accounts: list[_Account] = []
    for claim in counted:
        home = next((a for a in reversed(accounts) if _belongs(claim, a)), None)
        if home is not None and _known(claim, home):
            lines.append(TallyLine(claim.id, claim.measure, False, "already counted people"))
            continue
        if home is None:
            home = _Account()
            accounts.append(home)
        home.claims.append(claim)
        lines.append(TallyLine(claim.id, claim.measure, True, "counted"))
    return accounts


def _belongs(claim: Claim, account: _Account) -> bool:
    """Whether a claim adds to an account: same sentence and voice, or words that say "also", "another"."""
    last = account.claims[-1]
    if claim.anchor.start == last.anchor.start and claim.speaker.name == last.speaker.name:
        return True
    if _has(claim, "additional") or _has(claim, "also"):
        return True
    return _pronoun(claim)


def _pronoun(claim: Claim) -> bool:
    return _has(claim, "pronoun") or (_has(claim, "definite") and "count.number" not in claim.extraction.rules)


def _known(claim: Claim, account: _Account) -> bool:
    """Whether a claim of an account's sentence speaks of people whom the account already holds."""
    if _has(claim, "additional") or _has(claim, "also"):
        return False
    if not _pronoun(claim):
        return False
    if _has(claim, "attacker"):
        return any(_has(c, "attacker") for c in account.claims)
    return any(c.anchor.start != claim.anchor.start for c in account.claims)


def _is_total(claim: Claim) -> bool:
    rules = claim.extraction.rules
    if _has(claim, "total") or "count.toll" in rules or "frame.toll" in rules:
        return True
    group = claim.group
    bare = group is None or set(group.text.lower().split()) <= _GENERAL
    return bare and any(r.startswith("frame.counted_noun") for r in rules)


def _heads(claim: Claim) -> set[str]:
    return set(claim.group.text.lower().split()) - _GENERAL if claim.group is not None else set()


def _disjoint(a: Claim, b: Claim) -> bool:
    """Two groups that cannot be the same people: soldiers and civilians, or two different nations."""
    if a.group is None or b.group is None:
        return False
    one, two = a.group, b.group
    if one.nationality and two.nationality and not set(one.nationality) & set(two.nationality):
        return True
    states = {one.status, two.status}
    return states == {PopStatus.CIVILIAN, PopStatus.ARMED_FORCES}


def _rival(account: _Account, values: list[tuple[Range, _Account]], best: Range) -> bool:
    """Whether an account is another speaker's version of the main count, and not a detail of it."""
    value = account.value()
    if value == best:
        return True
    main = next(a for v, a in values if v == best)
    speakers = {c.speaker.name for c in account.claims}
    if speakers & {c.speaker.name for c in main.claims}:
        return False
    numbered = any({"count.number", "count.toll"} & set(c.extraction.rules) for c in account.claims)
    if value.high == 0 and any(_heads(c) for c in account.claims):
        return False  # "no soldiers were killed" says nothing of the others
    if not numbered or ((value.low or 0) <= 1 and value.high == 1):
        return False
    return all(_comparable(a, b) for a in account.claims for b in main.claims)


def _comparable(a: Claim, b: Claim) -> bool:
    """Whether two figures can be of the same people: one group is general, or their words overlap."""
    if _disjoint(a, b):
        return False
    one, two = _heads(a), _heads(b)
    return not one or not two or bool(one & two)


def _range(claim: Claim) -> Range:
    count = claim.count
    return Range() if count is None else Range(count.low, count.best, count.high)


def _weight(found: Range) -> tuple[int, int]:
    return (found.best if found.best is not None else found.low or 0, found.high or 0)


def _sum(claims: Sequence[Claim]) -> Range:
    total = Range(0, 0, 0)
    for claim in claims:
        total = _plus(total, _range(claim))
    return total


def _span(values: Sequence[Range]) -> Range:
    """From the lowest to the highest of rival versions, without a best of its own."""
    lows = [v.low for v in values if v.low is not None]
    high = None if any(v.high is None for v in values) else max(v.high for v in values if v.high is not None)
    return Range(min(lows) if lows else None, None, high)


def _plus(a: Range, b: Range) -> Range:
    best = a.best + b.best if a.best is not None and b.best is not None else None
    high = a.high + b.high if a.high is not None and b.high is not None else None
    return Range((a.low or 0) + (b.low or 0), best, high)
