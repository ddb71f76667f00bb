"""The consonants of a name as classes that are equal across romanisations: mohammed, muhammad, محمد are all mhmd.

Coarser than `distance`: blocking looks for equal keys, so what spellings confuse is one class (b/p, f/v, k/q/g/gh,
d/dh/z, t/th, s/sh, h/kh, j/zh), weak letters count only at the start, and vowels not at all.
"""

from __future__ import annotations

from functools import lru_cache

__all__ = ["loose_skeleton", "skeleton"]

_CLASSES = str.maketrans(
    {
        "p": "b", "v": "f", "q": "k", "g": "k", "G": "k", "D": "d", "z": "d", "T": "t", "S": "s", "C": "s",
        "c": "s", "X": "h", "Z": "j", "J": "j", "E": None, "'": None, "*": None, "I": None, "a": None, "e": None,
        "i": None, "o": None, "u": None, "w": None, "y": None,
    }
)  # fmt: skip

_LOOSE = str.maketrans({"d": "s", "j": "k"})


@lru_cache(maxsize=1 << 18)
def skeleton(sounds: str) -> str:
    """The consonant classes of a string of sounds: an initial vowel, ayn or y is "a", an initial w stays."""
    if not sounds:
        return ""
    first = "w" if sounds[0] == "w" and len(sounds) > 1 else "a" if sounds[0] in "aeiou*'yEI" else ""
    return first + sounds.translate(_CLASSES)


@lru_cache(maxsize=1 << 18)
def loose_skeleton(sounds: str) -> str:
    """The skeleton without what may be left out or be an article, and without the difference of j/g and z/s."""
    found = skeleton(sounds.replace("X", "k").replace("J", "k"))
    short = found.replace("h", "").lstrip("aw").translate(_LOOSE)
    if short.startswith("l") and len(short) > 1:
        short = short[1:]
    return short or found
