"""Who fell: "70 of their fighters *fell* defending the bridge", "no bandit *fell*"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.hits import Hit, kids, numeric
from cenotaph.extract.lexicon import Trigger, words
from cenotaph.extract.persons import known_person
from cenotaph.extract.phrases import of_object
from cenotaph.extract.subjects import subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["fell"]


def fell(token: Token, trigger: Trigger) -> Hit | None:
    """ "70 of their fighters fell defending the bridge": people with a number, and no way down."""
    if token.tag_[:2] != "VB" or kids(token, "dobj", "npadvmod", "acomp", "oprd"):
        return None
    if any(c.lower_ in words("triggers_light", "ways_down") for c in token.children):
        return None
    if token.i + 1 < len(token.doc) and token.nbor().lower_ in {"ill", "sick", "unconscious", "silent"}:
        return None
    people = words("groups", "people")
    among = {"among", "amongst"}  # "*among those who fell* were a colonel and two captains"
    told = [s for s in subject_of(token) if s.lower_ == "those" and s.head.lower_ in among]
    told = told or [s for s in subject_of(token) if _nobody_of_a_side(s)]
    fallen = told or [s for s in subject_of(token) if numeric(s)]
    who = token.dep_ == "relcl" and any(c.lower_ == "who" for c in token.children)  # "one of the 17 *who fell*"
    own = {"ours", "theirs", "own"}  # "one *of ours* fell"
    fallen = [
        s for s in fallen if who or (of_object(s) or s).lower_ in people | own or known_person(of_object(s) or s)
    ]
    return Hit(token, trigger, trigger.measure, "subject", fallen) if fallen else None


def _nobody_of_a_side(noun: Token) -> bool:
    """ "*no bandit* fell", "*nobody* fell on our side": none of those who fought."""
    if noun.lower_ in {"nobody", "none"} or (noun.lower_ == "one" and any(c.lower_ == "no" for c in noun.lefts)):
        return bool(
            {t.lower_ for t in noun.sent} & (words("triggers_light", "losers") - {"it", "he", "she", "we", "they"})
        )
    armed = words("triggers_light", "in_arms") | words("groups", "attackers")
    fighter = {noun.lower_, noun.lower_.removesuffix("s")} & armed
    return any(c.lower_ == "no" for c in noun.lefts) and bool(fighter)
