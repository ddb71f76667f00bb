"""Questions to a case: built once from the records, asked often, of everybody or of the voices one believes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from cenotaph.errors import ContradictionError
from cenotaph.model import Claim, Incident, Judgement, Report
from cenotaph.reconcile.base import Bounds, Contradiction, Question, World
from cenotaph.reconcile.belonging import belonging
from cenotaph.reconcile.contradictions import Contradictions, contradictions
from cenotaph.reconcile.evidence import Evidence
from cenotaph.reconcile.naming import find_voices, voice_names
from cenotaph.reconcile.questions import question_words
from cenotaph.reconcile.system import System
from cenotaph.reconcile.voices import voices_of
from cenotaph.reconcile.worlds import Worlds, believe, worlds

__all__ = ["Inquiry", "Reply"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What follows for one question, said back in ``words``.

    ``bounds`` is None where the claims that bear on it contradict each other; then ``contradictions`` says which
    and ``worlds`` what follows from each largest set of voices that do not. ``believed`` are the keys of the
    voices that were asked about, None for everybody. ``stopped`` says what was not searched.
    """

    question: Question
    words: str
    believed: tuple[str, ...] | None
    bounds: Bounds | None
    contradictions: tuple[Contradiction, ...] = ()
    worlds: tuple[World, ...] = ()
    stopped: tuple[str, ...] = ()


class Inquiry:
    """The claims known by a day, ready for questions; the same answers in any order of the input."""

    def __init__(
        self,
        reports: Sequence[Report],
        claims: Sequence[Claim],
        incidents: Sequence[Incident] = (),
        *,
        judgements: Sequence[Judgement] = (),
        as_of: date | None = None,
    ) -> None:
        self.evidence: Evidence = belonging(reports, claims, judgements=judgements, as_of=as_of).whole
        self.keys: Mapping[str, str] = voices_of(self.evidence, judgements).keys
        self.system = System.build(self.evidence, self.evidence.claims, incidents, judgements)
        self._outlets = {report.id: report.publisher or "" for report in reports}
        self._found: dict[tuple[str, ...], tuple[Contradictions, Worlds]] = {}

    @cached_property
    def names(self) -> dict[str, str]:
        """Key of a voice -> its name, of the voices that put forward a number, in the order in which they speak."""
        return voice_names([self.system.claims[i] for i in self.system.ids], self.keys, self._outlets)

    def voices(self, asked: Collection[str]) -> tuple[str, ...]:
        """The keys of the voices called so; NotFoundError, with near matches, for one that gives no number."""
        return find_voices(asked, [self.system.claims[i] for i in self.system.ids], self.keys, self._outlets)

    def ask(self, question: Question, believed: Collection[str] | None = None) -> Reply:
        """What follows for ``question`` if ``believed`` (keys, None: everybody) are right where it matters."""
        whom = None if believed is None else tuple(key for key in self.names if key in set(believed))
        words = question_words(question)
        ids = self.system.ids if whom is None else [i for i in self.system.ids if self.keys[i] in whom]
        try:
            found = self.system.bounds(question, ids)
        except ContradictionError:
            told, made = self._settled(tuple(i for i in self.system.bearing(question) if i in set(ids)))
            return Reply(
                question=question,
                words=words,
                believed=whom,
                bounds=None,
                contradictions=told.found,
                worlds=tuple(replace(w, bounds=(self.system.bounds(question, w.claims),)) for w in made.found),
                stopped=(*told.stopped, *made.stopped),
            )
        return Reply(question=question, words=words, believed=whom, bounds=found)

    def _settled(self, ids: tuple[str, ...]) -> tuple[Contradictions, Worlds]:
        """What is contradictory among these claims and whom one can believe: found once, for any question."""
        if ids not in self._found:
            part = _Part(self.system, ids)
            told = contradictions(part, self.evidence, self.keys)
            self._found[ids] = told, worlds(part, self.evidence, told.found, (), voices=self.keys)
        return self._found[ids]

    def believe(self, chosen: Collection[str], questions: Sequence[Question]) -> World:
        """What follows if ``chosen`` (keys) are right and nobody else; ContradictionError where they cannot be."""
        return believe(self.system, self.keys, chosen, questions)


class _Part:
    """Some of a system's claims, with the system's own answers."""

    def __init__(self, system: System, ids: Sequence[str]) -> None:
        self.system, self.ids = system, tuple(ids)

    def conflict(self, ids: Collection[str]) -> frozenset[str] | None:
        return self.system.conflict(ids)

    def gap(self, ids: Collection[str]) -> int:
        return self.system.gap(ids)

    def pairs(self) -> tuple[frozenset[str], ...]:
        return tuple(pair for pair in self.system.pairs() if pair <= set(self.ids))

    def threes(self) -> tuple[frozenset[str], ...]:
        return tuple(some for some in self.system.threes() if some <= set(self.ids))

    def sides(self, ids: Collection[str]) -> Mapping[str, str]:
        return self.system.sides(ids)

    def bounds(self, question: Question, ids: Collection[str] | None = None) -> Bounds:
        return self.system.bounds(question, self.ids if ids is None else ids)
