"""Tags off, in one linear pass: what is left when an article extractor cannot cope with a page."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

__all__ = ["strip_tags"]

_DROPPED = frozenset(
    re.findall(r"\w+", "script style template svg head iframe object select textarea nav footer aside")
)
_INLINE = frozenset(
    re.findall(
        r"\w+",
        "a abbr b bdi bdo big cite code data del dfn em font i ins kbd mark q s samp small span strike strong sub "
        "sup time tt u var wbr script style template svg",
    )
)
_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9]*)")
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_GAPS = re.compile(r"[ \t]*\n[ \t\n]*")


def strip_tags(markup: str) -> str:
    """The page's text, a paragraph a block element; entities resolved, scripts, styles and menus left out.

    Linear in the length of the markup whatever its nesting. ``noscript`` texts are kept: they say what is missing.
    """
    pieces = []
    for kind, value in _tokens(markup):
        if kind == "text":
            pieces.append(_SPACE.sub(" ", html.unescape(value)))
        elif value == "br":
            pieces.append("\n")
        elif value in ("td", "th"):
            pieces.append(" ")
        elif value in ("tr", "li"):
            pieces.append("\n")
        elif value not in _INLINE:
            pieces.append("\n\n")
    text = _GAPS.sub(lambda gap: "\n\n" if gap[0].count("\n") > 1 else "\n", "".join(pieces))
    return text.strip()


def _tokens(markup: str) -> Iterator[tuple[str, str]]:
    """("text", run) and ("tag", lower-case name), in order; a search that found nothing is never repeated."""
    position, end = 0, len(markup)
    gone: set[str] = set()
    while position < end:
        opening = markup.find("<", position)
        if opening < 0:
            yield "text", markup[position:]
            return
        if opening > position:
            yield "text", markup[position:opening]
        if markup.startswith("<!--", opening):
            position = _after(markup, "-->", opening + 4, gone)
            continue
        name = _NAME.match(markup, opening + 1)
        if name is None and markup[opening + 1 : opening + 2] not in ("!", "?"):
            yield "text", "<"
            position = opening + 1
            continue
        position = _after(markup, ">", opening, gone)
        if name is None:
            continue
        tag = name[1].lower()
        yield "tag", tag
        if tag in _DROPPED and markup[opening + 1] != "/" and not markup.startswith("/>", position - 2):
            position = _after_element(markup, tag, position, gone)


def _after(markup: str, mark: str, position: int, gone: set[str]) -> int:
    """Just after the next ``mark``; the end of the markup when there is none."""
    found = -1 if mark in gone else markup.find(mark, position)
    if found < 0:
        gone.add(mark)
        return len(markup)
    return found + len(mark)


def _after_element(markup: str, tag: str, position: int, gone: set[str]) -> int:
    """Where the dropped element's end tag begins; right here when it is never closed."""
    if tag in gone:
        return position
    closing = re.compile(f"</{tag}(?=[\\s>/])", re.IGNORECASE).search(markup, position)
    if closing is None:
        gone.add(tag)
        return position
    return closing.start()
