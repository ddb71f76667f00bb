"""What one report's text says in words: its terms, the names in it, the ages it gives; page furniture left out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

__all__ = ["Wording", "article_texts", "own_texts", "plain", "read_wording", "terms"]

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_AGE = re.compile(r"\b(\d{1,3})[- ]years?[- ]old\b|,\s(\d{1,2}),|\b(?:aged?|ages)\s(\d{1,3})\b", re.IGNORECASE)
_TO_THE_READER = re.compile(r"\b(?:you|your|you['’]ll)\b", re.IGNORECASE)
_NAME = re.compile(r"(?<=\s)[A-Z]\w+(?:\s+[A-Z]\w+)*")
# one line in three reports is furniture when those reports lie further apart than any story is reprinted
_FURNITURE_REPORTS = 3
_REPRINTED_DAYS = 14


@dataclass(frozen=True, slots=True)
class Wording:
    """Terms with how often each occurs, names (two capitalised words side by side) and ages in years."""

    terms: Counter[str]
    names: frozenset[str]
    ages: frozenset[int]


def article_texts(texts: Sequence[str], published: Sequence[date | None]) -> list[str]:
    """The texts without the lines that many reports share over weeks: navigation, sign-in boxes, copyright.

    The copies of one wire story share lines too, but within days; those are kept.
    """
    days: dict[str, set[date]] = defaultdict(set)
    held: Counter[str] = Counter()
    for text, day in zip(texts, published, strict=True):
        for line in {_line(line) for line in text.splitlines()}:
            held[line] += 1
            if day is not None:
                days[line].add(day)
    furniture = {
        line
        for line, seen in days.items()
        if held[line] >= _FURNITURE_REPORTS and (max(seen) - min(seen)).days > _REPRINTED_DAYS
    }
    return ["\n".join(line for line in text.splitlines() if _line(line) not in furniture) for text in texts]


def own_texts(texts: Sequence[str]) -> list[str]:
    """The texts without the lines that stand in any other: what each says in words of its own.

    Two pages of one day share the headlines beside their articles; a reprint shares nearly everything, so the
    whole texts must be compared besides.
    """
    lines = [[(line, _line(line)) for line in text.splitlines()] for text in texts]
    held = Counter(line for own in lines for line in {compared for _, compared in own})
    return ["\n".join(line for line, compared in own if held[compared] < 2) for own in lines]


def _line(line: str) -> str:
    """The line as it is compared; in a line that speaks to the reader the names give way ("follow Ann Lee")."""
    if _TO_THE_READER.search(line):
        line = _NAME.sub("*", line)
    return " ".join(line.casefold().split())


def terms(text: str) -> list[str]:
    """The words of a text in order, case folded, possessives dropped."""
    return [plain(word) for word in _WORD.findall(text)]


def read_wording(text: str) -> Wording:
    """The wording of one article text."""
    names: set[str] = set()
    for sentence in re.split(r"[\n,;:!?()“”\"]|(?<=[a-z0-9])\. ", text):
        words = [word for word in _WORD.findall(sentence) if len(word) > 1]
        for first, second in pairwise(words):
            if first[0].isupper() and second[0].isupper():
                names.add(f"{plain(first)} {plain(second)}")
    ages = {int(next(group for group in match.groups() if group)) for match in _AGE.finditer(text)}
    return Wording(Counter(terms(text)), frozenset(names), frozenset(ages))


def plain(word: str) -> str:
    """The word as it is compared: case folded, without a possessive."""
    return word.replace("’", "'").removesuffix("'s").casefold()
