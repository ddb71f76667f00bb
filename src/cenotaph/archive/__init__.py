"""Stage 1: bytes -> Report. Hash, charset, clean text with offsets, publisher, title, day, language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from cenotaph.archive.charset import Decoded, decode
    from cenotaph.archive.meta import Meta
    from cenotaph.archive.reader import read
    from cenotaph.archive.sources import MAX_BYTES, Source, find
    from cenotaph.archive.stub import stub_reason
    from cenotaph.model import Report

__all__ = ["MAX_BYTES", "Decoded", "Meta", "Source", "archive", "decode", "find", "read", "stub_reason"]
_HOMES = {
    "Decoded": "cenotaph.archive.charset",
    "MAX_BYTES": "cenotaph.archive.sources",
    "Meta": "cenotaph.archive.meta",
    "Source": "cenotaph.archive.sources",
    "decode": "cenotaph.archive.charset",
    "find": "cenotaph.archive.sources",
    "read": "cenotaph.archive.reader",
    "stub_reason": "cenotaph.archive.stub",
}


def __getattr__(name: str) -> Any:
    """A public name, its module imported when it is first asked for: the command line starts without it."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return value


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
    from pathlib import Path

    from cenotaph.archive.meta import Meta, as_day
    from cenotaph.archive.reader import read
    from cenotaph.archive.sources import find, read_file

    given = Meta(
        publisher=publisher,
        published=as_day(published),
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
        read_file(Path(source))  # raises: one document is asked for
    (document,) = find([source])
    return read(document.read(), given.over(document.meta))


def _is_folder(source: str | Path) -> bool:
    from pathlib import Path

    try:
        return Path(source).is_dir()
    except (OSError, ValueError):
        return False
