"""Who the victims were: "the victims were two brothers", "the dead include the cook", "identified 93 victims"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.hits import Hit, kids, numeric
from cenotaph.extract.lexicon import Trigger, table, triggers, words
from cenotaph.extract.persons import known_person, person_like
from cenotaph.extract.predicates import predicated
from cenotaph.extract.telling import reporting_verbs
from cenotaph.model import Measure

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["listed", "those_told", "told"]

_INCLUDES = {"include", "included", "includes", "including", "comprise", "comprised", "numbered"}
_ORDERS = {"latest", "last", "youngest", "oldest", "only", "sole", "other"}
_REMAINS = {"bodies", "corpses", "remains", "skeletons"}
_NAMES = {"identity", "identities", "names", "name"}
_PARTS = {"half", "third", "quarter", "most", "many", "some", "majority", "all", "none", "one"}
_THOSE = {"those", "people", "persons"}
_HIGHEST = 6  # words from the victims up to the verb that counts them


def told(token: Token, trigger: Trigger) -> Hit | None:
    """Whoever a sentence says its victims were, or how many it counts."""
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lower_ in _REMAINS:
        return None  # "the remains of *197 victims*": counted by the remains
    return listed(token, trigger) or _latest(token, trigger) or _said_to_be(token, trigger)


def listed(token: Token, trigger: Trigger) -> Hit | None:
    """ "The victims were *two brothers* and a neighbour", "The dead were a carpenter and his wife"."""
    verb = token.head
    counting = words("triggers_light", "victims", "counting")
    if token.dep_ == "nsubj" and verb.lower_ not in {"were", "are", *_INCLUDES}:
        return None
    none = any(c.lower_ == "no" for c in token.lefts)
    if none and trigger.frame == "listed" and (kids(verb, "expl") or token.dep_ in {"nsubjpass", "dobj"}):
        told = kids(verb, "expl") or verb.lower_ in words("triggers_light", "inflicts") | counting
        return Hit(token, trigger, Measure.KILLED_OR_INJURED, "counted_noun", [token]) if told else None
    if none and trigger.frame == "listed" and _stands_alone(token):
        return Hit(token, trigger, Measure.KILLED_OR_INJURED, "counted_noun", [token])
    claims = verb.lower_ in words("triggers_light", "costs") and token.dep_ == "dobj" and numeric(token)
    if claims and trigger.frame == "listed":
        return Hit(token, trigger, trigger.measure, "counted_noun", [token])  # "claimed three more victims"
    named = token.dep_ in {"dobj", "pobj"} and trigger.frame == "listed" and numeric(token)
    if named and (verb.lower_ in counting or verb.head.lower_ in counting):
        return Hit(token, trigger, trigger.measure, "counted_noun", [token])
    whole = kids(verb, "expl") or _recognised(token) or _shared(token)
    if trigger.frame == "listed" and numeric(token) and whole and _died(token):
        return Hit(token, trigger, trigger.measure, "counted_noun", [token])  # "There were two victims"
    if token.dep_ != "nsubj":
        return None
    counted = _named_as(verb)
    if counted and numeric(token) and trigger.frame == "listed":
        counted = [token]  # "the 22 victims included six students": the six are read as a part
    return Hit(token, trigger, trigger.measure, "listed", counted) if counted else None


def those_told(token: Token, trigger: Trigger) -> Hit | None:
    """ "Those *killed* included *two officers* and a child"."""
    those = token.head
    if token.dep_ != "acl" or those.dep_ != "nsubj" or those.lower_ not in _THOSE or numeric(those):
        return None
    counted = _named_as(those.head) if those.head.lower_ in {"were", "are", *_INCLUDES} else []
    return Hit(token, trigger, trigger.measure, "listed", counted) if counted else None


def _named_as(verb: Token) -> list[Token]:
    """The people that a verb of being or including has behind it, counted or singled out."""
    those = [c for c in kids(verb, "attr", "dobj") if c.i > verb.i and c.tag_ in {"NN", "NNS"} and person_like(c)]
    return [c for c in those if numeric(c) or _singled_out(c)]


def _died(token: Token) -> bool:
    """Whether the paragraph speaks of deaths or of what brings them; other victims are defrauded clients."""
    return any(t.lower_ in words("triggers_light", "victims", "of_deaths") for t in token.doc)


def _recognised(noun: Token) -> bool:
    """ "*61 victims* have been identified", "the identities of *93 victims*": counted by who they were."""
    node = noun
    for _ in range(_HIGHEST):
        node = node.head
        if node.lower_ in words("triggers_light", "victims", "recognised"):
            return True
        if node.tag_[:2] == "VB":
            break
    return noun.head.dep_ == "prep" and noun.head.head.lower_ in _NAMES


def _shared(noun: Token) -> bool:
    """ "half of *the 48 victims* were children": the whole of a share."""
    of = noun.head
    if noun.dep_ != "pobj" or of.lower_ not in {"of", "among"}:
        return False
    return of.head.like_num or of.head.lower_ in words("groups", "quantity") | _PARTS


def _singled_out(noun: Token) -> bool:
    """ "The dead were *a carpenter*", "the victims include *the headmaster*": one person."""
    lefts = {c.lower_ for c in noun.lefts}
    return bool(lefts & {"a", "an", "his", "her"}) or ("the" in lefts and noun.tag_ == "NN" and known_person(noun))


def _stands_alone(noun: Token) -> bool:
    """ "mine defused, *no victims*": the whole of a clause without a verb."""
    doc, first = noun.doc, noun.i - 1
    if first < noun.sent.start or doc[first].lower_ != "no":
        return False
    opens = first == noun.sent.start or doc[first - 1].text in {",", ";", ":", "-", "–", "—", "(", "."}
    closes = noun.i + 1 >= noun.sent.end or doc[noun.i + 1].text in {",", ";", ".", ")", "-", "–", "—"}
    return opens and closes


def _latest(token: Token, trigger: Trigger) -> Hit | None:
    """ "The latest victim, *a rider of 19*, hit a truck", "the fifth victim was a baker": one more of the dead."""
    dated = any(c.ent_type_ == "DATE" for c in kids(token, "poss"))  # "Monday's victim was a conductor"
    if token.tag_ != "NN" or not (dated or any(c.lower_ in _ORDERS | _ordinals() for c in token.lefts)):
        return None
    if token.head.lower_ in triggers():
        return None  # "the fourth victim, a baker, died": told by the verb
    told = kids(token, "appos") + (kids(token.head, "attr") if token.dep_ == "nsubj" else [])
    single = [c for c in told if c.i > token.i and person_like(c) and {g.lower_ for g in c.lefts} & {"a", "an"}]
    return Hit(token, trigger, trigger.measure, "listed", single[:1]) if single else None


def _said_to_be(token: Token, trigger: Trigger) -> Hit | None:
    """ "Friday's victims, *two brothers from Swat*, had gone down to repair a pump": the dead by an apposition."""
    verb = token.head
    if token.tag_ != "NNS" or verb.lower_ in triggers() or numeric(token) or predicated(verb):
        return None
    if verb.lower_ in reporting_verbs() or not any(c.dep_ == "poss" or c.lower_ == "the" for c in token.lefts):
        return None
    told = [c for c in kids(token, "appos") if c.i > token.i and person_like(c) and _counts(c)]
    return Hit(token, trigger, trigger.measure, "listed", told) if told and _died(token) else None


def _counts(noun: Token) -> bool:
    return numeric(noun) or bool({c.lower_ for c in noun.lefts} & {"a", "an", "both"})


def _ordinals() -> frozenset[str]:
    return frozenset(table("number_words")["ordinals"])
