"""What on a page is not its article: menus, comments, related links, cookie lines; the words are data."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from cenotaph.archive.tables import read_data

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["Furniture", "is_furniture_line", "opens_furniture"]

_TAGS = frozenset(("nav", "footer", "aside", "noscript", "head"))
_ARTICLE = frozenset(("article", "main"))
_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LONGEST_LINE = 300
_LONGEST_HEADING = 80
# an element with this share of the page's prose is the page, whatever it is called ("content-with-sidebar")
_MOST_OF_PAGE = 0.5


@dataclass(frozen=True, slots=True)
class _Rules:
    words: frozenset[str]
    sure: frozenset[str]
    exact: frozenset[str]
    lines: re.Pattern[str]
    headings: re.Pattern[str]


@cache
def _rules() -> _Rules:
    raw = read_data("furniture")
    return _Rules(
        frozenset(raw["words"].split()) | frozenset(raw["sure"].split()),
        frozenset(raw["sure"].split()),
        frozenset(raw["exact"].split()),
        re.compile("|".join(f"(?:{line})" for line in raw["lines"]), re.IGNORECASE),
        re.compile("|".join(f"(?:{line})" for line in raw["headings"]), re.IGNORECASE),
    )


def is_furniture_line(text: str) -> bool:
    """Whether a short paragraph is a copyright, cookie, share or subscription line."""
    return len(text) <= _LONGEST_LINE and bool(_rules().lines.match(text.strip()))


def opens_furniture(text: str) -> bool:
    """Whether a short line heads comments, related stories or a side column."""
    return len(text) <= _LONGEST_HEADING and bool(_rules().headings.match(text.strip()))


@dataclass(slots=True)
class Furniture:
    """Judges the elements of one page; ``weight`` is the share of the page's prose inside an element (0 to 1)."""

    weight: dict[HtmlElement, float]
    _known: dict[HtmlElement, bool] = field(default_factory=dict)

    def holds(self, element: HtmlElement | None) -> bool:
        """Whether the element, or one around it, is furniture by its tag, class or id."""
        chain = []
        found = False
        while element is not None and element not in self._known:
            chain.append(element)
            element = element.getparent()
        if element is not None:
            found = self._known[element]
        for inner in reversed(chain):
            found = self._known[inner] = found or self._is(inner)
        return found

    def _is(self, element: HtmlElement) -> bool:
        tag = element.tag
        if tag in ("html", "body", "article", "main"):
            return tag == "article" and self._named(element)
        if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
            return True
        if tag in _TAGS:
            return self.weight.get(element, 0.0) < _MOST_OF_PAGE or tag == "noscript"
        if tag == "header":
            return not any(above.tag in _ARTICLE for above in element.iterancestors()) and self._light(element)
        return self._named(element)

    def surely(self, element: HtmlElement | None) -> bool:
        """Whether the element, or one around it, is called comments, related links or the like."""
        while element is not None:
            if element.tag not in ("html", "body", "main") and self._light(element):
                names = f"{element.get('class') or ''} {element.get('id') or ''}".split()
                if any(not _rules().sure.isdisjoint(_parts(name)) for name in names):
                    return True
            element = element.getparent()
        return False

    def _light(self, element: HtmlElement) -> bool:
        return self.weight.get(element, 0.0) < _MOST_OF_PAGE

    def _named(self, element: HtmlElement) -> bool:
        rules = _rules()
        for key in ("class", "id"):
            for name in (element.get(key) or "").split():
                if name.lower() in rules.exact:
                    return self._light(element)
                if not rules.words.isdisjoint(_parts(name)):
                    return self._light(element)
        return False


def _parts(name: str) -> list[str]:
    """The words of a class or id name, and all of them as one: "relatedLinks" -> related, links, relatedlinks."""
    parts = [part.lower() for part in _NAME_PARTS.findall(name)]
    return [*parts, "".join(parts)]
