"""CSV as people make it: any delimiter and charset, quoted line ends, quotes that are never closed."""

from __future__ import annotations

import csv
import re
from collections import Counter, deque
from collections.abc import Collection, Iterator

from cenotaph.archive.charset import decode, has_wide_mark
from cenotaph.archive.lists.columns import headed
from cenotaph.archive.lists.sheet import LOOK_FOR_HEAD, RawRow, Sheet, sheet_of
from cenotaph.archive.sniff import refuse_binary
from cenotaph.errors import ReadError

__all__ = ["read_csv"]

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_SEP = re.compile(r"sep=(.)\s*$", re.IGNORECASE)
_DELIMITERS = ",;\t|"
# what separates the cells when nothing does: a list of one column
_NONE = "\x1f"
_SAMPLE_LINES, _SAMPLE = 200, 1 << 17
# so many of the rows must have the commonest number of cells
_ALIKE = 0.6
# a cell that goes over more lines is a quote that nobody closed
_LONGEST_CELL = 100


class _Runaway(Exception):
    """A quoted cell runs on and on."""


def read_csv(
    raw: bytes, name: str, *, delimiter: str | None = None, charset: str | None = None, heads: Collection[str] = ()
) -> Sheet:
    """The rows of a CSV file. Raises ReadError (NotTextError for bytes that are no text)."""
    if not has_wide_mark(raw):
        refuse_binary(raw, name)
    decoded = decode(raw, forced=charset)
    text = decoded.text.removeprefix("\ufeff")
    if not text.strip():
        raise ReadError(f"{name} is empty", hint="a list has one person a row, under a row of heads")
    if re.match(r"\s*<(?:!doctype|html|table|\?xml)", text[:200], re.IGNORECASE):
        raise ReadError(f"{name} is a web page or XML, not CSV", hint="save it as CSV or XLSX")
    sheet = sheet_of(_rows(text, delimiter), name, heads=heads)
    sheet.charset = decoded.charset
    sheet.notes.extend(decoded.notes)
    return sheet


class _Lines:
    """The text's lines, as written; those pulled since the last mark can be put back."""

    def __init__(self, text: str) -> None:
        self._found = _LINE.finditer(text)
        self._back: deque[str] = deque()
        self.number = 0
        self.pulled: list[str] = []
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.pulled) > _LONGEST_CELL:
            raise _Runaway
        if self._back:
            line = self._back.popleft()
        else:
            match = next(self._found, None)
            if match is None:
                self.ended = True
                raise StopIteration
            line = match[0]
        self.number += 1
        self.pulled.append(line)
        return line

    def mark(self) -> int:
        """Begin a row; returns its line, from 1."""
        self.pulled.clear()
        return self.number + 1

    def back_to_second(self) -> str:
        """Put back every line since the mark but the first, which is returned."""
        first, *others = self.pulled
        self._back.extendleft(reversed(others))
        self.number -= len(others)
        self.ended = False
        self.pulled.clear()
        return first


def _rows(text: str, delimiter: str | None) -> Iterator[RawRow]:
    lines = _Lines(text)
    if match := _SEP.match(text[:20].splitlines()[0] if text[:20].splitlines() else ""):
        # Excel writes the delimiter into a first line of its own
        next(lines)
        delimiter = delimiter or match[1]
    mark = delimiter or _delimiter(text)
    reader = csv.reader(lines, delimiter=mark)
    while True:
        line = lines.mark()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except _Runaway:
            cells = []
        except csv.Error as error:
            first = lines.back_to_second()
            reader = csv.reader(lines, delimiter=mark)
            yield RawRow(line, _plainly(first, mark), (f"is not CSV: {error}",))
            continue
        if not cells and not lines.pulled:
            return
        if len(lines.pulled) > _LONGEST_CELL or (
            len(lines.pulled) > 1 and lines.ended and _open(lines.pulled, mark)
        ):
            first = lines.back_to_second()
            reader = csv.reader(lines, delimiter=mark)
            yield RawRow(line, _plainly(first, mark), ("has a quotation mark that is never closed",))
            continue
        yield RawRow(line, tuple(cells))


def _open(lines: list[str], delimiter: str) -> bool:
    """Whether the file ends inside a quoted cell."""
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _plainly(line: str, delimiter: str) -> tuple[str, ...]:
    """The cells of a line by its delimiters alone, quotation marks taken off."""
    return tuple(cell.strip().strip('"') for cell in line.rstrip("\r\n").split(delimiter))


def _delimiter(text: str) -> str:
    """The delimiter that parts the heads into most words of heads; else that under which most rows are alike."""
    sample = [match[0] for match, _ in zip(_LINE.finditer(text[:_SAMPLE]), range(_SAMPLE_LINES), strict=False)]
    best = (0, 0.0, 1, _NONE)
    for mark in _DELIMITERS:
        try:
            # line by line: a quote that is never closed must not swallow the sample
            rows = [cells for line in sample for cells in csv.reader([line], delimiter=mark) if any(cells)]
        except csv.Error:
            continue
        widths = Counter(len(row) for row in rows if len(row) > 1)
        if not widths:
            continue
        common, count = widths.most_common(1)[0]
        heads = max(headed([cell.strip() for cell in row]) for row in rows[:LOOK_FOR_HEAD])
        if heads > 1 or count >= _ALIKE * len(rows):
            best = max(best, (heads if heads > 1 else 0, round(count / len(rows), 1), common, mark))
    return best[3]
