"""Where and when the people of a claim or a question were harmed: regions, and how they lie in one another.

A region is an incident, or a place over a period. What the words leave open stays open: a count without a place,
or without days, is of people who are somewhere in what it could mean, and constrains nothing but that.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from cenotaph.model import Claim, GeoPrecision, Incident, Period, Place, Scope
from cenotaph.places.names import fold
from cenotaph.reconcile.base import Question
from cenotaph.reconcile.groups import Relation

__all__ = [
    "EVER",
    "Region",
    "Site",
    "lies",
    "place_key",
    "place_relation",
    "region_of",
    "region_of_question",
    "sites",
]

# ordinals of days; the ends stand for an open past and an open future
EVER = (0, 10_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """An incident (its code), or a ``place`` (None: everywhere) from ``first`` to ``last``, both included.

    Days are ordinals, ``EVER`` is open. When the words leave open where (``placed`` False) or when (``timed``
    False), the region is some part of what they allow, and ``own`` says whose: regions of one ``own`` are left
    open alike. ``own`` is empty when nothing is left open.
    """

    incident: str | None = None
    place: Place | None = None
    first: int = EVER[0]
    last: int = EVER[1]
    own: str = ""
    placed: bool = True
    timed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """An incident as far as it matters here: where, and the days within which it lies (ordinals)."""

    code: str
    place: Place | None
    first: int
    last: int


def place_key(place: Place) -> str:
    """What makes two records one place: the gazetteer's id, else the folded name."""
    return place.id or f"name:{fold(place.name or place.text)}"


@lru_cache(maxsize=65536)
def place_relation(a: Place, b: Place) -> Relation:
    """How ``a`` lies to ``b``: same, within, contains, disjoint, or unknown where the records do not say.

    Disjoint are places of different countries, and two provinces of one gazetteer (first-level divisions of a
    country do not overlap).
    """
    if place_key(a) == place_key(b) or (None in (a.id, b.id) and _name(a) == _name(b) and _one_country(a, b)):
        return Relation.SAME
    if _lies_in(a, b):
        return Relation.WITHIN
    if _lies_in(b, a):
        return Relation.CONTAINS
    if _spans(a) or _spans(b):
        return Relation.UNKNOWN
    if a.country and b.country and a.country != b.country:
        return Relation.DISJOINT
    if a.id and b.id and a.precision is b.precision is GeoPrecision.PROVINCE:
        return Relation.DISJOINT
    return Relation.UNKNOWN


def _lies_in(inner: Place, outer: Place) -> bool:
    if outer.id is not None and outer.id in inner.within:
        return True
    return _is_country(outer) and inner.country == outer.country and not _spans(inner)


def _name(place: Place) -> str:
    return fold(place.name or place.text)


def _one_country(a: Place, b: Place) -> bool:
    return a.country is None or b.country is None or a.country == b.country


def _is_country(place: Place) -> bool:
    return place.country is not None and place.precision is GeoPrecision.COUNTRY


def _spans(place: Place) -> bool:
    """Whether the place may reach over several countries."""
    return place.precision is GeoPrecision.INTERNATIONAL


def sites(
    claims: Sequence[Claim], incidents: Sequence[Incident], known: Mapping[str, date | None]
) -> dict[str, Site]:
    """The incidents by code; without any, the one unnamed incident ("") of all claims about an incident.

    An incident lies in its period as far as that has ends, and else no later than the first report of it.
    """
    if not incidents:
        return {"": _unnamed([claim for claim in claims if claim.scope is Scope.INCIDENT], known)}
    by_id = {claim.id: claim for claim in claims}
    found = {}
    for incident in incidents:
        members = [by_id[claim_id] for claim_id in incident.claims if claim_id in by_id]
        first, last = _days(incident.period)
        last = last if last < EVER[1] else max(first, _told(members, known))
        found[incident.code] = Site(code=incident.code, place=incident.place, first=first, last=last)
    return found


def _unnamed(members: Sequence[Claim], known: Mapping[str, date | None]) -> Site:
    """Where the claims agree that it was: the finest of places that lie in one another, the days they share."""
    place: Place | None = None
    stated = sorted({c.place for c in members if c.place}, key=lambda p: (-(p.precision or 9), repr(p)))
    for other in stated:
        relation = Relation.CONTAINS if place is None else place_relation(place, other)
        if relation not in (Relation.CONTAINS, Relation.WITHIN, Relation.SAME):
            place = None
            break
        place = place if relation is Relation.WITHIN else other
    windows = {_days(claim.period) for claim in members if claim.period and claim.period.stated} or {EVER}
    first, last = max(w[0] for w in windows), min(w[1] for w in windows)
    if first > last:
        first, last = min(w[0] for w in windows), max(w[1] for w in windows)
    return Site(
        code="", place=place, first=first, last=last if last < EVER[1] else max(first, _told(members, known))
    )


def _told(members: Sequence[Claim], known: Mapping[str, date | None]) -> int:
    """The first day on which a claim tells of it."""
    days = [day.toordinal() for claim in members if (day := known.get(claim.id)) is not None]
    return min(days, default=EVER[1])


def _days(period: Period | None) -> tuple[int, int]:
    first = period.earliest.toordinal() if period and period.earliest else EVER[0]
    last = period.latest.toordinal() if period and period.latest else EVER[1]
    return first, last


def region_of(claim: Claim, codes: Collection[str], known: date | None) -> Region:
    """Where and when the people whom ``claim`` counts were harmed; ``codes`` are the incidents that hold it.

    A claim about an incident that no incident holds, or that several do, is of some incident of its own.
    A running total is open towards the past and ends on the day it was said; without that day nobody knows
    where it ends, nor of what a total without a place is.
    """
    if claim.scope is Scope.INCIDENT:
        if len(codes) == 1:
            return Region(incident=next(iter(codes)))
        first, last = _days(claim.period)
        last = min(last, max(first, known.toordinal() if known else EVER[1]))
        return Region(place=claim.place, first=first, last=last, own=claim.id, placed=False, timed=False)
    first, last = _days(claim.period)
    to_date = claim.scope in (Scope.CUMULATIVE_TO_DATE, Scope.CONFLICT_TOTAL)
    begun = first > EVER[0] or to_date
    ended = last < EVER[1] or (begun and known is not None)
    # nobody counts those who are harmed after the count
    last = min(last, max(first, known.toordinal())) if known else last
    timed, placed = begun and ended, claim.place is not None
    # what one report says to date ends on one day, whichever that is; of other words nobody knows that they agree
    own = "" if timed and placed else claim.report if placed and to_date else claim.id
    return Region(place=claim.place, first=first, last=last, own=own, placed=placed, timed=timed)


def lies(inner: Site | Region, region: Region) -> tuple[bool, bool]:
    """Whether what happened at ``inner`` surely lies in the region, and whether some of it may."""
    inside = region.first <= inner.first and inner.last <= region.last
    meets = inner.first <= region.last and region.first <= inner.last
    if region.place is None:
        return inside, meets
    relation = place_relation(inner.place, region.place) if inner.place else Relation.UNKNOWN
    return inside and relation in (Relation.SAME, Relation.WITHIN), meets and relation is not Relation.DISJOINT


def region_of_question(question: Question) -> Region:
    """The region that a question asks about."""
    if question.incident is not None:
        return Region(incident=question.incident)
    first = question.first.toordinal() if question.first else EVER[0]
    last = question.last.toordinal() if question.last else EVER[1]
    return Region(place=question.place, first=first, last=last)
