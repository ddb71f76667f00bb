"""Claims without a day of their own: tied to an incident by what else binds them, with the reason said.

Nothing is inherited: the claim keeps saying no date. It is linked because the same report tells of the
incident and place, parties or paragraph agree; because another outlet tells the same statement within days;
or because it was published soon after, about the same place and the same people.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from cenotaph.model import Claim
from cenotaph.places.actors import side_key
from cenotaph.places.names import fold
from cenotaph.resolve.alike import ALIKE, likeness
from cenotaph.resolve.cluster import (
    JOIN,
    Cluster,
    Index,
    Match,
    cause_of,
    meeting_of,
    name_in,
    own_meeting,
    parties_of,
    people_named,
    sentence,
)
from cenotaph.resolve.marks import Mark, Seeker
from cenotaph.resolve.traits import Traits
from cenotaph.resolve.when import MONTHS, date_words

__all__ = ["attach", "day_named", "rejection", "said_on", "statement_words"]

_RECENT_DAYS = 14
_STATEMENT_DAYS = 3
# two incidents that fit about equally well: undecided, so neither
_MARGIN = 0.1
_ONE_PARAGRAPH = "in one paragraph"
_NEXT_PARAGRAPH = "in the next paragraph"
_SAME_REPORT, _ONE_INCIDENT = "same report", "which tells of one incident"
_PARTY_SAYS = "a party to it says what happened, without a number"
_MONTHS = {name: n for n, full in enumerate((month.casefold() for month in MONTHS), 1) for name in (full, full[:3])}
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})"
_WRITTEN = tuple(
    re.compile(rf"(?<= ){pattern}(?= )")
    for pattern in (rf"(?P<day>\d{{1,2}})(?:th)? {_MONTH}", rf"{_MONTH} (?P<day>\d{{1,2}})")
)
_WEAK = {_ONE_PARAGRAPH, _NEXT_PARAGRAPH, _SAME_REPORT, _ONE_INCIDENT, _PARTY_SAYS}


def attach(undated: Sequence[Traits], index: Index) -> list[Traits]:
    """Place what can be placed, in the report first, then across reports, then in the report again.

    Returns the claims that are left.
    """
    left = _in_own_report(undated, index)
    linked = _by_statement(left, index)
    linked = _by_report(linked, index)
    return _in_own_report(linked, index)


def rejection(traits: Traits, cluster: Cluster) -> str:
    """Why a claim in a report about the incident was not placed there."""
    meeting = meeting_of(traits, cluster)
    if meeting and not meeting.score:
        return meeting.reason
    if traits.window and cluster.window and cluster.window.stated and not traits.window.agreement(cluster.window):
        own, other = traits.window, cluster.window
        return f"{date_words(own.first, own.last)} is not {date_words(other.first, other.last)}"
    if traits.person:
        return f"the report does not tie the fate of {traits.claim.people[0].name} to this time or place"
    return "nothing ties it to this incident: no day, place, parties or means, and no neighbouring claim"


def _in_own_report(claims: Iterable[Traits], index: Index) -> list[Traits]:
    waiting = list(claims)
    while True:
        placed: list[tuple[Traits, Cluster, Match]] = []
        left = []
        for traits in waiting:
            told = index.by_report.get(traits.claim.report, [])
            found = _best([(c, m) for c in told if (m := _told_with(traits, c, index))])
            if found:
                placed.append((traits, *found))
            else:
                left.append(traits)
        # a round is decided before anything is added, so that the order inside it does not matter
        for traits, cluster, match in placed:
            evidence = tuple(sorted(t.claim.id for t in cluster.by_report[traits.claim.report]))[:3]
            cluster.add(traits, match.score, sentence(match.reasons), evidence)
            index.put(cluster, traits)
        if not placed:
            return left
        waiting = left


def _told_with(traits: Traits, cluster: Cluster, index: Index) -> Match | None:
    """How well an undated claim fits an incident that its own report tells of."""
    # that the report names the place goes without saying here
    meeting = own_meeting(traits, cluster)
    if (meeting and not meeting.score) or _too_early(traits, cluster):
        return None
    beside = cluster.by_report[traits.claim.report]
    score, reasons = 0.35, [_SAME_REPORT]
    if len(index.by_report[traits.claim.report]) == 1:
        score += 0.15
        reasons.append(_ONE_INCIDENT)
    if meeting:
        score += 0.3 if meeting.strong else 0.15
        reasons.append(meeting.reason)
    parties, who = parties_of(traits, cluster)
    if parties is not None:
        score += 0.2 if parties else -0.15
    reasons += [who] if parties else []
    cause = cause_of(traits, cluster)
    if cause is not None:
        score += 0.1 if cause else -0.1
    reasons += ["both name the same means"] if cause else []
    # only beside a claim that is tied by more than its neighbours, or the chain would run through the article
    apart = min((abs(t.paragraph - traits.paragraph) for t in beside if _tied_itself(cluster, t)), default=9)
    if apart <= 1:
        score += 0.1 if apart else 0.15
        reasons.append(_NEXT_PARAGRAPH if apart else _ONE_PARAGRAPH)
    extra = _says_enough(traits, cluster)
    if extra and len(index.by_report[traits.claim.report]) == 1:
        score += 0.1
        reasons.append(extra)
    if _linked(traits.claim, [other.claim for other in beside]):
        score += 0.3
        reasons.append("repeats, replaces or is part of a claim placed here")
    # a named person's death must itself be tied to the place; being in the same article is no tie
    tied = meeting is not None and meeting.strong if traits.person else True
    match = Match(round(min(1.0, score), 3), tuple(reasons), tied)
    return match if match.joins else None


def _says_enough(traits: Traits, cluster: Cluster) -> str | None:
    """Why a claim that states no tie may still go with the one incident of its report; None when it may not."""
    claim = traits.claim
    if not claim.measure.counts_people:
        side = side_key(claim.speaker)
        is_party = side is not None and side in {cluster.country, *cluster.doers, *cluster.harmed}
        return _PARTY_SAYS if is_party else None
    published = traits.report.published if traits.report else None
    if claim.count is None or claim.count.unknown or published is None or cluster.window is None or traits.person:
        return None
    # "their bodies" is 2 or more by grammar alone: too vague to be about this incident and no other
    bare = (claim.count.low, claim.count.best, claim.count.high) == (2, None, None)
    soon = 0 <= (published - cluster.window.last).days <= _RECENT_DAYS
    return "gives a number, in a report of the days after" if soon and not bare else None


def _tied_itself(cluster: Cluster, traits: Traits) -> bool:
    """Whether more than its neighbours and its article placed the claim."""
    return bool(set(cluster.links[traits.claim.id].reason.split("; ")) - _WEAK)


def _too_early(traits: Traits, cluster: Cluster) -> bool:
    """Whether the claim's period ended before the incident began."""
    latest = traits.claim.period.latest if traits.claim.period else None
    stated = cluster.window is not None and cluster.window.stated
    return bool(latest and stated and cluster.window and latest < cluster.window.first)


def _linked(claim: Claim, beside: Sequence[Claim]) -> bool:
    ids = {other.id for other in beside}
    forward = {claim.restates, claim.supersedes, claim.part_of} & ids
    return bool(forward) or any(claim.id in (o.restates, o.supersedes, o.part_of) for o in beside)


def statement_words(claim: Claim) -> str:
    """The number words in a form in which "several dozen" and "Several dozens" are equal; "" without a number."""
    return "" if claim.count is None or claim.count.unknown else _singular(claim.count.text)


@lru_cache(maxsize=4096)
def _singular(words: str) -> str:
    return " ".join(word.removesuffix("s") for word in fold(words).split())


def said_on(traits: Traits) -> date | None:
    """The day the statement was made where stated, else the day of publication."""
    said = traits.claim.said_at
    stated = (said.latest or said.earliest) if said else None
    return stated or (traits.report.published if traits.report else None)


def _by_statement(claims: Sequence[Traits], index: Index) -> list[Traits]:
    """The same speaker, the same number words, within days: one statement, told by another outlet."""
    told: dict[tuple[str, str, date], list[tuple[date, Traits, Cluster]]] = defaultdict(list)
    speakers = {traits.key for traits in claims}
    for cluster in index.clusters:
        for link in cluster.links.values():
            if link.traits.key not in speakers or "@" in link.traits.key:
                continue
            day, words = said_on(link.traits), statement_words(link.traits.claim)
            if day and words:
                told[(link.traits.key, words, day)].append((day, link.traits, cluster))
    left, placed = [], []
    for traits in claims:
        day, words = said_on(traits), statement_words(traits.claim)
        fits = []
        near = _told_within_days(told, traits.key, words, day) if day and words and not traits.person else ()
        for when, other, cluster in near:
            meeting = meeting_of(traits, cluster)
            if not (meeting and not meeting.score) and not _too_early(traits, cluster):
                reasons = (f"the same words of the same speaker as in another report, {date_words(when, when)}",)
                fits.append((cluster, Match(0.7, reasons, True), other))
        clusters = {id(cluster) for cluster, _, _ in fits}
        if len(clusters) == 1:
            cluster, match, _ = fits[0]
            evidence = tuple(sorted(other.claim.id for _, _, other in fits))[:3]
            placed.append((traits, cluster, match, evidence))
        else:
            left.append(traits)
    for traits, cluster, match, evidence in placed:
        cluster.add(traits, match.score, sentence(match.reasons), evidence)
        index.put(cluster, traits)
    return left


def _told_within_days(
    told: Mapping[tuple[str, str, date], list[tuple[date, Traits, Cluster]]], key: str, words: str, day: date
) -> Iterator[tuple[date, Traits, Cluster]]:
    for offset in range(-_STATEMENT_DAYS, _STATEMENT_DAYS + 1):
        yield from told.get((key, words, day + timedelta(days=offset)), ())


def _by_report(claims: Sequence[Traits], index: Index) -> list[Traits]:
    """A report that tells of no incident yet, and as a whole agrees with one: soon after, its place, its people."""
    told: dict[str, list[Traits]] = defaultdict(list)
    for traits in claims:
        told[traits.claim.report].append(traits)
    spelled = _Spelled(index)
    left, placed = [], []
    for report, own in sorted(told.items()):
        found = None
        if not index.by_report.get(report):
            found = _best(
                [(c, m) for c in _candidates(own, index, spelled) if (m := _report_fits(own, c)) and m.joins]
            )
        fit = _fitting(own, found[0]) if found else []
        placed += [(traits, *found) for traits in fit] if found else []
        left += [traits for traits in own if traits not in fit]
    for traits, cluster, match in placed:
        cluster.add(traits, match.score, sentence(match.reasons), cluster.first)
        index.put(cluster, traits)
    return left


def _fitting(own: Sequence[Traits], cluster: Cluster) -> list[Traits]:
    """The claims of such a report that speak of the incident themselves; all that may, when none does."""
    open_to = [t for t in own if (not t.person or t.people & cluster.people) and not _too_early(t, cluster)]
    meetings = {t.claim.id: own_meeting(t, cluster) for t in open_to}
    open_to = [t for t in open_to if not ((m := meetings[t.claim.id]) and not m.score)]
    named = {t.claim.id for t in open_to if t.people & cluster.people}
    speaking = [
        t
        for t in open_to
        if t.claim.id in named or meetings[t.claim.id] or parties_of(t, cluster)[0] or cause_of(t, cluster)
    ]
    return speaking or open_to


class _Spelled:
    """Incidents by the first word of each spelling of their place and by day, to find what a report may name.

    ``seeker``: what claims look for among these incidents.
    """

    def __init__(self, index: Index) -> None:
        self._by_word: dict[tuple[str, int, int], list[Cluster]] = defaultdict(list)
        words: set[str] = set()
        for cluster in index.clusters:
            days = sorted({(day.month, day.day) for day in _nameable(cluster)})
            own = sorted({name.split()[0] for name in cluster.spellings if name})
            words.update(own)
            for word in own if days else ():
                for month, day in days:
                    self._by_word[(word, month, day)].append(cluster)
        self.seeker = Seeker(words)

    def named(self, words: str) -> list[Cluster]:
        """Incidents whose place and day the folded text names."""
        days = _days_in(words)
        told = sorted(set(words.split())) if days else []
        near = (cluster for word in told for day in days for cluster in self._by_word.get((word, *day), ()))
        return [cluster for cluster in near if name_in(words, cluster) and day_named(words, cluster)]


def _candidates(own: Sequence[Traits], index: Index, spelled: _Spelled) -> list[Cluster]:
    """The incidents that the report may tell of: those before it or named in it, with a mark in common."""
    report = own[0].report
    found: dict[Cluster, None] = {}
    if report is not None and report.published is not None:
        first = report.published - timedelta(days=_RECENT_DAYS)
        countries: list[str | None] = [*sorted({t.country for t in own if t.country})]
        for country in countries or [None]:
            found |= dict.fromkeys(index.near(first, report.published, country))
    found |= dict.fromkeys(spelled.named(own[0].words))
    sought = set[Mark]().union(*map(spelled.seeker.sought, own))
    return [cluster for cluster in found if not sought.isdisjoint(cluster.marks)]


def _nameable(cluster: Cluster) -> Iterator[date]:
    """The days by which a report may name the incident: those of a short window that is stated."""
    window = cluster.window
    return window.each() if window is not None and window.stated and window.days <= _STATEMENT_DAYS else iter(())


def day_named(words: str, cluster: Cluster) -> str | None:
    """The incident's day as the folded text writes it ("7 february"), None when it does not."""
    for day in _nameable(cluster):
        month = MONTHS[day.month - 1].casefold()
        for name in (month, month[:3]):
            for written in (f"{day.day} {name}", f"{name} {day.day}", f"{day.day}th {name}"):
                if f" {written} " in words:
                    return f"{day.day} {MONTHS[day.month - 1]}"
    return None


def _days_in(words: str) -> list[tuple[int, int]]:
    """Month and day of every day that the folded text writes in a way that ``day_named`` reads."""
    written = [(m["month"], m["day"]) for pattern in _WRITTEN for m in pattern.finditer(words)]
    return sorted({(_MONTHS[month], int(day)) for month, day in written})


def _report_fits(own: Sequence[Traits], cluster: Cluster) -> Match | None:
    """How well a report as a whole agrees with an incident, by the claims in it and by what its text names.

    Its place is needed, or the name of a person whom the incident harmed.
    """
    meetings = [m for t in own if not t.person and (m := meeting_of(t, cluster))]
    people = {name for t in own for name in t.people} & cluster.people
    agreeing = [m for m in meetings if m.score]
    published = own[0].report.published if own[0].report else None
    days = (published - cluster.window.last).days if published and cluster.window else -1
    named = day_named(own[0].words, cluster)
    if days < 0 or (days > _RECENT_DAYS and not named) or not (agreeing or (people and not meetings)):
        return None
    best = max(agreeing, key=lambda m: (m.score, m.reason), default=None)
    strong = best is not None and best.strong
    parties = [who for t in own if not t.person and (told := parties_of(t, cluster))[0] and (who := told[1])]
    causes = [c for t in own if (c := cause_of(t, cluster)) is not None]
    reasons = [f"its report names {named}" if named else f"its report was published {days} days after"]
    reasons += [best.reason] if best else []
    reasons += [people_named(people)] if people else []
    reasons += sorted(set(parties))[:1]
    reasons += ["both name the same means"] if any(causes) else []
    conflict = bool(causes) and not any(causes)
    # texts are compared only where that decides
    alike = likeness(own[0].report, cluster) if strong and not (parties or people or named or conflict) else 0.0
    reasons += [f"their texts are alike ({alike:.2f})"] if alike >= ALIKE else []
    score = 0.25 + (0.35 if strong else 0.15 if best else 0.0) + 0.35 * bool(people)
    score += 0.2 * bool(parties) + 0.1 * any(causes)
    tied = not conflict and (bool(parties or people) or (strong and (named is not None or alike >= ALIKE)))
    return Match(round(min(1.0, score), 3), tuple(reasons), tied)


def _best(found: list[tuple[Cluster, Match]]) -> tuple[Cluster, Match] | None:
    """The match that is clearly best; None when two are about as good."""
    ranked = sorted(found, key=lambda pair: (-pair[1].score, pair[0].first_claim))
    if not ranked or (len(ranked) > 1 and ranked[0][1].score - ranked[1][1].score < _MARGIN):
        return None
    return ranked[0] if ranked[0][1].score >= JOIN else None
