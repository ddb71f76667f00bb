"""The rival that everybody writes first: the largest number that stands beside a casualty word."""

from __future__ import annotations

import re
from collections.abc import Callable

from contenders.casualty_words import NUMBER, number
from contenders.exchange import Answer, Row, serve

__all__ = ["load"]

PATTERNS = {
    "killed": re.compile(
        rf"{NUMBER}\s+(?:[\w-]+\s+){{0,3}}?(?:(?:was|were)\s+)?(?:killed|dead|died|fatalit\w+|deaths?)\b"
        rf"|(?:killed|killing|kills)\s+(?:at\s+least\s+)?{NUMBER}\b",
        re.IGNORECASE,
    ),
    "injured": re.compile(
        rf"{NUMBER}\s+(?:[\w-]+\s+){{0,3}}?(?:(?:was|were)\s+)?(?:injured|wounded|hurt|injuries)\b"
        rf"|(?:injur|wound)ing\s+(?:at\s+least\s+)?{NUMBER}\b",
        re.IGNORECASE,
    ),
}


def load() -> Callable[[Row], Answer]:
    """A function from a row to ``{"killed", "injured"}``, None where nothing matches."""

    def read(row: Row) -> Answer:
        answer: Answer = {}
        for measure, pattern in PATTERNS.items():
            found = [number(g) for match in pattern.finditer(row["text"]) for g in match.groups() if g]
            answer[measure] = max(found, default=None)
        return answer

    return read


if __name__ == "__main__":
    serve(load)
