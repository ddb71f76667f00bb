"""Tables whose columns only the line above them names, in turn: "Dead and injured by town" over "Kesh  14  120",
"Toll by district (dead / missing)" over "Kesh 14 / 3"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cenotaph.extract.draft import Draft
from cenotaph.extract.grid import Cell
from cenotaph.extract.lexicon import table
from cenotaph.extract.table_captions import caption_at, caption_said
from cenotaph.extract.table_cells import cell_draft, line_row, measure_named, number_in, set_label, sum_up
from cenotaph.extract.voices import Voice
from cenotaph.model import Measure, Report

__all__ = ["captioned_columns"]

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+|none|nil|n\.?/?a\.?|unknown|[-–—?])"
_ROW = re.compile(
    rf"\s*(?:[-*•·]\s+)?(?P<label>[^\W\d_][^\d|\t\n:;]{{0,40}}?)\s*(?:[:|\t]|\s[-–—]\s|\s)\s*"
    rf"(?P<numbers>{_NUMBER}(?:(?:\s*[/|,;\t]\s*|\s+){_NUMBER})+)\s*[.;|]?\s*",
    re.IGNORECASE,
)
_CELL = re.compile(rf"(?<![\w,.]){_NUMBER}(?![\w])", re.IGNORECASE)
_SENTENCE = re.compile(r"\b(?:is|are|was|were|be|been|has|have|says?|said|will|can)\b", re.IGNORECASE)
_LONGEST = 140  # characters of a caption
_FEWEST = 2  # rows


@cache
def _in_turn() -> re.Pattern[str]:
    """Two words or more for harm, one after another: "dead, injured and missing", "dead / missing"."""
    rows = {key: row for key, row in table("tables")["measures"].items() if key != "killed_or_injured"}
    named = sorted((word for row in rows.values() for word in row.split("|")), key=len, reverse=True)
    word = rf"(?:{'|'.join(map(re.escape, named))})"
    return re.compile(rf"\b{word}(?:\s*(?:,\s*(?:and\s+)?|and\s+|&\s*|/\s*|\+\s*){word})+\b", re.IGNORECASE)


def captioned_columns(report: Report, outlet: Voice, profile: str) -> Iterator[tuple[list[Draft], tuple[int, int]]]:
    """The drafts of each such table, and the span of its lines and caption."""
    lines = list(re.finditer(r"[^\n]+", report.text))
    for at, line in enumerate(lines):
        found = _in_turn().search(line.group()) if line.end() - line.start() <= _LONGEST else None
        parted = found is not None and line.group()[: found.start()].rstrip()[-1:] in {",", ";", "|"}
        if found is not None and parted and not re.search(r"\band\b|[&/]", found.group()):
            continue  # "District, dead, missing": a head of its own
        if found is None or line.group().rstrip().endswith((".", "!", "?")) or _SENTENCE.search(line.group()):
            continue
        named = [Cell(m.group(), found.start() + m.start(), found.start() + m.end()) for m in _words(found.group())]
        heads = [Cell(cell.text, line.start() + cell.start, line.start() + cell.end) for cell in named]
        measures = [measure_named(cell.text) for cell in heads]
        rows = _rows(lines[at + 1 :], len(heads))
        if len(rows) < _FEWEST or len(set(measures)) < len(measures):
            continue
        start = line.start()
        caption = caption_at((start, start + len(line.group().rstrip())), report)
        made: list[Draft] = []
        for row, numbers in rows:
            made += _drafts(row, numbers, heads, measures, line, report, outlet, profile)
        for draft in made:
            caption_said(draft, caption)
        sum_up(made)
        yield made, (start, rows[-1][0].end())


def _words(said: str) -> Iterator[re.Match[str]]:
    """The words for harm of a run of them."""
    return re.finditer(r"[^\s,&/+](?:[^,&/+]*?[^\s,&/+])?(?=\s*(?:,|/|&|\+|\band\b|$))(?<!\band)", said)


def _rows(lines: list[re.Match[str]], columns: int) -> list[tuple[re.Match[str], list[re.Match[str]]]]:
    """The lines that are a label and as many numbers as there are columns, up to the first other."""
    out = []
    for line in lines:
        row = _ROW.fullmatch(line.group()) if line.end() - line.start() <= _LONGEST else None
        numbers = list(_CELL.finditer(line.group(), row.start("numbers"))) if row is not None else []
        if row is None or len(numbers) != columns:
            break
        out.append((line, numbers))
    return out


def _drafts(
    line: re.Match[str], numbers: list[re.Match[str]], heads: list[Cell], measures: list[Measure | None],
    caption: re.Match[str], report: Report, outlet: Voice, profile: str,
) -> list[Draft]:  # fmt: skip
    """One draft for each number of a row."""
    said = _ROW.fullmatch(line.group())
    out: list[Draft] = []
    if said is None:
        return out
    base = line.start()
    label = Cell(said.group("label"), base + said.start("label"), base + said.end("label"))
    head = line_row(caption, *heads)
    for number, column, measure in zip(numbers, heads, measures, strict=True):
        cell = Cell(number.group(), base + number.start(), base + number.end())
        count = number_in(cell.text.lower().replace("n.a.", "n/a"), profile)
        if count is None or count.unknown or measure is None:
            continue
        draft = cell_draft(line_row(line, label, cell), cell, column, head, count, measure, report, outlet, profile)
        set_label(draft, label, report)
        out.append(draft)
    return out
