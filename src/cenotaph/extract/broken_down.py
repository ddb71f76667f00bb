"""A number told again by its parts: "They break down as follows: *civilians 1,386*; *fighters 410*", "the 61 dead
comprise *40 conscripts* and 21 officers"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cenotaph.extract.numbers import CountMention
from cenotaph.extract.persons import known_person
from cenotaph.extract.phrases import end_of, text_of

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["broken_down"]

_OPENS = re.compile(
    r"\b(?:br(?:eak|eaks|oke|oken|eaking)\s+down\b[^.:;\d]{0,30}?(?:\b(?:into|as)\s+(?!follows)|:)"
    r"|breakdown\b[^.:;\d]{0,30}?(?:\b(?:is|was|are)\s+|:)(?:as\s+follows\s*:)?)",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"\b(?:dead|killed|wounded|injured|missing|detained|casualties|fatalities|deaths|bodies)\b", re.IGNORECASE
)
_OF_THE_HARMED = re.compile(
    rf"{_HARM.pattern}\s+(?:compris(?:e|es|ed|ing)|(?:are|were)\s+made\s+up\s+of|consist(?:s|ed)?\s+of)\s+",
    re.IGNORECASE,
)
_LABELS = {"NN", "NNS", "JJ", "VBN", "NNP", "NNPS", "VBD"}


def broken_down(sentence: Span, own: list[CountMention]) -> list[tuple[CountMention, Token | None]]:
    """The numbers behind the words that open such a list, each with the noun right in front of it, if any."""
    low, high = sentence[0].idx, end_of(sentence[-1])
    text = text_of(sentence.doc)
    opens = _OPENS.search(text, low, high) or _OF_THE_HARMED.search(text, low, high)
    if opens is None:
        return []
    if _HARM.search(text, low, opens.end()) and not any(m.end <= opens.end() for m in own):
        return []  # "the dead comprised 40 men and 15 women": no number that these are parts of
    parts = [(m, _label(sentence, m)) for m in own if m.start >= opens.end()]
    return parts if len(parts) > 1 else []


def _label(sentence: Span, mention: CountMention) -> Token | None:
    """The people in front of a number that stands behind them ("civilians *1,386*")."""
    number = next((t for t in sentence if t.idx >= mention.number_start), None)
    before = number.nbor(-1) if number is not None and number.i > sentence.start else None
    if before is None or before.tag_ not in _LABELS or not known_person(before):
        return None
    return before
