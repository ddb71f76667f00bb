"""The stage's verb: from reports, claims and judgements to incidents, with a reason for every link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from cenotaph.collecting import put_off
from cenotaph.model import CASUALTIES, Claim, Incident, Judgement, JudgementKind, Ref, Report, Verdict
from cenotaph.resolve.attach import attach, rejection
from cenotaph.resolve.base import Resolution
from cenotaph.resolve.cluster import Cluster, Index, Match, agree, gather, sentence
from cenotaph.resolve.codes import codes, kind_of, title_of
from cenotaph.resolve.echoes import judge_echoes
from cenotaph.resolve.judge import Judge
from cenotaph.resolve.overrides import (
    apart_pairs,
    apply_to_claims,
    apply_to_incidents,
    join_incidents,
    left_out,
    part_incidents,
)
from cenotaph.resolve.statements import judge_statements
from cenotaph.resolve.traits import Traits, read_traits, silent, unfit
from cenotaph.resolve.when import Window

__all__ = ["resolve"]

# reports of one event without a day of its own come within days of each other
_REPORTED_WITHIN = 3


def resolve(reports: Sequence[Report], claims: Sequence[Claim], judgements: Sequence[Judgement] = ()) -> Resolution:
    """Which claims are about the same incident, who restates, replaces or cites whom, and why.

    ``judgements`` are those on record: people's win over everything found here, and a machine's keep the codes
    of incidents stable, so that every code ever given is an incident's, leads to one, or is withdrawn. Reports may
    come one at a time or all at once: the incidents are the same. Pure; any order gives the same output.
    """
    with put_off():
        return _resolve(reports, claims, judgements)


def _resolve(reports: Sequence[Report], claims: Sequence[Claim], judgements: Sequence[Judgement]) -> Resolution:
    every = {t.claim.id: t for t in read_traits(reports, claims)}
    excluded = left_out(judgements)
    fit = [t for t in every.values() if unfit(t.claim) is None and t.claim.id not in excluded]
    index = Index()
    apart = apart_pairs(judgements)
    gather([t for t in fit if t.window], index, apart=apart)
    left = attach([t for t in fit if not t.window], index)
    _settle_placeless(index, apart)
    _from_publication(left, index, apart)
    clusters = index.clusters
    clusters[:] = [cluster for cluster in clusters if _alleges_harm(cluster)]
    apply_to_claims(clusters, every, judgements)
    reserved = part_incidents(clusters, judgements)
    named = join_incidents(clusters, codes(clusters, judgements, reserved), judgements)
    by_code = {code: c for c in clusters for code in (named.now[id(c)], *named.earlier[id(c)])}
    apply_to_incidents(by_code, every, judgements)
    judge = Judge(reports, judgements)
    placed = {id(cluster): _judge_links(cluster, named.now[id(cluster)], judge) for cluster in clusters}
    _judge_rejections(clusters, named.now, every, judge)
    judge_statements(clusters, judge)
    judge_echoes(reports, every.values(), judge)
    incidents = [_incident(c, named.now[id(c)], named.earlier[id(c)], placed[id(c)]) for c in clusters]
    ordered = sorted(incidents, key=lambda i: (_starts(i), i.code))
    return Resolution(incidents=tuple(ordered), judgements=judge.finish(), withdrawn=named.withdrawn)


def _settle_placeless(index: Index, apart: frozenset[tuple[str, str]]) -> None:
    """Join what a report tells of a day and no place to the incident of that day that it turned out to tell of.

    Such claims open an incident of their own before it is known where the rest of their report belongs.
    """
    moves = []
    for cluster in index.clusters:
        if cluster.place is None and cluster.window and cluster.window.stated and len(cluster.by_report) == 1:
            (report,) = cluster.by_report
            told = [c for c in index.by_report[report] if c.place and c.window and c.window.stated]
            fits = [(other, found) for other in told if (found := _all_fit(cluster, other, apart))]
            moves += [(cluster, *fits[0])] if len(fits) == 1 else []
    for cluster, other, match in moves:
        for _, link in sorted(cluster.links.items()):
            other.add(link.traits, match.score, sentence(match.reasons), other.first)
            index.put(other, link.traits)
    gone = {id(cluster) for cluster, _, _ in moves}
    index.clusters[:] = [cluster for cluster in index.clusters if id(cluster) not in gone]
    for cluster, _, _ in moves:
        for report in cluster.by_report:
            index.by_report[report] = [c for c in index.by_report[report] if c is not cluster]


def _all_fit(cluster: Cluster, other: Cluster, apart: frozenset[tuple[str, str]]) -> Match | None:
    """How well the dated claims of ``cluster`` fit ``other``, by the least fitting one; None when one does not."""
    if any((own, its) in apart for own in cluster.links for its in other.links):
        return None
    found = [agree(link.traits, other) for _, link in sorted(cluster.links.items()) if link.traits.window]
    fits = [match for match in found if match and match.joins]
    return min(fits, key=lambda match: match.score) if fits and len(fits) == len(found) else None


def _from_publication(left: Sequence[Traits], index: Index, apart: frozenset[tuple[str, str]]) -> None:
    """Open incidents for claims that state no day but a place, or are all that their report tells."""
    told = set(index.by_report)
    waiting = [
        t for t in left if not t.person and not silent(t.claim) and (t.specific or t.claim.report not in told)
    ]
    seeds = [_seen_by(t, t.report.published) for t in waiting if t.specific and t.report and t.report.published]
    gather(seeds, index, apart=apart)
    seeded = {seed.claim.id for seed in seeds}
    for traits in (t for t in waiting if t.claim.id not in seeded):
        _with_its_report(traits, index)


def _with_its_report(traits: Traits, index: Index) -> None:
    """A claim without day and place goes with the one incident of its report, or opens it."""
    told = index.by_report.get(traits.claim.report, [])
    if len(told) > 1:
        return
    published = traits.report.published if traits.report else None
    window = Window(published - timedelta(days=_REPORTED_WITHIN), published, stated=False) if published else None
    cluster = told[0] if told else Cluster(window=window)
    cluster.add(traits, 0.6, "its report tells of one incident, and neither it nor the claim states the day")
    index.put(cluster, traits)


def _alleges_harm(cluster: Cluster) -> bool:
    """An incident is one where somebody alleges death or injury (Airwars); a deed alone is not."""
    return any(link.traits.claim.measure in CASUALTIES for link in cluster.links.values())


def _seen_by(traits: Traits, published: date) -> Traits:
    """The claim with the days before its publication as a window to compare by; the claim is untouched."""
    first = published - timedelta(days=_REPORTED_WITHIN)
    return replace(traits, window=Window(first, published, stated=False))


def _judge_links(cluster: Cluster, code: str, judge: Judge) -> tuple[str, ...]:
    made = []
    incident = Ref(kind="incident", id=code)
    for claim_id, link in sorted(cluster.links.items()):
        made.append(
            judge.make(
                JudgementKind.SAME_INCIDENT,
                Ref(kind="claim", id=claim_id),
                incident,
                reason=link.reason,
                score=link.score,
                reports=(link.traits.claim.report,),
                evidence=link.evidence,
            )
        )
    return tuple(made)


def _judge_rejections(
    clusters: Sequence[Cluster], named: Mapping[int, str], every: Mapping[str, Traits], judge: Judge
) -> None:
    """Say why a claim in a report about an incident belongs to none."""
    placed = {claim_id for cluster in clusters for claim_id in cluster.links}
    told: dict[str, list[Cluster]] = {}
    for cluster in clusters:
        for report in cluster.by_report:
            told.setdefault(report, []).append(cluster)
    for claim_id, traits in every.items():
        beside = told.get(traits.claim.report, [])
        if claim_id in placed or not beside:
            continue
        cluster = min(beside, key=lambda c: (-len(c.by_report[traits.claim.report]), named[id(c)]))
        judge.make(
            JudgementKind.SAME_INCIDENT,
            Ref(kind="claim", id=claim_id),
            Ref(kind="incident", id=named[id(cluster)]),
            reason=unfit(traits.claim) or rejection(traits, cluster),
            score=0.0,
            reports={traits.claim.report},
            verdict=Verdict.NEGATIVE,
        )


def _incident(cluster: Cluster, code: str, earlier: tuple[str, ...], judged: tuple[str, ...]) -> Incident:
    told = [link.traits.claim for _, link in sorted(cluster.links.items())]
    words = {
        claim.id: claim.cause.text if claim.cause else claim.anchor.quote
        for claim in told
        if claim.cause or claim.measure.value == "event"
    }
    return Incident(
        code=code,
        title=title_of(cluster),
        kind=kind_of(words),
        place=cluster.place,
        period=cluster.window.period() if cluster.window else None,
        parties=tuple(sorted({actor.name for claim in told for actor in claim.attributed_to})),
        claims=tuple(claim.id for claim in told),
        reports=tuple(sorted({claim.report for claim in told})),
        judgements=judged,
        previous_codes=earlier,
    )


def _starts(incident: Incident) -> date:
    period = incident.period
    return (period.earliest or period.latest or date.max) if period else date.max
