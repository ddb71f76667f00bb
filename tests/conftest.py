"""What every test shares: where the project is, and what may be skipped and why."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

import cenotaph

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def pytest_configure(config: pytest.Config) -> None:
    installed = Path(cenotaph.__file__).resolve()
    if os.environ.get("CENOTAPH_TEST_WHEEL") and (ROOT / "src") in installed.parents:
        raise pytest.UsageError(f"the tests would run against {installed}, not the wheel")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    browser = shutil.which("chromium")
    if not browser and "browser" in os.environ.get("CENOTAPH_REQUIRE", ""):
        raise pytest.UsageError("CENOTAPH_REQUIRE=browser, and chromium is not installed")
    for item in items:
        if item.get_closest_marker("shared") and not SHARED.is_dir():
            item.add_marker(pytest.mark.skip(reason=f"no development data at {SHARED}"))
        if item.get_closest_marker("browser") and not browser:
            item.add_marker(pytest.mark.skip(reason="chromium is not installed (Debian package chromium)"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The development data beside the checkout (only for tests marked ``shared``)."""
    return SHARED
