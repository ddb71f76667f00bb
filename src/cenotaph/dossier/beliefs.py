"""If you believe ...: the largest sets of voices that can all be right, and what follows from each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from cenotaph.dossier.carriers import names_of_voices
from cenotaph.dossier.records import ArchiveIndex
from cenotaph.dossier.scale import Scale
from cenotaph.dossier.view import Belief, Beliefs, Bracket
from cenotaph.dossier.words import capital
from cenotaph.model import Figure
from cenotaph.reconcile import Question, Reckoning
from cenotaph.reconcile.questions import question_words
from cenotaph.reconcile.telling import answered, telling_questions

__all__ = ["beliefs"]

# a straight axis while the largest end is at most this many times the middle one
_SPAN = 30
# answers that the page has room for
_ROWS = 8
_NARROWEST, _WIDE = 5, 100


def beliefs(index: ArchiveIndex, reckoning: Reckoning) -> Beliefs | None:
    """The answers as rows of a table, a column a telling question; None where nobody gives a number.

    Voices that no world leaves out are named once, above the table: whether to believe them is not the question.
    """
    if not reckoning.worlds:
        return None
    names = names_of_voices(index)
    questions = telling_questions(reckoning.worlds)
    rows = answered(reckoning.worlds, questions, index.heard.keys, _ROWS)
    doubted = {key for world in reckoning.worlds for key in (*world.without, *world.partly)}
    scales = [_scale([row.figure(n) for row in rows]) for n in range(len(questions))]
    return Beliefs(
        questions=tuple(_heading(question) for question in questions),
        rows=tuple(
            Belief(
                believed=_named(names, row.believed, row.world.partly),
                without=_named(names, row.without),
                answers=tuple(_bracket(row.figure(n), scale) for n, scale in enumerate(scales)),
            )
            for row in rows
        ),
        agreed=_named(names, [key for key in reckoning.worlds[0].believed if key not in doubted]),
        stopped=reckoning.stopped,
    )


def _named(names: Mapping[str, str], keys: Sequence[str], partly: Sequence[str] = ()) -> tuple[str, ...]:
    return tuple(names.get(key, key) + (" (in part)" if key in partly else "") for key in keys)


def _heading(question: Question) -> str:
    return capital(question_words(question).replace("in this incident", "here"))


def _scale(figures: Sequence[Figure | None]) -> Scale:
    ends = [end for figure in figures if figure for end in (figure.low, figure.high) if end]
    top = max([_NARROWEST, *ends])
    return Scale(top, bool(ends) and top > _WIDE and top > _SPAN * median(ends))


def _bracket(figure: Figure | None, scale: Scale) -> Bracket:
    if figure is None or figure.unknown:
        return Bracket(figure=figure)
    start = scale.at(figure.low or 0)
    return Bracket(
        figure=figure,
        start=start,
        end=start if figure.high is None else scale.at(figure.high),
        opens_left=figure.low is None and figure.high is not None,
        opens_right=figure.high is None,
    )
