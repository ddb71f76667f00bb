"""Place names made comparable: folding, loose transliteration, and the type words around a name."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

__all__ = ["Reading", "Sense", "fold", "fold_text", "loose", "read_name"]

# NFKD leaves these alone; left: as written, right: as compared
_PLAIN = {
    "ø": "o", "ł": "l", "ı": "i", "đ": "d", "æ": "ae", "œ": "oe", "ə": "a", "ð": "d", "þ": "th",
    "ة": "ه", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ڪ": "ك", "ہ": "ه", "ە": "ه", "ٱ": "ا",
    ".": "", "'": "", "’": "", "‘": "", "ʼ": "", "ʿ": "", "ʾ": "", "`": "", "´": "", "ʻ": "", "ـ": "", "ء": "",
    "ь": "", "ъ": "", "э": "е",
}  # fmt: skip
_TABLE = str.maketrans(_PLAIN)
# the same and the gaps in one step, for a text without other letters: what falls away, and what parts words
_DROPPED = bytes(code for code in range(128) if _PLAIN.get(chr(code)) == "")
_PARTED = bytes(code if chr(code).isalnum() else ord(" ") for code in range(256))
_MARKS = re.compile(r"[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c-\u200f]")
_GAPS = re.compile(r"[\W_]+")

# "Ezzor", "Arraqqa": an article grown onto its noun leaves a vowel before a doubled sun letter
_GROWN_ARTICLE = re.compile(r"^[aeiu](?=(zz|rr|ss|dd|tt|nn|shsh))")
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ou|oo|aw|au|ow|uw|o", "u"),
        (r"ay|ai|ei|ey|ee|iy|ie|y|e", "i"),
        (r"kh", "x"),
        (r"dj", "j"),
        (r"ch", "č"),
        (r"[qck]", "k"),
        (r"dh", "d"),
        (r"th", "t"),
        (r"gh", "g"),
        (r"(?<=\w\w)(ih|ah|i|a)$", "a"),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """``text`` without case, diacritics, apostrophes, dots and hyphens: words with single spaces.

    ``Dayr az-Zawr`` and ``DAYR AZ ZAWR`` fold alike; spelling is left alone (see ``loose``).
    """
    return fold_text(text)


def fold_text(text: str) -> str:
    """``fold`` of a whole text, which is not kept in memory."""
    plain = text.casefold()
    if plain.isascii():
        return b" ".join(plain.encode().translate(_PARTED, _DROPPED).split()).decode()
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", plain.translate(_TABLE))).translate(_TABLE)
    return _GAPS.sub(" ", plain).strip()


@lru_cache(maxsize=65536)
def loose(text: str) -> str:
    """A key on which the usual romanisations of an Arabic name agree, or "" when too little is left.

    ``Deir al-Zour``, ``Dayr az Zawr`` and ``Deir Ezzor`` share one key. Articles go, long and short vowels and
    the letters that romanisers swap (q/k/c, e/i/y, o/u) fall together, doubled letters count once.
    """
    words = fold(text).split()
    articles = _articles()
    kept = [word for word in words if word not in articles] or words
    key = "".join(_sound(word) for word in kept)
    return key if len(key) >= 4 else ""


def _sound(word: str) -> str:
    if not word.isascii():
        return word.removeprefix("ال") if len(word) > 4 else word
    word = _GROWN_ARTICLE.sub("", word)
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


class Sense(StrEnum):
    """What the words around a name say it is."""

    COUNTRY = "country"
    PROVINCE = "province"
    DISTRICT = "district"
    CITY = "city"
    AREA = "area"
    NEAR = "near"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Reading:
    """A name without its type words: the folded ``core``, and the senses that the removed words gave."""

    core: str
    senses: frozenset[Sense] = frozenset()


@cache
def _articles() -> frozenset[str]:
    with files("cenotaph.places").joinpath("data/articles.csv").open(encoding="utf-8") as lines:
        return frozenset(row["word"] for row in csv.DictReader(lines))


@cache
def _type_words() -> tuple[dict[str, Sense], dict[str, Sense]]:
    """Words (folded) that stand before and after a name, with their sense; from data/type_words.csv."""
    before: dict[str, Sense] = {}
    after: dict[str, Sense] = {}
    with files("cenotaph.places").joinpath("data/type_words.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            sense = Sense(row["sense"])
            if row["position"] in ("before", "both"):
                before[fold(row["words"])] = sense
            if row["position"] in ("after", "both"):
                after[fold(row["words"])] = sense
    return before, after


@lru_cache(maxsize=16384)
def read_name(text: str) -> Reading:
    """Strip type words, directions and possessives from both ends: ``the eastern Deir al-Zour province``."""
    words = fold(re.sub(r"['’]s\b", "", text)).split()
    before, after = _type_words()
    senses: set[Sense] = set()
    while len(words) > 1:
        if words[0] == "the":
            del words[0]
        elif (hit := _at_start(words, before)) is not None:
            senses.add(before[" ".join(words[:hit])])
            del words[:hit]
        elif (hit := _at_end(words, after)) is not None:
            senses.add(after[" ".join(words[-hit:])])
            del words[-hit:]
        else:
            break
    return Reading(" ".join(words), frozenset(senses))


def _at_start(words: list[str], table: dict[str, Sense]) -> int | None:
    return next((n for n in (3, 2, 1) if n < len(words) and " ".join(words[:n]) in table), None)


def _at_end(words: list[str], table: dict[str, Sense]) -> int | None:
    return next((n for n in (3, 2, 1) if n < len(words) and " ".join(words[-n:]) in table), None)
