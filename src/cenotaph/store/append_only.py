"""The triggers that refuse to change or delete a row. Migrations call this: add to it, never alter it."""

from __future__ import annotations

__all__ = ["MARK", "trigger_names", "triggers"]

MARK = "append-only"
"""Every refusal begins with this word; it is how a refusal is told from other failures."""


def trigger_names(table: str) -> tuple[str, ...]:
    """The names of a table's triggers."""
    return tuple(f"{table}_{what}" for what in ("no_update", "no_delete", "no_replace"))


def triggers(table: str, *unique: tuple[str, ...]) -> tuple[str, ...]:
    """SQLite DDL for one table; ``unique`` are its unique columns besides (id, rev).

    The third is needed because ``INSERT OR REPLACE`` deletes the old row without firing delete triggers.
    """
    update, delete, replace = trigger_names(table)
    taken = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} WHERE {' AND '.join(f'{name} = NEW.{name}' for name in columns)})"
        for columns in (("id", "rev"), ("rowid",), *unique)
    )
    return (
        f"CREATE TRIGGER {update} BEFORE UPDATE ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{MARK}: a row of {table} cannot be changed'); END",
        f"CREATE TRIGGER {delete} BEFORE DELETE ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{MARK}: a row of {table} cannot be deleted'); END",
        f"CREATE TRIGGER {replace} BEFORE INSERT ON {table} "
        f"WHEN {taken} "
        f"BEGIN SELECT RAISE(ABORT, '{MARK}: a row of {table} cannot be replaced'); END",
    )
