"""A dossier as a folder that opens from disk: written whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
from collections import defaultdict
from itertools import chain
from pathlib import Path
from typing import Any

from cenotaph.dossier.blackout import blackout, hidden_names
from cenotaph.dossier.records import ArchiveIndex, page_name
from cenotaph.dossier.render import Pages
from cenotaph.dossier.scope_view import Page
from cenotaph.dossier.trails import Trails
from cenotaph.errors import UsageError
from cenotaph.model import Claim, to_dict

__all__ = ["write"]

_SIGN = "claims.json"
_COLUMNS = (
    "id",
    "report",
    "publisher",
    "published",
    "speaker",
    "stance",
    "measure",
    "low",
    "best",
    "high",
    "words",
    "hedge",
    "profile",
    "of_whom",
    "place",
    "earliest",
    "latest",
    "scope",
    "quote",
    "start",
    "end",
    "page",
)


def write(dossier: Page, out: Path) -> Path:
    """Write ``index.html``, pages of reports and incidents, and the data twins; returns the path of the index.

    A dossier that stands in ``out`` is replaced; UsageError when ``out`` is anything else than a dossier or an
    empty folder. The folder appears only when it is complete.
    """
    _check_target(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        _fill(dossier, made)
        made.chmod(0o755)
        _swap(made, out)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return out / "index.html"


def _check_target(out: Path) -> None:
    if out.is_file():
        raise UsageError(f"{out} is a file", hint="name a folder for the dossier")
    if out.is_dir() and any(out.iterdir()) and not _is_dossier(out):
        raise UsageError(f"{out} is not a dossier, and is not empty", hint="name another folder with -o")


def _is_dossier(folder: Path) -> bool:
    return (folder / "index.html").is_file() and (folder / _SIGN).is_file()


def _swap(made: Path, out: Path) -> None:
    """Put ``made`` in the place of ``out``; what stood there goes only after the new one stands."""
    old = made.with_name(made.name + "-old")
    if out.exists():
        out.replace(old)
    made.replace(out)
    shutil.rmtree(old, ignore_errors=True)


def _fill(dossier: Page, folder: Path) -> None:
    lists = [(shown.named, shown.report) for shown in dossier.lists]
    index = ArchiveIndex.of(dossier.reports, dossier.claims, dossier.judgements, lists)
    pages = Pages(dossier, index)
    hide = blackout(hidden_names(dossier.claims, index.released, _told_by(dossier)))

    def put(path: Path, text: str) -> None:
        path.write_text(hide(text), encoding="utf-8", newline="\n")

    (folder / "reports").mkdir()
    put(folder / "index.html", pages.front())
    put(folder / "statements.html", pages.statements())
    put(folder / "method.html", pages.method())
    listed = pages.listed()
    if listed is not None:
        put(folder / "people.html", listed)
    for name, text in chain(pages.lists(), pages.incidents()):
        (folder / name).parent.mkdir(exist_ok=True)
        put(folder / name, text)
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in dossier.claims:
        told[claim.report].append(claim)
    for report in dossier.reports:
        claims = sorted(told[report.id], key=lambda c: (c.anchor.start, -c.anchor.end, c.id))
        put(folder / "reports" / page_name(report.id), pages.report(report, claims))
    shown = [_public(claim, index) for claim in dossier.claims]
    put(folder / _SIGN, json.dumps(shown, ensure_ascii=False, indent=1) + "\n")
    put(folder / "claims.csv", _table(dossier, index))


def _told_by(dossier: Page) -> tuple[str, ...]:
    return tuple(name for shown in dossier.lists for name in shown.told_by)


def _public(claim: Claim, index: ArchiveIndex) -> dict[str, Any]:
    """A claim as JSON, without the names of relatives and informants who have not released them."""
    row: dict[str, Any] = to_dict(claim)
    if index.confidential(claim):
        row["speaker"] |= {"name": index.speaker(claim), "text": None}
    for person in row["people"]:
        if person["informant_sensitivity"] != "public" and person["id"] not in index.released:
            person["informant"] = None
    return row


def _table(dossier: Page, index: ArchiveIndex) -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(_COLUMNS)
    trails = Trails(index)
    for claim in dossier.claims:
        count, report = claim.count, index.report_of(claim)
        period = claim.period if claim.period and claim.period.stated else None  # not one inferred
        row = (
            claim.id,
            claim.report,
            index.publisher(claim),
            report.published,
            index.speaker(claim),
            claim.stance.value,
            claim.measure.value,
            count and count.low,
            count and count.best,
            count and count.high,
            count and count.text,
            count and count.hedge.value,
            count and count.profile,
            claim.group and claim.group.text,
            claim.place and claim.place.text,
            period and period.earliest,
            period and period.latest,
            claim.scope.value,
            claim.anchor.quote,
            claim.anchor.start,
            claim.anchor.end,
            trails.claim(claim.id),
        )
        table.writerow(["" if cell is None else _plain(cell) for cell in row])
    return out.getvalue()


def _plain(cell: object) -> object:
    """Text that a spreadsheet would take for a formula gets an apostrophe (OWASP, CSV injection)."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
