"""Lists of named people (CSV, XLSX, Parquet) -> a report and a record a row, each with its quote in the report."""

from __future__ import annotations

from cenotaph.archive.lists.columns import FIELDS, Column
from cenotaph.archive.lists.mapping import Mapping, mapping_of, read_mapping, written
from cenotaph.archive.lists.reading import MAX_LIST_BYTES, ListReading, list_id, read_list
from cenotaph.archive.lists.sheet import Fault

__all__ = [
    "FIELDS",
    "MAX_LIST_BYTES",
    "Column",
    "Fault",
    "ListReading",
    "Mapping",
    "list_id",
    "mapping_of",
    "read_list",
    "read_mapping",
    "written",
]
