"""The pieces of the world and of time that no region cuts further: who lies in one cell lies in the same regions.

A cell lies in a region, outside it, or (where the words leave it open) it may hold people on both sides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from cenotaph.model import Place
from cenotaph.reconcile.groups import Relation
from cenotaph.reconcile.scopes import EVER, Region, Site, place_key, place_relation

__all__ = ["Share", "cells", "left_open"]

_INSIDE = (Relation.SAME, Relation.WITHIN)


class Share(IntEnum):
    """How much of a cell lies in a region."""

    NONE = 0
    SOME = 1
    ALL = 2


@dataclass(frozen=True, slots=True)
class _Leaf:
    """An incident, or a place without the smaller places and the incidents in it (None: outside all places)."""

    site: Site | None
    place: Place | None


def cells(regions: Sequence[Region], known: Mapping[str, Site]) -> npt.NDArray[np.int8]:
    """One row per cell: its share (``Share``) in each of ``regions``; cells with equal shares are one, in order.

    ``known`` are the incidents, which share nobody with one another. Cells outside all regions are left out.
    Places that neither contain nor exclude one another cut no cells: they have a share that stays open.
    """
    if not regions:
        return np.zeros((0, 0), dtype=np.int8)
    kept = _nested([region.place for region in regions if region.place is not None])
    named = sorted({region.incident for region in regions if region.incident is not None})
    leaves = [
        _Leaf(known.get(code) or Site(code=code, place=None, first=EVER[0], last=EVER[1]), None) for code in named
    ]
    leaves += [_Leaf(None, place) for place in kept] + [_Leaf(None, None)]
    pieces = _pieces(regions)
    names = {place_key(place) for place in kept}
    where = np.array([[_where(region, leaf, names) for leaf in leaves] for region in regions], dtype=np.int8)
    when = np.array([[_when(region, piece) for piece in pieces] for region in regions], dtype=np.int8)
    shares = np.minimum(where[:, :, None], when[:, None, :])
    lies = np.array([[_meets(leaf, piece) for piece in pieces] for leaf in leaves])
    found = np.unique(shares[:, lies].T, axis=0)
    return found[found.any(axis=1)]


def left_open(region: Region, share: Share) -> str:
    """What tells the people of a region from the others in a cell that it shares in part; empty: nothing."""
    if share is not Share.SOME:
        return ""
    return f"{region.own} in {place_key(region.place) if region.place else 'some place'}"


def _nested(places: Sequence[Place]) -> list[Place]:
    """Places of which any two exclude one another or lie in one another, coarse before fine."""
    kept: list[Place] = []
    by_key = {place_key(place): place for place in sorted(places, key=repr, reverse=True)}
    for place in sorted(by_key.values(), key=lambda p: (-(p.precision or 9), place_key(p))):
        known = (Relation.WITHIN, Relation.CONTAINS, Relation.DISJOINT)
        if all(place_relation(place, other) in known for other in kept):
            kept.append(place)
    return kept


def _pieces(regions: Sequence[Region]) -> list[tuple[int, int]]:
    """The days cut where regions begin and end."""
    settled = [region for region in regions if region.incident is None and region.timed]
    cuts = {EVER[0], EVER[1] + 1} | {r.first for r in settled} | {r.last + 1 for r in settled}
    ordered = sorted(cuts)
    return [(start, end - 1) for start, end in pairwise(ordered)]


def _meets(leaf: _Leaf, piece: tuple[int, int]) -> bool:
    return leaf.site is None or (leaf.site.first <= piece[1] and piece[0] <= leaf.site.last)


def _when(region: Region, piece: tuple[int, int]) -> Share:
    if region.incident is not None:
        return Share.ALL
    if region.last < piece[0] or piece[1] < region.first:
        return Share.NONE
    return Share.ALL if region.timed else Share.SOME


def _where(region: Region, leaf: _Leaf, kept: set[str]) -> Share:
    if region.incident is not None:
        return Share.ALL if leaf.site is not None and leaf.site.code == region.incident else Share.NONE
    share = _in_place(region.place, leaf, kept)
    return share if region.placed else min(share, Share.SOME)


def _in_place(place: Place | None, leaf: _Leaf, kept: set[str]) -> Share:
    if place is None:
        return Share.ALL
    here = leaf.site.place if leaf.site is not None else leaf.place
    if here is None:
        # an incident that nobody places; or what lies outside all the places that cut cells
        return Share.SOME if leaf.site is not None or place_key(place) not in kept else Share.NONE
    relation = place_relation(here, place)
    if relation in _INSIDE:
        return Share.ALL
    if relation is Relation.DISJOINT:
        return Share.NONE
    cut_out = leaf.site is None and relation is Relation.CONTAINS and place_key(place) in kept
    return Share.NONE if cut_out else Share.SOME
