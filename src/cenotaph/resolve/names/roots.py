"""Short forms and pet forms: of Zhenya the name Yevgeny, of Bill the name William."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

from cenotaph.resolve.names.distance import how_far
from cenotaph.resolve.names.letters import sounds_of
from cenotaph.resolve.names.skeleton import skeleton

__all__ = ["roots_of"]

_SAME = 0.12  # sounds this close are one spelling of one name


def roots_of(sounds: str, *, abjad: bool = False) -> tuple[str, ...]:
    """The sounds of the names that a name is short for, sorted; () where the table has none."""
    # without vowels a short form is like too many names: of Arabic letters only Arabic pet forms are looked up
    near = _shorts(abjad).get(skeleton(sounds), ())
    if not abjad:
        return tuple(sorted({root for short, roots in near if short == sounds for root in roots}))
    found = {root for short, roots in near if how_far(short, sounds, abjad=True) <= _SAME for root in roots}
    return tuple(sorted(found))


@cache
def _shorts(arabic: bool) -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Skeleton of a short form -> (its sounds, the sounds of its names)."""
    path = resources.files("cenotaph.resolve.names").joinpath("data", "nicknames.csv")
    names: dict[str, set[str]] = {}
    for row in csv.DictReader(path.read_text("utf-8").splitlines()):
        if arabic and row["tradition"] != "arabic":
            continue
        names.setdefault(sounds_of(row["short"]), set()).add(sounds_of(row["name"]))
    out: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for short, roots in sorted(names.items()):
        out.setdefault(skeleton(short), []).append((short, tuple(sorted(roots))))
    return {key: tuple(value) for key, value in out.items()}
