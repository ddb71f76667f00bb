"""Which reader a document needs, from its first bytes; binary files are refused by name."""

from __future__ import annotations

import re
from functools import cache
from pathlib import PurePath

from cenotaph.archive.tables import read_data
from cenotaph.errors import NotTextError

__all__ = ["HTML", "MARKDOWN", "PLAIN", "media_type_of", "refuse_binary"]

PLAIN = "text/plain"
HTML = "text/html"
MARKDOWN = "text/markdown"
SUPPORTED = "supported now: plain text, Markdown and HTML"

_SUFFIXES = {
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".shtml": HTML,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
}
_HTML_START = re.compile(
    r"(?:\s|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html|head|body|title|meta|article|div|p|h1)\b",
    re.IGNORECASE | re.DOTALL,
)
_SAMPLE = 65536
# text has no control characters but tab, line ends, form feed and escape; a few strays are forgiven
_CONTROL = bytes(b for b in range(32) if b not in b"\t\n\r\x0b\x0c\x1b") + b"\x7f"
_MOST_CONTROL = 0.02


@cache
def _signatures() -> tuple[tuple[bytes, int, str, str], ...]:
    raw = read_data("signatures")
    rows = raw["signature"]
    return tuple((bytes.fromhex(r["hex"]), r.get("offset", 0), r["name"], r["hint"]) for r in rows)


def refuse_binary(raw: bytes, name: str) -> None:
    """Raise NotTextError for a known binary signature, or for too many control characters.

    UTF-16 and UTF-32 must have been recognised before: their NULs look binary here.
    """
    for magic, offset, what, hint in _signatures():
        if raw.startswith(magic, offset):
            raise NotTextError(f"{name} is {what}", hint=f"{hint}; {SUPPORTED}")
    sample = raw[:_SAMPLE]
    control = len(sample) - len(sample.translate(None, _CONTROL))
    if control > max(_MOST_CONTROL * len(sample), 2):
        raise NotTextError(f"{name} is binary data", hint=SUPPORTED)


def media_type_of(text: str, name: str | None, declared: str | None) -> str:
    """``text/html``, ``text/markdown`` or ``text/plain``: what was declared, the file's suffix, or its first tag.

    Raises NotTextError for a declared type that no reader takes.
    """
    if declared:
        kind = declared.partition(";")[0].strip().lower()
        if kind in (HTML, "application/xhtml+xml"):
            return HTML
        if not kind.startswith("text/"):
            raise NotTextError(f"{name or 'this document'} is declared as {kind}", hint=SUPPORTED)
        if kind != PLAIN:
            return kind if kind == MARKDOWN else PLAIN
    known = _SUFFIXES.get(PurePath(name).suffix.lower()) if name else None
    if known == MARKDOWN:
        return MARKDOWN
    if _HTML_START.match(text, 0, 8192):
        return HTML
    # a file called .html without a single tag is plain text that somebody misnamed
    return HTML if known == HTML and re.search(r"<[a-zA-Z!/]", text) else PLAIN
