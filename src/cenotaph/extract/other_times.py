"""Dates of a sentence that are not the harm's: of what is to come, of a rescue, of a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.hits import kids
from cenotaph.extract.lexicon import words
from cenotaph.extract.telling import reporting_verbs

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["found_in", "of_the_saved", "to_come"]

_WILL = {"will", "shall", "'ll", "wo"}
_DUE = {"due", "expected", "scheduled", "set", "supposed", "planned", "ordered"}
_SUBJECTS = ("nsubj", "nsubjpass")
_RANGES = {"between", "from", "since", "during", "over", "until"}


def to_come(verb: Token) -> bool:
    """Whether a verb tells of the future: "will appear in court on Friday", "are due to be buried on Monday"."""
    if any(c.lower_ in _WILL for c in kids(verb, "aux")):
        return True
    infinitive = any(c.lower_ == "to" for c in kids(verb, "aux"))
    return infinitive and verb.dep_ == "xcomp" and verb.head.lower_ in _DUE


def of_the_saved(verb: Token, token: Token) -> bool:
    """ "nine were unaccounted for and two *had been brought up alive on Tuesday*": of those in another clause, who
    came off."""
    if verb == token or verb.is_ancestor(token) or verb.dep_ not in {"conj", "parataxis"}:
        return False
    if not kids(verb, *_SUBJECTS):
        return False
    inside = {t.lower_ for t in verb.subtree if t.i >= verb.i}
    parted = any(t.text in {",", ";"} for t in verb.doc[token.i : verb.left_edge.i + 1] if t.i > token.i)
    if not (parted or kids(verb, "mark")):
        return False  # "four died and nine were rescued on Tuesday"
    return bool(inside & words("triggers_light", "spared")) and not token.is_ancestor(verb.head)


def found_in(verb: Token, anchor: Token, token: Token) -> bool:
    """ "The inquiry *found in 2006 that* 112 had died": the year of the finding."""
    if verb.lower_ not in reporting_verbs() or anchor.i < verb.i:
        return False
    led = anchor if anchor.dep_ in {"npadvmod", "prep"} else anchor.head
    if led.head != verb or led.lower_ in _RANGES or anchor.lower_ in _RANGES:
        return False
    content = [c for c in kids(verb, "ccomp") if c.left_edge.i > anchor.i]
    return any(c == token or c.is_ancestor(token) for c in content)
