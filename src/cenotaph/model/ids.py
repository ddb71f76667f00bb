"""Identifiers made from content, so that the same input always yields the same record."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

__all__ = ["content_id", "report_id"]

_SEPARATOR = "\x1f"
_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
# base32 two letters at a time: a million ids are made in one go
_PAIRS = tuple(one + other for one in _LETTERS for other in _LETTERS)
_PLACES = range(70, -1, -10)


def content_id(prefix: str, parts: Iterable[object]) -> str:
    """A short stable id: ``prefix-`` and 16 lower-case base32 letters (80 bits) of SHA-256 over the parts.

    >>> content_id("c", ["sha256:00", 12, 40, "killed"])
    'c-wc3uemczl2ugeto2'
    """
    joined = _SEPARATOR.join(["" if part is None else str(part) for part in parts])
    bits = int.from_bytes(sha256(joined.encode()).digest()[:10], "big")
    return f"{prefix}-{''.join([_PAIRS[bits >> place & 1023] for place in _PLACES])}"


def report_id(raw: bytes) -> str:
    """``sha256:`` and the hex digest of the bytes as received."""
    return "sha256:" + sha256(raw).hexdigest()
