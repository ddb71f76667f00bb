"""How much like words a code page makes the bytes look: letter frequencies, one script a word, case in order."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from cenotaph.archive.tables import read_data

__all__ = ["PLAUSIBLE", "CodePage", "any_page", "best_page", "page_for", "score_page"]

# A score is the mean natural logarithm of a character's share among letters. Russian and Arabic news score
# about -3 (the entropy of their letters); a shuffled alphabet scores below -5.5.
PLAUSIBLE = -5.2
_WORD = re.compile(rb"[A-Za-z'\x80-\xff]*[\x80-\xff][A-Za-z'\x80-\xff]*")
_WORDS = 3000
_PUNCTUATION = frozenset("«»“”„‘’‚–—…•·№°§€£\u00a0\u00ad،؛؟¿¡\u200c\u200d\u200e\u200f")
_PUNCTUATION_SHARE = math.log(0.01)
_UNLIKELY = math.log(0.0005)
# one box-drawing character amid sixty letters must outweigh a declaration (KOI8-U declared as KOI8-R)
_IMPOSSIBLE = math.log(1e-9)
_BROKEN_CASE = math.log(0.1)
# KOI8-R read as windows-1251 is upper case throughout; a headline may be so too, hence the light hand
_ALL_CAPITALS = math.log(0.6)
# in words vowels and consonants take turns: chance of a vowel or consonant after a vowel or consonant against an
# even one, rounded from Russian; it tells KOI8-R in capitals from windows-1251, whose letter counts are alike
_TURNS = {(True, True): -0.9, (True, False): 0.45, (False, True): 0.2, (False, False): -0.2}
_VOWELS = {"CYRILLIC": frozenset("аеёиоуыэюяіїє")}
_LETTER = re.compile(r"(\D)(\d+(?:\.\d+)?)\s*")


@dataclass(frozen=True, slots=True)
class CodePage:
    """A single-byte charset: our name, Python's codec, the scripts it writes, and how common it is."""

    name: str
    codec: str
    scripts: tuple[str, ...]
    prior: float


@cache
def _pages() -> tuple[CodePage, ...]:
    raw = read_data("codepages")
    return tuple(
        CodePage(row["name"], row["codec"], tuple(row["scripts"]), float(row["prior"])) for row in raw["page"]
    )


@cache
def _tables() -> tuple[tuple[str, dict[str, float], float], ...]:
    """(script, letter -> log share, log share of other letters of the script), one a language."""
    raw = read_data("letters")
    tables = []
    for row in raw.values():
        shares = {m[1]: math.log(float(m[2]) / 100) for m in _LETTER.finditer(row["letters"])}
        tables.append((row["script"], shares, math.log(row["other"] / 100)))
    return tuple(tables)


@lru_cache(maxsize=4096)
def _script(char: str) -> str:
    """The first word of the character's Unicode name if it is a letter or a mark, else ''."""
    if unicodedata.category(char)[0] not in "LM":
        return ""
    return unicodedata.name(char, "").partition(" ")[0]


def page_for(codec: str) -> CodePage | None:
    """The table's code page of that name or codec, None if it is not in the table."""
    for page in _pages():
        if codec in (page.name, page.codec) or codec.replace("-", "_") == page.codec:
            return page
    return None


def any_page(codec: str) -> CodePage:
    """A code page that is not in the table, to be scored under every language."""
    return CodePage(codec, codec, tuple({script for script, _, _ in _tables()}), 0.0)


def best_page(raw: bytes) -> tuple[CodePage | None, float]:
    """The most plausible code page and its score; (None, -inf) when there is nothing beyond ASCII."""
    if raw.isascii():
        return None, -math.inf
    scored = [(score_page(raw, page), page) for page in _pages()]
    score, page = max(scored, key=lambda pair: pair[0])
    return page, score


def score_page(raw: bytes, page: CodePage) -> float:
    """Mean log share a non-ASCII character, under the language that fits best, plus the page's prior."""
    sample = b" ".join(match[0] for match, _ in zip(_WORD.finditer(raw), range(_WORDS), strict=False))
    words = sample.decode(page.codec, errors="replace").split()
    count = sum(not char.isascii() for word in words for char in word)
    if not count:
        return -math.inf
    totals = [_score_words(words, page, *table) for table in _tables() if table[0] in page.scripts]
    return max(totals) / count + page.prior


def _score_words(words: list[str], page: CodePage, script: str, shares: dict[str, float], other: float) -> float:
    return sum(_score_word(word, script, shares, other) for word in words)


def _score_word(word: str, script: str, shares: dict[str, float], other: float) -> float:
    total = 0.0
    run = 0
    previous = ""
    for char in word:
        run = 0 if char.isascii() else run + 1
        if char.isascii():
            # letters of two scripts in one word: a code page gone wrong, or a Latin accent read as Cyrillic
            if script != "LATIN" and char.isalpha() and previous and _script(previous) == script:
                total += _UNLIKELY
        elif _script(char) == script:
            total += shares.get(char.lower(), other) + _turn(previous, char, script)
            if script == "LATIN" and run > 2:
                total += _UNLIKELY
            if script != "LATIN" and previous.isascii() and previous.isalpha():
                total += _UNLIKELY
        elif char in _PUNCTUATION:
            total += _PUNCTUATION_SHARE
        else:
            total += _IMPOSSIBLE if char == "\ufffd" or unicodedata.category(char)[0] in "CS" else _UNLIKELY
        if char.isupper() and previous.islower() and not char.isascii():
            total += _BROKEN_CASE
        elif char.isupper() and previous.isupper():
            total += _ALL_CAPITALS
        previous = char
    return total


def _turn(previous: str, char: str, script: str) -> float:
    """Bonus or malus for a letter after a letter; 0 in scripts that do not write their vowels."""
    vowels = _VOWELS.get(script)
    if vowels is None or not previous or _script(previous) != script:
        return 0.0
    return _TURNS[previous.lower() in vowels, char.lower() in vowels]
