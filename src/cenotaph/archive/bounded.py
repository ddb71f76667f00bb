"""Reading a page within bounds: small ones here, large ones in a child process, hopeless ones tag by tag."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date

from cenotaph.archive.metadata import PageFacts, page_facts
from cenotaph.archive.page import Page, parse, read_page
from cenotaph.archive.strip import strip_tags

__all__ = ["CHILD_FROM", "Page", "read_bounded"]

# characters; a news page is 0.05 to 0.8 M; hostile pages of 0.9 M took 13 s here, most take 1 s (2 shared cores)
CHILD_FROM = 500_000
# trafilatura needs over 60 s for 20 M: from here on the child would only run into its time limit
HOPELESS_FROM = 16_000_000
SECONDS = 20
MEMORY = 3 << 30
# metadata stands in the head, and the head at the beginning
_HEAD = 200_000


def read_bounded(markup: str) -> tuple[Page, tuple[str, ...]]:
    """The page, and notes when its article could not be told from its menus and was stripped of tags instead."""
    page, why = _attempt(markup)
    if page is not None and page.text:
        return page, page.facts.notes
    facts = page.facts if page is not None else _head_facts(markup)
    note = f"{why or 'no article found on the page'}: the whole page's text was kept, without its tags"
    return Page(strip_tags(markup), facts), (*facts.notes, note)


def _attempt(markup: str) -> tuple[Page | None, str]:
    """(page, "") or (None, why not)."""
    if len(markup) > HOPELESS_FROM:
        return None, f"too large to look for the article ({len(markup):,} characters)"
    if len(markup) > CHILD_FROM:
        return _in_child(markup)
    try:
        return read_page(markup), ""
    except (RecursionError, MemoryError, ValueError, TypeError, AttributeError, KeyError, IndexError) as error:
        # a page that breaks the extractor must not cost the report: its text is still there
        return None, f"the article extractor failed ({type(error).__name__})"


def _in_child(markup: str) -> tuple[Page | None, str]:
    # -P keeps the working directory, which may be the folder of reports, off the child's import path
    command = [sys.executable, "-P", "-m", "cenotaph.archive.child", str(MEMORY), str(SECONDS + 1)]
    try:
        done = subprocess.run(
            command, input=markup.encode("utf-8", "replace"), capture_output=True, timeout=SECONDS, check=True
        )
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return None, f"looking for the article took over {SECONDS} s"
    except (subprocess.SubprocessError, OSError, ValueError):
        return None, "looking for the article failed in its limits of memory and time"
    facts = answer["facts"]
    facts["published"] = date.fromisoformat(facts["published"]) if facts["published"] else None
    facts["notes"] = tuple(facts["notes"])
    return Page(answer["text"], PageFacts(**facts)), ""


def _head_facts(markup: str) -> PageFacts:
    tree = parse(markup[:_HEAD])
    try:
        return PageFacts() if tree is None else page_facts(tree)
    except (RecursionError, ValueError, TypeError, AttributeError):
        return PageFacts(notes=("the page's metadata could not be read",))
