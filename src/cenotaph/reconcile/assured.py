"""What holds in every world, without listing the worlds: no low is below, and no high above, what nobody excludes.

A world is a largest set of voices that can all be right. Leave out all voices that keep a number to at most ``h``:
if one of them can be right beside whatever the others say together, then each world holds some voice that keeps the
number to ``h``. Whether it can is read off numbers that suffice for everything the others say; where that does not
decide, a voice counts as excluded. So the range is never narrower than that of all worlds, and may be wider.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cenotaph.reconcile.levels import Ground, Numbers

__all__ = ["Assured", "assured", "may_pass"]

_Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assured:
    """No world is below ``low`` or above ``high`` (persons; infinite: open), and the voices (by place) behind each.

    In every world there is a voice that needs at least ``low`` and one that allows at most ``high``; those named
    need and allow just that.
    """

    low: float
    high: float
    lowest: tuple[int, ...]
    highest: tuple[int, ...]


def assured(ground: Ground, lows: Numbers, highs: Numbers, low: Numbers, high: Numbers) -> Assured:
    """The range that no world leaves.

    ``lows`` and ``highs``: the ends of every node, one column a voice, each possible on its own, and a last column
    of what always holds; ``low`` and ``high``: what each voice alone, with that column, leaves of the question.
    """
    floors = [t for t in np.unique(low) if t > 0]
    ceilings = [t for t in np.unique(high) if np.isfinite(t)]
    named = [low >= t for t in floors] + [high <= t for t in ceilings]
    if not named:
        return Assured(low=0.0, high=np.inf, lowest=(), highest=())
    own = np.array(named)
    set_of, voice_of = np.nonzero(own)
    others_low = np.where(own.T[None], 0.0, lows[:, :-1, None]).max(axis=1)
    others_high = np.where(own.T[None], np.inf, highs[:, :-1, None]).min(axis=1)
    np.maximum(others_low, lows[:, -1:], out=others_low)
    np.minimum(others_high, highs[:, -1:], out=others_high)
    stands = _beside(ground, lows[:, voice_of], highs[:, voice_of], others_low[:, set_of], others_high[:, set_of])
    sure = np.zeros(len(named), dtype=bool)
    np.logical_or.at(sure, set_of, stands)
    least = max((t for t, so in zip(floors, sure, strict=False) if so), default=0.0)
    most = min((t for t, so in zip(ceilings, sure[len(floors) :], strict=True) if so), default=np.inf)
    return Assured(
        low=least,
        high=most,
        lowest=tuple(np.flatnonzero(low == least).tolist()) if least else (),
        highest=tuple(np.flatnonzero(high == most).tolist()) if np.isfinite(most) else (),
    )


def may_pass(ground: Ground, lows: Numbers, highs: Numbers, part: int, whole: int) -> bool:
    """Whether in some world (of the voices in the columns) ``part`` may have a low above the high of ``whole``."""
    loose = _loose(ground, lows.max(axis=1, keepdims=True))
    room = _room(ground, highs.min(axis=1, keepdims=True), lambda _: loose)
    return bool(loose[part, 0] > room[list(ground.columns_of(whole)), 0].max())


def _loose(ground: Ground, lows: Numbers) -> Numbers:
    """No consistent claims with these lower ends need more than this, whichever part makes up what a sum lacks."""
    loose = lows.copy()
    for parts, whole in ground.sums:
        loose[list(parts)] = np.maximum(loose[list(parts)], lows[whole])
    return ground.up(loose)


def _beside(ground: Ground, lows: Numbers, highs: Numbers, others_low: Numbers, others_high: Numbers) -> _Flags:
    """Whether a voice (a column each) can be right beside whatever can be true of what the others say.

    Take numbers that meet what some of the others say together. They can be kept to ``enough`` of every node. Then
    those that the voice needs are raised, with all that hold them: which breaks no upper end of the others when
    they have ``room`` for it beside enough of everything else. Sums that lack something are made up where there is
    room, so that what one of them lacks is no burden on its own upper end.
    """
    joint_low, joint_high = np.maximum(lows, others_low), np.minimum(highs, others_high)
    loose = _loose(ground, joint_low)
    right = np.ones(lows.shape[1], dtype=bool)
    lack: list[Numbers] = []
    for parts, whole in ground.sums:
        spare = _room(ground, joint_high, lambda _: loose, without=whole)
        aside = [part for part in parts if ground.aside(part)] or list(parts)
        room = np.clip(spare[aside].max(axis=0), 0, None)
        right &= (lows[whole] <= others_high[whole]) & (lows[whole] <= room)
        here = np.zeros_like(lows)
        here[list(parts)] = joint_low[whole]
        if len(aside) < len(parts):
            rest = [part for part in parts if part not in aside]
            here[rest] = np.clip(joint_low[whole] - room, 0, None)
        lack.append(here)
    enough = ground.up(np.maximum.reduce([joint_low, *lack]))
    but = {
        whole: ground.up(np.maximum.reduce([joint_low, *(here for here in lack if here is not own)]))
        for (_, whole), own in zip(ground.sums, lack, strict=True)
    }
    room = _room(ground, others_high, lambda whole: but.get(whole, enough))
    single = slice(0, ground.columns)
    right &= np.all((lows[single] <= room[single]) & (highs[single] >= enough[single]), axis=0)
    for parts, whole in ground.sums:
        right &= highs[whole] >= np.maximum(joint_low[whole], but[whole][list(parts)].sum(axis=0))
    return right


def _room(ground: Ground, highs: Numbers, beside: Callable[[int], Numbers], without: int = -1) -> Numbers:
    """How much each node can be raised to, so that no upper end is passed while all others are at ``beside``.

    ``beside`` is given the whole whose parts add up; upper ends of the node ``without`` do not count.
    """
    most = highs.copy()
    if without >= 0:
        most[without] = np.inf
    for parts, whole in reversed(ground.walk):
        if len(parts) == 1:
            np.minimum(most[parts[0]], most[whole], out=most[parts[0]])
            continue
        others = beside(whole)
        together = others[list(parts)].sum(axis=0)
        for part in parts:
            np.minimum(most[part], most[whole] - together + others[part], out=most[part])
    return most
