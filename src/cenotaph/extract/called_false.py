"""Statements called false in the same breath: "it is a lie that people died", "talk of 200 dead is nonsense"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from cenotaph.extract.lexicon import table, words
from cenotaph.extract.phrases import said_in

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["called_false"]

_STOPS = re.compile(r'[;"]|,? but |, (?:said|says|he|she|they|the \w+ said)\b')


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before a statement that is called false, and the whole of one with its verdict behind it."""
    given = table("refusals")["false"]
    verdicts = "|".join(sorted(words("refusals", "report", "verdicts"), key=len, reverse=True))
    before, around = (given[key].replace("<VERDICT>", verdicts) for key in ("before", "around"))
    return re.compile(before, re.IGNORECASE), re.compile(around, re.IGNORECASE)


def called_false(token: Token) -> bool:
    """Whether the statement that ``token`` tells of harm in is called false by its sentence."""
    sentence = token.sent
    text, at = said_in(sentence), token.idx - sentence[0].idx
    before, around = _patterns()
    for match in before.finditer(text):
        if match.end() <= at and not _STOPS.search(text[match.end() : at]):
            return True
    return any(match.start() <= at < match.end() for match in around.finditer(text))
