"""Work for other processes: it must be importable there, which a test module is not."""

from __future__ import annotations

import os
import time


def twice(n: int) -> int:
    """Twice ``n``; 13 kills the process, 17 hangs it."""
    if n == 13:
        os._exit(9)
    if n == 17:
        time.sleep(600)
    return 2 * n
