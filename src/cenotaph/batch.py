"""The stages without a ledger: lines of reports in, incidents with reconciled figures out.

``resolve_lines`` reads each report's claims, gathers the reports into incidents, and sets the figures of an
incident's reports against each other. A bad row is an error row, and the rest goes on.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cenotaph.errors import CenotaphError
from cenotaph.model import Anchor, EchoKind, Reading, to_dict
from cenotaph.reconcile import Toll, reconcile_tolls
from cenotaph.resolve import BatchIncident, BatchResolution, Telling, gather_reports

__all__ = ["BatchCounts", "BatchRow", "read_row", "resolve_lines"]

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class BatchCounts:
    """How many reports were resolved, into how many incidents, how many echo another, and how many rows failed."""

    reports: int
    incidents: int
    echoes: int
    failed: int


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One line: its id, and what is compared and reconciled of it, or why it cannot be read."""

    id: Any
    telling: Telling | None = None
    reading: Reading | None = None
    error: str = ""


def resolve_lines(lines: Iterable[str], out: Path | str, on_progress: Progress | None = None) -> BatchCounts:
    """Resolve lines ``{"id", "text", "published"?, "publisher"?}`` and write two files into ``out``.

    ``reports.jsonl`` has a line a report in the order of the input: ``{"id", "incidents": [code], "echo_of",
    "echo_kind"}``, or ``{"id", "error"}``. ``incidents.jsonl`` has a line an incident in the order of codes:
    ``{"code", "reports", "period", "place", "killed": {low, best, high}, "injured", "trail"}``; null is unknown,
    and the trail quotes the sentences that say the best figure. Each file is replaced whole or not at all, and
    says the same whatever the order of the lines. Returns the counts.
    """
    waiting = [line for line in lines if line.strip()]
    rows: list[BatchRow] = []
    seen: set[str] = set()
    for done, line in enumerate(waiting, start=1):
        row = read_row(line)
        if row.telling and row.telling.id in seen:
            row = BatchRow(row.id, error="the id was given before")
        seen.add(str(row.id))
        rows.append(row)
        if on_progress is not None:
            on_progress(done, len(waiting), str(row.id))
    resolution = gather_reports([row.telling for row in rows if row.telling])
    by_id = {row.reading.report: row for row in rows if row.reading}
    codes = {report: [incident.code] for incident in resolution.incidents for report in incident.reports}
    told = [_report_line(row, resolution, codes, by_id) for row in rows]
    found = [_incident_line(incident, by_id, resolution.copies) for incident in resolution.incidents]
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "reports.jsonl", told)
    _write(folder / "incidents.jsonl", found)
    failed = sum(bool(row.error) for row in rows)
    return BatchCounts(len(rows) - failed, len(found), len(resolution.echoes), failed)


def read_row(line: str) -> BatchRow:
    """Read one line and the claims of its text; never raises, what is wrong is the row's ``error``."""
    from cenotaph.extract import extract
    from cenotaph.extract.lead import read_lead
    from cenotaph.extract.tally import countable

    name: Any = None
    try:
        row = json.loads(line)
        name = row.get("id") if isinstance(row, dict) else None
        if name is None or not isinstance(row.get("text"), str):
            return BatchRow(name, error="a row needs an id and a text")
        published = date.fromisoformat(str(row["published"])[:10]) if row.get("published") else None
        claims = extract(row["text"], published=published, publisher=row.get("publisher") or None)
    except CenotaphError as error:
        return BatchRow(name, error=str(error))
    except Exception as error:
        # a fault in reading one report must not stop a night's work
        return BatchRow(name, error=f"{type(error).__name__}: {error}")
    reading = read_lead(str(name), published, claims, countable(claims))
    telling = Telling(id=str(name), text=row["text"], published=published, claims=claims, **_told(reading))
    return BatchRow(name, telling, reading)


def _told(reading: Reading) -> dict[str, int | None]:
    """The numbers of dead and injured that are compared; None is unknown."""
    sides = {"killed": reading.killed, "injured": reading.injured}
    return {name: said.named if said else None for name, said in sides.items()}


def _report_line(
    row: BatchRow, resolution: BatchResolution, codes: Mapping[str, list[str]], rows: Mapping[str, BatchRow]
) -> dict[str, Any]:
    if row.error:
        return {"id": row.id, "error": row.error}
    echo = resolution.echoes.get(str(row.id))
    return {
        "id": row.id,
        "incidents": codes.get(str(row.id), []),
        "echo_of": rows[echo.source].id if echo else None,
        "echo_kind": echo.kind if echo else EchoKind.NONE.value,
    }


def _incident_line(
    incident: BatchIncident, rows: Mapping[str, BatchRow], copies: Mapping[str, str]
) -> dict[str, Any]:
    readings = [reading for name in incident.reports if (reading := rows[name].reading)]
    killed, injured = reconcile_tolls(readings, copies)
    period = incident.period
    return {
        "code": incident.code,
        "reports": [rows[name].id for name in incident.reports],
        "period": {
            "earliest": period.earliest.isoformat() if period and period.earliest else None,
            "latest": period.latest.isoformat() if period and period.latest else None,
        },
        "place": to_dict(incident.place) if incident.place else None,
        "killed": _figure(killed),
        "injured": _figure(injured),
        "trail": {"killed": _trail(killed, rows), "injured": _trail(injured, rows)},
    }


def _figure(toll: Toll) -> dict[str, int | None]:
    return {"low": toll.low, "best": toll.best, "high": toll.high}


def _trail(toll: Toll, rows: Mapping[str, BatchRow]) -> list[dict[str, Any]]:
    """The sentences behind the best figure: which report, where in its text, and word for word."""
    quotes: dict[tuple[str, Anchor], None] = {}
    for report, said in toll.behind:
        for claim in said.claims:
            quotes[report, claim.anchor] = None
    return [
        {"report": rows[report].id, "start": anchor.start, "end": anchor.end, "quote": anchor.quote}
        for report, anchor in quotes
    ]


def _write(path: Path, lines: Sequence[Mapping[str, Any]]) -> None:
    """Write beside the file and put it in its place, so that nobody ever reads half of it."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
