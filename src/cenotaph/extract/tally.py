"""One report's claims added up: killed and injured of its main incident, and why each claim counts or not."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from cenotaph.extract.accounts import Account, Range, join, known, rival, span, weight
from cenotaph.extract.lead import read_lead
from cenotaph.extract.left_out import OTHER_MEASURES, may_be_the_matter, reason_to_leave_out
from cenotaph.extract.marks import stated
from cenotaph.extract.outcome import died_within
from cenotaph.extract.some_died import as_hurt
from cenotaph.model import Claim, Hedge, Measure, Said

__all__ = ["Range", "Tally", "TallyLine", "countable", "tally"]

_PARAGRAPH = re.compile(r"\S[^\n]*")
# a headline over one paragraph is still a note; both exact on incident reports: .526 without this, .673 with
_ARTICLE = 3
_NOWHERE = 10**9


@dataclass(frozen=True, slots=True)
class TallyLine:
    """Why one claim was counted or left out, in plain words."""

    claim: str
    measure: Measure
    counted: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Tally:
    """Killed and injured of a report's main incident, with a line of reasons for every claim of the report."""

    killed: Range
    injured: Range
    lines: tuple[TallyLine, ...] = ()


def tally(claims: Sequence[Claim], text: str | None = None) -> Tally:
    """Killed and injured as the report tells them; repeats, parts, totals and other events are told apart.

    A note is added up sentence by sentence. Given the report's ``text``, an article of several paragraphs is
    read as articles are written: its first sentence that counts people gives the whole.

    Different speakers' figures for the same people are not merged into one: the range spans them, and the
    best is the one that the report puts first. The best of "at least N" is N, as a coder would record it.
    Where only bodies are counted they stand for the killed from below; "killed or injured" bounds both from
    above only. ``lines`` has one line for every claim, in the order of the report.
    """
    claims = [as_hurt(claim) for claim in claims]
    lines: dict[str, TallyLine] = {}
    open_to: set[str] = set()
    article = text is not None and len(_PARAGRAPH.findall(text)) >= _ARTICLE
    killed, injured, either = _note(claims, lines, open_to, article=article)
    if either != Range():
        bound = Range(0, 0 if either.high == 0 else None, either.high)
        killed = bound if killed == Range() else killed
        injured = bound if injured == Range() else injured
    if article:
        reading = read_lead("", None, claims, open_to)
        killed, injured = _range_of(reading.killed), _range_of(reading.injured)
        _later(claims, (reading.killed, reading.injured), lines, open_to)
    for claim in claims:
        reason = OTHER_MEASURES.get(claim.measure, "counts no people")
        lines.setdefault(claim.id, TallyLine(claim.id, claim.measure, False, reason))
    return Tally(killed, injured, tuple(lines[c.id] for c in claims))


def countable(claims: Sequence[Claim]) -> frozenset[str]:
    """Ids of the claims that count, or that tell details of what counts: what ``read_lead`` chooses from."""
    open_to: set[str] = set()
    _note([as_hurt(claim) for claim in claims], {}, open_to, article=True)
    return frozenset(open_to)


def _note(
    claims: Sequence[Claim], lines: dict[str, TallyLine], open_to: set[str], *, article: bool
) -> tuple[Range, Range, Range]:
    """Killed, injured and killed-or-injured, added up sentence by sentence; fills ``lines`` and ``open_to``.

    An ``article`` that tells of no other dead may be about those for whom it has somebody tried.
    """
    killed = _measured(claims, Measure.KILLED, lines, open_to)
    injured = _measured(claims, Measure.INJURED, lines, open_to)
    if article and killed == Range():
        hurt = [c.anchor.start for c in claims if c.measure is Measure.INJURED and c.id in open_to]
        killed = _measured(claims, Measure.KILLED, lines, open_to, before=min(hurt, default=_NOWHERE))
    found: set[str] = set()
    bodies = _measured(claims, Measure.BODIES_FOUND, lines, found)
    if killed == Range():
        killed = bodies
        open_to |= found
    else:
        _leave(claims, Measure.BODIES_FOUND, "bodies of people who are counted among the killed", lines)
    return killed, injured, _measured(claims, Measure.KILLED_OR_INJURED, lines, open_to)


def _leave(claims: Sequence[Claim], measure: Measure, reason: str, lines: dict[str, TallyLine]) -> None:
    for claim in claims:
        if claim.measure is measure and lines[claim.id].counted:
            lines[claim.id] = TallyLine(claim.id, measure, False, reason)


def _later(
    claims: Sequence[Claim], said: Sequence[Said | None], lines: dict[str, TallyLine], open_to: Collection[str]
) -> None:
    """In an article the opening gives the whole: lines for what it counts, and for what comes after."""
    used = {claim.id for one in said if one is not None for claim in one.claims}
    for claim in claims:
        line = lines.get(claim.id)
        if line is None:
            continue
        if claim.id in used:
            reason = "counted, the opening of the article gives the whole"
            lines[claim.id] = TallyLine(claim.id, claim.measure, True, reason)
        elif line.counted or claim.id in open_to:
            reason = "told after the opening that gives the whole: the same people, or details"
            lines[claim.id] = TallyLine(claim.id, claim.measure, False, reason)


def _range_of(said: Said | None) -> Range:
    if said is None:
        return Range()
    numbered = any(stated(c) for c in said.claims)
    best = said.low if said.best is None and said.high is None and numbered else said.best
    return Range(said.low, best, said.high)


def _measured(
    claims: Sequence[Claim],
    measure: Measure,
    lines: dict[str, TallyLine],
    open_to: set[str],
    *,
    before: int = 0,
) -> Range:
    """The range of one measure; of those told ``before`` an offset also what only may be the report's matter."""
    superseded = {c.supersedes for c in claims if c.supersedes}
    counted: list[Claim] = []
    for claim in sorted(claims, key=lambda c: c.anchor.start):
        if claim.measure is not measure:
            continue
        reason = reason_to_leave_out(claim, claims, superseded)
        if claim.anchor.start < before and may_be_the_matter(claim, claims, superseded):
            reason = None
        if reason is None:
            counted.append(claim)
        else:
            lines[claim.id] = TallyLine(claim.id, measure, False, reason)
    if not counted:
        return Range()
    accounts = _accounts(counted, claims, lines)
    open_to |= {claim.id for account in accounts for claim in account.claims}
    values = [(account.value(), account) for account in accounts]
    best = max((value for value, _ in values), key=weight)
    rivals = [(value, account) for value, account in values if rival(account, values, best)]
    _explain(values, {id(account) for _, account in rivals}, best, lines)
    picked = _likeliest(*rivals[0])  # what the report puts first is what it stands by
    if len({value for value, _ in rivals}) > 1:
        wide = span([value for value, _ in rivals])
        return Range(wide.low, picked, wide.high)
    return Range(best.low, picked if best.best is None else best.best, best.high)


def _explain(
    values: Sequence[tuple[Range, Account]], rivals: Collection[int], best: Range, lines: dict[str, TallyLine]
) -> None:
    """Lines for the accounts that are not the main one: another version widens the range, a detail does not."""
    main = next(account for value, account in values if value == best)
    for value, account in values:
        if account is main:
            continue
        wide = id(account) in rivals
        for claim in account.claims:
            reason = "the same figure again" if value == best else "a smaller count, told apart from the main one"
            if wide and value != best:
                reason = "another version of the count: it widens the range"
            lines[claim.id] = TallyLine(claim.id, claim.measure, wide, reason)


def _likeliest(value: Range, account: Account) -> int | None:
    """The figure that a coder would record: the best one, or the number of "at least N" and "more than N".

    None for words that name no number ("dozens", a bare plural).
    """
    if value.best is not None:
        return value.best
    if value.low is None or value.high is not None or not any(stated(c) for c in account.claims):
        return None
    beyond = [c for c in account.claims if c.count is not None and c.count.hedge is Hedge.MORE_THAN and stated(c)]
    return value.low - len(beyond)


def _accounts(counted: list[Claim], claims: Sequence[Claim], lines: dict[str, TallyLine]) -> list[Account]:
    """Claims in order, put into the running account that they add to, or into a new one that they contradict."""
    attackers = _attackers(claims)
    accounts: list[Account] = []
    for claim in counted:
        found = ((a, why) for a in reversed(accounts) if (why := join(claim, a, attackers)))
        home, why = next(found, (None, "counted"))
        if home is not None and known(claim, home, attackers):
            reason = "speaks again of people already counted"
            lines[claim.id] = TallyLine(claim.id, claim.measure, False, reason)
            continue
        if home is None:
            home = Account()
            accounts.append(home)
        home.claims.append(claim)
        dead = died_within(claim, claims)[0] if claim.measure is Measure.INJURED else 0
        home.minus += dead
        why = f"{why}, without {dead} who died" if dead else why
        lines[claim.id] = TallyLine(claim.id, claim.measure, True, str(why))
    return accounts


def _attackers(claims: Sequence[Claim]) -> frozenset[str]:
    """Last names of those to whom the report lays the harm."""
    people = {v.name.split()[-1].casefold() for c in claims for v in c.attributed_to if v.name.split()}
    return frozenset(people)
