"""The selects behind the readers: what is newest, as of a moment, in a fixed order."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, Table, and_, exists, func, or_, select

from cenotaph.store.codec import stamp
from cenotaph.store.schema import claims, control_areas, extractions, judgements, lists, people, reports

__all__ = [
    "current",
    "current_areas",
    "current_lists",
    "current_reports",
    "ids_beginning",
    "judgements_until",
    "newest",
    "readings",
    "unread_reports",
]


def _known(table: Table, as_of: datetime | None) -> list[ColumnElement[bool]]:
    return [] if as_of is None else [table.c.valid_from <= stamp(as_of)]


def newest(table: Table, as_of: datetime | None = None) -> Subquery:
    """Columns (id, rev): the highest revision of each row that was known by then."""
    query = select(table.c.id, func.max(table.c.rev).label("rev")).where(*_known(table, as_of))
    return query.group_by(table.c.id).subquery(f"newest_{table.name}")


def current(table: Table, *columns: ColumnElement[Any], as_of: datetime | None = None) -> Select[Any]:
    """``columns`` of the newest revision of each row of ``table``."""
    last = newest(table, as_of)
    return select(*columns).join_from(table, last, and_(table.c.id == last.c.id, table.c.rev == last.c.rev))


def current_reports(as_of: datetime | None = None, *, with_lists: bool = False) -> Select[Any]:
    """Columns (record): every report, by day of publication, undated ones last; with or without lists."""
    query = current(reports, reports.c.record, as_of=as_of).order_by(*_by_publication())
    return query if with_lists else query.where(reports.c.id.not_in(select(lists.c.report)))


def _by_publication() -> tuple[ColumnElement[Any], ...]:
    return reports.c.published.is_(None), reports.c.published, reports.c.id


def readings(
    table: Table, *, report: str | None = None, as_of: datetime | None = None, history: bool = False
) -> Select[Any]:
    """Columns (record): rows of ``claims`` or ``people`` of each report's newest reading, or of them all."""
    assert table in (claims, people)
    revision = newest(reports, as_of)
    query = (
        select(table.c.record)
        .join_from(table, extractions, table.c.extraction == extractions.c.id)
        .join(revision, revision.c.id == extractions.c.report)
        .join(reports, and_(reports.c.id == revision.c.id, reports.c.rev == revision.c.rev))
        .where(*_known(extractions, as_of))
    )
    if report is not None:
        query = query.where(extractions.c.report == report)
    if not history:
        last = (
            select(extractions.c.report, func.max(extractions.c.seq).label("seq"))
            .where(*_known(extractions, as_of))
            .group_by(extractions.c.report)
            .subquery("last_reading")
        )
        newest_reading = and_(extractions.c.seq == last.c.seq, extractions.c.report.not_in(select(lists.c.report)))
        # a list's former versions are reports of their own: only the reading of the version that stands counts
        standing = extractions.c.id.in_(current(lists, lists.c.extraction, as_of=as_of))
        query = query.join(last, extractions.c.report == last.c.report).where(or_(newest_reading, standing))
    return query.order_by(*_by_publication(), extractions.c.seq, table.c.start, table.c.id)


def unread_reports(by: str, profile: str | None) -> Select[Any]:
    """Columns (id): reports, stubs apart, whose newest revision this reader has not read."""
    read = exists().where(
        extractions.c.report == reports.c.id,
        extractions.c.report_rev == reports.c.rev,
        extractions.c.by == by,
        *([] if profile is None else [extractions.c.profile == profile]),
    )
    # a list has rows, not sentences: it was read when it was imported
    a_list = reports.c.id.in_(select(lists.c.report))
    query = current(reports, reports.c.id).where(reports.c.stub.is_(None), ~read, ~a_list)
    return query.order_by(*_by_publication())


def judgements_until(kind: str | None, as_of: datetime | None) -> Select[Any]:
    """Columns (record): judgements, oldest first."""
    query = select(judgements.c.record).where(*_known(judgements, as_of))
    if kind is not None:
        query = query.where(judgements.c.kind == kind)
    return query.order_by(judgements.c.at, judgements.c.id)


def current_areas(as_of: datetime | None) -> Select[Any]:
    """Columns (record): areas of control, by the day they were drawn for."""
    query = current(control_areas, control_areas.c.record, as_of=as_of)
    return query.order_by(control_areas.c.as_of, control_areas.c.id)


def current_lists(as_of: datetime | None = None) -> Select[Any]:
    """Columns (record): the lists of named people, each as it was last imported, by name."""
    return current(lists, lists.c.record, as_of=as_of).order_by(lists.c.name, lists.c.id)


def ids_beginning(table: Table, start: str, limit: int) -> Select[Any]:
    """Columns (id): up to ``limit`` ids that begin with ``start``."""
    query = select(table.c.id).distinct().where(table.c.id.startswith(start, autoescape=True))
    return query.order_by(table.c.id).limit(limit)
