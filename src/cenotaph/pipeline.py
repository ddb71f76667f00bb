"""The stages on a ledger: the only place where they meet storage.

Every step can be repeated and interrupted: what was done is passed over, and what was reported as done
(``on_progress`` is called after the commit) stays done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from cenotaph.errors import (
    CenotaphError,
    ExtractError,
    LedgerError,
    MissingExtraError,
    NotFoundError,
    ReadError,
    RecordError,
)
from cenotaph.model import Claim, Incident, Report, report_id
from cenotaph.store import DEFAULT_PROFILE, Ledger

if TYPE_CHECKING:
    from cenotaph.archive import Meta, Source
    from cenotaph.extract.base import Extractor
    from cenotaph.reconcile import Reckoning
    from cenotaph.resolve import Known, Resolution

__all__ = [
    "ArchiveResult",
    "ExtractResult",
    "Progress",
    "archive_into",
    "backup",
    "extract_all",
    "import_control_areas",
    "incidents_known",
    "incidents_of",
    "reckon",
    "resolve_all",
]

Result = TypeVar("Result")

Progress = Callable[[int, int, str], None]
"""Called as ``(done, total, label)`` after each thing that is done."""

# what a person may know about a document better than its bytes do
_FACTS = ("publisher", "published", "url", "title", "kind", "language", "author")


@dataclass(frozen=True, slots=True)
class ArchiveResult:
    """What became of each document, by name: archived, there already, corrected by facts given now, failed."""

    added: tuple[tuple[str, Report], ...]
    known: tuple[tuple[str, Report], ...]
    corrected: tuple[tuple[str, Report], ...]
    failed: tuple[tuple[str, CenotaphError], ...]

    @property
    def stubs(self) -> tuple[tuple[str, Report], ...]:
        """Those just archived that are not articles; ``report.stub`` says why."""
        return tuple((name, report) for name, report in self.added if report.stub)

    def rows(self) -> list[dict[str, str | None]]:
        """One row a document for scripts, without the texts: name, outcome, and report or error."""
        rows: list[dict[str, str | None]] = []
        for outcome in ("added", "known", "corrected"):
            for name, report in getattr(self, outcome):
                day = report.published.isoformat() if report.published else None
                facts = {"report": report.id, "publisher": report.publisher, "published": day, "stub": report.stub}
                rows.append({"name": name, "outcome": outcome} | facts)
        for name, error in self.failed:
            rows.append({"name": name, "outcome": "failed", "error": error.message, "hint": error.hint})
        return rows


@dataclass(frozen=True, slots=True)
class ExtractResult:
    """How many reports were read, how many claims they make, and by name what was not read and why.

    ``unsupported`` are reports in a language that the extractor does not read.
    """

    read: int
    claims: int
    unsupported: tuple[tuple[str, Report], ...]
    failed: tuple[tuple[str, CenotaphError], ...]

    @property
    def skipped(self) -> int:
        """How many were left unread, whatever the reason."""
        return len(self.unsupported) + len(self.failed)


def archive_into(
    ledger: Ledger,
    paths: Iterable[str | Path],
    *,
    publisher: str | None = None,
    published: date | str | None = None,
    url: str | None = None,
    on_progress: Progress | None = None,
) -> ArchiveResult:
    """Archive files, folders and "-" (standard input), one transaction a document.

    Bytes that are there already are not read again; facts that are given now and were unknown, or that
    replace what the same file said before, become a new revision of the report. A document that cannot be
    read is listed and the rest goes on. Raises LedgerError, and UsageError for a date that is none.
    """
    from cenotaph.archive import Meta
    from cenotaph.archive.meta import as_day

    given = Meta(publisher=publisher, published=as_day(published), url=url, retrieved_at=datetime.now(UTC))
    found: dict[str, list[Any]] = {"added": [], "known": [], "corrected": [], "failed": []}
    sources = [source for source in _sources(paths, found["failed"]) if not _is_of(ledger, source)]
    try:
        for done, source in enumerate(sources, start=1):
            try:
                outcome, report = _archive_one(ledger, source, given)
                found[outcome].append((source.name, report))
            except (ReadError, RecordError, NotFoundError) as error:
                found["failed"].append((source.name, error))
            _tell(on_progress, done, len(sources), source.name)
    finally:
        _note(ledger, "archive", {name: len(found[name]) for name in ("added", "corrected")})
    return ArchiveResult(**{name: tuple(rows) for name, rows in found.items()})


def _sources(paths: Iterable[str | Path], failed: list[tuple[str, CenotaphError]]) -> list[Source]:
    from cenotaph.archive import find

    sources: list[Source] = []
    for path in paths:
        try:
            sources += list(find([path]))
        except CenotaphError as error:
            failed.append((str(path), error))
    return sources


def _is_of(ledger: Ledger, source: Source) -> bool:
    # "cenotaph archive ." must not trip over the ledger that lies in the same folder
    own = ledger.path.resolve()
    return Path(source.name).resolve() in (own, *(own.with_name(own.name + end) for end in ("-wal", "-shm")))


def _archive_one(ledger: Ledger, source: Source, given: Meta) -> tuple[str, Report]:
    from cenotaph.archive import read

    raw = source.read()
    meta = given.over(source.meta)
    try:
        stored = ledger.report(report_id(raw))
    except NotFoundError:
        report = _guarded(ReadError, lambda: read(raw, meta))
        return ("added" if ledger.add_report(report, raw) else "known"), report
    corrected = _corrected(stored, given, meta)
    return ("corrected", corrected) if ledger.correct_report(corrected) else ("known", stored)


def _corrected(stored: Report, given: Meta, meta: Meta) -> Report:
    """The report with the facts that may change it: options always, a file's own row, else what was unknown.

    A second file with the same bytes must not take the first one's publisher away.
    """
    same_file = meta.name == stored.source_name
    changes = {}
    for name in _FACTS:
        fact = getattr(meta, name)
        unknown = getattr(stored, name) is None
        if fact is not None and (unknown or same_file or getattr(given, name) is not None):
            changes[name] = fact
    return replace(stored, **changes)


def extract_all(
    ledger: Ledger,
    extractor: str | Extractor = "auto",
    *,
    profile: str = DEFAULT_PROFILE,
    workers: int = 1,
    time_limit: float | None = 60.0,
    on_progress: Progress | None = None,
) -> ExtractResult:
    """Read every report that this extractor has not read, one transaction a report; stubs are passed over.

    "auto" reads each report with the extractor of its language, and those that none of them has read.
    ``workers`` processes read (only with an extractor given by its name), each report within ``time_limit``
    seconds; this one alone writes. A report that cannot be read is listed, stays unread, and the rest goes on.
    Raises LedgerError, and UsageError for an extractor that does not exist.
    """
    by_name = _extractors(extractor)
    unread = _unread_by_all(ledger, by_name.values(), profile)
    done = read = claims = 0
    unsupported: list[tuple[str, Report]] = []
    failed: list[tuple[str, CenotaphError]] = []

    def tell(report: Report) -> None:
        nonlocal done
        done += 1
        _tell(on_progress, done, len(unread), _name(report))

    def spoken() -> Iterator[Report]:
        for id in unread:
            report = ledger.report(id)
            if _chosen(by_name, report) is not None:
                yield report
            else:
                unsupported.append((_name(report), report))
                tell(report)

    try:
        for report, found in _read_each(spoken(), extractor, workers, time_limit):
            try:
                if isinstance(found, CenotaphError):
                    raise found
                claims += _record(ledger, by_name[str(_chosen(by_name, report))], report, found, profile)
                read += 1
            except (ExtractError, RecordError, MissingExtraError) as error:
                failed.append((_name(report), error))
            tell(report)
    finally:
        _note(ledger, "extract", {"reports": read, "claims": claims})
    return ExtractResult(read, claims, tuple(unsupported), tuple(failed))


def _read_each(
    reports: Iterable[Report], extractor: str | Extractor, workers: int, time_limit: float | None
) -> Iterator[tuple[Report, tuple[Claim, ...] | CenotaphError]]:
    """Each report with its claims or the error; an extractor that is an object reads here, others by name."""
    from cenotaph.extract import extract_many, read_or_error

    if isinstance(extractor, str):
        yield from extract_many(reports, extractor, workers, time_limit=time_limit)
    else:
        for report in reports:
            yield report, read_or_error(report, extractor=extractor, time_limit=time_limit)


def _extractors(extractor: str | Extractor) -> dict[str, Extractor]:
    """The extractors that are to read, by name: the one given, or with "auto" one a language."""
    from cenotaph.extract import get_extractor, readers

    if not isinstance(extractor, str):
        return {extractor.name: extractor}
    return {name: get_extractor(name) for name in (readers() if extractor == "auto" else (extractor,))}


def _unread_by_all(ledger: Ledger, extractors: Iterable[Extractor], profile: str) -> list[str]:
    """The reports that none of the extractors has read, in the ledger's order."""
    first, *others = [ledger.unread(one.by, profile=profile) for one in extractors]
    rest = [frozenset(ids) for ids in others]
    return [id for id in first if all(id in ids for ids in rest)]


def _chosen(extractors: Mapping[str, Extractor], report: Report) -> str | None:
    """The name of the extractor that reads ``report``, None when it is in a language that none of them reads."""
    from cenotaph.extract import reader_for

    if len(extractors) > 1:
        return reader_for(report)
    ((name, reader),) = extractors.items()
    # a text whose language nobody could tell is read: a rule that does not fire invents nothing
    spoken = report.language is None or report.language.partition("-")[0].lower() in reader.languages
    return name if spoken else None


def _record(ledger: Ledger, reader: Extractor, report: Report, claims: tuple[Claim, ...], profile: str) -> int:
    for claim in claims:
        if claim.count is not None and claim.count.profile != profile:
            raise RecordError(
                f"a count was read under profile {claim.count.profile}, not {profile}",
                hint=f"give the extractor that reads under {profile}",
            )
    # another process may have read it in the meantime
    return len(claims) if ledger.add_extraction(report.id, reader.by, claims, profile=profile) else 0


def resolve_all(ledger: Ledger) -> Resolution:
    """Decide which claims are about the same incident, and record the judgements that are new."""
    resolution = _resolution(ledger)
    _note(ledger, "resolve", {"judgements": ledger.add_judgements(resolution.judgements)})
    return resolution


def incidents_of(ledger: Ledger, *, as_of: date | None = None) -> tuple[Incident, ...]:
    """The incidents that follow from what the ledger holds, oldest first; nothing is written.

    ``as_of`` asks for those of a past day, from what was known on it, with today's codes where they are the same.
    """
    return incidents_known(ledger, as_of=as_of)[1]


def incidents_known(ledger: Ledger, *, as_of: date | None = None) -> tuple[Known, tuple[Incident, ...]]:
    """What is known (of ``as_of``: was known), with the judgements behind the incidents, and the incidents."""
    from cenotaph.resolve import Known

    if as_of is not None:
        known, then = _then(ledger, as_of)
    else:
        known, then = Known(ledger.reports(), ledger.claims(), ledger.judgements()), _resolution(ledger)
    return replace(known, judgements=(*known.judgements, *then.judgements)), then.incidents


def _resolution(ledger: Ledger) -> Resolution:
    from cenotaph.resolve import resolve

    return resolve(ledger.reports(), ledger.claims(), ledger.judgements())


def _then(ledger: Ledger, day: date) -> tuple[Known, Resolution]:
    """What was known on a day, and the incidents that follow from it; not to be recorded."""
    from cenotaph.resolve import known_on, resolve

    known = known_on(ledger.reports(), ledger.claims(), ledger.judgements(), day)
    return known, resolve(known.reports, known.claims, known.judgements)


def reckon(ledger: Ledger, incident: str | Incident, *, as_of: date | None = None) -> Reckoning:
    """Set the claims of one incident (its code or an earlier one, or the record) against each other.

    ``as_of`` answers from what was known on that day: reports published, what they say was said, and people's
    decisions made by then. Raises NotFoundError for a code nobody has.
    """
    from cenotaph.reconcile import reconcile

    reports, claims, judgements = ledger.reports(), ledger.claims(), list(ledger.judgements())
    chosen = incident if isinstance(incident, Incident) else None
    if as_of is not None:
        known, then = _then(ledger, as_of)
        reports, claims, judgements = known.reports, known.claims, [*known.judgements, *then.judgements]
        chosen = chosen or then.incident(str(incident))
    # of an incident that is known today and was not then, nothing is said
    chosen = chosen or _incident(incidents_of(ledger), str(incident))
    return reconcile(reports, claims, chosen, judgements=judgements, as_of=as_of)


def _incident(incidents: Sequence[Incident], code: str) -> Incident:
    for incident in incidents:
        if code == incident.code:
            return incident
    for incident in incidents:
        if code in incident.previous_codes:
            return incident
    known = ", ".join(incident.code for incident in incidents[:5])
    hint = f"there are: {known}" if known else "cenotaph archive, extract, resolve come first"
    raise NotFoundError(f"no incident has the code {code!r}", hint=hint)


def import_control_areas(ledger: Ledger, path: str | Path) -> int:
    """Record the areas of control in a GeoJSON file; returns how many were new or changed.

    Raises NotFoundError, ReadError, or RecordError that names the feature.
    """
    from cenotaph.archive import decode
    from cenotaph.archive.sources import read_file
    from cenotaph.places import read_control_areas

    areas = read_control_areas(decode(read_file(Path(path))).text.removeprefix("\ufeff"))
    written = ledger.add_control_areas(areas)
    _note(ledger, "import control", {"areas": written})
    return written


def backup(ledger: Ledger, path: str | Path) -> Path:
    """Copy the ledger, while in use, to a new file, and check the copy; LedgerError when it is not whole."""
    from cenotaph.store import open_ledger

    target = Path(path)
    ledger.backup(target)
    with open_ledger(target) as copy:
        problems = copy.verify()
    if problems:
        raise LedgerError(f"{target} is not whole: {problems[0]}", hint="run: cenotaph verify on the ledger itself")
    return target


def _guarded(kind: type[CenotaphError], stage: Callable[[], Result]) -> Result:
    """What the stage returns; a fault in it becomes ``kind``: one document must not stop a night's work."""
    try:
        return stage()
    except CenotaphError:
        raise
    except Exception as error:
        message = f"{type(error).__name__} while reading it: {error}".replace("\n", " ")
        raise kind(message, hint="a fault in Cenotaph: please report it with the document") from error


def _name(report: Report) -> str:
    return report.source_name or report.title or report.sha256[:12]


def _tell(on_progress: Progress | None, done: int, total: int, label: str) -> None:
    if on_progress is not None:
        on_progress(done, total, label)


def _note(ledger: Ledger, command: str, counts: Mapping[str, int]) -> None:
    """Put a run on record, unless it changed nothing."""
    if any(counts.values()):
        ledger.add_run(command, counts)
