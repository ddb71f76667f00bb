"""A time limit for one report, kept by asking: readers call ``check`` between sentences."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from cenotaph.errors import ExtractError

__all__ = ["DEFAULT_LIMIT", "check", "time_limit", "too_long"]

DEFAULT_LIMIT = 60.0
"""Seconds; a report of 100,000 words takes about half of it on an old machine."""

_END: ContextVar[tuple[float, float] | None] = ContextVar("cenotaph_deadline", default=None)


@contextmanager
def time_limit(seconds: float | None) -> Iterator[None]:
    """Let ``check`` raise once ``seconds`` have passed in this block; None sets no limit of its own."""
    outer = _END.get()
    if seconds is None:
        yield
        return
    end = time.monotonic() + seconds
    token = _END.set(outer if outer is not None and outer[0] <= end else (end, seconds))
    try:
        yield
    finally:
        _END.reset(token)


def check() -> None:
    """Raise ExtractError when the time for this report is over."""
    limit = _END.get()
    if limit is not None and time.monotonic() >= limit[0]:
        raise too_long(limit[1])


def too_long(seconds: float) -> ExtractError:
    """The error of a report that took more than ``seconds``."""
    return ExtractError(
        f"not read within the time limit of {seconds:g} s", hint="split the report, or give a longer --time-limit"
    )
