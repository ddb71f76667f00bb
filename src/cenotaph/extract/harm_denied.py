"""Harm that a noun names and its verb denies: "did not cause *any deaths*", "no reports of *injuries*"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.hits import Hit, kids
from cenotaph.extract.lexicon import Trigger, triggers, words
from cenotaph.extract.signs import hypothetical

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["denied", "same_nobody"]

_NOUNS = {"deaths", "wounds", "toll", "loss", "act", "lives"}
_ANY = {"any", "a", "single", "serious", "major", "further", "civilian", "human", "other", "additional", "fatal"}
_BE = {"be", "is", "are", "was", "were", "been", "being"}


def denied(token: Token, trigger: Trigger) -> Hit | None:
    """The hit of a noun of harm of which the words around say that there was none, or None."""
    if trigger.frame not in _NOUNS or token.tag_[:2] != "NN" or kids(token, "nummod", "poss"):
        return None
    top = token
    while top.dep_ == "conj" and top.head.tag_[:2] == "NN" and not kids(top, "det", "nummod", "poss"):
        top = top.head
    if top != token and kids(token, "amod") and {c.lower_ for c in token.lefts}.isdisjoint(_ANY):
        return None
    lost = token.lower_ in words("triggers_light", "harm_denied", "life")
    if token.tag_ == "NN" and not lost and not any(c.lower_ == "any" for c in top.lefts):
        return None  # "did not report *the* death of the boy", "without a scratch"
    if any(c.lower_ == "the" for c in top.lefts) and any(c.lower_ == "of" for c in top.rights):
        return None  # "does not register *the deaths of* servicemen"
    if not (_none_caused(top) or _none_reported(top)):
        return None
    return Hit(token, triggers()["deaths"] if lost else trigger, trigger.measure, "none_told", [token])


def same_nobody(a: Token, b: Token) -> bool:
    """Whether two nouns of harm stand under one "no" or "any": "caused no *deaths or injuries*"."""
    joint = [t.lower_ for t in a.doc[a.i + 1 : b.i]]
    opens = {c.lower_ for c in a.lefts} & {"no", "any", "zero"} or any(
        c.lower_ == "without" for c in (a.head, a.head.head)
    )
    return (
        joint in (["or"], ["and"], ["or", "any"], ["nor"])
        and bool(opens)
        and "no" not in {c.lower_ for c in b.lefts}
    )


def _denies(verb: Token) -> bool:
    """ "*did not* cause", "has never caused", "failed to cause": and not only perhaps."""
    if verb.tag_ == "VBG" and verb.dep_ == "pcomp" and verb.head.lower_ == "without":
        return True
    if verb.lower_ in {"cause", "take"} and any(c.lower_ in {"do", "does"} for c in kids(verb, "aux")):
        return False  # "the vaccine does not cause any deaths"
    if not any(c.dep_ == "neg" for c in verb.children):
        return False
    return not {c.lower_ for c in kids(verb, "aux")} & {"may", "might", "could", "must", "can", "ca"}


def _none_caused(noun: Token) -> bool:
    """ "did not *cause* any deaths", "has not *resulted in* injuries"."""
    verb = noun.head
    above = verb.head if verb.dep_ == "pcomp" else verb
    if hypothetical(above if above.tag_[:2] == "VB" else above.head):
        return False
    if noun.dep_ == "dobj":
        return verb.lower_ in words("triggers_light", "harm_denied", "cause") and _denies(verb)
    if noun.dep_ == "pobj" and verb.lower_ == "without":
        return verb.dep_ == "prep" and verb.head.tag_ in {"VBD", "VBN"} and not _denies(verb.head)
    if noun.dep_ == "pobj" and verb.lower_ in {"in", "to"}:
        return verb.head.lower_ in words("triggers_light", "harm_denied", "lead") and _denies(verb.head)
    return False


def _none_reported(noun: Token) -> bool:
    """ "There were *no reports of* injuries", "no signs of casualties were found"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "of":
        return False
    told = noun.head.head
    if told.lower_ not in words("triggers_light", "harm_denied", "reports") or not any(
        c.lower_ == "no" for c in told.lefts
    ):
        return False
    if told.dep_ in {"attr", "nsubj"} and told.head.lower_ in _BE:
        return told.dep_ == "nsubj" or bool(kids(told.head, "expl")) or told.head.lower_ == "been"
    return told.dep_ in {"ROOT", "nsubjpass"}
