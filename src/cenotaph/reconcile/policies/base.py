"""What a policy is, what it is given, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from cenotaph.errors import RecordError
from cenotaph.model import Figure, FigureKind, Group, Measure
from cenotaph.reconcile.grades import Graded
from cenotaph.reconcile.policies.case import Case

__all__ = ["Beside", "MeasureAnswer", "Policy", "PolicyAnswer", "Source"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a policy is laid down: publisher and title, and the year, section and address that are known."""

    title: str
    year: int | None = None
    section: str = ""
    url: str | None = None

    def __str__(self) -> str:
        year = f" ({self.year})" if self.year else ""
        return f"{self.title}{year}" + (f", {self.section}" if self.section else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A figure that stands next to the answer and is no part of it, and whose it is."""

    label: str
    figure: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureAnswer:
    """What a policy says of one measure: a ``figure`` (kind bounds), or None and the ``refusal`` that says why.

    ``lowest``, ``likeliest`` and ``highest`` are ids of the claims that name each end. ``provisional`` is what is
    kept apart because the policy's own rule is not met; ``beside`` whose figures stand next to the answer.
    ``group`` are the people it is about, where the policy does not answer for all that were asked about.
    """

    measure: Measure
    figure: Figure | None
    refusal: str = ""
    lowest: tuple[str, ...] = ()
    likeliest: tuple[str, ...] = ()
    highest: tuple[str, ...] = ()
    provisional: Figure | None = None
    beside: tuple[Beside, ...] = ()
    notes: tuple[str, ...] = ()
    group: Group | None = None

    def __post_init__(self) -> None:
        if (self.figure is None) != bool(self.refusal):
            raise RecordError("a policy answers or refuses", hint="a figure, or a sentence that says why not")
        if self.figure and self.figure.kind is not FigureKind.BOUNDS:
            raise RecordError(f"a policy's answer of kind {self.figure.kind}", hint="an answer is made of bounds")


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyAnswer:
    """What a policy makes of one incident: ``says`` is its sentence for the page, ``source`` where that is from.

    ``ours`` says what of it is our own reading and is not laid down there.
    """

    name: str
    title: str
    says: str
    source: Source
    subject: str
    killed: MeasureAnswer
    injured: MeasureAnswer
    grade: Graded
    ours: str = ""
    notes: tuple[str, ...] = ()

    @property
    def measures(self) -> tuple[MeasureAnswer, MeasureAnswer]:
        """Killed, then injured."""
        return self.killed, self.injured


class Policy(Protocol):
    """One way of making a single range of what is claimed; a pure function of the case, in any order of the input.

    It never averages and never adds up: every end is one that a claim names. It refuses where no number is given.
    ``tests/reconcile/policies/contract.py`` holds what every policy must keep.
    """

    @property
    def name(self) -> str:
        """The name it is asked for by."""

    def answer(self, case: Case, measure: Measure) -> MeasureAnswer:
        """The answer for killed or injured of the case's group."""
