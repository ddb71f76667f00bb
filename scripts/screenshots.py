"""Takes the dossier's pictures with headless Chromium: desktop, phone, dark, print; the first is the README's."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

SHOTS = {
    # name: viewport, colour scheme, media, clipped height of the page
    "dossier": ((1280, 860), "light", "screen"),
    "dossier-dark": ((1280, 860), "dark", "screen"),
    "dossier-phone": ((390, 844), "light", "screen"),
    "dossier-print": ((794, 1123), "light", "print"),
}


def main() -> None:
    """Build the demo's dossier in a temporary folder, or take the one given, and picture it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dossier", type=Path, help="an index.html [default: the demo's, built now]")
    parser.add_argument("--out", type=Path, default=Path("docs/images"))
    parser.add_argument(
        "--all", action="store_true", help="every view in full length, not only the README's picture"
    )
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        page = given.dossier
        if page is None:
            from cenotaph.demo import run_demo

            page = run_demo(Path(scratch)).page
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
            )
            for name, ((width, height), scheme, media) in SHOTS.items():
                if name != "dossier" and not given.all:
                    continue
                tab = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
                tab.emulate_media(media=media, color_scheme=scheme)
                tab.goto(page.resolve().as_uri())
                tab.screenshot(path=given.out / f"{name}.png", full_page=given.all)
                print(given.out / f"{name}.png")
            browser.close()


if __name__ == "__main__":
    main()
