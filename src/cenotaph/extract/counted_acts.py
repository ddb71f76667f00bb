"""Acts counted one victim each, whatever stands between: "412 *arbitrary* arrests", "18 *cases of* detention"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.hits import Hit, kids, nth_of
from cenotaph.extract.lexicon import Trigger, triggers, words
from cenotaph.extract.subjects import subject_of
from cenotaph.model import Measure

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["counted_act", "nth_told"]

_MOST = 4  # words between the number and the act
_BETWEEN = {"JJ", "VBN", "NN", "HYPH", "RB", "CC", "NNP", "AFX", "JJR"}
_CASES = {"cases", "instances"}  # "18 cases of enforced disappearance"
_YEARS = range(1900, 2100)
_BE = {"is", "was", "becomes", "became"}
_ACTS = {"act", "deaths", "transitive"}


def counted_act(token: Token, trigger: Trigger) -> Hit | None:
    """The number before a plural noun of an act done to one person at a time, its adjectives passed over."""
    acts = words("triggers_light", "acts")
    cases = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else None
    if cases is not None and cases.lower_ in _CASES and _of_all_kinds(token):
        return None
    if cases is not None and cases.lower_ in _CASES and {token.lower_, f"{token.lower_}s"} & acts:
        number = next((c for c in kids(cases, "nummod") if c.like_num), None)
        return None if number is None else Hit(token, trigger, trigger.measure, "numbered", [number])
    if token.tag_ != "NNS" or token.lower_ not in acts:
        return None
    doc, start = token.doc, token.sent.start
    for i in range(token.i - 1, max(start, token.i - 1 - _MOST) - 1, -1):
        word = doc[i]
        if word.like_num:
            adjectives = i < token.i - 1
            year = word.text.isdigit() and int(word.text) in _YEARS
            named = i > start and doc[i - 1].lower_ in {"no", "no.", "nos", "the", "of", "article", "phase"}
            counts = adjectives and not (year or named)
            return Hit(token, trigger, trigger.measure, "numbered", [word]) if counts else None
        if word.tag_ not in _BETWEEN:
            return None
    return None


def _of_all_kinds(act: Token) -> bool:
    """ "1,001 cases of murder, *rape and other violence*": nobody says how many of each."""
    return any(c.lower_ not in words("triggers_light", "acts") for c in kids(act, "conj"))


def nth_told(sentence: Span) -> list[Hit]:
    """ "The murder of Ana Cole is *the fourth* of a reporter this year": of how many it is the last."""
    out: list[Hit] = []
    for nth in sentence:
        if nth.dep_ != "attr" or nth.head.lower_ not in _BE or nth.tag_ not in {"JJ", "NN", "RB", "CD"}:
            continue
        acts = [triggers()[s.lower_] for s in subject_of(nth.head) if s.tag_ == "NN" and s.lower_ in triggers()]
        told = [t for t in acts if t.measure is Measure.KILLED and t.frame in _ACTS]
        if told and (found := nth_of(nth)) is not None and found[0] == nth:
            out.append(Hit(nth, told[0], Measure.KILLED, "nth", [nth]))
    return out
