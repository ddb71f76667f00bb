"""The rival that reads numbers: quantulum3's quantities, for each casualty word the nearest in its sentence.

Its classifier (which tells units of one spelling apart) is off: a count of people has no unit.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable

from contenders.casualty_words import HARM
from contenders.exchange import Answer, Row, serve

__all__ = ["load", "nearest"]

# a year or the day of a month is no count, however near it stands
DAY = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}\b"
    r"|\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b|\b(?:19|20)\d\d\b"
)
# a mass, a length or a calibre is no count; "two dozen" is twenty-four
UNITS = {"dimensionless": 1, "dozen": 12}
SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*")

Quantity = tuple[int, int, int]


def load() -> Callable[[Row], Answer]:
    """A function from a row to ``{"killed", "injured"}``: the largest of the numbers nearest to casualty words."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from quantulum3 import classifier, parser
    classifier.USE_CLF = False

    def read(row: Row) -> Answer:
        text = row["text"]
        days = [match.span() for match in DAY.finditer(text)]
        quantities: list[Quantity] = []
        for found in parser.parse(text):
            dated = any(start <= found.span[0] < end for start, end in days)
            if found.unit.name in UNITS and not dated and found.value >= 0 and found.value == int(found.value):
                quantities.append((int(found.value) * UNITS[found.unit.name], *found.span))
        return {measure: nearest(text, quantities, measure) for measure in HARM}

    return read


def nearest(text: str, quantities: list[Quantity], measure: str) -> int | None:
    """The largest of the numbers that stand nearest to a word of ``measure`` in its sentence; None without one.

    A quantity is (number, start, end) in code points.
    """
    found = []
    for sentence in SENTENCE.finditer(text):
        inside = [q for q in quantities if sentence.start() <= q[1] < sentence.end()]
        for word in HARM[measure].finditer(text, *sentence.span()):
            if inside:
                found.append(min(inside, key=lambda q: max(q[1] - word.end(), word.start() - q[2]))[0])
    return max(found, default=None)


if __name__ == "__main__":
    serve(load)
