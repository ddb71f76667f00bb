"""What is asked of an estimate: which models, what is assumed and by whom, and which rules are set aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from cenotaph.errors import UsageError
from cenotaph.estimate.base import LEVEL
from cenotaph.estimate.record import Waiver
from cenotaph.model import Refusal

__all__ = ["MOST_FITS", "WAIVABLE", "Asked", "assumption_rows"]

MOST_FITS = 2_000
"""Fits that what a total over strata rests on may take unasked: about a minute."""

WAIVABLE = (
    "below_the_bound",
    "chances_may_differ",
    "linkage_not_carried",
    "lists_differ",
    "lists_echo",
    "no_overlap",
    "one_family",
)
"""Rules that somebody may set aside in writing; from the others no number follows, whatever is written."""


@cache
def assumption_rows() -> Mapping[str, Mapping[str, Any]]:
    """The known assumptions by code: text, source, and the models that each identifies."""
    import tomllib

    text = files("cenotaph.estimate").joinpath("data", "assumptions.toml").read_text("utf-8")
    return {row["code"]: row for row in tomllib.loads(text)["assumption"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Settings of a run.

    ``assume`` holds codes of known assumptions, or words of one's own; ``signed`` who stands for them. ``windows``
    and ``definitions`` say of lists which time they cover and whom they count. ``linked`` says that the lists were
    linked by a method that errs, which tables of sampled linkages say of themselves. ``most_fits`` bounds what the
    diagnostics of a total over strata may take. Raises UsageError for a waiver
    of a rule that cannot be waived or without a reason, an empty assumption, a level outside (0, 1).
    """

    models: tuple[str, ...] = ()
    merge: tuple[tuple[str, ...], ...] = ()
    assume: tuple[str, ...] = ()
    signed: str | None = None
    waive: Mapping[str, str] = field(default_factory=dict)
    windows: Mapping[str, str] = field(default_factory=dict)
    definitions: Mapping[str, str] = field(default_factory=dict)
    linked: bool = False
    diagnose: bool = True
    most_fits: int = MOST_FITS
    seed: int = 0
    level: float = LEVEL

    def __post_init__(self) -> None:
        for rule, reason in self.waive.items():
            if rule not in WAIVABLE:
                raise UsageError(f"the rule {rule!r} cannot be waived", hint=f"these can: {', '.join(WAIVABLE)}")
            if not reason.strip():
                raise UsageError(
                    f"{rule} is waived without a reason", hint=f"--waive {rule}='why it does not matter'"
                )
        if any(not text.strip() for text in self.assume):
            raise UsageError("an empty assumption", hint=f"words, or one of: {', '.join(assumption_rows())}")
        if self.signed is not None and not self.assume:
            raise UsageError("a signature under no assumption", hint="say what is assumed with --assume")
        if not 0 < self.level < 1:
            raise UsageError(f"level {self.level}", hint="between 0 and 1, as 0.95")
        if self.most_fits < 0:
            raise UsageError(f"{self.most_fits} fits", hint="a whole number from 0")
        if self.seed < 0:
            raise UsageError(f"seed {self.seed}", hint="a whole number from 0")

    @property
    def waivers(self) -> tuple[Waiver, ...]:
        """The waivers, in order of their rules."""
        return tuple(Waiver(rule=rule, reason=self.waive[rule].strip()) for rule in sorted(self.waive))

    def standing(self, refusals: tuple[Refusal, ...]) -> tuple[Refusal, ...]:
        """The refusals that are not waived, each once."""
        return tuple(dict.fromkeys(one for one in refusals if one.rule not in self.waive))
