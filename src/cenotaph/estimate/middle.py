"""Several tables of the same people as one: the middle number of each diagnostic, with its range beside it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from statistics import median_high, median_low
from typing import Any, TypeVar

from cenotaph.model import CaptureTable

__all__ = ["evenly", "holds", "in_the_middle", "middle_one"]

Table = TypeVar("Table")
_ENDS = ("low", "best", "high")


def evenly(tables: Sequence[Table], most: int) -> list[Table]:
    """So many of the tables, evenly spaced; all of them where they are not more."""
    some = min(most, len(tables))
    return [tables[(2 * nth + 1) * len(tables) // (2 * some)] for nth in range(some)]


def middle_one(tables: Sequence[CaptureTable]) -> int:
    """The place of the first table that documents the middle number of people."""
    counted = [table.documented for table in tables]
    return counted.index(median_low(counted))


def in_the_middle(each: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The diagnostics of all tables as one, of one table as they are.

    ``each`` has the same rows in the same order. An end is the middle one of the tables for which a model says
    anything, between two the outer one; ``range`` has the least and the greatest, ``refused_in`` the number of
    tables for which it says nothing. Where these are more than half, it is refused.
    """
    if len(each) == 1:
        return each[0]
    return {name: [_row(rows) for rows in zip(*(one[name] for one in each), strict=True)] for name in each[0]}


def holds(one: dict[str, Any], size: int) -> bool | None:
    """Whether what a model says of a list's size holds it; None where it says nothing."""
    if one["refused"]:
        return None
    return bool(one["low"] <= size <= (math.inf if one["high"] is None else one["high"]))


def _row(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """One row of all tables: what differs between them is a number, or what models say."""
    if "low" in rows[0]:
        return _ends(rows)
    found = dict(rows[0])
    for name in ("size", "seen_elsewhere"):
        if name in found:
            found[name] = median_low(row[name] for row in rows)
    found["models"] = [_ends(words) for words in zip(*(row["models"] for row in rows), strict=True)]
    if "size" in found:
        for at, one in enumerate(found["models"]):
            one["holds"] = holds(one, found["size"])
            one["holds_in"] = sum(row["models"][at]["holds"] is True for row in rows)
    return found


def _ends(words: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What one model says of all tables."""
    telling = [one for one in words if not one["refused"]]
    beside: dict[str, Any] = {"range": None, "refused_in": len(words) - len(telling)}
    if 2 * len(telling) < len(words):
        refusals = [one["refused"] for one in words if one["refused"]]
        (rule, _), *_ = Counter(refusal["rule"] for refusal in refusals).most_common(1)
        refused = next(refusal for refusal in refusals if refusal["rule"] == rule)
        return words[0] | dict.fromkeys(_ENDS) | {"refused": refused} | beside
    ends = {end: sorted(_number(one[end]) for one in telling) for end in _ENDS}
    beside["range"] = {end: [_shown(values[0]), _shown(values[-1])] for end, values in ends.items()}
    middle = {end: _shown((median_high if end == "high" else median_low)(values)) for end, values in ends.items()}
    return telling[0] | middle | beside


def _number(end: int | None) -> float:
    """An end that is not known lies beyond all that are."""
    return math.inf if end is None else end


def _shown(end: float) -> int | None:
    return None if math.isinf(end) else int(end)
