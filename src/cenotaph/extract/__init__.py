"""Reports to claims: numbers with their hedges, dates, speakers and frames.

``extract`` reads one report, ``extract_many`` a stream, ``tally`` adds up one report's claims; ``language_of``
tells in which language a report is read, ``supports`` whether there is a reader for it. Extractors are
found by the entry-point group ``cenotaph.extractors``; nothing heavy is imported before the first report is read.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache, partial
from importlib.metadata import entry_points

from cenotaph.errors import CenotaphError, ExtractError, MissingExtraError, NotFoundError, UsageError
from cenotaph.extract import deadline
from cenotaph.extract.base import Extractor
from cenotaph.extract.deadline import DEFAULT_LIMIT
from cenotaph.extract.languages import detect as _detect
from cenotaph.extract.languages import primary as _primary
from cenotaph.extract.tally import Tally, TallyLine, tally
from cenotaph.model import Claim, Report, report_id

__all__ = [
    "Extractor",
    "Tally",
    "TallyLine",
    "extract",
    "extract_many",
    "get_extractor",
    "language_of",
    "prepare",
    "read_or_error",
    "reader_for",
    "readers",
    "supports",
    "tally",
]

_FAULT = "a fault in Cenotaph: please report it with the document"
_BY_LANGUAGE = {"en": "rules_en", "ru": "rules_ru", "ar": "rules_ar"}


@cache
def get_extractor(name: str) -> Extractor:
    """The extractor registered as ``name`` under ``cenotaph.extractors``, made once; raises NotFoundError."""
    points = {point.name: point for point in entry_points(group="cenotaph.extractors")}
    if name not in points:
        raise NotFoundError(
            f"no extractor called {name!r}", hint=f"installed: {', '.join(sorted(points)) or 'none'}"
        )
    made: Extractor = points[name].load()()
    return made


def supports(language: str | None) -> bool:
    """Whether there is a reader for ``language`` (BCP 47); None is not known, and is read as its letters say."""
    return language is None or _primary(language) in _BY_LANGUAGE


def readers() -> tuple[str, ...]:
    """The names of the extractors that "auto" chooses from, English first."""
    return tuple(_BY_LANGUAGE.values())


def reader_for(report: Report) -> str | None:
    """The name of the extractor that "auto" reads ``report`` with, None for a language without one."""
    return _BY_LANGUAGE.get(_primary(language_of(report.text, report.language)))


def language_of(text: str, declared: str | None = None) -> str:
    """The language that a text is read in: the declared one, else the one its letters speak for, else English."""
    return declared or _detect(text) or "en"


def extract(
    report: Report | str, *, published: date | None = None, publisher: str | None = None, extractor: str = "auto"
) -> tuple[Claim, ...]:
    """The claims of one report, or of a plain text with its ``published`` date and ``publisher``.

    ``extractor`` "auto" goes by the report's language, or by its letters where none is declared; a language
    without an extractor gives no claims (``supports(language_of(text))`` tells beforehand). Raises NotFoundError
    for an extractor that is not installed, MissingExtraError for one whose extra is not.
    """
    if isinstance(report, str):
        report = Report(
            id=report_id(report.encode(errors="surrogatepass")),
            text=report,
            published=published,
            publisher=publisher,
            language=language_of(report),
        )
    chosen = reader_for(report) if extractor == "auto" else extractor
    return () if chosen is None else get_extractor(chosen).extract(report)


def extract_many(
    reports: Iterable[Report],
    extractor: str = "auto",
    workers: int = 1,
    *,
    time_limit: float | None = DEFAULT_LIMIT,
) -> Iterator[tuple[Report, tuple[Claim, ...] | CenotaphError]]:
    """Each report with its claims, lazily and in order, or with the error that kept it from being read.

    ``workers`` processes read side by side; a few reports are held at a time, never all. ``time_limit`` is in
    seconds a report, None for no limit. A report over it, one whose reader fails and one whose process dies come
    with an ExtractError (a claim that breaks a rule with its RecordError), and the rest goes on. Raises
    NotFoundError for an extractor that is not installed, MissingExtraError for a model that is not, and UsageError
    for less than one worker. A script that gives workers needs ``if __name__ == "__main__":``, as for
    any use of processes.
    """
    if extractor != "auto":
        get_extractor(extractor)
    read = partial(read_or_error, extractor=extractor, time_limit=time_limit)
    if workers == 1:
        return ((report, _usable(read(report), extractor)) for report in reports)
    return (
        (report, _usable(found, extractor)) for report, found in _by_processes(reports, read, workers, time_limit)
    )


def _usable(found: tuple[Claim, ...] | CenotaphError, extractor: str) -> tuple[Claim, ...] | CenotaphError:
    """``found``, unless it is an error that every report would meet: that one is raised.

    With "auto" a missing extra is met by the reports of one language only.
    """
    one_language = extractor == "auto" and isinstance(found, MissingExtraError)
    if isinstance(found, UsageError) and not one_language:
        raise found
    return found


def _by_processes(
    reports: Iterable[Report],
    read: Callable[[Report], tuple[Claim, ...] | CenotaphError],
    workers: int,
    time_limit: float | None,
) -> Iterator[tuple[Report, tuple[Claim, ...] | CenotaphError]]:
    from cenotaph.extract.workers import in_order

    held: deque[Report] = deque()

    def kept() -> Iterator[Report]:
        for report in reports:
            held.append(report)
            yield report

    def lost(report: Report, why: str) -> tuple[Claim, ...] | CenotaphError:
        return ExtractError(f"report {report.id}: {why}", hint="the other reports were read")

    for found in in_order(read, kept(), workers=workers, lost=lost, time_limit=time_limit, prepare=prepare):
        yield held.popleft(), found


def prepare(language: str = "en") -> None:
    """Load what the reader of ``language`` needs, so that the first report takes no longer than the next."""
    ready = getattr(get_extractor(_BY_LANGUAGE[language]), "prepare", None)
    if ready is not None:
        ready()


def read_or_error(
    report: Report, *, extractor: str | Extractor = "auto", time_limit: float | None = DEFAULT_LIMIT
) -> tuple[Claim, ...] | CenotaphError:
    """The claims of one report, or the error instead of raising it; any other failure becomes an ExtractError."""
    try:
        with deadline.time_limit(time_limit):
            return extract(report, extractor=extractor) if isinstance(extractor, str) else extractor.extract(report)
    except CenotaphError as error:
        return error
    except Exception as error:  # a fault in reading one report must not stop a night's work
        return ExtractError(f"{type(error).__name__} while reading it: {error}".replace("\n", " "), hint=_FAULT)
