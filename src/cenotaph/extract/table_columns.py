"""What the columns of a table count or tell, and cells that hold more than a number ("2 soldiers")."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from cenotaph.extract.bracket_parts import person_label
from cenotaph.extract.draft import Draft
from cenotaph.extract.grid import Cell, Grid, Row
from cenotaph.extract.lexicon import words
from cenotaph.extract.table_cells import cell_draft, measures_in, number_in, period_of
from cenotaph.extract.voices import Voice
from cenotaph.model import Measure, Report

__all__ = ["counted_by_caption", "noun_apart", "numbering", "patients", "role_of", "sum_of_row", "total_column"]

_WITH_NOUN = re.compile(r"(?P<n>[+~]?\d[\d,]*\+?|[A-Za-z]+)\s+(?:[a-z-]+\s+){0,2}?(?P<who>[a-z]+)$")


def noun_apart(cell: Cell) -> tuple[Cell, Cell | None]:
    """The number of a cell such as "2 soldiers", and the people; the cell itself and None else."""
    found = _WITH_NOUN.match(cell.text)
    if found is None or not person_label(found.group("who")):
        return cell, None
    number = Cell(found.group("n"), cell.start, cell.start + found.end("n"))
    return number, Cell(found.group("who"), cell.start + found.start("who"), cell.start + found.end("who"))


def total_column(head: Row, columns: Mapping[int, Measure]) -> int | None:
    """The column that adds up those of the killed and the injured, by its head; None where there is none."""
    if set(columns.values()) != {Measure.KILLED, Measure.INJURED}:
        return None
    total = words("tables", "labels", "total")
    found = [i for i, cell in enumerate(head.cells) if i not in columns and cell.text.lower().strip(" :.") in total]
    return found[0] if len(found) == 1 else None


def sum_of_row(
    made: Sequence[Draft], row: Row, cell: Cell, label: Cell, head: Row, report: Report, outlet: Voice, profile: str
) -> list[Draft]:
    """The draft of a row's total of killed and injured, with ``made`` as its parts; none if it is no sum."""
    count = number_in(cell.text, profile)
    told = [draft.count.best for draft in made if draft.count is not None and draft.count.best is not None]
    others = (number_in(one.text, profile) for one in row.cells if one is not cell)
    most = sum(n.best or 0 for n in others if n is not None)
    if count is None or count.best is None or len(told) < 2 or not sum(told) <= count.best <= most:
        return []
    whole = cell_draft(row, cell, label, head, count, Measure.KILLED_OR_INJURED, report, outlet, profile)
    for draft in made:
        draft.part_of = whole
    return [whole]


def numbering(label: str) -> bool:
    """Whether a column only numbers or codes its rows ("No.", "Incident ref.")."""
    said = label.lower().strip(" :.").split()
    return bool(said) and said[-1].rstrip(".") in words("tables", "columns", "numbering")


def patients(label: str) -> bool:
    """Whether a column beside those of the dead or hurt counts whom a hospital took in."""
    return label.lower().strip(" :.") in words("tables", "columns", "patients")


def counted_by_caption(grid: Grid, report: Report) -> tuple[dict[int, Measure], int | None]:
    """ "Killings by district": the columns of people, of years or of all under a caption that names one measure.

    Also the column that gives the sum of each row, or -1 where there is none.
    """
    if grid.caption is None:
        return {}, None
    line = report.text[slice(*grid.caption)].lower()
    found = measures_in(line)
    if len(found) != 1 or line.endswith((".", "?", "!")):
        return {}, None
    measure = found.pop()
    columns, whole = {}, -1
    counting = words("tables", "labels", "people") | words("tables", "columns", "counts")
    for i, cell in enumerate(grid.head.cells):
        said = set(cell.text.lower().split())
        if said & words("tables", "labels", "total"):
            whole = i
        dated = i > 0 and period_of(cell.text, report) is not None
        if whole == i or dated or said & counting:
            columns[i] = measure
    return columns, whole


def role_of(label: str) -> str | None:
    """What a column that counts nothing tells: "place", "period", "group", "speaker", or "doers", who harmed
    and were not harmed themselves; by the words of its head."""
    said = label.lower().strip(" :.").split()
    for role in ("doers", "place", "period", "group", "speaker", "kinds"):
        if said and (said[-1] in words("tables", "columns", role) or said[0] in words("tables", "columns", role)):
            return role
    return None
