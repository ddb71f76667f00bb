"""Identifiers made from content, so that the same input always yields the same record."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable

__all__ = ["content_id", "report_id"]

_SEPARATOR = "\x1f"


def content_id(prefix: str, parts: Iterable[object]) -> str:
    """A short stable id: ``prefix-`` and 16 lower-case base32 letters (80 bits) of SHA-256 over the parts.

    >>> content_id("c", ["sha256:00", 12, 40, "killed"])
    'c-wc3uemczl2ugeto2'
    """
    digest = hashlib.sha256(_SEPARATOR.join("" if p is None else str(p) for p in parts).encode()).digest()
    return f"{prefix}-{base64.b32encode(digest[:10]).decode().lower()}"


def report_id(raw: bytes) -> str:
    """``sha256:`` and the hex digest of the bytes as received."""
    return "sha256:" + hashlib.sha256(raw).hexdigest()
