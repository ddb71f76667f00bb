"""What every ledger offers: append, read back as of a moment, and prove itself whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, runtime_checkable

from cenotaph.model import Claim, ControlArea, Judgement, JudgementKind, NameList, PersonRecord, Report

__all__ = ["DEFAULT_PROFILE", "Extracted", "Ledger", "ListChange", "Problem", "Run"]

DEFAULT_PROFILE = "cenotaph-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that :meth:`Ledger.verify` found wrong: ``kind`` of row, its ``id``, and what is wrong."""

    kind: str
    id: str
    what: str

    def __str__(self) -> str:
        return f"{self.kind} {self.id}: {self.what}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """One reading of one report; ``seq`` counts the readings of that report from 1."""

    id: str
    report: str
    by: str
    profile: str
    seq: int
    at: datetime
    n_claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What was done to the ledger, when, by whom, and how much it came to."""

    id: str
    command: str
    by: str
    at: datetime
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListChange:
    """What a new version of a list brought: how many records are new or the same, and (id, name) of the others."""

    added: int = 0
    same: int = 0
    changed: tuple[tuple[str, str], ...] = ()
    gone: tuple[tuple[str, str], ...] = ()


@runtime_checkable
class Ledger(Protocol):
    """An append-only store of reports, claims, people, judgements and areas of control.

    Nothing is overwritten (rule R1 of the data dictionary): a correction is a new revision, and readers
    return the newest one. ``as_of`` (a datetime with a time zone) answers with what was recorded by then.
    Rows come in the order (published, id), undated reports last. Errors are :class:`LedgerError`,
    :class:`NotFoundError`, :class:`AppendOnlyError`, and :class:`RecordError` for a record that is wrong.
    """

    @property
    def path(self) -> Path:
        """The file of the ledger."""
        ...

    def add_report(self, report: Report, raw: bytes, *, by: str | None = None) -> bool:
        """Archive a report and its bytes in one transaction; False when these bytes are already there.

        Raises RecordError unless ``report.id`` is the SHA-256 of ``raw``.
        """
        ...

    def correct_report(self, report: Report, *, by: str | None = None) -> bool:
        """Record corrected metadata as a new revision; False when nothing differs.

        The text stands as archived (claims point into it): RecordError if it differs.
        """
        ...

    def add_extraction(
        self, report_id: str, by: str, claims: Sequence[Claim], *, profile: str = DEFAULT_PROFILE
    ) -> bool:
        """Store one reading of a report, all of it or nothing; False when this reader has read it already.

        Raises SpanError when a quote is not the text at its offsets.
        """
        ...

    def add_list(
        self, named: NameList, report: Report, raw: bytes, people: Iterable[PersonRecord], *, by: str | None = None
    ) -> ListChange | None:
        """Store one version of a list with its file and its records, all of it or nothing; None when it stands.

        The version before stays as history. ``people`` is gone through once, in batches. Raises RecordError when
        the bytes are archived with another text, or a record is of another list; SpanError for a wrong quote.
        """
        ...

    def add_judgements(self, judgements: Iterable[Judgement]) -> int:
        """Store judgements; those whose id is there already are passed over. Returns how many were new."""
        ...

    def add_control_areas(self, areas: Iterable[ControlArea], *, by: str | None = None) -> int:
        """Store areas; an area that changed is a new revision. Returns how many rows were written."""
        ...

    def add_run(self, command: str, counts: Mapping[str, int], *, by: str | None = None) -> Run:
        """Note what was done and how much it came to."""
        ...

    def reports(self, as_of: datetime | None = None, *, with_lists: bool = False) -> tuple[Report, ...]:
        """Every report in its newest revision; files of lists, which make no claims, only ``with_lists``."""
        ...

    def report(self, id: str, as_of: datetime | None = None) -> Report:
        """One report by its id or the unique beginning of it (``sha256:`` may be left out)."""
        ...

    def raw(self, id: str) -> bytes:
        """The bytes as received; LedgerError unless they still have their SHA-256."""
        ...

    def claims(
        self, report: str | None = None, as_of: datetime | None = None, *, history: bool = False
    ) -> tuple[Claim, ...]:
        """Claims of the newest reading of each report (of every reading, oldest first, with ``history``)."""
        ...

    def claim(self, id: str) -> Claim:
        """One claim by its id or the unique beginning of it, also one that only an older reading has."""
        ...

    def extractions(self, report: str | None = None) -> tuple[Extracted, ...]:
        """Which readings there are."""
        ...

    def people(self, as_of: datetime | None = None) -> tuple[PersonRecord, ...]:
        """The person records of the newest reading of each report, and of the version of each list that stands."""
        ...

    def judgements(self, kind: JudgementKind | None = None, as_of: datetime | None = None) -> tuple[Judgement, ...]:
        """Judgements, oldest first; also those that a later one reverses."""
        ...

    def lists(self, as_of: datetime | None = None) -> tuple[NameList, ...]:
        """The lists of named people, each in the version that stands, by name."""
        ...

    def control_areas(self, on: date | None = None, as_of: datetime | None = None) -> tuple[ControlArea, ...]:
        """Every area, or those that held on a day (see ``places.areas_on``)."""
        ...

    def runs(self) -> tuple[Run, ...]:
        """What was done, oldest first."""
        ...

    def unread(self, by: str, *, profile: str | None = None) -> tuple[str, ...]:
        """Ids of reports (stubs apart) that this reader has not read in their newest revision."""
        ...

    def counts(self) -> dict[str, int]:
        """How many there are of each kind of row, as they stand now."""
        ...

    def verify(self) -> list[Problem]:
        """Check every hash, every quote and every link; an empty list means that the ledger is whole."""
        ...

    def backup(self, path: Path) -> None:
        """Copy the ledger to a new file while it stays in use; LedgerError when the file exists."""
        ...

    def close(self) -> None:
        """Let go of the file; calling it again does nothing."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
