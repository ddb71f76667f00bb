"""The Russian word tables of ``russian/data/*.toml``, read once; words are compared in lower case, ё as е."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["cue_pattern", "labels", "plain", "table", "words"]


def plain(text: str) -> str:
    """``text`` as compared: lower case, ё written as е, character by character."""
    lowered = text.lower()
    return (
        lowered if len(lowered) == len(text) else "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    ).replace("ё", "е")


@cache
def table(name: str) -> dict[str, Any]:
    """The parsed TOML table ``russian/data/<name>.toml``."""
    path = files("cenotaph.extract.russian").joinpath("data", f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def words(name: str, section: str, key: str = "words") -> frozenset[str]:
    """The blank-separated words of one entry."""
    return frozenset(plain(str(table(name)[section][key])).split())


@cache
def labels(name: str, section: str) -> dict[str, str]:
    """A section of ``label = "word word"`` turned round: word -> label."""
    return {
        word: label
        for label, entry in table(name)[section].items()
        if label != "reason"
        for word in plain(entry).split()
    }


@cache
def cue_pattern() -> re.Pattern[str]:
    """One expression that any paragraph with a casualty word matches; over ``plain`` text."""
    return re.compile(r"\b(?:" + "|".join(table("triggers")["gate"]["stems"].split()) + ")")
