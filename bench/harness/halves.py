"""The two halves of a development set: one that rule writers may read, one known by its figures only."""

from __future__ import annotations

from enum import StrEnum
from hashlib import sha256

__all__ = ["Half", "half_of"]


class Half(StrEnum):
    """``read`` is development material; ``unread`` is not looked at while rules are written."""

    READ = "read"
    UNREAD = "unread"


def half_of(name: str) -> Half:
    """The half of the row ``name`` (of an incident: the incident's id): by the last bit of its SHA-256.

    It depends on nothing but the id, so rows added later do not move the others.
    """
    return Half.READ if sha256(name.encode()).digest()[-1] % 2 == 0 else Half.UNREAD
