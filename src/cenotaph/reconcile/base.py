"""What the stage hands back: positions, envelopes, disagreements, and what was left out and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cenotaph.errors import IntervalError, RecordError
from cenotaph.model import Figure, FigureKind, Group, Incident, Measure, Period, Place, Position, Scope

__all__ = [
    "Bounds",
    "Contradiction",
    "Disagreement",
    "Envelope",
    "Excluded",
    "Question",
    "Reckoning",
    "Spoken",
    "World",
]

_DISAGREEMENTS = ("rendering", "denial")


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """The range of what is claimed about one question: the lowest low to the highest high.

    ``figure`` (kind bounds) names in its trail the claims that bind each end; ``lowest`` and ``highest`` hold
    their ids apart. ``compatible`` is the range that every claim allows at once, None when there is none.
    ``least`` and ``most`` are the ids of the claims that put the number lowest and highest in words of their
    own (no bare plural, nothing since replaced). ``note`` says why an end is open, or which claims could not be
    compared.
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
    least: str | None = None
    most: str | None = None

    def __post_init__(self) -> None:
        if self.figure.kind is not FigureKind.BOUNDS:
            raise RecordError(f"an envelope of {self.figure.kind}", hint="an envelope is made of bounds")


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A claim and its denial, or two renderings of one statement, in plain words.

    ``kind`` is denial or rendering (two outlets render one statement of one speaker differently). Numbers that
    cannot be true together are a ``Contradiction``.
    """

    claims: tuple[str, str]
    measure: Measure
    subject: str
    sentence: str
    kind: str

    def __post_init__(self) -> None:
        if self.kind not in _DISAGREEMENTS:
            raise RecordError(f"a disagreement of kind {self.kind!r}", hint=", ".join(_DISAGREEMENTS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Excluded:
    """A claim that was left out of the incident's envelope, and why."""

    claim: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """How many of whom, where and when; what is None is not narrowed down.

    ``incident`` is a code ("" where no incidents were told apart). ``first`` and ``last`` are days, both
    included, None is open.
    """

    measure: Measure
    group: Group | None = None
    incident: str | None = None
    place: Place | None = None
    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        if self.first and self.last and self.first > self.last:
            raise IntervalError(f"a question from {self.first} to {self.last}", hint="first <= last")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What a set of claims, taken as true together, leaves possible as the answer to a question.

    ``figure`` (kind bounds): an end that is None is open; a lower end of 0 only says that nobody need be among
    them, and stands beside an upper end alone. ``lowest`` and ``highest`` are ids of the claims that bind each
    end; of an end that nothing binds, those that answer the question and leave it open. ``note`` says so.
    """

    question: Question
    figure: Figure
    lowest: tuple[str, ...] = ()
    highest: tuple[str, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        if self.figure.kind is not FigureKind.BOUNDS:
            raise RecordError(f"bounds of kind {self.figure.kind}", hint="an answer is made of bounds")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A minimal set of claims that cannot all be true: without any one of them the rest could be.

    ``gap`` (kind bounds, low = high) is the least total change of stated numbers, in persons, that reconciles
    them. ``voices`` are the keys of who says them. ``sentence`` says it in plain words. ``sides`` says for each
    claim which of its ends makes the contradiction, ``high`` (at most) or ``low`` (at least), those with an upper
    end first; empty where that is not as simple.
    """

    claims: tuple[str, ...]
    voices: tuple[str, ...]
    gap: Figure
    sentence: str
    measure: Measure
    subject: str
    sides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A largest set of voices that can all be true together, and what follows if they are.

    ``believed`` and ``without`` are keys of voices, ``claims`` the ids of the believed claims. A voice that
    contradicts itself can only be believed ``partly``: in what its claims among ``claims`` say.
    """

    believed: tuple[str, ...]
    without: tuple[str, ...]
    claims: tuple[str, ...]
    bounds: tuple[Bounds, ...]
    partly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One voice (its key), the reports that carry it, and those of them that only repeat another: ids.

    ``independent_of`` are the voices that are known to be another source; of all others it is not known.
    """

    voice: str
    carriers: tuple[str, ...]
    echoes: tuple[str, ...]
    independent_of: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoning:
    """Everything that follows from the claims about one incident, as known on ``as_of`` (None: to date).

    ``envelopes``: the headline one first. ``unknowns``: ids of claims that say it is not known, or decline to
    say. ``context``: ids of cumulative claims in the same reports. ``voices`` counts speakers, ``carriers``
    the reports that carry them, ``independent`` the voices any two of which are known to be two sources (None:
    not worked out); ``spoken`` tells the same voice by voice. ``contradictions``, ``worlds``: of these claims and
    of ``context``, together; ``stopped`` says in words what was not searched for, empty when everything was.
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
    contradictions: tuple[Contradiction, ...] = ()
    worlds: tuple[World, ...] = ()
    stopped: tuple[str, ...] = ()
    independent: Figure | None = None
    spoken: tuple[Spoken, ...] = ()
