"""The places that a report's opening names, by how English writes them and not by a gazetteer.

No gazetteer holds every village, and a report opens with the place it tells of ("TAMRA (AP) -", "Tamra police").
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from cenotaph.resolve.wording import plain

__all__ = ["lead_places"]

# characters of an article in which it says where it happened (headline and first paragraphs)
_LEAD = 800
_NAME = r"[A-Z][^\W\d_'’-]+(?:['’-][^\W\d_]+)*(?:\s[A-Z][^\W\d_]+(?:['’-][^\W\d_]+)*){0,2}"


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], ...], frozenset[str]]:
    raw = tomllib.loads(files("cenotaph.resolve").joinpath("data/place_cues.toml").read_text(encoding="utf-8"))
    before, between, behind = ("|".join(map(re.escape, raw[key])) for key in ("before", "between", "behind"))
    return (
        re.compile(rf"\b(?:{before})\s(?:{between})?\s?({_NAME})"),
        re.compile(rf"({_NAME})\s(?:{behind})\b"),
        # a dateline: the name, perhaps its state and the agency, and a dash
        re.compile(rf"(?m)^\s*({_NAME})(?:,\s[\w. ]+)?\s(?:\([A-Z][\w /.]+\)\s?)?[-–—]"),
    ), frozenset(raw["days"].split())


def lead_places(text: str) -> frozenset[str]:
    """Names of what may be places in the opening of an article, as terms joined by blanks ("cape verro")."""
    patterns, days = _patterns()
    found = (match.group(1).split() for pattern in patterns for match in pattern.finditer(text[:_LEAD]))
    names = ([plain(word) for word in words] for words in found)
    return frozenset(" ".join(words) for words in names if words[0] not in days)
