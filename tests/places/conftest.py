"""The shipped gazetteer, opened once."""

from __future__ import annotations

import pytest

from cenotaph.places import SqliteGazetteer


@pytest.fixture(scope="session")
def gazetteer() -> SqliteGazetteer:
    return SqliteGazetteer()
