"""Hedge profiles: versioned tables that turn the words of a count into an interval."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from cenotaph.errors import NotFoundError
from cenotaph.model import Hedge

__all__ = ["DEFAULT_PROFILE", "Interval", "Profile", "ProfileRow", "load_profile", "profile_names"]

DEFAULT_PROFILE = "cenotaph-1"

_END = re.compile(r"(?P<end>low|best|high)(?:\*(?P<times>\d+)/(?P<over>\d+))?(?P<plus>[+-]\d+)?")


@dataclass(frozen=True, slots=True)
class Interval:
    """Low, best and high in persons; None is not stated. Not validated: ``Count`` is."""

    low: int | None
    best: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One row of a profile: its words, its interval or the arithmetic of its ends, its reason and source."""

    id: str
    kind: str
    hedge: Hedge
    low: str | None
    best: str | None
    high: str | None
    reason: str
    source: str
    words: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    unit: str | None = None
    keeps_ceiling: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """A hedge profile: ``rows`` by id, in the order of the table.

    ``fill_best``: where the words name no likeliest figure, the low one is taken unless it is 0 (ACLED, UCDP).
    """

    name: str
    title: str
    says: str
    source: str
    fill_best: bool
    rows: dict[str, ProfileRow]

    def row(self, row_id: str) -> ProfileRow:
        """The row called ``row_id``; raises NotFoundError."""
        if row_id not in self.rows:
            raise NotFoundError(
                f"profile {self.name} has no row {row_id!r}", hint=f"rows: {', '.join(sorted(self.rows))}"
            )
        return self.rows[row_id]

    def quantity(self, row_id: str) -> Interval:
        """What a row of kind *quantity* says, in persons."""
        row = self.row(row_id)
        return self._filled(Interval(*(None if end is None else int(end) for end in (row.low, row.best, row.high))))

    def apply(self, row_id: str, inner: Interval) -> Interval:
        """What a row of kind *hedge* makes of the number that it stands by.

        An inner number of which nothing is stated stays so. Ends never go below zero, and never cross.
        """
        if inner == Interval(None, None, None):
            return inner
        row = self.row(row_id)
        low = _end(row.low, inner, up=False)
        if row.keeps_ceiling and inner.best is None and inner.high is not None:
            return self._filled(Interval(low, None, inner.high))
        best = _end(row.best, inner, up=False)
        if best == 0 and inner.best is None:
            best = None  # "possibly up to 80": the zero is nobody's figure
        high = _end(row.high, inner, up=True)
        if low is not None and high is not None and high < low:
            low = high
        return self._filled(Interval(low, best, high))

    def _filled(self, interval: Interval) -> Interval:
        if self.fill_best and interval.best is None and interval.low:
            return Interval(interval.low, interval.low, interval.high)
        return interval


def _end(rule: str | None, inner: Interval, *, up: bool) -> int | None:
    """One end by its rule ("low*9/10", "best|low", "0"); ``up`` rounds fractions up."""
    for choice in (rule or "").split("|"):
        if choice.isdecimal():
            return int(choice)
        match = _END.fullmatch(choice)
        value: int | None = getattr(inner, match["end"]) if match else None
        if match is None or value is None:
            continue
        if match["times"]:
            product, over = value * int(match["times"]), int(match["over"])
            value = -(-product // over) if up else product // over
        return max(0, value + int(match["plus"] or 0))
    return None


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    data = files("cenotaph.extract").joinpath("data/profiles.toml").read_text(encoding="utf-8")
    return tomllib.loads(data)


def profile_names() -> tuple[str, ...]:
    """The profiles that ship, the default one first."""
    return tuple(_table()["profile"])


@lru_cache(maxsize=8)
def load_profile(name: str = DEFAULT_PROFILE) -> Profile:
    """The profile called ``name``; raises NotFoundError with the names that ship."""
    table = _table()
    if name not in table["profile"]:
        raise NotFoundError(f"no hedge profile {name!r}", hint=f"one of: {', '.join(profile_names())}")
    head = table["profile"][name]
    rows = {row["id"]: _row(row, name) for row in table["row"]}
    return Profile(name, head["title"], head["says"], head["source"], head.get("fill_best", False), rows)


def _row(row: dict[str, Any], profile: str) -> ProfileRow:
    """``row`` as ``profile`` has it: a profile's own table replaces the row's interval, not its words."""
    own = row.get(profile)
    ends = row if own is None else own
    low, best, high = (None if ends.get(end) is None else str(ends[end]) for end in ("low", "best", "high"))
    return ProfileRow(
        id=row["id"],
        kind=row["kind"],
        hedge=Hedge(row["hedge"]),
        low=low,
        best=best,
        high=high,
        reason=ends.get("reason", row["reason"]),
        source=ends.get("source", row["source"]),
        words=tuple(row.get("words", ())),
        before=tuple(row.get("before", ())),
        after=tuple(row.get("after", ())),
        unit=row.get("unit"),
        keeps_ceiling=row.get("keeps_ceiling", False),
    )
