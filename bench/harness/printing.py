"""The tables of a run as plain text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from harness.faults import FaultClass, excerpt
from harness.measures import Measures
from harness.runs import Run
from harness.shares import Share

__all__ = ["table_of_costs", "table_of_faults", "table_of_measures", "table_of_shares"]

EXAMPLES = 2
WORST = 10


def table_of_measures(found: Mapping[str, Mapping[str, Measures]]) -> list[str]:
    """A block a measure: a line a contender, a column a half (``found[contender][half]``)."""
    halves = list(next(iter(found.values())))
    lines = [f"  {'':24}{'':14}" + "".join(f"{half:34}" for half in halves)]
    names = list(dict.fromkeys(name for own in found.values() for m in own.values() for name in m.shares))
    for name in names:
        for contender, own in found.items():
            if all(name in own[half].shares for half in halves):
                cells = "".join(f"{own[half].shares[name]!s:34}" for half in halves)
                lines.append(f"  {name:24}{contender:14}{cells}")
    for contender, own in found.items():
        if all(own[half].detection for half in halves):
            cells = "".join(f"{own[half].detection!s:34}" for half in halves)
            lines.append(f"  {'anybody harmed?':24}{contender:14}{cells}")
    return [line.rstrip() for line in lines]


def table_of_shares(rows: Sequence[tuple[str, Mapping[str, Share]]]) -> list[str]:
    """A line a contender, a column a share."""
    names = list(dict.fromkeys(name for _, shares in rows for name in shares))
    lines = [f"  {'':28}" + "".join(f"{name:34}" for name in names)]
    for contender, shares in rows:
        lines.append(f"  {contender:28}" + "".join(f"{shares.get(name, Share(0, 0))!s:34}" for name in names))
    return [line.rstrip() for line in lines]


def table_of_costs(runs: Sequence[Run]) -> list[str]:
    """A line a contender: texts a second on one core, loading, memory, failed rows; or why it did not run."""
    lines = [f"  {'':24}{'docs/s':>10}{'load s':>10}{'peak MB':>10}{'failed':>8}"]
    for run in runs:
        if run.cost is None:
            lines.append(f"  {run.contender.name:24}{run.missing}")
            continue
        speed = run.docs_per_second() or 0.0
        memory = f"{run.cost.peak_megabytes:10.0f}"
        lines.append(
            f"  {run.contender.name:24}{speed:10.1f}{run.cost.load_seconds:10.1f}{memory}{len(run.failed):8}"
        )
    return lines


def table_of_faults(classes: Sequence[FaultClass]) -> list[str]:
    """The ten worst classes, each with examples from the half that may be read."""
    total = sum(len(one.faults) for one in classes)
    lines = [f"  {total} wrong numbers in {len(classes)} classes; the worst (examples from the read half only):"]
    for one in classes[:WORST]:
        lines.append(f"  {len(one.faults):4}  {one.measure}: {one.name}")
        for fault in one.examples(EXAMPLES):
            told = "nothing" if fault.told is None else fault.told
            lines.append(f"          {fault.case.id} recorded {fault.gold}, told {told}: {excerpt(fault)}")
    return lines
