"""What we hold true, apart from what was said: judgements, incidents, positions, areas of control."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from cenotaph.errors import RecordError
from cenotaph.model.claim import Claim, Count, Speaker
from cenotaph.model.enums import (
    ControlState,
    Hedge,
    IncidentKind,
    JudgementKind,
    Measure,
    Stance,
    StepKind,
    Verdict,
)
from cenotaph.model.figure import Figure
from cenotaph.model.setting import Period, Place

__all__ = ["ControlArea", "Delta", "Incident", "Judgement", "Position", "Ref", "Rendering", "Step"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """A pointer to a record: ``kind`` is claim, record, incident, person, item or judgement."""

    kind: str
    id: str

    def __post_init__(self) -> None:
        if self.kind not in ("claim", "record", "incident", "person", "item", "judgement"):
            raise RecordError(f"a judgement about a {self.kind!r}", hint="claim, record, incident, person, item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One human or machine decision with its reason; undone only by another that ``reverses`` it.

    ``by`` is a user name or ``machine:<name>@<version>``. ``score`` is 0..1 for machine links.
    """

    id: str
    kind: JudgementKind
    about: Ref
    other: Ref | None = None
    verdict: Verdict = Verdict.POSITIVE
    label: str | None = None
    value: Count | None = None
    score: float | None = None
    by: str
    at: datetime
    reason: str
    evidence: tuple[str, ...] = ()
    standard: str | None = None
    method: str | None = None
    reverses: str | None = None

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise RecordError(f"judgement {self.id} gives no reason", hint="say why, in a sentence")
        if self.at.tzinfo is None:
            raise RecordError(f"judgement {self.id} has no time zone", hint="use datetime.now(UTC)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """A moment in time and space where sources allege that force led to death or injury (Airwars).

    ``claims`` and ``reports`` are ids; ``judgements`` are the decisions that placed them here.
    """

    code: str
    title: str
    kind: IncidentKind = IncidentKind.UNKNOWN
    place: Place | None = None
    period: Period | None = None
    parties: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    judgements: tuple[str, ...] = ()
    previous_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Delta:
    """What a statement changed of its speaker's last number: both as claimed, and what moved beside the number.

    ``hedges``, ``measures`` and ``groups`` (in words) are (before, now), None where they are the same. ``now``
    is unknown when the number was withdrawn. ``by`` is how many persons the number named went up or down; None
    where it did not, where one of the two names a range, and where they count other people.
    """

    was: Figure
    now: Figure
    by: Figure | None = None
    hedges: tuple[Hedge, Hedge] | None = None
    measures: tuple[Measure, Measure] | None = None
    groups: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """One statement that two reports render differently: each as claimed, and both in a sentence."""

    first: Figure
    second: Figure
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One statement in a speaker's history: when it was known, and how it stands to the one before.

    ``known_on`` is the day the statement was made where stated, else the day its report was published.
    """

    claim: Claim
    known_on: date | None
    relation: StepKind
    replaces: str | None = None
    note: str = ""
    delta: Delta | None = None

    @property
    def stance(self) -> Stance:
        """The stance of the claim."""
        return self.claim.stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What one speaker has said about one thing, oldest first; the last step is the current position.

    ``renderings`` are the statements among them that two outlets tell differently.
    """

    id: str
    speaker: Speaker
    measure: Measure
    subject: str
    steps: tuple[Step, ...]
    renderings: tuple[Rendering, ...] = ()

    def __post_init__(self) -> None:
        if not self.steps:
            raise RecordError(f"position {self.id} is empty", hint="a position is made of claims")

    @property
    def latest(self) -> Step:
        """The newest statement."""
        return self.steps[-1]

    @property
    def standing(self) -> Step | None:
        """The newest statement that says a number anew, which is what the speaker says now; None once withdrawn."""
        said_again = (StepKind.RESTATES, StepKind.RENDERS, StepKind.DENIES, StepKind.DECLINES)
        for step in reversed(self.steps):
            if step.relation is StepKind.RETRACTS:
                return None
            count = step.claim.count
            if step.relation not in said_again and count is not None and not count.unknown:
                return step
        return None

    def at(self, day: date) -> Step | None:
        """The newest statement known at the end of ``day``; None before the first, and for undated ones."""
        known = [step for step in self.steps if step.known_on is not None and step.known_on <= day]
        return known[-1] if known else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlArea:
    """Who held what, as of a day: a GeoJSON geometry (WGS 84), or a line with the side that is held.

    ``geometry`` is the JSON text of a Polygon, MultiPolygon or LineString.
    """

    id: str
    name: str
    holder: Speaker
    state: ControlState
    geometry: str
    side: str | None = None
    as_of: date
    valid_from: date | None = None
    valid_to: date | None = None
    source: str
    url: str | None = None
    report: str | None = None

    def __post_init__(self) -> None:
        try:
            kind = json.loads(self.geometry).get("type")
        except (ValueError, AttributeError) as error:
            raise RecordError(f"control area {self.name!r}: {error}", hint="give a GeoJSON geometry") from error
        if kind not in ("Polygon", "MultiPolygon", "LineString"):
            raise RecordError(f"control area {self.name!r} is a {kind}", hint="Polygon, MultiPolygon, LineString")
