"""The first ledger: reports and their bytes, readings, claims, people, judgements, control areas, runs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from cenotaph.store.append_only import triggers

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _row(table: str, *items: sa.schema.SchemaItem, unique: tuple[tuple[str, ...], ...] = ()) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("rev", sa.Integer, nullable=False),
        sa.Column("valid_from", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        *items,
        sa.PrimaryKeyConstraint("id", "rev", name=f"pk_{table}"),
    )
    for trigger in triggers(table, *unique):
        op.execute(trigger)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)


def _integer(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=nullable)


def upgrade() -> None:
    """Create every table with its append-only triggers."""
    _said()
    _judged()


def _said() -> None:
    _row(
        "blobs",
        _text("encoding"),
        _integer("size"),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("id", name="uq_blobs_id"),
        unique=(("id",),),
    )
    _row(
        "reports",
        _text("published", nullable=True),
        _text("publisher", nullable=True),
        _text("language", nullable=True),
        _text("url", nullable=True),
        _text("stub", nullable=True),
        _text("record"),
        sa.ForeignKeyConstraint(["id"], ["blobs.id"], name="fk_reports_blob"),
    )
    _row(
        "extractions",
        _text("report"),
        _integer("report_rev"),
        _text("profile"),
        _integer("seq"),
        _integer("n_claims"),
        sa.ForeignKeyConstraint(
            ["report", "report_rev"], ["reports.id", "reports.rev"], name="fk_extractions_report"
        ),
        sa.UniqueConstraint("id", "report", name="uq_extractions_id_report"),
        sa.UniqueConstraint("report", "seq", name="uq_extractions_report_seq"),
        unique=(("id",), ("report", "seq")),
    )
    _row(
        "claims",
        _text("extraction"),
        _text("report"),
        _integer("start"),
        _text("speaker"),
        _text("measure"),
        _integer("low", nullable=True),
        _integer("best", nullable=True),
        _integer("high", nullable=True),
        _text("stance"),
        _text("scope"),
        _text("earliest", nullable=True),
        _text("latest", nullable=True),
        _text("place", nullable=True),
        _text("record"),
        sa.ForeignKeyConstraint(
            ["extraction", "report"], ["extractions.id", "extractions.report"], name="fk_claims_extraction"
        ),
    )
    op.create_index("ix_claims_extraction", "claims", ["extraction"])
    _row(
        "people",
        _text("extraction"),
        _text("report"),
        _integer("start"),
        _text("name"),
        _text("fate"),
        _text("record"),
        sa.ForeignKeyConstraint(
            ["extraction", "report"], ["extractions.id", "extractions.report"], name="fk_people_extraction"
        ),
    )
    op.create_index("ix_people_extraction", "people", ["extraction"])


def _judged() -> None:
    _row(
        "judgements",
        _text("kind"),
        _text("about_kind"),
        _text("about"),
        _text("other_kind", nullable=True),
        _text("other", nullable=True),
        _text("verdict"),
        _text("at"),
        _text("reverses", nullable=True),
        _text("record"),
        sa.UniqueConstraint("id", name="uq_judgements_id"),
        sa.ForeignKeyConstraint(
            ["reverses"],
            ["judgements.id"],
            name="fk_judgements_reverses",
            deferrable=True,
            initially="DEFERRED",
        ),
        unique=(("id",),),
    )
    op.create_index("ix_judgements_about", "judgements", ["about"])
    _row(
        "control_areas",
        _text("name"),
        _text("holder"),
        _text("source"),
        _text("as_of"),
        _text("record"),
    )
    _row("runs", _text("command"), _text("counts"))
