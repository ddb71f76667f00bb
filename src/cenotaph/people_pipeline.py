"""Named people on a ledger: lists imported with what changed, and which records are one person."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from cenotaph.errors import NotFoundError, ReadError, UsageError
from cenotaph.model import Corroboration, Judgement, PersonFate, PersonRecord, Report, Verdict, content_id
from cenotaph.store import Ledger, ListChange

if TYPE_CHECKING:
    from cenotaph.archive.lists import Fault, ListReading, Mapping
    from cenotaph.resolve.people import PeopleResolution
    from cenotaph.resolve.people.corroboration import Standing
    from cenotaph.resolve.people.presence import PresenceTable
    from cenotaph.reviewing import Question

__all__ = [
    "ImportedList",
    "ListOptions",
    "Progress",
    "import_people",
    "people_questions",
    "presence_of",
    "record_people",
    "resolve_people",
    "stand_people",
]

Progress = Callable[[int, int, str], None]
"""Called as ``(done, total, label)``."""

_EVERY = 1_000
# beyond, the weights of each pair are not kept
MANY_PEOPLE = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOptions:
    """What a person may say about a list; None leaves it to the list, or to what was said when it last came.

    ``mapping`` is a file that says how the columns are read; where it is not there the guess is written to it.
    """

    name: str | None = None
    mapping: Path | None = None
    id_column: str | None = None
    duplicate_free: bool | None = None
    dates: str | None = None
    fate: PersonFate | None = None
    sheet: str | None = None
    delimiter: str | None = None
    charset: str | None = None
    publisher: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedList:
    """How a list was read, how many records it gave, every fault, and what changed; ``change`` None: nothing.

    ``mapping_from`` says where the reading of the columns came from: "guessed", a file, or "the last import".
    """

    reading: ListReading
    people: int
    faults: tuple[Fault, ...]
    change: ListChange | None
    stored: bool
    mapping_from: str


def import_people(
    ledger: Ledger | None,
    path: Path,
    options: ListOptions | None = None,
    *,
    dry_run: bool = False,
    on_progress: Progress | None = None,
) -> ImportedList:
    """Record a list in the ledger, all of it or nothing; the same list again changes nothing.

    With ``dry_run`` the rows are read and nothing is written (``ledger`` may be None). Raises NotFoundError,
    ReadError where there is no list or none of its rows names a person, UsageError, MissingExtraError, LedgerError.
    """
    from cenotaph.archive.lists import MAX_LIST_BYTES, read_list
    from cenotaph.archive.sources import read_file

    options = options or ListOptions()
    raw = read_file(path, MAX_LIST_BYTES)
    name = options.name or path.stem
    before = next((one for one in ledger.lists() if one.name == name), None) if ledger is not None else None
    common = {
        "source_name": path.name,
        "id_column": options.id_column,
        "dates": options.dates,
        "fate": options.fate,
        "sheet": options.sheet,
        "delimiter": options.delimiter,
        "charset": options.charset,
        "publisher": options.publisher,
        "published": options.published,
        "retrieved_at": datetime.now(UTC),
        "duplicate_free": bool(before and before.duplicate_free)
        if options.duplicate_free is None
        else options.duplicate_free,
    }
    mapping, source = _mapping(options.mapping)
    if mapping is None and before is not None:
        from cenotaph.archive.lists import mapping_of

        mapping, source = mapping_of(before), "the last import"
    try:
        reading = read_list(raw, name, mapping=mapping, **common)  # type: ignore[arg-type]
    except UsageError:
        if source != "the last import":
            raise
        # the list has other columns now
        source = "guessed"
        reading = read_list(raw, name, **common)  # type: ignore[arg-type]
    if options.mapping is not None and not options.mapping.exists():
        _write_mapping(options.mapping, reading)
    faults: list[Fault] = []
    told = _Told(reading, name, faults, on_progress)
    if dry_run or ledger is None:
        people = sum(1 for _ in told.people())
        return _result(reading, people, faults, None, False, source)
    change = ledger.add_list(reading.named, reading.report, raw, told.people())
    if change is not None:
        counts = {"added": change.added, "changed": len(change.changed), "gone": len(change.gone)}
        ledger.add_run("import people", counts)
    return _result(reading, told.done, faults, change, True, source)


def _result(
    reading: ListReading, people: int, faults: list[Fault], change: ListChange | None, stored: bool, source: str
) -> ImportedList:
    return ImportedList(
        reading=reading, people=people, faults=tuple(faults), change=change, stored=stored, mapping_from=source
    )


def _mapping(path: Path | None) -> tuple[Mapping | None, str]:
    from cenotaph.archive import decode
    from cenotaph.archive.lists import read_mapping
    from cenotaph.archive.sources import read_file

    if path is None or not path.exists():
        return None, "guessed"
    text = decode(read_file(path)).text.removeprefix("\ufeff")
    return read_mapping(text, str(path)), str(path)


def _write_mapping(path: Path, reading: ListReading) -> None:
    from cenotaph.archive.lists import written

    try:
        path.write_text(written(reading.mapping, reading.columns), encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}", hint="check the folder") from error


@dataclass(slots=True)
class _Told:
    """Passes the records on, keeps the faults, and tells how far it is."""

    reading: ListReading
    name: str
    faults: list[Fault]
    on_progress: Progress | None
    done: int = 0

    def people(self) -> Iterator[PersonRecord]:
        for one in self.reading.people():
            if not isinstance(one, PersonRecord):
                self.faults.append(one)
                continue
            self.done += 1
            if self.on_progress is not None and self.done % _EVERY == 0:
                self.on_progress(self.done, self.reading.rows, self.name)
            yield one
        if not self.done:
            reason = f"; {self.faults[-1]}" if self.faults else ""
            raise ReadError(
                f"no row of {self.name} names a person{reason}", hint="look at its columns: --dry-run, --map"
            )


def resolve_people(ledger: Ledger, *, seed: int = 0) -> PeopleResolution:
    """Which of the ledger's records are one person, and how well each death is attested; nothing is written.

    Lists and reports count alike; what people decided wins over any score. The oldest record of an individual is
    that of the report published first, or archived first where no day of publication is known.
    """
    return stand_people(ledger, seed=seed)[0]


def stand_people(
    ledger: Ledger, *, seed: int = 0, linked: PeopleResolution | None = None
) -> tuple[PeopleResolution, dict[str, Standing]]:
    """The same, and by individual why it is verified, pending, unverified or rejected.

    ``linked``: a linkage that still holds, where only what people say of a death has changed since.
    """
    from cenotaph.resolve.people.corroboration import standings, surely_one
    from cenotaph.resolve.people.sources import read_sources

    found = linked or _linked(ledger, seed=seed)
    judgements = ledger.judgements()
    individuals, why = standings(
        found.individuals,
        {one.id: one for one in found.evidence.columns.records},
        read_sources(ledger.reports(with_lists=True), ledger.claims(), judgements),
        surely_one(((pair.a, pair.b, pair.probability) for pair in found.pairs), found.decisions.same.values()),
        judgements,
    )
    return replace(found, individuals=individuals), why


def _linked(ledger: Ledger, *, seed: int = 0) -> PeopleResolution:
    from cenotaph.resolve.people import link_people

    people = ledger.people()
    reports = {report.id: report for report in ledger.reports(with_lists=True)}
    taken_in = {id: when for id, report in reports.items() if (when := _since(report)) is not None}
    details = len(people) <= MANY_PEOPLE
    lists, judgements = ledger.lists(), ledger.judgements()
    return link_people(people, lists=lists, judgements=judgements, taken_in=taken_in, seed=seed, details=details)


def record_people(ledger: Ledger, *, seed: int = 0) -> PeopleResolution | None:
    """Decide which records are one person, and record the judgements that are new; None where nobody is named.

    Of former ones that no longer follow, a reversal is recorded: nothing is overwritten. Beyond 200,000 records the
    individuals are worked out anew when asked for, and no pair is recorded.
    """
    if not ledger.people():
        return None
    from cenotaph.resolve.people.link import BY

    found = resolve_people(ledger, seed=seed)
    if not found.judgements and len(ledger.people()) > MANY_PEOPLE:
        return found
    record = ledger.judgements()
    undone = {one.reverses for one in record if one.reverses}
    now, known = {}, {one.id for one in record}
    for one in found.judgements:
        name = one.id
        # once reversed, the same decision is a new row
        while name in undone:
            name = content_id("j", [name, "again"])
        now[name] = replace(one, id=name)
    stale = [one for one in record if one.by == BY and one.reverses is None and one.id not in undone | now.keys()]
    again = [one for one in now.values() if one.id not in known]
    reversals = [
        Judgement(
            id=content_id("j", ["reverses", one.id]),
            kind=one.kind,
            about=one.about,
            other=one.other,
            verdict=Verdict.NO_JUDGEMENT,
            by=BY,
            at=max(one.at, *(other.at for other in record)),
            reason="no longer follows from the records and decisions",
            reverses=one.id,
        )
        for one in stale
    ]
    ledger.add_judgements([*again, *reversals])
    return found


def _since(report: Report) -> datetime | None:
    if report.published is not None:
        return datetime.combine(report.published, time(), UTC)
    return report.retrieved_at


def people_questions(ledger: Ledger) -> list[Question]:
    """The pairs of records that a person should look at, the most telling first."""
    from cenotaph.resolve.people.held_apart import held_apart
    from cenotaph.reviewing import questions

    found = _linked(ledger)
    return questions(found, ledger.judgements(), held_apart(found))


def presence_of(
    ledger: Ledger, *, lists: Sequence[str] = (), draws: int = 50, seed: int = 0, strata: Sequence[str] = ()
) -> PresenceTable:
    """How many individuals stand in exactly which of the ledger's lists, in each of ``draws`` sampled linkages.

    Whom a person rejected is left out. ``lists`` are names (none: all). Everybody is linked, also through reports
    and lists that are not in the table.
    Raises NotFoundError for a name that no list has, UsageError (see ``resolve.people.presence``).
    """
    from cenotaph.resolve.people.presence import presence_table

    there = {one.name: one for one in ledger.lists()}
    for name in lists:
        if name not in there:
            held = ", ".join(sorted(there)) or "none; cenotaph import people LIST.csv comes first"
            raise NotFoundError(f"no list is called {name!r}", hint=f"there are: {held}")
    chosen = [there[name] for name in lists] or [*there.values()]
    found = resolve_people(ledger, seed=seed)
    rejected = {
        id for one in found.individuals if one.corroboration is Corroboration.REJECTED for id in one.records
    }
    return presence_table(found, chosen, draws=draws, seed=seed, strata=strata, rejected=rejected)
