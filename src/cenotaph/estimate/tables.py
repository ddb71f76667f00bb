"""Tables of who is on which lists, read and checked: a count a pattern, a row a person, or K sampled linkages."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, Protocol, runtime_checkable

from cenotaph.errors import NotFoundError, TableError
from cenotaph.estimate.columns import Columns, Sheet, is_unknown, tell_columns
from cenotaph.estimate.linkage import Linkage, read_linkage
from cenotaph.model import CaptureTable

__all__ = ["Frame", "Tables", "read_tables", "rows_to_tables", "text_to_tables"]

_WHOLE = re.compile(r"\d+(\.0*)?", re.ASCII)
_MOST_PEOPLE = 2**53  # beyond, a double no longer tells two totals apart
_MOST_DRAWS = 100_000


@runtime_checkable
class Frame(Protocol):
    """A table of pandas, as far as it is needed."""

    def to_dict(self, orient: Literal["records"], /) -> list[dict[Any, Any]]:
        """One mapping a row."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """What a file of lists holds.

    ``draws`` has one tuple of tables a sampled linkage (or a replicate of imputation), and exactly one where
    nothing was sampled; inside, one table a stratum, the same strata in the same order in each draw. ``repeats``
    is ``draw``, ``replicate`` or None. ``linked`` is what stands beside a table of sampled linkages. ``notes``
    say what was guessed; ``sha256`` is that of the bytes read (of the rows in order, if they came as rows).
    """

    lists: tuple[str, ...]
    strata: tuple[str, ...]
    draws: tuple[tuple[CaptureTable, ...], ...]
    repeats: str | None
    linked: Linkage | None
    notes: tuple[str, ...]
    sha256: str
    source: str


def read_tables(
    path: str | Path,
    *,
    lists: Sequence[str] | None = None,
    strata: Sequence[str] = (),
    count: str | None = None,
    ignore: Sequence[str] = (),
) -> Tables:
    """Read a CSV file (comma, semicolon or tab; UTF-8); what each column is, is guessed where it is not said.

    A file with a column ``draw`` may have ``FILE.csv.json`` beside it, which says how the linkages were sampled.
    Raises NotFoundError for no file, and TableError with line and column for what cannot be a table.
    """
    path = Path(path)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise NotFoundError(f"cannot read {path}: {error.strerror}", hint="give the CSV file of a table") from error
    beside = path.with_name(path.name + ".json")
    try:
        told = json.loads(beside.read_text("utf-8")) if beside.is_file() else None
    except ValueError as error:
        raise TableError(f"{beside.name} is not JSON", hint="export the table anew") from error
    return _tables(_sheet(raw, path.name), raw, path.name, told, lists, strata, count, ignore)


def text_to_tables(
    text: str,
    *,
    lists: Sequence[str] | None = None,
    strata: Sequence[str] = (),
    count: str | None = None,
    ignore: Sequence[str] = (),
    beside: Any = None,
    source: str = "text",
) -> Tables:
    """The tables of CSV text, as from a pipe; the rest is as for ``read_tables``.

    ``beside`` is what a file beside the table says of sampled linkages, and ``source`` where it came from.
    """
    raw = text.encode()
    return _tables(_sheet(raw, "the text"), raw, source, beside, lists, strata, count, ignore)


def rows_to_tables(
    rows: Iterable[Mapping[str, Any]] | Frame,
    *,
    lists: Sequence[str] | None = None,
    strata: Sequence[str] = (),
    count: str | None = None,
    ignore: Sequence[str] = (),
) -> Tables:
    """The tables of rows that map column to value, all with the same columns; the rest as ``read_tables``.

    A data frame of pandas will do.
    """
    given = rows.to_dict("records") if isinstance(rows, Frame) else list(rows)
    if not given:
        raise TableError("no rows", hint="one row a capture pattern with its count, or one a person")
    header = tuple(str(name) for name in given[0])
    for row, one in enumerate(given, start=1):
        if tuple(map(str, one)) != header:
            raise TableError(f"row {row} has other columns than row 1", hint=f"every row has {', '.join(header)}")
    texts = tuple(tuple(_text(value) for value in one.values()) for one in given)
    sheet = Sheet(header, texts, tuple(range(1, len(texts) + 1)), "row")
    raw = json.dumps([header, *sorted(texts)]).encode()
    return _tables(sheet, raw, "rows", None, lists, strata, count, ignore)


def _text(value: Any) -> str:
    return "nan" if value is None else str(value)


def _sheet(raw: bytes, name: str) -> Sheet:
    """The header and rows of CSV bytes; a first column without a name (row numbers) is left out."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableError(f"{name} is not text in UTF-8", hint="save it as CSV in UTF-8") from error
    if "\0" in text:
        raise TableError(f"{name} is not text", hint="save it as CSV in UTF-8")
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append(row)
                lines.append(reader.line_num)
    except csv.Error as error:
        raise TableError(f"{name}, line {reader.line_num}: {error}", hint="a CSV file with one header") from error
    if len(rows) < 2:
        raise TableError(f"{name} has no rows", hint="a header, and one row a capture pattern or a person")
    header = [cell.strip() for cell in rows[0]]
    for line, row in zip(lines, rows, strict=True):
        if len(row) != len(header):
            raise TableError(
                f"line {line} has {len(row)} columns, and the header {len(header)}", hint="one value a column"
            )
    skip = 0 if header[0] else 1
    if "" in header[skip:]:
        raise TableError(f"column {header.index('', skip) + 1} has no name", hint="name every column")
    if twice := sorted({one for one in header if header.count(one) > 1}):
        raise TableError(f"two columns are named {twice[0]}", hint="a name of its own for each column")
    return Sheet(tuple(header[skip:]), tuple(tuple(row[skip:]) for row in rows[1:]), tuple(lines[1:]))


def _tables(
    sheet: Sheet,
    raw: bytes,
    source: str,
    told: Any,
    lists: Sequence[str] | None,
    strata: Sequence[str],
    count: str | None,
    ignore: Sequence[str],
) -> Tables:
    digest = sha256(raw).hexdigest()
    columns_ignored = tuple(ignore)
    linked = read_linkage(told, digest) if told is not None else None
    if linked is not None:
        fields = [*linked.strata, *(one.column for one in linked.lists)]
        if missing := [name for name in fields if name not in sheet.header]:
            raise TableError(f"no column {missing[0]}, which the file beside it names", hint="export anew")
        count = count or "count"
        lists = lists if lists is not None else [one.column for one in linked.lists]
        columns_ignored = (*ignore, *(name for name in linked.strata if name not in strata))
    columns = tell_columns(sheet, lists=lists, strata=strata, count=count, ignore=columns_ignored)
    people = _count_people(sheet, columns)
    repeats = sorted({repeat for repeat, _ in people})
    notes = [*columns.notes]
    if columns.repeat is not None:
        most = max(repeats)
        if linked is not None and most != linked.draws:
            raise TableError(f"{most} draws, and the file beside it says {linked.draws}", hint="export anew")
        if missing_draws := sorted(set(range(1, most + 1)) - set(repeats)):
            raise TableError(f"no row of {columns.repeat} {missing_draws[0]}", hint=f"they count from 1 to {most}")
        notes.append(f"{most} whole tables, by column {columns.repeat}")
    parts = sorted({stratum for _, stratum in people})
    draws = tuple(
        tuple(
            CaptureTable.of(columns.lists, people.get((repeat, part), {}), tuple(zip(strata, part, strict=True)))
            for part in parts
        )
        for repeat in repeats
    )
    return Tables(
        lists=columns.lists,
        strata=tuple(strata),
        draws=draws,
        repeats=columns.repeat_kind,
        linked=linked,
        notes=tuple(notes),
        sha256=digest,
        source=source,
    )


def _count_people(sheet: Sheet, columns: Columns) -> dict[tuple[int, tuple[str, ...]], dict[int, int]]:
    """People by capture history, for each repeat (0 where there are none) and stratum."""
    marked = [(sheet.column(name), on) for name, (on, _) in zip(columns.lists, columns.marks, strict=True)]
    elsewhere = [sheet.column(name) for name in columns.others]
    counts = sheet.column(columns.count) if columns.count else None
    repeated = sheet.column(columns.repeat) if columns.repeat else None
    fields = [sheet.header.index(name) for name in columns.strata]
    people: dict[tuple[int, tuple[str, ...]], dict[int, int]] = {}
    total = 0
    for row, cells in enumerate(sheet.rows):
        some = 1 if counts is None else _whole(sheet, row, columns.count or "", counts[row])
        repeat = 0 if repeated is None else _whole(sheet, row, columns.repeat or "", repeated[row])
        if repeated is not None and not 0 < repeat <= _MOST_DRAWS:
            raise TableError(f"{sheet.where(row, columns.repeat or '')}: {repeat}", hint="they count from 1")
        total += some
        history = sum((values[row] == on) << at for at, (values, on) in enumerate(marked))
        if history == 0:
            if some and not any(
                values[row] not in ("0", "0.0", "false", "f", "no", "n", "") for values in elsewhere
            ):
                raise TableError(
                    f"{sheet.unit} {sheet.lines[row]}: {some} people on no list",
                    hint="how many those are is the question; leave the row out",
                )
            continue
        stratum = tuple("unknown" if is_unknown(cells[at].strip().lower()) else cells[at].strip() for at in fields)
        if some:
            of = people.setdefault((repeat, stratum), {})
            of[history] = of.get(history, 0) + some
    if total >= _MOST_PEOPLE:
        raise TableError(f"{total} people", hint="no more than can be counted exactly in a double")
    if not people:
        raise TableError("nobody is on any of these lists", hint="choose lists that somebody is on")
    return people


def _whole(sheet: Sheet, row: int, column: str, value: str) -> int:
    if not _WHOLE.fullmatch(value):
        what = "is negative" if re.fullmatch(r"-\d+(\.\d*)?", value) else "is no whole number"
        if is_unknown(value):
            what = "says nothing: unknown is not zero"
        raise TableError(f"{sheet.where(row, column)}: {value!r} {what}", hint="whole numbers from 0")
    return int(value.split(".")[0])
