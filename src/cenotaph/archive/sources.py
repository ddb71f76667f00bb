"""Files, folders and standard input as documents; ``sources.csv`` in a folder gives the facts about its files."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cenotaph.archive.charset import decode
from cenotaph.archive.meta import Meta, as_day
from cenotaph.errors import NotFoundError, ReadError, TooLargeError, UsageError
from cenotaph.model import ItemKind

__all__ = ["MAX_BYTES", "TABLE", "Source", "find", "read_file"]

MAX_BYTES = 64 << 20
TABLE = "sources.csv"
_COLUMNS = ("file", "publisher", "published", "url", "title", "kind", "language", "author")


@dataclass(frozen=True, slots=True)
class Source:
    """A document to archive: its name for messages, a way to its bytes, and the facts known about it."""

    name: str
    read: Callable[[], bytes]
    meta: Meta


def find(paths: Sequence[str | Path], *, max_bytes: int = MAX_BYTES) -> Iterator[Source]:
    """Every document under the paths, in order: files, folders (recursive, sorted), "-" for standard input.

    Hidden files and folders and ``sources.csv`` are skipped. Raises NotFoundError for a path, or a row of
    ``sources.csv``, that names no file; nothing is read before ``Source.read`` is called.
    """
    for path in paths:
        if str(path) == "-":
            yield Source("standard input", lambda: _read_stdin(max_bytes), Meta(name="standard input"))
            continue
        path = Path(path)
        if _is(path, Path.is_dir):
            yield from _folder(path, path, max_bytes)
        elif _is(path, Path.exists):
            yield _source(path, _facts_beside(path).over(Meta(name=path.name)), max_bytes)
        else:
            raise NotFoundError(f"{path} is not there", hint="give a file, a folder, or - for standard input")


def read_file(path: Path, max_bytes: int = MAX_BYTES) -> bytes:
    """The file's bytes; raises NotFoundError, TooLargeError, or ReadError if it may not be read."""
    try:
        if path.is_dir():
            raise ReadError(f"{path} is a folder", hint="give a file; cenotaph archive takes folders")
        with path.open("rb") as file:
            raw = file.read(max_bytes + 1)
    except FileNotFoundError as error:
        raise NotFoundError(f"{path} is not there", hint="check the path") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError(f"{path} cannot be read: {reason}", hint="check the path and its permissions") from error
    return _capped(raw, str(path), max_bytes)


def _read_stdin(max_bytes: int) -> bytes:
    return _capped(sys.stdin.buffer.read(max_bytes + 1), "standard input", max_bytes)


def _capped(raw: bytes, name: str, max_bytes: int) -> bytes:
    if len(raw) > max_bytes:
        raise TooLargeError(f"{name} is over {max_bytes >> 20} MiB", hint="split it, or archive the article alone")
    return raw


def _is(path: Path, test: Callable[[Path], bool]) -> bool:
    try:
        return test(path)
    except (OSError, ValueError):  # a name that is too long, or holds a NUL
        return False


def _source(path: Path, meta: Meta, max_bytes: int) -> Source:
    return Source(str(path), lambda: read_file(path, max_bytes), meta)


def _folder(folder: Path, root: Path, max_bytes: int) -> Iterator[Source]:
    """The folder's documents: its own files first, then its sub-folders; links to folders are not followed."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        raise ReadError(f"{folder} cannot be read: {error.strerror}", hint="check its permissions") from error
    facts = _table(folder)
    visible = [entry for entry in entries if not entry.name.startswith(".")]
    for entry in visible:
        # whatever is neither file nor folder (a pipe, a device) would block or never end
        if entry.is_file() and entry.name != TABLE:
            path = Path(entry.path)
            name = path.relative_to(root).as_posix()
            yield _source(path, facts.get(path, Meta()).over(Meta(name=name)), max_bytes)
    for entry in visible:
        if entry.is_dir(follow_symlinks=False):
            yield from _folder_under(Path(entry.path), root, max_bytes, facts)


def _folder_under(folder: Path, root: Path, max_bytes: int, above: dict[Path, Meta]) -> Iterator[Source]:
    """A sub-folder's documents, with rows of the tables above it ("2018/a.html") under its own."""
    for source in _folder(folder, root, max_bytes):
        meta = above.get(Path(source.name))
        yield source if meta is None else Source(source.name, source.read, source.meta.over(meta))


def _facts_beside(path: Path) -> Meta:
    """The row for one file in its own folder's table, if there is one."""
    return _table(path.parent, only=path).get(path, Meta())


def _table(folder: Path, only: Path | None = None) -> dict[Path, Meta]:
    """Path -> facts from the folder's ``sources.csv``; separators , ; and tab, and a BOM, are understood.

    Raises UsageError for a wrong table and NotFoundError for a row without its file (``only``: check one file).
    """
    table = folder / TABLE
    if not table.is_file():
        return {}
    import csv
    import io

    text = decode(read_file(table)).text.removeprefix("\ufeff")
    header = text.partition("\n")[0]
    separator = max(",;\t", key=header.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)
    columns = {name: (name or "").strip().lower() for name in rows.fieldnames or []}
    if "file" not in columns.values():
        raise UsageError(f"{table} has no column 'file'", hint=f"columns: {', '.join(_COLUMNS)}")
    unknown = [name for name, column in columns.items() if column not in _COLUMNS]
    notes = (f"{TABLE}: columns ignored: {', '.join(unknown)}",) if unknown else ()
    found: dict[Path, Meta] = {}
    try:
        for row in rows:
            cells = {columns.get(k, ""): v.strip() for k, v in row.items() if k is not None and isinstance(v, str)}
            if any(cells.values()):
                _add_row(found, folder, cells, f"{table}, line {rows.line_num}", notes, only)
    except csv.Error as error:
        raise UsageError(f"{table}, line {rows.line_num}: {error}", hint="write it as CSV") from error
    return found


def _add_row(
    found: dict[Path, Meta],
    folder: Path,
    cells: dict[str, str],
    where: str,
    notes: tuple[str, ...],
    only: Path | None,
) -> None:
    name = cells.get("file", "")
    if not name:
        raise UsageError(f"{where}: no file named", hint="the column 'file' is the path inside the folder")
    path = folder / name
    if only is not None and path != only:
        return
    if not _is(path, Path.is_file):
        raise NotFoundError(f"{where} names {name}, which is not there", hint="correct the row or add the file")
    if path in found:
        raise UsageError(f"{where}: {name} has a row already", hint="keep one row a file")
    found[path] = _row_meta(cells, where, notes)


def _row_meta(cells: dict[str, str], where: str, notes: tuple[str, ...]) -> Meta:
    try:
        kind = ItemKind(cells["kind"].lower()) if cells.get("kind") else None
    except ValueError as error:
        raise UsageError(f"{where}: kind {cells['kind']!r}", hint=f"one of {', '.join(ItemKind)}") from error
    try:
        published = as_day(cells.get("published"))
    except UsageError as error:
        raise UsageError(f"{where}: {error.message}", hint=error.hint) from error
    return Meta(
        publisher=cells.get("publisher") or None,
        published=published,
        url=cells.get("url") or None,
        title=cells.get("title") or None,
        kind=kind,
        language=cells.get("language") or None,
        author=cells.get("author") or None,
        notes=notes,
    )
