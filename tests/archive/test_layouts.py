"""Every sentence of an article survives, whatever the layout, and no furniture does."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from cenotaph.archive import archive

PAGES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("layouts.toml").read_text(encoding="utf-8"))[
    "page"
]


@pytest.mark.parametrize("page", PAGES, ids=[page["name"] for page in PAGES])
def test_sentences_survive_in_order_and_furniture_does_not(page: dict[str, Any]) -> None:
    report = archive(page["html"].encode(), media_type="text/html")
    position = 0
    for sentence in page["keeps"]:
        found = report.text.find(sentence, position)
        assert found >= 0, f"{sentence!r} is not here, or not in its place:\n{report.text}"
        position = found + len(sentence)
    assert [words for words in page["drops"] if words in report.text] == [], report.text
    assert page.get("note") is None or page["note"] in report.notes
