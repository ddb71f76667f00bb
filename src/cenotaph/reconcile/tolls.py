"""One toll from several reports of an incident: what most of them say, as of while the story was new.

Agreement decides; among figures told equally often the highest of the first week, because people die of their
wounds and later reports tell of one victim, a trial or an anniversary. Never an average.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from cenotaph.model import Reading, Said

__all__ = ["Toll", "reconcile_tolls"]

_NEW = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Toll:
    """Persons: the lowest, the chosen and the highest that the reports name; None is unknown or open, never zero.

    ``behind`` are the reports that say the chosen number, with the figure of each.
    """

    low: int | None = None
    best: int | None = None
    high: int | None = None
    behind: tuple[tuple[str, Said], ...] = ()


def reconcile_tolls(
    readings: Sequence[Reading], copies: Mapping[str, str] = MappingProxyType({})
) -> tuple[Toll, Toll]:
    """Killed and injured of one incident from the readings of its reports; the same in any order.

    ``copies``: report -> the report of which it is a copy; while it gives the same numbers it has no vote.

    A report that tells of the dead and of no injured speaks for "no injured known", which gives an unknown, and one
    that tells of injured only, once dead were told of, for "no dead known"; one that tells only of as many injured
    as later died is taken to speak of them before they died.
    """
    ordered = sorted(readings, key=lambda r: (r.published or date.max, r.report))
    votes = _own_voices(ordered, copies)
    voters = [reading for reading in ordered if reading.report in votes]
    killed = _toll(ordered, [r.killed for r in ordered], votes, _without_dead(voters))
    dead = killed.best or 0
    injured = [_still_injured(reading, dead) for reading in ordered]
    silent = sum(
        told is None and reading.killed is not None and reading.killed.named == killed.best
        for reading, told in zip(ordered, injured, strict=True)
        if reading.report in votes
    )
    return killed, _toll(ordered, injured, votes, silent)


def _own_voices(readings: Sequence[Reading], copies: Mapping[str, str]) -> frozenset[str]:
    """The reports that give numbers of their own: all but the copies of one that is here with the same numbers."""
    numbers = {r.report: tuple(said and said.named for said in (r.killed, r.injured)) for r in readings}
    return frozenset(name for name, told in numbers.items() if numbers.get(copies.get(name, ""), ()) != told)


def _without_dead(ordered: Sequence[Reading]) -> int:
    """How many tell of injured only, on the day on which the first tells of dead or later: nobody may have died."""
    told = (r.published for r in ordered if r.published and r.killed and r.killed.named)
    since = next(told, date.max)
    return sum(
        reading.killed is None
        and reading.injured is not None
        and reading.injured.named is not None
        and reading.published is not None
        and reading.published >= since
        for reading in ordered
    )


def _still_injured(reading: Reading, dead: int) -> Said | None:
    injured = reading.injured
    if reading.killed is None and injured is not None and injured.named is not None and injured.named <= dead:
        return None
    return injured


def _toll(ordered: Sequence[Reading], said: Sequence[Said | None], votes: Set[str], silent: int) -> Toll:
    known = [(reading, one) for reading, one in zip(ordered, said, strict=True) if one is not None]
    times_told = Counter(one.named for r, one in known if one.named is not None and r.report in votes)
    most = max([silent, *times_told.values()])
    wanted = {number for number, times in times_told.items() if times == most}
    best = _choose(known, wanted, ordered) if wanted else None
    highs = [one.high for _, one in known]
    return Toll(
        # that most are silent makes the least number unknown, not zero
        low=None
        if times_told and best is None
        else min((one.low for _, one in known if one.low is not None), default=None),
        best=best,
        high=max((high for high in highs if high is not None), default=None) if None not in highs else None,
        behind=tuple((reading.report, one) for reading, one in known if best is not None and one.named == best),
    )


def _choose(known: Sequence[tuple[Reading, Said]], wanted: set[int], ordered: Sequence[Reading]) -> int:
    """Of numbers told equally often the highest of the first week, else the one told first."""
    first = next((r.published for r in ordered if r.published), None)
    told = [(r.published, one.named) for r, one in known if one.named is not None and one.named in wanted]
    early = [number for day, number in told if first and day and day - first <= _NEW]
    return max(early) if early else told[0][1]
