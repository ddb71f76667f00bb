"""The plain words of harm and of number that the rivals look for."""

from __future__ import annotations

import re

__all__ = ["HARM", "NUMBER", "WORDS", "number"]

WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBER = rf"(\d[\d,]*|{'|'.join(WORDS)}|an?)"
HARM = {
    "killed": re.compile(r"\b(?:kill(?:ed|ing|s)|dead|died|dies|deaths?|fatal\w*|murdered|slain)\b", re.IGNORECASE),
    "injured": re.compile(r"\b(?:injur(?:ed|ing|es|ies)|wound(?:ed|ing|s)|hurt|shot)\b", re.IGNORECASE),
}


def number(word: str) -> int:
    """A matched number word or digits as an integer; an article is one."""
    lower = word.lower().replace(",", "")
    if lower in ("a", "an"):
        return 1
    return WORDS.index(lower) + 1 if lower in WORDS else int(lower)
