"""Answers that are kept: the same table, settings and versions give the same one, and need no second reckoning."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

from cenotaph.estimate import Asked, Estimator, Tables, run
from cenotaph.estimate.judged import Progress
from cenotaph.estimate.run import versions

__all__ = ["answer", "key"]


def key(tables: Tables, asked: Asked, models: Sequence[Estimator]) -> str:
    """The SHA-256 of all that an answer follows from."""
    told = {
        "tables": tables.draws,
        "repeats": tables.repeats,
        "linked": tables.linked and asdict(tables.linked),
        "source": [tables.sha256, tables.source, tables.notes],
        "asked": asdict(asked),
        "models": [one.name for one in models],
        "versions": versions(),
    }
    return sha256(json.dumps(told, sort_keys=True, default=repr).encode()).hexdigest()


def answer(
    tables: Tables,
    asked: Asked,
    models: Sequence[Estimator],
    *,
    folder: Path | None,
    workers: int = 1,
    on_progress: Progress | None = None,
) -> dict[str, Any]:
    """The answer as JSON values (``Estimate.to_dict``), out of ``folder`` where it is kept, else reckoned and kept.

    Without a folder nothing is kept; one that cannot be read or is broken is reckoned anew.
    """
    path = folder / f"estimate-{key(tables, asked, models)}.json" if folder is not None else None
    if path is not None:
        try:
            kept: dict[str, Any] = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            pass
        else:
            return kept
    told = run(tables, asked, models=models, workers=workers, on_progress=on_progress).to_dict()
    if path is not None:
        _keep(path, told)
    return told


def _keep(path: Path, told: dict[str, Any]) -> None:
    """Written whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".estimate-")
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        json.dump(told, file, ensure_ascii=False, indent=1)
    Path(name).replace(path)
