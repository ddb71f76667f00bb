"""In a list that names nobody twice only one record can be the same person: candidates are rivals for one place.

The linkages that the constraints allow are matchings, each as likely as the product of the odds of its pairs. How
likely a pair is in one of them follows by passing messages between records (Bayati, Shah & Sharma 2008; exact where
rivals form no ring). What the odds are to begin with hangs on how many records are left over, as in the prior over
matchings of Sadinle (2017). A linkage is drawn by disturbing the odds and taking the best (Papandreou & Yuille
2011): rivals for a place share one deviate, that of nobody having it, which makes the choice between them exact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

__all__ = ["Rivals", "who_stands_once"]

_ROUNDS = 40
_NEGLIGIBLE = -12.0  # log-odds of a pair that takes nothing from its rivals
_TWICE = 0.1  # expected records of the same person in the same list, above which a record may be a second one
_LONG = 20  # records of a list of which it matters how many are left over
_LEFT = 0.1  # the least share of a list that is thought to be left over


def who_stands_once(first: Array, second: Array, odds: Array, lists: Array, alone: Array) -> tuple[Array, Array]:
    """(the list of each row, for each list whether nobody stands twice in it), after a look into the lists.

    Two records that are surely two people cannot both be a third, whatever their list says of itself: of a long
    list that may name someone twice, the rows that are like no other of its rows become a list of their own.
    """
    import numpy as np

    inside = lists[first] == lists[second]
    likely = np.where(inside, 1 / (1 + np.exp(-odds)), 0.0)
    twice = sum(np.bincount(end, weights=likely, minlength=len(lists)) for end in (first, second)) > _TWICE
    may_repeat = ~alone & (np.bincount(lists, minlength=len(alone)) >= _LONG)
    once = may_repeat[lists] & ~twice
    numbers = len(alone) + np.cumsum(may_repeat) - 1
    return np.where(once, numbers[lists], lists), np.r_[alone, np.ones(int(may_repeat.sum()), bool)]


class Rivals:
    """Which pairs want the same place: (record, list in which nobody stands twice), at either end of a pair."""

    def __init__(self, first: Array, second: Array, lists: Array, alone: Array) -> None:
        """``first``, ``second``: rows of each pair; ``lists``: the list of each row; ``alone``: for each list."""
        import numpy as np

        # the end in the earlier list comes first, so that all who want one place have it at the same end
        turned = lists[first] > lists[second]
        ends = np.where(turned, second, first), np.where(turned, first, second)
        self._places: list[Array] = []
        self._counts: list[Array] = []
        for here, there in (ends, ends[::-1]):
            _, place = np.unique(here.astype(np.int64) * len(alone) + lists[there], return_inverse=True)
            self._places.append(place)
            self._counts.append(alone[lists[there]])
        codes, self._between = np.unique(
            lists[ends[0]].astype(np.int64) * len(alone) + lists[ends[1]], return_inverse=True
        )
        sizes = np.bincount(lists, minlength=len(alone))
        self._sizes = sizes[codes // len(alone)], sizes[codes % len(alone)]

    def settle(self, odds: Array, *, lift: bool = True) -> tuple[Array, Array]:
        """(log-odds, how likely each pair is once its rivals count); ``odds``: its log-odds by itself.

        ``lift``: whether ``odds`` suppose that any two records may be one person. Of two lists that overlap many
        are taken by one another; who a record that is left over is about can only be among those that are left, so
        its candidates are likelier by the number of records over that of those left, on either side.
        """
        import numpy as np

        rows = np.flatnonzero((odds > _NEGLIGIBLE) & (self._counts[0] | self._counts[1]))
        alone = np.exp(odds[rows])
        between, own, gain = self._between[rows], alone, np.ones(len(rows))
        places = [np.unique(place[rows], return_inverse=True)[1] for place in self._places]
        # what rivals leave of the place at each end, as far as the pairs beyond that end tell
        free = [np.ones(len(rows)), np.ones(len(rows))]
        for _ in range(_ROUNDS if len(rows) else 0):
            told = []
            for side in (0, 1):
                wanted = own * free[1 - side]
                rivals = np.bincount(places[side], weights=wanted)[places[side]] - wanted
                left = np.where(self._counts[side][rows], 1 / (1 + np.maximum(rivals, 0)), 1.0)
                # half way on the scale of logarithms: without it rings of strong pairs swing to and fro
                told.append(np.sqrt(free[side] * left))
            free = told
            if lift:
                weight = own * free[0] * free[1]
                taken = np.bincount(between, weights=weight / (1 + weight), minlength=len(self._sizes[0]))
                gain = np.ones(len(rows))
                for side in (0, 1):
                    left = np.maximum(1 - taken / self._sizes[side], _LEFT)[between]
                    gain *= np.where(self._counts[side][rows], 1 / left, 1.0)
                own = alone * gain
        out = np.exp(odds)
        out[rows] = own * free[0] * free[1]
        lifted = np.array(odds, float)
        lifted[rows] += np.log(gain)
        return lifted, np.asarray(out / (1 + out))

    def disturbed(self, odds: Array, rng: np.random.Generator) -> Array:
        """Log-odds with deviates such that the best linkage under them is a draw."""
        import numpy as np

        pairs = len(odds)
        own = np.exp(odds)
        one, other = self._places
        wanted = [
            np.where(counts, np.bincount(place, weights=own)[place], 0.0) if pairs else own
            for place, counts in zip(self._places, self._counts, strict=True)
        ]
        top, end = int(one.max(initial=-1)) + 1, int(other.max(initial=-1)) + 1
        # the end that more rivals want; a pair without any has a place to itself
        place = np.where(wanted[0] >= wanted[1], one, top + other)
        place = np.where(self._counts[0] | self._counts[1], place, top + end + np.arange(pairs))
        nobody = rng.gumbel(size=top + end + pairs)
        return np.asarray(odds + rng.gumbel(size=pairs) - nobody[place])
