"""Which texts share fingerprints: an inverted index, without the fingerprints that unrelated reports share.

Arrays throughout: fingerprints are sorted once, and the pairs of a few thousand texts are counted at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cenotaph.resolve.fingerprints import Numbered, Rows, marks_of

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

__all__ = ["REPRINTED_DAYS", "Near", "candidates"]

# a story is reprinted within days; unrelated reports that share words for longer share a phrase of the trade
REPRINTED_DAYS = 14
_UNRELATED_FOR_WEEKS = 3
_UNRELATED = 5
_LOOKED_AT = 8
# a source is looked for among the first texts that hold a fingerprint, so that the cost stays linear
_HOLDERS = 60
_WEIGHED = 12
_RAREST = 1 << 20
# so many pairs are counted at once: some tens of megabytes
_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class Near:
    """For each row the earlier rows that share most fingerprints with it, the likeliest first."""

    starts: Rows
    rows: Rows

    def of(self, row: int) -> list[int]:
        """The earlier rows, at most twelve."""
        found: list[int] = self.rows[self.starts[row] : self.starts[row + 1]].tolist()
        return found


@dataclass(frozen=True, slots=True)
class _Held:
    """The rows of each fingerprint end to end, in order: fingerprint ``g`` has those from ``starts[g]`` on."""

    rows: Rows
    starts: Rows

    @property
    def sizes(self) -> Rows:
        import numpy as np

        return np.diff(self.starts, append=len(self.rows))

    def only(self, wanted: npt.NDArray[np.bool_]) -> _Held:
        import numpy as np

        sizes = self.sizes
        kept = sizes[wanted]
        return _Held(self.rows[np.repeat(wanted, sizes)], np.cumsum(kept) - kept)


def candidates(texts: Numbered, published: Sequence[date | None]) -> Near:
    """The pairs of texts to compare, at most two weeks apart; rows must come oldest first, undated last."""
    import numpy as np

    count = len(published)
    days = np.array([day.toordinal() if day else -1 for day in published], dtype=np.int64)
    marks, rows = marks_of(texts)
    own = _Own(marks, rows, count)
    order = np.argsort(marks)
    new = np.ones(len(marks), dtype=bool)
    new[1:] = np.diff(marks[order]) != 0
    # a fingerprint that comes back in one text is held once
    which, rows = np.divmod(_unique((np.cumsum(new) - 1) * count + rows[order]), max(1, count))
    held = _Held(rows, np.flatnonzero(np.diff(which, prepend=-1)))
    held = held.only(held.sizes > 1)
    return _counted(held.only(~_worn(held, days, own)), days)


def _unique(keys: Rows) -> Rows:
    """The keys in order, each once; sorting takes a fraction of the time of ``numpy.unique``."""
    import numpy as np

    ordered = np.sort(keys)
    once: Rows = ordered[np.diff(ordered, prepend=-1) != 0]
    return once


class _Own:
    """The fingerprints of each row as a set, and whether two rows tell one story."""

    def __init__(self, marks: npt.NDArray[np.uint64], rows: Rows, count: int) -> None:
        import numpy as np

        self._marks = marks
        self._starts = np.searchsorted(rows, np.arange(count + 1))
        self._sets: dict[int, frozenset[int]] = {}
        self._related: dict[tuple[int, int], bool] = {}

    def one_story(self, a: int, b: int) -> bool:
        """Whether most of the shorter text stands in the other; ``a`` is not after ``b``."""
        if a == b:
            return True
        known = self._related.get((a, b))
        if known is None:
            one, two = self._set(a), self._set(b)
            known = self._related[a, b] = 2 * len(one & two) >= min(len(one), len(two))
        return known

    def _set(self, row: int) -> frozenset[int]:
        if row not in self._sets:
            self._sets[row] = frozenset(self._marks[self._starts[row] : self._starts[row + 1]].tolist())
        return self._sets[row]


def _worn(held: _Held, days: Rows, own: _Own) -> npt.NDArray[np.bool_]:
    """Of each fingerprint whether unrelated reports share it: three over weeks, or five at once."""
    import numpy as np

    sizes = held.sizes
    first, last = days[held.rows[held.starts]], days[held.rows[held.starts + sizes - 1]]
    apart = (first >= 0) & (last >= 0) & (last - first > REPRINTED_DAYS)
    enough = np.where(apart, _UNRELATED_FOR_WEEKS, _UNRELATED)
    worn = np.zeros(len(sizes), dtype=bool)
    known: dict[bytes, bool] = {}
    for place in np.flatnonzero(sizes >= enough).tolist():
        rows = held.rows[held.starts[place] : held.starts[place] + sizes[place]]
        # the fingerprints of one story lie in the same texts
        name = rows.tobytes()
        if name not in known:
            known[name] = _unrelated(rows.tolist(), int(enough[place]), own)
        worn[place] = known[name]
    return worn


def _unrelated(rows: Sequence[int], enough: int, own: _Own) -> bool:
    """Whether so many of the rows tell stories of their own."""
    stories: list[int] = []
    for row in [*rows[:: max(1, len(rows) // _LOOKED_AT)], rows[-1]]:
        if not any(own.one_story(story, row) for story in stories):
            stories.append(row)
            if len(stories) >= enough:
                return True
    return False


def _counted(held: _Held, days: Rows) -> Near:
    """For each row the earlier ones that share most fingerprints, the rarest first."""
    import numpy as np

    count = len(days)
    sizes = held.sizes
    start = np.repeat(held.starts, sizes)
    before = np.minimum(np.arange(len(held.rows)) - start, _HOLDERS)
    # what two texts hold alone tells more than what dozens hold; whole numbers, so that sums are exact
    worth = np.repeat(_RAREST // sizes, sizes)
    by_row = np.sort(held.rows * len(held.rows) + np.arange(len(held.rows))) % max(1, len(held.rows))
    later, start, before, worth = held.rows[by_row], start[by_row], before[by_row], worth[by_row]
    # where each row's fingerprints begin, and how many pairs there are before them
    begins = np.searchsorted(later, np.arange(count + 1))
    pairs = np.concatenate([[0], np.cumsum(before)])[begins]
    found: list[tuple[Rows, Rows]] = []
    row = 0
    while row < count:
        stop = max(row + 1, int(np.searchsorted(pairs, pairs[row] + _AT_ONCE, side="right")) - 1)
        own = slice(begins[row], begins[stop])
        number = before[own]
        which = np.repeat(np.arange(len(number)), number)
        step = np.arange(len(which)) - np.repeat(np.cumsum(number) - number, number)
        one, other = later[own][which], held.rows[start[own][which] + step]
        close = (days[one] - days[other] <= REPRINTED_DAYS) | (days[one] < 0) | (days[other] < 0)
        keys, pair = np.unique(one[close] * count + other[close], return_inverse=True)
        weights = np.bincount(pair, weights=worth[own][which][close], minlength=len(keys))
        one, other = np.divmod(keys, count)
        order = np.lexsort((other, -weights, one))
        one, other = one[order], other[order]
        rank = np.arange(len(one)) - np.searchsorted(one, one)
        found.append((one[rank < _WEIGHED], other[rank < _WEIGHED]))
        row = stop
    if not found:
        return Near(np.zeros(1, dtype=np.int64), np.zeros(0, dtype=np.int64))
    one = np.concatenate([rows for rows, _ in found])
    return Near(np.searchsorted(one, np.arange(count + 1)), np.concatenate([rows for _, rows in found]))
