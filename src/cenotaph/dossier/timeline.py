"""What one voice has said, moment by moment: the same statement in several reports stands side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby

from cenotaph.dossier.view import Carrier, Moment, Move, Row, Statement
from cenotaph.dossier.words import MOVE, STANCE, sort_key
from cenotaph.model import Claim, Figure, Hedge, Measure, Rendering, Stance, StepKind

__all__ = ["moments"]

_DENIES = STANCE[Stance.DENIES]
# a plural without a number ("the wounded") is read from two, and nobody said two
_FEW = 2


def moments(
    claim_of: Callable[[str], Claim], rows: Sequence[Row], renderings: Sequence[Rendering] = ()
) -> tuple[Moment, ...]:
    """The voice's statements by day, oldest first, what has no day last.

    One statement are those of one day in the same words ("several dozen"), and those that ``renderings`` pair;
    each way in which reports render it (of whom, killed or injured) is a row of it. What was said before in the
    same words, plurals without a number, and repetitions of other reports tell nothing new and are left to the
    list of all.
    """
    ordered = sorted((row for row in rows if not row.echo), key=lambda row: (sort_key(row.when), not row.figure))
    told = {row.claim for row in rows} | {carrier.claim for row in rows for carrier in row.carriers}
    pairs = {
        frozenset((_numbers(r.first), _numbers(r.second))) for r in renderings if set(r.first.trail.claims) <= told
    }
    said: set[tuple[object, ...]] = set()
    found: list[Moment] = []
    for when, of_day in groupby(ordered, key=lambda row: row.when):
        new = [row for row in of_day if _tells(claim_of(row.claim)) and _content(row) not in said]
        said |= {_content(row) for row in new}
        if statements := _statements(claim_of, new, pairs):
            if not any(_is_number(s) for moment in found for s in moment.statements):
                statements = _asserted(statements)
            found.append(Moment(when=when, statements=statements))
    return tuple(found)


def _asserted(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, the first number among them asserted, also where an echo of it was read before it."""
    first = next((statement for statement in statements if _is_number(statement)), None)
    asserted = Move(word=MOVE[StepKind.FIRST])
    return tuple(replace(s, move=asserted) if s is first and not s.move.was else s for s in statements)


def _is_number(statement: Statement) -> bool:
    return statement.renderings[0].figure is not None and statement.renderings[0].stance != _DENIES


def _statements(
    claim_of: Callable[[str], Claim], rows: Sequence[Row], pairs: set[frozenset[tuple[object, ...]]]
) -> tuple[Statement, ...]:
    alike: list[list[Row]] = []
    for row in rows:
        words = _words_of(claim_of(row.claim), row)
        for same in alike:
            worded = any(_words_of(claim_of(other.claim), other) == words for other in same)
            if worded or any(frozenset((_content(other), _content(row))) in pairs for other in same):
                same.append(row)
                break
        else:
            alike.append([row])
    return tuple(Statement(renderings=_apart(same), move=_move(same)) for same in alike)


def _words_of(claim: Claim, row: Row) -> tuple[object, ...]:
    if claim.count is None or row.figure is None:
        return (row.saying, row.measure)
    # "several dozen" and "Several dozens" are one wording; a number that is denied is none of the speaker's
    words = claim.count.text.casefold().strip(" .,\"'“”").split()
    return (row.stance == _DENIES, *(word.removesuffix("s") for word in words))


def _apart(rows: Sequence[Row]) -> tuple[Row, ...]:
    """One row for each rendering: of what, and from how many to how many; who has the same carries it."""
    kept: dict[tuple[object, ...], Row] = {}
    for row in rows:
        first = kept.setdefault(_content(row), row)
        if first is not row:
            also = Carrier(claim=row.claim, publisher=row.publisher, when=row.when, echo=row.echo)
            newest = first.newest or row.newest
            kept[_content(row)] = replace(first, carriers=(*first.carriers, also, *row.carriers), newest=newest)
    return tuple(kept.values())


def _content(row: Row) -> tuple[object, ...]:
    return _numbers(row.figure) if row.figure else (row.measure, row.saying)


def _numbers(figure: Figure) -> tuple[object, ...]:
    return (figure.measure, figure.low, figure.best, figure.high)


def _move(rows: Sequence[Row]) -> Move:
    """What changed since the voice spoke last; that reports render it in two ways is shown, and not said."""
    return next(
        (row.move for row in rows if row.move.word and row.replaces),
        next((row.move for row in rows if row.move.word), Move(word="")),
    )


def _tells(claim: Claim) -> bool:
    count = claim.count
    if count is None or claim.measure is Measure.INVOLVEMENT:
        return True
    return not (count.hedge is Hedge.VAGUE_PLURAL and (count.low or 0) <= _FEW and count.high is None)
