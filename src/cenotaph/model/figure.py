"""The only thing that may be shown as a number."""

from __future__ import annotations

from dataclasses import dataclass

from cenotaph.errors import IntervalError, RecordError
from cenotaph.model.claim import Claim
from cenotaph.model.enums import FigureKind, Measure

__all__ = ["Figure", "Trail", "claimed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """Where a figure comes from: ids of claims, judgements, reports and people, and the rules applied."""

    claims: tuple[str, ...] = ()
    judgements: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.claims or self.judgements or self.reports or self.people)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A count with its trail. ``low``/``high`` None = open or not stated; all None = unknown.

    ``wording`` is how the source put it, for one claim; empty for a figure made of several.
    """

    kind: FigureKind
    low: int | None
    best: int | None = None
    high: int | None
    measure: Measure | None = None
    wording: str = ""
    trail: Trail

    def __post_init__(self) -> None:
        stated = [n for n in (self.low, self.best, self.high) if n is not None]
        if stated != sorted(stated) or any(n < 0 for n in stated):
            raise IntervalError(f"figure {self.low}, {self.best}, {self.high} is not in order", hint="low <= high")
        if not self.trail:
            raise RecordError("a figure without a trail", hint="no number without a trail")

    @property
    def unknown(self) -> bool:
        """True when no end is stated."""
        return self.low is None and self.best is None and self.high is None

    def __str__(self) -> str:
        """The number in words: ``24 to 99``, ``at least 101``, ``at most 99``, ``unknown``."""
        low, high = self.low, self.high
        if self.unknown:
            return "unknown"
        if low is not None and low == high:
            return f"{low:,}"
        if self.best is not None and (low is None or low == 0) and high is None:
            return f"perhaps {self.best:,}"
        if high is None:
            return f"at least {low:,}" if low else (f"about {self.best:,}" if self.best else "none or more")
        if low is None or low == 0:
            return f"at most {high:,}"
        return f"{low:,} to {high:,}"


def claimed(claim: Claim) -> Figure:
    """What one claim says, as a Figure whose trail is that claim; all ends None when it states no count."""
    count = claim.count
    return Figure(
        kind=FigureKind.CLAIMED,
        low=count.low if count else None,
        best=count.best if count else None,
        high=count.high if count else None,
        measure=claim.measure,
        wording=count.text if count else "",
        trail=Trail(claims=(claim.id,), reports=(claim.report,)),
    )
