"""Tables with a person a row: a column of names, and one that says what became of each, or a caption that says it
of all of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cenotaph.extract.bracket_parts import person_label
from cenotaph.extract.dates import find_periods
from cenotaph.extract.draft import Draft
from cenotaph.extract.fate_lines import fate_told
from cenotaph.extract.grid import Cell, Grid, Row
from cenotaph.extract.lexicon import words
from cenotaph.extract.placing import lookup
from cenotaph.extract.roll_fates import fate_named, tells_of_others
from cenotaph.extract.rolls import listed_person
from cenotaph.extract.table_cells import date_draft
from cenotaph.extract.table_columns import role_of
from cenotaph.extract.voices import Voice
from cenotaph.model import Count, Group, Hedge, Measure, Place, Report

__all__ = ["head_of_names", "read_person_table"]

_AGE = re.compile(r"\d{1,3}(?:\s*(?:y(?:ea)?rs?|years old))?$", re.IGNORECASE)
_NAME = re.compile(r"[A-ZÀ-Þ][\w'’.-]*(?:[ -]+[\w'’.()\"-]+){0,6}$")
_OF_DEATH = re.compile(r"\b(?:of|at)\s+(?:\w+\s+)?death\b|\bdate\s+(?:died|killed)\b|\bdeceased\b", re.IGNORECASE)
_FEWEST = 2  # rows of names


@dataclass(frozen=True, slots=True)
class _Person:
    row: Row
    name: Cell
    age: int | None
    fate: tuple[Measure, Cell] | None


def head_of_names(label: str) -> bool:
    """Whether a head stands over the names of people ("Name of deceased"), and not of schools or wards."""
    said = set(re.findall(r"[a-z]+", label.lower()))
    return bool(said & {"name", "names"}) and not said & (words("tables", "columns", "names") | {"place", "file"})


def read_person_table(grid: Grid, report: Report, outlet: Voice, profile: str) -> list[Draft]:
    """A count of one for each row that tells somebody's fate; else one of all rows, if the caption or a head tells
    it ("Date of death")."""
    heads = [cell.text for cell in grid.head.cells]
    named = next((i for i, head in enumerate(heads) if head_of_names(head)), None)
    if named is None:
        return []
    people = [person for row in grid.rows if (person := _person(grid, row, named)) is not None]
    if len(people) < _FEWEST:
        return []
    if any(person.fate for person in people):
        return [_one(grid, person, report, outlet, profile) for person in people if person.fate is not None]
    caption = report.text[slice(*grid.caption)] if grid.caption is not None else ""
    measure = None if tells_of_others(caption) else fate_named(caption)
    if measure is not None and grid.caption is not None:
        return [_all(grid.caption, people, measure, report, outlet, profile)]
    dead = next((cell for cell in grid.head.cells if _OF_DEATH.search(cell.text)), None)
    if dead is not None:
        return [_all((dead.start, dead.end), people, Measure.KILLED, report, outlet, profile)]
    return []


def _person(grid: Grid, row: Row, named: int) -> _Person | None:
    """Who a row is about; None for a row without a name, as a total has."""
    under = {k: row.cells[i] for i in range(len(row.cells)) if (k := grid.column_of(row, i)) is not None}
    name = under.get(named)
    if name is None or not name.text:
        return None
    if not _NAME.match(name.text) and not person_label(re.split(r"[ ,]", name.text)[0]):
        return None
    if set(name.text.lower().split()) & words("tables", "labels", "total"):
        return None
    ages = [cell.text for k, cell in under.items() if "age" in grid.head.cells[k].text.lower().split()]
    age = int(re.split(r"\D", ages[0])[0]) if ages and _AGE.match(ages[0]) else None
    fates = [(measure, cell) for k, cell in under.items() if k != named and (measure := _fate(cell.text))]
    return _Person(row, name, age, fates[-1] if fates else None)


def _fate(said: str) -> Measure | None:
    told = fate_told(said)
    if told is not None:
        return told[0]
    measure = fate_named(said)
    return measure if measure in {Measure.MISSING, Measure.DETAINED} else None


def _one(grid: Grid, person: _Person, report: Report, outlet: Voice, profile: str) -> Draft:
    """The draft of one row, with its day and place where a column gives them."""
    assert person.fate is not None
    measure, fate = person.fate
    named = person.name.text[:1].isupper()
    text = person.name.text if named else re.split(r"[ ,]", person.name.text)[0]
    start, end = person.name.start, person.name.start + len(text)
    draft = _draft((person.row.start, person.row.end), (fate.start, fate.end), measure, outlet)
    draft.count = Count(low=1, best=1, high=1, text=text, hedge=Hedge.EXACT, profile=profile)
    draft.count_span = (start, end)
    draft.rules.append("count.name")
    if named:
        draft.people = [listed_person(report, (text, start, end, person.age), measure)]
        draft.flags |= {"name"}
    else:
        draft.group, draft.group_span = Group(text=text), (start, end)
    for i, cell in enumerate(person.row.cells):
        column = grid.column_of(person.row, i)
        role = role_of(grid.head.cells[column].text) if column is not None else None
        if role == "place" and cell.text[:1].isupper():
            draft.place, draft.place_span = lookup(cell.text) or Place(text=cell.text), (cell.start, cell.end)
        dated = [m for m in find_periods(cell.text, report.published) if m.period.dated]
        if len(dated) == 1 and (role == "period" or cell == fate):
            date_draft(draft, dated[0].period, (cell.start + dated[0].start, cell.start + dated[0].end))
    return draft


def _all(
    caption: tuple[int, int], people: list[_Person], measure: Measure, report: Report, outlet: Voice, profile: str
) -> Draft:
    """The draft of all rows, of whom the caption tells."""
    start, end = people[0].name.start, people[-1].name.end
    n = len(people)
    draft = _draft((caption[0], people[-1].row.end), caption, measure, outlet)
    draft.count = Count(low=n, best=n, high=n, text=report.text[start:end], hedge=Hedge.EXACT, profile=profile)
    draft.count_span = (start, end)
    draft.rules.append("count.names")
    found = [
        (one.name.text, one.name.start, one.name.end, one.age) for one in people if one.name.text[:1].isupper()
    ]
    draft.people = [listed_person(report, name, measure) for name in found]
    draft.flags |= {"names", "definite"}
    return draft


def _draft(anchor: tuple[int, int], trigger: tuple[int, int], measure: Measure, outlet: Voice) -> Draft:
    return Draft(
        anchor=anchor,
        trigger=trigger,
        measure=measure,
        voice=outlet,
        order=anchor[0],
        sentence=-anchor[0] - 1,
        kind="table",
        rules=["frame.person_table", "speaker.outlet"],
    )
