"""Tables in plain text found by their marks: bars, tabs, wide gaps, or commas under a head that names a measure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Cell", "Grid", "Row", "find_grids"]

_LONGEST_CELL = 60
_LONGEST_LINE = 300  # characters; a longer line is a sentence, and no pattern here need look at it
_RULE = re.compile(r"^[\s|+:=_-]+$")
_WIDE = re.compile(r"\s{2,}")
_MARKS = (("bar", re.compile(r"\|")), ("tab", re.compile(r"\t")), ("wide", _WIDE))
_LISTS = (  # a comma that may part thousands is taken to, unless only then every line has as many cells
    ("semicolon", re.compile(r";")),
    ("comma", re.compile(r",(?!\d{3}(?!\d))|(?<!\d),")),
    ("comma", re.compile(r",")),
)
_QUOTED = re.compile(r',(?=(?:[^"]*"[^"]*")*[^"]*$)')  # no comma inside quotation marks
_FEWEST_LISTED = 3  # lines; a head and two rows, for a comma also stands in sentences


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of a cell, stripped, and their half-open span in the report; an empty cell has an empty span."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table; ``start`` and ``end`` span its words, ``line`` all of it."""

    cells: tuple[Cell, ...]
    start: int
    end: int
    line: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its head, its rows, the span of the line above it if that is short, and what parts its cells.

    ``over`` gives, for each cell of a head of two lines, the cell of the upper line that stands over it; empty
    where the head is one line.
    """

    head: Row
    rows: tuple[Row, ...]
    caption: tuple[int, int] | None
    mark: str
    over: tuple[Cell | None, ...] = ()

    def column_of(self, row: Row, i: int) -> int | None:
        """The column of the head that cell ``i`` of ``row`` stands under, or None."""
        head = self.head.cells
        if self.mark == "wide" and any(len(other.cells) != len(row.cells) for other in self.rows):
            start = row.cells[i].start - row.line[0]
            end = start + len(row.cells[i].text)
            if i == 0 and end < head[0].start - self.head.line[0]:
                return None  # the label, and the head has no word over it
            return min(range(len(head)), key=lambda k: _apart(head[k], self.head.line[0], start, end))
        if len(row.cells) == len(head) + 1:
            return i - 1 if i else None  # a head without a word over the labels
        return i if i < len(head) else None


def _apart(head: Cell, line: int, start: int, end: int) -> int:
    """How many characters a cell lies beside the head's; 0 where one is over the other."""
    return max(0, head.start - line - end, start - (head.end - line))


def find_grids(text: str, measured: Callable[[str], bool]) -> Iterator[Grid]:
    """The tables of ``text`` in order; ``measured`` says whether a head's words name what is counted."""
    lines = [(m.start(), m.group()) for m in re.finditer(r"[^\n]+", text)]
    at = 0
    while at < len(lines):
        mark, rows, after = _block(text, lines, at, measured)
        caption = _caption(text, lines, at)
        if len(rows) >= 3 and (over := _storeys(rows[0], rows[1], measured)):
            yield Grid(rows[1], tuple(rows[2:]), caption, mark, over)
        elif len(rows) >= 2:
            yield Grid(rows[0], tuple(rows[1:]), caption, mark)
        at = max(after, at + 1)


def _storeys(upper: Row, lower: Row, measured: Callable[[str], bool]) -> tuple[Cell | None, ...]:
    """What stands over each cell of ``lower`` where the two lines are one head: "2012", "2013" over "dead  hurt
    dead  hurt"; empty where ``upper`` is the whole head."""
    above = [cell for cell in upper.cells if cell.text]
    below = [cell for cell in lower.cells if cell.text]
    names = sum(measured(cell.text) for cell in below)
    twice = len({cell.text.lower() for cell in below}) < len(below)
    if any(measured(cell.text) for cell in above) or names < 2 or not twice or len(above) >= len(below):
        return ()
    if any(cell.text.isdigit() for cell in below):
        return ()
    if names % len(above):
        above = above[1:]  # the first is over the labels
    if not above or names % len(above):
        return ()
    counted = (i for i, cell in enumerate(lower.cells) if measured(cell.text))
    over = {k: above[n * len(above) // names] for n, k in enumerate(counted)}
    return tuple(over.get(k) for k in range(len(lower.cells)))


def _block(
    text: str, lines: Sequence[tuple[int, str]], at: int, measured: Callable[[str], bool]
) -> tuple[str, list[Row], int]:
    for mark, pattern in _MARKS:
        rows, after = _run(text, lines, at, pattern)
        if len(rows) >= 2:
            return mark, rows, after
    quoted = (("comma", _QUOTED),) if '"' in lines[at][1] else ()
    for mark, pattern in (*quoted, *_LISTS):
        if not pattern.search(lines[at][1]) or len(lines[at][1]) > _LONGEST_LINE:
            continue
        head = _row(*lines[at], pattern)
        if head is None or not any(measured(cell.text) for cell in head.cells):
            continue
        rows, after = _run(text, lines, at, pattern, len(head.cells))
        if len(rows) >= _FEWEST_LISTED:
            return mark, rows, after
    return "", [], at + 1


def _run(
    text: str, lines: Sequence[tuple[int, str]], at: int, pattern: re.Pattern[str], cells: int | None = None
) -> tuple[list[Row], int]:
    """The lines from ``at`` on that have two cells or more, or just ``cells``; and where the first other stands."""
    rows: list[Row] = []
    end = lines[at][0]
    while at < len(lines):
        start, line = lines[at]
        if text.count("\n", end, start) > 1 or len(line) > _LONGEST_LINE:
            break
        if not (_RULE.match(line) and line.strip()):
            row = _row(start, line, pattern)
            if row is None or len(row.cells) != (cells or len(row.cells)):
                break
            rows.append(row)
        end = start + len(line)
        at += 1
    return rows, at


def _row(base: int, line: str, pattern: re.Pattern[str]) -> Row | None:
    if len(line) > _LONGEST_LINE:
        return None
    found = [m.span() for m in pattern.finditer(line)]
    if not found:
        return None
    cuts = [(0, 0), *found, (len(line), len(line))]
    cells = [_cell(line, base, a[1], b[0]) for a, b in pairwise(cuts)]
    if line.lstrip()[:1] == "|":
        cells = cells[1:]
    if cells and line.rstrip()[-1:] == "|":
        cells = cells[:-1]
    if pattern is _WIDE:
        cells = [cell for cell in cells if cell.text]
    filled = [cell for cell in cells if cell.text]
    if len(cells) < 2 or not filled or any(len(cell.text) > _LONGEST_CELL for cell in cells):
        return None
    return Row(tuple(cells), filled[0].start, filled[-1].end, (base, base + len(line)))


def _cell(line: str, base: int, start: int, end: int) -> Cell:
    raw = line[start:end]
    words = raw.strip()
    lead = len(raw) - len(raw.lstrip()) if words else 0
    if len(words) > 1 and words[0] == words[-1] == '"':
        words, lead = words[1:-1], lead + 1
    return Cell(words, base + start + lead, base + start + lead + len(words))


def _caption(text: str, lines: Sequence[tuple[int, str]], at: int) -> tuple[int, int] | None:
    """The span of the short line above line ``at``, with no more than one empty line between."""
    while at > 0 and _RULE.match(lines[at - 1][1]):
        at -= 1
    if at == 0:
        return None
    start, line = lines[at - 1]
    if len(line) > _LONGEST_LINE // 2 or text.count("\n", start + len(line), lines[at][0]) > 2:
        return None
    lead = len(line) - len(line.lstrip())
    return (start + lead, start + len(line.rstrip())) if line.strip() else None
