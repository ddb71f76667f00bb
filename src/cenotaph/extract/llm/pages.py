"""A report parsed where it is needed, with its grammars' findings: what checked words are read by."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cenotaph.extract.dates import PeriodMention, find_periods
from cenotaph.extract.numbers import CountMention, find_counts
from cenotaph.extract.parse import name_entities, parse
from cenotaph.extract.segments import Segment, segments
from cenotaph.extract.spot import Given, Spot
from cenotaph.model import Report

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = ["Page", "Pages"]


@dataclass
class Page:
    """One segment of a report; parse, numbers and dates are made when first asked for."""

    piece: Segment
    number: int
    report: Report
    profile: str

    @cached_property
    def doc(self) -> Doc:
        """The parse, with named entities."""
        return name_entities(parse(self.piece.text))

    @cached_property
    def mentions(self) -> list[CountMention]:
        """The numbers of the segment."""
        return find_counts(self.piece.text, self.profile)

    @cached_property
    def periods(self) -> list[PeriodMention]:
        """The periods of the segment."""
        return find_periods(self.piece.text, self.report.published)

    @property
    def reach(self) -> tuple[int, int]:
        """Report offsets of the segment with the preamble that was cut off in front."""
        start = self.piece.preamble[0] if self.piece.preamble else self.piece.start
        return start, self.piece.end

    def holds(self, span: tuple[int, int]) -> bool:
        """Whether a span of the report lies inside the parsed segment."""
        return self.piece.start <= span[0] and span[1] <= self.piece.start + len(self.piece.text)

    def span(self, span: tuple[int, int]) -> Span | None:
        """The tokens at a span of the report, widened to whole tokens."""
        if not self.holds(span):
            return None
        base = self.piece.start
        return self.doc.char_span(span[0] - base, span[1] - base, alignment_mode="expand")

    def spot(self, token: Token, periods: list[PeriodMention]) -> Spot:
        """Where ``token`` stands; sentences are numbered over the report without counting those before."""
        sentence = token.sent
        place = sum(1 for s in self.doc.sents if s.start < sentence.start)
        ordinal = self.number * 10_000 + place
        return Spot(sentence, self.piece, self.number, ordinal, Given(self.mentions, periods), place == 0)


class Pages:
    """The segments of one report."""

    def __init__(self, report: Report, profile: str) -> None:
        self.all = [Page(piece, n, report, profile) for n, piece in enumerate(segments(report.text))]
        self._starts = [page.reach[0] for page in self.all]

    def at(self, offset: int) -> Page | None:
        """The page whose segment, or the preamble cut off in front of it, holds ``offset``."""
        found = bisect_right(self._starts, offset) - 1
        if found < 0 or offset >= self.all[found].reach[1]:
            return None
        return self.all[found]
