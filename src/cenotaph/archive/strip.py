"""Tags off, in one linear pass: what is left when an article extractor cannot cope with a page."""

from __future__ import annotations

import re

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
# whatever opens as markup does; any other "<" is text
_OPENING = re.compile(r"<(?:!--|[!?]|/?([a-zA-Z][a-zA-Z0-9]*))")
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
# the look-behind keeps a long run of spaces from being tried from each of its spaces
_AROUND_LINE = re.compile(r"(?<![ \t])[ \t]*\n[ \t]*")
_GAPS = re.compile(r"\n{3,}")
_BREAKS = {"br": "\n", "tr": "\n", "li": "\n", "td": " ", "th": " ", **dict.fromkeys(_INLINE, "")}


def strip_tags(markup: str) -> str:
    """The page's text, a paragraph a block element; entities resolved, scripts, styles and menus left out.

    Linear in the length of the markup whatever its nesting. ``noscript`` texts are kept: they say what is missing.
    """
    from html import unescape

    def words(text: str) -> str:
        return _SPACE.sub(" ", unescape(text) if "&" in text else text)

    pieces: list[str] = []
    position = 0
    gone: set[str] = set()
    while (opening := _OPENING.search(markup, position)) is not None:
        start = opening.start()
        if start > position:
            pieces.append(words(markup[position:start]))
        name = opening[1]
        if name is None and markup.startswith("<!--", start):
            position = _after(markup, "-->", start + 4, gone)
            continue
        position = _after(markup, ">", start, gone)
        if name is None:
            continue
        tag = name.lower()
        pieces.append(_BREAKS.get(tag, "\n\n"))
        if tag in _DROPPED and markup[start + 1] != "/" and not markup.startswith("/>", position - 2):
            position = _after_element(markup, tag, position, gone)
    pieces.append(words(markup[position:]))
    return _GAPS.sub("\n\n", _AROUND_LINE.sub("\n", "".join(pieces))).strip()


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
