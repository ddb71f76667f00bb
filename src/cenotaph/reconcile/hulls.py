"""One range for claims that contradict each other: from the lowest low to the highest high over all their worlds.

A world is a largest set of voices that can all be right. They are found voice by voice, for many sets at a time,
and most of what is asked of a set is read off (``levels``); a linear programme is solved only where that does not
decide. For small systems, and very many of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from math import comb

import numpy as np

from cenotaph.reconcile.assured import assured, may_pass
from cenotaph.reconcile.consistency import refuted
from cenotaph.reconcile.extremes import extreme
from cenotaph.reconcile.hitting import bits, hitting_masks
from cenotaph.reconcile.layout import End
from cenotaph.reconcile.levels import Ground, Levels, levels, ranges, settled

__all__ = ["MOST", "Hull", "hull"]

# so many worlds are looked at, and so many conflicts between their members
MOST = 1024
_CORES = 100
# of so few members every set is looked at
_FEW = 8
# so many small sets are tried at once before larger ones are
_TRIED = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Hull:
    """The lowest low and the highest high (persons, None: open) of ``worlds`` worlds, and the claims behind each.

    When there are too many worlds, or conflicts, it is not ``complete``: then the range is one that no world leaves
    (``assured``), which may be wider, and ``worlds`` counts the voices that it was taken from.
    """

    low: int
    high: int | None
    lowest: tuple[str, ...]
    highest: tuple[str, ...]
    worlds: int
    complete: bool = True


def hull(
    ground: Ground, ends: Mapping[str, Sequence[End]], voices: Mapping[str, str], accounts: int | None = None
) -> Hull:
    """The range over all worlds of the question that ``ground`` was made for.

    ``ends``: per claim (id) its ends, scopes as in the ground's layout, in the order of the evidence; ``voices``:
    who says it (id -> key). A claim of no voice holds in every world. What does not bear on the question is left
    out. Of a voice that contradicts itself each claim that does so is believed or not on its own. Beyond so many
    different ``accounts`` (None: as many as there are) worlds are not looked for, and the range is not complete.
    """
    told = {i: tuple(e for e in own if e.scope in ground.node_of) for i, own in ends.items()}
    spoken: dict[str, list[str]] = {}
    for claim_id, own in told.items():
        if own and claim_id in voices:
            spoken.setdefault(voices[claim_id], []).append(claim_id)
    always = [claim_id for claim_id, own in told.items() if own and claim_id not in voices]
    whole = _Members(ground, told, [tuple(own) for own in spoken.values()], always)
    members: list[tuple[str, ...]] = []
    for ids, right in zip(spoken.values(), whole.possible([1 << i for i in range(len(spoken))]), strict=True):
        members += [tuple(ids)] if right else _split(ground, told, ids, always)
    if len(alike := _alike(members, told)) < len(spoken) or len(members) > len(spoken):
        members = alike
        whole = _Members(ground, told, members, always)
    sets = whole.largest() if accounts is None or len(members) <= accounts else None
    if sets is None:
        each = [1 << i for i in range(len(members))]
        alone = [some for some, right in zip(each, whole.possible(each), strict=True) if right]
        return whole.assured(alone)
    return whole.range(sets, whole.read(sets))


def _split(
    ground: Ground, told: Mapping[str, tuple[End, ...]], own: Sequence[str], always: Sequence[str]
) -> list[tuple[str, ...]]:
    """A voice's claims: each that is in a conflict with the others on its own, and the rest together."""
    each = _Members(ground, told, [(claim_id,) for claim_id in own], always)
    if each.largest() is None:
        return [(claim_id,) for claim_id in own]
    at_odds = sum(1 << i for i in range(len(own)) if any(core >> i & 1 for core in each.cores))
    rest = tuple(claim_id for i, claim_id in enumerate(own) if not at_odds >> i & 1)
    return [*((own[i],) for i in bits(at_odds)), *([rest] if rest else [])]


def _alike(members: Sequence[tuple[str, ...]], told: Mapping[str, tuple[End, ...]]) -> list[tuple[str, ...]]:
    """Members that say the same as one: whatever world holds one of them holds them all."""
    found: dict[frozenset[tuple[int, bool, int]], tuple[str, ...]] = {}
    for own in members:
        account = frozenset((end.scope, end.upper, end.value) for claim_id in own for end in told[claim_id])
        found[account] = (*found.get(account, ()), *own)
    return list(found.values())


def _beginnings(kept: int, some: int) -> list[int]:
    """``kept`` alone, with the first of ``some``, with the first two, and so on."""
    found = [kept]
    for place in bits(some & ~kept):
        found.append(found[-1] | 1 << place)
    return found


class _Members:
    """Members (claims that are believed or not as one), sets of which are bits; ``cores``: conflicts so far."""

    def __init__(
        self,
        ground: Ground,
        told: Mapping[str, tuple[End, ...]],
        members: Sequence[tuple[str, ...]],
        always: Sequence[str],
    ) -> None:
        self.ground, self.told, self.members, self.always = ground, told, members, tuple(always)
        self.cores: set[int] = set()
        self._known: dict[int, bool] = {}
        shape = ground.size, len(members) + 1
        self._lows, self._highs = np.zeros(shape), np.full(shape, np.inf)
        for place, claims in enumerate((*members, self.always)):
            for end in (end for claim_id in claims for end in told[claim_id]):
                at = ground.node_of[end.scope], place
                if end.upper:
                    self._highs[at] = min(self._highs[at], end.value)
                else:
                    self._lows[at] = max(self._lows[at], end.value)

    def read(self, sets: Sequence[int]) -> Levels:
        """What can be read off about each of the sets."""
        return levels(self.ground, *self._ends(sets))

    def _ends(self, sets: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        chosen = np.array([[s >> i & 1 for s in sets] for i in range(len(self.members))] + [[1] * len(sets)]) > 0
        lows = np.where(chosen, self._lows[:, :, None], 0.0).max(axis=1)
        highs = np.where(chosen, self._highs[:, :, None], np.inf).min(axis=1)
        return lows, highs

    def possible(self, sets: Sequence[int]) -> list[bool]:
        """Whether the claims of each of the sets can all be true."""
        new = [some for some in dict.fromkeys(sets) if some not in self._known]
        if new:
            proven, ruled_out = settled(self.ground, *self._ends(new))
            for some, yes, no in zip(new, proven.tolist(), ruled_out.tolist(), strict=True):
                self._known[some] = yes or (not no and not self._proof(some))
        return [self._known[some] for some in sets]

    def _claims(self, some: int) -> Iterator[str]:
        for place in bits(some):
            yield from self.members[place]
        yield from self.always

    def _proof(self, some: int) -> tuple[End, ...]:
        """Ends that no numbers meet together, by the programme; none when the claims can all be true."""
        told = [end for claim_id in self._claims(some) for end in self.told[claim_id]]
        return refuted(self.ground.layout, self.ground.components, told)

    def largest(self) -> list[int] | None:
        """The largest sets that can all be true; None where they or the conflicts are too many.

        Where what two members rule out is all there is, they are what that leaves. Else they are found member by
        member: what can go with a new one are parts of the largest sets of those before (Lawler, Lenstra & Rinnooy
        Kan 1980), without what known conflicts rule out, and a conflict that nobody knew of is learnt.
        """
        if len(self.members) <= _FEW:
            return self._largest_of_few()
        each = [1 << place for place in range(len(self.members))]
        singles = [one for one, right in zip(each, self.possible(each), strict=True) if right]
        self.cores |= set(each) - set(singles)
        self._try_all(singles, 2)
        everyone = (1 << len(self.members)) - 1
        sets = [everyone & ~hit for hit in islice(hitting_masks(sorted(self.cores)), MOST + 1)]
        if len(sets) <= MOST and all(self.possible(sets)):
            return sets
        self._try_all(singles, 3)
        if len(self.cores) > _CORES:
            return None
        sets = [0]
        for new in singles:
            whole = [some | new for some in sets]
            fits = self.possible(whole)
            apart = [some for some, right in zip(whole, fits, strict=True) if not right]
            grown = {some for some, right in zip(whole, fits, strict=True) if right}
            grown |= self._parts(apart, new)
            sets = [some & ~new for some in apart]
            sets += sorted(some for some in grown if not any(some != o and some & o == some for o in grown))
            if len(sets) > MOST or len(self.cores) > _CORES:
                return None
        return sets

    def _largest_of_few(self) -> list[int]:
        """The same where every set can be looked at: what is not read off is solved, the largest sets first."""
        every = list(range(1 << len(self.members)))
        proven, ruled_out = settled(self.ground, *self._ends(every))
        right = {some for some, yes in zip(every, proven.tolist(), strict=True) if yes}
        wrong = {some for some, no in zip(every, ruled_out.tolist(), strict=True) if no}
        largest: list[int] = []
        for some in sorted(every, key=lambda s: (-s.bit_count(), s)):
            if any(some & other == some for other in largest) or any(some & core == core for core in self.cores):
                continue
            if some in right or (some not in wrong and not self._proof(some)):
                largest.append(some)
            else:
                self.cores.add(some)
        return largest

    def _try_all(self, singles: Sequence[int], size: int) -> None:
        """Learn which sets of so many members are ruled out, at a glance; nothing where there are too many sets."""
        if comb(len(singles), size) > _TRIED:
            return
        sets = [sum(some) for some in combinations(singles, size)]
        sets = [some for some in sets if not any(core & some == core for core in self.cores)]
        if sets:
            _, ruled_out = settled(self.ground, *self._ends(sets))
            self.cores |= {some for some, no in zip(sets, ruled_out.tolist(), strict=True) if no}

    def _parts(self, sets: Sequence[int], new: int) -> set[int]:
        """The largest parts of each of the sets, all with the member ``new``, that can be true."""
        found: set[int] = set()
        waiting = list(sets)
        while waiting:
            through = [core for core in self.cores if core & new]
            tried = {
                whole: [
                    whole & ~hit
                    for hit in hitting_masks(sorted(core & ~new for core in through if core & ~whole == 0))
                ]
                for whole in waiting
            }
            every = list(dict.fromkeys(some for own in tried.values() for some in own))
            right = dict(zip(every, self.possible(every), strict=True))
            waiting = [whole for whole, own in tried.items() if not all(right[some] for some in own)]
            found |= {some for some, so in right.items() if so}
            self.cores |= self._cores([some for some, so in right.items() if not so])
        return found

    def _cores(self, sets: Sequence[int]) -> set[int]:
        """A minimal impossible part of each of some impossible sets (QuickXplain's idea, Junker 2004).

        The shortest beginning of a set that is impossible, together with what is known to be needed, ends with
        another one that is needed.
        """
        found: set[int] = set()
        waiting = {(0, some) for some in sets}
        while waiting:
            starts = {(kept, some): _beginnings(kept, some) for kept, some in sorted(waiting)}
            every = list(dict.fromkeys(part for own in starts.values() for part in own))
            right = dict(zip(every, self.possible(every), strict=True))
            waiting = set()
            for (kept, _), own in starts.items():
                place = next(place for place, part in enumerate(own) if not right[part])
                if place == 0:
                    found.add(kept)
                else:
                    needed = own[place] & ~own[place - 1]
                    waiting.add((kept | needed, own[place - 1] & ~kept))
        return found

    def range(self, sets: Sequence[int], found: Levels, *, complete: bool = True) -> Hull:
        """From the lowest low to the highest high of ``sets``, with the claims behind each."""
        low, lowest = self._low(sets, found)
        high, highest = self._high(sets, found)
        return Hull(low=low, high=high, lowest=lowest, highest=highest, worlds=len(sets), complete=complete)

    def assured(self, alone: Sequence[int]) -> Hull:
        """The range that no world leaves, from the members that are possible ``alone``, without the worlds."""
        if not alone:
            return self.range([0], self.read([0]), complete=False)
        lows, highs = self._ends([*alone, 0])
        floor, ceiling = ranges(self.ground, lows[:, :-1], highs[:, :-1])
        first, last = (self.ground.node_of[scope] for scope in (self.ground.asked[0], self.ground.asked[-1]))
        # as in System.bounds: what does not say of whom cannot mean everyone when more are counted in one group
        top = 0 if first != last and may_pass(self.ground, lows, highs, first, last) else -1
        high = self.ground.greatest(first if top == 0 else last, ceiling)
        found = assured(self.ground, lows, highs, floor[first], high)
        lowest = self._behind(alone, found.lowest, upper=False)
        highest = self._behind(alone, found.highest, upper=True, top=top)
        return Hull(
            low=int(found.low),
            high=int(found.high) if np.isfinite(found.high) else None,
            lowest=lowest,
            highest=highest,
            worlds=len(alone),
            complete=False,
        )

    def _behind(self, alone: Sequence[int], places: Sequence[int], *, upper: bool, top: int = 0) -> tuple[str, ...]:
        """The claims with which the first of these members sets an end; none without one."""
        if not places:
            return ()
        ground, some = self.ground, alone[places[0]]
        lows, highs = self._ends([some])
        least = ground.up(lows)
        most = ground.down(highs, least)
        floor, ceiling = ranges(ground, lows, highs)
        node = ground.node_of[ground.asked[top]]
        if upper and ground.greatest(node, most)[0] == ground.greatest(node, ceiling)[0]:
            nodes = set(ground.behind_most(node, (lows[:, 0], highs[:, 0]), least[:, 0], most[:, 0]))
        elif not upper and least[node, 0] == floor[node, 0]:
            nodes = {(n, False) for n in ground.behind_least(node, lows[:, 0], least[:, 0])}
        else:
            return self._solved(some, ground.asked[top], upper=upper)[1]
        return self._named(some, nodes)

    def _low(self, sets: Sequence[int], found: Levels) -> tuple[int, tuple[str, ...]]:
        best: tuple[int, tuple[str, ...]] | None = None
        for place in np.argsort(found.low, kind="stable").tolist():
            if best is not None and found.low[place] >= best[0]:
                break
            if found.low_proven[place] and found.low[place] == found.least[self._first, place]:
                lows, _ = self._ends([sets[place]])
                nodes = self.ground.behind_least(self._first, lows[:, 0], found.least[:, place])
                here = int(found.low[place]), self._named(sets[place], {(node, False) for node in nodes})
            else:
                value, here_ids = self._solved(sets[place], self.ground.asked[0], upper=False)
                here = value or 0, here_ids
            best = here if best is None or here[0] < best[0] else best
        assert best is not None
        return best

    def _high(self, sets: Sequence[int], found: Levels) -> tuple[int | None, tuple[str, ...]]:
        best: tuple[int, tuple[str, ...]] | None = None
        for place in np.argsort(-found.high, kind="stable").tolist():
            if best is not None and found.high[place] <= best[0]:
                break
            if np.isinf(found.high[place]):
                return None, ()
            top = int(found.top[place])
            if found.high_proven[place] and found.high[place] == self.ground.greatest(top, found.most)[place]:
                lows, highs = self._ends([sets[place]])
                ends = lows[:, 0], highs[:, 0]
                nodes = self.ground.behind_most(top, ends, found.least[:, place], found.most[:, place])
                here = int(found.high[place]), self._named(sets[place], set(nodes))
            else:
                value, here_ids = self._greatest(sets[place])
                if value is None:
                    return None, ()
                here = value, here_ids
            best = here if best is None or here[0] > best[0] else best
        assert best is not None
        return best

    @property
    def _first(self) -> int:
        return self.ground.node_of[self.ground.asked[0]]

    def _named(self, some: int, nodes: set[tuple[int, bool]]) -> tuple[str, ...]:
        """The claims of a set with the strongest ends of these nodes, in the order of the evidence."""
        claims = set(self._claims(some))
        ends = [
            (claim_id, self.ground.node_of[end.scope], end.upper, end.value)
            for claim_id, own in self.told.items()
            if claim_id in claims
            for end in own
        ]
        best = {
            (node, upper): (min if upper else max)(v for _, n, u, v in ends if (n, u) == (node, upper))
            for node, upper in nodes
        }
        return tuple(dict.fromkeys(i for i, node, upper, value in ends if best.get((node, upper)) == value))

    def _greatest(self, some: int) -> tuple[int | None, tuple[str, ...]]:
        """The high of a set by the programme, as ``System.bounds`` has it."""
        asked = self.ground.asked
        high = self._solved(some, asked[-1], upper=True)
        if len(asked) > 1 and high[0] is not None:
            low, _ = self._solved(some, asked[0], upper=False)
            if high[0] < (low or 0):
                high = self._solved(some, asked[0], upper=True)
        return high

    def _solved(self, some: int, scope: int, *, upper: bool) -> tuple[int | None, tuple[str, ...]]:
        claims = set(self._claims(some))
        told = [end for claim_id, own in self.told.items() if claim_id in claims for end in own]
        found = extreme(self.ground.layout, scope, told, upper=upper)
        assert found is not None
        return found.value, tuple(dict.fromkeys(end.claim for end in found.ends))
