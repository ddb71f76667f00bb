"""Which language a text is in, by script and stop-words; None when unsure."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

from cenotaph.archive.tables import read_data

__all__ = ["guess_language", "script_of", "script_of_language"]

_SAMPLE = 3000
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# a text of one script may hold names in another: two thirds of its letters must agree
_SHARE_OF_SCRIPT = 0.6
_FEWEST_LETTERS = 12
# running text has every third to every sixth word on such a list; a table of names has none
_SHARE_OF_STOP_WORDS = 0.06
_LEAD = 1.25


@dataclass(frozen=True, slots=True)
class _Language:
    code: str
    script: str
    alone: bool
    stop_words: frozenset[str]
    marks: frozenset[str]


@cache
def _languages() -> tuple[_Language, ...]:
    raw = read_data("languages")
    return tuple(
        _Language(
            row["code"],
            row["script"],
            row.get("alone", False),
            frozenset(row.get("stop_words", "").split()),
            frozenset(row.get("marks", "").split()),
        )
        for row in raw["language"]
    )


@lru_cache(maxsize=8192)
def _script(char: str) -> str:
    name = unicodedata.name(char, "").partition(" ")[0]
    return "KANA" if name in ("HIRAGANA", "KATAKANA") else name


def script_of(text: str) -> str | None:
    """The script that most letters of the text's start are in (as "LATIN"), None when mixed or few."""
    letters = [char for char in text[:_SAMPLE] if char.isalpha()]
    if len(letters) < _FEWEST_LETTERS:
        return None
    counts = Counter(map(_script, letters))
    if counts["KANA"] > 0.1 * len(letters):  # Japanese mixes kana with Chinese characters
        return "KANA"
    script, count = counts.most_common(1)[0]
    return script if count >= _SHARE_OF_SCRIPT * len(letters) else None


def script_of_language(code: str) -> str | None:
    """The script of a language of the table (BCP 47, only the first part counts), None if it is not in it."""
    primary = code.lower().partition("-")[0]
    return next((language.script for language in _languages() if language.code == primary), None)


def guess_language(text: str) -> str | None:
    """ISO 639-1 code of the language that the start of the text is in, None when unsure.

    Script first; among languages of one script, the share of words on a stop-word list, where a letter that
    only one language has (``marks``) counts as a stop-word.
    """
    script = script_of(text)
    rivals = [language for language in _languages() if language.script == script]
    if not rivals:
        return None
    if len(rivals) == 1 and rivals[0].alone:
        return rivals[0].code
    words = Counter(_WORD.findall(text[:_SAMPLE].lower()))
    scores = sorted(((_share(words, language), language.code) for language in rivals), reverse=True)
    best, runner_up = scores[0], scores[1] if len(scores) > 1 else (0.0, "")
    if best[0] < _SHARE_OF_STOP_WORDS or best[0] < _LEAD * runner_up[0]:
        return None
    return best[1]


def _share(words: Counter[str], language: _Language) -> float:
    hits = {word for word in language.stop_words if word in words}
    if language.marks:
        hits |= {word for word in words if not language.marks.isdisjoint(word)}
    return sum(words[word] for word in hits) / max(words.total(), 1)
