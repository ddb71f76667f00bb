"""What was known on a past day, so that incidents, positions and bounds can be asked as of then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date

from cenotaph.model import Claim, Judgement, Ref, Report

__all__ = ["Known", "known_on"]


@dataclass(frozen=True, slots=True)
class Known:
    """Reports, claims and judgements to give to ``resolve`` and ``reconcile`` in place of all there are."""

    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    judgements: tuple[Judgement, ...]


def known_on(
    reports: Sequence[Report], claims: Sequence[Claim], judgements: Sequence[Judgement], day: date
) -> Known:
    """What was known at the end of ``day`` (UTC): reports published by then, their claims, people's decisions.

    A report without a date is left out: when it became known is unknown. Of machine judgements, whenever they were
    made, those about what was known stay: ``resolve`` weighs anew and takes only codes from them, so that the
    incidents of that day bear today's codes where they are the same. What ``resolve`` returns for a past day
    belongs with these judgements and must not be recorded. Pure; the order of the input is kept.
    """
    told = tuple(report for report in reports if report.published is not None and report.published <= day)
    items = {report.id for report in told}
    said = tuple(claim for claim in claims if claim.report in items)
    things = {("item", name) for name in items} | {("claim", claim.id) for claim in said}
    kept: dict[str, Judgement] = {}
    for one in judgements:
        if one.by.startswith("machine:"):
            if _is_known(one.about, things) and (one.other is None or _is_known(one.other, things)):
                kept[one.id] = one
        elif one.at.astimezone(UTC).date() <= day:
            kept[one.id] = one
    return Known(told, said, tuple(kept.values()))


def _is_known(ref: Ref, things: set[tuple[str, str]]) -> bool:
    """Whether a claim or item was known; other records (codes, people) are only names here."""
    return ref.kind not in ("claim", "item") or (ref.kind, ref.id) in things
