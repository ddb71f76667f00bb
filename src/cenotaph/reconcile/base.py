"""What the stage hands back: positions, envelopes, disagreements, and what was left out and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cenotaph.errors import RecordError
from cenotaph.model import Figure, FigureKind, Incident, Measure, Period, Position, Scope

__all__ = ["Disagreement", "Envelope", "Excluded", "Reckoning"]

_DISAGREEMENTS = ("count", "rendering", "denial")


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """The range of what is claimed about one question: the lowest low to the highest high.

    ``figure`` (kind bounds) names in its trail the claims that bind each end; ``lowest`` and ``highest`` hold
    their ids apart. ``compatible`` is the range that every claim allows at once, None when there is none.
    ``alternatives`` are what is claimed now, each figure that its speaker has not replaced, as ranges that do
    not overlap, lowest first ("at most 99", "at least 101"). ``least`` and ``most`` are the ids of the claims
    that put the number lowest and highest in words of their own (no bare plural, nothing since replaced).
    ``note`` says why an end is open, or which claims could not be compared.
    """

    measure: Measure
    subject: str
    scope: Scope
    place: str | None = None
    period: Period | None = None
    figure: Figure
    lowest: tuple[str, ...] = ()
    highest: tuple[str, ...] = ()
    note: str = ""
    compatible: Figure | None = None
    alternatives: tuple[Figure, ...] = ()
    least: str | None = None
    most: str | None = None

    def __post_init__(self) -> None:
        if self.figure.kind is not FigureKind.BOUNDS:
            raise RecordError(f"an envelope of {self.figure.kind}", hint="an envelope is made of bounds")


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two claims that cannot both be true, or two renderings of one statement, in plain words.

    ``gap`` is the least change, in persons, that would make both possible; None where no count differs.
    ``kind`` is count, rendering (two outlets render one statement of one speaker differently) or denial.
    """

    claims: tuple[str, str]
    measure: Measure
    subject: str
    gap: int | None
    sentence: str
    kind: str = "count"

    def __post_init__(self) -> None:
        if self.kind not in _DISAGREEMENTS:
            raise RecordError(f"a disagreement of kind {self.kind!r}", hint=", ".join(_DISAGREEMENTS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Excluded:
    """A claim that was left out of the incident's envelope, and why."""

    claim: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoning:
    """Everything that follows from the claims about one incident, as known on ``as_of`` (None: to date).

    ``envelopes``: the headline one first. ``unknowns``: ids of claims that say it is not known, or decline to
    say. ``context``: ids of cumulative claims in the same reports. ``voices`` counts speakers, ``carriers``
    the reports that carry them.
    """

    incident: Incident | None
    as_of: date | None
    positions: tuple[Position, ...]
    envelopes: tuple[Envelope, ...]
    disagreements: tuple[Disagreement, ...]
    unknowns: tuple[str, ...]
    context: tuple[str, ...]
    excluded: tuple[Excluded, ...]
    voices: Figure
    carriers: Figure
