"""Records to canonical JSON text and back, equal to what went in."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from pydantic import TypeAdapter

from cenotaph.errors import LedgerError, RecordError
from cenotaph.model import Anchor, to_dict

__all__ = ["anchors_in", "day", "decode", "encode", "moment", "stamp"]

Record = TypeVar("Record")


def encode(record: object) -> str:
    """A record as JSON with sorted keys; RecordError for text that no file can hold, or a number that is none."""
    try:
        text = json.dumps(to_dict(record), ensure_ascii=False, sort_keys=True, allow_nan=False)
        text.encode()
    except ValueError as error:
        raise RecordError(
            f"{type(record).__name__} cannot be stored: {error}",
            hint="text must be valid Unicode, numbers finite",
        ) from error
    return text


def decode(kind: type[Record], text: str) -> Record:
    """The record that :func:`encode` wrote; LedgerError when the stored text is not one."""
    try:
        values = json.loads(text)
        if isinstance(values, dict):
            _empty_for_null(values)
        record: Record = _adapter(kind).validate_python(values)
    except ValueError as error:
        first = str(error).splitlines()[0]
        message = f"a stored {kind.__name__} cannot be read: {first}"
        raise LedgerError(message, hint="run: cenotaph verify") from error
    return record


def anchors_in(text: str) -> tuple[Anchor, ...]:
    """The quotes of a stored record, without reading the whole of it; LedgerError."""
    try:
        return tuple(Anchor(**anchor) for anchor in json.loads(text)["anchors"])
    except (ValueError, KeyError, TypeError) as error:
        message = f"the quotes of a stored record cannot be read: {error}"
        raise LedgerError(message, hint="restore a backup") from error


def _empty_for_null(values: dict[str, Any]) -> None:
    # DESIGN.md writes an empty attributed_to as null
    if "attributed_to" in values and values["attributed_to"] is None:
        values["attributed_to"] = []


_adapters: dict[type, TypeAdapter[Any]] = {}


def _adapter(kind: type) -> TypeAdapter[Any]:
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


def stamp(at: datetime) -> str:
    """A moment as UTC text of fixed width, so that text order is time order; RecordError without a time zone."""
    if at.tzinfo is None:
        raise RecordError(f"{at.isoformat()} has no time zone", hint="use datetime.now(UTC)")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def moment(text: str) -> datetime:
    """The moment that :func:`stamp` wrote."""
    return datetime.fromisoformat(text)


def day(value: date | None) -> str | None:
    """A day as ISO 8601 text, or None."""
    return None if value is None else value.isoformat()
