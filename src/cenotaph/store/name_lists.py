"""Lists of named people in the ledger: each version is a reading of its file, and the newest one stands."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice
from typing import Any

from sqlalchemy import Connection, func, select

from cenotaph.errors import RecordError
from cenotaph.model import NameList, PersonRecord, Report, content_id
from cenotaph.store import queries
from cenotaph.store import schema as t
from cenotaph.store.base import ListChange
from cenotaph.store.codec import decode
from cenotaph.store.rows import Row, list_row, person_row

__all__ = ["ListWriter", "current_list"]

_BATCH = 2_000
# a row that moved, or stands in a newer file, says the same as before
_WHERE = ("report", "anchors", "row")

Insert = Callable[[Any, list[Row]], None]
"""Writes rows of a table; ``(table, rows)``."""


def current_list(connection: Connection, id: str) -> tuple[int, NameList, str] | None:
    """The newest revision of a list, its record and the reading that holds its people; None for a new list."""
    query = queries.current(t.lists, t.lists.c.rev, t.lists.c.record, t.lists.c.extraction).where(
        t.lists.c.id == id
    )
    row = connection.execute(query).one_or_none()
    return None if row is None else (row.rev, decode(NameList, row.record), row.extraction)


@dataclass(frozen=True, slots=True)
class ListWriter:
    """Writes one version of a list inside a transaction; ``insert`` and ``insert_read`` are the ledger's own."""

    connection: Connection
    insert: Insert
    insert_read: Callable[[str, list[Row]], None]

    def write(
        self, named: NameList, report: Report, report_rev: int, people: Iterable[PersonRecord], by: str
    ) -> ListChange | None:
        """What changed from the version before; None when this one stands already."""
        before = current_list(self.connection, named.id)
        rev = 1
        if before is not None:
            last, old, extraction = before
            if old == named:
                return None
            rev = last + 1
            if _read_alike(old, named):
                n_people = self._count(extraction)
                self._put(named, rev, extraction, n_people)
                return ListChange(same=n_people)
        extraction = content_id("x", [report.id, report_rev, by, named.id, rev])
        seq = select(func.coalesce(func.max(t.extractions.c.seq), 0)).where(t.extractions.c.report == report.id)
        reading = {
            "id": extraction,
            "report": report.id,
            "report_rev": report_rev,
            "profile": named.id,
            "seq": self.connection.execute(seq).scalar_one() + 1,
            "n_claims": 0,
        }
        self.insert(t.extractions, [reading])
        prints = self._prints(before[2]) if before is not None else {}
        change, n_people = self._people(extraction, named, report, people, prints)
        self._put(named, rev, extraction, n_people)
        return change

    def _people(
        self,
        extraction: str,
        named: NameList,
        report: Report,
        people: Iterable[PersonRecord],
        prints: dict[str, tuple[bytes, str]],
    ) -> tuple[ListChange, int]:
        added = same = 0
        changed: list[tuple[str, str]] = []
        seen: set[str] = set()
        rest = iter(people)
        while some := list(islice(rest, _BATCH)):
            rows = []
            for person in some:
                _check(person, named, report, seen)
                row = person_row(person)
                old = prints.pop(person.id, None)
                if old is None:
                    added += 1
                elif old[0] == _print(row["record"]):
                    same += 1
                else:
                    changed.append((person.id, person.name))
                rows.append(row)
            self.insert_read(extraction, rows)
        gone = sorted((id, name) for id, (_, name) in prints.items())
        return ListChange(added=added, same=same, changed=tuple(changed), gone=tuple(gone)), len(seen)

    def _put(self, named: NameList, rev: int, extraction: str, n_people: int) -> None:
        row = list_row(named) | {"rev": rev, "extraction": extraction, "n_people": n_people}
        self.insert(t.lists, [row])

    def _count(self, extraction: str) -> int:
        query = select(func.count()).select_from(t.people).where(t.people.c.extraction == extraction)
        return int(self.connection.execute(query).scalar_one())

    def _prints(self, extraction: str) -> dict[str, tuple[bytes, str]]:
        """Id -> what the former version says of the person, in short, and the name."""
        query = select(t.people.c.id, t.people.c.name, t.people.c.record).where(t.people.c.extraction == extraction)
        found = self.connection.execute(query.execution_options(yield_per=_BATCH))
        return {row.id: (_print(row.record), row.name) for row in found}


def _read_alike(old: NameList, new: NameList) -> bool:
    """Whether the records are the same: only what is said of the list as a whole differs."""
    return (old.report, old.columns, old.dates, old.fate) == (new.report, new.columns, new.dates, new.fate)


def _check(person: PersonRecord, named: NameList, report: Report, seen: set[str]) -> None:
    if person.list_id != named.id or person.report != report.id:
        raise RecordError(f"record {person.id} is not of the list {named.name}", hint="give the list's own records")
    if person.id in seen:
        raise RecordError(f"two records of {named.name} have the id {person.id}", hint="an id names one row")
    seen.add(person.id)
    for anchor in person.anchors:
        report.check(anchor)


def _print(record: str) -> bytes:
    """A digest of a stored record without what says where in its file the row stands."""
    values = json.loads(record)
    for name in _WHERE:
        values.pop(name, None)
    return blake2b(json.dumps(values, sort_keys=True).encode(), digest_size=12).digest()
