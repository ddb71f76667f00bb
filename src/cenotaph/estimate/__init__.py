"""5: lists of the named dead -> how many are on none of them, or why no honest number exists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from cenotaph.estimate.base import LEVEL, Estimator, Fit, dense
from cenotaph.estimate.judged import Progress, Recall, judge
from cenotaph.estimate.record import Assumption, Estimate, ListUse, Waiver
from cenotaph.estimate.registry import estimators, get_estimator
from cenotaph.estimate.run import run
from cenotaph.estimate.run import table_alone as _alone
from cenotaph.estimate.settings import MOST_FITS, WAIVABLE, Asked
from cenotaph.estimate.tables import Frame as _Frame
from cenotaph.estimate.tables import Tables, read_tables, rows_to_tables, text_to_tables
from cenotaph.model import CaptureTable

__all__ = [
    "LEVEL",
    "WAIVABLE",
    "Asked",
    "Assumption",
    "Estimate",
    "Estimator",
    "Fit",
    "ListUse",
    "Recall",
    "Tables",
    "Waiver",
    "dense",
    "estimate",
    "estimators",
    "get_estimator",
    "judge",
    "read_tables",
    "rows_to_tables",
    "run",
    "text_to_tables",
]


def estimate(
    table: CaptureTable | Tables | str | Path | Iterable[Mapping[str, Any]] | _Frame,
    *,
    lists: Sequence[str] | None = None,
    strata: Sequence[str] = (),
    count: str | None = None,
    ignore: Sequence[str] = (),
    models: Sequence[str] = (),
    merge: Sequence[Sequence[str]] = (),
    assume: str | Sequence[str] = (),
    signed: str | None = None,
    waive: Mapping[str, str] | None = None,
    windows: Mapping[str, str] | None = None,
    definitions: Mapping[str, str] | None = None,
    linked: bool = False,
    diagnose: bool = True,
    most_fits: int = MOST_FITS,
    seed: int = 0,
    level: float = LEVEL,
    workers: int = 1,
    on_progress: Progress | None = None,
) -> Estimate:
    """How many people are on none of the lists, or why no honest number exists. A refusal is a result.

    ``table`` is a CSV file, a data frame or rows that map column to value (a pattern of 0 and 1 with its count, or
    a person a row; ``lists``, ``strata``, ``count`` and ``ignore`` say what columns are), or a CaptureTable.
    ``models`` are names (none: graphs, loglinear, rasch, chao, latent). ``assume`` says what makes the number
    knowable, as the code of a known assumption or in one's own words, and ``signed`` who stands for it: without
    one there is no headline, only each model's word. ``waive`` sets rules aside with a reason (``WAIVABLE``);
    ``windows`` and ``definitions`` say which time a list covers and whom it counts; ``most_fits`` bounds what the
    diagnostics of a total over strata may take. Strata, linkages and replicates are fitted in ``workers``
    processes (a script that asks for more than one needs its ``if __name__ == "__main__":``). Raises TableError
    for what cannot be a table, UsageError for settings that make no sense and NotFoundError for a file or a model
    that is not there.
    """
    asked = Asked(
        models=tuple(models),
        merge=tuple(tuple(names) for names in merge),
        assume=(assume,) if isinstance(assume, str) else tuple(assume),
        signed=signed,
        waive=waive or {},
        windows=windows or {},
        definitions=definitions or {},
        linked=linked,
        diagnose=diagnose,
        most_fits=most_fits,
        seed=seed,
        level=level,
    )
    columns: dict[str, Any] = {"lists": lists, "strata": strata, "count": count, "ignore": ignore}
    return run(_tables(table, columns), asked, workers=workers, on_progress=on_progress)


def _tables(
    table: CaptureTable | Tables | str | Path | Iterable[Mapping[str, Any]] | _Frame, columns: dict[str, Any]
) -> Tables:
    if isinstance(table, Tables):
        return table
    if isinstance(table, CaptureTable):
        return _alone(table)
    if isinstance(table, (str, Path)):
        return read_tables(table, **columns)
    return rows_to_tables(table, **columns)
