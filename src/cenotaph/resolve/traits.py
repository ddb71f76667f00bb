"""What is compared about a claim: when, where, who harmed whom, by what means, in which paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cenotaph.model import CauseCode, Claim, Place, Report, Scope, Speaker, Stance
from cenotaph.places.actors import side_key, speaker_key, speaker_keys
from cenotaph.places.names import fold, fold_text, read_name
from cenotaph.resolve.when import Window, months_long, window_of
from cenotaph.resolve.where import is_specific, place_name

__all__ = ["Traits", "names_one", "people_told", "read_traits", "silent", "unfit"]

_GAP = re.compile(r"\s*\n\s*")
_NONE = frozenset[str]()


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """One claim as it is compared. ``doers`` and ``harmed`` are sides, actors and nationalities as short codes.

    ``people`` are the folded full names of those it is about, ``words`` is the folded text of its report,
    ``beside`` the places smaller than a country that the claims of its report name, ``spellings`` every way in
    which any report spells the claim's own place.
    """

    claim: Claim
    report: Report | None
    key: str
    window: Window | None
    place: Place | None
    doers: frozenset[str]
    harmed: frozenset[str]
    cause: CauseCode | None
    paragraph: int
    person: bool
    people: frozenset[str]
    words: str
    spellings: frozenset[str]
    beside: tuple[Place, ...]

    @property
    def specific(self) -> bool:
        """Whether the claim states a place smaller than a country."""
        return is_specific(self.place)

    @property
    def country(self) -> str | None:
        """ISO code of the country of the stated place."""
        return self.place.country if self.place else None


def names_one(claim: Claim) -> bool:
    """Whether the claim is about one named person."""
    return bool(claim.people) and (claim.count is None or claim.count.high == 1)


def people_told(claims: Iterable[Claim]) -> frozenset[str]:
    """Names of more than one word of the people in the claims, folded."""
    return frozenset(name for claim in claims for person in claim.people if " " in (name := fold(person.name)))


def unfit(claim: Claim) -> str | None:
    """Why a claim can belong to no incident at all, or None."""
    if claim.scope is not Scope.INCIDENT:
        return f"it is a total ({claim.scope.value.replace('_', ' ')}), not a count of one incident"
    if months_long(claim):
        words = claim.period.text if claim.period else ""
        return f"its period (“{words}”) is longer than an incident"
    return None


def read_traits(reports: Sequence[Report], claims: Sequence[Claim]) -> list[Traits]:
    """Traits of every claim, in an order that follows from their content alone."""
    by_id = {report.id: report for report in reports}
    unique = {claim.id: claim for claim in claims}
    keys = speaker_keys(tuple(unique.values()), {report.id: report.publisher for report in reports})
    spellings, beside = _names(unique.values())
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in unique.values():
        told[claim.report].append(claim)
    found = []
    places: dict[Place, Place] = {}
    for report_id in sorted(told):
        report = by_id.get(report_id)
        breaks = [match.start() for match in _GAP.finditer(report.text)] if report else []
        words = f" {fold_text(report.text)} " if report else ""
        near = beside.get(report_id, ())
        for claim in sorted(told[report_id], key=lambda c: (c.anchor.start, c.id)):
            told_place = _told_place(claim)
            found.append(
                _traits(
                    claim,
                    report,
                    keys[claim.id],
                    # one object for all claims of a place: two are then compared at a glance
                    places.setdefault(claim.place, claim.place) if claim.place else None,
                    bisect_right(breaks, claim.anchor.start),
                    words=words,
                    spellings=spellings[_place_key(told_place)] if told_place else _NONE,
                    beside=near,
                )
            )
    return found


def _told_place(claim: Claim) -> Place | None:
    """The place smaller than a country that the claim states of more than a single named person."""
    return claim.place if is_specific(claim.place) and not names_one(claim) else None


def _names(claims: Iterable[Claim]) -> tuple[Mapping[str, frozenset[str]], Mapping[str, tuple[Place, ...]]]:
    """How each place is spelled over all reports, and the places smaller than a country that each report names."""
    spellings: dict[str, set[str]] = defaultdict(set)
    beside: dict[str, set[Place]] = defaultdict(set)
    for claim in claims:
        place = _told_place(claim)
        if place is not None:
            written = {fold(read_name(place.text).core), fold(place_name(place))}
            spellings[_place_key(place)] |= {name for name in written if len(name) > 3}
            beside[claim.report].add(place)
    # one set for all claims of a place
    one = {key: frozenset(names) for key, names in spellings.items()}
    return one, {report: tuple(sorted(places, key=repr)) for report, places in beside.items()}


def _place_key(place: Place) -> str:
    return place.id or fold(place_name(place))


def _traits(
    claim: Claim,
    report: Report | None,
    key: str,
    place: Place | None,
    paragraph: int,
    *,
    words: str,
    spellings: frozenset[str],
    beside: tuple[Place, ...],
) -> Traits:
    nationality = claim.group.nationality if claim.group else ()
    known = claim.cause is not None and claim.cause.code is not CauseCode.UNKNOWN
    return Traits(
        claim=claim,
        report=report,
        key=key,
        window=window_of(claim),
        place=place,
        doers=_sides(claim.attributed_to),
        harmed=_foreigners(nationality, claim.place.country if claim.place else None),
        cause=claim.cause.code if claim.cause and known else None,
        paragraph=paragraph,
        person=names_one(claim),
        people=people_told((claim,)) if claim.people else _NONE,
        words=words,
        spellings=spellings,
        beside=beside,
    )


# a million claims name few sides and nations, and each set is kept once
@lru_cache(maxsize=4096)
def _sides(actors: tuple[Speaker, ...]) -> frozenset[str]:
    return frozenset(side_key(actor) or speaker_key(actor) for actor in actors)


@lru_cache(maxsize=4096)
def _foreigners(nationality: tuple[str, ...], country: str | None) -> frozenset[str]:
    """Nationals of the country where it happened are there anyway: no sign of one incident."""
    return frozenset(nationality) - {country}


def silent(claim: Claim) -> bool:
    """Whether the claim says that something is not known, or that the speaker will not say."""
    return claim.stance in (Stance.REPORTS_UNKNOWN, Stance.DECLINES_TO_SAY)
