"""What one report says first of its dead and injured, with those who died taken out of those who were shot.

A news report tells the whole in its first sentence that counts people (the inverted pyramid), and then single
people, other cases, courts and memories; a sum over a long report counts all of them again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from cenotaph.extract.lexicon import table
from cenotaph.extract.marks import at, has, number, stated
from cenotaph.extract.outcome import died_within, without_dead
from cenotaph.extract.some_died import as_hurt
from cenotaph.model import Claim, Measure, Reading, Said

__all__ = ["read_lead"]

# words for whoever was there, which say of no group that it is a part
_EVERYBODY = frozenset(("people", "persons", "victims", "individuals", "dead", "total", "fatalities"))
_EVENT = 700  # characters in which one event of a round-up is told
_LATER = 7  # people at most by whom a numbered one raises the first figure: "an eighth teenager" after one
_FAR = 1000  # characters after the first dead or hurt where others, new to the report, are of another case
_APART = 2  # days before the event of the opening: another event
_DAYS = 3  # of a period that names the day of an event
_OPENING = 3  # sentences that count, among which a number is preferred to a bare plural or an "another"


def read_lead(report: str, published: date | None, claims: Sequence[Claim], counted: Collection[str]) -> Reading:
    """The figures of a report's first sentences that count; ``counted`` are ids of claims that its tally counts.

    Bodies found stand for the killed where nobody is said to be killed; "killed or injured" bounds both from
    above where neither is said. Of a round-up the first single event is read.
    """
    told = [as_hurt(c) for c in claims if c.id in counted and c.count is not None and not c.count.unknown]
    told = _of_the_matter(_same_days(_one_event(sorted(told, key=lambda c: c.anchor.start))))
    headed = _headed([as_hurt(c) for c in claims])
    killed = _first(told, Measure.KILLED, headed) or _first(told, Measure.BODIES_FOUND, headed)
    hurt = _first(told, Measure.INJURED, headed)
    killed, hurt = _raised(killed, told, within=1 if hurt else _LATER), hurt if killed else _raised(hurt, told)
    killed = _with_attacker(told, killed)
    injured = _survivors(told, [as_hurt(c) for c in claims], killed, hurt)
    either = _first(told, Measure.KILLED_OR_INJURED, headed)
    if killed is None and injured is None and either is not None:
        killed = injured = Said(0, None, either.high, either.claims)
    return Reading(report=report, published=published, killed=killed, injured=injured)


def _one_event(told: list[Claim]) -> list[Claim]:
    """In a round-up ("15 shot in shootings citywide") the claims of the first event that is told by itself."""
    if not told or not has(told[0], "many_events"):
        return told
    single = [c for c in told if not has(c, "many_events")]
    return [c for c in single if c.anchor.start <= single[0].anchor.start + _EVENT] if single else told


def _same_days(told: list[Claim]) -> list[Claim]:
    """Without what is told later of an earlier day ("On Monday, a man was killed two blocks away")."""
    opening = next((c.period for c in told if _day(c) is not None), None)
    first = opening.earliest if opening is not None else None
    if first is None:
        return told
    starts = {c.anchor.start for c in told[:1]}
    return [
        c for c in told if c.anchor.start in starts or _pointed(c) or (first - (_day(c) or first)).days < _APART
    ]


def _of_the_matter(told: list[Claim]) -> list[Claim]:
    """Without dead, or hurt, of whom a report tells first long after the others, and as of people new to it.

    A report of five hurt that ends with "a man was killed in a robbery" tells of another case, or is a news page.
    """
    dead = [c for c in told if c.measure in {Measure.KILLED, Measure.BODIES_FOUND}]
    hurt = [c for c in told if c.measure is Measure.INJURED]
    for late, early in ((dead, hurt), (hurt, dead)):
        if late and early and late[0].anchor.start > early[0].anchor.start + _FAR and _new(late[0]):
            return [c for c in told if c not in late]
    return told


def _new(claim: Claim) -> bool:
    return not (_pointed(claim) or has(claim, "attacker") or claim.people)


def _pointed(claim: Claim) -> bool:
    """Whether a claim points at people already told of, or sets others beside them."""
    return has(claim, "definite") or has(claim, "pronoun") or has(claim, "additional")


def _day(claim: Claim) -> date | None:
    """The last day of a claim's own short period; None where its words name none."""
    period = claim.period
    if period is None or "period.by_occasion" in claim.extraction.rules:
        return None
    if period.earliest is None or period.latest is None or (period.latest - period.earliest).days > _DAYS:
        return None
    return period.latest


def _headed(claims: Sequence[Claim]) -> frozenset[str]:
    """Ids of the claims whose figure the headline gives too: what the report is about."""
    at = {claim.id: claim.anchor.start for claim in claims}
    said = {c.restates for c in claims if c.restates and c.anchor.start < at.get(c.restates, 0) and stated(c)}
    merged = {c.id for c in claims if any(a.start < c.anchor.start for a in c.anchors[1:])}
    return frozenset(i for i in said | merged if i)


def _first(told: Sequence[Claim], measure: Measure, headed: Collection[str]) -> Said | None:
    """The first sentence with a number for the measure: its numbers added up, or the span of its speakers'."""
    found = [claim for claim in told if claim.measure is measure]
    if not found:
        return None
    start = _opening(found, {c.anchor.start for c in told if c.measure is not measure}, headed)
    voices: dict[str, list[Claim]] = defaultdict(list)
    for claim in found:
        if claim.anchor.start == start:
            voices[claim.speaker.name].append(claim)
    return _span([_sum(own) for _, own in sorted(voices.items())])


def _span(sums: Sequence[Said]) -> Said:
    """The figures of one voice, or from the lowest to the highest of several."""
    if len({(one.low, one.best, one.high) for one in sums}) == 1:
        return sums[0]
    highs = [one.high for one in sums if one.high is not None]
    everyone = tuple(claim for one in sums for claim in one.claims)
    return Said(min(one.low or 0 for one in sums), None, max(highs) if len(highs) == len(sums) else None, everyone)


def _raised(said: Said | None, told: Sequence[Claim], within: int = _LATER) -> Said | None:
    """The figure, raised where a further person is numbered: two were killed, and "a *third* person has died"."""
    if said is None:
        return None
    for claim in told:
        nth = _ordinal(claim) if claim.measure is said.claims[0].measure else None
        if nth is not None and said.named is not None and said.named < nth <= said.named + within:
            said = Said(nth, nth, nth, (*said.claims, claim))
    return said


def _ordinal(claim: Claim) -> int | None:
    """The 3 of "a third person"; None where nobody is numbered."""
    if claim.count is None or claim.count.best != 1 or claim.part_of is not None or has(claim, "definite"):
        return None
    known: dict[str, int] = table("number_words")["ordinals"]
    words_said = claim.count.text.casefold().split()
    digits = (re.fullmatch(r"(\d+)(?:st|nd|rd|th)", word) for word in words_said)
    said = [known[w] for w in words_said if w in known] + [int(m.group(1)) for m in digits if m]
    return said[0] if said else None


def _opening(found: Sequence[Claim], others: Collection[int], headed: Collection[str]) -> int:
    """Where the sentence stands that gives the whole: the headline's figure, else the first that tells a number.

    ``others`` are the sentences that tell of other harm.
    """
    starts = sorted({claim.anchor.start for claim in found})
    by_start = {s: [c for c in found if c.anchor.start == s] for s in starts}
    first = next((s for s in starts[:_OPENING] if _tells(by_start[s], beside=s in others)), starts[0])
    least = _total(by_start[first])
    whole = (s for s in starts if any(c.id in headed and _holds(c) for c in by_start[s]))
    first = next((s for s in whole if _total(by_start[s]) >= least), first)
    if not others and all(has(c, "additional") for c in by_start[first]):
        near = starts[starts.index(first) + 1 :][:_OPENING]  # "four others", and then "five people"
        first = next(
            (
                s
                for s in near
                if any(_holds(c) and stated(c) for c in by_start[s])
                and _total(by_start[s]) > _total(by_start[first])
            ),
            first,
        )
    if not any(_exact(c) for c in by_start[first]):
        first = next((s for s in starts if any(_fills(c, by_start[first]) for c in by_start[s])), first)
    one = by_start[first]
    if first == starts[0] and len(one) == 1 and number(one[0]) == 1 and not stated(one[0]) and _headline(one[0]):
        more = [s for s in starts[1:_OPENING] if any(_holds(c) for c in by_start[s])]
        first = more[0] if more else first
    elif first == starts[0] and all(_headline(c) and c.measure is Measure.KILLED and not stated(c) for c in one):
        more = [s for s in starts[1:_OPENING] if any(_holds(c) and stated(c) for c in by_start[s])]
        first = next(
            (s for s in more if _total(by_start[s]) > _total(one)), first
        )  # "mother, son killed": four dead
    return first


def _total(here: Sequence[Claim]) -> int:
    return sum(number(c) or 0 for c in here if c.part_of is None)


def _exact(claim: Claim) -> bool:
    """A figure, also "at least 14", and not "several" or a bare plural."""
    return claim.count is not None and (
        claim.count.best is not None or (stated(claim) and claim.count.high is None)
    )


def _fills(claim: Claim, vague: Sequence[Claim]) -> bool:
    """Whether a figure of more than one says how many "several people" were."""
    n = number(claim)
    if n is None or n < 2 or not _exact(claim) or not stated(claim) or claim.part_of is not None:
        return False
    ends = [c.count.high for c in vague if c.count is not None]
    return all(end is None or n <= end for end in ends)


def _headline(claim: Claim) -> bool:
    return claim.anchor.quote.rstrip()[-1:] not in {".", "!", "?", '"', "\u201d", "'", "\u2019"}


def _holds(claim: Claim) -> bool:
    """Whether a claim counts several people without saying that they are others."""
    n = number(claim)
    return (
        n is not None and n > 1 and _exact(claim) and not has(claim, "additional") and not has(claim, "many_events")
    )


def _tells(here: Sequence[Claim], *, beside: bool) -> bool:
    """Whether a sentence gives the whole: a number or single people, and not only "another" or a bare plural.

    ``beside``: the sentence tells of other harm too, to which "others" is said ("one died and two others ...").
    """
    numbered = any((c.count is not None and c.count.best is not None) or stated(c) for c in here)
    return numbered and (beside or not all(has(c, "additional") and number(c) == 1 for c in here))


def _sum(claims: Sequence[Claim]) -> Said:
    """The numbers of one voice in one sentence added up; a total of "people" holds the others that it exceeds.

    The attacker's own death is never within it.
    """
    if any(number(c) == 1 and not has(c, "pronoun") and "frame.active" not in c.extraction.rules for c in claims):
        claims = [
            c for c in claims if not (has(c, "pronoun") and number(c) == 1)
        ]  # "boy hurt after shooting himself"
    total = max((c for c in claims if _may_hold(c)), key=lambda c: number(c) or 0, default=None)
    others = [c for c in claims if c is not total]
    adds = any(has(c, "additional") for c in claims)
    told = sum(number(c) or 0 for c in others)
    split = len(others) > 1 and total is not None and told == number(total)  # "the four - three men and a woman -"
    if total and (split or not adds or _details(others, total)) and told <= (number(total) or 0):
        did = [c for c in others if _turned(c, total)]
        claims = [total, *did]
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


def _may_hold(claim: Claim) -> bool:
    """Whether a claim may be the total of its sentence: of people in general, and of more than one."""
    return _of_all(claim) and not has(claim, "attacker") and (stated(claim) or (number(claim) or 0) > 1)


def _details(others: Sequence[Claim], total: Claim) -> bool:
    """ "Two others were wounded, one an officer who was *hit* by a splinter"."""
    return all(has(c, "weak") and at(c) > at(total) and not has(c, "additional") for c in others)


def _turned(claim: Claim, total: Claim) -> bool:
    """Whether somebody who killed dies in the same sentence: "before taking his life", "then he was shot"."""
    if "frame.active" not in total.extraction.rules:
        return False
    rules = claim.extraction.rules
    shot = has(claim, "pronoun") and number(claim) == 1 and at(claim) > at(total) and "frame.passive" in rules
    return has(claim, "attacker") or shot


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
    first = min(c.anchor.start for c in killed.claims)
    act = all("frame.multiple" in c.extraction.rules and c.anchor.start >= first for c in injured.claims)
    if act and injured.named > killed.named and injured.named > 1:
        return _less(injured, killed.named, killed.claims)  # a "triple shooting" that killed two
    ids = {claim.id for claim in killed.claims}
    victims = [*killed.claims, *(c for c in claims if c.restates in ids and c.people)]
    sentences = {claim.anchor.start for claim in told if claim.measure in {Measure.KILLED, Measure.BODIES_FOUND}}
    same = [c for c in told if c.measure is Measure.INJURED and c.count and number(c) == injured.named]
    if not same or not all(without_dead(claim, victims, killed.named, sentences) for claim in same):
        return injured
    return _less(injured, killed.named, killed.claims) if injured.named > killed.named else None


def _less(injured: Said, dead: int, by: tuple[Claim, ...]) -> Said:
    low, best, high = (None if n is None else max(0, n - dead) for n in (injured.low, injured.best, injured.high))
    return Said(low, best, high, (*injured.claims, *by))
