"""The Russian reader: paragraphs, parse, hits, counts, attribution, setting, links, claims."""

from __future__ import annotations

from cenotaph.extract.coreference import link
from cenotaph.extract.draft import Draft, check_length, claims_of
from cenotaph.extract.rules_en import MOST_CHARACTERS, confidence
from cenotaph.extract.russian.lexicon import cue_pattern, plain
from cenotaph.extract.russian.parse import Clean, require
from cenotaph.extract.russian.reading import Reading
from cenotaph.extract.segments import segments
from cenotaph.model import Claim, Report

__all__ = ["RulesRu"]


class RulesRu:
    """Rules over natasha's parse (docs/extract.md, Russian); one instance may read any number of reports.

    Raises MissingExtraError when it is made without the extra ``russian``.
    """

    name = "rules_ru"
    version = "1"
    by = "rules_ru@1"
    languages = frozenset({"ru"})

    def __init__(self, profile: str = "cenotaph-1") -> None:
        require()
        self.profile = profile

    def drafts(self, report: Report) -> list[Draft]:
        """The linked drafts of ``report``, before ids; empty for a stub or a text without casualty words."""
        if report.stub:
            return []
        pieces = segments(report.text)
        cues = [
            _has_cue(report.text, piece.preamble[0] if piece.preamble else piece.start, piece.end)
            for piece in pieces
        ]
        if not any(cues):
            return []
        reading = Reading(report, self.profile)
        for number, piece in enumerate(pieces):
            around = cues[max(0, number - 1) : number + 2]
            if any(around):
                reading.read(number, piece)
        return link(reading.drafts)

    def extract(self, report: Report) -> tuple[Claim, ...]:
        """The claims of ``report``, in the order of their first quote.

        Raises ExtractError when the text is longer than ``MOST_CHARACTERS``.
        """
        check_length(report, MOST_CHARACTERS)
        return claims_of(self.drafts(report), report, self.by, confidence)


def _has_cue(text: str, start: int, end: int) -> bool:
    return cue_pattern().search(plain(Clean.of(text, start, end).text)) is not None
