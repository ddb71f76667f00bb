"""Incidents in the making: claims that state their own day, gathered by day, place, parties and cause.

Claims are taken in an order that follows from their content (narrowest day first, then finest place), each
joins the incident that it fits best or opens a new one. An index by day and country keeps the cost near-linear.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from sys import intern

from cenotaph.model import CauseCode, Place
from cenotaph.places.names import loose
from cenotaph.places.nationalities import country_name
from cenotaph.resolve.marks import Mark, Seeker, marks_of_place, marks_of_spellings, marks_of_traits
from cenotaph.resolve.traits import Traits
from cenotaph.resolve.when import Window, date_words
from cenotaph.resolve.where import Meeting, finer, meet, place_name

__all__ = [
    "JOIN",
    "Cluster",
    "Index",
    "Link",
    "Match",
    "agree",
    "cause_of",
    "gather",
    "meeting_of",
    "name_in",
    "own_meeting",
    "parties_of",
    "people_named",
    "sentence",
]

JOIN = 0.6
# weights of a match; an unknown counts a little, a conflict against
_TIME, _PLACE, _PARTIES, _CAUSE, _REPORT = 0.4, 0.35, 0.12, 0.08, 0.05
_UNKNOWN = 0.4
# not in the sum to one: few claims name people, and that others do not speaks against nothing
_PEOPLE = 0.15
# claims of an incident that a link names as those it was compared with
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Match:
    """How well a claim fits an incident (0..1); ``tied`` when enough binds them to join, and then why, in words."""

    score: float
    reasons: tuple[str, ...]
    tied: bool

    @property
    def joins(self) -> bool:
        """Whether the claim may be placed in the incident."""
        return self.tied and self.score >= JOIN


@dataclass(frozen=True, slots=True)
class Link:
    """A claim placed in an incident, with the score, the reasons and the claims it was compared with."""

    traits: Traits
    score: float
    reason: str
    evidence: tuple[str, ...]


@dataclass(slots=True, eq=False)
class Cluster:
    """An incident in the making; ``window`` and ``place`` are the narrowest among its claims.

    ``first`` are the three smallest claim ids, ``marks`` what it is found by, ``listed`` the days and country under
    which the index holds it.
    """

    window: Window | None
    place: Place | None = None
    links: dict[str, Link] = field(default_factory=dict)
    first: tuple[str, ...] = ()
    doers: set[str] = field(default_factory=set)
    harmed: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    causes: set[CauseCode] = field(default_factory=set)
    spellings: set[str] = field(default_factory=set)
    by_report: dict[str, list[Traits]] = field(default_factory=lambda: defaultdict(list))
    marks: set[Mark] = field(default_factory=set)
    listed: tuple[Window | None, str | None] | None = None

    def add(self, traits: Traits, score: float, reason: str, evidence: tuple[str, ...] = ()) -> None:
        """Place the claim here and learn from it."""
        name = traits.claim.id
        self.links[name] = Link(traits, score, reason, evidence)
        if len(self.first) < _NAMED or name < self.first[-1]:
            self.first = tuple(sorted({*self.first, name}))[:_NAMED]
        self.by_report[traits.claim.report].append(traits)
        self.doers |= traits.doers
        self.harmed |= traits.harmed
        self.people |= traits.people
        if traits.cause:
            self.causes.add(traits.cause)
        self.marks |= marks_of_traits(traits)
        if not traits.spellings <= self.spellings:
            self.spellings |= traits.spellings
            self.marks |= marks_of_spellings(traits.spellings)
        place = self.place
        if place is None or (
            traits.place not in (None, place) and (meeting := meet(place, traits.place)) and meeting.score
        ):
            self.place = finer(place, traits.place)
        if self.place is not None and self.place is not place:
            self.marks |= marks_of_place(self.place)
        if traits.window and self.window and self.window.stated and traits.window.days < self.window.days:
            self.window = traits.window

    def remove(self, claim_id: str) -> None:
        """Take the claim out again; what was learned from it stays."""
        report = self.links.pop(claim_id).traits.claim.report
        self.first = tuple(sorted(self.links))[:_NAMED]
        self.by_report[report] = [told for told in self.by_report[report] if told.claim.id != claim_id]
        if not self.by_report[report]:
            del self.by_report[report]

    @property
    def first_claim(self) -> str:
        """The smallest claim id: a name that does not depend on the order of the input."""
        return self.first[0]

    @property
    def country(self) -> str | None:
        """ISO code of the country of the incident's place."""
        return self.place.country if self.place else None


class Index:
    """Clusters by day, country and report, so that a claim meets only those it may belong to."""

    def __init__(self) -> None:
        self.clusters: list[Cluster] = []
        # days as ordinals
        self._by_day: dict[tuple[int, str | None], list[Cluster]] = defaultdict(list)
        self.by_report: dict[str, list[Cluster]] = defaultdict(list)

    def put(self, cluster: Cluster, traits: Traits) -> None:
        """Register the cluster, or what ``traits`` has just added to it."""
        if not cluster.links:
            raise ValueError("a cluster without a claim")
        if cluster not in self.by_report[traits.claim.report]:
            self.by_report[traits.claim.report].append(cluster)
        if len(cluster.links) == 1:
            self.clusters.append(cluster)
        listed = (cluster.window, cluster.country)
        if listed != cluster.listed:
            cluster.listed = listed
            window = cluster.window
            for day in range(window.first.toordinal(), window.last.toordinal() + 1) if window else ():
                for country in (cluster.country, "*"):
                    self._by_day[(day, country)].append(cluster)

    def near(self, first: date, last: date, country: str | None, *, margin: int = 0) -> Iterable[Cluster]:
        """Clusters from ``margin`` days before ``first`` to as many after ``last``, each once.

        In that country or in none stated; in any country when None.
        """
        days = range(first.toordinal() - margin, last.toordinal() + margin + 1)
        places = (country, None) if country else ("*",)
        listed = [self._by_day.get((day, place), ()) for day in days for place in places]
        return dict.fromkeys(chain.from_iterable(listed))


def gather(dated: Iterable[Traits], index: Index, *, apart: frozenset[tuple[str, str]] = frozenset()) -> None:
    """Place every dated claim in the incident that it fits best, or in a new one.

    ``apart`` holds pairs of claim ids that a person judged to be about different incidents.
    """
    waiting = sorted(dated, key=_narrowest)
    spelled = (spellings for told in (waiting, index.clusters) for spellings in (one.spellings for one in told))
    seeker = Seeker({name.split()[0] for spellings in spelled for name in spellings if name})
    for traits in waiting:
        assert traits.window is not None
        best: tuple[float, str, Cluster, Match] | None = None
        sought = seeker.sought(traits)
        for cluster in index.near(traits.window.first, traits.window.last, traits.country, margin=1):
            if sought.isdisjoint(cluster.marks) and traits.claim.report not in cluster.by_report:
                continue
            if apart and any((traits.claim.id, other) in apart for other in cluster.links):
                continue
            match = agree(traits, cluster)
            if match and match.joins and (best is None or (-match.score, cluster.first_claim) < best[:2]):
                best = (-match.score, cluster.first_claim, cluster, match)
        if best:
            cluster, match = best[2], best[3]
            cluster.add(traits, match.score, sentence(match.reasons), cluster.first)
        elif traits.person and not traits.specific:
            continue
        else:
            cluster = Cluster(window=traits.window)
            reason = f"states its own day, {date_words(traits.window.first, traits.window.last)}"
            if not traits.window.stated:
                reason = (
                    f"reported by {date_words(traits.window.last, traits.window.last)} without a day of its own"
                )
            if traits.place:
                reason += f", and its place, {place_name(traits.place)}"
            cluster.add(traits, 1.0, reason)
        index.put(cluster, traits)


def _narrowest(traits: Traits) -> tuple[bool, int, float, date, bool, str]:
    assert traits.window is not None
    fineness = float(traits.place.precision) if traits.place and traits.place.precision else 9.0
    published = (traits.report.published if traits.report else None) or date.max
    return traits.person, traits.window.days, fineness, published, not traits.doers, traits.claim.id


def agree(traits: Traits, cluster: Cluster) -> Match | None:
    """How well a dated claim fits; None when the days or the places exclude each other."""
    assert traits.window is not None
    assert cluster.window is not None
    if traits.window.stated is not cluster.window.stated:
        return None
    time = traits.window.agreement(cluster.window)
    meeting = meeting_of(traits, cluster) if time else None
    if not time or (meeting and not meeting.score):
        return None
    same_report = traits.claim.report in cluster.by_report
    parties, who = parties_of(traits, cluster)
    cause = cause_of(traits, cluster)
    people = traits.people & cluster.people
    score = _TIME * time + _PLACE * (meeting.score if meeting else _UNKNOWN) + _REPORT * same_report
    score += _PARTIES * _weight(parties) + _CAUSE * _weight(cause) + _PEOPLE * bool(people)
    strong = meeting is not None and meeting.strong
    if time < 0.7 or not traits.window.stated:
        # a neighbouring day, or none stated: it must be the same place, and nothing may speak against it
        tied = strong and parties is not False and cause is not False and bool(parties or cause or time > 0.7)
    elif people:
        # one person comes to harm once; a namesake would have to be harmed on the same day, and nowhere else
        tied = True
    elif traits.person and not same_report:
        tied = strong
    else:
        broad = bool(parties) and (bool(cause) or (meeting is not None and cause is not False))
        # a place that only the report names needs the very day, people or means besides
        exact = time == 1.0 and traits.window.days <= 2
        own = strong and (traits.place is not None or exact or bool(parties or cause))
        tied = own or same_report or broad
    score = round(min(1.0, score), 3)
    if not (tied and score >= JOIN):
        return Match(score, (), tied)
    reasons = [_day_reason(traits.window, cluster.window, time)]
    reasons += [meeting.reason] if meeting else []
    reasons += [who] if parties else []
    reasons += ["both name the same means"] if cause else []
    reasons += [people_named(people)] if people else []
    reasons += ["same report"] if same_report else []
    return Match(score, tuple(reasons), tied)


def sentence(reasons: Iterable[str]) -> str:
    """The reasons as one sentence, which is kept once for all links that have it."""
    return intern("; ".join(reasons))


def own_meeting(traits: Traits, cluster: Cluster) -> Meeting | None:
    """How the place that the claim itself states agrees with the incident's; None when that does not decide."""
    return meet(traits.place, cluster.place) if traits.place and cluster.place else None


def meeting_of(traits: Traits, cluster: Cluster) -> Meeting | None:
    """How the claim's place agrees with the incident's; None when one is not stated or nothing decides.

    A claim that states no place, or only the country, meets the incident through its report's own naming of the
    place; a named person's fate does not: being in the same article is no tie.
    """
    meeting = own_meeting(traits, cluster)
    if traits.person or (meeting and (meeting.strong or not meeting.score)):
        return meeting
    named = name_in(traits.words, cluster) or _beside(traits, cluster)
    if not named:
        return meeting
    own = f"{meeting.reason}; " if meeting else ""
    return Meeting(0.8, f"{own}its report names {named}")


def _beside(traits: Traits, cluster: Cluster) -> str | None:
    for place in traits.beside if cluster.place else ():
        meeting = meet(place, cluster.place) if cluster.place else None
        if meeting and meeting.strong:
            return place_name(place)
    return None


def name_in(words: str, cluster: Cluster) -> str | None:
    """The incident's place as its claims spell it, where ``words`` (folded text) hold it; None otherwise."""
    found = [name for name in cluster.spellings if name and _spelled(name, words)]
    return min(found).title() if found else None


def _spelled(name: str, words: str) -> bool:
    """Whether ``words`` hold the name, as written or in another usual romanisation ("deir el zour")."""
    if f" {name} " in words:
        return True
    parts = name.split()
    start = words.find(f" {parts[0]} ") if len(parts) > 1 else -1
    while start >= 0:
        written = " ".join(words[start : start + 2 * len(name)].split()[: len(parts)])
        if loose(written) and loose(written) == loose(name):
            return True
        start = words.find(f" {parts[0]} ", start + 1)
    return False


def parties_of(traits: Traits, cluster: Cluster) -> tuple[bool | None, str]:
    """Whether the same side is said to have done it, or the same foreigners to have been harmed."""
    doers = traits.doers & cluster.doers
    harmed = traits.harmed & cluster.harmed - {cluster.country or ""}
    if doers:
        return True, f"both name {_actors(doers)} as those who did it"
    if harmed:
        return True, f"both are about people from {_actors(harmed)}"
    if traits.doers and cluster.doers:
        return False, ""
    return None, ""


def _actors(codes: Iterable[str]) -> str:
    names = (country_name(c) if len(c) == 2 else c.partition(":")[2].replace("_", " ") for c in codes)
    return " and ".join(sorted(names))


def people_named(names: Iterable[str]) -> str:
    """``both name Igor Kosoturov`` as a reason; names are folded."""
    return f"both name {' and '.join(name.title() for name in sorted(names)[:3])}"


def cause_of(traits: Traits, cluster: Cluster) -> bool | None:
    """Whether both name the same means; None when one names none."""
    if traits.cause is None or not cluster.causes:
        return None
    return traits.cause in cluster.causes


def _weight(known: bool | None) -> float:
    return _UNKNOWN if known is None else (1.0 if known else -0.8)


def _day_reason(a: Window, b: Window, time: float) -> str:
    if not a.stated:
        return f"both reported by {date_words(max(a.last, b.last), max(a.last, b.last))}"
    if a == b:
        return f"both {date_words(a.first, a.last)}"
    link = "overlaps" if time > 0.4 else "is the day next to"
    return f"{date_words(a.first, a.last)} {link} {date_words(b.first, b.last)}"
