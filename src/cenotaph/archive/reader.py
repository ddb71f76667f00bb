"""Bytes -> Report: decode, tell text from HTML, extract, clean, and say what was done."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from cenotaph.archive.bounded import read_bounded
from cenotaph.archive.charset import Decoded, declared_charset, decode, has_wide_mark
from cenotaph.archive.clean import clean, spaced_paragraphs
from cenotaph.archive.language import guess_language, script_of, script_of_language
from cenotaph.archive.meta import Meta
from cenotaph.archive.metadata import PageFacts
from cenotaph.archive.sniff import HTML, MARKDOWN, media_type_of, refuse_binary
from cenotaph.archive.sources import MAX_BYTES
from cenotaph.archive.stub import stub_reason
from cenotaph.errors import ReadError, TooLargeError
from cenotaph.model import ItemKind, Report, report_id

__all__ = ["read"]

# raised by one whenever the same bytes may give another text
VERSION = "archive@2"
# a first line longer than this, or closed by a full stop, is a sentence and not a headline
_LONGEST_TITLE = 150


@dataclass(frozen=True, slots=True)
class _Body:
    text: str
    facts: PageFacts
    notes: tuple[str, ...]


def read(raw: bytes, meta: Meta | None = None, *, max_bytes: int = MAX_BYTES) -> Report:
    """The report in ``raw``: its archived clean text (paragraphs parted by an empty line) and its metadata.

    Facts in ``meta`` beat the page's own. Pure and deterministic for one version of the reader. Raises
    TooLargeError, NotTextError (binary, or a format that is not read), ReadError (empty), UsageError (a charset
    in ``meta`` that does not exist).
    """
    meta = meta or Meta()
    name = meta.name or "this document"
    if len(raw) > max_bytes:
        raise TooLargeError(f"{name} is over {max_bytes >> 20} MiB", hint="split it, or archive the article alone")
    if not raw.strip():
        raise ReadError(f"{name} is empty", hint="check that it was saved or downloaded completely")
    if not (meta.charset or has_wide_mark(raw)):
        refuse_binary(raw, name)
    decoded = decode(raw, forced=meta.charset, declared=declared_charset(raw))
    if decoded.charset.startswith(("utf-16", "utf-32")):
        refuse_binary(decoded.text[:65536].encode("utf-8", "replace"), name)
    media_type = media_type_of(decoded.text, meta.name, meta.media_type)
    body = _page(decoded) if media_type == HTML else _plain(decoded, media_type)
    return _report(raw, meta, media_type, decoded.charset, body)


def _page(decoded: Decoded) -> _Body:
    page, notes = read_bounded(decoded.text)
    text, cleaning = clean(page.text)
    return _Body(text, page.facts, (*decoded.notes, *notes, *cleaning))


def _plain(decoded: Decoded, media_type: str) -> _Body:
    text, cleaning = clean(decoded.text)
    text, spacing = spaced_paragraphs(text)
    facts = PageFacts(title=_first_line(text, media_type))
    return _Body(text, facts, (*decoded.notes, *cleaning, *spacing))


def _first_line(text: str, media_type: str) -> str | None:
    """A headline that stands alone above the text, as written."""
    line, _, rest = text.partition("\n")
    if media_type == MARKDOWN and line.startswith("#"):
        return line.lstrip("#").strip() or None
    alone = rest.startswith("\n")
    return line if alone and len(line) <= _LONGEST_TITLE and not re.search(r"[.:;,؟。]$", line.rstrip()) else None


def _report(raw: bytes, meta: Meta, media_type: str, charset: str, body: _Body) -> Report:
    facts = body.facts
    language, doubt = _language(meta.language, facts.language, body.text)
    title = meta.title or (clean(facts.title)[0] if facts.title else None)
    return Report(
        id=report_id(raw),
        text=body.text,
        title=title or None,
        publisher=meta.publisher or facts.publisher,
        author=meta.author or facts.author,
        url=meta.url or facts.url,
        published=meta.published or facts.published,
        language=language,
        kind=meta.kind or ItemKind.NEWS,
        media_type=media_type,
        charset=charset,
        size_bytes=len(raw),
        source_name=meta.name,
        retrieved_at=meta.retrieved_at,
        tool=_tool(media_type),
        stub=stub_reason(body.text, title),
        notes=(*meta.notes, *body.notes, *doubt),
    )


def _language(given: str | None, declared: str | None, text: str) -> tuple[str | None, tuple[str, ...]]:
    """The language given, else what the page declares unless its script is another, else a guess."""
    if given:
        return given, ()
    guess = guess_language(text)
    if declared is None:
        return guess, ()
    script, expected = script_of(text), script_of_language(declared)
    if script and expected and script != expected:
        return guess, (f"the page declares its language as {declared}, but its text is not in that script",)
    return declared, ()


@cache
def _tool(media_type: str) -> str:
    """What made the text: this reader's version, and for pages the extractor's."""
    if media_type != HTML:
        return VERSION
    from importlib.metadata import version

    return f"{VERSION} trafilatura@{version('trafilatura')}"
