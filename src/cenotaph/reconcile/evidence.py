"""The claims of one reckoning, read once: when each was known, who speaks, and how they are linked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cenotaph.model import CASUALTIES, Claim, Judgement, JudgementKind, Modality, Report, Stance, Verdict
from cenotaph.places.actors import speaker_keys

__all__ = ["Evidence", "Links", "counts", "gather", "in_force", "known_on", "names_one", "names_some", "silent"]

_ASSERTING = {Stance.ASSERTS, Stance.REVISES, Stance.CONFIRMS}
_ONE = re.compile(r"\b(1|one|single|sole)\b|^$", re.IGNORECASE)
# how a number of names is told, by the words before it and behind it; "all 80 by name" is everybody
_NAMES_BEFORE = re.compile(
    r"\b(?:names?\s+(?:to|of)|named|naming|identif(?:y|ied|ying))\s+(?:(?!all\b)\w+\s+){0,2}$", re.I
)
_NAMES_BEHIND = re.compile(
    r"^\s*(?:\w+\s+){0,2}names?\b|^[^.;]{0,90}?\b(?:been|were|was)\s+(?:named|identified)\b", re.I
)
_SILENT = {Stance.REPORTS_UNKNOWN, Stance.DECLINES_TO_SAY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Who repeats, replaces or is part of whom, by claim id; from the claims themselves and from judgements.

    ``judged`` names the judgement behind a link, ``excluded`` gives the reason a person gave for leaving out.
    """

    restates: Mapping[str, str]
    supersedes: Mapping[str, frozenset[str]]
    part_of: Mapping[str, str]
    excluded: Mapping[str, str]
    rejected: Mapping[str, str]
    judged: Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What positions, envelopes and disagreements are made from; ``claims`` oldest first."""

    claims: tuple[Claim, ...]
    known: Mapping[str, date | None]
    keys: Mapping[str, str]
    links: Links

    def is_repeat(self, claim: Claim) -> bool:
        """Whether the claim restates another one that is here."""
        target = self.links.restates.get(claim.id)
        return target is not None and target in self.known

    def of(self, claims: Sequence[Claim]) -> Evidence:
        """The evidence of some of its claims, in the order given, with their own links alone: others' are many.

        Who speaks stays as the whole taught it.
        """
        own, links = [claim.id for claim in claims], self.links
        return Evidence(
            claims=tuple(claims),
            known={claim_id: self.known[claim_id] for claim_id in own},
            keys=self.keys,
            links=Links(
                restates={i: links.restates[i] for i in own if i in links.restates},
                supersedes={i: links.supersedes[i] for i in own if i in links.supersedes},
                part_of={i: links.part_of[i] for i in own if i in links.part_of},
                excluded={i: links.excluded[i] for i in own if i in links.excluded},
                rejected={},
                judged={},
            ),
        )

    def trail_of(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The judgements behind the links of these claims."""
        wanted = set(ids)
        return tuple(sorted(j for pair, j in self.links.judged.items() if wanted & set(pair)))


def counts(claim: Claim) -> bool:
    """Whether the claim puts forward a number of casualties."""
    known = claim.count is not None and not claim.count.unknown
    plain = claim.stance in _ASSERTING and claim.modality is not Modality.HYPOTHETICAL
    return known and plain and claim.measure in CASUALTIES


def names_one(claim: Claim) -> bool:
    """Whether the claim is about one person, named or not ("her son", "he"): a death told, and no total."""
    if claim.people and (claim.count is None or claim.count.high == 1):
        return True
    number = claim.count
    return number is not None and number.low == number.high == 1 and not _ONE.search(number.text)


def names_some(claim: Claim) -> bool:
    """Whether the number is of those whose names are known ("put names to four of the dead"): no upper end of all.

    Judged by the words around the number inside the quote; False where the number's place is not on record.
    """
    span = next((field for field in claim.fields if field.field == "count"), None)
    anchor = next((a for a in claim.anchors if span and a.start <= span.start and span.end <= a.end), None)
    if span is None or anchor is None:
        return False
    before, behind = anchor.quote[: span.start - anchor.start], anchor.quote[span.end - anchor.start :]
    return bool(_NAMES_BEFORE.search(before) or _NAMES_BEHIND.search(behind))


def silent(claim: Claim) -> bool:
    """Whether the claim says that something is not known, or that the speaker will not say."""
    return claim.stance in _SILENT


def known_on(claim: Claim, report: Report | None) -> date | None:
    """The day the statement was made where the report says so, else the day the report was published."""
    if claim.said_at and (day := claim.said_at.latest or claim.said_at.earliest):
        return day
    return report.published if report else None


def gather(reports: Sequence[Report], claims: Sequence[Claim], judgements: Sequence[Judgement]) -> Evidence:
    """The evidence in its one order, whatever the order of the input: known when, replaced first, where, id."""
    by_id = {report.id: report for report in reports}
    unique = {claim.id: claim for claim in claims}
    known = {claim.id: known_on(claim, by_id.get(claim.report)) for claim in unique.values()}
    links = _links(unique, judgements)
    depth = {claim_id: _depth(claim_id, links, ()) for claim_id in unique}

    publishers = {report.id: report.publisher for report in reports}

    def order(claim: Claim) -> tuple[date, int, str, str, int, str]:
        outlet = publishers.get(claim.report) or ""
        return (known[claim.id] or date.max, depth[claim.id], outlet, claim.report, claim.anchor.start, claim.id)

    keys = speaker_keys(tuple(unique.values()), publishers)
    return Evidence(claims=tuple(sorted(unique.values(), key=order)), known=known, keys=keys, links=links)


def _depth(claim_id: str, links: Links, seen: tuple[str, ...]) -> int:
    """How many statements a claim comes after: what it replaces, and what its original replaces."""
    if claim_id in seen:
        return 0
    seen = (*seen, claim_id)
    original = links.restates.get(claim_id)
    least = _depth(original, links, seen) if original else 0
    return max((1 + _depth(e, links, seen) for e in links.supersedes.get(claim_id, ())), default=least)


def _links(claims: Mapping[str, Claim], judgements: Sequence[Judgement]) -> Links:
    restates = {c.id: c.restates for c in claims.values() if c.restates}
    supersedes = {c.id: {c.supersedes} for c in claims.values() if c.supersedes}
    excluded: dict[str, str] = {}
    rejected: dict[str, str] = {}
    judged: dict[tuple[str, str], str] = {}
    for judgement in in_force(judgements):
        about = judgement.about.id
        other = judgement.other.id if judgement.other else None
        positive = judgement.verdict is Verdict.POSITIVE
        if judgement.kind is JudgementKind.EXCLUDE and positive:
            excluded[about] = judgement.reason
        elif judgement.kind is JudgementKind.SAME_INCIDENT and judgement.verdict is Verdict.NEGATIVE:
            rejected[about] = judgement.reason
        elif judgement.kind is JudgementKind.RESTATES and other:
            # a rendering that differs is the same statement told otherwise: both renderings stay
            if positive and judgement.label != "rendering":
                restates[about] = other
                judged[(about, other)] = judgement.id
            elif judgement.verdict is Verdict.NEGATIVE and restates.get(about) == other:
                del restates[about]
        elif judgement.kind is JudgementKind.SUPERSEDES and other:
            if positive:
                supersedes.setdefault(about, set()).add(other)
                judged[(about, other)] = judgement.id
            else:
                supersedes.get(about, set()).discard(other)
    return Links(
        restates=restates,
        supersedes={claim_id: frozenset(earlier) for claim_id, earlier in supersedes.items() if earlier},
        part_of={c.id: c.part_of for c in claims.values() if c.part_of},
        excluded=excluded,
        rejected=rejected,
        judged=judged,
    )


def in_force(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Judgements that nothing reversed; people's after machines', later after earlier, so that they win."""
    reversed_ids = {judgement.reverses for judgement in judgements if judgement.reverses}
    standing = [j for j in judgements if j.id not in reversed_ids and j.reverses is None]
    return sorted(standing, key=lambda j: (not j.by.startswith("machine:"), j.at, j.id))
