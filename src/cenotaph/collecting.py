"""The search for cyclic garbage, put off while millions of records are made that hold no cycles.

Python looks through all that lives each time that it has grown by a quarter. Over a ledger of a million claims that
is a tenth of the work, and finds nothing: records are trees.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["put_off"]


@contextmanager
def put_off() -> Iterator[None]:
    """Inside, garbage in cycles waits; what nothing refers to is freed as ever. As it was before on leaving."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
