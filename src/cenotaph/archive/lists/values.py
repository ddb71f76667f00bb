"""Cells -> the values of a record: ages, sexes, fates; each cell is read or refused with a reason."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor

from cenotaph.archive.lists.days import UnreadError
from cenotaph.archive.lists.words import kinds_of, plain, value_words
from cenotaph.model import AgeGroup, InformantRelation, PersonFate, PopStatus, Sex

__all__ = ["Age", "is_unknown", "read_age", "read_fate", "read_relation", "read_sex", "read_status"]

_OLDEST = 130
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_RANGE = re.compile(r"(\d{1,3})\s*(?:-|–|—|/|to|до|bis|a|الي)\s*(\d{1,3})")
_OPEN = re.compile(r"(\d{1,3})\s*\+")
_SPLIT = re.compile(r"\d+(?:[.,]\d+)?|[^\s\d]+")
_A_YEAR = {"years": 1.0, "months": 12.0, "weeks": 52.2, "days": 365.25}


@dataclass(frozen=True, slots=True)
class Age:
    """Whole years, an end None where it is open, and the age group that the cell or the years give."""

    low: int | None
    high: int | None
    group: AgeGroup


@lru_cache(maxsize=4096)
def is_unknown(cell: str) -> bool:
    """Whether a cell is empty, or says that nothing is known."""
    return not cell or plain(cell) in _unknown() or not any(char.isalnum() for char in cell)


def _unknown() -> frozenset[str]:
    return value_words("unknown", "words")


@lru_cache(maxsize=4096)
def read_age(cell: str) -> Age:
    """The age in a cell: 34, "34 years", "30-35", "18 months", "60+", "about 40", or a word such as "child".

    "About N" is a tenth less to a tenth more, as in the hedge profile cenotaph-1. Raises UnreadError.
    """
    text = plain(cell)
    words = {code for word, code in kinds_of("age_group").items() if word == text}
    if words and not _NUMBER.search(text):
        return _aged(None, None, AgeGroup(words.pop()))
    if match := _RANGE.search(text):
        low, high = int(match[1]), int(match[2])
        if low > high:
            raise UnreadError("has its ends in the wrong order")
        return _aged(*_whole(low, high, _SPLIT.findall(text[: match.start()] + text[match.end() :]))[:2])
    if match := _OPEN.fullmatch(text):
        return _aged(int(match[1]), None)
    pieces = _SPLIT.findall(text)
    numbers = [piece for piece in pieces if _NUMBER.fullmatch(piece)]
    if len(numbers) != 1:
        raise UnreadError("is not an age" if not numbers else "holds several numbers")
    number = float(numbers[0].replace(",", "."))
    low, high, about = _whole(number, number, [piece for piece in pieces if piece not in numbers])
    if about:
        low, high = floor(0.9 * low), ceil(1.1 * high)
    return _aged(low, high)


def _whole(low: float, high: float, words: list[str]) -> tuple[int, int, bool]:
    """Whole years from numbers and the words beside them, and whether the words say "about"."""
    units = kinds_of("age_unit")
    about = value_words("age_word", "about")
    unit = "years"
    rough = False
    for word in " ".join(words).split():
        if word in about:
            rough = True
        elif word in units:
            unit = units[word]
        elif word.strip(".,") in units:
            unit = units[word.strip(".,")]
        elif word not in ("old", "-", ".", ","):
            raise UnreadError("is not an age")
    return floor(low / _A_YEAR[unit]), floor(high / _A_YEAR[unit]), rough


def _aged(low: int | None, high: int | None, group: AgeGroup = AgeGroup.UNKNOWN) -> Age:
    if any(end is not None and end > _OLDEST for end in (low, high)):
        raise UnreadError(f"is over {_OLDEST} years")
    if high is not None and high < 18:
        group = AgeGroup.CHILD
    elif low is not None and low >= 18:
        group = AgeGroup.ADULT
    return Age(low, high, group)


@lru_cache(maxsize=1024)
def read_sex(cell: str) -> tuple[Sex, AgeGroup]:
    """Man or woman, and child where the word is "boy" or "girl". Raises UnreadError."""
    code = _code("sex", cell, "is neither man nor woman in a language that is known here")
    group = kinds_of("age_group").get(plain(cell))
    return Sex(code), AgeGroup.CHILD if group == "child" else AgeGroup.UNKNOWN


@lru_cache(maxsize=1024)
def read_fate(cell: str) -> PersonFate:
    """What happened to the person. Raises UnreadError."""
    return PersonFate(_code("fate", cell, "names no fate that is known here"))


@lru_cache(maxsize=1024)
def read_status(cell: str) -> PopStatus:
    """The population status, if the words give it. Raises UnreadError."""
    return PopStatus(_code("status", cell, "names no status that is known here"))


@lru_cache(maxsize=1024)
def read_relation(cell: str) -> InformantRelation:
    """How the informant knows the person; OTHER for words that are not known."""
    return InformantRelation(kinds_of("informant_relation").get(plain(cell), "other"))


def _code(kind: str, cell: str, why: str) -> str:
    words = kinds_of(kind)
    text = plain(cell)
    code = words.get(text) or words.get(text.strip(" .")) or words.get(text.removeprefix("ال"))
    if code is None:
        raise UnreadError(why)
    return code
