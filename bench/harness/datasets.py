"""The development sets as cases. They lie beside the checkout, are measured on, and are never copied."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from harness.halves import Half, half_of

__all__ = ["SETS", "Case", "PlaceTold", "load_set"]

SETS = {
    "acled": "ACLED event notes",
    "gtd": "GTD incident summaries",
    "incidents": "US incidents told by one report",
    "polnear": "PolNeAR political news (speakers)",
}

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PlaceTold:
    """The recorded place: a country, or a US state and the names its city goes by."""

    country: str | None = None
    state: str | None = None
    cities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One text with what is recorded of it; None is not recorded.

    ``published`` is given to the contenders; ``day`` is the recorded day of the event and is not. ``attributions``
    are (source span, content spans) in code points.
    """

    id: str
    text: str
    published: date | None = None
    killed: int | None = None
    injured: int | None = None
    day: date | None = None
    place: PlaceTold | None = None
    attributions: tuple[tuple[tuple[Span, ...], tuple[Span, ...]], ...] = field(default=())

    @property
    def half(self) -> Half:
        """The half of the set in which it lies."""
        return half_of(self.id)

    def row(self) -> dict[str, Any]:
        """What a contender is shown: ``id``, ``text``, ``published``, and ``contents`` whose source is asked."""
        row: dict[str, Any] = {"id": self.id, "text": self.text}
        if self.published:
            row["published"] = self.published.isoformat()
        if self.attributions:
            row["contents"] = [content for _, content in self.attributions]
        return row


def load_set(name: str, folder: Path, limit: int | None = None) -> list[Case]:
    """The cases of the set ``name`` under ``folder`` (``dev/``); raises FileNotFoundError where it is not there.

    Rows whose coder followed a convention instead of the note are left out.
    """
    readers = {"acled": _acled, "gtd": _gtd, "incidents": _incidents, "polnear": _polnear}
    return list(readers[name](folder))[:limit]


def _acled(folder: Path) -> Iterator[Case]:
    for row in _lines(folder / "acled_dev.jsonl"):
        if not row.get("coder_rule"):
            yield _coded(row, datetime.strptime(row["date"], "%d-%b-%y").date())


def _gtd(folder: Path) -> Iterator[Case]:
    for row in _lines(folder / "gtd_dev.jsonl"):
        yield _coded(row, _iso_day(row["date"]))


def _coded(row: dict[str, Any], day: date | None) -> Case:
    place = PlaceTold(country=row["country"])
    return Case(
        id=row["id"], text=row["text"], killed=row["killed"], injured=row.get("injured"), day=day, place=place
    )


def _iso_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:  # the coder did not know the day or the month
        return None


def _incidents(folder: Path) -> Iterator[Case]:
    """Incidents told by one report: its headline and text, the record's figures, day and place."""
    truth = {row["id"]: row for row in _lines(folder / "incidents" / "incidents.jsonl")}
    told: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in _lines(folder / "incidents" / "reports.jsonl"):
        told[row["incident"]].append(row)
    for incident, reports in told.items():
        if len(reports) > 1:
            continue
        report, record = reports[0], truth[incident]
        yield Case(
            id=incident,
            text=f"{report.get('title') or ''}\n\n{report['text']}",
            published=date.fromisoformat(report["published"][:10]) if report.get("published") else None,
            killed=record["killed"],
            injured=record["injured"],
            day=datetime.strptime(record["date"], "%B %d, %Y").date(),
            place=PlaceTold(country="United States", state=record["state"], cities=_city_names(record["city"])),
        )


def _city_names(city: str) -> tuple[str, ...]:
    """``Beachwood (Warrensville Heights)`` is known by both names; ``Pike (county)`` by one."""
    names = (name.strip() for name in re.split(r"[()]", city))
    return tuple(name for name in names if name and name != "county")


def _polnear(folder: Path) -> Iterator[Case]:
    for row in _lines(folder / "polnear_dev.jsonl"):
        told = tuple((_spans(one["source"]), _spans(one["content"])) for one in row["attributions"])
        yield Case(id=row["id"], text=row["text"], attributions=told)


def _spans(pairs: list[list[int]]) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in pairs)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
