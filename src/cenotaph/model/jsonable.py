"""Records as plain JSON values (the Claim form of DESIGN.md: an empty single field is null)."""

from __future__ import annotations

import dataclasses
from datetime import date
from enum import Enum
from typing import Any

__all__ = ["to_dict", "to_shown"]

_NULL_WHEN_EMPTY = {"attributed_to"}
# what most fields hold: known by their type at once, since lists have millions of them
_AS_THEY_ARE = (str, int, float, bool, type(None))


def to_dict(record: Any) -> Any:
    """A record, or a tuple, list or dict of them, as JSON-ready dicts, lists, strings and numbers.

    Dates become ISO 8601 strings, enumerations their codes, and tuples lists.
    """
    kind = type(record)
    if kind in _AS_THEY_ARE:
        return record
    names = _names(kind)
    if names is not None:
        out: dict[str, Any] = {}
        for name in names:
            value = to_dict(getattr(record, name))
            out[name] = None if value == [] and name in _NULL_WHEN_EMPTY else value
        return out
    if isinstance(record, Enum):
        return record.value
    if isinstance(record, date):
        return record.isoformat()
    if isinstance(record, dict):
        return {str(key): to_dict(value) for key, value in record.items()}
    if isinstance(record, (list, tuple)):
        return [to_dict(value) for value in record]
    return record


_known: dict[type, tuple[str, ...] | None] = {}


def _names(kind: type) -> tuple[str, ...] | None:
    """The fields of a dataclass; None for any other type."""
    if kind not in _known:
        fields = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else None
        _known[kind] = None if fields is None else tuple(item.name for item in fields)
    return _known[kind]


def to_shown(record: Any) -> Any:
    """The same for whatever leaves the ledger: an informant who is not public is null, at any depth."""
    values = to_dict(record)
    _hide_informants(values)
    return values


def _hide_informants(values: Any) -> None:
    if isinstance(values, dict):
        if values.get("informant_sensitivity", "public") != "public":
            values["informant"] = None
        for value in values.values():
            _hide_informants(value)
    elif isinstance(values, list):
        for value in values:
            _hide_informants(value)
