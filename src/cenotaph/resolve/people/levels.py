"""How far two records agree on each thing that is known of both, as a small whole number.

Levels go from 0 (differs) to the highest (alike); -1 where one of them says nothing. Parts of names are compared
by `names.distance`; names in two scripts are comparisons of their own, since Arabic says less.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cenotaph.resolve.names import Part, Sounds, far
from cenotaph.resolve.names.likeness import SHORT_FORM, part_distance
from cenotaph.resolve.people.columns import Columns

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

__all__ = ["COMPARISONS", "NAMES", "LevelMaker", "Levels"]

NAMES = ("own", "father", "grandfather", "family")
ACROSS = tuple(f"{name}_across" for name in NAMES)
# the comparison and how many levels it has
COMPARISONS: dict[str, int] = {
    **dict.fromkeys(NAMES, 6),
    **dict.fromkeys(ACROSS, 5),
    "sex": 2,
    "age": 5,
    "birth": 5,
    "death": 4,
    "place": 4,
    "home": 4,
    "unit": 3,
    "rank": 3,
}
# a distance below these is level 1, 2, 3, 4; level 5 is the same letters
_NEAR = (0.3, 0.18, 0.1, 0.04)
_ONE_LETTER = 0.25  # one letter of the spelling is another: a slip, or another name
_AGES = (5, 2, 1, 0)  # years apart, at most, for level 1, 2, 3, 4
_DAYS = (31, 3, 0)  # days apart, at most, for level 1, 2, 3


@dataclass(frozen=True, eq=False)
class Levels:
    """``of``: comparison -> level of each pair (int8); ``used``: part numbers that agree, [pair, slot, side]."""

    of: dict[str, Array]
    used: Array

    def take(self, rows: Array) -> Levels:
        """The levels of some of the pairs."""
        return Levels({name: level[rows] for name, level in self.of.items()}, self.used[rows])


class LevelMaker:
    """Compares pairs of rows of one set of records; distances between parts are worked out once."""

    def __init__(self, columns: Columns) -> None:
        import numpy as np

        self._columns = columns
        self._special = np.array([bool(p.roots) or p.initial for p in columns.spellings] or [False])
        self._sounds = Sounds.of([p.sounds for p in columns.spellings] or [""])
        texts = [p.text for p in columns.spellings] or [" "]
        self._length = np.array([len(text) for text in texts], np.int32)
        self._ends = np.array([(ord(text[0]), ord(text[-1])) for text in texts], np.int32)
        self._letters = np.array([_letters(text) for text in texts], np.uint64)

    def compare(self, first: Array, second: Array) -> Levels:
        """The levels of pairs of rows."""
        import numpy as np

        columns = self._columns
        distance, used = self._names(columns.parts[first], columns.parts[second])
        for left, right in ((columns.second, columns.parts), (columns.parts, columns.second)):
            some = np.flatnonzero((left[first, 0] >= 0) | (right[second, 0] >= 0))
            some = some[(left[first[some], 0] >= 0) & (right[second[some], 0] >= 0)]
            if len(some):
                other, other_used = self._names(left[first[some]], right[second[some]])
                better = np.nansum(other, axis=1) < np.nansum(distance[some], axis=1)
                distance[some[better]], used[some[better]] = other[better], other_used[better]
        of: dict[str, Array] = {}
        across = columns.abjad[np.maximum(used[:, :, 0], 0)] != columns.abjad[np.maximum(used[:, :, 1], 0)]
        for slot, (name, name_across) in enumerate(zip(NAMES, ACROSS, strict=True)):
            level = sum((distance[:, slot] < bound).astype(np.int8) for bound in _NEAR)
            level = np.where(np.isnan(distance[:, slot]), -1, level).astype(np.int8)
            of[name_across] = np.where(across[:, slot], level, -1).astype(np.int8)
            level = np.where((level == 4) & (used[:, slot, 0] == used[:, slot, 1]), 5, level)
            of[name] = np.where(across[:, slot], -1, level).astype(np.int8)
        of["sex"] = _sexes(columns.sexes[first], columns.sexes[second])
        of["birth"] = _births(columns.births[first], columns.births[second])
        ages = _steps(_gap(columns.ages[first], columns.ages[second]), _AGES)
        of["age"] = np.where(of["birth"] >= 0, -1, ages).astype(np.int8)
        of["death"] = _deaths(columns.deaths[first], columns.deaths[second])
        of["place"] = columns.sites.levels(columns.places[first], columns.places[second])
        of["home"] = self._homes(first, second, of["place"])
        of["unit"] = columns.of_units.levels(columns.units[first], columns.units[second])
        of["rank"] = columns.of_ranks.levels(columns.ranks[first], columns.ranks[second])
        return Levels(of, used)

    def _names(self, left: Array, right: Array) -> tuple[Array, Array]:
        """(distance of each slot, nan where not known; the parts that were laid side by side)."""
        import numpy as np

        # besides slot to slot: the family name of one may stand as a grandfather's or father's of the other
        # (three of four parts given), own and family name may have changed places, and where the father is left out
        # the grandfather stands in his place
        crossings = ((3, 2), (2, 3), (3, 1), (1, 3), (0, 3), (3, 0), (1, 2), (2, 1))
        slots = [*((s, s) for s in range(4)), *crossings]
        straight = self._distances(
            np.concatenate([left[:, s] for s in range(4)]), np.concatenate([right[:, s] for s in range(4)])
        )
        distance = straight.reshape(4, -1).T.copy()
        used = np.stack([left, right], axis=2)
        skipped = (distance[:, 1] >= _NEAR[0]) & np.isnan(distance[:, 2])
        apart = (distance[:, 3] >= _NEAR[0]) | np.isnan(distance[:, 3]) | (distance[:, 0] >= _NEAR[0])
        odd = np.flatnonzero(apart | skipped)
        if not len(odd):
            return distance, used
        a, b = left[odd], right[odd]
        crossed = self._distances(
            np.concatenate([a[:, i] for i, _ in slots[4:]]), np.concatenate([b[:, j] for _, j in slots[4:]])
        ).reshape(8, -1)
        own, family = distance[odd, 0], distance[odd, 3]
        for at, (i, j) in enumerate(crossings[:4]):
            # only where the slot that is laid beside the family name has nothing better to stand beside
            free = np.where(
                np.isnan(distance[odd, j if i == 3 else i]), True, distance[odd, j if i == 3 else i] >= _NEAR[0]
            )
            better = free & (crossed[at] < _NEAR[1]) & ~(family < _NEAR[1])
            rows = odd[better]
            distance[rows, 3] = crossed[at][better]
            distance[rows, j if i == 3 else i] = np.nan
            used[rows, 3, 0], used[rows, 3, 1] = left[rows, i], right[rows, j]
            family = distance[odd, 3]
        for at, (i, j) in ((6, (1, 2)), (7, (2, 1))):
            skipped = np.isnan(distance[odd, 2]) & (distance[odd, 1] >= _NEAR[0]) & (crossed[at] < _NEAR[1])
            rows = odd[skipped]
            distance[rows, 2], distance[rows, 1] = crossed[at][skipped], np.nan
            used[rows, 2, 0], used[rows, 2, 1] = left[rows, i], right[rows, j]
        turned = (crossed[4] < _NEAR[1]) & (crossed[5] < _NEAR[1]) & ~((own < _NEAR[0]) & (family < _NEAR[0]))
        rows = odd[turned]
        distance[rows, 0], distance[rows, 3] = crossed[4][turned], crossed[5][turned]
        used[rows, 0, 0], used[rows, 0, 1] = left[rows, 0], right[rows, 3]
        used[rows, 3, 0], used[rows, 3, 1] = left[rows, 3], right[rows, 0]
        return distance, used

    def _distances(self, left: Array, right: Array) -> Array:
        import numpy as np

        columns = self._columns
        out = np.full(len(left), np.nan, np.float32)
        both = np.flatnonzero((left >= 0) & (right >= 0))
        low, high = np.minimum(left[both], right[both]), np.maximum(left[both], right[both])
        codes, inverse = np.unique(low.astype(np.int64) * len(columns.spellings) + high, return_inverse=True)
        low, high = codes // len(columns.spellings), codes % len(columns.spellings)
        found = np.zeros(len(codes), np.float32)
        unlike = np.flatnonzero(low != high)
        low, high = low[unlike], high[unlike]
        abjad = columns.abjad[low] | columns.abjad[high]
        apart = np.ones(len(low), np.float32)
        near = np.flatnonzero(~self._sounds.unlike(low, high, abjad))
        apart[near] = self._sounds.far(low[near], high[near], abjad[near])
        parts = columns.spellings
        special = np.flatnonzero(self._special[low] | self._special[high])
        apart[special] = _special(
            [parts[i] for i in low[special]], [parts[i] for i in high[special]], abjad[special], apart[special]
        )
        slips = self._may_be_slip(low, high) & (columns.abjad[low] == columns.abjad[high]) & (apart >= _ONE_LETTER)
        for at in np.flatnonzero(slips):
            if _one_letter(parts[low[at]].text, parts[high[at]].text):
                apart[at] = _ONE_LETTER
        found[unlike] = apart
        out[both] = found[inverse]
        return out

    def _may_be_slip(self, low: Array, high: Array) -> Array:
        """Pairs of spellings that could be one letter apart, by their length, their ends and their letters."""
        import numpy as np

        near = np.abs(self._length[low] - self._length[high]) <= 1
        ends = (self._ends[low] == self._ends[high]).any(axis=1)
        few = np.bitwise_count(self._letters[low] ^ self._letters[high]) <= 2
        return np.asarray(near & ends & few)

    def _homes(self, first: Array, second: Array, places: Array) -> Array:
        """Homes; where somebody died at home and the places of death are compared, the home says nothing more."""
        import numpy as np

        columns = self._columns
        level = columns.sites.levels(columns.homes[first], columns.homes[second])
        at_home = (columns.homes == columns.places) & (columns.places >= 0)
        return np.where((places >= 0) & (at_home[first] | at_home[second]), -1, level).astype(np.int8)


def _special(left: list[Part], right: list[Part], abjad: Array, apart: Array) -> Array:
    """The distances of parts that are initials or short for other names, where these are nearer."""
    import numpy as np

    out = apart.copy()
    owner: list[int] = []
    first: list[str] = []
    second: list[str] = []
    for at, (a, b) in enumerate(zip(left, right, strict=True)):
        if a.initial or b.initial:
            out[at] = part_distance(a, b, abjad=bool(abjad[at]))
            continue
        for x in (a.sounds, *a.roots):
            for y in (b.sounds, *b.roots):
                if (x, y) != (a.sounds, b.sounds):
                    owner.append(at)
                    first.append(min(x, y))
                    second.append(max(x, y))
    if owner:
        near = SHORT_FORM + far(first, second, abjad[owner].tolist())
        np.minimum.at(out, np.array(owner), near)
    return out


def _letters(text: str) -> int:
    bits = 0
    for letter in text:
        bits |= 1 << (ord(letter) % 61)
    return bits


def _one_letter(first: str, second: str) -> bool:
    """Whether one letter is another, left out or put in, or two changed places, in four letters or more."""
    if abs(len(first) - len(second)) > 1 or max(len(first), len(second)) < 4:
        return False
    start = 0
    for a, b in zip(first, second, strict=False):
        if a != b:
            break
        start += 1
    a, b = first[start:], second[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and len(a) > 1 and a[2:] == b[2:])


def _gap(left: Array, right: Array) -> Array:
    """Between two intervals, 0 where they meet, -1 where one is unknown."""
    import numpy as np

    gap = np.maximum(0, np.maximum(right[:, 0] - left[:, 1], left[:, 0] - right[:, 1]))
    return np.where((left[:, 0] < 0) | (right[:, 0] < 0), -1, gap)


def _steps(gap: Array, bounds: tuple[int, ...]) -> Array:
    import numpy as np

    level = sum((gap <= bound).astype(np.int8) for bound in bounds)
    return np.where(gap < 0, -1, level).astype(np.int8)


def _deaths(left: Array, right: Array) -> Array:
    """Days of death: a longer time agrees with its days only as far as it goes, and a year says nothing."""
    import numpy as np

    gap = _gap(left, right)
    width = np.maximum(left[:, 1] - left[:, 0], right[:, 1] - right[:, 0])
    level = np.minimum(_steps(gap, _DAYS), _steps(width, _DAYS))
    wide = (gap >= 0) & (gap <= _DAYS[0]) & (width > _DAYS[0])
    return np.where(wide, -1, level).astype(np.int8)


def _sexes(left: Array, right: Array) -> Array:
    import numpy as np

    return np.where((left < 0) | (right < 0), -1, left == right).astype(np.int8)


def _births(left: Array, right: Array) -> Array:
    """0, 1: as many of year, month and day are equal; 2: two are; 3: two, and a digit of the third; 4: all.

    Days that are not exact are level 2 where they can be one, else 0.
    """
    import numpy as np

    epoch = 719163  # 1 January 1970 as an ordinal day
    exact = (left[:, 0] == left[:, 1]) & (right[:, 0] == right[:, 1])
    parts: list[tuple[Array, ...]] = []
    for days in (left[:, 0], right[:, 0]):
        day = (np.maximum(days, 1).astype(np.int64) - epoch).astype("M8[D]")
        month = day.astype("M8[M]")
        parts.append(
            (month.astype("M8[Y]").astype(np.int64), month.astype(np.int64) % 12, (day - month).astype(np.int64))
        )
    equal = sum((a == b).astype(np.int8) for a, b in zip(*parts, strict=True))
    slips = sum(_one_digit(a, b).astype(np.int8) for a, b in zip(*parts, strict=True))
    exactly = np.where(equal == 3, 4, np.where(equal == 2, 2 + slips, equal))
    level = np.where(exact, exactly, np.where(_gap(left, right) == 0, 2, 0))
    return np.where((left[:, 0] < 0) | (right[:, 0] < 0), -1, level).astype(np.int8)


def _one_digit(left: Array, right: Array) -> Array:
    """Whether two numbers differ in one of their last three decimal digits: 1 for 7, 1967 for 1976 is two."""
    import numpy as np

    digits = sum(((left // ten) % 10 != (right // ten) % 10).astype(int) for ten in (1, 10, 100))
    return np.asarray(digits == 1)
