"""Reading a page within bounds: small ones here, large ones in a child process, hopeless ones tag by tag."""

from __future__ import annotations

from typing import Any

from cenotaph.archive.metadata import PageFacts, page_facts
from cenotaph.archive.page import Page, parse, read_page
from cenotaph.archive.strip import strip_tags

__all__ = ["CHILD_FROM", "Page", "read_bounded"]

# characters and tags; a news page has 0.05 to 0.8 M and 1,000 to 10,000: it takes under a second here,
# while 20,000 <br> take a second or more (2 shared cores)
CHILD_FROM = 500_000
CHILD_FROM_TAGS = 20_000
# from here on the child would only run into its time limit
HOPELESS_FROM = 16_000_000
HOPELESS_FROM_TAGS = 200_000
SECONDS = 7
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
    tags = markup.count("<")
    if len(markup) > HOPELESS_FROM or tags > HOPELESS_FROM_TAGS:
        return None, f"too large to look for the article ({len(markup):,} characters, {tags:,} tags)"
    if len(markup) > CHILD_FROM or tags > CHILD_FROM_TAGS:
        return _in_child(markup)
    try:
        return read_page(markup), ""
    except (RecursionError, MemoryError, ValueError, TypeError, AttributeError, KeyError, IndexError) as error:
        # a page that breaks the extractor must not cost the report: its text is still there
        return None, f"the article extractor failed ({type(error).__name__})"


def _in_child(markup: str) -> tuple[Page | None, str]:
    """Read the page in a process of its own, which dies with any interruption of this one."""
    import json
    import subprocess
    import sys

    # -P keeps the working directory, which may be the folder of reports, off the child's import path
    command = [sys.executable, "-P", "-m", "cenotaph.archive.child", str(MEMORY), str(int(SECONDS) + 1)]
    try:
        # run() kills the child before it lets any exception out, KeyboardInterrupt among them
        done = subprocess.run(
            command, input=markup.encode("utf-8", "replace"), capture_output=True, timeout=SECONDS, check=True
        )
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return None, f"looking for the article took over {SECONDS} s"
    except (subprocess.SubprocessError, OSError, ValueError):
        return None, "looking for the article failed in its limits of memory and time"
    return Page(answer["text"], _facts(answer["facts"])), ""


def _facts(answer: dict[str, Any]) -> PageFacts:
    from datetime import date

    day, notes = answer.pop("published"), tuple(answer.pop("notes"))
    return PageFacts(**answer, published=date.fromisoformat(day) if day else None, notes=notes)


def _head_facts(markup: str) -> PageFacts:
    tree = parse(markup[:_HEAD])
    try:
        return PageFacts() if tree is None else page_facts(tree)
    except (RecursionError, ValueError, TypeError, AttributeError):
        return PageFacts(notes=("the page's metadata could not be read",))
