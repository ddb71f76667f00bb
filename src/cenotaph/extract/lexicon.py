"""The word tables of ``data/*.toml``, read once and turned into look-ups; no word list lives in code."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from cenotaph.model import CauseCode, Measure

__all__ = ["Trigger", "cause_words", "flat", "table", "triggers", "with_body", "with_numbers", "words"]


@dataclass(frozen=True, slots=True)
class Trigger:
    """One word form that opens a claim: what it measures, its construction, whether it is weak, and whether it
    takes nothing but people."""

    form: str
    measure: Measure
    frame: str
    weak: bool
    people: bool = False


@cache
def table(name: str) -> dict[str, Any]:
    """The parsed TOML table ``data/<name>.toml``."""
    return tomllib.loads(files("cenotaph.extract").joinpath("data", f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str, section: str, key: str = "words") -> frozenset[str]:
    """The blank-separated words of one entry, lower case."""
    return frozenset(str(table(name)[section][key]).split())


@cache
def flat(name: str, section: str) -> dict[str, str]:
    """A section of ``label = "word word"`` turned round: word -> label."""
    out: dict[str, str] = {}
    for label, value in table(name)[section].items():
        body = value["words"] if isinstance(value, dict) else value
        for word in str(body).split():
            out.setdefault(word, label)
    return out


@cache
def triggers() -> dict[str, Trigger]:
    """Every trigger form, lower case -> Trigger."""
    out: dict[str, Trigger] = {}
    for row in table("triggers")["trigger"]:
        for form in row["forms"].split():
            trigger = Trigger(
                form,
                Measure(row["measure"]),
                row["frame"],
                bool(row.get("weak", False)),
                bool(row.get("people", False)),
            )
            out.setdefault(form, trigger)
    return out


def with_body(pattern: str) -> str:
    """A pattern of a table with the parts of the body in the place of ``<BODY>``."""
    if "<BODY>" not in pattern:
        return pattern
    parts = "|".join(sorted(words("triggers_light", "struck", "body")))
    return pattern.replace("<BODY>", f"(?:{parts})")


@cache
def _numbers() -> str:
    """A pattern of a number in digits or words, hyphenated too, or a quantity ("dozens")."""
    given = table("number_words")
    tens = "|".join(given["tens"])
    said = sorted({*given["units"], *words("groups", "quantity", "many")} - {"zero"}, key=len, reverse=True)
    return rf"(?:\d[\d,]*\d|\d|(?:{tens})(?:-\w+)?|{'|'.join(said)})"


def with_numbers(pattern: str) -> str:
    """A pattern of a table with a number in the place of ``<NUM>``."""
    return pattern.replace("<NUM>", _numbers()) if "<NUM>" in pattern else pattern


@cache
def cause_words() -> tuple[tuple[str, CauseCode], ...]:
    """Means and their codes, longest words first."""
    pairs = [(w, CauseCode(code)) for code, row in table("causes").items() for w in row["words"].split("|")]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))
