"""The tables of the ledger, for queries; the migrations build them (a test holds the two together).

Every row has ``id``, ``rev``, ``valid_from`` (when we believed it: UTC, ISO 8601, so that text sorts as
time) and ``by``. ``record`` is the whole record as JSON; the other columns are what is queried.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.schema import SchemaItem

__all__ = [
    "APPLICATION_ID",
    "HEAD",
    "blobs",
    "claims",
    "control_areas",
    "extractions",
    "judgements",
    "lists",
    "metadata",
    "people",
    "reports",
    "runs",
]

APPLICATION_ID = 0x43454E4F
"""SQLite's ``application_id`` of a ledger: the letters CENO."""

HEAD = "0002"
"""The newest migration; a test compares it with the migrations folder."""

metadata = MetaData()


def _table(name: str, *items: SchemaItem) -> Table:
    return Table(
        name,
        metadata,
        Column("id", Text, nullable=False),
        Column("rev", Integer, nullable=False),
        Column("valid_from", Text, nullable=False),
        Column("by", Text, nullable=False),
        *items,
        PrimaryKeyConstraint("id", "rev", name=f"pk_{name}"),
    )


def _text(name: str, *, nullable: bool = False) -> Column[str]:
    return Column(name, Text, nullable=nullable)


def _integer(name: str, *, nullable: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=nullable)


blobs = _table(
    "blobs",
    _text("encoding"),
    _integer("size"),
    Column("data", LargeBinary, nullable=False),
    UniqueConstraint("id", name="uq_blobs_id"),
)

reports = _table(
    "reports",
    _text("published", nullable=True),
    _text("publisher", nullable=True),
    _text("language", nullable=True),
    _text("url", nullable=True),
    _text("stub", nullable=True),
    _text("record"),
    ForeignKeyConstraint(["id"], ["blobs.id"], name="fk_reports_blob"),
)

extractions = _table(
    "extractions",
    _text("report"),
    _integer("report_rev"),
    _text("profile"),
    _integer("seq"),
    _integer("n_claims"),
    ForeignKeyConstraint(["report", "report_rev"], ["reports.id", "reports.rev"], name="fk_extractions_report"),
    UniqueConstraint("id", "report", name="uq_extractions_id_report"),
    UniqueConstraint("report", "seq", name="uq_extractions_report_seq"),
)

claims = _table(
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
    ForeignKeyConstraint(
        ["extraction", "report"], ["extractions.id", "extractions.report"], name="fk_claims_extraction"
    ),
    Index("ix_claims_extraction", "extraction"),
)

people = _table(
    "people",
    _text("extraction"),
    _text("report"),
    _integer("start"),
    _text("name"),
    _text("fate"),
    _text("record"),
    ForeignKeyConstraint(
        ["extraction", "report"], ["extractions.id", "extractions.report"], name="fk_people_extraction"
    ),
    Index("ix_people_extraction", "extraction"),
)

lists = _table(
    "lists",
    _text("name"),
    _text("report"),
    _text("extraction"),
    _integer("n_people"),
    _text("record"),
    ForeignKeyConstraint(
        ["extraction", "report"], ["extractions.id", "extractions.report"], name="fk_lists_extraction"
    ),
)

judgements = _table(
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
    UniqueConstraint("id", name="uq_judgements_id"),
    ForeignKeyConstraint(
        ["reverses"],
        ["judgements.id"],
        name="fk_judgements_reverses",
        deferrable=True,
        initially="DEFERRED",
    ),
    Index("ix_judgements_about", "about"),
)

control_areas = _table(
    "control_areas",
    _text("name"),
    _text("holder"),
    _text("source"),
    _text("as_of"),
    _text("record"),
)

runs = _table("runs", _text("command"), _text("counts"))
