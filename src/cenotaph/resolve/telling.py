"""One report as the batch form compares it: its wording, and what its claims say of days, places and people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cenotaph.model import BODILY_HARM, Claim, Place, Scope
from cenotaph.resolve.traits import people_told, unfit
from cenotaph.resolve.when import Window, window_of
from cenotaph.resolve.where import is_specific

__all__ = ["Telling", "days_told", "people_told", "places_told"]

# a longer period says little about which day it was
_LONGEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A report in a batch: its own id there, its text, its day, its claims, and the dead and injured it tells of.

    ``killed`` and ``injured`` are persons; None is unknown.
    """

    id: str
    text: str
    published: date | None = None
    claims: tuple[Claim, ...] = ()
    killed: int | None = None
    injured: int | None = None

    @property
    def deadly(self) -> bool | None:
        """Whether it tells of dead; None where it tells neither of dead nor of injured."""
        return None if self.killed is None and self.injured is None else bool(self.killed)


def days_told(claims: Iterable[Claim], published: date | None) -> tuple[Window, ...]:
    """The days, at most four in one window, on which the claims say that people of one incident came to harm."""
    windows = []
    for claim in claims:
        window = window_of(claim) if claim.measure in BODILY_HARM and unfit(claim) is None else None
        if window and window.days <= _LONGEST and (published is None or window.first <= published):
            windows.append(window)
    return tuple(windows)


def places_told(claims: Sequence[Claim]) -> tuple[Place, ...]:
    """Places smaller than a country where the claims say that people came to harm, as often as they say so."""
    return tuple(
        claim.place
        for claim in claims
        if claim.place and claim.place.id and is_specific(claim.place) and claim.scope is Scope.INCIDENT
    )
