"""Records as arrays: what linkage compares, one number a field a record, so that millions fit and are quick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from cenotaph.model import PersonRecord, Sex
from cenotaph.resolve.names import Name, Part, loose_skeleton, read_name, script_of, skeleton
from cenotaph.resolve.people.service import Ranks, Units
from cenotaph.resolve.people.sites import Sites

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

__all__ = ["SLOTS", "Columns"]

SLOTS = ("own", "father", "grandfather", "family")
UNKNOWN = -1


@dataclass(frozen=True, eq=False)
class Columns:
    """The records in order of their ids; numbers are -1 where nothing is known.

    ``parts``: number of the part [record, slot] in ``spellings``; of a part ``skeleton_of``: that of its skeleton,
    ``loose_of``: that of its loose skeleton,
    ``root_of``: that of the one name it is short for. Where a row holds the name in a second script too, that is in
    ``second``, the same shape. ``places`` and ``homes`` are numbers in ``sites``, ``units`` in
    ``of_units``, ``ranks`` in ``of_ranks``.
    """

    records: tuple[PersonRecord, ...]
    spellings: tuple[Part, ...]
    abjad: Array
    parts: Array
    second: Array
    skeleton_of: Array
    loose_of: Array
    root_of: Array
    ages: Array
    births: Array
    deaths: Array
    sexes: Array
    places: Array
    homes: Array
    units: Array
    ranks: Array
    sites: Sites
    of_units: Units
    of_ranks: Ranks
    lists: Array
    names_of_lists: tuple[str, ...] = field(default=())

    def __len__(self) -> int:
        return len(self.records)

    @classmethod
    def of(cls, records: Sequence[PersonRecord]) -> Columns:
        """Read the names of all records; the order of the records makes no difference."""
        import numpy as np

        ordered = tuple(sorted(records, key=lambda record: record.id))
        size = len(ordered)
        known: dict[str, int] = {}
        spellings: list[Part] = []

        def number(part: Part | None) -> int:
            if part is None:
                return UNKNOWN
            key = part.text
            if key not in known:
                known[key] = len(spellings)
                spellings.append(part)
            return known[key]

        parts = np.full((size, 4), UNKNOWN, np.int32)
        second = np.full((size, 4), UNKNOWN, np.int32)
        numbers = [np.full((size, 2), -1, np.int32) for _ in range(3)]
        sexes, places, homes, units, ranks, lists = (np.full(size, UNKNOWN, np.int32) for _ in range(6))
        sites, of_units, of_ranks = Sites(), Units(), Ranks()
        seen_lists: dict[str, int] = {}
        for row, record in enumerate(ordered):
            name = _name(record)
            parts[row] = [number(part) for part in _slots(name)]
            other = next((a for a in record.aliases if script_of(a) is not name.script), None)
            if other is not None:
                second[row] = [number(part) for part in _slots(read_name(other))]
            ages, births, deaths = numbers
            ages[row] = _ages(record)
            births[row] = _days(record.birth)
            deaths[row] = _days(record.death)
            if record.sex in (Sex.MAN, Sex.WOMAN):
                sexes[row] = int(record.sex is Sex.WOMAN)
            places[row] = sites.number(record.death_place_ref, record.death_place)
            homes[row] = sites.number(record.home_place_ref, record.home_place)
            units[row] = of_units.number(record.affiliation)
            ranks[row] = of_ranks.number(record.rank)
            lists[row] = seen_lists.setdefault(record.list_id or f"report {record.report}", len(seen_lists))
        keys: dict[str, int] = {}
        skeletons = np.array(
            [keys.setdefault(p.skeleton or p.sounds, len(keys)) for p in spellings] or [0], np.int64
        )
        loose: dict[str, int] = {}
        loose_of = np.array(
            [loose.setdefault(loose_skeleton(p.sounds), len(loose)) for p in spellings] or [0], np.int64
        )
        roots = [skeleton(p.roots[0]) if len(p.roots) == 1 else "" for p in spellings] or [""]
        of_roots = [
            keys.setdefault(root, len(keys)) if root and root != part.skeleton else UNKNOWN
            for root, part in zip(roots, spellings, strict=False)
        ]
        root_of = np.array(of_roots or [UNKNOWN], np.int64)
        abjad = np.array([script_of(p.text).abjad for p in spellings] or [False])
        return cls(
            ordered, tuple(spellings), abjad, parts, second, skeletons, loose_of, root_of, numbers[0], numbers[1],
            numbers[2], sexes, places, homes, units, ranks, sites, of_units, of_ranks, lists, tuple(seen_lists),
        )  # fmt: skip


def _name(record: PersonRecord) -> Name:
    if record.given or record.father or record.grandfather or record.family:
        return read_name(
            record.name,
            given=record.given,
            father=record.father,
            grandfather=record.grandfather,
            family=record.family,
        )
    return read_name(record.name)


def _slots(name: Name) -> tuple[Part | None, ...]:
    return name.own, name.father, name.grandfather, name.family


def _ages(record: PersonRecord) -> tuple[int, int]:
    low, high = record.age_low, record.age_high
    if low is None and high is None:
        return UNKNOWN, UNKNOWN
    return (low if low is not None else high or 0), (high if high is not None else low or 0)


def _days(period: Any) -> tuple[int, int]:
    first: date | None = period.earliest if period else None
    last: date | None = period.latest if period else None
    if first is None and last is None:
        return -1, -1
    low, high = first or last, last or first
    assert low
    assert high
    return low.toordinal(), high.toordinal()
