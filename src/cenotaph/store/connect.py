"""Opening the SQLite file: what is refused before any query, how transactions begin, and errors in words."""

from __future__ import annotations

import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from cenotaph.errors import AppendOnlyError, CenotaphError, LedgerError, NotFoundError
from cenotaph.store.append_only import MARK

__all__ = ["WRITE", "check_file", "connect", "in_words", "use_wal"]

WRITE = {"ledger_write": True}
"""Execution options of a connection that will write: it takes SQLite's write lock at once."""

_BETWEEN_TRIES = 0.02  # seconds; the longest that SQLite's own busy handler sleeps is 0.1

_HEADER = b"SQLite format 3\x00"


def check_file(path: Path, *, create: bool) -> None:
    """Raise NotFoundError or LedgerError when there is no ledger to open at ``path``."""
    try:
        there = path.exists()
    except OSError as error:
        raise LedgerError(f"{path} cannot be opened: {error.strerror}", hint="choose another path") from error
    if not there:
        _check_new(path, create=create)
        return
    if not path.is_file():
        raise LedgerError(f"{path} is not a file", hint="give the path of the ledger's file")
    _check_existing(path, create=create)


def _check_new(path: Path, *, create: bool) -> None:
    if not create:
        raise NotFoundError(f"there is no ledger at {path}", hint="make one with: cenotaph init")
    if not path.parent.is_dir():
        raise NotFoundError(f"the folder {path.parent} does not exist", hint="make the folder first")


def _check_existing(path: Path, *, create: bool) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(len(_HEADER))
    except OSError as error:
        raise LedgerError(f"{path} cannot be read: {error.strerror}", hint="check its permissions") from error
    if not head and not create:
        raise LedgerError(f"{path} is empty", hint="make a ledger with: cenotaph init")
    if head and head != _HEADER:
        raise LedgerError(f"{path} is not a ledger", hint="give another path, or make one with: cenotaph init")
    # the owner's wish counts even for a user who could write regardless
    if not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        raise LedgerError(f"{path} is read-only", hint="copy it to a place where you may write")


def connect(path: Path, *, busy_seconds: float) -> Engine:
    """An engine on the file, with foreign keys, and transactions that we begin ourselves."""
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=str(path)), connect_args={"timeout": busy_seconds}
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    # the driver must not begin transactions on its own: it would begin them too late to hold the lock
    connection.isolation_level = None
    for pragma in ("synchronous = NORMAL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def use_wal(engine: Engine, *, busy_seconds: float) -> None:
    """Let readers and a writer work side by side (kept in the file); only for a file known to be a ledger.

    SQLite's own waiting does not cover this switch: beside a transaction that is about to write it fails at
    once, for fear of a deadlock. Here nothing is held while waiting, so waiting is safe. Raises
    sqlite3.OperationalError when the file is still busy after ``busy_seconds``.
    """
    give_up = time.monotonic() + busy_seconds
    connection = engine.raw_connection()
    try:
        while True:
            try:
                connection.cursor().execute("PRAGMA journal_mode = WAL").close()
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                    raise
            time.sleep(_BETWEEN_TRIES)
    finally:
        connection.close()


def _begin(connection: Connection) -> None:
    write = connection.get_execution_options().get("ledger_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


_SAYINGS = (
    ("locked", "is in use by another program", "wait until it has finished, then try again"),
    ("busy", "is in use by another program", "wait until it has finished, then try again"),
    ("readonly", "is read-only", "copy it to a place where you may write"),
    ("not a database", "is not a ledger", "give another path, or make one with: cenotaph init"),
    ("malformed", "is damaged", "restore a backup"),
    ("disk I/O error", "cannot be read or written", "check the disk; restore a backup if it is damaged"),
    ("full", "does not fit on the disk", "free some space, then run the command again"),
    ("unable to open", "cannot be opened", "check the path and its permissions"),
)


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turn the database's errors into LedgerError, one line each with a hint."""
    try:
        yield
    except DBAPIError as error:
        raise _translated(path, str(error.orig)) from error
    except sqlite3.Error as error:
        raise _translated(path, str(error)) from error


def _translated(path: Path, message: str) -> CenotaphError:
    if MARK in message:
        return AppendOnlyError(message, hint="a correction is a new revision, an undoing a new judgement")
    if "FOREIGN KEY" in message:
        return LedgerError(
            "a row refers to something that the ledger does not have", hint="add what it refers to first"
        )
    for sign, saying, hint in _SAYINGS:
        if sign in message:
            return LedgerError(f"{path} {saying}", hint=hint)
    return LedgerError(f"{path}: {message}", hint="run: cenotaph verify")
