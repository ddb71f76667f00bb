"""XLSX: one sheet of a workbook as rows; a workbook from a stranger must not fill the memory."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Collection, Iterator
from datetime import date, datetime, time
from typing import Any

from cenotaph.archive.lists.sheet import RawRow, Sheet, sheet_of
from cenotaph.errors import CenotaphError, MissingExtraError, ReadError, TooLargeError

__all__ = ["XLSX", "cell_text", "read_workbook"]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# 1,000,000 rows of 12 cells unpack to some 700 MB; the shared strings are held in memory as a whole
MAX_UNPACKED = 2 << 30
MAX_STRINGS = 256 << 20
_PROLOGUE = 1 << 16
_DTD = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)


def read_workbook(raw: bytes, name: str, *, sheet: str | None = None, heads: Collection[str] = ()) -> Sheet:
    """The rows of one sheet: the one named, else the first that holds anything.

    Raises MissingExtraError without openpyxl, ReadError for what is no workbook or has no such sheet, and
    TooLargeError for one that would unpack to more than fits.
    """
    try:
        import openpyxl
    except ImportError as error:
        raise MissingExtraError(
            "reading XLSX needs openpyxl",
            hint="install it: pip install 'cenotaph[people]', or save the list as CSV",
        ) from error
    _refuse_bombs(raw, name)
    try:
        with warnings.catch_warnings():
            # it warns of styles and drawings, which are nothing to a list
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
            try:
                chosen, others = _chosen(book, name, sheet)
                found = sheet_of(_rows(chosen), name, heads=heads)
            finally:
                book.close()
    except (CenotaphError, MemoryError):
        raise
    except Exception as error:  # a broken workbook fails in as many ways as it can be broken
        message = " ".join(str(error).split()) or type(error).__name__
        raise ReadError(f"{name} is not a readable workbook: {message}", hint="save it anew, or as CSV") from error
    found.media_type = XLSX
    if others:
        found.notes.append(f"sheet “{chosen.title}” is read; not read: {', '.join(others)}")
    return found


def _refuse_bombs(raw: bytes, name: str) -> None:
    """Before anything is unpacked: sizes as the archive declares them (which bound what is read), and no DTD."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > MAX_UNPACKED or any(
                part.file_size > MAX_STRINGS and "worksheets/" not in part.filename for part in parts
            ):
                raise TooLargeError(f"{name} would unpack to over {MAX_UNPACKED >> 30} GiB", hint="save it as CSV")
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels", ".vml")):
                    with archive.open(part) as file:
                        head = file.read(_PROLOGUE)
                    # an office document never declares entities; a bomb must, before its first element
                    if _DTD.search(head.replace(b"\0", b"")):
                        raise ReadError(f"{name} declares XML entities", hint="no workbook does: do not trust it")
    except CenotaphError:
        raise
    except Exception as error:  # of the archive, of each way to pack, and of the system
        raise ReadError(
            f"{name} is a damaged or locked archive: {error}", hint="save it anew, or as CSV"
        ) from error


def _chosen(book: Any, name: str, wanted: str | None) -> tuple[Any, list[str]]:
    """The sheet to read and the names of the others that hold something."""
    sheets = list(book.worksheets)
    for one in sheets:
        one.reset_dimensions()  # the size that a file declares is often wrong
    if wanted is not None:
        for one in sheets:
            if one.title == wanted:
                return one, []
        titles = ", ".join(one.title for one in sheets)
        raise ReadError(f"{name} has no sheet {wanted!r}", hint=f"its sheets: {titles}")
    holding = [one for one in sheets if one.sheet_state == "visible" and _holds_something(one)]
    if not holding:
        raise ReadError(f"{name} is empty", hint="a list has one person a row, under a row of heads")
    return holding[0], [one.title for one in holding[1:]]


def _holds_something(sheet: Any) -> bool:
    return any(value is not None for row in sheet.iter_rows(values_only=True, max_row=100) for value in row)


def _rows(sheet: Any) -> Iterator[RawRow]:
    for line, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        yield RawRow(line, tuple("" if value is None else cell_text(value) for value in row))


def cell_text(value: object) -> str:
    """A cell as it would stand in a CSV file: days in ISO 8601, whole numbers without a fraction."""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, (list, tuple)):
        return "; ".join(cell_text(one) for one in value if one is not None)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None or value != value else str(value)
