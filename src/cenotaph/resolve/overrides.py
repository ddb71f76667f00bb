"""What people decided about incidents, which always wins over the machine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cenotaph.model import Judgement, JudgementKind, Verdict
from cenotaph.resolve.cluster import Cluster
from cenotaph.resolve.judge import people_of
from cenotaph.resolve.traits import Traits

__all__ = ["apart_pairs", "apply_to_claims", "apply_to_incidents", "left_out"]


def _same_incident(record: Sequence[Judgement], other: str, verdict: Verdict) -> list[tuple[Judgement, str]]:
    """People's last word on each pair about the same incident, where the second is a ``other`` record."""
    last: dict[tuple[str, str], Judgement] = {}
    for one in people_of(record):
        if one.kind is JudgementKind.SAME_INCIDENT and one.other is not None and one.other.kind == other:
            pair = (one.about.id, one.other.id)
            last[tuple(sorted(pair)) if other == "claim" else pair] = one  # type: ignore[index]
    return [(one, one.other.id) for one in last.values() if one.other and one.verdict is verdict]


def apart_pairs(record: Sequence[Judgement]) -> frozenset[tuple[str, str]]:
    """Pairs of claim ids, both ways round, that a person judged to be about different incidents."""
    pairs = [(one.about.id, other) for one, other in _same_incident(record, "claim", Verdict.NEGATIVE)]
    return frozenset(pairs) | frozenset((b, a) for a, b in pairs)


def left_out(record: Sequence[Judgement]) -> frozenset[str]:
    """Claims that a person excluded from everything."""
    found = [j for j in people_of(record) if j.kind is JudgementKind.EXCLUDE and j.about.kind == "claim"]
    last = {judgement.about.id: judgement.verdict for judgement in found}
    return frozenset(claim_id for claim_id, verdict in last.items() if verdict is Verdict.POSITIVE)


def apply_to_claims(clusters: list[Cluster], traits: Mapping[str, Traits], record: Sequence[Judgement]) -> None:
    """Join and part claims as people judged pairs of them; joining two incidents merges them, in place."""
    for one, other in _same_incident(record, "claim", Verdict.POSITIVE):
        first, second = _home(clusters, one.about.id), _home(clusters, other)
        if first and second and first is not second:
            _merge(first, second, clusters, f"{one.by} judged: {one.reason}")
        elif (home := first or second) and not (first and second):
            stray = other if first else one.about.id
            if stray in traits:
                home.add(traits[stray], 1.0, f"{one.by} judged: {one.reason}", (one.id,))
    for one, other in _same_incident(record, "claim", Verdict.NEGATIVE):
        home = _home(clusters, one.about.id)
        if home and other in home.links and one.about.id in traits:
            _remove(home, one.about.id)
            claim = traits[one.about.id]
            if claim.window is not None:
                alone = Cluster(window=claim.window)
                alone.add(claim, 1.0, f"{one.by} judged it another incident: {one.reason}", (one.id,))
                clusters.append(alone)
    clusters[:] = [cluster for cluster in clusters if cluster.links]


def apply_to_incidents(
    named: Mapping[str, Cluster], traits: Mapping[str, Traits], record: Sequence[Judgement]
) -> None:
    """Place claims and whole reports in, or take them out of, incidents as people judged; by code, in place."""
    for one, code in _same_incident(record, "incident", Verdict.POSITIVE):
        cluster = named.get(code)
        for claim_id in _claims_of(one, traits) if cluster else ():
            for other in named.values():
                if other is not cluster and claim_id in other.links and len(other.links) > 1:
                    _remove(other, claim_id)
            if cluster and claim_id not in cluster.links:
                cluster.add(traits[claim_id], 1.0, f"{one.by} judged: {one.reason}", (one.id,))
    for one, code in _same_incident(record, "incident", Verdict.NEGATIVE):
        cluster = named.get(code)
        for claim_id in _claims_of(one, traits) if cluster else ():
            if cluster and claim_id in cluster.links and len(cluster.links) > 1:
                _remove(cluster, claim_id)


def _claims_of(judgement: Judgement, traits: Mapping[str, Traits]) -> list[str]:
    if judgement.about.kind == "claim":
        return [judgement.about.id] if judgement.about.id in traits else []
    return sorted(claim_id for claim_id, one in traits.items() if one.claim.report == judgement.about.id)


def _home(clusters: Sequence[Cluster], claim_id: str) -> Cluster | None:
    return next((cluster for cluster in clusters if claim_id in cluster.links), None)


def _merge(first: Cluster, second: Cluster, clusters: list[Cluster], reason: str) -> None:
    kept, gone = sorted((first, second), key=lambda c: (c.window is None, c.window, c.first_claim))
    for link in sorted(gone.links.values(), key=lambda link: link.traits.claim.id):
        kept.add(link.traits, link.score, f"{link.reason}; {reason}", link.evidence)
    clusters.remove(gone)


def _remove(cluster: Cluster, claim_id: str) -> None:
    link = cluster.links.pop(claim_id)
    told = [t for t in cluster.by_report[link.traits.claim.report] if t.claim.id != claim_id]
    if told:
        cluster.by_report[link.traits.claim.report] = told
    else:
        del cluster.by_report[link.traits.claim.report]
