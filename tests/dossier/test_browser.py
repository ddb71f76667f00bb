"""The page in headless Chromium: accessible, silent on the network, usable by keyboard, narrow and printed."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

# Debian's own, never one that a package of Python brings along
CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not there (Debian package chromium)"),
]
SCREENS = {"desktop": 1280, "phone": 390}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# what another colour scheme can break; the rest is the same markup
COLOURS = ["color-contrast", "link-in-text-block"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as play:
        chromium = play.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def tab(browser: Any) -> Any:
    """The one page that every test looks through; asking for anything but files of the folder is noted."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    return page


def show(tab: Any, path: Path, width: int = 1280, scheme: str = "light", media: str = "screen") -> Any:
    """The page opened from disk at a width; fails when it asks for anything but itself."""
    tab.set_viewport_size({"width": width, "height": 900})
    tab.emulate_media(media=media, color_scheme=scheme)
    tab.asked.clear()
    tab.goto(path.as_uri())
    assert [url for url in tab.asked if not url.startswith("data:")] == [path.as_uri()]
    return tab


def pages(folder: Path) -> list[Path]:
    """The index, all statements, the method, and the reports with most quotes and in Arabic and Russian."""
    reports = sorted((folder / "reports").iterdir(), key=lambda p: -p.stat().st_size)
    foreign = [p for p in reports if 'lang="ar"' in p.read_text("utf-8") or 'lang="ru"' in p.read_text("utf-8")]
    return [folder / "index.html", folder / "statements.html", folder / "method.html", reports[0], *foreign]


def test_the_browser_is_debians(browser: Any) -> None:
    said = subprocess.run([CHROMIUM, "--version"], capture_output=True, text=True, check=True).stdout
    assert browser.version in said
    assert browser.browser_type.name == "chromium"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_no_violation_of_wcag(tab: Any, folder: Path, screen: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python not installed")
    everything = (screen, scheme) in (("desktop", "light"), ("phone", "dark"))
    for path in pages(folder) if (screen, scheme) == ("desktop", "light") else pages(folder)[:3]:
        page = show(tab, path, SCREENS[screen], scheme)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        rules = {"type": "tag", "values": TAGS} if everything else {"type": "rule", "values": COLOURS}
        found = axe.Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [320, 820])
def test_nothing_runs_off_the_side(tab: Any, folder: Path, width: int) -> None:
    for path in pages(folder):
        page = show(tab, path, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path.name


def test_the_text_stands_clear_of_the_edges(tab: Any, folder: Path) -> None:
    page = show(tab, folder / "index.html")
    left, right = page.evaluate(
        "(({left, right}) => [left, innerWidth - right])(document.querySelector('main').getBoundingClientRect())"
    )
    assert left >= 48
    assert abs(left - right) < 20  # a scroll bar is on one side


def test_tab_reaches_the_marks_and_enter_follows_them(tab: Any, folder: Path) -> None:
    page = show(tab, folder / "index.html")
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
    plain = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert marked not in (plain, "rgba(0, 0, 0, 0)")
    assert page.evaluate("document.querySelector('mark:target').getBoundingClientRect().top") < 900
    assert not page.query_selector("[tabindex]:not([tabindex='0']):not([tabindex='-1'])")


def test_a_combined_number_leads_to_its_note_although_notes_are_folded(tab: Any, folder: Path) -> None:
    page = show(tab, folder / "index.html")
    page.click("#headline a.n[href^='#trail-']")
    place = page.evaluate("document.querySelector('li:target').getBoundingClientRect().toJSON()")
    assert place["height"] > 10
    assert 0 <= place["top"] < 900


def test_print_is_black_on_white_and_shows_what_is_folded(tab: Any, folder: Path) -> None:
    page = show(tab, folder / "index.html", 794, "dark", "print")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    heights = page.evaluate(
        "[...document.querySelectorAll('details')].map(d => d.lastElementChild.getBoundingClientRect().height)"
    )
    assert min(heights) > 5


def test_dark_is_dark(tab: Any, folder: Path) -> None:
    page = show(tab, folder / "index.html", scheme="dark")
    colours = page.evaluate("getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/g).map(Number)")
    assert max(colours) < 40
