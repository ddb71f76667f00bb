"""A page read in a process of its own: markup on stdin, JSON on stdout, under limits of memory and time."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from dataclasses import asdict

from cenotaph.archive.page import read_page

__all__ = ["main"]


def main(memory: int, seconds: int) -> None:
    """Limit this process (bytes of address space, seconds of processor time), then read one page."""
    with suppress(ImportError, ValueError, OSError):  # no resource module on Windows: the parent's clock remains
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    page = read_page(sys.stdin.buffer.read().decode("utf-8", "replace"))
    answer = {"text": page.text, "facts": asdict(page.facts)}
    sys.stdout.buffer.write(json.dumps(answer, default=str).encode())


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
