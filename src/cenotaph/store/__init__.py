"""The ledger: an append-only record of what was said (reports, claims) and what was judged."""

from __future__ import annotations

import os
from pathlib import Path

from cenotaph.errors import LedgerError, UsageError
from cenotaph.store.base import DEFAULT_PROFILE, Extracted, Ledger, ListChange, Problem, Run

__all__ = ["DEFAULT_PROFILE", "Extracted", "Ledger", "ListChange", "Problem", "Run", "open_ledger"]

_DEFAULT_PATH = "cenotaph.db"


def open_ledger(address: str | Path | None = None, *, create: bool = False) -> Ledger:
    """Open the ledger at a path (SQLite), by default ``$CENOTAPH_LEDGER`` or ``./cenotaph.db``.

    An older ledger is brought up to date on the way. Raises NotFoundError when there is none and ``create``
    is False, and LedgerError when the file is not a ledger, is damaged, or was written by a newer Cenotaph.
    """
    if address is None:
        address = os.environ.get("CENOTAPH_LEDGER") or _DEFAULT_PATH
    if isinstance(address, str):
        address = _path_of(address)
    from cenotaph.store.sql import SqlLedger

    return SqlLedger(address, create=create)


def _path_of(address: str) -> Path:
    scheme, separator, rest = address.partition("://")
    if not address.strip():
        raise UsageError("the ledger's address is empty", hint="give a path, for example cenotaph.db")
    if not separator:
        return Path(address)
    if scheme.partition("+")[0] in ("postgresql", "postgres"):
        raise LedgerError("PostgreSQL ledgers are not there yet", hint="give a path: the ledger is then SQLite")
    if scheme == "sqlite":
        # sqlite:///relative/path and sqlite:////absolute/path, as everywhere else
        return Path(rest.removeprefix("/"))
    raise UsageError(f"no ledger speaks {scheme}://", hint="give a path, for example cenotaph.db")
