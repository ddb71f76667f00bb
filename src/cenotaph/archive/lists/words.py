"""Words in heads and cells as they are compared: without case, accents and Arabic article, digits as 0 to 9."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

from cenotaph.archive.tables import read_data

__all__ = ["kinds_of", "months", "plain", "tokens", "value_words"]

_HUMP = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])|(?<=[^\W\d_])(?=\d)")
_TOKEN = re.compile(r"[^\W_]+")
# letters that Arabic lists write either way, and the stretch that only fills a line
_ARABIC = str.maketrans({"ى": "ي", "ة": "ه", "ـ": None, "ی": "ي", "ک": "ك"})
_ARTICLE = re.compile(r"\bال(?=\w{2})")


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """The text in lower case, one space between words, without accents; Arabic letters in one form each.

    >>> plain("  Âge  ٣٤ ")
    'age 34'
    """
    spaced = " ".join(text.split()).casefold()
    if spaced.isascii():
        return spaced
    parted = unicodedata.normalize("NFKD", spaced)
    bare = "".join(_digit(char) for char in parted if unicodedata.category(char) not in ("Mn", "Cf"))
    return bare.translate(_ARABIC)


def _digit(char: str) -> str:
    return str(unicodedata.decimal(char)) if char.isdecimal() and not char.isascii() else char


@lru_cache(maxsize=4096)
def tokens(header: str) -> tuple[str, ...]:
    """The words of a header: ``DateOfBirth`` and ``date_of_birth`` are both "date", "of", "birth"."""
    return tuple(_TOKEN.findall(_ARTICLE.sub("", plain(_HUMP.sub(" ", header)))))


@cache
def _table() -> dict[str, Any]:
    return read_data("list_values")


@cache
def value_words(kind: str, code: str) -> frozenset[str]:
    """The plain words that stand for one code of one kind, for example sex, man."""
    return frozenset(_bare(word) for word in _table()[kind][code])


@cache
def kinds_of(kind: str) -> dict[str, str]:
    """Plain word -> code, for one kind of value; the code that stands first in the table wins."""
    found: dict[str, str] = {}
    for code, words in _table()[kind].items():
        for word in words:
            found.setdefault(_bare(word), code)
    return found


@cache
def months() -> dict[str, int]:
    """Plain name of a month -> its number."""
    rows = _table()["months"]["names"]
    return {_bare(word): number for number, words in enumerate(rows, start=1) for word in words}


def _bare(word: str) -> str:
    return _ARTICLE.sub("", plain(word))
