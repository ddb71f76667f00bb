"""Pages that are not articles, and short articles that are."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from cenotaph.archive import archive, stub_reason

PAGES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("pages.toml").read_text(encoding="utf-8"))[
    "page"
]


@pytest.mark.parametrize("page", PAGES, ids=[page["name"] for page in PAGES])
def test_stub_or_report(page: dict[str, Any]) -> None:
    report = archive(page["text"].encode(), media_type="text/html" if page.get("html") else "text/plain")
    assert report.stub == page.get("stub"), report.text


def test_there_are_pages_of_both_sorts() -> None:
    reasons = {page.get("stub") for page in PAGES}
    assert len(PAGES) >= 25
    assert sum("stub" not in page for page in PAGES) >= 10
    assert len(reasons) == 7


def test_a_long_article_is_never_a_stub() -> None:
    article = "Nine people were killed in the attack, the mayor said on Monday.\n\n" * 200
    assert stub_reason(article + "We use cookies. Subscribe to read. Page not found. Enable JavaScript.") is None


def test_the_title_counts() -> None:
    assert stub_reason("Please go to our home page.", "Page not found") == "page not found"
    assert stub_reason("Four people died on the road, police said on Sunday.", "Page not found") is None
