"""Batch reading: JSON lines in, JSON lines out, in order, one report at a time; a bad row is an error row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from cenotaph.errors import CenotaphError
from cenotaph.extract import extract, language_of, supports, tally
from cenotaph.model import Report, report_id, to_dict

__all__ = ["read_lines"]


def read_lines(lines: Iterable[str], *, extractor: str = "auto", claims: bool = True) -> Iterator[str]:
    """One line with claims and tally for every non-blank line of a report.

    In: ``{"id", "text", "published"?, "publisher"?, "language"?}``. Out: ``{"id", "claims": [...], "tally":
    {"killed": {low, best, high}, "injured": {...}}}``, with ``"unsupported": language`` and no claims for a
    language without a reader, or ``{"id", "error"}`` when the row cannot be read; the stream goes on.
    """
    for line in lines:
        if line.strip():
            yield json.dumps(_row(line, extractor, with_claims=claims), ensure_ascii=False)


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
            id=report_id(row["text"].encode()),
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
        out["claims"] = [to_dict(claim) for claim in found]
    if extractor == "auto" and not supports(language):
        out["unsupported"] = language
    out["tally"] = {"killed": asdict(total.killed), "injured": asdict(total.injured)}
    return out
