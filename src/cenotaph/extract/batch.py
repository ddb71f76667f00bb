"""Batch reading: JSON lines in, JSON lines out, in order, one report at a time; a bad row is an error row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from functools import partial
from typing import Any

from cenotaph.errors import CenotaphError
from cenotaph.extract import deadline, extract, language_of, prepare, supports, tally
from cenotaph.extract.deadline import DEFAULT_LIMIT
from cenotaph.extract.workers import in_order
from cenotaph.model import Report, report_id, to_shown

__all__ = ["read_lines", "row_id"]


def read_lines(
    lines: Iterable[str],
    *,
    extractor: str = "auto",
    claims: bool = True,
    workers: int = 1,
    time_limit: float | None = DEFAULT_LIMIT,
) -> Iterator[str]:
    """One line with claims and tally for every non-blank line of a report.

    In: ``{"id", "text", "published"?, "publisher"?, "language"?}``. Out: ``{"id", "claims": [...], "tally":
    {"killed": {low, best, high}, "injured": {...}}}``, with ``"unsupported": language`` and no claims for a
    language without a reader, or ``{"id", "error"}`` when the row cannot be read, or not within ``time_limit``
    seconds (None: no limit); the stream goes on, in order, whatever the number of ``workers``. Raises UsageError
    for less than one worker.
    """
    told = (line for line in lines if line.strip())
    read = partial(_line, extractor=extractor, with_claims=claims, time_limit=time_limit)
    if workers == 1:
        return map(read, told)
    return in_order(read, told, workers=workers, lost=_lost, time_limit=time_limit, prepare=prepare)


def row_id(line: str) -> Any:
    """The id of a line as given, None where it has none."""
    try:
        row = json.loads(line)
    except ValueError:
        return None
    return row.get("id") if isinstance(row, dict) else None


def _lost(line: str, why: str) -> str:
    return _as_line({"id": row_id(line), "error": why})


def _line(line: str, *, extractor: str, with_claims: bool, time_limit: float | None) -> str:
    if extractor == "auto":
        prepare()
    with deadline.time_limit(time_limit):
        row = _row(line, extractor, with_claims=with_claims)
    return _as_line(row)


def _as_line(row: dict[str, Any]) -> str:
    """``row`` as JSON in plain characters; escaped where a text holds half characters, which no file can."""
    line = json.dumps(row, ensure_ascii=False)
    return line if line.isascii() or _writable(line) else json.dumps(row)


def _writable(line: str) -> bool:
    try:
        line.encode()
    except UnicodeEncodeError:
        return False
    return True


def _row(line: str, extractor: str, *, with_claims: bool) -> dict[str, Any]:
    name: Any = None
    try:
        row = json.loads(line)
        name = row["id"] if isinstance(row, dict) else None
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            return {"id": name, "error": "a row needs an id and a text"}
        published = date.fromisoformat(str(row["published"])[:10]) if row.get("published") else None
        language = language_of(row["text"], str(row["language"]) if row.get("language") else None)
        report = Report(
            id=report_id(row["text"].encode(errors="surrogatepass")),
            text=row["text"],
            published=published,
            publisher=row.get("publisher") or None,
            language=language,
        )
        found = extract(report, extractor=extractor)
        total = tally(found, row["text"])
    except CenotaphError as error:
        return {"id": name, "error": str(error)}
    except Exception as error:  # no row may end the stream, whatever is in it
        return {"id": name, "error": f"{type(error).__name__}: {error}"}
    out: dict[str, Any] = {"id": name}
    if with_claims:
        out["claims"] = [to_shown(claim) for claim in found]
    if extractor == "auto" and not supports(language):
        out["unsupported"] = language
    out["tally"] = {"killed": asdict(total.killed), "injured": asdict(total.injured)}
    return out
