"""A list as rows of cells, whatever file it came from, and the same rows as text that quotes can point into."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from cenotaph.archive.lists.columns import headed
from cenotaph.errors import ReadError, TooLargeError

__all__ = ["LOOK_FOR_HEAD", "Fault", "RawRow", "Row", "Sheet", "sheet_of"]

BETWEEN = " | "
_BAR, _BAR_IN_CELL = "|", "¦"
# titles and notes stand above the heads in at most so many rows
LOOK_FOR_HEAD = 20
# cells, padding included: a file of a few kilobytes can hold rows of 16,384 empty cells
MAX_CELLS = 200_000_000
MAX_COLUMNS = 2_000


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as the file has it: its line from 1, its cells, and what was wrong with it."""

    line: int
    cells: tuple[str, ...]
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What was wrong at a line: the reason, and whether a record was made of the rest of the row all the same.

    ``rows`` counts the rows that it speaks of, from ``line`` on (empty rows come in runs). ``column`` and ``value``
    are the header and the cell, where one cell is meant.
    """

    line: int
    reason: str
    kept: bool
    rows: int = 1
    column: str | None = None
    value: str | None = None

    def __str__(self) -> str:
        """``line 7, Age “abc”: is not an age``."""
        where = f"line {self.line}" if self.rows == 1 else f"lines {self.line} to {self.line + self.rows - 1}"
        cell = f", {self.column} “{self.value}”" if self.column else ""
        return f"{where}{cell}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the sheet: line in the file, where its text begins, its cells, and what was wrong in reading it."""

    line: int
    start: int
    cells: list[str]
    wrong: tuple[str, ...]


@dataclass(slots=True)
class Sheet:
    """The list's heads and its rows, kept as one text (a line a row, cells parted by " | ") and their lines.

    The text depends on the file alone, never on how its columns are read; ``body`` is where the rows begin in it.
    ``skipped`` are rows that are none of the list's: empty ones, and titles above the heads. ``heads`` counts the
    columns that have a head in the file; the others of ``header`` are named by their number.
    """

    header: tuple[str, ...]
    text: str
    body: int
    lines: array[int]
    wrong: dict[int, tuple[str, ...]]
    skipped: tuple[Fault, ...]
    heads: int
    notes: list[str] = field(default_factory=list)
    media_type: str = "text/csv"
    charset: str | None = None

    def __len__(self) -> int:
        return len(self.lines)

    def rows(self) -> Iterator[Row]:
        """Every row, in the order of the file."""
        start = self.body
        for nth, line in enumerate(self.lines):
            end = self.text.find("\n", start)
            end = len(self.text) if end < 0 else end
            yield Row(line, start, self.text[start:end].split(BETWEEN), self.wrong.get(nth, ()))
            start = end + 1


def sheet_of(rows: Iterable[RawRow], name: str, *, heads: Collection[str] = ()) -> Sheet:
    """The sheet that the rows make; ``heads`` are headers that are known to stand in it.

    Raises ReadError when there is no row, or none below the heads, and TooLargeError.
    """
    builder = _Builder(name)
    rest = iter(rows)
    first = list(islice(rest, LOOK_FOR_HEAD))
    head = _head([_cleaned(row.cells) for row in first], frozenset(heads))
    for nth, row in enumerate(chain(first, rest)):
        if nth == head:
            builder.head(row)
        else:
            builder.add(row, above=head is not None and nth < head)
    return builder.sheet()


def _head(rows: list[list[str]], known: frozenset[str]) -> int | None:
    """Which of the first rows holds the heads: the one with most words of heads, else one unlike what follows."""
    scores = [headed(row) + 100 * len(known.intersection(row)) for row in rows]
    if scores and max(scores) > 0:
        return scores.index(max(scores))
    filled = [row for row in rows if any(row)]
    if len(filled) < 4:
        return None
    top, others = filled[0], filled[1:]
    for nth, cell in enumerate(top):
        below = [row[nth] for row in others if len(row) > nth and row[nth]]
        if cell and not _has_digit(cell) and len(below) >= 3 and all(map(_has_digit, below)):
            return rows.index(top)
    return None


def _has_digit(cell: str) -> bool:
    return any(char.isdecimal() for char in cell)


def _cleaned(cells: Iterable[str]) -> list[str]:
    """One space between words, so that a row is a line of text; a bar is written ¦, since bars part the cells."""
    return [" ".join(cell.replace(_BAR, _BAR_IN_CELL).split()) if cell else "" for cell in cells]


class _Builder:
    """Rows gathered into text, in memory bounded by the file's size."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.header: tuple[str, ...] | None = None
        self.pieces: list[str] = []
        self.above = 0
        self.lines = array("q")
        self.wrong: dict[int, tuple[str, ...]] = {}
        self.skipped: list[Fault] = []
        self.width = 0
        self.cells = 0

    def head(self, row: RawRow) -> None:
        """Take the row for the heads; a head that stands twice gets a number."""
        cells = self._cells(row)
        names: list[str] = []
        for nth, cell in enumerate(cells, start=1):
            name = cell or f"column {nth}"
            same = sum(other == name or other.startswith(f"{name} (") for other in names)
            names.append(f"{name} ({same + 1})" if same else name)
        self.header = tuple(names)
        self.pieces.append(BETWEEN.join(cells))
        self.above += 1

    def add(self, row: RawRow, *, above: bool) -> None:
        """Take the row for one of the list's, or for one above the heads."""
        cells = self._cells(row)
        if not cells and not row.wrong:
            self._skip(row.line, "is empty")
            return
        self.pieces.append(BETWEEN.join(cells))
        if above:
            self.above += 1
            self._skip(row.line, "stands above the heads of the columns")
            return
        self.width = max(self.width, len(cells))
        if row.wrong:
            self.wrong[len(self.lines)] = row.wrong
        self.lines.append(row.line)

    def _cells(self, row: RawRow) -> list[str]:
        self.cells += len(row.cells)
        if self.cells > MAX_CELLS:
            raise TooLargeError(f"{self.name} has over {MAX_CELLS:,} cells", hint="split the list")
        cells = _trimmed(_cleaned(row.cells))
        if len(cells) > MAX_COLUMNS:
            raise TooLargeError(
                f"{self.name}, line {row.line} has over {MAX_COLUMNS:,} cells", hint="is it a list?"
            )
        return cells

    def _skip(self, line: int, reason: str) -> None:
        last = self.skipped[-1] if self.skipped else None
        if last is not None and last.reason == reason and last.line + last.rows == line:
            self.skipped[-1] = replace(last, rows=last.rows + 1)
        else:
            self.skipped.append(Fault(line=line, reason=reason, kept=False))

    def sheet(self) -> Sheet:
        """What was gathered; ReadError when there is no row."""
        if not self.lines:
            what = "has heads and no row" if self.header is not None else "has no row"
            raise ReadError(f"{self.name} {what}", hint="a list has one person a row, under a row of heads")
        width = max(self.width, len(self.header or ()))
        unnamed = tuple(f"column {nth}" for nth in range(len(self.header or ()) + 1, width + 1))
        return Sheet(
            header=(*(self.header or ()), *unnamed),
            text="\n".join(self.pieces),
            body=sum(len(piece) + 1 for piece in self.pieces[: self.above]),
            lines=self.lines,
            wrong=self.wrong,
            skipped=tuple(self.skipped),
            heads=len(self.header or ()),
        )


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells
