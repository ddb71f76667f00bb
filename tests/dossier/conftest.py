"""One case, written once, for the tests that only look at it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cenotaph.dossier import build, write
from dossier.fixture import NOW, khasham
from dossier.page_reader import Element, read_page


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dossier of the hand-built case."""
    case, reckoning = khasham()
    dossier = build(
        case.reports, case.claims, reckoning, areas=case.areas, judgements=case.judgements, generated_at=NOW
    )
    return write(dossier, tmp_path_factory.mktemp("dossier") / "khasham").parent


@pytest.fixture(scope="session")
def page(folder: Path) -> Element:
    """Its index."""
    return read_page(folder / "index.html")
