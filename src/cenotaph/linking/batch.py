"""Files of lists -> records -> individuals -> a row for each record: list, id, individual, probability."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cenotaph.collecting import put_off
from cenotaph.errors import ReadError, UsageError
from cenotaph.model import PersonRecord

if TYPE_CHECKING:
    from cenotaph.archive.lists import Fault, ListReading, Mapping
    from cenotaph.resolve.people import PeopleResolution
    from cenotaph.resolve.people.presence import PresenceTable

__all__ = ["Link", "Linked", "ReadFile", "link", "links_of", "presence_of"]

# beyond, the weights of each pair are not kept: the report then has no chart of them
MANY = 200_000


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One list as it was read: its name (the file's without its ending), its reading, records and faults."""

    name: str
    reading: ListReading
    people: tuple[PersonRecord, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """The lists, and which of their records are one person."""

    lists: tuple[ReadFile, ...]
    resolution: PeopleResolution

    @property
    def records(self) -> dict[str, tuple[str, PersonRecord]]:
        """Record id -> (name of its list, record)."""
        return {person.id: (one.name, person) for one in self.lists for person in one.people}


@dataclass(frozen=True, slots=True)
class Link:
    """One record's place: its list, its own id there (or its line), its individual, and how sure that is, 0..1.

    The probability is that of the likeliest pair that ties the record to its individual; for a record that stands
    alone, of its likeliest pair with any other record not holding.
    """

    list: str
    id: str
    individual: str
    probability: float


def link(
    files: Sequence[str | Path],
    *,
    id_column: str | None = None,
    mapping: Mapping | None = None,
    duplicate_free: bool = False,
    dates: str | None = None,
    seed: int = 0,
    on_progress: Callable[[int, int, str], None] | None = None,
) -> Linked:
    """Read the lists and link them; ``duplicate_free``: nobody stands twice in any one of them.

    Raises what reading a list raises (see ``archive.lists.read_list``), and UsageError for two files of one name.
    """
    from cenotaph.resolve.people import link_people

    paths = [Path(file) for file in files]
    names = [path.stem for path in paths]
    for name in names:
        if names.count(name) > 1:
            raise UsageError(f"two lists are called {name}", hint="rename one: links.csv tells them by that name")
    lists = []
    with put_off():
        for done, path in enumerate(paths, start=1):
            lists.append(_read(path, id_column, mapping, duplicate_free, dates))
            if on_progress is not None:
                on_progress(done, len(paths) + 1, path.name)
        people = [person for one in lists for person in one.people]
        named = [one.reading.named for one in lists]
        resolution = link_people(people, lists=named, seed=seed, details=len(people) <= MANY)
    if on_progress is not None:
        on_progress(len(paths) + 1, len(paths) + 1, "linked")
    return Linked(tuple(lists), resolution)


def _read(
    path: Path, id_column: str | None, mapping: Mapping | None, duplicate_free: bool, dates: str | None
) -> ReadFile:
    from cenotaph.archive.lists import MAX_LIST_BYTES, read_list
    from cenotaph.archive.sources import read_file

    reading = read_list(
        read_file(path, MAX_LIST_BYTES),
        path.stem,
        source_name=path.name,
        id_column=id_column,
        mapping=mapping,
        duplicate_free=duplicate_free,
        dates=dates,
    )
    people: list[PersonRecord] = []
    faults: list[Fault] = []
    for one in reading.people():
        if isinstance(one, PersonRecord):
            people.append(one)
        else:
            faults.append(one)
    if not people:
        raise ReadError(
            f"no row of {path.name} names a person", hint="look at its columns: cenotaph import people --dry-run"
        )
    return ReadFile(path.stem, reading, tuple(people), tuple(faults))


def links_of(linked: Linked) -> Iterable[Link]:
    """A row for each record, in the order of the lists and of their rows."""
    home = {id: one.id for one in linked.resolution.individuals for id in one.records}
    inside: dict[str, float] = {}
    outside: dict[str, float] = {}
    for pair in linked.resolution.pairs:
        best = inside if home[pair.a] == home[pair.b] else outside
        for id in (pair.a, pair.b):
            best[id] = max(best.get(id, 0.0), pair.probability)
    for one in linked.lists:
        has_id = any(column.field == "id" for column in one.reading.columns)
        for person in one.people:
            own = _own_id(person) if has_id else None
            sure = inside.get(person.id, 1 - outside.get(person.id, 0.0))
            yield Link(one.name, own or str(person.row), home[person.id], round(sure, 4))


def _own_id(person: PersonRecord) -> str | None:
    return person.external_ids[0][1] if person.external_ids else None


def presence_of(linked: Linked, *, draws: int = 50, seed: int = 0, strata: Sequence[str] = ()) -> PresenceTable:
    """How many individuals stand in exactly which lists, in each of ``draws`` linkages that may be true.

    ``strata``: "sex", "age_group" or both. Raises UsageError (see ``resolve.people.presence``).
    """
    from cenotaph.resolve.people.presence import presence_table

    named = [one.reading.named for one in linked.lists]
    return presence_table(linked.resolution, named, draws=draws, seed=seed, strata=strata)
