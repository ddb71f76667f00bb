"""Proving a ledger whole: the file, the triggers, every hash, every quote, every stored record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, select

from cenotaph.errors import CenotaphError
from cenotaph.model import Claim, ControlArea, Judgement, NameList, PersonRecord, Report, report_id
from cenotaph.store.append_only import trigger_names
from cenotaph.store.base import Problem
from cenotaph.store.codec import anchors_in, decode
from cenotaph.store.connect import in_words
from cenotaph.store.rows import area_row, claim_row, judgement_row, list_row, person_columns, report_row, unpacked
from cenotaph.store.schema import (
    blobs,
    claims,
    control_areas,
    extractions,
    judgements,
    lists,
    metadata,
    people,
    reports,
)

__all__ = ["problems"]

Check = Callable[[Connection], Iterator[Problem]]


def problems(connection: Connection, path: Path) -> list[Problem]:
    """All that is wrong; a table too damaged to be read is one problem, and the rest is still checked."""
    found: list[Problem] = []
    for check in (_file, _triggers, _blobs, _reports, _extractions, _lists, _judgements, _areas):
        try:
            with in_words(path):
                found.extend(check(connection))
        except CenotaphError as error:
            found.append(Problem(kind="file", id=path.name, what=error.message))
    return found


def _file(connection: Connection) -> Iterator[Problem]:
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check").fetchall():
        if line != "ok":
            yield Problem(kind="file", id="integrity", what=str(line).replace("\n", " "))
    for table, rowid, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
        yield Problem(kind=table, id=f"row {rowid}", what=f"refers to a row of {parent} that is not there")


def _triggers(connection: Connection) -> Iterator[Problem]:
    query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    there = {name for (name,) in connection.exec_driver_sql(query)}
    for table in metadata.tables:
        for name in trigger_names(table):
            if name not in there:
                yield Problem(kind="table", id=table, what=f"its trigger {name} is gone: rows could be changed")


def _blobs(connection: Connection) -> Iterator[Problem]:
    for row in connection.execute(select(blobs.c.id, blobs.c.encoding, blobs.c.size, blobs.c.data)):
        try:
            raw = unpacked(row.id, row.encoding, row.data)
        except CenotaphError as error:
            yield Problem(kind="blob", id=row.id, what=error.message)
            continue
        if report_id(raw) != row.id:
            yield Problem(kind="blob", id=row.id, what="its bytes do not have this SHA-256")
        elif len(raw) != row.size:
            yield Problem(kind="blob", id=row.id, what=f"{len(raw)} bytes, recorded as {row.size}")


def _stored(
    connection: Connection, table: Table, kind: type[Any], to_row: Callable[[Any], dict[str, Any]]
) -> Iterator[Problem]:
    """Every row's record reads back and says the same as its columns."""
    for row in connection.execute(select(table)).mappings():
        try:
            expected = to_row(decode(kind, row["record"]))
        except CenotaphError as error:
            yield Problem(kind=table.name, id=row["id"], what=error.message)
            continue
        # the text of the record may differ in 1 and 1.0, so it is not compared with itself
        differing = [name for name, value in expected.items() if name != "record" and row[name] != value]
        if differing:
            yield Problem(kind=table.name, id=row["id"], what=f"record and columns differ: {', '.join(differing)}")


def _reports(connection: Connection) -> Iterator[Problem]:
    yield from _stored(connection, reports, Report, report_row)


def _lists(connection: Connection) -> Iterator[Problem]:
    yield from _stored(connection, lists, NameList, list_row)
    held = select(people.c.extraction, func.count().label("held")).group_by(people.c.extraction).subquery()
    query = select(lists.c.id, lists.c.name, lists.c.n_people, func.coalesce(held.c.held, 0).label("held"))
    for row in connection.execute(query.outerjoin(held, held.c.extraction == lists.c.extraction)):
        if row.held != row.n_people:
            yield Problem(kind="list", id=row.id, what=f"{row.held} people, recorded as {row.n_people}")


def _judgements(connection: Connection) -> Iterator[Problem]:
    yield from _stored(connection, judgements, Judgement, judgement_row)


def _areas(connection: Connection) -> Iterator[Problem]:
    yield from _stored(connection, control_areas, ControlArea, area_row)


def _extractions(connection: Connection) -> Iterator[Problem]:
    yield from _stored(connection, claims, Claim, claim_row)
    yield from _stored(connection, people, PersonRecord, person_columns)
    query = select(extractions, reports.c.record).join_from(
        extractions,
        reports,
        (reports.c.id == extractions.c.report) & (reports.c.rev == extractions.c.report_rev),
    )
    for row in connection.execute(query.order_by(extractions.c.id)):
        try:
            report = decode(Report, row.record)
        except CenotaphError:
            continue  # _reports has said so
        yield from _quotes(connection, row.id, row.n_claims, report)


def _quotes(connection: Connection, extraction: str, n_claims: int, report: Report) -> Iterator[Problem]:
    stored = connection.execute(select(claims.c.id, claims.c.record).where(claims.c.extraction == extraction)).all()
    if len(stored) != n_claims:
        yield Problem(kind="extraction", id=extraction, what=f"{len(stored)} claims, recorded as {n_claims}")
    for id, record in stored:
        try:
            decode(Claim, record).check(report)
        except CenotaphError as error:
            yield Problem(kind="claim", id=id, what=error.message)
    query = select(people.c.id, people.c.record).where(people.c.extraction == extraction)
    for id, record in connection.execute(query):
        try:
            # whether the record as a whole can be read was looked at above
            for anchor in anchors_in(record):
                report.check(anchor)
        except CenotaphError as error:
            yield Problem(kind="person", id=id, what=error.message)
