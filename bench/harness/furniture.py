"""Reports as pages: navigation, notices, share lines, footers and the author's lines around each text."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Sequence
from pathlib import Path

__all__ = ["as_pages"]

_SYLLABLES = "bran del vor mi ka ston ley ru fen tor wick sa lum ez dor ny".split()  # noqa: SIM905 - a list of many
_AUTHORS = 4


def _name(chance: random.Random, words: int) -> str:
    return " ".join("".join(chance.sample(_SYLLABLES, 3)).capitalize() for _ in range(words))


def as_pages(texts: Sequence[str], outlets: int, seed: int) -> list[str]:
    """Each text as a page of one of so many outlets, of four authors each; three lines above it, four below."""
    lines = tomllib.loads(Path(__file__).with_name("rewordings.toml").read_text(encoding="utf-8"))
    chance = random.Random(seed)
    houses = [
        {"outlet": f"{_name(chance, 1)} {chance.choice(('Post', 'Times', 'Herald'))}", "city": _name(chance, 1)}
        for _ in range(outlets)
    ]
    authors = [[_name(chance, 2) for _ in range(_AUTHORS)] for _ in houses]
    around = [(chance.sample(lines["top"], 3), chance.sample(lines["foot"], 4)) for _ in houses]
    pages = []
    for text in texts:
        house = chance.randrange(outlets)
        names = {**houses[house], "author": chance.choice(authors[house])}
        top, foot = ([line.format(**names) for line in part] for part in around[house])
        pages.append("\n\n".join([*top, text, *foot]))
    return pages
