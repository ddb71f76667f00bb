"""What the extractor's tests share: the founding report, when the shared data lie beside the checkout."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cenotaph.extract import extract
from cenotaph.model import Claim

SHARED = Path(__file__).resolve().parents[3] / "shared"


@pytest.fixture(scope="session")
def founding_text() -> str:
    """The founding report's text; skipped where ../shared is not there."""
    folder = SHARED / "reports"
    if not folder.is_dir():
        pytest.skip("../shared/reports is not beside this checkout")
    return next(iter(sorted(folder.glob("*.txt")))).read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def founding_gold() -> dict[str, dict[str, Any]]:
    """The founding report's gold claims by their id."""
    path = SHARED / "gold" / "seed_claims.json"
    if not path.is_file():
        pytest.skip("../shared/gold is not beside this checkout")
    return {claim["id"]: claim for claim in json.loads(path.read_text(encoding="utf-8"))["claims"]}


@pytest.fixture(scope="session")
def founding_claims(founding_text: str) -> tuple[Claim, ...]:
    """What the general rules read in the founding report."""
    return extract(founding_text, publisher="BBC")
