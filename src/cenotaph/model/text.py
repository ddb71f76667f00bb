"""Reports and spans into them. Offsets are Unicode code points, half-open, into ``Report.text``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cenotaph.errors import RecordError, SpanError
from cenotaph.model.enums import ItemKind, Sensitivity

__all__ = ["Anchor", "FieldSpan", "Report"]


def _check_span(start: int, end: int) -> None:
    if not 0 <= start < end:
        raise SpanError(f"span {start}:{end} is empty or negative", hint="spans are half-open, start < end")


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A verbatim quote and where it stands; raises SpanError if the lengths cannot match."""

    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        _check_span(self.start, self.end)
        if self.end - self.start != len(self.quote):
            raise SpanError(
                f"quote of {len(self.quote)} characters at {self.start}:{self.end}",
                hint="count Unicode code points, not bytes",
            )

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Anchor:
        """The anchor for ``text[start:end]``."""
        return cls(start=start, end=end, quote=text[start:end])


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpan:
    """Where in the report one field of a claim was read (``field`` is the claim's field name)."""

    field: str
    start: int
    end: int

    def __post_init__(self) -> None:
        _check_span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """An archived document: its clean text, and the SHA-256 of the bytes it came from.

    ``id`` is ``sha256:<hex>`` of the raw bytes. ``published`` is None when nobody says (never guessed).
    ``stub`` gives the reason why the text is not an article (a cookie page, an empty body); a stub is
    archived and shown, and never read for claims. ``notes`` say in words what archiving had to do
    (for example that a declared charset was wrong).
    """

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    published: date | None = None
    language: str | None = None
    kind: ItemKind = ItemKind.NEWS
    media_type: str = "text/plain"
    charset: str | None = None
    size_bytes: int = 0
    source_name: str | None = None
    retrieved_at: datetime | None = None
    tool: str = ""
    stub: str | None = None
    notes: tuple[str, ...] = ()
    sensitivity: Sensitivity = Sensitivity.PUBLIC

    def __post_init__(self) -> None:
        algorithm, _, digest = self.id.partition(":")
        if algorithm != "sha256" or len(digest) != 64:
            raise RecordError(f"report id {self.id!r} is not sha256:<64 hex digits>", hint="use report_id(raw)")
        if self.retrieved_at is not None and self.retrieved_at.tzinfo is None:
            raise RecordError("retrieved_at has no time zone", hint="use datetime.now(UTC)")

    @property
    def sha256(self) -> str:
        """The hex digest alone."""
        return self.id.removeprefix("sha256:")

    def check(self, anchor: Anchor) -> None:
        """Raise SpanError unless ``text[start:end] == quote``."""
        if self.text[anchor.start : anchor.end] != anchor.quote:
            raise SpanError(
                f"{anchor.quote[:40]!r} does not stand at {anchor.start}:{anchor.end}",
                hint="anchors are into the archived clean text, not the raw bytes",
            )
