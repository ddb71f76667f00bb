"""What the other parts look up again and again: claims, reports, echoes, judgements, and who may be named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from cenotaph.dossier.view import Quoted
from cenotaph.dossier.words import KIND, right_to_left, short_day, shown_name
from cenotaph.errors import NotFoundError, RecordError
from cenotaph.model import (
    ActorKind,
    Claim,
    EchoKind,
    Figure,
    FigureKind,
    Judgement,
    JudgementKind,
    Measure,
    NameList,
    Report,
    Speaker,
    Trail,
    Verdict,
    claimed,
)
from cenotaph.reconcile.evidence import gather
from cenotaph.reconcile.voices import Voices, nobody, voices_of

__all__ = ["ArchiveIndex", "country", "page_name"]


def page_name(report_id: str) -> str:
    """``<first 12 digits of the hash>.html``."""
    return f"{report_id.removeprefix('sha256:')[:12]}.html"


def country(code: str | None) -> str:
    """The country's name, its code where the gazetteer has no name, "" for none."""
    from cenotaph.places import country_name

    if not code:
        return ""
    try:
        name = country_name(code)
    except NotFoundError:
        return code
    return name


@dataclass(slots=True)
class ArchiveIndex:
    """Claims and reports by id, and what the judgements in force say about them.

    ``read_from`` holds the claims of each report, ``concerning`` where in ``judgements`` those about an id stand,
    ``lists`` the imported lists by their archived files, which are no reports that a page shows.
    """

    reports: dict[str, Report]
    claims: dict[str, Claim]
    judgements: tuple[Judgement, ...]
    released: frozenset[str] = frozenset()
    echo_reports: dict[str, tuple[str, str]] = field(default_factory=dict)
    echoes: set[str] = field(default_factory=set)
    repeats: dict[str, str] = field(default_factory=dict)
    heard: Voices = field(default_factory=nobody)
    read_from: dict[str, list[Claim]] = field(default_factory=dict)
    concerning: dict[str, list[int]] = field(default_factory=dict)
    lists: dict[str, tuple[NameList, Report]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        reports: Sequence[Report],
        claims: Sequence[Claim],
        judgements: Sequence[Judgement],
        lists: Sequence[tuple[NameList, Report]] = (),
    ) -> ArchiveIndex:
        """Index the records; judgements that a later one reverses count for nothing."""
        undone = {judgement.reverses for judgement in judgements if judgement.reverses}
        standing = tuple(judgement for judgement in judgements if judgement.id not in undone)
        index = cls({r.id: r for r in reports}, {c.id: c for c in claims}, standing)
        index.lists = {named.report: (named, report) for named, report in lists}
        for claim in claims:
            index.read_from.setdefault(claim.report, []).append(claim)
        for place, judgement in enumerate(standing):
            for end in (judgement.about, *([judgement.other] if judgement.other else [])):
                index.concerning.setdefault(end.id, []).append(place)
        heard = voices_of(gather(reports, claims, judgements), judgements)
        index.heard = heard
        index.echoes = set(heard.repeats)
        index.released = frozenset(
            j.about.id for j in standing if j.kind is JudgementKind.RELEASE and j.verdict is Verdict.POSITIVE
        )
        for judgement in standing:
            if judgement.verdict is Verdict.POSITIVE and judgement.other is not None:
                index._note_link(judgement, judgement.other.id)
        for claim in claims:
            if claim.restates:
                index.repeats[claim.id] = claim.restates
        return index

    def _note_link(self, judgement: Judgement, other: str) -> None:
        about = judgement.about
        if judgement.kind is JudgementKind.ECHO and about.kind == "item":
            self.echo_reports[about.id] = (other, judgement.reason)
            self.echoes |= self._echoed(judgement)
        elif judgement.kind in (JudgementKind.ECHO, JudgementKind.RESTATES) and about.kind == "claim":
            self.repeats[about.id] = other

    def _echoed(self, judgement: Judgement) -> set[str]:
        """The claims that an echo repeats: those its evidence names, else all of a copy; who cites has its own."""
        own = {claim.id for claim in self.read_from.get(judgement.about.id, ())}
        named = {claim_id for claim_id in judgement.evidence[::2] if claim_id in own}
        return named if named or judgement.label == EchoKind.CITES else own

    def only_repeats(self, report_id: str) -> bool:
        """Whether a report says nothing of people harmed that it does not repeat from another."""
        own = [claim for claim in self.read_from.get(report_id, ()) if claim.count is not None]
        return report_id in self.echo_reports and all(self.is_echo(claim) for claim in own)

    def claim(self, claim_id: str) -> Claim:
        """The claim; RecordError when a trail leads to one that is not here."""
        if claim_id not in self.claims:
            raise RecordError(f"the trail leads to {claim_id}, which is not here", hint="pass all claims to build")
        return self.claims[claim_id]

    def report_of(self, claim: Claim) -> Report:
        """The report that a claim was read from."""
        if claim.report not in self.reports:
            raise RecordError(f"claim {claim.id} is of a report that is not here", hint="pass all reports to build")
        return self.reports[claim.report]

    def carrier(self, report_id: str) -> str:
        """Who published a report, or the name of a list."""
        if report_id in self.lists:
            named, report = self.lists[report_id]
            return f"the list {named.name}" + (f" ({report.publisher})" if report.publisher else "")
        report = self.reports[report_id]
        return report.publisher or report.source_name or f"report {report.sha256[:12]}"

    def is_echo(self, claim: Claim) -> bool:
        """Whether the claim only repeats another report."""
        return claim.id in self.echoes

    def placing(self, claim: Claim) -> tuple[Judgement, ...]:
        """The judgements that concern a claim, or its report, and why it stands where it does."""
        places = {place for i in (claim.id, claim.report) for place in self.concerning.get(i, ())}
        return tuple(self.judgements[place] for place in sorted(places))

    def published(self, claim: Claim) -> date | None:
        """The day on which the claim's report came out."""
        return self.report_of(claim).published

    def publisher(self, claim: Claim) -> str:
        """Who published the claim's report."""
        report = self.report_of(claim)
        return report.publisher or report.source_name or "publisher not known"

    def when(self, claim: Claim, known_on: date | None = None) -> str:
        """The day of the statement: known, else said, else published."""
        said = claim.said_at.earliest if claim.said_at else None
        return short_day(known_on or said or self.published(claim))

    def confidential(self, claim: Claim) -> bool:
        """Whether the speaker is a relative who has not released the name."""
        return claim.speaker.kind is ActorKind.RELATIVE and claim.id not in self.released

    def voice_key(self, claim: Claim) -> str:
        """Which voice the claim belongs to: two spellings of one speaker share it."""
        return self.heard.keys[self.claim(claim.id).id]

    def speaker(self, claim: Claim) -> str:
        """The speaker's name as it may be shown."""
        return "a relative" if self.confidential(claim) else shown_name(claim.speaker.name)

    def chain(self, claim: Claim) -> str:
        """``Reuters ← BBC``: through whom the words came, without the speaker."""
        return " ← ".join(speaker.name for speaker in reversed(claim.via))

    def kind(self, speaker: Speaker) -> str:
        """The speaker's kind in a word."""
        return KIND[speaker.kind]

    def quoted(self, claim: Claim, words: str | None = None) -> Quoted:
        """The words of a claim: its count as said, else its quote; a relative's quote is not repeated."""
        report = self.report_of(claim)
        if words is None:
            words = claim.count.text if claim.count and claim.count.text else claim.anchor.quote
        return Quoted(words=words, claim=claim.id, lang=report.language, rtl=right_to_left(report))

    def sources(self, claims: Sequence[Claim], *, by: str = "speaker") -> Figure:
        """How many speakers (or reports, ``by="report"``) stand behind the claims, as a Figure."""
        names = {self.voice_key(c) if by == "speaker" else c.report for c in claims}
        return Figure(
            kind=FigureKind.SOURCES, low=len(names), high=len(names), measure=None, trail=self.trail(claims)
        )

    @staticmethod
    def trail(claims: Sequence[Claim], *rules: str) -> Trail:
        """The trail of a figure made of several claims."""
        return Trail(
            claims=tuple(c.id for c in claims), reports=tuple(dict.fromkeys(c.report for c in claims)), rules=rules
        )

    @staticmethod
    def figure(claim: Claim) -> Figure:
        """What the claim says, as a Figure."""
        return claimed(claim)

    @staticmethod
    def best(claim: Claim) -> Figure:
        """The claim's best guess alone, as a Figure."""
        best = claim.count.best if claim.count else None
        return replace(claimed(claim), low=best, best=best, high=best)

    def bound(self, claims: Sequence[Claim], low: int | None, high: int | None, measure: Measure) -> Figure:
        """A bounds figure that rests on these claims."""
        return Figure(
            kind=FigureKind.BOUNDS,
            low=low,
            high=high,
            measure=measure,
            trail=self.trail(claims, "dossier.sentence"),
        )
