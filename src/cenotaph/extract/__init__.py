"""Reports to claims: numbers with their hedges, dates, speakers and frames.

``extract`` reads one report, ``extract_many`` a stream, ``tally`` adds up one report's claims; ``language_of``
tells in which language a report is read, ``supports`` whether there is a reader for it. Extractors are
found by the entry-point group ``cenotaph.extractors``; nothing heavy is imported before the first report is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from importlib.metadata import entry_points

from cenotaph.errors import NotFoundError
from cenotaph.extract.base import Extractor
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
    "supports",
    "tally",
]

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
            id=report_id(report.encode()),
            text=report,
            published=published,
            publisher=publisher,
            language=language_of(report),
        )
    if extractor == "auto":
        language = language_of(report.text, report.language)
        if not supports(language):
            return ()
        extractor = _BY_LANGUAGE[_primary(language)]
    return get_extractor(extractor).extract(report)


def extract_many(reports: Iterable[Report], extractor: str = "auto") -> Iterator[tuple[Report, tuple[Claim, ...]]]:
    """Each report with its claims, lazily and in order."""
    for report in reports:
        yield report, extract(report, extractor=extractor)
