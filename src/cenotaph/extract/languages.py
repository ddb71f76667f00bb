"""Which language a text is in, by its letters alone: cheap enough for every row of a batch.

The archive tells languages apart by their function words; here only the choice of a reader matters, so Latin
letters count as English, and languages of one script are told apart by letters that the others do not have.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["detect", "primary"]

_SAMPLE = 20_000  # characters looked at: enough for any report, and time stays bounded
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class _Script:
    name: str
    ranges: tuple[tuple[int, int], ...]
    language: str
    rivals: tuple[tuple[str, frozenset[str]], ...]
    own: frozenset[str]


@cache
def _scripts() -> tuple[_Script, ...]:
    data = tomllib.loads(files("cenotaph.extract").joinpath("data/languages.toml").read_text("utf-8"))
    return tuple(
        _Script(
            row["script"],
            tuple(
                (int(first, 16), int(last, 16))
                for first, last in (pair.split("-") for pair in row["ranges"].split())
            ),
            row["language"],
            tuple((code, frozenset(letters.split())) for code, letters in row.get("rivals", {}).items()),
            frozenset(row.get("own", "").split()),
        )
        for row in data["script"]
    )


def detect(text: str) -> str | None:
    """BCP 47 tag of the language that most letters of ``text`` speak for; None when it has no letters.

    ``en`` for Latin letters, ``ru`` and ``ar`` unless letters of a neighbour (``uk``, ``be``, ``fa``, ``ur``, ...)
    outweigh their own; ``und`` for a script that no row of ``data/languages.toml`` names.
    """
    letters = Counter(_LETTER.findall(text[:_SAMPLE]))
    if not letters:
        return None
    by_script: Counter[str] = Counter()
    for letter, times in letters.items():
        by_script[_script_of(letter)] += times
    name, _ = by_script.most_common(1)[0]
    script = next((s for s in _scripts() if s.name == name), None)
    if script is None:
        return "und"
    votes = {code: _votes(letters, marks) for code, marks in script.rivals}
    best = max(votes, key=lambda code: votes[code], default="")
    return best if best and votes[best] > _votes(letters, script.own) else script.language


def _votes(letters: Counter[str], marks: frozenset[str]) -> int:
    return sum(times for letter, times in letters.items() if letter.lower() in marks)


@cache
def _script_of(letter: str) -> str:
    code = ord(letter)
    for script in _scripts():
        if any(first <= code <= last for first, last in script.ranges):
            return script.name
    return ""


def primary(language: str) -> str:
    """The primary subtag in lower case: ``en`` of ``en-GB``."""
    return language.replace("_", "-").split("-")[0].lower()
