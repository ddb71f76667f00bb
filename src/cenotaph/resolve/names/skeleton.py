"""The consonants of a name as classes that are equal across romanisations: mohammed, muhammad, محمد are all mhmd.

Coarser than `distance`: blocking looks for equal keys, so what spellings confuse is one class (b/p, f/v, k/q/g/gh,
d/dh/z, t/th, s/sh, h/kh, j/zh), weak letters count only at the start, and vowels not at all.
"""

from __future__ import annotations

from functools import lru_cache

__all__ = ["skeleton"]

_CLASSES = str.maketrans(
    {
        "p": "b", "v": "f", "q": "k", "g": "k", "G": "k", "D": "d", "z": "d", "T": "t", "S": "s", "C": "s",
        "c": "s", "X": "h", "Z": "j", "J": "j", "E": None, "'": None, "*": None, "I": None, "a": None, "e": None,
        "i": None, "o": None, "u": None, "w": None, "y": None,
    }
)  # fmt: skip


@lru_cache(maxsize=1 << 18)
def skeleton(sounds: str) -> str:
    """The consonant classes of a string of sounds: an initial vowel, ayn or y is "a", an initial w stays."""
    if not sounds:
        return ""
    first = "w" if sounds[0] == "w" and len(sounds) > 1 else "a" if sounds[0] in "aeiou*'yEI" else ""
    return first + sounds.translate(_CLASSES)
