"""One incident by several policies: what each makes of the same claims, and what it does, in its own sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cenotaph.dossier.view import PolicyLine, Toll
from cenotaph.dossier.words import DONE, subject_words
from cenotaph.model import Figure
from cenotaph.reconcile import PolicyAnswer
from cenotaph.reconcile.policies.base import MeasureAnswer

__all__ = ["policy_lines"]


def policy_lines(answers: Sequence[PolicyAnswer]) -> tuple[PolicyLine, ...]:
    """A line for each policy, in the order given."""
    return tuple(
        PolicyLine(
            title=answer.title,
            says=answer.says,
            source=str(answer.source),
            url=answer.source.url,
            ours=answer.ours,
            subject=subject_words(answer.subject),
            grade=answer.grade.grade.value,
            why=answer.grade.reason,
            tolls=tuple(_toll(measured) for measured in answer.measures),
            notes=answer.notes,
        )
        for answer in answers
    )


def _toll(answer: MeasureAnswer) -> Toll:
    return Toll(
        what=DONE[answer.measure],
        figure=answer.figure,
        best=_best(answer.figure),
        refusal=answer.refusal,
        provisional=answer.provisional,
        beside=tuple((one.label, one.figure) for one in answer.beside),
        notes=answer.notes,
    )


def _best(figure: Figure | None) -> Figure | None:
    """The policy's best figure, where it names one that the range does not say already."""
    if figure is None or figure.best is None or figure.low == figure.high:
        return None
    return replace(figure, low=figure.best, high=figure.best)
