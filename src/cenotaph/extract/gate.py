"""The gate: which sentences of a report are worth a parse, told from their words alone.

A sentence opens by a word of harm (``data/triggers.toml``, with the conditions of ``data/gate.toml``). With it are
read those that answer it ("seven of them", "would not say how many") and those that a pronoun or a surname of it
may point back to. The rest of the report is never parsed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from cenotaph.extract.lexicon import table, triggers, words
from cenotaph.extract.units import units

if TYPE_CHECKING:
    from cenotaph.extract.segments import Segment

__all__ = ["NEAR", "Unit", "has_cue", "plan"]

NEAR = 2
"""Sentences after a count within which "seven of them" or a bare figure may still answer it."""

_BACK = 3  # sentences looked back at for whom a pronoun means
_WORD = re.compile(r"\w+")
_NAME = re.compile(r"\b[A-Z][\w'-]+")
_NAME_WITHIN = re.compile(r"[\w,] [A-Z][\w'-]+")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of a segment by its marks: its span in the segment's text, and whether it is parsed."""

    start: int
    end: int
    parsed: bool = False


@cache
def _cues() -> dict[str, re.Pattern[str] | None]:
    """Every word that may open a sentence, with the pattern that the sentence must match (None: always)."""
    gate = table("gate")
    cues: dict[str, re.Pattern[str] | None] = dict.fromkeys([*triggers(), *gate["opens"]["words"].split()])
    for row in gate["when"]:
        pattern = re.compile(row["pattern"])
        cues.update(dict.fromkeys(row["words"].split(), pattern))
    return cues


@cache
def _later(key: str) -> re.Pattern[str]:
    return re.compile(table("gate")["later"][key])


@cache
def _speaks() -> re.Pattern[str]:
    """The surname beside a word of speech: "Smith said", "said Smith", "according to Smith"."""
    verbs = "|".join(sorted(words("reporting", "asserts", "verbs") | words("reporting", "confirms", "verbs")))
    return re.compile(rf"\b([A-Z][\w'-]+),?\s+(?:{verbs})\b|\b(?:{verbs}|according to)\s+(?:[A-Z][\w'-]+\s+)*([A-Z][\w'-]+)")


def has_cue(text: str) -> bool:
    """Whether a stretch of text holds any word that could open a claim."""
    lower = text.lower()
    cues = _cues()
    for word in set(_WORD.findall(lower)) & cues.keys():
        pattern = cues[word]
        if pattern is None or pattern.search(lower):
            return True
    return False


def plan(pieces: Sequence[Segment], *, everything: bool = False) -> list[list[Unit]]:
    """The units of each segment, marked; ``everything`` marks all of them, as if there were no gate."""
    flat = [(number, start, end) for number, piece in enumerate(pieces) for start, end in _spans(piece)]
    texts = [pieces[number].text[start:end] for number, start, end in flat]
    parsed = [True] * len(texts) if everything else _with_context(texts, _read(texts))
    out: list[list[Unit]] = [[] for _ in pieces]
    for (number, start, end), known in zip(flat, parsed, strict=True):
        out[number].append(Unit(start, end, known))
    return out


def _spans(piece: Segment) -> list[tuple[int, int]]:
    return units(piece.text) if piece.kind == "paragraph" else [(0, len(piece.text))]


def _read(texts: Sequence[str]) -> list[bool]:
    """Which sentences may carry a claim: by a cue of their own, or in answer to one further up."""
    out: list[bool] = []
    last: int | None = None
    for i, text in enumerate(texts):
        opens = has_cue(text)
        if not opens and last is not None:
            lower = text.lower()
            opens = i - last <= NEAR and bool(_later("near").search(lower))
            out.append(opens or bool(_later("any").search(lower)))
        else:
            out.append(opens)
        last = i if opens else last
    return out


def _with_context(texts: Sequence[str], read: Sequence[bool]) -> list[bool]:
    """``read`` and the sentences that name whom a pronoun or a surname in them means."""
    out = list(read)
    first: dict[str, int] = {}
    for i, text in enumerate(texts):
        names = set(_NAME.findall(text))
        if read[i]:
            if _means_somebody(text):
                for back in range(i - 1, max(-1, i - 1 - _BACK), -1):
                    out[back] = True
                    if _NAME_WITHIN.search(texts[back]):
                        break
            for match in _speaks().finditer(text):
                surname = match.group(1) or match.group(2)
                if surname in first:
                    out[first[surname]] = True
        for name in names:
            first.setdefault(name, i)
    return out


def _means_somebody(text: str) -> bool:
    return not set(_WORD.findall(text.lower())).isdisjoint(words("gate", "back", "pronouns"))
