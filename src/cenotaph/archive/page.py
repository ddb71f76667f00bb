"""An HTML page -> its article's paragraphs and what its metadata says, by trafilatura and lxml (both lazy)."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cenotaph.archive.metadata import PageFacts, page_facts
from cenotaph.archive.strip import strip_tags

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["Page", "parse", "read_page"]

# noncharacters, so in no text: one stands for an empty line between two <br>, which the extractor would merge,
# the others for the spaces inside numbers ("1 000"), which it would make plain
_MARK = "\ufdd0"
_KEPT_SPACES = {"\u00a0": "\ufdd1", "\u202f": "\ufdd2", "\u2009": "\ufdd3"}
_HIDE = str.maketrans(_KEPT_SPACES)
_SHOW = str.maketrans({mark: space for space, mark in _KEPT_SPACES.items()})
_TIGHT = re.compile(r"(?<=\S)[\u00a0\u202f\u2009](?=\S)")
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef]")
_BLOCKS = frozenset({"p", "head", "quote", "list", "table", "code", "div", "ab", "body", "fw", "figure", "main"})
_LINES = frozenset({"item", "row", "lb"})
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
# while walking, "\r" is a line break and "\n\n" a paragraph break
_LINE = "\r"
_PARAGRAPH = "\n\n"
_BREAKS = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")
_CELL_END = re.compile(r"(?: \|)+ *(?=\n|$)")
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
    """Extract the article of one page; the same markup always gives the same text."""
    tree = parse(_NONCHARACTERS.sub("", markup))
    if tree is None:
        return Page("", PageFacts())
    facts = page_facts(tree)
    _keep_empty_lines(tree)
    _keep_spaces(tree)
    body = _article(tree)
    if body is None:
        blocks = []
    elif _is_dump(body):
        blocks = [block for block in strip_tags(markup).split("\n\n") if block]
    else:
        blocks = _blocks(body)
    return Page("\n\n".join(_with_headline(blocks, facts)), facts)


def _article(tree: HtmlElement) -> Any:
    import trafilatura

    # without a handler its warnings would go to stderr; a programme that configures logging still gets them
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    document = trafilatura.bare_extraction(tree, fast=True, include_comments=False, include_tables=True)
    return getattr(document, "body", None)


def _is_dump(body: Any) -> bool:
    """Whether the extractor gave up and returned the whole page as one paragraph, a line for each piece of text.

    That breaks sentences at every link; the tag stripper keeps them whole.
    """
    return len(body) == 1 and body[0].tag == "p" and len(body[0]) == 0 and "\n" in (body[0].text or "")


def _keep_empty_lines(tree: HtmlElement) -> None:
    """Put a mark between two or more ``br`` in a row: old sites part their paragraphs so."""
    for br in tree.iter("br"):
        after = br.getnext()
        if after is not None and after.tag == "br" and not (br.tail or "").strip():
            br.tail = _MARK


def _keep_spaces(tree: HtmlElement) -> None:
    for element in tree.iter():
        if element.text and not element.text.isascii():
            element.text = _TIGHT.sub(lambda space: space[0].translate(_HIDE), element.text)
        if element.tail and not element.tail.isascii():
            element.tail = _TIGHT.sub(lambda space: space[0].translate(_HIDE), element.tail)


def _blocks(body: Any) -> list[str]:
    pieces: list[str] = []
    _walk(body, pieces, inside="")
    text = _BREAKS.sub(lambda gap: _PARAGRAPH if "\n" in gap[0] else "\n", "".join(pieces))
    lines = (_CELL_END.sub("", part) for part in text.split(_PARAGRAPH))
    return [block for block in (part.strip() for part in lines) if block]


def _walk(element: Any, pieces: list[str], inside: str) -> None:
    """Append the element's text with its line and paragraph breaks; ``inside`` is "item" or "cells" when in one."""
    tag = element.tag if isinstance(element.tag, str) else ""
    # a paragraph inside a list item or a table cell does not break out of its line
    before, after = _edges(tag, _place(element, tag, inside) if tag == "cell" else inside)
    pieces.append(before)
    if tag == "code":
        pieces.append((element.text or "").replace("\n", _LINE))
    else:
        pieces.append(_inline(element.text))
    for child in element:
        _walk(child, pieces, _place(element, tag, inside))
        pieces.append(_inline(child.tail))
    pieces.append(after)


def _place(element: Any, tag: str, inside: str) -> str:
    """Where the element's children stand; the only cell of its row is page layout, not a table."""
    if tag == "cell":
        return "cells" if sum(1 for _ in element.getparent().iterchildren("cell")) > 1 else ""
    return "item" if tag == "item" else inside


def _edges(tag: str, inside: str) -> tuple[str, str]:
    if tag == "lb":
        return (" " if inside == "cells" else _LINE), ""
    if tag == "cell":
        return "", (" | " if inside == "cells" else "")
    if tag in _LINES:
        return _LINE, _LINE
    if tag in _BLOCKS:
        if inside == "cells":
            return " ", " "
        return (_LINE, _LINE) if inside == "item" else (_PARAGRAPH, _PARAGRAPH)
    return "", ""


def _inline(text: str | None) -> str:
    return _SPACE.sub(" ", text).replace(_MARK, _PARAGRAPH).translate(_SHOW) if text else ""


def same_words(one: str, other: str) -> bool:
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
    top = [block for block in blocks[:_TOP] if not any(same_words(block, name) for name in names)]
    return [headline, *top, *blocks[_TOP:]]
