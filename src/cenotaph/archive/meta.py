"""What is known about a document apart from its bytes: options, and rows of ``sources.csv``."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime

from cenotaph.archive.dates import published_day
from cenotaph.errors import UsageError
from cenotaph.model import ItemKind

__all__ = ["Meta", "as_day"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """Facts given from outside about one document; None is "not given" and leaves it to the page.

    ``name`` is the file's name, ``media_type`` forces the reader ("text/html", "text/plain"),
    ``charset`` forces the decoding, whatever the bytes look like. ``notes`` go to ``Report.notes``.
    """

    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    title: str | None = None
    kind: ItemKind | None = None
    language: str | None = None
    author: str | None = None
    name: str | None = None
    media_type: str | None = None
    charset: str | None = None
    retrieved_at: datetime | None = None
    notes: tuple[str, ...] = ()

    def over(self, other: Meta) -> Meta:
        """This one's facts, and the other's where this one has none; notes of both."""
        chosen = {}
        for field in fields(self):
            mine = getattr(self, field.name)
            chosen[field.name] = getattr(other, field.name) if mine is None else mine
        chosen["notes"] = other.notes + self.notes
        return Meta(**chosen)


def as_day(value: date | str | None) -> date | None:
    """A date from an option or a table cell; raises UsageError if the words are not one day."""
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    if not value.strip():
        return None
    day = published_day(value)
    if day is None:
        raise UsageError(f"publication date {value!r} is not a day", hint="write YYYY-MM-DD")
    return day
