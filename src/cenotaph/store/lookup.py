"""Finding rows by id: exact, by the beginning that a person typed, and which revisions there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from sqlalchemy import Connection, Table, func, select

from cenotaph.errors import NotFoundError, RecordError, UsageError
from cenotaph.store import schema
from cenotaph.store.queries import ids_beginning

__all__ = ["is_there", "next_revisions", "no_twins", "present", "the_id", "the_report_id"]

_MANY = 500  # ids in one query: well under SQLite's limit of parameters


def is_there(connection: Connection, table: Table, id: str) -> bool:
    """Whether a row has this id."""
    return connection.execute(select(table.c.id).where(table.c.id == id).limit(1)).first() is not None


def present(connection: Connection, table: Table, ids: Iterable[str]) -> set[str]:
    """Those of the ids that are in the table."""
    found: set[str] = set()
    for some in _chunks(ids):
        found.update(connection.execute(select(table.c.id).where(table.c.id.in_(some))).scalars())
    return found


def next_revisions(connection: Connection, table: Table, ids: Iterable[str]) -> dict[str, int]:
    """The revision that each id's next row will have."""
    wanted = list(ids)
    revisions = dict.fromkeys(wanted, 1)
    for some in _chunks(wanted):
        query = select(table.c.id, func.max(table.c.rev)).where(table.c.id.in_(some)).group_by(table.c.id)
        revisions.update({id: rev + 1 for id, rev in connection.execute(query)})
    return revisions


def the_id(connection: Connection, table: Table, typed: str) -> str:
    """The full id; NotFoundError when none begins so, UsageError when several do."""
    one = table.name.removesuffix("s")
    if not typed:
        raise UsageError(f"no {one} was named", hint=f"give the id of a {one} or the beginning of it")
    if is_there(connection, table, typed):
        return typed
    found = connection.execute(ids_beginning(table, typed, 4)).scalars().all()
    if not found:
        raise NotFoundError(f"no {one} has an id that begins with {typed}", hint="list them, and copy one")
    if len(found) > 1:
        more = " ..." if len(found) > 3 else ""
        raise UsageError(
            f"{typed} is the beginning of several: {', '.join(found[:3])}{more}", hint="type more of the id"
        )
    return str(found[0])


def the_report_id(connection: Connection, typed: str) -> str:
    """The same for a report, whose ``sha256:`` may be left out."""
    digest = typed.removeprefix("sha256:")
    return the_id(connection, schema.reports, f"sha256:{digest}" if digest else "")


def no_twins(ids: list[str], what: str) -> None:
    """RecordError when an id stands twice in a list of ``what``."""
    seen: set[str] = set()
    for id in ids:
        if id in seen:
            raise RecordError(f"two {what} have the id {id}", hint="an id names one record of a reading")
        seen.add(id)


def _chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(ids)
    while some := list(islice(rest, _MANY)):
        yield some
