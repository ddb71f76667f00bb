"""The numbers that stand in a text, and those among them that plainly count no people."""

from __future__ import annotations

import re

__all__ = ["decorations", "numbers_in"]

UNITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
UNITS += ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
SPELLED = {word: n for n, word in enumerate(UNITS)} | TENS | {"dozen": 12, "a": 1, "an": 1}
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
WRITTEN = re.compile(
    rf"\d[\d,]*|\b(?:(?:{'|'.join(TENS)})-(?:{'|'.join(UNITS[1:10])})|{'|'.join(SPELLED)})\b", re.I
)
DECORATION = (
    re.compile(r"\b(\d+)[- ]years?[- ]old\b|\bage[ds]? (\d+)\b|, (\d{1,2}),", re.I),
    re.compile(rf"\b{MONTH} (\d{{1,2}})\b|\b(\d{{1,2}}) {MONTH}|\b((?:19|20)\d\d)\b", re.I),
    re.compile(
        r"\b(\d[\d,]*)(?:[- ](?:km|kilomet\w+|miles?|met\w+|feet|percent|per cent|%|dollars|a\.?m|p\.?m))", re.I
    ),
    re.compile(r"[$€£](\d[\d,]*)|\b(\d+):\d\d\b"),
)


def numbers_in(text: str) -> set[int]:
    """Every number below 10^12 that is written in ``text``, in digits or in English words up to ninety-nine."""
    found = set()
    for match in WRITTEN.finditer(text):
        word = match.group().lower().replace(",", "")
        if word[0].isdigit():
            found.add(int(word[:12]))
        else:
            found.add(sum(SPELLED[part] for part in word.split("-")))
    return found


def decorations(text: str) -> set[int]:
    """Numbers of ``text`` that stand only as an age, a day, a year, a distance, a share, money or a time."""
    found: set[int] = set()
    bare = text
    for one in DECORATION:
        groups = (group for match in one.finditer(text) for group in match.groups() if group)
        found |= {int(group.replace(",", "")[:12]) for group in groups}
        bare = one.sub(" ", bare)
    return found - numbers_in(bare)
