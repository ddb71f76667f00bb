"""Where the words of one row stand in the report: the quote, the harm, the count and the speaker."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cenotaph.extract.lexicon import triggers
from cenotaph.extract.llm.chunks import Chunk
from cenotaph.extract.llm.pages import Page, Pages
from cenotaph.extract.llm.rejected import Reason, Refusal
from cenotaph.extract.llm.rows import Row
from cenotaph.extract.llm.verbatim import Verbatim

__all__ = ["Finder", "Found", "SpanOf"]

SpanOf = tuple[int, int]
"""Half-open offsets in the report, code points."""

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Found:
    """The spans of one row; ``count`` is None where the row counts nobody."""

    page: Page
    quote: SpanOf
    harm: SpanOf
    count: SpanOf | None


class Finder:
    """Looks the rows of one report up; two rows of the same words get two places where there are two."""

    def __init__(self, text: str, pages: Pages) -> None:
        self.verbatim = Verbatim(text)
        self._pages = pages
        self._taken: set[tuple[object, ...]] = set()

    def find(self, row: Row, chunk: Chunk) -> Found:
        """The spans of ``row``, whose quote is looked for in ``chunk`` and then in the whole report.

        Raises Refusal for words that do not stand there.
        """
        quotes = self.verbatim.find(row.quote, chunk.start, chunk.end) or self.verbatim.find(row.quote)
        if not quotes:
            raise Refusal(Reason.QUOTE, row.quote)
        places = [found for quote in quotes for found in self._inside(row, quote)]
        if not places:
            count_stands = row.count_text is None or any(self.verbatim.find(row.count_text, *q) for q in quotes)
            if not count_stands:
                raise Refusal(Reason.COUNT, row.count_text or "")
            raise Refusal(Reason.HARM, row.harm_words)
        free = [found for found in places if self._key(row, found) not in self._taken]
        chosen = (free or places)[0]
        self._taken.add(self._key(row, chosen))
        return chosen

    def _inside(self, row: Row, quote: SpanOf) -> list[Found]:
        """The places of harm and count inside one quote and one paragraph, closest together first."""
        counts: list[SpanOf | None] = [None]
        if row.count_text is not None:
            counts = [*self.verbatim.find(row.count_text, *quote)]
        groups = self.verbatim.find(row.group, *quote) if row.group else []
        out: list[tuple[int, Found]] = []
        for harm in self._harms(row, quote):
            page = self._pages.at(harm[0])
            if page is None or not page.holds(harm):
                continue
            for count in counts:
                if count is None:
                    out.append((0, Found(page, quote, harm, None)))
                elif page.holds(count):
                    # of two like words ("no soldier and no medic") the one beside its people is meant
                    of_whom = min((_gap(count, group) for group in groups), default=0)
                    out.append((2 * of_whom + _gap(count, harm), Found(page, quote, harm, count)))
        return [found for _, found in sorted(out, key=lambda pair: pair[0])]

    def _harms(self, row: Row, quote: SpanOf) -> list[SpanOf]:
        """The words of harm as given, else any word of the quote that the table of triggers gives that measure."""
        given = self.verbatim.find(row.harm_words, *quote)
        if given:
            return given
        table = triggers()
        out = []
        for match in _WORD.finditer(self.verbatim.text, *quote):
            trigger = table.get(match.group().lower())
            if trigger is not None and trigger.measure is row.measure:
                out.append(match.span())
        return out

    @staticmethod
    def _key(row: Row, found: Found) -> tuple[object, ...]:
        return (row.measure, row.stance, row.speaker, found.count or found.harm)

    def words_in(self, words: str | None, *reaches: SpanOf) -> SpanOf | None:
        """The first place of ``words`` in the first of ``reaches`` that has them, or None."""
        for reach in reaches:
            spans = self.verbatim.find(words, *reach) if words else []
            if spans:
                return spans[0]
        return None

    def nearest(self, words: str, around: SpanOf) -> SpanOf | None:
        """The place of ``words`` in the report that is nearest to ``around``, one before it rather than after."""
        spans = self.verbatim.find(words)
        before = [span for span in spans if span[0] < around[1]]
        return before[-1] if before else (spans[0] if spans else None)


def _gap(a: SpanOf, b: SpanOf) -> int:
    return max(a[0] - b[1], b[0] - a[1], 0)
