"""What one report says of its dead and injured, before it is set against what others say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cenotaph.model.claim import Claim

__all__ = ["Reading", "Said"]


@dataclass(frozen=True, slots=True)
class Said:
    """A number of persons as one sentence gives it (None: that end is open), and the claims that give it."""

    low: int | None
    best: int | None
    high: int | None
    claims: tuple[Claim, ...] = ()

    @property
    def named(self) -> int | None:
        """The number that is named: the best, else the floor ("at least five"); None for a mere ceiling."""
        return self.best if self.best is not None else self.low or None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one report of an incident says: killed and injured, None where it says nothing."""

    report: str
    published: date | None
    killed: Said | None = None
    injured: Said | None = None
