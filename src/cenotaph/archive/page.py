"""An HTML page -> its article's paragraphs and what its metadata says, by trafilatura and lxml (both lazy)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cenotaph.archive.blocks import visible_blocks
from cenotaph.archive.coverage import choose
from cenotaph.archive.metadata import PageFacts, page_facts

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["Page", "parse", "read_page"]

# lxml's parser drops what is nested deeper than 256 levels: such a page is read by its tags instead
_DEEPEST = 250
_NOT_WORD = re.compile(r"\W+")
# the headline is repeated within the first few lines (kicker, title, sub-title, caption), not further down
_TOP = 6


@dataclass(frozen=True, slots=True)
class Page:
    """A page's article text (paragraphs parted by an empty line) and its metadata; "" when none was found."""

    text: str
    facts: PageFacts


def parse(markup: str) -> HtmlElement | None:
    """The lxml tree of a page, None when nothing can be made of it; no entity is ever expanded from a DTD."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        return html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def read_page(markup: str) -> Page:
    """Extract the article of one page; the same markup always gives the same text.

    The extractor says which parts of the page are its article; the text is the page's own.
    """
    tree = parse(markup)
    if tree is None:
        return Page("", PageFacts())
    facts = page_facts(tree)
    if _depth(tree) > _DEEPEST:
        return Page("", facts)
    choice = choose(visible_blocks(tree), _kept(tree))
    blocks = _with_headline([block.text for block in choice.blocks], facts)
    return Page("\n\n".join(blocks), replace(facts, notes=(*facts.notes, *choice.notes)))


def _kept(tree: HtmlElement) -> list[str]:
    """The pieces of text that the extractor takes for the article; none when it gave up.

    It gives up by returning the whole page as one paragraph, a line for each piece of text, menus and all.
    """
    import logging

    import trafilatura

    # without a handler its warnings would go to stderr; a programme that configures logging still gets them
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    document = trafilatura.bare_extraction(tree, fast=True, include_comments=False, include_tables=True)
    body = getattr(document, "body", None)
    if body is None or (
        len(body) == 1 and body[0].tag == "p" and len(body[0]) == 0 and "\n" in (body[0].text or "")
    ):
        return []
    return [piece for piece in body.itertext() if piece.strip()]


def _depth(tree: HtmlElement) -> int:
    """How deep the page's elements are nested."""
    from lxml import etree

    deepest = depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _same_words(one: str, other: str) -> bool:
    """Whether two lines are the same words, whatever their case, spacing and punctuation."""
    return _folded(one) == _folded(other) != ""


def _folded(line: str) -> str:
    return _NOT_WORD.sub(" ", line.casefold()).strip()


def _with_headline(blocks: list[str], facts: PageFacts) -> list[str]:
    """The blocks with the page's headline first, once, however often the top of the page repeats it."""
    headline = facts.headline
    if not headline or not blocks:
        return blocks
    names = [name for name in (headline, facts.title) if name]
    top = [block for block in blocks[:_TOP] if not any(_same_words(block, name) for name in names)]
    return [headline, *top, *blocks[_TOP:]]
