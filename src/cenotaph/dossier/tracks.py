"""A voice's numbers over time as a picture: one column a day, numbers upwards, lines to what replaced what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from cenotaph.dossier.scale import Scale, mark_of
from cenotaph.dossier.view import Column, Moment, Row, Statement, Tick, Track
from cenotaph.dossier.words import NO_DATE, STANCE, sort_key
from cenotaph.model import Claim, Figure, Stance

__all__ = ["track_of"]

# days between two columns from which a break is drawn
_LONG = 31
_DENIES = STANCE[Stance.DENIES]
# persons that an axis holds at least
_LEAST = 5
# gridlines; more cannot be told apart in a few lines' height
_TICKS = 4


def track_of(moments: Sequence[Moment], claim_of: Callable[[str], Claim]) -> Track | None:
    """The picture of a voice's moments, on an axis of their own; None where its numbers are of one day.

    Columns are evenly spaced, and rows of a day evenly inside its column, both in percent of the width. A number
    that is denied is drawn and sets no axis.
    """
    dated = [moment for moment in moments if moment.when != NO_DATE]
    if sum(any(_own(statement) for statement in moment.statements) for moment in dated) < 2:
        return None
    said = [row for moment in dated for s in moment.statements for row in _own(s)]
    ends = [n for row in said if row.figure for n in (row.figure.low, row.figure.best, row.figure.high) if n]
    # straight from zero: how far a number moved is what the picture is looked at for
    scale = Scale(max([_LEAST, *ends]), logarithmic=False)
    columns: list[Column] = []
    places: dict[str, tuple[float, float]] = {}
    lines = []
    width = 100 / len(dated)
    for n, moment in enumerate(dated):
        rows = [
            replace(row, mark=mark_of(claim_of(row.claim).count, scale))
            for statement in moment.statements
            for row in statement.renderings
            if row.figure is not None
        ]
        placed = tuple((round(width * (n + (k + 1) / (len(rows) + 1)), 2), row) for k, row in enumerate(rows))
        for x, row in placed:
            if row.replaces in places and row.stance != _DENIES:
                lines.append((*places[row.replaces], x, row.mark.anchor))
        for x, row in placed:
            places |= dict.fromkeys((row.claim, *(c.claim for c in row.carriers)), (x, row.mark.anchor))
        told = _telling(moment)
        columns.append(
            Column(
                when=moment.when,
                rows=placed,
                numbers=_different(_own(told)),
                word=told.move.word,
                standing=moment.standing,
                late=n > 0 and (_day(moment.when) - _day(dated[n - 1].when)).days >= _LONG,
            )
        )
    return Track(columns=tuple(columns), ticks=_few(scale.ticks), lines=tuple(lines))


def _own(statement: Statement) -> tuple[Row, ...]:
    """The rows that put forward a number."""
    return tuple(row for row in statement.renderings if row.figure is not None and row.stance != _DENIES)


def _telling(moment: Moment) -> Statement:
    """The statement that a column is labelled with: one that changes a number, else a number, else words."""
    return min(moment.statements, key=lambda s: (not _own(s), s.move.was is None, not s.move.word))


def _different(rows: Sequence[Row]) -> tuple[Figure, ...]:
    found = {str(row.figure): row.figure for row in reversed(rows) if row.figure is not None}
    return tuple(reversed(found.values()))


def _day(when: str) -> date:
    year, months_before, day = sort_key(when)
    return date(year, months_before + 1, day)


def _few(ticks: Sequence[Tick]) -> tuple[Tick, ...]:
    return tuple(ticks) if len(ticks) <= _TICKS else (*ticks[:: -(-len(ticks) // _TICKS)],)
