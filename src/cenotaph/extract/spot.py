"""One sentence in its segment, with what the number and date grammars found there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cenotaph.extract.dates import PeriodMention
from cenotaph.extract.numbers import CountMention
from cenotaph.extract.phrases import end_of
from cenotaph.extract.segments import Segment

if TYPE_CHECKING:
    from spacy.tokens import Span

__all__ = ["Spot", "moved"]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where reading stands: the sentence, its segment and number, and the mentions of the whole segment.

    ``ordinal`` counts the sentences read, ``unit`` the sentences of the report by their marks (``units``), read
    or not; ``first`` is True for the first sentence of a segment.
    """

    sentence: Span
    piece: Segment
    segment: int
    ordinal: int
    mentions: list[CountMention]
    periods: list[PeriodMention]
    first: bool
    unit: int = 0

    @property
    def base(self) -> int:
        """Offset of the segment in the report."""
        return self.piece.start

    @property
    def quote(self) -> tuple[int, int]:
        """Report offsets of the sentence without the blanks around it."""
        tokens = [token for token in self.sentence if not token.is_space] or list(self.sentence)
        return self.base + tokens[0].idx, self.base + end_of(tokens[-1])


def moved(span: tuple[int, int], by: int) -> tuple[int, int]:
    """``span`` shifted by ``by``."""
    return span[0] + by, span[1] + by
