"""Who passes on whose report, by the report's own words only: attribution, never likeness.

A report that names another outlet as the source of a claim cites it. Where that outlet's own report is in the
ledger the judgement points at it. Nothing is merged, and where nothing is said independence stays unknown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from cenotaph.model import ActorKind, EchoKind, JudgementKind, Ref, Report, Speaker
from cenotaph.places.actors import speaker_key
from cenotaph.resolve.cluster import Cluster
from cenotaph.resolve.judge import Judge
from cenotaph.resolve.traits import Traits

__all__ = ["judge_echoes"]

# a rewrite of a wire story follows within days; an anniversary piece may cite one years later
_OLDEST_DAYS = 3660


def judge_echoes(clusters: Sequence[Cluster], judge: Judge) -> None:
    """Judge, inside every incident, which reports cite which others by name."""
    for cluster in clusters:
        outlets: dict[str, list[Report]] = defaultdict(list)
        for told in cluster.by_report.values():
            report = told[0].report
            if report is not None and report.publisher:
                outlets[_outlet(report.publisher)].append(report)
        for report_id in sorted(cluster.by_report):
            report = cluster.by_report[report_id][0].report
            if report is None:
                continue
            own = _outlet(report.publisher) if report.publisher else ""
            for cited, passing in sorted(_cited(cluster.by_report[report_id]).items()):
                source = _original(report, outlets.get(cited, [])) if cited != own else None
                if source is not None:
                    _judge(report, source, passing, judge)


def _outlet(name: str) -> str:
    return speaker_key(Speaker(name=name, kind=ActorKind.MEDIA)).partition(":")[2]


def _cited(claims: Sequence[Traits]) -> dict[str, list[Traits]]:
    """Outlet -> the claims that this report takes from it, by ``via`` or with the outlet as the speaker."""
    cited: dict[str, list[Traits]] = defaultdict(list)
    for traits in claims:
        speakers = (*traits.claim.via, traits.claim.speaker)
        for name in {_outlet(s.name) for s in speakers if s.kind is ActorKind.MEDIA}:
            cited[name].append(traits)
    return cited


def _original(report: Report, candidates: Sequence[Report]) -> Report | None:
    """That outlet's latest report up to the day of this one; None when it could only be a later one."""
    day = report.published
    dated = [r for r in candidates if r.id != report.id and r.published and day and r.published <= day]
    dated = [r for r in dated if day and r.published and day - r.published <= timedelta(days=_OLDEST_DAYS)]
    return max(dated, key=lambda r: (r.published or date.min, r.id), default=None)


def _judge(report: Report, source: Report, passing: Sequence[Traits], judge: Judge) -> None:
    when = source.published.isoformat() if source.published else "undated"
    count = "one claim" if len(passing) == 1 else f"{len(passing)} claims"
    judge.make(
        JudgementKind.ECHO,
        Ref(kind="item", id=report.id),
        Ref(kind="item", id=source.id),
        reason=f"names {source.publisher} as the source of {count}; {source.publisher} reported on {when}",
        score=0.8,
        reports=(report.id, source.id),
        label=EchoKind.CITES,
        evidence=tuple(sorted(traits.claim.id for traits in passing))[:10],
    )
