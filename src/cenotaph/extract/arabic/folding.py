"""Arabic text made comparable letter by letter, with the way back: folded text, words, and their report offsets.

Vowel marks, the lengthening stroke and marks of direction go; the forms of alef become one, as do final yeh and
ta marbuta with their look-alikes; digits of every set and presentation forms become plain. Each folded character
knows the character of the report that it came from, so that quotes are always cut from the report itself.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Folded", "Word", "fold_text", "folded", "forms"]

_PLAIN = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ة": "ه", "ہ": "ه", "ە": "ه", "ک": "ك",
    "ڪ": "ك", "ؤ": "و", "٬": ",", "٫": ".", "٪": "%", "۔": ".", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-",
    "‑": "-", "−": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "\r": "\n",
}  # fmt: skip
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[\u0620-\u064a\u066e-\u06d3]+|[^\W\d_\u0620-\u06d3]+|[^\s]")
_LETTER = re.compile(r"[\u0620-\u064a\u066e-\u06d3]")

# what can be written onto the front of a word, longest first: (letters, what they leave in their place)
_CLITICS = (
    ("وبال", "ال"), ("فبال", "ال"), ("وكال", "ال"), ("ولل", "ال"), ("فلل", "ال"), ("وال", "ال"), ("فال", "ال"),
    ("بال", "ال"), ("كال", "ال"), ("لل", "ال"), ("وب", ""), ("ول", ""), ("فب", ""), ("فل", ""), ("و", ""),
    ("ف", ""), ("ب", ""), ("ل", ""), ("ك", ""),
)  # fmt: skip
_SHORTEST = 2  # letters that must stay when a clitic is taken off


def _dropped(char: str) -> bool:
    """Marks that are no letter of their own: combining, the lengthening stroke, format characters."""
    return char == "ـ" or unicodedata.category(char) in ("Mn", "Cf", "Me")


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    if _dropped(char):
        return ""
    if char in _PLAIN:
        return _PLAIN[char]
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    wide = (
        unicodedata.normalize("NFKC", char)
        if "\ufb50" <= char <= "\ufeff" or "\uff00" <= char <= "\uffef"
        else char
    )
    if wide == char:
        return char
    return "".join(_fold_char(c) for c in wide)


def fold_text(text: str) -> str:
    """``text`` folded, without the way back: for word lists."""
    return "".join(map(_fold_char, text))


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """One token: folded ``text``, report offsets, its number ``i``, and where it stands in the folded text."""

    text: str
    start: int
    end: int
    i: int
    letters: bool
    at: int

    @property
    def digits(self) -> bool:
        """Whether it is a number in digits."""
        return self.text[0].isdecimal()

    def isin(self, table: frozenset[str]) -> bool:
        """Whether the word, with or without what is written onto its front, stands in ``table``."""
        return any(base in table for base in forms(self.text))

    def base(self, table: frozenset[str]) -> str | None:
        """The first form of the word that stands in ``table``."""
        return next((base for base in forms(self.text) if base in table), None)


@dataclass(frozen=True, slots=True)
class Folded:
    """A stretch of a report, folded: ``text``, and for every character the offset it came from in ``origin``."""

    report: str
    text: str
    origin: tuple[int, ...]
    end: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Report offsets of ``text[start:end]``; marks that sit on its last letter are taken along."""
        first, last = self.origin[start], self.origin[end - 1] + 1
        while (
            last < self.end and self.report[last] not in "\n\r" and unicodedata.category(self.report[last]) == "Mn"
        ):
            last += 1
        return first, last

    def words(self) -> tuple[Word, ...]:
        """The tokens in order."""
        return tuple(self._words())

    def _words(self) -> Iterator[Word]:
        for i, match in enumerate(_TOKEN.finditer(self.text)):
            start, end = self.span(*match.span())
            yield Word(match.group(), start, end, i, bool(_LETTER.match(match.group())), match.start())

    def inside(self, start: int) -> int:
        """The place in ``text`` of the report offset ``start``, or of the next one kept."""
        return bisect_left(self.origin, start)


def folded(report: str, start: int, end: int) -> Folded:
    """``report[start:end]`` folded; linear in its length."""
    chars: list[str] = []
    origin: list[int] = []
    for k in range(start, end):
        for char in _fold_char(report[k]):
            chars.append(char)
            origin.append(k)
    return Folded(report, "".join(chars), tuple(origin), end)


@lru_cache(maxsize=32768)
def forms(word: str) -> tuple[str, ...]:
    """The word as it stands, then without each clitic, then without the article as well."""
    out = [word]
    for letters, left in _CLITICS:
        rest = word[len(letters) :]
        if word.startswith(letters) and len(rest) >= _SHORTEST:
            out.append(left + rest)
    out += [w[2:] for w in out if w.startswith("ال") and len(w) >= 2 + _SHORTEST]
    return tuple(dict.fromkeys(out))
