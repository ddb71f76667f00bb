"""Whose a bare figure is by wordings without a verb of saying: "the union *never went beyond 12*", "the priest's
last word was *nine*", "*for the ministry it is* five", "that seven *was his number*"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from cenotaph.extract.attribution import speaks
from cenotaph.extract.lexicon import table
from cenotaph.extract.voices import voice_of
from cenotaph.model import ActorKind

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["Given", "given_otherwise"]

_CLOSES = re.compile(
    r"""^(?:\s+or\s+(?:more|so|thereabouts))?["'”’]?\s*(?:[.,;:)!?]|$|(?:and|but|while|dead|killed|only|in\s+all|altogether|"""
    r"""on\s+\w+day|since|as\s+of|so\s+far|yesterday|today|last|by\s+\w+day|by\s+(?:nightfall|noon|dawn|dusk|evening|morning))\b)""",
    re.IGNORECASE,
)
_SOMEWHERE = re.compile(
    r"^\s+(?:in|at|for|across|inside|within|from|near|around)\s+(?!bulk|danger|pain)", re.IGNORECASE
)
_OUT = re.compile(
    r"\b(?:out|freed|released|rescued|saved|escaped|survivors?|survived|alive|evacuated)\b", re.IGNORECASE
)
_OWN_NUMBER = re.compile(
    r"^\s+(?:is|was|would\s+be|had\s+been|remains?|remained)\s+(?:also\s+)?(?:his|her|their|its|my|our)\s+(?:own\s+|last\s+|best\s+)?"
    r"(?:number|figure|count|estimate|tally|answer|guess|reckoning|total)\b",
    re.IGNORECASE,
)
_CLAUSE = (
    r"(?:^\W*|[,;:]\s+|\b(?:and|but|while|whereas|though)\s+)"
    r"(?:(?:still|now|meanwhile|by contrast|in turn|then|later),?\s+)?"
)
_WHO = r"(?P<who>[^,;:.\d\"]{2,60}?)(?:,[^,;:\d]{3,70},)?"
_UP = r"(?:only |just |no more than |nearly |about |some |around |at least |more than |over |almost )?[\"']?$"


@dataclass(frozen=True, slots=True)
class Given:
    """A figure that somebody gives; ``speaker`` is None where the words around it say who."""

    speaker: Token | None


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """The wordings of ``figure_voices.toml``, each with whether the giver's kind must be known."""
    out = []
    for row in table("figure_voices")["given"]:
        pattern = row["before"].replace("<WHO>", _CLAUSE + _WHO).replace("<NUM>", _UP)
        out.append((re.compile(pattern, re.IGNORECASE), bool(row.get("known", False))))
    return tuple(out)


def given_otherwise(sentence: Span, before: str, after: str) -> Given | None:
    """Who gives the bare figure between ``before`` and ``after``, the words of its sentence, or None."""
    if _OWN_NUMBER.match(after) is not None:
        return Given(None)
    if _OUT.search(before) is not None:
        return None  # "Some hostages out, I counted nine"
    closes, somewhere = _CLOSES.match(after), _SOMEWHERE.match(after)
    if closes is None and somewhere is None:
        return None
    for pattern, known in _patterns():
        match = pattern.search(before) if closes is not None or not known else None
        if match is None:
            continue
        if match.group("who").lower() in {"we", "i"}:
            return Given(None)
        who = _head(sentence, match.start("who"), match.end("who"))
        if who is not None and _counts(who, known=known):
            return Given(who)
    return None


def _head(sentence: Span, start: int, end: int) -> Token | None:
    """The noun that heads the words ``start:end`` of the sentence: the one that no other of them governs."""
    base = sentence.start_char
    inside = [
        t for t in sentence if base + start <= t.idx < base + end and t.tag_[:2] in {"NN", "DT", "CD", "JJ", "PR"}
    ]
    nouns = [t for t in inside if t.tag_[:2] == "NN"]
    free = [
        t for t in nouns if t.dep_ not in {"compound", "poss", "nmod"} and t.head not in nouns and not _of(t, nouns)
    ]
    return next(iter(free or nouns), None)


def _of(noun: Token, nouns: list[Token]) -> bool:
    return noun.dep_ == "pobj" and noun.head.head in nouns


def _counts(who: Token, *, known: bool) -> bool:
    """Whether a giver can be one who says how many; ``known``: by a kind that keeps count."""
    voice = voice_of(who) if speaks(who) else None
    return voice is not None and (not known or voice.kind not in {ActorKind.UNKNOWN, ActorKind.INDIVIDUAL})
