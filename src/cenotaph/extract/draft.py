"""A claim in the making: what the layers have read of it, with report offsets, before links and ids."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from cenotaph.errors import ExtractError
from cenotaph.extract.one_record import one_record_each
from cenotaph.extract.voices import Voice
from cenotaph.model import (
    Anchor,
    Cause,
    Claim,
    Count,
    Extraction,
    FieldSpan,
    Group,
    Measure,
    Modality,
    Period,
    PersonRecord,
    Place,
    Report,
    Scope,
    Stance,
    content_id,
)

__all__ = ["Draft", "check_length", "claims_of"]


@dataclass(slots=True, eq=False)
class Draft:
    """Mutable twin of ``Claim``; links point at other drafts and become ids when all are known."""

    anchor: tuple[int, int]
    trigger: tuple[int, int]
    measure: Measure
    voice: Voice
    order: int = 0
    sentence: int = 0
    segment: int = 0
    unit: int = 0
    kind: str = "paragraph"
    item: int | None = None  # where its line begins, in a list whose lines each tell of an event of their own
    via: list[Voice] = field(default_factory=list)
    stance: Stance = Stance.ASSERTS
    modality: Modality = Modality.FACT
    count: Count | None = None
    count_span: tuple[int, int] | None = None
    group: Group | None = None
    group_span: tuple[int, int] | None = None
    place: Place | None = None
    place_span: tuple[int, int] | None = None
    period: Period | None = None
    period_span: tuple[int, int] | None = None
    said_at: Period | None = None
    scope: Scope = Scope.INCIDENT
    cause: Cause | None = None
    attributed_to: list[Voice] = field(default_factory=list)
    people: list[PersonRecord] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    rules: list[str] = field(default_factory=list)
    more_anchors: list[tuple[int, int]] = field(default_factory=list)
    supersedes: Draft | None = None
    restates: Draft | None = None
    part_of: Draft | None = None

    def id_in(self, report: Report) -> str:
        """A stable id from where the claim stands and what it says."""
        count = self.count
        said = [count.low, count.best, count.high, count.text] if count else []
        parts = [
            report.id,
            *self.anchor,
            *self.trigger,
            self.measure,
            *(self.count_span or ()),
            *said,
            self.voice.name,
            self.stance,
            *([self.place.text] if self.place is not None and "each" in self.flags else []),
        ]
        return content_id("c", parts)

    def claim(self, report: Report, by: str, confidence: float) -> Claim:
        """The frozen claim; every quote is cut from the report's text."""
        anchors = [Anchor.of(report.text, *span) for span in [self.anchor, *self.more_anchors]]
        own = self.id_in(report)

        def linked(other: Draft | None) -> str | None:
            other_id = other.id_in(report) if other is not None else None
            return None if other_id == own else other_id

        return Claim(
            id=own,
            report=report.id,
            anchors=tuple(anchors),
            speaker=self.voice.speaker(),
            via=tuple(v.speaker() for v in self.via),
            stance=self.stance,
            measure=self.measure,
            count=self.count if self.measure.counts_people else None,
            modality=self.modality,
            group=self.group,
            attributed_to=tuple(v.speaker() for v in self.attributed_to),
            cause=self.cause,
            place=self.place,
            period=self.period,
            scope=self.scope,
            said_at=self.said_at,
            people=tuple(self.people),
            fields=self._fields(),
            extraction=Extraction(
                by=by, confidence=confidence, rules=tuple(self.rules + [f"flag.{f}" for f in sorted(self.flags)])
            ),
            supersedes=linked(self.supersedes),
            restates=linked(self.restates),
            part_of=linked(self.part_of),
        )

    def _fields(self) -> tuple[FieldSpan, ...]:
        voice = (self.voice.start, self.voice.end) if self.voice.end > self.voice.start else None
        spans = {
            "measure": self.trigger,
            "count": self.count_span,
            "speaker": voice,
            "group": self.group_span,
            "place": self.place_span,
            "period": self.period_span,
        }
        return tuple(
            FieldSpan(field=name, start=span[0], end=span[1])
            for name, span in spans.items()
            if span and span[1] > span[0]
        )


def check_length(report: Report, most: int) -> None:
    """Raise ExtractError when the text of ``report`` has more than ``most`` characters."""
    if len(report.text) > most:
        raise ExtractError(
            f"report {report.id} has {len(report.text):,} characters, more than {most:,}",
            hint="split it into reports of one event or chapter each",
        )


def claims_of(
    drafts: Iterable[Draft], report: Report, by: str, confidence: Callable[[Draft], float]
) -> tuple[Claim, ...]:
    """The linked drafts of a report as claims, in the order of their quotes; ``by`` names reader and version."""
    found = sorted(drafts, key=lambda draft: (draft.anchor, draft.trigger))
    one_record_each(report, found)
    return tuple(draft.claim(report, by, confidence(draft)) for draft in found)
