"""A contender run over a set in a process of its own, so that its time and memory are its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from harness.datasets import Case

__all__ = ["CONTENDERS", "Contender", "Cost", "Run", "run"]

BENCH = Path(__file__).resolve().parent.parent
RIVALS = BENCH.parent / ".cache" / "bench"  # built by scripts/bench-rivals


@dataclass(frozen=True, slots=True)
class Contender:
    """A name in the tables, the module and argument that run it, and whether it needs the rivals' environment."""

    name: str
    module: str
    argument: str | None = None
    apart: bool = False


CONTENDERS = {
    "counts": (
        Contender("cenotaph", "contenders.reader"),
        Contender("regex", "contenders.plain_regex"),
        Contender("quantulum3", "contenders.quantulum3_tally", apart=True),
    ),
    "speed": (
        Contender("spaCy, full", "contenders.spacy_pipeline", "full"),
        Contender("spaCy, parse", "contenders.spacy_pipeline", "parse"),
    ),
    "speakers": (
        Contender("cenotaph, sources", "contenders.reader_sources"),
        Contender("textacy quotes", "contenders.textacy_quotes", apart=True),
    ),
}


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds to load, processor seconds to read all rows on one thread, peak memory (MiB)."""

    load_seconds: float
    processor_seconds: float
    peak_megabytes: float


@dataclass(frozen=True, slots=True)
class Run:
    """The answers by id, or why there are none; ``failed`` are rows that raised."""

    contender: Contender
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    cost: Cost | None = None
    missing: str | None = None

    def docs_per_second(self) -> float | None:
        """Rows a processor second; None when it did not run."""
        if self.cost is None:
            return None
        return (len(self.answers) + len(self.failed)) / max(self.cost.processor_seconds, 1e-9)


def run(contender: Contender, cases: Sequence[Case]) -> Run:
    """Run ``contender`` over ``cases``; one that is not installed or fails is a Run that says why."""
    python = Path(sys.executable)
    if contender.apart:
        python = RIVALS / "bin" / "python"
        if not python.exists():
            return Run(contender, missing="not installed (scripts/bench-rivals, needs a package index once)")
    command = [str(python), "-m", contender.module, *([contender.argument] if contender.argument else [])]
    lines = "".join(json.dumps(case.row()) + "\n" for case in cases)
    done = subprocess.run(
        command,
        input=lines,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=_environment(contender),
        check=False,
    )
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or [f"exit {done.returncode}"])[-1]
        return Run(contender, missing=f"did not run: {reason[:200]}")
    *rows, last = [json.loads(line) for line in done.stdout.splitlines()]
    cost = last["cost"]
    return Run(
        contender,
        answers={row["id"]: row for row in rows if "error" not in row},
        failed={row["id"]: row["error"] for row in rows if "error" in row},
        cost=Cost(cost["load_seconds"], cost["processor_seconds"], cost["peak_megabytes"]),
    )


def _environment(contender: Contender) -> dict[str, str]:
    """One thread each, so that processor time is the time of one core; rivals do not see the project."""
    own = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    known = [] if contender.apart else [p for p in os.environ.get("PYTHONPATH", "").split(os.pathsep) if p]
    return own | {"PYTHONPATH": os.pathsep.join([str(BENCH), *known]), "PYTHONIOENCODING": "utf-8"}
