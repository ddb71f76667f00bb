"""Resolving without a ledger: which reports of a batch tell of one incident, when and where, and who copies whom.

Where ``resolve`` places single claims and gives a reason for each link, this compares whole reports, by their
words and by what their claims say, and takes every report to tell mainly of one incident.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cenotaph.model import Period, Place
from cenotaph.resolve.codes import code_of
from cenotaph.resolve.copies import COPIED_SHARE, Copy, best_copies, find_copies
from cenotaph.resolve.linkage import average_linkage
from cenotaph.resolve.pairs import Pairs, weights
from cenotaph.resolve.telling import Telling, days_told, places_told
from cenotaph.resolve.when import Window
from cenotaph.resolve.where import finer

__all__ = ["BatchIncident", "BatchResolution", "Echo", "gather_reports"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchIncident:
    """An incident of a batch: its code, its reports by their own ids (oldest first), when and where."""

    code: str
    reports: tuple[str, ...]
    period: Period | None
    place: Place | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Echo:
    """What a report repeats: the id of the earlier report, the share of its fingerprints there, and the kind."""

    source: str
    share: float
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchResolution:
    """Incidents in order of their codes, and echoes by the id of the report that repeats another."""

    incidents: tuple[BatchIncident, ...]
    echoes: dict[str, Echo]

    @property
    def copies(self) -> dict[str, str]:
        """Report -> the report of which it holds at least half: it is no voice of its own."""
        return {name: echo.source for name, echo in self.echoes.items() if echo.share >= COPIED_SHARE}


def gather_reports(tellings: Iterable[Telling]) -> BatchResolution:
    """Group reports into incidents and find copies; the same whatever the order of the input.

    A report without a word is in no incident. Ids must differ.
    """
    ordered = sorted((t for t in tellings if t.text.strip()), key=lambda t: (t.published or date.max, t.id))
    pairs = Pairs(ordered)
    known = weights()
    scores = {pair: known.log_odds(pairs.evidence(*pair)) for pair in pairs}
    groups = average_linkage(
        len(ordered), scores, least=known.join, missing=known.never_compared, closest=known.closest
    )
    return BatchResolution(
        incidents=tuple(_coded([_incident([ordered[row] for row in group]) for group in groups])),
        echoes=_echoes(ordered, find_copies(pairs.texts, [t.published for t in ordered])),
    )


def _incident(told: Sequence[Telling]) -> BatchIncident:
    window = _window(told)
    place = _place(told)
    return BatchIncident(
        code=code_of(window, place),
        reports=tuple(t.id for t in told),
        period=window.period() if window else None,
        place=place,
    )


def _window(told: Sequence[Telling]) -> Window | None:
    """The days that most reports state, none after the first publication; else only that it was by then."""
    first = min((t.published for t in told if t.published), default=None)
    votes: dict[Window, float] = defaultdict(float)
    for telling in told:
        stated = [w for w in days_told(telling.claims, telling.published) if first is None or w.first <= first]
        for window, times in Counter(stated).items():
            votes[window] += times / len(stated)
    if votes:
        # of windows stated as often the latest: what came before is more often another event
        return max(votes, key=lambda w: (_support(w, votes), -w.days, w))
    return Window(first, first, stated=False) if first else None


def _support(window: Window, votes: dict[Window, float]) -> float:
    return round(
        sum(vote for other, vote in votes.items() if window.first <= other.last and other.first <= window.last), 9
    )


def _place(told: Sequence[Telling]) -> Place | None:
    """The place that most reports state, the finer of two stated as often."""
    votes: dict[str, float] = defaultdict(float)
    known: dict[str, Place] = {}
    for telling in told:
        stated = places_told(telling.claims)
        for place in stated:
            assert place.id is not None
            votes[place.id] += 1 / len(stated)
            known[place.id] = finer(known.get(place.id), place) or place
    chosen = max(votes, key=lambda name: (round(votes[name], 9), -(known[name].precision or 9), name), default=None)
    return known[chosen] if chosen else None


def _coded(incidents: Sequence[BatchIncident]) -> list[BatchIncident]:
    """The incidents in order, those with one code told apart by a number in the order of their first reports."""
    taken: Counter[str] = Counter()
    coded = []
    for incident in sorted(incidents, key=lambda i: (i.code, i.reports)):
        taken[incident.code] += 1
        number = taken[incident.code]
        coded.append(incident if number == 1 else replace(incident, code=f"{incident.code}-{number}"))
    return sorted(coded, key=lambda i: i.code)


def _echoes(ordered: Sequence[Telling], copies: Sequence[Copy]) -> dict[str, Echo]:
    """For each report that repeats another the one that holds most of it."""
    return {
        ordered[copy.later].id: Echo(source=ordered[copy.earlier].id, share=copy.share, kind=copy.kind.value)
        for copy in best_copies(copies).values()
    }
