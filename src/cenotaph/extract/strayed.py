"""People whom the parse ties to the thing or the place before them: "a woman buying bread *and a boy*"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.hits import Hit, numeric
from cenotaph.extract.lexicon import words
from cenotaph.extract.persons import person_like
from cenotaph.extract.phrases import conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["strayed"]

_BELONGING = {"of", "from", "at", "in", "with"}


def strayed(head: Token, hit: Hit) -> list[Token]:
    """ "a woman buying bread *and a boy* carrying water": a person whom the parse ties to the thing before."""
    inside = [c for c in head.children if c.dep_ in {"acl", "relcl"} and c.i > head.i and c.i != hit.token.i]
    things = [o for verb in inside if verb.tag_ == "VBG" for o in verb.children if o.dep_ == "dobj"]
    things += [  # "a linesman hit by a bottle *and two boys* with cuts"
        o
        for verb in inside
        if verb.tag_ == "VBN"
        for by in verb.children
        if by.dep_ == "agent"
        for o in by.children
        if o.dep_ == "pobj"
    ]
    of = [c for c in head.children if c.dep_ == "prep" and c.i > head.i and c.lower_ in _BELONGING]
    things += [
        o for prep in of for o in prep.children if o.dep_ == "pobj"
    ]  # "two clerks of the bank *and a guard*"
    joined = [c for o in things if _is_place(o) for c in o.children if c.dep_ == "conj"]
    if numeric(head):  # "17 of the 42 passengers *and the driver*"
        whole = (
            o for prep in of for o in prep.children if prep.lower_ == "of" and o.dep_ == "pobj" and o.tag_ == "NNS"
        )
        joined += [c for o in whole if numeric(o) for c in o.children if c.dep_ == "conj" and c.tag_ == "NN"]
    if head.lower_ in words("groups", "totals"):  # "a total of 40 men, *12 children* and nine women"
        joined += [c for prep in of for o in prep.children if numeric(o) for c in conjuncts(o) if c != o]
    named = [c for c in head.children if c.dep_ == "appos" and c.tag_ == "NNP" and head.tag_ == "NN"]
    joined += [c for name in named for c in name.children if c.dep_ == "conj" and c.tag_ in {"NN", "NNS"}]
    return [
        c
        for c in joined
        if person_like(c) and (c.i < hit.token.i) == (head.i < hit.token.i)
        and any(g.dep_ in {"det", "nummod", "poss"} for g in c.lefts)
    ]  # fmt: skip


def _is_place(noun: Token) -> bool:
    """Whether a noun is a thing, or named as a place or body, so that a person is not its like."""
    return not person_like(noun) or (noun.tag_ == "NNP" and noun.ent_type_ in {"GPE", "LOC", "FAC", "ORG"})
