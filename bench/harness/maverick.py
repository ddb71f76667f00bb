"""MAVERICK's reports as claims: each row one report of one event, by the outlet that it names.

Source: van Baalen & Höglund 2026, doi:10.1093/jopres/xjaf012 (CC BY 4.0). The file is never copied.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cenotaph.model import (
    ActorKind,
    Anchor,
    Claim,
    Count,
    Extraction,
    Hedge,
    Measure,
    Report,
    Speaker,
    content_id,
    report_id,
)

__all__ = ["MEASURES", "Told", "read"]

MEASURES = {Measure.KILLED: "deaths", Measure.INJURED: "injuries"}
_SOURCE = re.compile(r"(?P<outlet>.*?)\s*\((?P<day>\d{4}-\d{2}-\d{2})\)")
_UNTOLD = ("NA", "", "Unknown")


@dataclass(frozen=True, slots=True)
class Told:
    """One report of an event with its claims by measure; ``day`` is when it was published, None where not said."""

    report: Report
    day: date | None
    claims: dict[Measure, Claim]

    def number(self, measure: Measure) -> Count | None:
        """Low, best and high that the report gives for the measure; None where it gives none."""
        return self.claims[measure].count if measure in self.claims else None


def read(rows: Sequence[dict[str, str]]) -> dict[str, list[Told]]:
    """The events told by several reports, oldest report first; a report without a day counts as the last."""
    events: dict[str, list[Told]] = defaultdict(list)
    for row in rows:
        events[row["event_id"]].append(_told(row))
    return {
        event: sorted(told, key=lambda t: (t.day or date.max, t.report.id))
        for event, told in sorted(events.items())
        if len(told) > 1
    }


def _told(row: dict[str, str]) -> Told:
    source = _SOURCE.match(row["source"])
    outlet = source["outlet"].strip() if source else row["source"][:60]
    day = date.fromisoformat(source["day"]) if source else None
    text = ", ".join(f"{name} {row[f'{name}_best']}" for name in MEASURES.values())
    report = Report(id=report_id(f"{row['id']} {text}".encode()), text=text, publisher=outlet, published=day)
    claims = {
        measure: _claim(report, outlet, measure, numbers, row)
        for measure, name in MEASURES.items()
        if (numbers := _numbers(row, name))
    }
    return Told(report, day, claims)


def _numbers(row: dict[str, str], name: str) -> tuple[int, int, int] | None:
    ends = [row[f"{name}_{end}"] for end in ("low", "best", "high")]
    if not all(end.isdecimal() for end in ends):
        return None
    low, best, high = (int(end) for end in ends)
    return min(low, best), best, max(best, high)


def _claim(report: Report, outlet: str, measure: Measure, ends: tuple[int, int, int], row: dict[str, str]) -> Claim:
    low, best, high = ends
    name = MEASURES[measure]
    words = row[f"{name}_best"]
    start = report.text.index(f"{name} ") + len(name) + 1
    hedge = Hedge.EXACT if low == high else Hedge.ABOUT
    return Claim(
        id=content_id("c", [report.id, measure, low, best, high]),
        report=report.id,
        anchors=(Anchor(start=start, end=start + len(words), quote=words),),
        speaker=Speaker(name=outlet or "unnamed outlet", kind=ActorKind.MEDIA),
        measure=measure,
        attributed_to=_responsible(row),
        count=Count(low=low, best=best, high=high, text=words, hedge=hedge),
        extraction=Extraction(by="dataset", confidence=1.0),
    )


def _responsible(row: dict[str, str]) -> tuple[Speaker, ...]:
    """Whom the report names first among the actors, taken for who did it; nobody where that is not known."""
    actor = row["actor1"].strip()
    return () if actor.startswith("Unknown") or actor in _UNTOLD else (Speaker(name=actor),)
