"""Harm said of all who were counted just before: "brought out three employees, *all of them* badly burned"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.hits import Hit, numeric
from cenotaph.extract.persons import known_person

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["give_to_all"]

_ALL = {"all", "both", "each"}
_OPENS = {",", "(", "-", "–", "—", ";"}
_SKIPPED = {
    "were",
    "was",
    "being",
    "are",
    "is",
    "with",
    "from",
    "suffering",
    "in",
    "of",
    "them",
    "whom",
    "a",
    "had",
}
_REACH = 7  # words from "all of them" to the word of harm


def give_to_all(sentence: Span, hits: list[Hit]) -> None:
    """Give a hit that is said of "all of them" the people counted before in its sentence."""
    for hit in hits:
        everyone = _everyone(hit.token)
        if everyone is None:
            continue
        counted = next((t for t in reversed(sentence.doc[sentence.start : everyone.i]) if _counted(t)), None)
        if counted is not None and all(h.i >= everyone.i or h.i != counted.i for h in hit.harmed):
            hit.harmed = [counted]


def _everyone(token: Token) -> Token | None:
    """The "all", "both" or "every one" after a comma that a state is said of."""
    doc, start = token.doc, token.sent.start
    for i in range(token.i - 1, max(start, token.i - _REACH) - 1, -1):
        word = doc[i]
        if word.lower_ in _ALL or (word.lower_ == "one" and i > start and doc[i - 1].lower_ == "every"):
            first = i - 1 if word.lower_ == "one" else i
            return doc[first] if first > start and doc[first - 1].text in _OPENS else None
        if word.lower_ not in _SKIPPED and word.tag_ not in {"RB", "JJ", "VBN"}:
            return None
    return None


def _counted(noun: Token) -> bool:
    return noun.tag_ == "NNS" and known_person(noun) and numeric(noun)
