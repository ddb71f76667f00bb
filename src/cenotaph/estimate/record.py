"""What an estimate is: the documented and the estimated apart, each model's word, every refusal, and the trail."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cenotaph.model import Interval, Refusal, to_dict

if TYPE_CHECKING:
    from cenotaph.estimate.base import Fit

__all__ = ["DOTS", "Assumption", "Estimate", "ListUse", "Waiver", "outward"]

DOTS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ListUse:
    """One list as it was given: its people, those of them on no other, and what became of it."""

    name: str
    size: int
    alone: int
    use: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A rule that was set aside in writing, with the reason given."""

    rule: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """What must hold for the number to mean something, and how that stands.

    ``state`` is ``signed`` (somebody stands for it), ``held`` (the data or a declaration say so), ``open`` (nobody
    can tell from the lists), or ``broken``.
    """

    code: str
    text: str
    state: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Estimate:
    """How many there are in all, or why no honest number exists.

    ``interval`` is the headline, None where it is refused; ``fits`` what each model says, with its draws. Totals
    hold the documented. ``documented_range`` is what sampled linkages make of the documented. ``agree`` says
    whether the families agree (see ``headline``; None: there are no two). ``diagnostics``,
    ``inputs`` and ``settings`` hold plain JSON values.
    """

    documented: int
    interval: Interval | None
    fits: tuple[Fit, ...]
    refusals: tuple[Refusal, ...]
    level: float
    seed: int
    documented_range: tuple[int, int] | None = None
    agree: bool | None = None
    lists: tuple[ListUse, ...] = ()
    overlaps: tuple[tuple[int, ...], ...] = ()
    patterns: tuple[tuple[tuple[str, ...], int], ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    notes: tuple[str, ...] = ()
    stratum: tuple[tuple[str, str], ...] = ()
    strata: tuple[Estimate, ...] = ()
    diagnostics: Mapping[str, Any] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    inputs: Mapping[str, Any] = field(default_factory=dict)

    @property
    def refused(self) -> bool:
        """Whether there is no headline."""
        return self.interval is None

    @property
    def sentence(self) -> str:
        """The answer in words, ends rounded outward to three digits."""
        said: str = self.to_dict()["sentence"]
        return said

    def inference_data(self) -> Any:
        """The models' draws as ArviZ InferenceData (see ``estimate.inference_data``); needs the extra ``arviz``."""
        from cenotaph.estimate.inference_data import inference_data

        return inference_data(self)

    def to_dict(self) -> dict[str, Any]:
        """The answer as JSON values; fields are added to it and never renamed."""
        from cenotaph.estimate.words import sentence

        floor = self.documented_range[0] if self.documented_range else self.documented
        told: dict[str, Any] = {
            "kind": "cenotaph-estimate",
            "version": 1,
            "of": "total",
            "documented": self.documented,
            "documented_range": to_dict(self.documented_range),
            "estimate": None if self.interval is None else outward(self.interval, self.documented, floor),
            "agree": self.agree,
            "refusals": to_dict(self.refusals),
            "models": [_model(fit, self.documented, floor, self.level) for fit in self.fits],
            "seed": self.seed,
            "level": self.level,
            "stratum": dict(self.stratum),
            "lists": to_dict(self.lists),
            "overlaps": to_dict(self.overlaps),
            "patterns": [{"lists": list(lists), "count": count} for lists, count in self.patterns],
            "assumptions": to_dict(self.assumptions),
            "waivers": to_dict(self.waivers),
            "notes": list(self.notes),
            "diagnostics": dict(self.diagnostics),
            "strata": [one.to_dict() for one in self.strata],
            "settings": dict(self.settings),
            "inputs": dict(self.inputs),
        }
        return told | {"sentence": sentence(told)}


def outward(interval: Interval, documented: int, floor: int) -> dict[str, Any]:
    """An interval of the total as whole people, the low end down and the high end up, and the same without the
    documented under ``undocumented``; nothing below ``floor``, which every linkage documents.
    """
    low = max(floor, math.floor(interval.low))
    high = None if interval.high is None else max(low, math.ceil(interval.high))
    best = None if interval.best is None else max(low, round(interval.best))
    ends = {"low": low, "best": best if high is None or best is None else min(best, high), "high": high}
    return {
        **ends,
        "level": interval.level,
        "undocumented": {name: None if end is None else max(0, end - documented) for name, end in ends.items()},
    }


def _model(fit: Fit, documented: int, floor: int, level: float) -> dict[str, Any]:
    nothing = {"low": None, "best": None, "high": None}
    ends = {**nothing, "level": level, "undocumented": nothing}
    if fit.interval is not None:
        ends = outward(fit.interval, documented, floor)
    return {
        "model": fit.model,
        **ends,
        "refused": to_dict(fit.refusal),
        "lower_bound": fit.lower_bound,
        # draws of a model that was refused are for looking at, and no answer
        "dots": _dots(fit.draws, floor) if fit.interval is not None else [],
        "settings": dict(fit.settings),
        "diagnostics": dict(fit.diagnostics),
    }


def _dots(draws: Sequence[float] | Any, floor: int) -> list[int]:
    """Fifty values of the total that are as likely as each other, ascending; none where there are no draws."""
    if draws is None or not len(draws):
        return []
    import numpy as np

    at = (np.arange(DOTS) + 0.5) / DOTS
    return [max(floor, round(float(value))) for value in np.quantile(draws, at)]
