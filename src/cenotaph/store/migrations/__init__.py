"""Alembic migrations: one numbered file a change, never edited once released."""
