"""Whose lives were lost: lives claimed, cost, taken, ended, cut short, and people robbed of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.hits import Hit, kids, numeric
from cenotaph.extract.lexicon import Trigger, words
from cenotaph.extract.persons import person_like
from cenotaph.extract.phrases import of_object, quantity_head
from cenotaph.extract.subjects import subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["lives"]

_LOSE = {"lose", "loses", "lost", "losing"}
_WITH = {"cut": "short", "cuts": "short", "cutting": "short", "snuffed": "out", "snuffs": "out", "snuffing": "out"}
_OWN = {"his", "her", "their", "my", "our"}  # "lost *his* father"
_TAKES = {"take", "takes", "took", "taken", "taking"}
_NEAR = 9  # words from a verb that is split from its particle ("cut the lives of 14 people *short*")


def lives(token: Token, trigger: Trigger) -> Hit | None:
    """ "lost their lives", "claimed 12 lives", "12 lives were cut short", "robbed six children of their lives"."""
    if token.dep_ == "pobj" and token.head.lower_ == "of" and kids(token, "poss"):
        robbed = _robbed(token.head)
        return Hit(token, trigger, trigger.measure, "lives", robbed) if robbed else None
    if any(c.lower_ == "lost" and c.dep_ in {"amod", "acl"} and c.i > token.i for c in token.children):
        return Hit(token, trigger, trigger.measure, "lives", [quantity_head(token)])  # "Twelve *lives lost*"
    verb = token.head if token.dep_ in {"dobj", "nsubjpass", "nsubj"} else token.head.head
    inner = of_object(token)
    if verb.lower_ in _LOSE:
        if token.dep_ == "dobj" and (kids(token, "poss") or (kids(verb, "nsubj") and not numeric(token))):
            return Hit(verb, trigger, trigger.measure, "lost_lives", subject_of(verb))
        whose = inner if inner is not None and person_like(inner) else quantity_head(token)
        return Hit(verb, trigger, trigger.measure, "lives", [whose])
    if verb.lower_ in words("triggers_light", "costs") and token.i > verb.i:
        owners = kids(token, "poss")
        whom = kids(verb, "dative")
        if (killed_self := _by_own_hand(token, verb)) is not None:
            return Hit(verb, trigger, trigger.measure, "own_life", [killed_self])
        if whom and inner is None:
            return Hit(verb, trigger, trigger.measure, "lives", whom)  # "cost *120 soldiers* their lives"
        if owners and inner is None and any(c.lower_ == "own" for c in token.lefts):
            return Hit(verb, trigger, trigger.measure, "own_life", owners)
        whose = inner or (owners[0] if owners else quantity_head(token))
        joined = kids(token, "conj") + [c for p in kids(token, "prep") for c in kids(p, "conj")]
        more = [c for c in joined if inner is not None and c.i > inner.i and c.n_lefts and person_like(c)]
        return Hit(verb, trigger, trigger.measure, "lives", [whose, *more])  # "of six men *and a girl*"
    return _ended(token, verb, inner, trigger)


def _by_own_hand(life: Token, verb: Token) -> Token | None:
    """ "*Five men* have taken their lives", "*a student* took her own life": people whose own life it is."""
    own = any(c.lower_ == "own" for c in life.lefts)
    pronoun = next((c.lower_ for c in kids(life, "poss")), "")
    if verb.lower_ not in _TAKES or life.dep_ != "dobj" or pronoun not in _OWN or of_object(life) is not None:
        return None
    subjects = [s for s in subject_of(verb) if person_like(s)]
    articles = {"a", "an", "another", "the"} if own else {"a", "an", "another"}
    if not subjects or not (numeric(subjects[0]) or {c.lower_ for c in subjects[0].lefts} & articles):
        return None
    many = pronoun == "their" or subjects[0].lower_ == "one"
    one = pronoun != "their" and not numeric(subjects[0])
    return subjects[0] if own or ((many or one) and _may_end(subjects[0])) else None


def _may_end(subject: Token) -> bool:
    """Whether "took their lives" may be of one's own: not where attackers do it."""
    return subject.lower_ not in words("groups", "attackers") | words("triggers_light", "shooters")


def _ended(token: Token, verb: Token, inner: Token | None, trigger: Trigger) -> Hit | None:
    """ "The lives of *14 passengers* were cut short", "*four lives* ended on the road": of people with a number."""
    taken = verb.lower_ in words("triggers_light", "costs") and bool(kids(verb, "auxpass"))
    if not taken and verb.lower_ not in words("triggers_light", "ends_lives"):
        return None
    particle = _WITH.get(verb.lower_)
    if particle is not None and particle not in {t.lower_ for t in verb.doc[verb.i + 1 : verb.i + _NEAR]}:
        return None
    owners = [o for o in kids(token, "poss") if o.tag_[:2] == "NN"]
    whose = [inner] if inner is not None else owners or [quantity_head(token)]
    counted = numeric(whose[0]) or (whose[0] != token and person_like(whose[0]))
    return Hit(verb, trigger, trigger.measure, "lives", whose) if counted else None


def _robbed(of: Token) -> list[Token]:
    """ "deprived *12 people* of their lives": whom a verb of taking away has for its object."""
    verb = of.head if of.head.tag_[:2] == "VB" else of.head.head
    if verb.lower_ not in words("triggers_light", "robs"):
        return []
    return kids(verb, "dobj") or subject_of(verb)
