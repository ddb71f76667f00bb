"""What one voice has said, moment by moment: the same statement in several reports stands side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby

from cenotaph.dossier.view import Carrier, Moment, Row, Statement
from cenotaph.dossier.words import sort_key
from cenotaph.model import Claim, Hedge, Measure

__all__ = ["moments"]

# a plural without a number ("the wounded") is read from two, and nobody said two
_FEW = 2


def moments(claim_of: Callable[[str], Claim], rows: Sequence[Row]) -> tuple[Moment, ...]:
    """The voice's statements by day, oldest first, what has no day last; the latest number is marked as newest.

    Statements of one day in the same words ("several dozen") are one statement; each way in which reports
    render it (of whom, killed or injured) is a row of it. What was said before in the same words, plurals
    without a number, and repetitions of other reports tell nothing new and are left to the list of all.
    """
    ordered = sorted((row for row in rows if not row.echo), key=lambda row: (sort_key(row.when), not row.figure))
    said: set[tuple[object, ...]] = set()
    found: list[Moment] = []
    for when, of_day in groupby(ordered, key=lambda row: row.when):
        new = [row for row in of_day if _tells(claim_of(row.claim)) and _content(row) not in said]
        said |= {_content(row) for row in new}
        if statements := _statements(claim_of, new):
            found.append(Moment(when=when, statements=statements))
    return tuple(found)


def _statements(claim_of: Callable[[str], Claim], rows: Sequence[Row]) -> tuple[Statement, ...]:
    by_words: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        by_words.setdefault(_words_of(claim_of(row.claim), row), []).append(row)
    return tuple(Statement(renderings=_apart(same), change=_change(same)) for same in by_words.values())


def _words_of(claim: Claim, row: Row) -> tuple[object, ...]:
    if claim.count is None or row.figure is None:
        return (row.saying, row.measure)
    # "several dozen" and "Several dozens" are one wording
    return tuple(word.removesuffix("s") for word in claim.count.text.casefold().strip(" .,\"'“”").split())


def _apart(rows: Sequence[Row]) -> tuple[Row, ...]:
    """One row for each rendering: of what, and from how many to how many; who has the same carries it."""
    kept: dict[tuple[object, ...], Row] = {}
    for row in rows:
        first = kept.setdefault(_content(row), row)
        if first is not row:
            also = Carrier(claim=row.claim, publisher=row.publisher, when=row.when, echo=row.echo)
            kept[_content(row)] = replace(first, carriers=(*first.carriers, also, *row.carriers))
    return tuple(kept.values())


def _content(row: Row) -> tuple[object, ...]:
    if row.figure is None:
        return (row.measure, row.saying)
    return (row.measure, row.figure.low, row.figure.best, row.figure.high)


def _change(rows: Sequence[Row]) -> str:
    """What changed since the voice spoke last; that reports render it in two ways is shown, and not said."""
    return next((row.change for row in rows if row.replaces and not row.change.startswith("another rendering")), "")


def _tells(claim: Claim) -> bool:
    count = claim.count
    if count is None or claim.measure is Measure.INVOLVEMENT:
        return True
    return not (count.hedge is Hedge.VAGUE_PLURAL and (count.low or 0) <= _FEW and count.high is None)
