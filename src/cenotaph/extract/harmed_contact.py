"""Whom a clause without "that" says somebody hurt: "the six people *he hit*", "the boys *soldiers had shot*"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.hits import Hit, kids, numeric
from cenotaph.extract.lexicon import Trigger, words
from cenotaph.extract.persons import person_like
from cenotaph.extract.phrases import is_plural

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["whom"]

_FRAMES = {"transitive", "struck", "beaten", "assaulted"}
_PRONOUNS = {"he", "she", "they", "it", "we", "i", "you"}
_AUXILIARIES = {"had", "has", "have", "'d", "'ve"}
_CLAUSES = {"relcl", "acl", "nsubj", "csubj", "nsubjpass"}  # what the parse makes of such a clause
_DETERMINERS = {"the", "a", "an", "this", "that", "his", "her", "their", "its", "two", "three", "one", "another"}
_REACH = 5  # words of the phrase for who did it


def whom(token: Token, trigger: Trigger) -> Hit | None:
    """The hit of a verb whose object stands in front of its subject, without a relative word between; else None."""
    if trigger.frame not in _FRAMES or token.tag_ not in {"VBD", "VBN", "VBP", "VBZ"}:
        return None
    if token.dep_ not in _CLAUSES or kids(token, "dobj", "auxpass") or kids(token.head, "auxpass") == [token]:
        return None
    doc, floor = token.doc, token.sent.start
    i = token.i - 1
    while i > floor and (doc[i].lower_ in _AUXILIARIES or doc[i].tag_ == "RB"):
        i -= 1
    first = _opens(token, i, floor)
    if first is None or first - 1 < floor:
        return None
    noun, doer = doc[first - 1], doc[i]
    if (
        noun.tag_ not in {"NN", "NNS"}
        or noun.lower_ in words("groups", "quantity")
        or not person_like(noun)
        or not (numeric(noun) or _definite(noun))
    ):
        return None
    if trigger.frame != "transitive" and not _wounding(token):
        return None
    harmed = noun
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and numeric(noun.head.head) and not numeric(noun):
        harmed = noun.head.head  # "*four* of the officers he wounded"
    while harmed.dep_ == "conj" and numeric(harmed) and not _definite(harmed) and numeric(harmed.head):
        harmed = harmed.head  # "the 12 nurses and *two drivers* they had abducted"
    return Hit(token, trigger, trigger.measure, "active", [harmed], agent=doer)


def _opens(verb: Token, last: int, floor: int) -> int | None:
    """The index where the phrase for who did it begins, which ends at ``last``; None where it is no such phrase."""
    doc, word = verb.doc, verb.doc[last]
    if word.lower_ in _PRONOUNS:
        return last
    if word.tag_[:2] != "NN":
        return None
    for i in range(last - 1, max(floor, last - _REACH) - 1, -1):
        if doc[i].lower_ in _DETERMINERS:
            return i + 0
        if doc[i].tag_[:2] in {"NN", "JJ"} and doc[i].tag_ != "NNS" and not person_like(doc[i]):
            continue
        bare = word.tag_ in {"NNS", "NNP", "NNPS"} or is_plural(word)
        return i + 1 if bare and doc[i].tag_ in {"NN", "NNS"} else None
    return None


def _definite(noun: Token) -> bool:
    return any(c.lower_ in {"the", "all", "both"} for c in noun.lefts)


def _wounding(verb: Token) -> bool:
    """Whether a sentence with a blow speaks of wounds, not of a match or a mood."""
    table = "triggers_light"
    harm = words(table, "struck", "context") | words(table, "struck", "by") | words(table, "weapons")
    harm |= words("groups", "harm_heads") | {"driver", "car", "truck", "attacker", "hospital"}
    return any(t.lower_ in harm for t in verb.sent if t != verb)
