"""Deaths told by what an inquest found: "a verdict of misadventure on two brothers", "an open verdict on a boy"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cenotaph.extract.hits import Hit, kids, numeric
from cenotaph.extract.lexicon import Trigger, table, words
from cenotaph.extract.persons import known_person
from cenotaph.extract.phrases import of_object, text_of
from cenotaph.model import Measure

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["verdict_on"]

_REACH = 60  # characters of the verdict itself
_FAR = 14  # words from the verdict to those on whom it is given
_ONES = {"a", "an", "both", "his", "her", "the", "their", "each"}


def verdict_on(token: Token) -> Hit | None:
    """Those on whom a verdict of a death is recorded, where they are people with a number, an article or a name."""
    if token.lower_ not in words("triggers_light", "verdicts"):
        return None
    text, start = text_of(token.doc), max(token.sent.start_char, token.idx - 12)
    if not re.search(table("triggers_light")["verdicts"]["of"], text[start : token.idx + _REACH].lower()):
        return None
    for word in token.doc[token.i + 1 : min(token.i + _FAR, token.sent.end)]:
        if word.lower_ in {"on", "over", "for", "upon"} and word.dep_ == "prep":
            inner = kids(word, "pobj")
        elif word.lower_ in {"respect", "case", "cases"}:
            inner = [o for o in [of_object(word)] if o is not None]
        else:
            continue
        people = [whole for o in inner if (whole := _whole(o)) is not None]
        if people:
            trigger = Trigger(token.lower_, Measure.KILLED, "of", False, people=True)
            return Hit(token, trigger, Measure.KILLED, "of", people)
    return None


def _whole(noun: Token) -> Token | None:
    """The people of a phrase: the *divers* of "each of the four divers", whoever has the "deaths"."""
    inner = of_object(noun)
    if inner is not None and noun.lower_ in {"each", "all", "both", "death", "deaths", "one"}:
        return _whole(inner)
    if noun.tag_[:3] == "NNP":
        return noun if noun.ent_type_ in {"", "PERSON"} else None
    counts = numeric(noun) or bool({c.lower_ for c in noun.lefts} & _ONES)
    return noun if counts and known_person(noun) else None
