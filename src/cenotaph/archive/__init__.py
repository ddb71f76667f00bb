"""Stage 1: bytes -> Report. Hash, charset, clean text with offsets, publisher, title, day, language."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from cenotaph.archive.charset import Decoded, decode
from cenotaph.archive.meta import Meta
from cenotaph.archive.meta import as_day as _as_day
from cenotaph.archive.read import read
from cenotaph.archive.sources import MAX_BYTES, Source, find
from cenotaph.archive.sources import read_file as _read_file
from cenotaph.archive.stub import stub_reason
from cenotaph.model import Report

__all__ = ["MAX_BYTES", "Decoded", "Meta", "Source", "archive", "decode", "find", "read", "stub_reason"]


def archive(
    source: str | Path | bytes,
    *,
    publisher: str | None = None,
    published: date | str | None = None,
    url: str | None = None,
    title: str | None = None,
    name: str | None = None,
    media_type: str | None = None,
    charset: str | None = None,
    retrieved_at: datetime | None = None,
) -> Report:
    """Read one document: a path (a row of ``sources.csv`` beside it counts), "-" for standard input, or bytes.

    What is given here beats ``sources.csv``, which beats the page's own metadata. Raises NotFoundError,
    ReadError (TooLargeError, NotTextError) or UsageError.

    >>> archive(b"Ten people died in the strike, the ministry said.").text
    'Ten people died in the strike, the ministry said.'
    """
    given = Meta(
        publisher=publisher,
        published=_as_day(published),
        url=url,
        title=title,
        name=name,
        media_type=media_type,
        charset=charset,
        retrieved_at=retrieved_at,
    )
    if isinstance(source, bytes):
        return read(source, given)
    if str(source) != "-" and _is_folder(source):
        _read_file(Path(source))  # raises: one document is asked for
    (document,) = find([source])
    return read(document.read(), given.over(document.meta))


def _is_folder(source: str | Path) -> bool:
    try:
        return Path(source).is_dir()
    except (OSError, ValueError):
        return False
