"""Periods as windows of days, and how far two windows agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from cenotaph.model import Claim, DatePrecision, Period

__all__ = ["LONGEST", "MONTHS", "Window", "date_words", "months_long", "window_of"]

# an incident is one moment in one place (Airwars); a month is as vaguely as one is ever dated
LONGEST = 31
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""The English names, whatever the machine's language is; January is 0."""


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """The days on which something happened, first and last; ``stated`` False: it only follows from publication."""

    first: date
    last: date
    stated: bool = True

    @property
    def days(self) -> int:
        """Length in days, at least 1."""
        return (self.last - self.first).days + 1

    def each(self) -> Iterator[date]:
        """Every day of it."""
        return map(date.fromordinal, range(self.first.toordinal(), self.last.toordinal() + 1))

    def agreement(self, other: Window) -> float:
        """1 for overlapping days, 0.7 when one window is longer than three days, 0.4 for neighbouring days."""
        if self.first <= other.last and other.first <= self.last:
            return 1.0 if max(self.days, other.days) <= 3 else 0.7
        gap = max((other.first - self.last).days, (self.first - other.last).days)
        return 0.4 if gap == 1 else 0.0

    def period(self) -> Period:
        """As a period of the model; a window that only follows from publication has no start."""
        if not self.stated:
            return Period(
                text=f"by {date_words(self.last, self.last)}", latest=self.last, precision=DatePrecision.OPEN
            )
        steps = ((1, DatePrecision.DAY), (6, DatePrecision.FEW_DAYS), (7, DatePrecision.WEEK))
        precision = next((p for most, p in steps if self.days <= most), DatePrecision.MONTH)
        return Period(
            text=date_words(self.first, self.last), earliest=self.first, latest=self.last, precision=precision
        )


def window_of(claim: Claim) -> Window | None:
    """The claim's own days, where both ends are stated and no more than a month apart.

    Days without words of the source are inferred from the publication, which is weighed elsewhere.
    """
    period = claim.period
    if period is None or not period.stated or period.earliest is None or period.latest is None:
        return None
    return _short(period.earliest, period.latest)


@lru_cache(maxsize=4096)
def _short(first: date, last: date) -> Window | None:
    """One window for all claims of these days; None when they are too many."""
    window = Window(first, last)
    return window if window.days <= LONGEST else None


def months_long(claim: Claim) -> bool:
    """Whether the claim's own period is longer than any incident, or open towards the past."""
    period = claim.period
    if period is None or period.earliest is None:
        return False
    return period.latest is None or (period.latest - period.earliest).days >= LONGEST


def date_words(first: date, last: date) -> str:
    """``7 February 2018``, ``7 to 8 February 2018``, ``30 January to 2 February 2018``."""
    end = f"{last.day} {MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {end}"
    return f"{first.day} {MONTHS[first.month - 1]}{'' if first.year == last.year else f' {first.year}'} to {end}"
