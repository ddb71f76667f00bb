"""Letters to sounds: Latin, Cyrillic, Arabic and Hebrew spellings of a name brought to one alphabet of sounds.

A sound is one character; capitals are sounds that Latin spellings write with two letters (S is sh, X is kh), ``*``
a vowel of any colour, ``'`` ayn or hamza, ``E`` a final h that may be silent. Arabic and Hebrew leave
short vowels out, so two strings of sounds are compared by `distance`, not by equality.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources
from typing import Any

__all__ = ["Script", "fold_letters", "lists", "romanise", "script_of", "sounds_of"]

# letters that decomposition leaves as they are
_LATIN = str.maketrans(
    {
        "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ə": "a",
        "ŋ": "n", "ħ": "h", "ŧ": "t", "ƒ": "f", "ʻ": "", "ʼ": "", "ʿ": "", "ʾ": "", "'": "", "’": "", "‘": "",
        "`": "", "´": "", "ö": "o", "ü": "u", "ş": "sh", "ç": "ch", "ć": "ch", "č": "ch", "š": "sh", "ž": "zh",
        "ğ": "g", "ś": "sh", "ź": "zh", "ż": "zh", "ń": "n", "ñ": "n", "ř": "r",
    }
)  # fmt: skip
# the same Arabic letters in Persian keyboards, presentation forms are unfolded by NFKC
_ARABIC = str.maketrans({"ـ": "", "ك": "ك", "ک": "ك", "ى": "ى", "ی": "ي", "ۀ": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه"})


class Script(StrEnum):
    """The script that most letters of a text are of."""

    LATIN = "latin"
    CYRILLIC = "cyrillic"
    ARABIC = "arabic"
    HEBREW = "hebrew"
    OTHER = "other"

    @property
    def abjad(self) -> bool:
        """Whether it leaves short vowels out."""
        return self in (Script.ARABIC, Script.HEBREW)


_RANGES = (
    (0x41, 0x250, Script.LATIN),
    (0x400, 0x530, Script.CYRILLIC),
    (0x590, 0x600, Script.HEBREW),
    (0x600, 0x780, Script.ARABIC),
    (0x8A0, 0x900, Script.ARABIC),
    (0x1E00, 0x1F00, Script.LATIN),
    (0xFB1D, 0xFB50, Script.HEBREW),
    (0xFB50, 0xFE00, Script.ARABIC),
    (0xFE70, 0xFF00, Script.ARABIC),
)


@cache
def lists() -> dict[str, list[str]]:
    """The lists of words in names, by their name in ``data/particles.toml``."""
    return {key: [str(word) for word in value] for key, value in _table("particles").items() if key != "source"}


def _table(name: str) -> dict[str, Any]:
    text = resources.files("cenotaph.resolve.names").joinpath("data", f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=1 << 16)
def script_of(text: str) -> Script:
    """The script of most letters; OTHER where there are none, or of none that is read here."""
    if text.isascii():
        return Script.LATIN if any(map(str.isalpha, text)) else Script.OTHER
    counts: dict[Script, int] = {}
    for letter in text:
        if letter.isalpha():
            found = _script(letter)
            counts[found] = counts.get(found, 0) + 1
    return max(counts, key=lambda script: (counts[script], script)) if counts else Script.OTHER


@lru_cache(maxsize=1 << 12)
def _script(letter: str) -> Script:
    code = ord(letter)
    return next((script for low, high, script in _RANGES if low <= code < high), Script.OTHER)


@lru_cache(maxsize=1 << 18)
def fold_letters(token: str) -> str:
    """Lower case without marks: accents and apostrophes in Latin, vowels, shadda and tatweel in Arabic."""
    token = unicodedata.normalize("NFC", token).casefold()
    script = script_of(token)
    if script is Script.LATIN:
        token = token.translate(_LATIN)
        return "".join(c for c in unicodedata.normalize("NFKD", token) if not unicodedata.combining(c))
    if script is Script.ARABIC:
        token = unicodedata.normalize("NFKC", token).translate(_ARABIC)
        return "".join(c for c in token if not unicodedata.combining(c))
    if script is Script.HEBREW:
        token = unicodedata.normalize("NFKD", token)
        return "".join(c for c in token if not unicodedata.combining(c) and c not in "'’׳״\"")
    return token.replace("'", "").replace("’", "").replace("ʼ", "")


@lru_cache(maxsize=1 << 18)
def romanise(token: str) -> str:
    """A token in lower-case Latin letters; of other scripts by anyascii where it is installed, else as it is."""
    folded = fold_letters(token)
    script = script_of(folded)
    if script is Script.LATIN or not folded:
        return folded
    if script is Script.OTHER:
        return _by_anyascii(folded)
    return "".join(_spell(folded, script, 0))


@lru_cache(maxsize=1 << 18)
def sounds_of(token: str) -> str:
    """How a token sounds, one character a sound, doubled sounds once; "" where it has no letters."""
    folded = fold_letters(token)
    script = script_of(folded)
    if script is Script.OTHER:
        folded, script = _by_anyascii(folded), Script.LATIN
    sounds = "".join(_spell(folded, script, 1))
    # Arabic writes a doubled sound once: two letters are two sounds
    return sounds if script.abjad else re.sub(r"(.)\1+", r"\1", sounds)


def _by_anyascii(token: str) -> str:
    try:
        from anyascii import anyascii
    except ImportError:  # a name in such a script is then compared letter by letter
        return token
    return str(anyascii(token)).casefold()


def _spell(folded: str, script: Script, which: int) -> list[str]:
    """The longest spelling first, from left to right; what no table knows is left out of the sounds."""
    starts, everywhere, ends, longest = _tables(script, which)
    out: list[str] = []
    at, size = 0, len(folded)
    while at < size:
        for length in range(min(longest, size - at), 0, -1):
            piece = folded[at : at + length]
            value = None
            if at + length == size and at:
                value = ends.get(piece)
            if value is None and at == 0 and length < size:
                value = starts.get(piece)
            if value is None:
                value = everywhere.get(piece)
            if value is not None:
                out.append(value)
                at += length
                break
        else:
            at += 1
    return out


@cache
def _tables(script: Script, which: int) -> tuple[dict[str, str], dict[str, str], dict[str, str], int]:
    """(at the start, everywhere, at the end, the longest spelling); ``which``: 0 romanised, 1 sounds."""
    if script is Script.LATIN:
        raw = _table("latin")
        parts = [{k: str(v) for k, v in raw[name].items()} for name in ("starts", "everywhere", "ends")]
        for letter in "abdefghiklmnoprstuvwyz":
            parts[1].setdefault(letter, letter)
    else:
        raw = _table(script.value)
        merged: list[dict[str, str]] = []
        for names in (("starts",), ("letters", "pairs"), ("ends",)):
            merged.append({k: str(v[which]) for name in names for k, v in raw.get(name, {}).items()})
        parts = merged
    return parts[0], parts[1], parts[2], max(len(k) for part in parts for k in part)
