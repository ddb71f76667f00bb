"""People of a conflict that never was, and lists of them that spell each name in their own way, with the truth.

A family is a grandfather, his sons and their children, many of them killed on one day: brothers share father,
grandfather and family name, cousins the last two, twins the age as well. Each list romanises by itself (or writes
Arabic), leaves fields out, and counts ages from its own day. Name frequencies fall as in registers (Zipf).
"""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from cenotaph.model import Anchor, GeoPrecision, PersonRecord, Place, Sex
from cenotaph.model.setting import Period

__all__ = ["NamePool", "Person", "generate", "read_pool", "spell", "write_list"]

_TOWNS = 40
_BEFORE = date(2023, 10, 7)
# how newspapers and registers spell one sound: (what is written, what else is)
_SPELLINGS = (
    ("kh", ("k", "h", "kh")), ("gh", ("g", "gh")), ("dh", ("d", "z", "dh")), ("th", ("t", "th", "s")),
    ("sh", ("sh", "ch")), ("ou", ("u", "o", "oo", "ou")), ("oo", ("u", "ou")), ("ee", ("i", "ee", "e", "y")),
    ("aa", ("a", "aa")), ("ay", ("ai", "ei", "ay", "ey")), ("ai", ("ay", "ei", "ai")), ("q", ("k", "g", "q")),
    ("j", ("g", "j", "dj")), ("iyy", ("iy", "i", "y")), ("iy", ("i", "y", "iy")), ("aw", ("aw", "ao", "o")),
    ("u", ("u", "o", "ou")), ("o", ("o", "u")), ("i", ("i", "e", "ee", "y")), ("e", ("e", "i", "a")),
    ("a", ("a", "e", "aa")), ("w", ("w", "ou")), ("y", ("y", "i")), ("z", ("z", "z", "s")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NamePool:
    """(Arabic, Latin) own names and family names, the commonest first."""

    own: tuple[tuple[str, str], ...]
    family: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Person:
    """One person as they were: four parts of a name as (Arabic, Latin), age, sex, day of death, town."""

    number: int
    names: tuple[tuple[str, str], ...]
    age: int
    sex: Sex
    died: date
    town: str
    household: int


def read_pool(path: Path, rng: random.Random) -> NamePool:
    """Own and family names from a table of Arabic parts and their Latin renderings; ranks are drawn."""
    rows = []
    with path.open(encoding="utf-8") as file:
        for row in csv.reader(file):
            arabic, latin = row[0].strip(), row[1].strip().lower()
            if len(arabic) > 2 and len(latin) > 2 and arabic.isalpha() and latin.replace("-", "").isalpha():
                rows.append((arabic, latin))
    own = [r for r in rows if not r[0].startswith("ال") and len(r[0]) < 7]
    family = [r for r in rows if r[0].startswith("ال") or len(r[0]) > 4]
    rng.shuffle(own)
    rng.shuffle(family)
    return NamePool(tuple(own[:1500]), tuple(family))


def generate(size: int, pool: NamePool, rng: random.Random, *, twins: bool = False) -> list[Person]:
    """At least ``size`` people in families; most of a household dies on one day; ``twins``: all of one age."""
    own = _drawer(pool.own, 1.0, rng)
    family = _drawer(pool.family, 0.7, rng)
    people: list[Person] = []
    household = 0
    while len(people) < size:
        grandfather, name, town = own(), family(), f"town {rng.randrange(_TOWNS)}"
        day = _BEFORE + timedelta(days=int(rng.expovariate(1 / 120)))
        fathers = {own() for _ in range(rng.choice((1, 1, 2, 3)))} - {grandfather}
        for father in sorted(fathers):
            household += 1
            taken = {father}
            age = rng.randrange(1, 45)
            for _ in range(rng.choice((1, 1, 1, 2, 3, 4, 5))):
                child = own()
                if child in taken:
                    continue
                taken.add(child)
                died = day if rng.random() < 0.7 else day + timedelta(days=rng.randrange(300))
                sex = Sex.MAN if twins or rng.random() < 0.6 else Sex.WOMAN
                people.append(
                    Person(len(people), (child, father, grandfather, name), age, sex, died, town, household)
                )
                age = max(0, age - (0 if twins or rng.random() < 0.1 else rng.randrange(1, 5)))
    return people


def write_list(
    people: Sequence[Person],
    name: str,
    rng: random.Random,
    *,
    arabic: bool = False,
    missing: float = 0.35,
    earlier: bool = False,
    full: float = 0.8,
    placed: bool = False,
) -> tuple[list[PersonRecord], dict[str, int]]:
    """The rows of one list and the truth (record id -> person).

    ``missing``: share of fields that are not recorded; ``earlier``: ages counted before the last birthday;
    ``full``: share of rows with all four parts of the name; ``placed``: towns are on the map, told by a neighbour
    (15 %) or their province (15 %), and homes are told too.
    """
    records, truth = [], {}
    order = list(people)
    rng.shuffle(order)
    for row, person in enumerate(order, start=2):
        parts = list(person.names)
        if rng.random() > full:
            del parts[2]
            if rng.random() < 0.3:
                del parts[1]
        words = [ar if arabic else spell(la, rng).title() for ar, la in parts]
        age: int | None = person.age
        if earlier and rng.random() < 0.68:
            age = max(0, person.age - 1) if rng.random() < 0.95 else max(0, person.age + rng.choice((-3, -2, 2, 3)))
        text = " ".join(words)
        id = f"{name}:{row:07}"
        known = [rng.random() >= missing for _ in range(4)]
        records.append(
            PersonRecord(
                id=id,
                report=f"sha256:{name}",
                name=text,
                anchors=(Anchor(start=0, end=len(text), quote=text),),
                list_id=name,
                row=row,
                sex=person.sex if known[0] else Sex.NOT_RECORDED,
                age_low=age if known[1] else None,
                age_high=age if known[1] else None,
                death=Period(text=str(person.died), earliest=person.died, latest=person.died) if known[2] else None,
                **_places(person, known[3], rng, missing, placed=placed),
            )
        )
        truth[id] = person.number
    return records, truth


def _places(person: Person, known: bool, rng: random.Random, missing: float, *, placed: bool) -> dict[str, Any]:
    """Place of death and home as one list tells them; three households in ten are not from where they died."""
    if not placed:
        return {"death_place": person.town if known else None}
    town = int(person.town.split()[1])
    home = town if person.household % 10 < 7 else person.household * 7 % _TOWNS
    fields: dict[str, Any] = {}
    told = (("death_place", town, known), ("home_place", home, rng.random() >= missing))
    for field, at, is_known in told:
        if is_known:
            place = _told(at, rng)
            fields |= {field: place.text, f"{field}_ref": place}
    return fields


def _told(town: int, rng: random.Random) -> Place:
    """A town, the next one (13 km away) or the whole province of five towns, provinces 110 km apart."""
    province, chance = town // 5, rng.random()
    if chance < 0.15:
        id = f"adm1:{province}"
        return Place(text=id, id=id, country="ZZ", lat=30.0 + province, lon=40.3, precision=GeoPrecision.PROVINCE)
    if chance < 0.3:
        town = province * 5 + (town % 5 + rng.choice((1, 4))) % 5
    lon = 40.0 + 0.135 * (town % 5)
    within = (f"adm1:{province}", "country:ZZ")
    return Place(text=f"town {town}", id=f"town:{town}", country="ZZ", lat=30.0 + province, lon=lon, within=within)


def spell(latin: str, rng: random.Random) -> str:
    """One of the ways a name is written in Latin letters; two calls rarely agree on a whole name."""
    out, at = "", 0
    while at < len(latin):
        for written, others in _SPELLINGS:
            if latin.startswith(written, at):
                out += rng.choice(others) if rng.random() < 0.25 else written
                at += len(written)
                break
        else:
            letter = latin[at]
            doubled = letter.isalpha() and 0 < at < len(latin) - 1 and rng.random() < 0.06
            out += letter + (letter if doubled else "")
            at += 1
    if out.endswith("a") and rng.random() < 0.2:
        out += "h"
    for article in ("al-", "el-", "al", "el"):
        if out.startswith(article) and latin.startswith("al-"):
            return rng.choice(("al-", "al-", "el-", "al ", "el", "al")) + out[len(article) :]
    return out


def _drawer(names: Sequence[tuple[str, str]], exponent: float, rng: random.Random) -> Callable[[], tuple[str, str]]:
    weights, total = [], 0.0
    for rank in range(1, len(names) + 1):
        total += 1 / (rank + 2) ** exponent
        weights.append(total)
    return lambda: rng.choices(names, cum_weights=weights)[0]
