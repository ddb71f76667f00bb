"""Bringing a ledger up to the tables that this code knows; a newer one is refused, never guessed at."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine

from cenotaph.errors import LedgerError
from cenotaph.store.connect import WRITE
from cenotaph.store.schema import APPLICATION_ID, HEAD

__all__ = ["migrate", "upgrade", "version"]

_FOLDER = Path(__file__).parent / "migrations"


def migrate(engine: Engine, path: Path, *, create: bool) -> None:
    """Create the tables in an empty file (with ``create``), or upgrade an older ledger, in one transaction.

    Raises LedgerError for a newer ledger and for another program's database.
    """
    with engine.connect() as connection, connection.begin():
        found = _known(connection, path, create=create)
    if found == HEAD:
        return
    with engine.connect().execution_options(**WRITE) as connection, connection.begin():
        # another process may have been quicker
        if _known(connection, path, create=create) != HEAD:
            upgrade(connection, HEAD)


def version(connection: Connection) -> str | None:
    """The ledger's migration, None for a file without tables; "" for another program's database."""
    tables = {row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return None
    if connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION_ID:
        return ""
    if "alembic_version" not in tables:
        return ""
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() or "")


def _known(connection: Connection, path: Path, *, create: bool) -> str | None:
    found = version(connection)
    if found is None and not create:
        raise LedgerError(f"{path} is empty", hint="make a ledger with: cenotaph init")
    if found == "":
        raise LedgerError(f"{path} is another program's database", hint="give another path for the ledger")
    if found is not None and found > HEAD:
        raise LedgerError(
            f"{path} was written by a newer Cenotaph (tables {found}, this one knows {HEAD})",
            hint="install the newer version",
        )
    return found


def upgrade(connection: Connection, revision: str) -> None:
    """Run the migrations up to ``revision`` on a connection that is inside a transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    command.upgrade(config, revision)
