"""Whose harm it is where the parse gives it to those who mourn them: "Relatives of *contractors* believed killed",
"Mourners at the funeral of *Sgt. Cole*, killed last week"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.hits import numeric
from cenotaph.extract.lexicon import words
from cenotaph.extract.persons import person_like
from cenotaph.extract.phrases import is_plural, of_object

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["of_the_mourned"]

_CLIMB = 6  # steps from a name up to what it owns


def of_the_mourned(token: Token, harmed: Token) -> Token:
    """The people meant by a participle that stands behind those whom others mourn; ``harmed`` itself elsewhere."""
    if token.tag_ not in {"VBN", "VBD"} and token.lower_ != "dead":
        return harmed
    mourned = _whose(token) if is_plural(harmed) and not numeric(harmed) else None
    if mourned is not None and harmed.i < mourned.i:
        return mourned
    of = of_object(harmed) if harmed.lower_ in words("triggers_light", "bereaved") else None
    if of is None or token.tag_ != "VBN" or not harmed.i < of.i < token.i:
        return harmed
    between = token.doc[of.i + 1 : token.i]
    bare = all(t.tag_ in {"VBN", "VBD", "RB"} and t.dep_ not in {"aux", "auxpass"} for t in between)
    follows = any(t.tag_ in {"VBP", "VBZ", "VBD", "MD"} for t in token.doc[token.i + 1 : token.sent.end])
    return of if bare and follows else harmed


def _whose(token: Token) -> Token | None:
    """ "carry the coffin of *Ana Cole*, shot dead on Monday": who stands right before the comma, whose coffin or
    body, grave or picture it is."""
    i = token.i - 1
    while i > token.sent.start and (token.doc[i].tag_ in {"RB", "VBN", "VBD"}):
        i -= 1
    if i <= token.sent.start or token.doc[i].text != ",":
        return None
    last = token.doc[i - 1]
    if last.like_num and token.doc[i - 2].text == ",":
        last = token.doc[i - 3]  # "of Ana Cole, *34*, shot dead"
    if last.tag_[:2] != "NN" or not person_like(last):
        return None
    node = last
    for _ in range(_CLIMB):
        if node.dep_ == "pobj" and node.head.lower_ == "of":
            return last if node.head.head.lower_ in words("triggers_light", "mourned_by") else None
        node = node.head
    return None
