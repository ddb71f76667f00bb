"""One sentence in its segment, with what the number and date grammars found there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Protocol

from cenotaph.extract.dates import PeriodMention, find_periods
from cenotaph.extract.numbers import CountMention, find_counts
from cenotaph.extract.phrases import end_of
from cenotaph.extract.segments import Segment

if TYPE_CHECKING:
    from spacy.tokens import Span

__all__ = ["Asked", "Given", "Grammars", "Spot", "moved"]


class Grammars(Protocol):
    """What the number and date grammars find in a segment, in order, with offsets in it."""

    @property
    def mentions(self) -> list[CountMention]:
        """The numbers."""

    @property
    def periods(self) -> list[PeriodMention]:
        """The dates and periods."""


@dataclass(frozen=True, slots=True)
class Given:
    """The findings of both grammars, as somebody else has put them together."""

    mentions: list[CountMention]
    periods: list[PeriodMention]


@dataclass(frozen=True)
class Asked:
    """The findings in a text; each grammar reads it when it is first asked."""

    text: str
    profile: str
    published: date | None

    @cached_property
    def mentions(self) -> list[CountMention]:
        """The numbers."""
        return _numbers(self.text, self.profile)

    @cached_property
    def periods(self) -> list[PeriodMention]:
        """The dates and periods."""
        return find_periods(self.text, self.published)


@lru_cache(maxsize=512)
def _numbers(text: str, profile: str) -> list[CountMention]:
    """The numbers of a segment, which the first look and the reading both ask for."""
    return find_counts(text, profile)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where reading stands: the sentence, its segment and number, and the grammars over the whole segment.

    ``ordinal`` counts the sentences read, ``unit`` the sentences of the report by their marks (``units``), read
    or not; ``first`` is True for the first sentence of a segment.
    """

    sentence: Span
    piece: Segment
    segment: int
    ordinal: int
    grammars: Grammars
    first: bool
    unit: int = 0

    @property
    def mentions(self) -> list[CountMention]:
        """The numbers of the segment."""
        return self.grammars.mentions

    @property
    def periods(self) -> list[PeriodMention]:
        """The dates and periods of the segment."""
        return self.grammars.periods

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
