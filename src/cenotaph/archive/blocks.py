"""A page's visible text in the order of reading: one block a paragraph, list, table or caption."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["Block", "visible_blocks"]

_WORDS = re.compile(r"\w+")
_PARAGRAPHS = frozenset(
    _WORDS.findall(
        "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption "
        "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend main menu nav noscript ol p pre "
        "section summary table tbody tfoot thead caption ul"
    )
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ROWS = frozenset(("tr", "td", "th", "li", "dt", "dd", "caption"))
_INLINE_CAPTIONS = frozenset(("span", "small", "em", "i", "cite", "font"))
_LISTS = frozenset(("ul", "ol", "dl", "dir", "menu"))
# elements whose text nobody reads on the page
_UNSEEN = frozenset(
    _WORDS.findall(
        "script style template svg math head iframe object select textarea button datalist audio video canvas map"
    )
)
_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:wp-?|image-?|img-?|photo-?|picture-?|media-?)?caption(?:$|[\s_-])", re.IGNORECASE
)
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_SPACES = re.compile(r" {2,}")
_AROUND_LINE = re.compile(r" *\r *")
_EMPTY_LINE = re.compile(r"\n\s*\n")
# a cell of more characters is a column of the page, not a value in a table
_LONGEST_CELL = 300
# marks while walking: a line break, the end of a cell, two spaces that stay (columns in a press release)
_LINE, _CELL, _WIDE = "\r", "\x1f", "\x1e"


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A piece of text that stands by itself on the page.

    ``kind`` is "p", "heading", "list", "table" or "caption"; ``home`` is the innermost element that holds all of
    it, ``links`` the share of its letters that are links (0 to 1).
    """

    text: str
    kind: str
    home: HtmlElement
    links: float


def visible_blocks(tree: HtmlElement) -> list[Block]:
    """All of the page's text, menus and all, without scripts and form fields; white space as a reader sees it."""
    walk = _Walk()
    walk.element(tree)
    walk.flush(tree, "p")
    return walk.blocks


class _Walk:
    """The state of one walk; lxml's parser stops at 256 levels, so that recursion is safe."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.pieces: list[str] = []
        self.letters = self.linked = 0
        self.in_link = self.in_pre = self.in_caption = 0
        # after a <br>, until there is text again
        self.at_break = False
        # "list" or "table" while its lines are gathered into one block
        self.within = ""

    def element(self, element: HtmlElement) -> None:
        """Gather an element's text; its tail belongs to the caller."""
        tag = element.tag if isinstance(element.tag, str) else "!"
        if tag in _UNSEEN or tag == "!":
            return
        if tag == "br":
            self._break(element)
        elif not self.within and tag == "table" and not _is_layout(element):
            self._whole(element, "table")
        elif not self.within and tag in _LISTS and not _holds_paragraphs(element):
            self._whole(element, "list")
        elif self.within == "table" and tag in ("td", "th"):
            self._inside(element)
            self.pieces.append(_CELL)
        elif self.within and tag in _ROWS:
            self._parted(element, _LINE)
        elif self.within and tag in _PARAGRAPHS:
            # inside a list item or a cell a paragraph does not break out of its line
            self._parted(element, " " if self.within == "table" else _LINE)
        elif tag in _PARAGRAPHS or tag in _ROWS or (tag in _INLINE_CAPTIONS and _is_caption(element)):
            self._paragraph(element, tag)
        else:
            self._inside(element)

    def _break(self, br: HtmlElement) -> None:
        if self.within == "table":
            self.pieces.append(" ")
        elif self.at_break and not self.within:
            self.flush(_above(br))
        else:
            self.pieces.append(_LINE)
        self.at_break = True

    def _parted(self, element: HtmlElement, mark: str) -> None:
        self.pieces.append(mark)
        self._inside(element)
        self.pieces.append(mark)

    def _paragraph(self, element: HtmlElement, tag: str) -> None:
        self.flush(_above(element))
        caption = tag == "figcaption" or (tag != "body" and _is_caption(element))
        self.in_caption += caption
        self._inside(element)
        self.flush(element, "heading" if tag in _HEADINGS else "p")
        self.in_caption -= caption

    def _whole(self, element: HtmlElement, kind: str) -> None:
        self.flush(_above(element))
        self.within = kind
        self._inside(element)
        self.within = ""
        self.flush(element, kind)

    def _inside(self, element: HtmlElement) -> None:
        link, pre = element.tag == "a" and element.get("href") is not None, element.tag == "pre"
        self.in_link += link
        self.in_pre += pre
        self._text(element.text)
        for child in element:
            self.element(child)
            self._text(child.tail)
        self.in_link -= link
        self.in_pre -= pre

    def _text(self, text: str | None) -> None:
        if not text:
            return
        size = len(text.strip())
        if size:
            self.at_break = False
        self.letters += size
        if self.in_link:
            self.linked += size
        if self.in_pre:
            self.pieces.append(text.replace("\r\n", "\n").replace("\n", _LINE).replace("  ", _WIDE))
        else:
            self.pieces.append(_SPACE.sub(" ", text))

    def flush(self, home: HtmlElement, kind: str = "p") -> None:
        """End the block; an empty line in it, as a press release in ``pre`` has, parts paragraphs."""
        text, self.pieces = "".join(self.pieces), []
        links = self.linked / self.letters if self.letters else 0.0
        self.letters = self.linked = 0
        if not text.strip():
            return
        if self.in_caption and kind == "p":
            kind = "caption"
        text = _AROUND_LINE.sub("\n", _SPACES.sub(" ", text)).replace(_WIDE, "  ")
        if kind in ("list", "table"):
            lines = [line.rstrip(" " + _CELL).replace(_CELL, " | ") for line in text.split("\n")]
            parts = ["\n".join(_SPACES.sub(" ", line).strip() for line in lines if line.strip())]
        else:
            parts = _EMPTY_LINE.split(text)
        self.blocks.extend(Block(part.strip(), kind, home, links) for part in parts if part.strip())


def _above(element: HtmlElement) -> HtmlElement:
    parent = element.getparent()
    return element if parent is None else parent


def _is_caption(element: HtmlElement) -> bool:
    return bool(_CAPTION.search(element.get("class") or ""))


def _is_layout(table: HtmlElement) -> bool:
    """Whether a table arranges the page: tables or long texts in its cells, or one cell a row."""
    if (table.get("role") or "").lower() in ("presentation", "none") or next(
        table.iter("figcaption"), None
    ) is not None:
        return True
    if next(table.iterdescendants("table"), None) is not None:
        return True
    single = True
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        single = single and len(cells) < 2
        for cell in cells:
            if sum(map(len, map(str.strip, cell.itertext()))) > _LONGEST_CELL:
                return True
    return single


def _holds_paragraphs(items: HtmlElement) -> bool:
    """Whether a list is page structure (a live page's entries, a grid) rather than lines."""
    for inner in items.iterdescendants(
        "p", "article", "section", "h2", "h3", "h4", "table", "figure", "figcaption"
    ):
        if inner.tag != "p" or inner.getnext() is not None:
            return True
    return False
