"""Parquet: rows in batches, so that a large list is never in memory as objects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cenotaph.archive.lists.sheet import MAX_CELLS, RawRow, Sheet, sheet_of
from cenotaph.archive.lists.workbook import cell_text
from cenotaph.errors import CenotaphError, MissingExtraError, ReadError, TooLargeError

__all__ = ["PARQUET", "read_parquet"]

PARQUET = "application/vnd.apache.parquet"
_BATCH = 10_000
MAX_UNPACKED = 4 << 30


def read_parquet(raw: bytes, name: str) -> Sheet:
    """The rows of a Parquet file; a row's line is its number from 1.

    Raises MissingExtraError without pyarrow, ReadError for a broken file, TooLargeError for one over the limits.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtraError(
            "reading Parquet needs pyarrow",
            hint="install it: pip install 'cenotaph[people]', or save the list as CSV",
        ) from error
    try:
        file = parquet.ParquetFile(pyarrow.BufferReader(raw))
        facts = file.metadata
        size = sum(facts.row_group(nth).total_byte_size for nth in range(facts.num_row_groups))
        if facts.num_rows * facts.num_columns > MAX_CELLS or size > MAX_UNPACKED:
            raise TooLargeError(f"{name} has {facts.num_rows:,} rows in {size:,} bytes", hint="split the list")
        sheet = sheet_of(_rows(file), name, heads=file.schema_arrow.names)
    except (CenotaphError, MemoryError):
        raise
    except Exception as error:  # pyarrow raises errors of its own, of the system and of values
        message = " ".join(str(error).split())
        raise ReadError(f"{name} is not a readable Parquet file: {message}", hint="save it as CSV") from error
    sheet.media_type = PARQUET
    return sheet


def _rows(file: Any) -> Iterator[RawRow]:
    # the heads come first; they have no line of their own
    yield RawRow(0, tuple(str(name) for name in file.schema_arrow.names))
    line = 0
    for batch in file.iter_batches(batch_size=_BATCH):
        columns = [column.to_pylist() for column in batch.columns]
        for values in zip(*columns, strict=True):
            line += 1
            yield RawRow(line, tuple(cell_text(value) for value in values))
