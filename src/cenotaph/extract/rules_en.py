"""The English reader: segments, parse, frames, counts, attribution, setting, links, claims."""

from __future__ import annotations

from cenotaph.errors import ExtractError
from cenotaph.extract.coreference import link
from cenotaph.extract.draft import Draft
from cenotaph.extract.occasion import date_by_occasion
from cenotaph.extract.reading import Reading
from cenotaph.extract.segments import has_cue, segments
from cenotaph.model import Claim, Report, Stance

__all__ = ["MOST_CHARACTERS", "RulesEn", "confidence"]

MOST_CHARACTERS = 2_000_000  # about 300,000 words, some minutes of reading; a longer text is a book or a dump


class RulesEn:
    """Rules over a spaCy parse (see docs/extract.md); one instance may read any number of reports."""

    name = "rules_en"
    version = "2"
    by = "rules_en@2"
    languages = frozenset({"en"})

    def __init__(self, profile: str = "cenotaph-1", *, gate: bool = True) -> None:
        self.profile = profile
        self.gate = gate

    def drafts(self, report: Report) -> list[Draft]:
        """The linked drafts of ``report``, before ids; empty for a stub or a text without casualty words."""
        if report.stub or (self.gate and not has_cue(report.text)):
            return []
        pieces = segments(report.text)
        reading = Reading(report, self.profile, gate=self.gate)
        wanted = _neighbourhoods([not self.gate or has_cue(piece.text) for piece in pieces])
        for number, piece in enumerate(pieces):
            if wanted[number]:
                reading.read(number, piece)
        date_by_occasion(reading.drafts, pieces, report.published)
        return link(reading.drafts)

    def extract(self, report: Report) -> tuple[Claim, ...]:
        """The claims of ``report``, in the order of their first quote.

        Raises ExtractError when the text is longer than ``MOST_CHARACTERS``.
        """
        if len(report.text) > MOST_CHARACTERS:
            raise ExtractError(
                f"report {report.id} has {len(report.text):,} characters, more than {MOST_CHARACTERS:,}",
                hint="split it into reports of one event or chapter each",
            )
        return tuple(
            d.claim(report, self.by, confidence(d))
            for d in sorted(self.drafts(report), key=lambda d: (d.anchor, d.trigger))
        )


def _neighbourhoods(cues: list[bool]) -> list[bool]:
    """A segment is parsed when it holds a cue, or when the next one does (a pronoun there may point back)."""
    return [cue or (i + 1 < len(cues) and cues[i + 1]) for i, cue in enumerate(cues)]


def confidence(draft: Draft) -> float:
    """A plain additive score: 0.4, and more for a stated number, a parsed frame, a named speaker, group, setting.

    Not a probability: it orders claims for review. Documented in docs/extract.md.
    """
    score = 0.4
    score += 0.2 if {"count.number", "count.toll"} & set(draft.rules) else 0.05
    score += 0.15 if "frame.adjacent" not in draft.rules else 0.0
    score += 0.1 if "speaker.outlet" not in draft.rules else 0.0
    score += 0.05 * sum(field is not None for field in (draft.group, draft.place, draft.period))
    score -= 0.15 if "weak" in draft.flags else 0.0
    score -= 0.1 if draft.stance is not Stance.ASSERTS else 0.0
    return round(min(0.99, max(0.05, score)), 2)
