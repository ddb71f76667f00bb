"""What a set of claims leaves possible as the answer to a question, with the claims that bind each end."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from cenotaph.model import Claim, Incident, Judgement, Report
from cenotaph.reconcile.base import Bounds, Question
from cenotaph.reconcile.belonging import belonging
from cenotaph.reconcile.system import System
from cenotaph.reconcile.voices import voices_of

__all__ = ["bounds"]


def bounds(
    question: Question,
    claims: Sequence[Claim],
    as_of: date | None = None,
    *,
    reports: Sequence[Report] = (),
    incidents: Sequence[Incident] = (),
    judgements: Sequence[Judgement] = (),
    believe: Collection[str] | None = None,
) -> Bounds:
    """The range of ``question`` that follows if the claims known on ``as_of`` (None: to date) are all true.

    ``believe`` are keys of voices or ids of claims (None: everybody). Without ``incidents`` all claims about an
    incident are about one, and a question that names neither incident, place nor day is about that one. Pure,
    and the same whatever the order of the input. Raises ContradictionError when the claims that bear on the
    question cannot all be true, NotFoundError when none is left.
    """
    if not incidents and (question.incident, question.place, question.first, question.last) == (None,) * 4:
        question = replace(question, incident="")
    evidence = belonging(reports, claims, judgements=judgements, as_of=as_of).whole
    system = System.build(evidence, evidence.claims, incidents, judgements)
    if believe is None:
        return system.bounds(question)
    keys = voices_of(evidence, judgements).keys
    return system.bounds(question, [i for i in system.ids if i in believe or keys[i] in believe])
