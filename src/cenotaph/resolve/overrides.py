"""What people decided about incidents, which always wins over the machine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from cenotaph.model import Judgement, JudgementKind, Verdict
from cenotaph.resolve.cluster import Cluster, Link, agree
from cenotaph.resolve.codes import Codes, codes_borne
from cenotaph.resolve.judge import people_of
from cenotaph.resolve.traits import Traits

__all__ = [
    "apart_pairs",
    "apply_to_claims",
    "apply_to_incidents",
    "join_incidents",
    "left_out",
    "part_incidents",
]


def _same_incident(
    record: Sequence[Judgement], about: Sequence[str], other: str, verdict: Verdict
) -> list[tuple[Judgement, str]]:
    """People's last word on each pair about the same incident, by the kinds of the two records."""
    last: dict[tuple[str, str], Judgement] = {}
    for one in people_of(record):
        fits = one.kind is JudgementKind.SAME_INCIDENT and one.about.kind in about
        if fits and one.other is not None and one.other.kind == other:
            pair = (one.about.id, one.other.id)
            last[(min(pair), max(pair)) if one.about.kind == other else pair] = one
    return [(one, one.other.id) for one in last.values() if one.other and one.verdict is verdict]


def apart_pairs(record: Sequence[Judgement]) -> frozenset[tuple[str, str]]:
    """Pairs of claim ids, both ways round, that a person judged to be about different incidents."""
    found = _same_incident(record, ("claim",), "claim", Verdict.NEGATIVE)
    pairs = [(one.about.id, other) for one, other in found]
    return frozenset(pairs) | frozenset((b, a) for a, b in pairs)


def left_out(record: Sequence[Judgement]) -> frozenset[str]:
    """Claims that a person excluded from everything."""
    found = [j for j in people_of(record) if j.kind is JudgementKind.EXCLUDE and j.about.kind == "claim"]
    last = {judgement.about.id: judgement.verdict for judgement in found}
    return frozenset(claim_id for claim_id, verdict in last.items() if verdict is Verdict.POSITIVE)


def apply_to_claims(clusters: list[Cluster], traits: Mapping[str, Traits], record: Sequence[Judgement]) -> None:
    """Join and part claims as people judged pairs of them; joining two incidents merges them, in place."""
    homes = _homes(clusters)
    for one, other in _same_incident(record, ("claim",), "claim", Verdict.POSITIVE):
        first, second = homes.get(one.about.id), homes.get(other)
        if first and second and first is not second:
            kept, gone = sorted((first, second), key=lambda c: (c.window is None, c.window, c.first_claim))
            _merge(kept, gone, clusters, f"{one.by} judged: {one.reason}")
            homes |= dict.fromkeys(gone.links, kept)
        elif (home := first or second) and not (first and second):
            stray = other if first else one.about.id
            if stray in traits:
                home.add(traits[stray], 1.0, f"{one.by} judged: {one.reason}", (one.id,))
                homes[stray] = home
    for one, other in _same_incident(record, ("claim",), "claim", Verdict.NEGATIVE):
        home = homes.get(one.about.id)
        if home and other in home.links and one.about.id in traits:
            home.remove(one.about.id)
            claim = traits[one.about.id]
            if claim.window is not None:
                alone = homes[claim.claim.id] = Cluster(window=claim.window)
                alone.add(claim, 1.0, f"{one.by} judged it another incident: {one.reason}", (one.id,))
                clusters.append(alone)
    clusters[:] = [cluster for cluster in clusters if cluster.links]


def part_incidents(clusters: list[Cluster], record: Sequence[Judgement]) -> dict[int, str]:
    """Part what fell together although people judged it two incidents, by codes that were published; in place.

    Each claim goes with the code that it bore first; one that bore neither with the part that it fits better.
    Returns the codes of the parts by ``id(cluster)``.
    """
    judged = _same_incident(record, ("incident",), "incident", Verdict.NEGATIVE)
    reserved: dict[int, str] = {}
    borne = codes_borne(record) if judged else {}
    for one, other in judged:
        pair = (one.about.id, other)
        sides = {claim: next((code for code in own if code in pair), None) for claim, own in borne.items()}
        homes = _homes(clusters)
        mixed = {id(home): home for claim, code in sides.items() if code == other and (home := homes.get(claim))}
        for cluster in mixed.values():
            if one.about.id in {sides.get(claim_id) for claim_id in cluster.links}:
                parts = _parts(cluster, sides, pair, f"{one.by} judged the two to be apart: {one.reason}")
                clusters.remove(cluster)
                clusters += parts
                reserved |= {id(part): code for part, code in zip(parts, pair, strict=True)}
    return reserved


def _parts(
    cluster: Cluster, sides: Mapping[str, str | None], pair: tuple[str, str], reason: str
) -> tuple[Cluster, Cluster]:
    by_side: dict[str | None, list[Link]] = defaultdict(list)
    for claim_id, link in sorted(cluster.links.items()):
        by_side[sides.get(claim_id)].append(link)
    first, second = (_rebuilt(by_side[code], cluster, reason) for code in pair)
    for link in by_side[None]:
        near = [_fit(link.traits, part) for part in (first, second)]
        (second if near[1] > near[0] else first).add(link.traits, link.score, link.reason, link.evidence)
    return first, second


def _rebuilt(links: Sequence[Link], cluster: Cluster, reason: str) -> Cluster:
    """A cluster of these claims alone; its window and its place are theirs."""
    windows = [link.traits.window for link in links if link.traits.window]
    narrowest = min(windows, key=lambda w: (not w.stated, w.days, w), default=cluster.window)
    part = Cluster(window=narrowest)
    for link in links:
        part.add(link.traits, link.score, f"{link.reason}; {reason}", link.evidence)
    return part


def _fit(traits: Traits, cluster: Cluster) -> float:
    match = agree(traits, cluster) if traits.window and cluster.window else None
    told = 0.01 * (traits.claim.report in cluster.by_report)
    return (match.score if match else 0.0) + told


def join_incidents(clusters: list[Cluster], named: Codes, record: Sequence[Judgement]) -> Codes:
    """Make one of two incidents that people judged to be the same, by code; the second code stays. In place."""
    now, earlier = dict(named.now), dict(named.earlier)
    by_code = {code: c for c in clusters for code in (now[id(c)], *earlier[id(c)])}
    for one, other in _same_incident(record, ("incident",), "incident", Verdict.POSITIVE):
        gone, kept = by_code.get(one.about.id), by_code.get(other)
        if gone and kept and gone is not kept:
            _merge(kept, gone, clusters, f"{one.by} judged the two to be one: {one.reason}")
            led = (now.pop(id(gone)), *earlier.pop(id(gone)))
            earlier[id(kept)] = tuple(sorted((*earlier[id(kept)], *led)))
            by_code |= dict.fromkeys(led, kept)
    return Codes(now, earlier, named.withdrawn)


def apply_to_incidents(
    named: Mapping[str, Cluster], traits: Mapping[str, Traits], record: Sequence[Judgement]
) -> None:
    """Place claims and whole reports in, or take them out of, incidents as people judged; by code, in place."""
    homes = _homes(named.values())
    placing = ("claim", "item", "record")
    for one, code in _same_incident(record, placing, "incident", Verdict.POSITIVE):
        cluster = named.get(code)
        for claim_id in _claims_of(one, traits) if cluster else ():
            home = homes.get(claim_id)
            if home and home is not cluster and len(home.links) > 1:
                home.remove(claim_id)
            if cluster and claim_id not in cluster.links:
                cluster.add(traits[claim_id], 1.0, f"{one.by} judged: {one.reason}", (one.id,))
                homes[claim_id] = cluster
    for one, code in _same_incident(record, placing, "incident", Verdict.NEGATIVE):
        cluster = named.get(code)
        for claim_id in _claims_of(one, traits) if cluster else ():
            if cluster and claim_id in cluster.links and len(cluster.links) > 1:
                cluster.remove(claim_id)


def _claims_of(judgement: Judgement, traits: Mapping[str, Traits]) -> list[str]:
    if judgement.about.kind == "claim":
        return [judgement.about.id] if judgement.about.id in traits else []
    return sorted(claim_id for claim_id, one in traits.items() if one.claim.report == judgement.about.id)


def _homes(clusters: Iterable[Cluster]) -> dict[str, Cluster]:
    """Claim id -> the incident that holds it."""
    return {claim_id: cluster for cluster in clusters for claim_id in cluster.links}


def _merge(kept: Cluster, gone: Cluster, clusters: list[Cluster], reason: str) -> None:
    for link in sorted(gone.links.values(), key=lambda link: link.traits.claim.id):
        kept.add(link.traits, link.score, f"{link.reason}; {reason}", link.evidence)
    clusters.remove(gone)
