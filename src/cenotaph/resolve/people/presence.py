"""Who stands in which lists, in many linkages that may be true: the tables that an estimate reads.

One linkage gives one table: for each set of lists, how many individuals stand in exactly those. Which linkage is
true is not known, so there is a table for each of K sampled ones, and an estimate is made on every one of them
(multiple imputation: Rubin 1987; of linked lists: Sadinle, Annals of Applied Statistics 12, 2018).
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from cenotaph.errors import UsageError
from cenotaph.model import AgeGroup, NameList, PersonFate, PersonRecord, Sex, to_dict
from cenotaph.resolve.people.resolution import PeopleResolution

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

Row = tuple[int, tuple[bool, ...], tuple[str, ...], int]
"""Draw, in which lists, stratum values, how many individuals."""

__all__ = ["FORMAT", "STRATA", "ListColumn", "PresenceTable", "presence_table"]

FORMAT = "cenotaph-presence-1"
STRATA = {"sex": ("man", "woman"), "age_group": ("adult", "child")}
"""What a table may be parted by, and the values besides ``unknown``."""

_MOST_LISTS = 50  # a pattern and its stratum fit one 64-bit number
_ADULT = 18  # SDG 16.1.2
_NOT_DEAD = (PersonFate.INJURED, PersonFate.MISSING, PersonFate.DETAINED, PersonFate.ALIVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListColumn:
    """One list of the table: its column, its archived file, its records and how many of them are counted."""

    column: str
    name: str
    report: str
    records: int
    counted: int
    duplicate_free: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceTable:
    """K tables, one a sampled linkage, and what they came from; no name of a person is in it.

    ``left_out`` is (reason, how many records). ``blocking_recall`` estimates the share of true pairs that were
    compared at all (None: cannot be told): the others are in no draw; ``recall_draws`` are shares that may be
    true, one a draw, since that estimate has a doubt of its own. ``inputs`` is the SHA-256 of the records, lists
    and decisions.
    """

    lists: tuple[ListColumn, ...]
    strata: tuple[str, ...]
    rows: tuple[Row, ...]
    draws: int
    seed: int
    by: str
    records: int
    blocking_recall: float | None
    recall_draws: tuple[float, ...]
    decided_by_people: int
    left_out: tuple[tuple[str, int], ...]
    inputs: str

    def as_csv(self) -> str:
        """Columns ``draw``, one of 0 and 1 a list, the strata, ``count``."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["draw", *(one.column for one in self.lists), *self.strata, "count"])
        writer.writerows([draw, *map(int, pattern), *stratum, count] for draw, pattern, stratum, count in self.rows)
        return out.getvalue()

    def as_json(self, *, made_by: str) -> str:
        """What stands beside the table; ``table_sha256`` says of which file it speaks."""
        told = {
            "format": FORMAT,
            "table_sha256": sha256(self.as_csv().encode()).hexdigest(),
            "lists": to_dict(self.lists),
            "strata": list(self.strata),
            "draws": self.draws,
            "seed": self.seed,
            "linkage": {
                "by": self.by,
                "records": self.records,
                "blocking_recall": self.blocking_recall,
                "blocking_recall_draws": [round(share, 6) for share in self.recall_draws],
                "decided_by_people": self.decided_by_people,
            },
            "left_out": [{"reason": reason, "records": count} for reason, count in self.left_out],
            "inputs_sha256": self.inputs,
            "made_by": made_by,
        }
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def presence_table(
    resolution: PeopleResolution,
    lists: Iterable[NameList],
    *,
    draws: int = 50,
    seed: int = 0,
    strata: Sequence[str] = (),
    rejected: Collection[str] = (),
) -> PresenceTable:
    """The tables of ``draws`` sampled linkages over ``lists``, which are put in order of their names.

    Left out, and said how many, are records of no list, of a list that is not given, of somebody who is said to
    live or to be missing, and (ids in ``rejected``) those that a person rejected. An individual's stratum is what
    its records say with one voice, else ``unknown``. Raises UsageError for no list, over 50, a stratum that is
    none, or fewer than one draw.
    """
    from cenotaph.resolve.people.link import BY

    chosen = sorted({one.id: one for one in lists}.values(), key=lambda one: (one.name, one.id))
    _check(chosen, strata, draws)
    records = resolution.evidence.columns.records
    at = {one.id: nth for nth, one in enumerate(chosen)}
    reasons = [_left_out(record, at, rejected) for record in records]
    kept = [row for row, reason in enumerate(reasons) if reason is None]
    all_of, counted = (Counter(one.list_id for one in some) for some in (records, [records[row] for row in kept]))
    columns = tuple(
        ListColumn(
            column=f"list {one.name}" if one.name in {"draw", "count", *STRATA} else one.name,
            name=one.name,
            report=one.report,
            records=all_of[one.id],
            counted=counted[one.id],
            duplicate_free=one.duplicate_free,
        )
        for one in chosen
    )
    return PresenceTable(
        lists=columns,
        strata=tuple(strata),
        rows=tuple(_tables(resolution, kept, at, draws, seed, strata)),
        draws=draws,
        seed=seed,
        by=BY,
        records=len(records),
        blocking_recall=resolution.recall,
        recall_draws=resolution.recalls(draws, seed=seed),
        decided_by_people=len(resolution.decisions.same) + len(resolution.decisions.different),
        left_out=tuple(sorted(Counter(reason for reason in reasons if reason is not None).items())),
        inputs=_inputs(resolution, chosen, rejected),
    )


def _check(chosen: Sequence[NameList], strata: Sequence[str], draws: int) -> None:
    if not chosen:
        raise UsageError("no list of named people", hint="cenotaph import people LIST.csv comes first")
    if len(chosen) > _MOST_LISTS:
        raise UsageError(f"{len(chosen)} lists", hint=f"choose at most {_MOST_LISTS} of them")
    for name in strata:
        if name not in STRATA or list(strata).count(name) > 1:
            raise UsageError(f"strata {', '.join(strata)}", hint=f"each once, of: {', '.join(STRATA)}")
    if draws < 1:
        raise UsageError(f"{draws} draws", hint="one or more; 50 carry the doubt of linkage well")


def _left_out(record: PersonRecord, lists: Collection[str], rejected: Collection[str]) -> str | None:
    """Why a record is not counted, None for one that is."""
    if record.list_id is None:
        return "named in a report, in no list"
    if record.list_id not in lists:
        return "of a list that is not in the table"
    if record.id in rejected:
        return "rejected by a person"
    return f"said to be {record.fate.value}" if record.fate in _NOT_DEAD else None


def _tables(
    resolution: PeopleResolution,
    kept: Sequence[int],
    lists: Mapping[str, int],
    draws: int,
    seed: int,
    strata: Sequence[str],
) -> Iterator[Row]:
    import numpy as np

    rows = np.array(kept, np.int64)
    records = [resolution.evidence.columns.records[row] for row in kept]
    bits = np.left_shift(np.int64(1), np.array([lists[one.list_id or ""] for one in records], np.int64))
    said = []
    for name in strata:
        code = {None: -1} | {value: nth for nth, value in enumerate(STRATA[name])}
        said.append(np.array([code[_SAID[name](one)] for one in records], np.int64))
    for nth, clusters in enumerate(resolution.draws(draws, seed=seed), start=1):
        _, person = np.unique(clusters[rows], return_inverse=True)
        codes = np.zeros(int(person.max(initial=-1)) + 1, np.int64)
        np.bitwise_or.at(codes, person, bits)
        for values in said:
            codes = codes * 3 + _agreed(person, values, len(codes))
        found, counts = np.unique(codes, return_counts=True)
        told = (_read(code, len(lists), strata) for code in found.tolist())
        yield from sorted((nth, *where, count) for where, count in zip(told, counts.tolist(), strict=True))


def _read(code: int, lists: int, strata: Sequence[str]) -> tuple[tuple[bool, ...], tuple[str, ...]]:
    """In which lists, and the stratum values, of one number that holds both."""
    values = []
    for name in reversed(strata):
        code, value = divmod(code, 3)
        values.append((*STRATA[name], "unknown")[value])
    return tuple(bool(code >> at & 1) for at in range(lists)), tuple(reversed(values))


def _agreed(person: Array, values: Array, people: int) -> Array:
    """What the records of each person say with one voice: 0 or 1, and 2 where none says it or two differ."""
    import numpy as np

    seen = np.zeros((people, 2), bool)
    known = values >= 0
    seen[person[known], values[known]] = True
    return np.where(seen.all(axis=1) | ~seen.any(axis=1), 2, seen[:, 1].astype(np.int64))


def _sex(record: PersonRecord) -> str | None:
    return record.sex.value if record.sex in (Sex.MAN, Sex.WOMAN) else None


def _age_group(record: PersonRecord) -> str | None:
    """As the list says; else from ages that are all on one side of 18."""
    if record.age_group is not AgeGroup.UNKNOWN:
        return record.age_group.value
    if record.age_low is not None and record.age_low >= _ADULT:
        return "adult"
    return "child" if record.age_high is not None and record.age_high < _ADULT else None


_SAID = {"sex": _sex, "age_group": _age_group}


def _inputs(resolution: PeopleResolution, lists: Sequence[NameList], rejected: Collection[str]) -> str:
    """A digest of all that the tables follow from; the same inputs in any order give the same one."""
    digest = sha256()
    decisions = [*resolution.decisions.same.values(), *resolution.decisions.different.values()]
    for part in (lists, sorted(decisions, key=lambda one: one.id), sorted(rejected)):
        digest.update(json.dumps(to_dict(tuple(part)), sort_keys=True).encode())
    for record in resolution.evidence.columns.records:
        digest.update(repr(record).encode())
    return digest.hexdigest()
