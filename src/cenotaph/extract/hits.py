"""A hit: one use of a trigger word, and the grammar around it: its children, its voice, its number."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cenotaph.extract.lexicon import Trigger, table, words
from cenotaph.extract.phrases import of_object, size_of
from cenotaph.model import Measure

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "Hit",
    "causative",
    "is_passive",
    "kids",
    "nth_of",
    "numeric",
]

_HAVE = {"has", "have", "had", "having", "saw", "sees"}
_NTH = re.compile(r"(\d{1,4})(?:st|nd|rd|th)")
_SPANS = {
    "year",
    "month",
    "week",
    "season",
    "decade",
    "day",
    "weekend",
    "summer",
    "winter",
    "war",
    "conflict",
    "campaign",
}
_IN_MONTHS = re.compile(r"^[^,;:]*\b(?:in|within|over) (?:[\w-]+ ){1,2}(?:days|weeks|months|years|decades)\b")


@dataclass(slots=True)
class Hit:
    """One use of a trigger: the word, what it measures, and the heads of the phrases it counts.

    ``number`` is a token where a total stands that is no phrase of people ("rose to *45*"); ``agent`` is the
    head of whoever is said to have done it. ``rule`` names the construction. ``weak``: whether the person lived
    is not said ("shot", "with a gunshot wound").
    """

    token: Token
    trigger: Trigger
    measure: Measure
    rule: str
    harmed: list[Token] = field(default_factory=list)
    number: Token | None = None
    agent: Token | None = None
    weak: bool = False

    def __post_init__(self) -> None:
        self.weak = self.weak or self.trigger.weak


def kids(token: Token, *deps: str) -> list[Token]:
    return [child for child in token.children if child.dep_ in deps]


def is_passive(verb: Token) -> bool:
    if kids(verb, "auxpass", "nsubjpass"):
        return True
    if verb.tag_ == "VBD" and kids(verb, "agent") and not kids(verb, "dobj", "aux"):
        return True  # "one officer *grazed by* shrapnel", taken for what he did
    if any(c.dep_ == "aux" and c.lower_ in {"got", "get", "gets", "getting"} for c in verb.children):
        return True
    if causative(verb):
        return True
    has_have = any(c.dep_ == "aux" and c.lower_ in {"has", "have", "had", "'ve", "having"} for c in verb.children)
    return verb.tag_ == "VBN" and not has_have and not kids(verb, "dobj")


def causative(verb: Token) -> bool:
    """ "The unit had one trooper *grazed* in the arm": under "had", parsed as active."""
    under = verb.dep_ in {"ccomp", "xcomp"} and verb.tag_ in {"VBD", "VBN"} and verb.head.lower_ in _HAVE
    return under and bool(kids(verb, "nsubj")) and not kids(verb, "dobj", "aux", "mark")


def nth_of(noun: Token) -> tuple[Token, int] | None:
    """The ordinal of "the *89th* homicide of the year", "a *fifth* death this month", and its number; else None."""
    inner = of_object(noun)
    span = [inner] if inner is not None else kids(noun, "npadvmod", "tmod") + kids(noun.head, "npadvmod", "tmod")
    if inner is not None and any(
        c.lower_ in {"a", "an"} for c in inner.lefts
    ):  # "the fourth killing *of a lawyer* this year"
        span += [c for one in (noun, noun.head, inner) for c in kids(one, "npadvmod", "tmod")]
    preps = [*kids(noun, "prep"), *kids(noun.head, "prep"), *(p for c in kids(noun, "prep") for p in c.subtree)]
    since = any(p.lower_ == "since" and p.i > noun.i for p in preps)  # "the third fatality here *since May*"
    after = noun.doc[noun.i + 1 : min(noun.i + 10, noun.sent.end)].text.lower()
    since |= _IN_MONTHS.search(after) is not None  # "the fourth fatality on the project *in 14 months*"
    if not since and not any(t.lower_ in _SPANS and t.i > noun.i for t in span):
        return None
    for word in (noun, *noun.lefts):
        ordinals: dict[str, int] = table("number_words")["ordinals"]
        written = _NTH.fullmatch(word.lower_)
        n = int(written.group(1)) if written is not None else ordinals.get(word.lower_, 0)
        if n > 1:
            return word, n
    return None


def numeric(token: Token) -> bool:
    return (
        token.like_num
        or any(c.like_num or c.dep_ == "nummod" for c in token.children)
        or token.lower_ in words("groups", "quantity")
        or size_of(token) is not None
    )
