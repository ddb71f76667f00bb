"""The ledger in a SQLite file, through SQLAlchemy Core."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Select, Table, func, insert, select
from sqlalchemy.exc import DBAPIError

from cenotaph.errors import LedgerError, NotFoundError, RecordError
from cenotaph.model import (
    Claim,
    ControlArea,
    Judgement,
    JudgementKind,
    NameList,
    PersonRecord,
    Report,
    content_id,
    report_id,
)
from cenotaph.places import areas_on
from cenotaph.store import queries
from cenotaph.store import schema as t
from cenotaph.store.base import DEFAULT_PROFILE, Extracted, ListChange, Problem, Run
from cenotaph.store.check import problems
from cenotaph.store.codec import decode, moment, stamp
from cenotaph.store.connect import WRITE, check_file, connect, in_words, use_wal
from cenotaph.store.lookup import is_there, next_revisions, no_twins, present, the_id, the_report_id
from cenotaph.store.migrate import migrate
from cenotaph.store.name_lists import ListWriter
from cenotaph.store.rows import (
    area_row,
    blob_row,
    claim_row,
    judgement_row,
    people_of,
    person_row,
    report_row,
    unpacked,
)

__all__ = ["SqlLedger"]

Record = TypeVar("Record")


class SqlLedger:
    """A :class:`~cenotaph.store.base.Ledger` in one SQLite file (WAL; several processes may write).

    ``busy_seconds`` is how long a write waits for another program's. Rows say that they were written by
    ``$CENOTAPH_USER``, or "local" where it is not set: a login name is not put on record unasked.
    """

    def __init__(self, path: Path | str, *, create: bool = False, busy_seconds: float = 30) -> None:
        self._path = Path(path)
        check_file(self._path, create=create)
        self._engine = connect(self._path, busy_seconds=busy_seconds)
        self._closed = False
        self._by = os.environ.get("CENOTAPH_USER") or "local"
        try:
            with in_words(self._path):
                migrate(self._engine, self._path, create=create)
                use_wal(self._engine, busy_seconds=busy_seconds)
        except BaseException:
            self._engine.dispose()
            raise

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    def close(self) -> None:
        """Close every connection, which folds the write-ahead log into the file."""
        self._closed = True
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _connect(self) -> Connection:
        if self._closed:
            raise LedgerError(f"{self._path} was closed", hint="open it again with open_ledger")
        return self._engine.connect()

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        with in_words(self._path), self._connect().execution_options(**WRITE) as connection, connection.begin():
            yield connection

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with in_words(self._path), self._connect() as connection:
            yield connection

    # writing

    def add_report(self, report: Report, raw: bytes, *, by: str | None = None) -> bool:
        """Archive a report and its bytes; False when they are there already."""
        if report_id(raw) != report.id:
            raise RecordError(f"report {report.id} is not of these bytes", hint="its id is their SHA-256")
        with self._write() as connection:
            if is_there(connection, t.reports, report.id):
                return False
            self._insert(connection, t.blobs, [blob_row(report.id, raw)], by)
            self._insert(connection, t.reports, [report_row(report)], by)
        return True

    def correct_report(self, report: Report, *, by: str | None = None) -> bool:
        """Record corrected metadata as a new revision; False when nothing differs."""
        with self._write() as connection:
            rev, old = self._report_at(connection, report.id)
            if old.text != report.text:
                raise RecordError(
                    f"the text of {report.id} cannot be corrected", hint="claims point into it as it was archived"
                )
            if old == report:
                return False
            self._insert(connection, t.reports, [report_row(report) | {"rev": rev + 1}], by)
        return True

    def add_extraction(
        self, report_id: str, by: str, claims: Sequence[Claim], *, profile: str = DEFAULT_PROFILE
    ) -> bool:
        """Store one reading of a report; False when this reader has read it already."""
        with self._write() as connection:
            rev, report = self._report_at(connection, report_id)
            id = content_id("x", [report_id, rev, by, profile])
            if is_there(connection, t.extractions, id):
                return False
            for claim in claims:
                claim.check(report)
            found = people_of(claims)
            for anchor in (anchor for person in found for anchor in person.anchors):
                report.check(anchor)
            seq = select(func.coalesce(func.max(t.extractions.c.seq), 0)).where(t.extractions.c.report == report_id)
            reading = {
                "id": id,
                "report": report_id,
                "report_rev": rev,
                "profile": profile,
                "seq": connection.execute(seq).scalar_one() + 1,
                "n_claims": len(claims),
            }
            self._insert(connection, t.extractions, [reading], by)
            self._insert_read(connection, t.claims, id, [claim_row(claim) for claim in claims], by)
            self._insert_read(connection, t.people, id, [person_row(person) for person in found], by)
        return True

    def add_list(
        self, named: NameList, report: Report, raw: bytes, people: Iterable[PersonRecord], *, by: str | None = None
    ) -> ListChange | None:
        """Store one version of a list with its file and its records; None when it stands already."""
        reader = by or self._by
        with self._write() as connection:
            rev = self._list_report(connection, report, raw, by)
            writer = ListWriter(
                connection,
                lambda table, rows: self._insert(connection, table, rows, reader),
                lambda extraction, rows: self._insert_read(connection, t.people, extraction, rows, reader),
            )
            return writer.write(named, report, rev, people, reader)

    def _list_report(self, connection: Connection, report: Report, raw: bytes, by: str | None) -> int:
        """Archive the list's file unless it is there; its revision."""
        if report_id(raw) != report.id:
            raise RecordError(f"report {report.id} is not of these bytes", hint="its id is their SHA-256")
        if not is_there(connection, t.reports, report.id):
            self._insert(connection, t.blobs, [blob_row(report.id, raw)], by)
            self._insert(connection, t.reports, [report_row(report)], by)
            return 1
        rev, stored = self._report_at(connection, report.id)
        if stored.text != report.text:
            raise RecordError(
                f"{report.source_name or report.id} is archived already, read in another way",
                hint="save it anew, for example with its rows in another order, or its sheet in a file of its own",
            )
        return rev

    def add_judgements(self, judgements: Iterable[Judgement]) -> int:
        """Store judgements that are not there yet; NotFoundError when one reverses a judgement nobody made."""
        rows = {judgement.id: judgement_row(judgement) for judgement in judgements}
        with self._write() as connection:
            wanted = set(rows) | {row["reverses"] for row in rows.values() if row["reverses"]}
            there = present(connection, t.judgements, wanted)
            for row in rows.values():
                if row["reverses"] and row["reverses"] not in there and row["reverses"] not in rows:
                    raise NotFoundError(
                        f"judgement {row['id']} reverses {row['reverses']}, which is not in the ledger",
                        hint="add that judgement first",
                    )
            new = [row for id, row in rows.items() if id not in there]
            self._insert(connection, t.judgements, new, None)
        return len(new)

    def add_control_areas(self, areas: Iterable[ControlArea], *, by: str | None = None) -> int:
        """Store areas that are new, and new revisions of those that changed."""
        rows = {area.id: area_row(area) for area in areas}
        with self._write() as connection:
            revisions = next_revisions(connection, t.control_areas, rows)
            query = queries.current(t.control_areas, t.control_areas.c.id, t.control_areas.c.record)
            stored = {id: record for id, record in connection.execute(query) if id in rows}
            changed = [row for id, row in rows.items() if stored.get(id) != row["record"]]
            for row in changed:
                row["rev"] = revisions[row["id"]]
            self._insert(connection, t.control_areas, changed, by)
        return len(changed)

    def add_run(self, command: str, counts: Mapping[str, int], *, by: str | None = None) -> Run:
        """Note what was done."""
        at = datetime.now(UTC)
        row = {"command": command, "counts": json.dumps(dict(counts), sort_keys=True)}
        with self._write() as connection:
            nth = connection.execute(select(func.count()).select_from(t.runs)).scalar_one() + 1
            row["id"] = content_id("run", [nth, stamp(at), command])
            self._insert(connection, t.runs, [row], by, at)
        return Run(id=row["id"], command=command, by=by or self._by, at=at, counts=dict(counts))

    def _insert(
        self,
        connection: Connection,
        table: Table,
        rows: list[dict[str, Any]],
        by: str | None,
        at: datetime | None = None,
    ) -> None:
        if rows:
            common = {"rev": 1, "valid_from": stamp(at or datetime.now(UTC)), "by": by or self._by}
            connection.execute(insert(table), [common | row for row in rows])

    def _insert_read(
        self, connection: Connection, table: Table, extraction: str, rows: list[dict[str, Any]], by: str
    ) -> None:
        ids = [row["id"] for row in rows]
        no_twins(ids, table.name)
        revisions = next_revisions(connection, table, ids)
        for row in rows:
            row |= {"extraction": extraction, "rev": revisions[row["id"]]}
        self._insert(connection, table, rows, by)

    # reading

    def reports(self, as_of: datetime | None = None, *, with_lists: bool = False) -> tuple[Report, ...]:
        """Every report in its newest revision."""
        return self._records(Report, queries.current_reports(as_of, with_lists=with_lists))

    def report(self, id: str, as_of: datetime | None = None) -> Report:
        """One report by its id or the unique beginning of it."""
        with self._read() as connection:
            return self._report_at(connection, the_report_id(connection, id), as_of)[1]

    def raw(self, id: str) -> bytes:
        """The bytes as received, checked against their SHA-256."""
        with self._read() as connection:
            full = the_report_id(connection, id)
            query = select(t.blobs.c.encoding, t.blobs.c.data).where(t.blobs.c.id == full)
            encoding, data = connection.execute(query).one()
        raw = unpacked(full, encoding, data)
        if report_id(raw) != full:
            raise LedgerError(f"the bytes of {full} were changed", hint="restore a backup")
        return raw

    def claims(
        self, report: str | None = None, as_of: datetime | None = None, *, history: bool = False
    ) -> tuple[Claim, ...]:
        """Claims of the newest reading of each report, or of every reading."""
        return self._records(Claim, queries.readings(t.claims, report=report, as_of=as_of, history=history))

    def claim(self, id: str) -> Claim:
        """One claim by its id or the unique beginning of it."""
        with self._read() as connection:
            full = the_id(connection, t.claims, id)
            query = queries.current(t.claims, t.claims.c.record).where(t.claims.c.id == full)
            return decode(Claim, connection.execute(query).scalar_one())

    def extractions(self, report: str | None = None) -> tuple[Extracted, ...]:
        """Which readings there are, by report and time."""
        query = select(t.extractions).order_by(t.extractions.c.report, t.extractions.c.seq)
        if report is not None:
            query = query.where(t.extractions.c.report == report)
        with self._read() as connection:
            return tuple(
                Extracted(
                    id=row.id,
                    report=row.report,
                    by=row.by,
                    profile=row.profile,
                    seq=row.seq,
                    at=moment(row.valid_from),
                    n_claims=row.n_claims,
                )
                for row in connection.execute(query)
            )

    def people(self, as_of: datetime | None = None) -> tuple[PersonRecord, ...]:
        """The person records of the newest reading of each report."""
        return self._records(PersonRecord, queries.readings(t.people, as_of=as_of))

    def lists(self, as_of: datetime | None = None) -> tuple[NameList, ...]:
        """The lists of named people, each in the version that stands."""
        return self._records(NameList, queries.current_lists(as_of))

    def judgements(self, kind: JudgementKind | None = None, as_of: datetime | None = None) -> tuple[Judgement, ...]:
        """Judgements, oldest first."""
        return self._records(Judgement, queries.judgements_until(kind.value if kind else None, as_of))

    def control_areas(self, on: date | None = None, as_of: datetime | None = None) -> tuple[ControlArea, ...]:
        """Every area, or those that held on a day."""
        areas = self._records(ControlArea, queries.current_areas(as_of))
        return areas if on is None else areas_on(areas, on)

    def runs(self) -> tuple[Run, ...]:
        """What was done, oldest first."""
        with self._read() as connection:
            return tuple(
                Run(
                    id=row.id,
                    command=row.command,
                    by=row.by,
                    at=moment(row.valid_from),
                    counts=json.loads(row.counts),
                )
                for row in connection.execute(select(t.runs).order_by(t.runs.c.valid_from, t.runs.c.id))
            )

    def unread(self, by: str, *, profile: str | None = None) -> tuple[str, ...]:
        """Reports, stubs apart, that this reader has not read in their newest revision."""
        with self._read() as connection:
            return tuple(connection.execute(queries.unread_reports(by, profile)).scalars())

    def counts(self) -> dict[str, int]:
        """How many there are, as they stand now."""
        stubs = queries.current(t.reports, t.reports.c.id).where(t.reports.c.stub.is_not(None))
        wanted = {
            "reports": queries.newest(t.reports),
            "stubs": stubs.subquery(),
            "extractions": t.extractions,
            "claims": queries.readings(t.claims).subquery(),
            "people": queries.readings(t.people).subquery(),
            "lists": queries.newest(t.lists),
            "judgements": t.judgements,
            "control_areas": queries.newest(t.control_areas),
            "runs": t.runs,
        }
        with self._read() as connection:
            return {
                name: connection.execute(select(func.count()).select_from(rows)).scalar_one()
                for name, rows in wanted.items()
            }

    def verify(self) -> list[Problem]:
        """Check the file, every hash, every quote and every link."""
        with self._read() as connection:
            return problems(connection, self._path)

    def backup(self, path: Path) -> None:
        """Copy the ledger to a new file with SQLite's online backup."""
        if path.exists():
            raise LedgerError(f"{path} exists", hint="name a new file: a backup overwrites nothing")
        part = path.with_name(path.name + ".part")
        try:
            with self._connect() as connection:
                source = connection.connection.driver_connection
                assert isinstance(source, sqlite3.Connection)
                target = sqlite3.connect(part)
                try:
                    source.backup(target)
                finally:
                    target.close()
            part.rename(path)
        except (OSError, sqlite3.Error, DBAPIError) as error:
            raise LedgerError(f"{path} cannot be written: {error}", hint="check the folder and the disk") from error
        finally:
            part.unlink(missing_ok=True)

    def _records(self, kind: type[Record], query: Select[Any]) -> tuple[Record, ...]:
        with self._read() as connection:
            return tuple(decode(kind, text) for text in connection.execute(query).scalars())

    def _report_at(self, connection: Connection, id: str, as_of: datetime | None = None) -> tuple[int, Report]:
        query = queries.current(t.reports, t.reports.c.rev, t.reports.c.record, as_of=as_of).where(
            t.reports.c.id == id
        )
        row = connection.execute(query).one_or_none()
        if row is None:
            raise NotFoundError(f"report {id} is not in the ledger", hint="archive it first: cenotaph archive")
        return row.rev, decode(Report, row.record)
