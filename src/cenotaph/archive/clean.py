"""Line endings, marks and invisible characters: from decoded text to the archived text.

Code points are otherwise kept as decoded (no Unicode normalisation): a quote must be findable in the original.
"""

from __future__ import annotations

import re

__all__ = ["clean", "spaced_paragraphs"]

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x85\u2028]")
_PAGE_ENDS = re.compile("[\x0c\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# soft hyphen, word joiner and byte-order marks split a word for every search and every parser and are never
# seen by a reader; joiners (U+200C/D) are spelling in Persian, and direction marks are kept for display
_INVISIBLE = re.compile("[\u00ad\u2060\ufeff]")
_ZERO_WIDTH_SPACE = "\u200b"
# Thai, Lao, Burmese and Khmer use the zero-width space as their only space between words (Unicode 15, ch. 16)
_SPACELESS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_BLANK_LINE = re.compile(r"\n[^\S\n]+(?=\n)")
_OVERRIDE = re.compile("[\u202d\u202e]")
# hard-wrapped text keeps its lines under a terminal's or a page's width; a longer line is a whole paragraph
_WRAP = 120


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with ``\\n`` line ends and without controls and invisible breaks, and notes on what was removed.

    Lines of white space become empty; leading and trailing white space goes. Idempotent.
    """
    notes = []
    text = _LINE_ENDS.sub("\n", text.removeprefix("\ufeff"))
    text = _PAGE_ENDS.sub("\n\n", text)
    text, controls = _CONTROL.subn("", text)
    if controls:
        notes.append(f"control characters removed: {controls}")
    text, invisible = _INVISIBLE.subn("", text)
    if not _SPACELESS.search(text):
        invisible += text.count(_ZERO_WIDTH_SPACE)
        text = text.replace(_ZERO_WIDTH_SPACE, "")
    if invisible:
        notes.append(f"soft hyphens and zero-width marks removed: {invisible}")
    if _OVERRIDE.search(text):
        notes.append("the text holds direction overrides: it may be displayed in another order than it is stored")
    if "\ufffd" in text:
        notes.append(f"unreadable characters, standing as U+FFFD: {text.count(chr(0xFFFD))}")
    return _BLANK_LINE.sub("\n", text).strip(), tuple(notes)


def spaced_paragraphs(text: str) -> tuple[str, tuple[str, ...]]:
    """Plain text whose lines are whole paragraphs gets a blank line between them; hard-wrapped text is kept."""
    lines = text.split("\n")
    if "" in lines or len(lines) < 2 or max(map(len, lines)) <= _WRAP:
        return text, ()
    return "\n\n".join(lines), ("each line is a paragraph: blank lines put between them",)
