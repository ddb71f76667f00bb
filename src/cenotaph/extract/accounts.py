"""A note added up sentence by sentence: which claims join one running count, and which are a rival version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cenotaph.extract.lexicon import flat, words
from cenotaph.extract.marks import has, stated
from cenotaph.model import Claim, Count, PopStatus

__all__ = ["Account", "Range", "join", "known", "rival", "span", "weight"]


_SEXES = ({"he", "him", "his", "himself"}, {"she", "her", "herself"})


@dataclass(frozen=True, slots=True)
class Range:
    """Persons: low, best and high; None is not stated (an open end), never zero."""

    low: int | None = None
    best: int | None = None
    high: int | None = None


@dataclass(slots=True)
class Account:
    """One version of the count: what a set of sentences that do not contradict each other add up to.

    ``minus`` is the number of its people who are told dead elsewhere.
    """

    claims: list[Claim] = field(default_factory=list)
    minus: int = 0

    def value(self) -> Range:
        """Totals against their parts: the larger of the two; everything else summed."""
        totals = [c for c in self.claims if _is_total(c)]
        parts = [c for c in self.claims if not _is_total(c)]
        summed = _sum(parts) if parts else None
        best_total = max((_range(c.count) for c in totals), key=weight) if totals else None
        if summed is None or best_total is None:
            found = summed or best_total or Range()
        elif weight(best_total) >= weight(summed) or len(parts) == 1:
            found = best_total
        else:
            found = summed
        if not self.minus:
            return found
        ends = (None if end is None else max(0, end - self.minus) for end in (found.low, found.best, found.high))
        return Range(*ends)


def join(claim: Claim, account: Account, attackers: frozenset[str]) -> str | None:
    """Why a claim adds to an account: one sentence and voice, "also" or "another", a pointer back, the attacker.

    None when it does not. ``attackers`` are the last names of those said to have done it.
    """
    last = account.claims[-1]
    if claim.anchor.start == last.anchor.start and claim.speaker.name == last.speaker.name:
        return "counted, told in one sentence with others"
    if has(claim, "additional") or has(claim, "also"):
        return "counted, said to be besides the others"
    if _did_it(claim, attackers) and not any(_did_it(c, attackers) for c in account.claims):
        return "counted, the attacker's own harm"
    if _after_the_attacker(claim, account, attackers):
        return "counted, besides the attacker"
    if _other_side(claim, account) and claim.speaker.name == last.speaker.name:
        return "counted, people of another side"
    return "counted" if _pronoun(claim) else None


def known(claim: Claim, account: Account, attackers: frozenset[str]) -> bool:
    """Whether a claim that joins an account speaks of people whom the account already holds."""
    if has(claim, "additional") or has(claim, "also"):
        return False
    if _did_it(claim, attackers):
        everybody = any(c.count is not None and c.count.text.casefold().startswith("all ") for c in account.claims)
        return everybody or any(_did_it(c, attackers) for c in account.claims)
    if not _pronoun(claim):
        return False
    return any(c.anchor.start != claim.anchor.start or _same_one(c, claim) for c in account.claims)


def _same_one(a: Claim, b: Claim) -> bool:
    """ "punched *her* and broke *her* nose"."""
    said = {c.count.text.casefold() if c.count is not None else "" for c in (a, b)}
    return any(said <= sex for sex in _SEXES)


def rival(account: Account, values: Sequence[tuple[Range, Account]], best: Range) -> bool:
    """Whether an account is another version of the main count, and not a detail of it."""
    value = account.value()
    if value == best:
        return True
    main = next(a for v, a in values if v == best)
    if {c.speaker.name for c in account.claims} & {c.speaker.name for c in main.claims}:
        return False
    numbered = any(stated(c) for c in account.claims)
    if value.high == 0 and any(_heads(c) for c in account.claims):
        return False  # "no soldiers were killed" says nothing of the others
    if not numbered or ((value.low or 0) <= 1 and value.high == 1 and not _same_people(account, main)):
        return False
    return all(_comparable(a, b) for a in account.claims for b in main.claims)


def span(values: Sequence[Range]) -> Range:
    """From the lowest to the highest of rival versions, without a best of its own."""
    lows = [v.low for v in values if v.low is not None]
    high = None if any(v.high is None for v in values) else max(v.high for v in values if v.high is not None)
    return Range(min(lows) if lows else None, None, high)


def weight(found: Range) -> tuple[int, int]:
    """What is larger: by the best figure or the floor, then by the ceiling."""
    return (found.best if found.best is not None else found.low or 0, found.high or 0)


def _did_it(claim: Claim, attackers: frozenset[str]) -> bool:
    """The attacker, by the word ("the bomber", "himself") or by a name that an attack is laid to."""
    return has(claim, "attacker") or any(p.name.split()[-1].casefold() in attackers for p in claim.people)


def _after_the_attacker(claim: Claim, account: Account, attackers: frozenset[str]) -> bool:
    """ "Vant died on impact. *Two clerks* were killed": named people, or one more, after the attacker alone."""
    if not all(_did_it(c, attackers) for c in account.claims) or _did_it(claim, attackers):
        return False
    if _pronoun(claim) or claim.count is None or not claim.count.low:
        return False
    return bool(_heads(claim)) or (claim.group is None and claim.count.best == 1)


def _pronoun(claim: Claim) -> bool:
    return has(claim, "pronoun") or (has(claim, "definite") and "count.number" not in claim.extraction.rules)


def _other_side(claim: Claim, account: Account) -> bool:
    """Numbers of soldiers, rebels and civilians in different sentences: they cannot be the same people."""
    own = _side(claim)
    theirs = {_side(c) for c in account.claims}
    numbered = stated(claim) and all(map(stated, account.claims))
    return bool(own and numbered and None not in theirs and own not in theirs)


def _side(claim: Claim) -> str | None:
    told = claim.group.text.lower().split() if claim.group is not None else []
    return next((side for word in reversed(told) if (side := flat("groups", "sides").get(word))), None)


def _is_total(claim: Claim) -> bool:
    rules = claim.extraction.rules
    if has(claim, "total") or "count.toll" in rules or "frame.toll" in rules:
        return True
    group = claim.group
    bare = group is None or set(group.text.lower().split()) <= words("groups", "general")
    return bare and any(r.startswith("frame.counted_noun") for r in rules)


def _heads(claim: Claim) -> set[str]:
    found = set(claim.group.text.lower().split()) - words("groups", "general") if claim.group is not None else set()
    return {word.removesuffix("s") for word in found}


def _same_people(a: Account, b: Account) -> bool:
    return any(_heads(one) & _heads(two) for one in a.claims for two in b.claims)


def _disjoint(a: Claim, b: Claim) -> bool:
    """Two groups that cannot be the same people: soldiers and civilians, or two different nations."""
    if a.group is None or b.group is None:
        return False
    one, two = a.group, b.group
    if one.nationality and two.nationality and not set(one.nationality) & set(two.nationality):
        return True
    return {one.status, two.status} == {PopStatus.CIVILIAN, PopStatus.ARMED_FORCES}


def _comparable(a: Claim, b: Claim) -> bool:
    """Whether two figures can be of the same people: one group is general, or their words overlap."""
    if _disjoint(a, b):
        return False
    one, two = _heads(a), _heads(b)
    return not one or not two or bool(one & two)


def _range(count: Count | None) -> Range:
    return Range() if count is None else Range(count.low, count.best, count.high)


def _sum(claims: Sequence[Claim]) -> Range:
    total = Range(0, 0, 0)
    for one in (_range(claim.count) for claim in claims):
        best = total.best + one.best if total.best is not None and one.best is not None else None
        high = total.high + one.high if total.high is not None and one.high is not None else None
        total = Range((total.low or 0) + (one.low or 0), best, high)
    return total
