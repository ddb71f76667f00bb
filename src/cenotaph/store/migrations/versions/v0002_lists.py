"""Lists of named people: which version of a list stands, and the reading that holds its records."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from cenotaph.store.append_only import triggers

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table ``lists`` with its append-only triggers."""
    op.create_table(
        "lists",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("rev", sa.Integer, nullable=False),
        sa.Column("valid_from", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("extraction", sa.Text, nullable=False),
        sa.Column("n_people", sa.Integer, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", "rev", name="pk_lists"),
        sa.ForeignKeyConstraint(
            ["extraction", "report"], ["extractions.id", "extractions.report"], name="fk_lists_extraction"
        ),
    )
    for trigger in triggers("lists"):
        op.execute(trigger)
