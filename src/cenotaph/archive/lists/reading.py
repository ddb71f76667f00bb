"""One list: its file's bytes -> the archived report, how its columns are read, and its records."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from io import BytesIO

from cenotaph.archive.lists.columns import Column, guess_columns
from cenotaph.archive.lists.csv_file import read_csv
from cenotaph.archive.lists.days import DAY_FIRST, MONTH_FIRST, order_shown, two_orders
from cenotaph.archive.lists.mapping import Mapping, fitted
from cenotaph.archive.lists.parquet_file import read_parquet
from cenotaph.archive.lists.placing import PlaceReader
from cenotaph.archive.lists.records import Reader
from cenotaph.archive.lists.sheet import Fault, Sheet
from cenotaph.archive.lists.values import is_unknown
from cenotaph.archive.lists.workbook import read_workbook
from cenotaph.errors import ReadError, UsageError
from cenotaph.model import ItemKind, NameList, PersonFate, PersonRecord, Report, Sensitivity, content_id, report_id

__all__ = ["MAX_LIST_BYTES", "ListReading", "list_id", "read_list"]

MAX_LIST_BYTES = 512 << 20
TOOL = "lists@1"
# values of a column that the guess looks at
_SAMPLE = 200
# so many of the cells that show an order must show the same one
_SURELY = 0.95
_NAMED = ("name", "given", "family")


def list_id(name: str) -> str:
    """The id of the list of that name, the same for every version of its file."""
    return content_id("l", [name])


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReading:
    """A list that was read: its report, what the ledger keeps of it, its columns, and its rows.

    ``orders`` says by header which of day and month stands first, and how that is known.
    """

    report: Report
    named: NameList
    columns: tuple[Column, ...]
    orders: tuple[tuple[str, str], ...]
    reader: Reader

    @property
    def rows(self) -> int:
        """How many rows there are: records will be made of them, or faults reported."""
        return len(self.reader.sheet) + sum(fault.rows for fault in self.reader.sheet.skipped)

    def people(self) -> Iterator[PersonRecord | Fault]:
        """A record for every row of which one can be made, and a fault for whatever could not be read.

        Records and faults with ``kept`` False together speak of every row of the file.
        """
        return self.reader.read()

    @property
    def mapping(self) -> Mapping:
        """How it was read, to be saved and used again."""
        return Mapping(columns=self.named.columns, dates=self.named.dates, fate=self.named.fate)


def read_list(
    raw: bytes,
    name: str,
    *,
    source_name: str | None = None,
    mapping: Mapping | None = None,
    id_column: str | None = None,
    duplicate_free: bool = False,
    dates: str | None = None,
    fate: PersonFate | None = None,
    sheet: str | None = None,
    delimiter: str | None = None,
    charset: str | None = None,
    published: date | None = None,
    publisher: str | None = None,
    retrieved_at: datetime | None = None,
) -> ListReading:
    """Read a list from the bytes of a CSV, XLSX or Parquet file; ``name`` names the list in every version of it.

    Without ``mapping`` the columns are guessed from their headers and values. ``dates`` ("day first", "month
    first") and ``fate`` beat the mapping's. Raises ReadError (TooLargeError, NotTextError) for a file that is no
    list, MissingExtraError, and UsageError where nothing is read as a name or a column asked for is not there.

    >>> reading = read_list("Name,Age\\nOlha Bondar,34\\n".encode(), "morgue")
    >>> [(person.name, person.age_low, person.row) for person in reading.people()]
    [('Olha Bondar', 34, 2)]
    """
    what = source_name or name
    if not raw:
        raise ReadError(f"{what} is empty", hint="a list has one person a row, under a row of heads")
    heads = tuple(header for header, _ in mapping.columns) if mapping else ()
    found = _sheet(raw, what, sheet, delimiter, charset, heads)
    samples = _samples(found)
    columns = guess_columns(found.header, samples) if mapping is None else fitted(mapping, found.header, what)
    columns = _with_id(columns, id_column, what)
    if not any(column.field in _NAMED for column in columns):
        raise UsageError(
            f"no column of {what} is known to hold names: {', '.join(found.header[:20])}",
            hint='write a mapping and give it with --map: [columns] "HEADER" = "name"',
        )
    order = dates or (mapping.dates if mapping else None)
    orders = _orders(found, columns, order)
    named = NameList(
        id=list_id(name),
        name=name,
        report=report_id(raw),
        duplicate_free=duplicate_free,
        columns=tuple((column.header, column.field) for column in columns),
        dates=order,
        fate=fate or (mapping.fate if mapping else PersonFate.UNKNOWN),
    )
    report = Report(
        id=named.report,
        text=found.text,
        title=name,
        publisher=publisher,
        published=published,
        kind=ItemKind.NAME_LIST,
        media_type=found.media_type,
        charset=found.charset,
        size_bytes=len(raw),
        source_name=source_name,
        retrieved_at=retrieved_at,
        tool=TOOL,
        notes=tuple(found.notes),
        # its columns may hold what nobody has looked at, informants among it; quotes leave those columns out
        sensitivity=Sensitivity.CONFIDENTIAL,
    )
    by_column = {at: order for at, (order, _) in orders.items() if order}
    placing = PlaceReader.of(
        text
        for column, values in zip(columns, samples, strict=True)
        if column.field in ("death_place", "home_place")
        for text in values
    )
    reader = Reader(found, columns, by_column, named.id, report.id, named.fate, placing)
    shown = tuple(
        (found.header[at], f"{order or 'not known which first'}: {why}") for at, (order, why) in orders.items()
    )
    return ListReading(report=report, named=named, columns=columns, orders=shown, reader=reader)


def _sheet(
    raw: bytes, name: str, sheet: str | None, delimiter: str | None, charset: str | None, heads: Sequence[str]
) -> Sheet:
    if raw.startswith(b"PAR1"):
        return read_parquet(raw, name)
    if raw.startswith(b"PK\x03\x04") and _is_workbook(raw):
        return read_workbook(raw, name, sheet=sheet, heads=heads)
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReadError(
            f"{name} is an old workbook (XLS) or has a password", hint="save it as XLSX without one, or CSV"
        )
    if sheet is not None:
        raise UsageError(f"{name} has no sheets", hint="--sheet is for workbooks")
    return read_csv(raw, name, delimiter=delimiter, charset=charset, heads=heads)


def _is_workbook(raw: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            return any(part.startswith("xl/") for part in archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return b"xl/" in raw[: 1 << 16]


def _samples(sheet: Sheet) -> list[list[str]]:
    """Up to 200 values of each column, the unknown ones left out."""
    samples: list[list[str]] = [[] for _ in sheet.header]
    for nth, row in enumerate(sheet.rows()):
        for values, cell in zip(samples, row.cells, strict=False):
            if len(values) < _SAMPLE and not is_unknown(cell):
                values.append(cell)
        if nth >= 20 * _SAMPLE:
            break
    return samples


def _with_id(columns: tuple[Column, ...], header: str | None, name: str) -> tuple[Column, ...]:
    if header is None:
        return columns
    if not any(column.header == header for column in columns):
        known = ", ".join(column.header for column in columns)
        raise UsageError(f"{name} has no column {header!r}", hint=f"its columns: {known}")
    as_other = tuple(replace(column, field="external_id") if column.field == "id" else column for column in columns)
    return tuple(
        Column(column.header, "id", "as asked") if column.header == header else column for column in as_other
    )


def _orders(sheet: Sheet, columns: Sequence[Column], given: str | None) -> dict[int, tuple[str | None, str]]:
    """Per column of days: which of day and month stands first (None: not known), and why.

    Only columns that hold at least one cell like 03/04/2017 are named. A column that does not show its order
    takes that of the other columns of the same file, when they show the same one.
    """
    days = [at for at, column in enumerate(columns) if column.field in ("birth", "death")]
    shown = {at: {DAY_FIRST: 0, MONTH_FIRST: 0} for at in days}
    asking = dict.fromkeys(days, False)
    for row in sheet.rows() if days else ():
        for at in days:
            cell = row.cells[at] if at < len(row.cells) else ""
            order = order_shown(cell)
            if order is not None:
                shown[at][order] += 1
            elif not asking[at]:
                asking[at] = two_orders(cell)
    found: dict[int, tuple[str | None, str]] = {}
    for at in days:
        if not asking[at]:
            continue
        if given is not None:
            found[at] = (given, "as given")
        else:
            found[at] = _shown_order(shown[at])
    known = {order for at in days if (order := _shown_order(shown[at])[0])}
    if len(known) == 1:
        (order,) = known
        for at, (own, _) in found.items():
            if own is None and not any(shown[at].values()):
                found[at] = (order, "as in the list's other column of days")
    return found


def _shown_order(shown: dict[str, int]) -> tuple[str | None, str]:
    total = sum(shown.values())
    if not total:
        return None, "no cell has a number over 12; say it with --dates"
    order = max(shown, key=lambda one: (shown[one], one))
    if shown[order] >= _SURELY * total:
        return order, f"{shown[order]:,} of {total:,} cells that show it"
    return (
        None,
        f"{shown[DAY_FIRST]:,} cells have the day first and {shown[MONTH_FIRST]:,} the month; say it with --dates",
    )
