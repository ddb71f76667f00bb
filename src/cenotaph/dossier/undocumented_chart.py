"""Fifty dots a model, each as likely as the next, against what is documented; floors are open brackets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["Axis", "row"]

WIDE = 600
_TALL, _RADII = 96, (5.0, 4.4, 3.8, 3.2, 2.6, 2.1, 1.7, 1.4)
_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Axis:
    """From nobody to ``most``; ``ticks`` are (share of the width in per cent, words)."""

    most: float
    ticks: tuple[tuple[float, str], ...]

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Axis:
        """An axis that holds the documented and every end and dot of an answer (``Estimate.to_dict``)."""
        ends: list[float] = [told["documented"] * 1.1 + 1]
        for one in (*told["models"], told["estimate"] or {}):
            ends += [one[end] for end in ("low", "best", "high") if one.get(end) is not None]
            ends += one.get("dots", ())[-1:]
        most = max(ends) * 1.02
        step = next(size * 10**power for power in range(12) for size in _STEPS if most / (size * 10**power) <= 6)
        marks = [step * n for n in range(int(most // step) + 1)]
        return cls(most, tuple((round(100 * mark / most, 2), f"{mark:,.0f}") for mark in marks))

    def at(self, number: float) -> float:
        """Where a number lies on a drawing of the chart's width."""
        return WIDE * number / self.most


def row(one: Mapping[str, Any], documented: int, axis: Axis) -> str:
    """SVG of one model: dots where it has draws, else a bracket between its ends, open if it has no upper one."""
    known = f"{axis.at(documented):.1f}"
    if one["refused"] is not None:
        body, tall = "", 14.0
    elif one["dots"] and not one["lower_bound"]:
        body, tall = _dots(one["dots"], axis)
    else:
        body, tall = _bracket(one, axis), 22.0
    return (
        f'<svg class="dots" viewBox="0 0 {WIDE} {tall:g}" aria-hidden="true">'
        f'<rect class="known" x="0" y="{tall - 4:g}" width="{known}" height="4"/>'
        f'<line class="floor" x1="{known}" x2="{known}" y1="0" y2="{tall:g}"/>{body}</svg>'
    )


def _dots(values: Sequence[float], axis: Axis) -> tuple[str, float]:
    """The dots in stacks, as large as fits; and how tall the drawing is."""
    for radius in _RADII:
        stacks = Counter(int(axis.at(value) // (2 * radius)) for value in values)
        tall = max(stacks.values()) * 2 * radius + 8
        if tall <= _TALL:
            break
    places = [(2 * stack + 1, 2 * nth + 1) for stack, many in sorted(stacks.items()) for nth in range(many)]
    circles = [
        f'<circle cx="{x * radius:.1f}" cy="{tall - 6 - y * radius:.1f}" r="{radius * 0.88:.2f}"/>'
        for x, y in places
    ]
    return f'<g class="d">{"".join(circles)}</g>', tall


def _bracket(one: Mapping[str, Any], axis: Axis) -> str:
    low = axis.at(one["low"])
    path = f"M{low + 6:.1f} 2H{low:.1f}V14H{low + 6:.1f}M{low:.1f} 8"
    if one["high"] is None or one["lower_bound"]:
        path += f"H{WIDE}"
    else:
        high = axis.at(one["high"])
        path += f"H{high:.1f}M{high - 6:.1f} 2H{high:.1f}V14H{high - 6:.1f}"
    return f'<path class="bound" d="{path}"/>'
