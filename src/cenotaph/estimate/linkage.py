"""What stands beside a table of sampled linkages: how they were drawn, and what blocking lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cenotaph.errors import TableError

__all__ = ["FORMAT", "Linkage", "LinkedList", "read_linkage"]

FORMAT = "cenotaph-presence-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedList:
    """One list: its column, its name, its archived file, and whether it says that nobody stands twice in it."""

    column: str
    name: str
    report: str
    duplicate_free: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Linkage:
    """How K linkages were sampled.

    ``recall`` is the share of true pairs that were compared at all (None: nobody can tell): the others are in no
    draw. ``recall_draws`` has one such share a draw where its own doubt was sampled, else nothing.
    """

    draws: int
    seed: int
    by: str
    recall: float | None
    recall_draws: tuple[float, ...]
    decided_by_people: int
    lists: tuple[LinkedList, ...]
    strata: tuple[str, ...]
    inputs: str
    made_by: str


def read_linkage(told: Any, table_sha256: str) -> Linkage:
    """The record of what a JSON file beside a table says; it must be about the table with this hash.

    Raises TableError for another format, another table, or a field that is missing or impossible.
    """
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise TableError("the JSON file beside the table is of no known format", hint=f"it says {FORMAT!r}")
    if told.get("table_sha256") != table_sha256:
        raise TableError("the JSON file beside the table is about another table", hint="export both anew")
    try:
        linkage = told["linkage"]
        recall = linkage["blocking_recall"]
        found = Linkage(
            draws=int(told["draws"]),
            seed=int(told["seed"]),
            by=str(linkage["by"]),
            recall=None if recall is None else float(recall),
            recall_draws=tuple(float(one) for one in linkage.get("blocking_recall_draws") or ()),
            decided_by_people=int(linkage["decided_by_people"]),
            lists=tuple(
                LinkedList(
                    column=str(one["column"]),
                    name=str(one["name"]),
                    report=str(one["report"]),
                    duplicate_free=bool(one["duplicate_free"]),
                )
                for one in told["lists"]
            ),
            strata=tuple(str(one) for one in told["strata"]),
            inputs=str(told["inputs_sha256"]),
            made_by=str(told["made_by"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise TableError(f"the JSON file beside the table: {error!r}", hint="export both anew") from error
    shares = (*found.recall_draws, *(() if found.recall is None else (found.recall,)))
    if (
        found.draws < 1
        or any(not 0 < one <= 1 for one in shares)
        or len(found.recall_draws) not in (0, found.draws)
    ):
        raise TableError("the JSON file beside the table has impossible draws or recall", hint="export both anew")
    return found
