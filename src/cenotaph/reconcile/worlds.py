"""Whom to believe: the largest sets of voices that can all be true together, and what follows from each.

A voice is believed whole. One that contradicts itself cannot be: each of its statements that do so is believed or
not on its own, and a world that believes only some of them says so (``World.partly``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from cenotaph.errors import ContradictionError, NotFoundError
from cenotaph.reconcile.base import Bounds, Contradiction, Question, World
from cenotaph.reconcile.contradictions import MANY_PAIRS, Reckoner, statements
from cenotaph.reconcile.evidence import Evidence
from cenotaph.reconcile.marco import Conflict, settle, shrink

__all__ = ["MOST", "Answerer", "Worlds", "believe", "worlds"]

# how many worlds are given; the largest come first
MOST = 32
# where a conflict is found that nobody knew of, so many further sets are tested at once
_MORE = 128
# where the conflicts do not come to an end, so many worlds are grown one by one
_FEW = 8
# so many ways to settle one dispute are made, without a question to the system
_WAYS = 1024


class Answerer(Reckoner, Protocol):
    """A constraint system that also answers questions."""

    def bounds(self, question: Question, ids: Collection[str] | None = None) -> Bounds:
        """What ``ids`` leave possible; raises ContradictionError when they cannot all be true."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worlds:
    """The worlds, the largest first, and in words which were not made (empty: all were)."""

    found: tuple[World, ...]
    stopped: tuple[str, ...] = ()


def worlds(
    system: Answerer,
    evidence: Evidence,
    contradictions: Iterable[Contradiction],
    questions: Sequence[Question],
    *,
    voices: Mapping[str, str] | None = None,
    most: int = MOST,
    rounds: int = 20,
) -> Worlds:
    """The ``most`` largest consistent sets of voices, each with its answer to every question.

    ``voices`` says who speaks in each claim (claim id -> key); without it the evidence's speakers do.
    ``contradictions`` are those found before: they save work, and say which voices contradict themselves.
    Conflicts that were not among them are learnt in at most so many ``rounds``.
    """
    who = evidence.keys if voices is None else voices
    parts = _parts(system, evidence, who, contradictions)
    part_of = {claim_id: name for name, ids in parts.items() for claim_id in ids}
    told = [*(one.claims for one in contradictions), *system.pairs()]
    known = {frozenset(part_of[i] for i in ids) for ids in told}

    def conflict(names: Collection[str]) -> frozenset[str] | None:
        core = system.conflict([i for name in parts if name in names for i in parts[name]])
        return None if core is None else frozenset(part_of[i] for i in core)

    if len(known) > MANY_PAIRS:
        names, stopped = _a_few(tuple(parts), conflict, known)
    else:
        names, stopped = _largest(tuple(parts), conflict, known, most, rounds)
    ids = [tuple(i for i in system.ids if part_of[i] in believed) for believed in names]
    return Worlds(found=tuple(_world(system, who, believed, questions) for believed in ids), stopped=stopped)


def _largest(
    parts: Sequence[str], conflict: Conflict, known: Collection[frozenset[str]], most: int, rounds: int
) -> tuple[list[frozenset[str]], tuple[str, ...]]:
    """The ``most`` largest maximal consistent sets, and what was not searched.

    What the known conflicts allow is tested, the largest first; a conflict that nobody knew of is learnt.
    """
    tested: set[frozenset[str]] = set()
    for _ in range(rounds):
        allowed = settle(known, parts, _WAYS)
        sets = list(islice(allowed.maximal(), most + _MORE))
        fresh: set[frozenset[str]] = set()
        for place, names in enumerate(sets):
            if place >= most and not fresh:
                break
            rest = names
            while rest not in tested:
                core = next((core for core in fresh if core <= rest), None)
                if core is None and (found := conflict(rest)) is not None:
                    core = shrink(found, conflict, parts)
                    fresh.add(core)
                if core is None:
                    tested.add(rest)
                else:
                    rest -= core
        if not fresh:
            more = f"{most} worlds are given, those of the most voices first: there are more"
            some = "too many voices contradict each other for all worlds to be made: larger ones may be missing"
            return sets[:most], tuple(s for s, so in ((some, allowed.stopped), (more, len(sets) > most)) if so)
        known = {core for core in known if not any(other < core for other in fresh)} | fresh
    grown = dict.fromkeys(_grown(names, conflict, parts) for names in sets[:_FEW])
    return list(grown), (f"only {len(grown)} worlds are given, not always the largest: there are more",)


def _a_few(
    parts: Sequence[str], conflict: Conflict, known: Collection[frozenset[str]]
) -> tuple[list[frozenset[str]], tuple[str, ...]]:
    """Maximal consistent sets around those whom the fewest contradict; where nearly all contradict each other."""
    against: dict[str, set[str]] = {part: set() for part in parts}
    for core in known:
        for part in core if len(core) == 2 else ():
            against[part] |= core - {part}
    ranked = sorted(parts, key=lambda part: (len(against[part]), parts.index(part)))
    found: dict[frozenset[str], None] = {}
    for seed in ranked:
        names = frozenset[str]() if conflict({seed}) else frozenset({seed})
        for part in ranked:
            if part not in names and not names & against[part] and conflict(names | {part}) is None:
                names |= {part}
        found[names] = None
        if len(found) == _FEW:
            break
    few = f"only {len(found)} worlds are given, not always the largest: there are many more"
    return sorted(found, key=lambda names: (-len(names), sorted(map(parts.index, names)))), (few,)


def _grown(names: frozenset[str], conflict: Conflict, parts: Sequence[str]) -> frozenset[str]:
    """A maximal consistent set made from ``names``: the last of each conflict is left out, then others come in."""
    while (core := conflict(names)) is not None:
        names -= {max(core, key=parts.index)}
    for part in parts:
        if part not in names and conflict(names | {part}) is None:
            names |= {part}
    return names


def believe(
    system: Answerer, voices: Mapping[str, str], chosen: Collection[str], questions: Sequence[Question]
) -> World:
    """What follows if ``chosen`` (keys of voices) are believed and nobody else.

    Raises NotFoundError for a voice that puts forward no number, and ContradictionError, which names the claims,
    when they cannot all be true.
    """
    speaking = {voices[i] for i in system.ids}
    if unheard := sorted(set(chosen) - speaking):
        raise NotFoundError(
            f"no number is put forward by {', '.join(unheard)}", hint=f"there are: {', '.join(sorted(speaking))}"
        )
    ids = tuple(i for i in system.ids if voices[i] in chosen)
    if (core := system.conflict(ids)) is not None:
        raise ContradictionError(
            "these voices cannot all be believed",
            hint="leave one of them out, or see the contradictions",
            claims=tuple(i for i in ids if i in core),
        )
    return _world(system, voices, ids, questions)


def _world(
    system: Answerer, voices: Mapping[str, str], ids: tuple[str, ...], questions: Sequence[Question]
) -> World:
    heard = {voices[i] for i in ids}
    doubted = {voices[i] for i in system.ids if i not in set(ids)}
    speaking = tuple(dict.fromkeys(voices[i] for i in system.ids))
    return World(
        believed=tuple(voice for voice in speaking if voice in heard - doubted),
        partly=tuple(voice for voice in speaking if voice in heard & doubted),
        without=tuple(voice for voice in speaking if voice in doubted - heard),
        claims=ids,
        bounds=tuple(system.bounds(question, ids) for question in questions),
    )


def _parts(
    system: Reckoner, evidence: Evidence, voices: Mapping[str, str], contradictions: Iterable[Contradiction]
) -> dict[str, tuple[str, ...]]:
    """What is believed or not as one, by name: a voice, or each statement with which a voice contradicts itself."""
    by_id = {claim.id: claim for claim in evidence.claims}
    split = {i for one in contradictions if len(one.voices) == 1 for i in one.claims}
    parts: dict[str, list[str]] = {}
    for same in statements([by_id[i] for i in system.ids]):
        alone = {voices[claim.id] for claim in same if claim.id in split}
        for claim in same:
            voice = voices[claim.id]
            parts.setdefault(f"{voice}: {same[0].id}" if voice in alone else voice, []).append(claim.id)
    return {name: tuple(ids) for name, ids in parts.items()}
