"""How a contender is asked: rows come as JSON lines on standard input, answers go as JSON lines to standard output.

Only the standard library is used here: rivals live in an environment without the project.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

__all__ = ["Answer", "Row", "peak_megabytes", "serve"]

Row = dict[str, Any]
Answer = dict[str, Any]
WARM_UP: Row = {"id": "warm-up", "text": "Police said two men were killed in Norvik on Tuesday."}


def serve(load: Callable[[], Callable[[Row], Answer]]) -> None:
    """Load the contender, answer every row of standard input, and end with a line of what it cost.

    An answer is the contender's own mapping and the row's ``id``; a row that raises is ``{"id", "error"}``. The
    last line is ``{"cost": {"load_seconds", "read_seconds", "processor_seconds", "peak_megabytes"}}``; loading
    includes one sentence to warm up, reading is the rows alone.
    """
    lines = sys.stdin.read().splitlines()
    begun = time.perf_counter()
    read = load()
    read(WARM_UP)
    loaded = time.perf_counter()
    clock, seconds = time.process_time(), 0.0
    for line in lines:
        row: Row = json.loads(line)
        started = time.perf_counter()
        try:
            answer = read(row)
        except Exception as error:  # a row that cannot be read is an answer about the contender
            answer = {"error": f"{type(error).__name__}: {error}"}
        seconds += time.perf_counter() - started
        sys.stdout.write(json.dumps({"id": row["id"], **answer}) + "\n")
    cost = {
        "load_seconds": loaded - begun,
        "read_seconds": seconds,
        "processor_seconds": time.process_time() - clock,
        "peak_megabytes": peak_megabytes(),
    }
    sys.stdout.write(json.dumps({"cost": cost}) + "\n")


def peak_megabytes() -> float:
    """The most memory this process held (MiB).

    Linux hands the parent's peak on to ``ru_maxrss`` of a child, so the kernel's own line is read if there is one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
