"""Of many worlds what tells most: which questions they answer differently, and whose words an answer rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cenotaph.model import Figure, Measure
from cenotaph.reconcile.base import Bounds, Question, World

__all__ = ["Answered", "answered", "telling_questions"]

_DIES = (Measure.KILLED, Measure.KILLED_OR_INJURED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer to some questions, and the largest world that gives it.

    ``believed`` and ``without`` are keys of the voices in dispute, those first whose claims set an answer's ends.
    ``alike`` is how many worlds give the same answer, this one among them.
    """

    world: World
    answers: tuple[Bounds | None, ...]
    believed: tuple[str, ...]
    without: tuple[str, ...]
    alike: int

    def figure(self, place: int) -> Figure | None:
        """The figure that answers the question at ``place``."""
        bounds = self.answers[place]
        return bounds.figure if bounds else None


def telling_questions(worlds: Sequence[World], most: int = 3) -> tuple[Question, ...]:
    """The questions that the worlds answer most differently: of the incident, and at least one total over more.

    Questions about the dead come first; one that no world limits tells nothing.
    """
    asked = list(dict.fromkeys(bounds.question for world in worlds for bounds in world.bounds))
    spread = {question: _spread(worlds, question) for question in asked}
    useful = [question for question in asked if spread[question]] or asked[:1]
    here = [q for q in useful if q.incident is not None]
    wider = [q for q in useful if q.incident is None]

    def first(questions: Sequence[Question]) -> list[Question]:
        return sorted(questions, key=lambda q: (q.measure not in _DIES, -spread[q]))

    kept = first(here)[: most - min(1, len(wider))]
    kept += first(wider)[: most - len(kept)]
    return tuple(question for question in asked if question in kept)


def _spread(worlds: Sequence[World], question: Question) -> int:
    """How many answers that limit something the worlds give."""
    found = {_ends(_bounds(world, question)) for world in worlds}
    return len(found - {(None, None), (0, None)})


def answered(
    worlds: Sequence[World], questions: Sequence[Question], voices: Mapping[str, str], most: int | None = None
) -> tuple[Answered, ...]:
    """The answers that are possible, each with the first world that gives it; ``voices``: claim id -> key.

    Of many the ``most`` that the largest worlds give, in the order of the numbers, lowest first. Voices that every
    world believes are left out: they decide nothing.
    """
    doubted = {key for world in worlds for key in (*world.without, *world.partly)}
    groups: dict[tuple[tuple[int | None, int | None], ...], list[World]] = {}
    for world in worlds:
        groups.setdefault(tuple(_ends(_bounds(world, q)) for q in questions), []).append(world)
    firsts = {key: tuple(_bounds(group[0], q) for q in questions) for key, group in groups.items()}
    binding = {voices[i] for answers in firsts.values() for b in answers if b for i in (*b.lowest, *b.highest)}
    found = []
    for key, group in groups.items():
        world, answers = group[0], firsts[key]
        own = {voices[i] for b in answers if b for i in (*b.lowest, *b.highest)}
        believed = [v for v in (*world.believed, *world.partly) if v in doubted]
        found.append(
            Answered(
                world=world,
                answers=answers,
                believed=tuple(sorted(believed, key=lambda voice: voice not in own)),
                without=tuple(sorted(world.without, key=lambda voice: voice not in binding)),
                alike=len(group),
            )
        )
    return tuple(sorted(found[:most], key=lambda row: [_order(bounds) for bounds in row.answers]))


def _order(bounds: Bounds | None) -> tuple[int, bool, int]:
    low, high = _ends(bounds)
    return low or 0, high is None, high or 0


def _bounds(world: World, question: Question) -> Bounds | None:
    return next((bounds for bounds in world.bounds if bounds.question == question), None)


def _ends(bounds: Bounds | None) -> tuple[int | None, int | None]:
    return (bounds.figure.low, bounds.figure.high) if bounds else (None, None)
