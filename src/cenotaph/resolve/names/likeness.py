"""Whether two written names can be one person's, looked at by themselves, without anything else that is known.

Every part of the shorter name must have its like in the longer, in the same order (the family name may stand
first); one part that differs decides, because brothers share all others. For records with ages, places and dates
use `resolve.people`, which weighs what is rare.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cenotaph.resolve.names.distance import how_far
from cenotaph.resolve.names.parts import Name, Part

__all__ = ["NameLikeness", "compare_names", "part_distance", "same_name"]

_SAME = 0.25  # the worst part of one name in two spellings is closer than this
_LEFT_OUT = 0.02  # for each part that only the longer name has
_TURNED = 0.04  # the family name stands first in one of them
SHORT_FORM = 0.08  # Zhenya for Yevgeny
_AS_A_WHOLE = 0.1  # words run together: the letters are nearly the same
_INITIAL = 0.15  # J. for Jean
_Pairs = tuple[tuple[Part, Part, float], ...]


@dataclass(frozen=True, slots=True)
class NameLikeness:
    """How alike two names are (0..1), the distance of their worst parts, and the pairs of parts it rests on."""

    score: float
    worst: float
    pairs: _Pairs


def same_name(first: Name, second: Name) -> bool:
    """Whether two names are spellings of one, by all that the names themselves say."""
    return compare_names(first, second).score >= 0.5


def compare_names(first: Name, second: Name) -> NameLikeness:
    """The best way to lay two names side by side; score .5 is the border of what is held for one name."""
    short, long = sorted((first, second), key=lambda name: (len(name.parts), name.text))
    if not short.parts:
        return NameLikeness(0.0, 1.0, ())
    abjad = first.script.abjad or second.script.abjad
    found: list[tuple[float, float, _Pairs]] = []
    for turned, parts in enumerate(
        (short.parts, (*short.parts[1:], short.parts[0]), (short.parts[-1], *short.parts[:-1]))
    ):
        if turned and len(parts) == 1:
            continue
        pairs = _side_by_side(parts, long.parts, abjad)
        worst = max(distance for _, _, distance in pairs)
        far = worst + _LEFT_OUT * (len(long.parts) - len(parts)) + (_TURNED if turned else 0.0)
        found.append((far, worst, pairs))
    found.extend(_run_together(first, second, abjad))
    far, worst, pairs = min(found, key=lambda item: item[0])
    return NameLikeness(1 / (1 + (far / _SAME) ** 3), worst, pairs)


def part_distance(first: Part, second: Part, *, abjad: bool) -> float:
    """The distance of two parts, 0..1; a short form is near its name, an initial near what begins with it."""
    if first.initial or second.initial:
        return _INITIAL if first.sounds[:1] == second.sounds[:1] else 1.0
    distance = how_far(*sorted((first.sounds, second.sounds)), abjad=abjad)
    if first.roots or second.roots:
        for a in (first.sounds, *first.roots):
            for b in (second.sounds, *second.roots):
                distance = min(distance, SHORT_FORM + how_far(*sorted((a, b)), abjad=abjad))
    return distance


def _run_together(first: Name, second: Name, abjad: bool) -> Iterator[tuple[float, float, _Pairs]]:
    """Names with another number of parts that sound alike as a whole ("SergeiLavrov"): words split or joined."""
    if len(first.parts) != len(second.parts) and max(len(first.parts), len(second.parts)) > 1:
        whole = ["".join(part.sounds for part in name.parts) for name in (first, second)]
        worst = how_far(*sorted(whole), abjad=abjad)
        if worst <= _AS_A_WHOLE:
            yield worst, worst, ()


def _side_by_side(short: Sequence[Part], long: Sequence[Part], abjad: bool) -> _Pairs:
    """Each part of the shorter name beside one of the longer, in order, the worst pair as near as can be."""
    rows, columns = len(short), len(long)
    cost = [[part_distance(a, b, abjad=abjad) for b in long] for a in short]
    best: dict[tuple[int, int], tuple[tuple[float, ...], tuple[int, ...]]] = {}

    def lay(row: int, column: int) -> tuple[tuple[float, ...], tuple[int, ...]]:
        if row == rows:
            return (), ()
        if columns - column < rows - row:
            return (9.0,), ()
        if (row, column) not in best:
            costs, chosen = lay(row + 1, column + 1)
            here = (tuple(sorted((cost[row][column], *costs), reverse=True)), (column, *chosen))
            best[row, column] = min(here, lay(row, column + 1))
        return best[row, column]

    _, chosen = lay(0, 0)
    return tuple((short[row], long[column], cost[row][column]) for row, column in enumerate(chosen))
