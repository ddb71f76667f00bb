"""The page in headless Chromium: accessible, silent on the network, usable by keyboard, narrow and printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not there (Debian package chromium)"),
]
SCREENS = {"desktop": 1280, "phone": 390}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as play:
        chromium = play.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield chromium
        chromium.close()


def open_page(browser: Any, path: Path, width: int = 1280, scheme: str = "light") -> Any:
    """A page opened from disk; asking for anything but files of the folder fails the test."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    assert [url for url in asked if not url.startswith("data:")] == [path.as_uri()]
    return page


def pages(folder: Path) -> list[Path]:
    """The index, and the reports with most quotes and in Arabic and Russian."""
    reports = sorted((folder / "reports").iterdir(), key=lambda p: -p.stat().st_size)
    foreign = [p for p in reports if 'lang="ar"' in p.read_text("utf-8") or 'lang="ru"' in p.read_text("utf-8")]
    return [folder / "index.html", folder / "statements.html", reports[0], *foreign]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_no_violation_of_wcag(browser: Any, folder: Path, screen: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python not installed")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    everything = screen == "desktop" and scheme == "light"
    for path in pages(folder) if everything else pages(folder)[:3:2]:
        page = open_page(browser, path, SCREENS[screen], scheme)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        found = axe.Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}})
        assert found.violations_count == 0, found.generate_report()
        page.context.close()


@pytest.mark.parametrize("width", [320, 820])
def test_nothing_runs_off_the_side(browser: Any, folder: Path, width: int) -> None:
    for path in pages(folder):
        page = open_page(browser, path, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path.name
        page.context.close()


def test_tab_reaches_the_marks_and_enter_follows_them(browser: Any, folder: Path) -> None:
    page = open_page(browser, folder / "index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('ev')"):
            break
    focused = page.evaluate(
        "[document.activeElement.className, getComputedStyle(document.activeElement).outlineStyle]"
    )
    assert focused == ["ev", "solid"]
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports/*.html#claim-*")
    marked = page.evaluate("getComputedStyle(document.querySelector('mark:target')).backgroundColor")
    assert marked == page.evaluate("getComputedStyle(document.querySelector('mark:target')).backgroundColor")
    assert page.evaluate("document.querySelector('mark:target').getBoundingClientRect().top") < 900
    assert not page.query_selector("[tabindex]:not([tabindex='0']):not([tabindex='-1'])")
    page.context.close()


def test_print_is_black_on_white_and_shows_what_is_folded(browser: Any, folder: Path) -> None:
    page = open_page(browser, folder / "index.html", 794, "dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.evaluate("document.querySelector('details.twin table').getBoundingClientRect().height") > 100
    page.context.close()


def test_dark_is_dark(browser: Any, folder: Path) -> None:
    page = open_page(browser, folder / "index.html", scheme="dark")
    colours = page.evaluate("getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/g).map(Number)")
    assert max(colours) < 40
    page.context.close()
