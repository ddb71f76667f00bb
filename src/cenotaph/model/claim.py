"""A claim: one statement by one speaker about one count, one person or one event; never changed."""

from __future__ import annotations

from dataclasses import dataclass

from cenotaph.errors import IntervalError, RecordError
from cenotaph.model.enums import (
    ActorKind,
    AgeGroup,
    CauseCode,
    Hedge,
    Measure,
    Modality,
    PopStatus,
    Scope,
    Sensitivity,
    Sex,
    Stance,
)
from cenotaph.model.people import PersonRecord
from cenotaph.model.setting import Period, Place
from cenotaph.model.text import Anchor, FieldSpan, Report

__all__ = ["Cause", "Claim", "Count", "Extraction", "Group", "Speaker"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who says it, or who is said to have done it: a resolved ``name``, the words, and the kind.

    ``country`` is ISO 3166-1 alpha-2 where the name gives it (the Pentagon: US).
    """

    name: str
    kind: ActorKind = ActorKind.UNKNOWN
    text: str | None = None
    country: str | None = None

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise RecordError("a speaker without a name", hint="use 'unnamed sources' for anonymous speakers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many, as an interval of persons; None is "not stated", never zero.

    ``high`` None means that no upper bound was stated. ``text`` keeps the words ("several dozen"),
    ``profile`` names the hedge table that turned them into numbers.
    """

    low: int | None
    best: int | None
    high: int | None
    text: str
    hedge: Hedge
    profile: str = "cenotaph-1"

    def __post_init__(self) -> None:
        stated = [n for n in (self.low, self.best, self.high) if n is not None]
        if any(n < 0 for n in stated):
            raise IntervalError(f"negative count in {self.text!r}", hint="persons are counted from 0")
        if stated != sorted(stated):
            raise IntervalError(
                f"low {self.low} best {self.best} high {self.high} of {self.text!r} are not in order",
                hint="low <= best <= high",
            )
        if not stated and self.hedge is not Hedge.NONE_STATED:
            raise IntervalError(
                f"count {self.text!r} has no number but hedge {self.hedge}",
                hint="an unknown count has hedge none_stated; zero is said with low = best = high = 0",
            )

    @property
    def unknown(self) -> bool:
        """True when no end is stated."""
        return self.low is None and self.best is None and self.high is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Of whom, in the source's words; ``status`` only if the words themselves give it.

    ``nationality``: ISO 3166-1 alpha-2 codes. ``role``: what they are called ("mercenaries").
    ``excludes`` / ``includes`` keep words such as "not regular soldiers", "thought to include contractors".
    """

    text: str
    nationality: tuple[str, ...] = ()
    status: PopStatus = PopStatus.NOT_STATED
    role: str | None = None
    organisation: str | None = None
    sex: Sex = Sex.NOT_RECORDED
    age_group: AgeGroup = AgeGroup.UNKNOWN
    excludes: str | None = None
    includes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """By what means, in the source's words, with the SDG code."""

    text: str
    code: CauseCode = CauseCode.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """Who read the claim, how sure (0..1), and the rules that fired, in order."""

    by: str
    confidence: float
    rules: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.confidence <= 1:
            raise RecordError(f"confidence {self.confidence} is not in 0..1", hint="a probability")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement, as said. ``anchors[0]`` is the primary quote; further anchors repeat the same claim.

    ``via`` is the chain from the publisher inward: BBC <- Reuters <- relatives is speaker *relatives*,
    via (BBC, Reuters). Empty ``via`` with the publisher as speaker is the outlet's own voice.
    ``restates`` links a second rendering of the same statement whose fields differ; ``part_of`` names the
    claim whose count includes this one ("55, among them 10 Russians"); ``supersedes`` the speaker's own
    earlier claim. None of them is ever added to a total.
    """

    id: str
    report: str
    anchors: tuple[Anchor, ...]
    speaker: Speaker
    via: tuple[Speaker, ...] = ()
    stance: Stance = Stance.ASSERTS
    measure: Measure
    count: Count | None = None
    modality: Modality = Modality.FACT
    group: Group | None = None
    attributed_to: tuple[Speaker, ...] = ()
    cause: Cause | None = None
    place: Place | None = None
    period: Period | None = None
    scope: Scope = Scope.INCIDENT
    said_at: Period | None = None
    supersedes: str | None = None
    restates: str | None = None
    part_of: str | None = None
    people: tuple[PersonRecord, ...] = ()
    fields: tuple[FieldSpan, ...] = ()
    extraction: Extraction
    sensitivity: Sensitivity = Sensitivity.PUBLIC

    def __post_init__(self) -> None:
        if not self.anchors:
            raise RecordError(f"claim {self.id} has no quote", hint="no number without a trail")
        if self.count is not None and not self.measure.counts_people:
            raise RecordError(
                f"claim {self.id}: {self.measure} carries no count",
                hint="a denial of involvement is not zero killed",
            )
        if self.id in (self.supersedes, self.restates, self.part_of):
            raise RecordError(f"claim {self.id} refers to itself", hint="links join two claims")

    def check(self, report: Report) -> None:
        """Raise unless this claim is of ``report`` and every quote stands at its offsets."""
        if report.id != self.report:
            raise RecordError(f"claim {self.id} is of {self.report}, not {report.id}", hint="wrong report")
        for anchor in self.anchors:
            report.check(anchor)
        for span in self.fields:
            if span.end > len(report.text):
                raise RecordError(f"claim {self.id}: {span.field} span ends after the text", hint="code points")

    @property
    def anchor(self) -> Anchor:
        """The primary quote."""
        return self.anchors[0]
