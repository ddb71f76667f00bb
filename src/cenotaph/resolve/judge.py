"""Machine judgements: made the same from the same input, and silent about what is already on record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time
from sys import intern

from cenotaph.model import EchoKind, Judgement, JudgementKind, Ref, Report, Verdict, content_id

__all__ = ["BY", "Judge", "in_force", "people_of"]

BY = "machine:resolve@1"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def in_force(record: Sequence[Judgement]) -> list[Judgement]:
    """The judgements that nothing reversed, oldest first."""
    undone = {judgement.reverses for judgement in record if judgement.reverses}
    standing = [j for j in record if j.id not in undone and j.reverses is None]
    return sorted(standing, key=lambda j: (j.at, j.id))


def people_of(record: Sequence[Judgement]) -> list[Judgement]:
    """The judgements in force that people made, oldest first."""
    return [judgement for judgement in in_force(record) if not judgement.by.startswith("machine:")]


class Judge:
    """Collects this run's judgements. ``at`` is the day on which the newest report concerned was taken in, so
    that the same reports give the same judgements on any day."""

    def __init__(self, reports: Sequence[Report], record: Sequence[Judgement]) -> None:
        self._taken_in = {report.id: _taken_in(report) for report in reports}
        self._record = {judgement.id: judgement for judgement in record}
        # a person may decide long after the last report: what follows from that is no older than the decision
        decided = (judgement.at for judgement in record if not judgement.by.startswith("machine:"))
        self._latest = max([_EPOCH, *self._taken_in.values(), *decided])
        self._undone = Counter(judgement.reverses for judgement in record if judgement.reverses)
        self._made: dict[str, Judgement] = {}

    def make(
        self,
        kind: JudgementKind,
        about: Ref,
        other: Ref,
        *,
        reason: str,
        score: float,
        reports: Iterable[str],
        verdict: Verdict = Verdict.POSITIVE,
        label: str | EchoKind | None = None,
        evidence: tuple[str, ...] = (),
    ) -> str:
        """Record one judgement and return its id; the id follows from what is judged and why."""
        parts = [kind, about.kind, about.id, other.kind, other.id, verdict, label, score, reason, BY]
        name = content_id("j", parts)
        # once reversed, the same decision is a new row
        while name in self._undone:
            name = content_id("j", [name, "again"])
        at = max([self._taken_in.get(report, _EPOCH) for report in reports], default=_EPOCH)
        self._made[name] = Judgement(
            id=name,
            kind=kind,
            about=about,
            other=other,
            verdict=verdict,
            label=label,
            score=score,
            by=BY,
            at=at,
            # thousands of judgements give one reason: it is kept once
            reason=intern(reason),
            evidence=evidence,
        )
        return name

    def finish(self) -> tuple[Judgement, ...]:
        """The judgements that are new, and reversals of our own that no longer follow; in order of id."""
        new = {name: judgement for name, judgement in self._made.items() if name not in self._record}
        for old in in_force(tuple(self._record.values())):
            if old.by == BY and old.id not in self._made:
                name = content_id("j", ["reverses", old.id])
                new[name] = Judgement(
                    id=name,
                    kind=old.kind,
                    about=old.about,
                    other=old.other,
                    verdict=Verdict.NO_JUDGEMENT,
                    by=BY,
                    at=max(old.at, self._latest),
                    reason="no longer follows from the reports, claims and judgements on record",
                    reverses=old.id,
                )
        return tuple(new[name] for name in sorted(new))


def _taken_in(report: Report) -> datetime:
    if report.retrieved_at is not None:
        return report.retrieved_at.astimezone(UTC)
    return datetime.combine(report.published, time(), tzinfo=UTC) if report.published else _EPOCH
