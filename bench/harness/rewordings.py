"""Copies of another maker's taste: words, spelling, marks and sentences changed as papers' desks change them."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path

__all__ = [
    "headline_in_capitals",
    "merged",
    "numbers_changed",
    "other_marks",
    "quote_in_other_marks",
    "reported_speech",
    "respelled",
    "spliced",
    "synonyms",
    "words_dropped",
]

_NUMBER = re.compile(r"\b\d+\b")
_SMALL = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_QUOTED = re.compile(r"[“\"]([^“”\"\n]{40,400}?)([,.!?]*)[”\"]")
_STOP = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])|\n+")
_SHORTEST_QUOTE = 8
# how a speaker's words change when they are reported
_REPORTED = {
    "i": "he", "we": "they", "my": "his", "our": "their", "me": "him", "us": "them", "am": "was", "is": "was",
    "are": "were", "will": "would", "can": "could", "have": "had", "has": "had", "i'm": "he was",
    "we're": "they were", "don't": "did not", "it's": "it was", "this": "that", "today": "that day",
    "here": "there", "now": "then",
}  # fmt: skip


@cache
def _table(name: str) -> dict[str, str]:
    pairs = tomllib.loads(Path(__file__).with_name("rewordings.toml").read_text(encoding="utf-8"))[name]
    return {one: other for a, b in reversed(pairs) for one, other in ((a, b), (b, a))}


def _exchange(text: str, table: dict[str, str]) -> str:
    def other(match: re.Match[str]) -> str:
        word = match.group(0)
        new = table[word.lower()]
        return new.capitalize() if word[0].isupper() else new

    # the longest first: "car park" before "car"
    names = "|".join(re.escape(word) for word in sorted(table, key=len, reverse=True))
    return re.sub(rf"\b(?:{names})\b", other, text, flags=re.IGNORECASE)


def synonyms(source: str, other: str, chance: random.Random) -> str | None:
    """Every word for which the list has another."""
    return _exchange(source, _table("synonyms"))


def respelled(source: str, other: str, chance: random.Random) -> str | None:
    """British for American spelling and the other way round, and every hyphen between words a blank."""
    return re.sub(r"(?<=\w)-(?=[a-z])", " ", _exchange(source, _table("spellings")))


def numbers_changed(source: str, other: str, chance: random.Random) -> str | None:
    """Every number, in digits or words, another one."""
    digits = _NUMBER.sub(lambda m: str(int(m.group(0)) + chance.randint(1, 9)), source)
    return re.sub(rf"\b(?:{'|'.join(_SMALL)})\b", lambda m: chance.choice(_SMALL), digits, flags=re.IGNORECASE)


def headline_in_capitals(source: str, other: str, chance: random.Random) -> str | None:
    """The first line in capitals, and a dateline before the rest."""
    head, gap, body = source.partition("\n\n")
    return f"{head.upper()}{gap}{other.split()[0].upper()} (Wire) — {body}" if body else None


def other_marks(source: str, other: str, chance: random.Random) -> str | None:
    """Curly marks for straight ones, dashes for hyphens, an ellipsis in one character, blanks that do not break."""
    text = re.sub(r'(?<=\w)"|(?<=[.,!?])"', "”", source.replace("“", '"').replace("”", '"')).replace('"', "“")
    text = text.replace("’", "'") if "’" in text else text.replace("'", "’")
    text = text.replace(" - ", " — ").replace("...", "…").replace("Mr. ", "Mr.\u00a0")
    return re.sub(r"(?<=\w)-(?=\w)", "\u2011", text)


def merged(source: str, other: str, chance: random.Random) -> str | None:
    """Every second sentence joined to the one before by "and", without its first capital."""
    parts = [part.strip() for part in _STOP.split(source) if part.strip()]
    out: list[str] = []
    for place, part in enumerate(parts):
        if place % 2 and out[-1].endswith("."):
            out[-1] = f"{out[-1][:-1]}, and {part[0].lower()}{part[1:]}"
        else:
            out.append(part)
    return " ".join(out)


def words_dropped(share: float) -> Callable[[str, str, random.Random], str | None]:
    """That share of the words left out."""

    def edit(source: str, other: str, chance: random.Random) -> str | None:
        return re.sub(r"\S+[ ]?", lambda m: "" if chance.random() < share else m.group(0), source)

    return edit


def spliced(source: str, other: str, chance: random.Random) -> str | None:
    """The first half of the report, then the first half of another."""
    halves = [re.findall(r"\S+\s*", text) for text in (source, other)]
    return "".join(halves[0][: len(halves[0]) // 2]) + "\n\n" + "".join(halves[1][: len(halves[1]) // 2])


def _one_quote(source: str, other: str, chance: random.Random, change: Callable[[str], str]) -> str | None:
    quotes = [match for match in _QUOTED.finditer(source) if len(match.group(1).split()) >= _SHORTEST_QUOTE]
    if not quotes:
        return None
    around = [part.strip() for part in _STOP.split(other) if part.strip()]
    at = chance.randrange(1, len(around) + 1)
    return "\n\n".join([*around[:at], change(chance.choice(quotes).group(1)), *around[at:]])


def quote_in_other_marks(source: str, other: str, chance: random.Random) -> str | None:
    """One quotation in single marks, a speaker before it, in the other text."""
    return _one_quote(source, other, chance, lambda said: f"A witness said: ‘{said}.’")


def reported_speech(source: str, other: str, chance: random.Random) -> str | None:
    """One quotation told as reported speech, in the other text."""

    def told(said: str) -> str:
        words = [_REPORTED.get(word.lower().replace("’", "'"), word) for word in said.split()]
        return f"A witness said that {words[0].lower()} {' '.join(words[1:])}."

    return _one_quote(source, other, chance, told)
