"""An empty ledger, and a folder of three dispatches."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cenotaph.store import Ledger, open_ledger
from pipeline.readers import DISPATCH


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "case.db", create=True) as ledger:
        yield ledger


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three dispatches that differ in their number."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for n in (11, 12, 13):
        (folder / f"{n}.txt").write_text(DISPATCH.format(n))
    return folder
