"""Words, numerals and marks of a text with their offsets: what the number and date grammars read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["PARAGRAPH", "Lexemes", "lex"]

PARAGRAPH = "\n\n"
"""The lexeme that stands for a blank line; no phrase runs across it."""

# Quotation marks are not lexemes, so that "probably five" reads the same inside and outside of them.
_LEXEME = re.compile(
    r"""
      \n[^\S\n]*\n\s*                                      # a blank line
    | [^\W\d_]{1,4}\d{1,3}(?:,\d{3})+(?!\d)             # P200,000: money, written onto its mark
    | \d{1,3}(?:[,\u066c\u00a0\u202f]\d{3})+(?!\d)         # 1,200  1 200 (hard space)
    | \d+,\d{1,2}(?=\s(?:million|billion)\b)              # 2,5 million
    | \d+(?:[.\u066b]\d+)*                                 # 44  2.5  07.02.2018
    | [^\W\d_]\w*(?:['’]\w+)*                              # words; ministry's
    | ['’]s\b
    | [^\s"“”„‟«»‘’'`]                                     # any other mark
    """,
    re.VERBOSE,
)
_BLANK = {" ", "\u2009"}
_GROUP = re.compile(r"\d{3}(?=(?:\s\d{3})*\s+[^\W\d_]{3})")  # "340 *000 people"
_FIRST_GROUPS = re.compile(r"[1-9]\d{0,2}(?:\u00a0\d{3})*")
_OPENING = {"some", "over", "about", "around", "nearly", "almost", "another", "roughly", "approximately"}


@dataclass(frozen=True, slots=True)
class Lexemes:
    """Parallel lists over one text; ``lower`` is case-folded by ``str.lower``, offsets are code points."""

    text: str
    start: list[int]
    end: list[int]
    lower: list[str]

    def __len__(self) -> int:
        return len(self.start)

    def at(self, i: int) -> str:
        """The lower-case lexeme at ``i``; a paragraph break outside of the text."""
        return self.lower[i] if 0 <= i < len(self.lower) else PARAGRAPH

    def raw(self, i: int) -> str:
        """The lexeme at ``i`` as written; empty outside of the text."""
        return self.text[self.start[i] : self.end[i]] if 0 <= i < len(self.start) else ""

    def glued(self, i: int) -> bool:
        """Whether nothing stands between the lexemes ``i - 1`` and ``i``."""
        return 0 < i < len(self.start) and self.start[i] == self.end[i - 1]

    def words(self, i: int, phrase: tuple[str, ...]) -> bool:
        """Whether ``phrase`` stands at ``i``."""
        return tuple(self.lower[i : i + len(phrase)]) == phrase

    def capital(self, i: int) -> bool:
        """Whether the lexeme at ``i`` starts with a capital letter."""
        return self.raw(i)[:1].isupper()

    def word(self, i: int) -> bool:
        """Whether the lexeme at ``i`` is a word."""
        return self.at(i)[:1].isalpha()

    def numeral(self, i: int) -> bool:
        """Whether the lexeme at ``i`` starts with a digit."""
        return self.at(i)[:1].isdecimal()


@lru_cache(maxsize=4)
def lex(text: str) -> Lexemes:
    """Cut ``text``, in time linear in its length. The last few texts are kept: two grammars read each."""
    start: list[int] = []
    end: list[int] = []
    lower: list[str] = []
    for match in _LEXEME.finditer(text):
        first, last = match.span()
        if last - first == 3 and lower and text[end[-1] : first] in _BLANK and _goes_on(text, first, start, lower):
            end[-1] = last
            lower[-1] += "\u00a0" + match.group()
            continue
        start.append(first)
        end.append(last)
        word = match.group().lower()
        lower.append(PARAGRAPH if word[0] == "\n" else word)
    return Lexemes(text, start, end, lower)


def _goes_on(text: str, at: int, start: list[int], lower: list[str]) -> bool:
    """Whether the three digits at ``at`` are the thousands of the number before: "340 *000* people", but not
    "12 *120*-mm mortars", "Route 12 *120* people" or "on May 12 *120* people"."""
    if _FIRST_GROUPS.fullmatch(lower[-1]) is None or _GROUP.match(text, at) is None:
        return False
    if len(lower) == 1 or lower[-2] in _OPENING:
        return True
    return not (lower[-2][0].isdecimal() or text[start[-2]].isupper())
