"""Which report repeats which: winnowed fingerprints find the pairs, shared passages decide.

Containment, not Jaccard: a copy cut to a third still lies wholly inside its source. What is below the least
share, or too short to tell, is no known copy; that is not the same as independent.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from functools import cached_property, lru_cache
from math import log2

from cenotaph.model import EchoKind
from cenotaph.resolve.fingerprints import Lexicon, Numbered, Words, held_in, number, words_of
from cenotaph.resolve.inverted import REPRINTED_DAYS, candidates
from cenotaph.resolve.likeness import background
from cenotaph.resolve.passages import Passage, Seeds, shared_passages, weigh

__all__ = ["COPIED_SHARE", "LEAST_SHARE", "Copy", "CopyIndex", "Read", "best_copies", "find_copies", "kind_of"]

# least share of the later text's words that stand in the earlier one, and what it then is
_KINDS = ((0.9, EchoKind.VERBATIM), (0.5, EchoKind.SYNDICATED), (0.2, EchoKind.REWRITE))
COPIED_SHARE, LEAST_SHARE = _KINDS[1][0], _KINDS[-1][0]
_SHORTEST = 7
_OPENS = re.compile(r"(?:^|\n|[.!?][\"”’')]*\s|[“\"])\s*[“\"‘']?$")
_QUOTATION = re.compile(r"[“\"„«][^“”\"„«»\n]{20,}[”\"“»]|‘(?:[^‘’\n]|’(?=\w)){20,}’")
_QUOTED_SHARE = 0.7
_CLOSES = re.compile(r"[.!?,]*[”\"’'](?:\W|$)|[.!?]|\s*\n|\s*$")
# a word of which the texts hold few tells no more than so much: it may be an error of typing
_MOST_BITS = 5.0
# so many words of texts taken apart are kept, some 30 megabytes: sources lie within days of their copies
_WORDS_KEPT = 1 << 18


@dataclass(frozen=True, slots=True)
class _Least:
    """Bits from which one passage alone speaks for an echo, or when it is a whole sentence, or stands in quotation
    marks; from which it counts beside others; and from which they do so together."""

    alone: float
    sentence: float
    quoted: float
    beside: float
    together: float

    def towards(self, other: _Least, way: float) -> _Least:
        """What lies so far on the way to another: 0 here, 1 there."""
        return _Least(*(one + way * (two - one) for one, two in zip(astuple(self), astuple(other), strict=True)))


# weighed on texts edited by script (bench/resolve_echoes.py): the more reports a text is compared with, the more of
# them share a phrase by chance; without dates every pair of a batch is compared
_FEW, _LEAST_OF_FEW = 200, _Least(alone=16.0, sentence=14.0, quoted=12.0, beside=8.0, together=28.0)
_MANY, _LEAST_OF_MANY = 1500, _Least(alone=30.0, sentence=24.0, quoted=16.0, beside=8.0, together=45.0)


@lru_cache(maxsize=1024)
def _least_among(reports: int) -> _Least:
    """What is asked of a text that is compared with so many."""
    way = log2(max(1, reports) / _FEW) / log2(_MANY / _FEW)
    return _LEAST_OF_FEW.towards(_LEAST_OF_MANY, min(1.0, max(0.0, way)))


@dataclass(frozen=True, slots=True)
class Copy:
    """That row ``later`` repeats row ``earlier``.

    ``share`` and ``back``: how much of the words of the later and of the earlier stand in the other; ``bits``: the
    information in what they share; ``passages``: places of words in the later; ``decided``: how it was decided
    which came first.
    """

    earlier: int
    later: int
    share: float
    back: float
    kind: EchoKind
    bits: float
    passages: tuple[Passage, ...]
    decided: str


def find_copies(texts: Sequence[str], published: Sequence[date | None]) -> list[Copy]:
    """Every pair of texts of which one repeats the other; rows must come oldest first, undated last.

    Texts more than two weeks apart are not compared.
    """
    return list(CopyIndex(texts, published).copies())


def kind_of(share: float) -> EchoKind:
    """What a text is of which that share stands in another; below a fifth it only cites."""
    return next((kind for least, kind in _KINDS if share >= least), EchoKind.CITES)


def best_copies(copies: Sequence[Copy]) -> dict[int, Copy]:
    """For each row that repeats another the one that holds most of it; of several the first."""
    best: dict[int, Copy] = {}
    for copy in copies:
        known = best.get(copy.later)
        if known is None or (-copy.share, copy.earlier) < (-known.share, known.earlier):
            best[copy.later] = copy
    return best


class Read:
    """A text taken apart once for all texts that it is compared with."""

    def __init__(self, text: str, seeds: Seeds) -> None:
        self._text = text
        self.seeds = seeds

    @cached_property
    def words(self) -> Words:
        """Where its words stand, those with the numbers of ``seeds``."""
        return words_of(self._text, cut=len(self.seeds.numbers) > self.seeds.size)

    @cached_property
    def quotations(self) -> list[tuple[int, int]]:
        """What stands in quotation marks: a speaker's words, whom many may have heard."""
        return [match.span() for match in _QUOTATION.finditer(self._text)]

    def speaks(self, passage: Passage, least: _Least) -> bool:
        """Whether one passage alone speaks for an echo: by weight, as a whole sentence, or as a speaker's words."""
        if len(passage.matched) < _SHORTEST or passage.bits < least.quoted:
            return False
        if passage.bits >= least.alone or self.only_quotes(passage.matched):
            return True
        if passage.bits < least.sentence:
            return False
        start, end = self.words[passage.first][0], self.words[passage.last - 1][1]
        return bool(_OPENS.search(self._text, max(0, start - 4), start) and _CLOSES.match(self._text, end))

    def only_quotes(self, places: Collection[int]) -> bool:
        """Whether most of the words at these places stand in quotation marks."""
        if not self.quotations:
            return False
        inside = sum(any(start <= self.words[place][0] < end for start, end in self.quotations) for place in places)
        return inside >= _QUOTED_SHARE * len(places)


class CopyIndex:
    """Fingerprint -> the texts that hold it, for looking up what an earlier text shares with a later one."""

    def __init__(self, texts: Sequence[str], published: Sequence[date | None]) -> None:
        lexicon = Lexicon()
        self._texts = texts
        self._published = published
        self._numbered = number(texts, lexicon)
        self._weights = _bits(self._numbered, lexicon)
        self._near = candidates(self._numbered, published)
        self._read: dict[int, Read] = {}
        self._room = _WORDS_KEPT
        self._days = [day.toordinal() for day in published if day]

    def copies(self) -> Iterator[Copy]:
        """The echoes of all rows, row by row."""
        for row in range(len(self._texts)):
            yield from self.copies_of(row)

    def copies_of(self, row: int) -> Iterator[Copy]:
        """The echoes between this row and those before it, the likeliest first.

        The day decides which repeats the other. On one day, or without a date, a text that stands wholly in a
        longer one counts as cut from it; otherwise the first row counts as the source.
        """
        for other in self._near.of(row):
            copy = self._weigh(other, row)
            if copy is not None:
                yield copy

    def read(self, row: int) -> Read:
        """The text of a row, taken apart."""
        known = self._read.get(row)
        if known is None:
            known = Read(self._texts[row], Seeds(self._numbered.row(row), self._weights))
            self._room -= len(known.seeds.numbers)
            if self._room < 0:
                self._read.clear()
                self._room = _WORDS_KEPT - len(known.seeds.numbers)
            self._read[row] = known
        return known

    def _weigh(self, first: int, second: int) -> Copy | None:
        one, two = self._published[first], self._published[second]
        if one and two and one != two:
            days = (two - one).days
            return self._copy(first, second, f"published {days} day{'' if days == 1 else 's'} later")
        why = "published on one day" if one and two else "not both dated"
        copy = self._copy(first, second, f"{why}: the order of their ids")
        if copy and copy.back >= _KINDS[0][0] and copy.share < _KINDS[0][0]:
            return self._copy(second, first, f"{why}: it stands wholly in the longer one") or copy
        return copy

    def _copy(self, earlier: int, later: int, decided: str) -> Copy | None:
        one, other = self.read(later), self.read(earlier)
        least = self._least(earlier, later)
        enough = least.quoted if one.quotations else least.sentence
        shared = shared_passages(one.seeds, other.seeds, self._weights, least=enough, each=least.beside)
        alone = any(one.speaks(passage, least) for passage in shared.passages)
        if not alone and shared.bits < least.together:
            return None
        # a phrase that comes back in one of the texts is shared once
        here = {place for passage in shared.passages for place in passage.matched}
        there = {place for passage in shared.passages for place in range(passage.start, passage.end)}
        share = min(len(here), len(there)) / max(1, one.seeds.size)
        bits = weigh({one.seeds.numbers[place] for place in here}, self._weights)
        if not alone and (bits < least.together or share < LEAST_SHARE):
            return None
        kind = kind_of(share)
        if kind is EchoKind.REWRITE and one.only_quotes(here):
            kind = EchoKind.CITES
        back = min(1.0, len(there) / max(1, other.seeds.size))
        return Copy(earlier, later, round(share, 3), round(back, 3), kind, round(bits, 1), shared.passages, decided)

    def _least(self, one: int, other: int) -> _Least:
        """What is asked of two texts: by how many appeared within two weeks, if both are dated."""
        day = self._published[other]
        if day is None or self._published[one] is None:
            return _LEAST_OF_MANY
        first, last = day.toordinal() - REPRINTED_DAYS, day.toordinal() + REPRINTED_DAYS
        return _least_among(bisect_right(self._days, last) - bisect_left(self._days, first))


def _bits(texts: Numbered, lexicon: Lexicon) -> list[float]:
    """Number of a word -> information in bits, as if a hundred ordinary reports stood beside these."""
    beside, common = background()
    held = held_in(texts).tolist()
    size = len(texts.starts) - 1 + beside
    for word, times in common.items():
        if (known := lexicon.numbers.get(word)) is not None and held[known]:
            held[known] += times
    by_times = {times: min(_MOST_BITS, log2(size / times)) if times else 0.0 for times in set(held)}
    return [by_times[times] for times in held]
