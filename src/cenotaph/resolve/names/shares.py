"""How common very common names are among all people: what a handful of records cannot tell."""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from importlib import resources

from cenotaph.resolve.names.distance import how_far
from cenotaph.resolve.names.letters import Script, script_of
from cenotaph.resolve.names.parts import Part
from cenotaph.resolve.names.reading import read_name

__all__ = ["share_of"]

_SAME = 0.2  # sounds this close are one name in two spellings


@lru_cache(maxsize=1 << 16)
def share_of(part: Part, *, family: bool) -> float | None:
    """The share of people who have this own (or family) name, 0..1; None where the table does not have it.

    Spellings and scripts make no difference. Table: ``data/name_shares.csv``.
    """
    abjad = script_of(part.text).abjad
    found = [
        share
        for sounds, of_arabic, share in _table(family).get(part.skeleton, ())
        if how_far(*sorted((sounds, part.sounds)), abjad=abjad or of_arabic) <= _SAME
    ]
    return max(found, default=None)


@cache
def _table(family: bool) -> dict[str, tuple[tuple[str, bool, float], ...]]:
    """Skeleton -> (sounds, whether in Arabic letters, share)."""
    path = resources.files("cenotaph.resolve.names").joinpath("data", "name_shares.csv")
    out: dict[str, list[tuple[str, bool, float]]] = {}
    for row in csv.DictReader(path.read_text("utf-8").splitlines()):
        own = read_name(row["name"]).own
        if own is not None and (row["part"] == "family") is family:
            arabic = script_of(row["name"]) is Script.ARABIC
            out.setdefault(own.skeleton, []).append((own.sounds, arabic, float(row["share"])))
    return {key: tuple(value) for key, value in out.items()}
