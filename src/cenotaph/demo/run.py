"""Builds the demo ledger from the dispatches shipped with the package, and its dossier."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from cenotaph.errors import CenotaphError, UsageError

if TYPE_CHECKING:
    from cenotaph.model import Report
    from cenotaph.reconcile import Reckoning

__all__ = ["DemoResult", "run_demo"]


@dataclass(frozen=True, slots=True)
class DemoResult:
    """Where the demo put its ledger and page, and what it reckoned."""

    ledger: Path
    page: Path
    reckoning: Reckoning
    reports: tuple[Report, ...]


def run_demo(out: Path, *, on_progress: Callable[[int, int, str], None] | None = None) -> DemoResult:
    """Archive, read, resolve, reckon and write up the shipped dispatches; ``out`` gets demo.db and dossier/.

    Running it again on the same folder changes nothing in the ledger and writes the page anew.
    Raises UsageError when ``out`` is a file.
    """
    from cenotaph.dossier import write_dossier
    from cenotaph.people_pipeline import record_people
    from cenotaph.pipeline import archive_into, extract_all, import_control_areas, incidents_of, reckon, resolve_all
    from cenotaph.store import open_ledger

    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file", hint="give a folder with --out")
    out.mkdir(parents=True, exist_ok=True)
    path = out / "demo.db"
    with open_ledger(path, create=True) as ledger, as_file(files("cenotaph.demo") / "data") as data:
        archived = archive_into(ledger, [str(data / "dispatches")], on_progress=on_progress)
        if archived.failed:
            name, error = archived.failed[0]
            raise CenotaphError(f"demo dispatch {name}: {error.message}", hint=error.hint)
        extract_all(ledger, on_progress=on_progress)
        import_control_areas(ledger, data / "control.geojson")
        resolve_all(ledger)
        record_people(ledger)
        told_most = max(incidents_of(ledger), key=lambda incident: (len(incident.claims), incident.code))
        reckoning = reckon(ledger, told_most.code)
        page = write_dossier(ledger, told_most.code, out / "dossier", reckoning=reckoning)
        return DemoResult(path, page, reckoning, ledger.reports())
