"""${message}."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from cenotaph.store.append_only import triggers

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What changes; a new table gets its triggers here."""
    ${upgrades if upgrades else "pass"}
