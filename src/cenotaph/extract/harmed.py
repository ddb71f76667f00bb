"""Who is harmed: from a trigger word and its construction to the noun phrases that it counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cenotaph.extract.lexicon import Trigger, triggers, words
from cenotaph.extract.phrases import antecedent, of_object, quantity_head
from cenotaph.model import Measure

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["Hit", "find_hits"]

_SUBJECTS = {"nsubj", "nsubjpass"}
_LOSE = {"lose", "loses", "lost", "losing", "losses"}
_TAKE = {"claim", "claims", "claimed", "claiming", "take", "takes", "took", "taken", "taking", "cost", "costs", "costing"}
_RELATIVES = {"WDT", "WP", "WP$"}


@dataclass(slots=True)
class Hit:
    """One use of a trigger: the word, what it measures, and the heads of the phrases it counts.

    ``number`` is a token where a total stands that is no phrase of people ("rose to *45*"); ``agent`` is the
    head of whoever is said to have done it. ``rule`` names the construction.
    """

    token: Token
    trigger: Trigger
    measure: Measure
    rule: str
    harmed: list[Token] = field(default_factory=list)
    number: Token | None = None
    agent: Token | None = None


def find_hits(sentence: Span) -> list[Hit]:
    """The uses of trigger words in one sentence, in order, each with what it counts where the parse shows it."""
    table = triggers()
    hits = []
    for token in sentence:
        trigger = table.get(token.lower_)
        if trigger is None:
            continue
        hit = _READERS[trigger.frame](token, trigger)
        if hit is not None:
            hits.append(hit)
    return hits


def _kids(token: Token, *deps: str) -> list[Token]:
    return [child for child in token.children if child.dep_ in deps]


def _is_passive(verb: Token) -> bool:
    if _kids(verb, "auxpass", "nsubjpass"):
        return True
    if any(c.dep_ == "aux" and c.lower_ in {"got", "get", "gets", "getting"} for c in verb.children):
        return True
    has_have = any(c.dep_ == "aux" and c.lower_ in {"has", "have", "had", "'ve", "having"} for c in verb.children)
    return verb.tag_ == "VBN" and not has_have and not _kids(verb, "dobj")


def _subject(verb: Token) -> list[Token]:
    """The subject of ``verb``, inherited along coordination and from a raising verb, relatives resolved."""
    node = verb
    for _ in range(8):
        found = _kids(node, *_SUBJECTS)
        if found:
            return [_resolve_relative(token, node) for token in found]
        if node.dep_ in {"acl", "relcl", "amod"}:
            return [node.head]
        if node.dep_ in {"conj", "xcomp", "oprd", "acomp", "advcl", "ccomp", "pcomp"} and node.head != node:
            if node.dep_ in {"xcomp", "oprd", "ccomp"} and node.head.tag_[:2] == "VB":
                objects = [o for o in _kids(node.head, "dobj") if o.i < verb.i]
                if objects:
                    return objects
            if node.dep_ == "pcomp":
                node = node.head
            node = node.head
            continue
        return []
    return []


def _resolve_relative(token: Token, verb: Token) -> Token:
    if token.tag_ in _RELATIVES or (token.lower_ == "that" and token.tag_ == "WDT"):
        return antecedent(verb) or token
    return token


def _agent(verb: Token, passive: bool) -> Token | None:
    if passive:
        for by in _kids(verb, "agent", "prep"):
            if by.lower_ == "by":
                for inner in _kids(by, "pobj"):
                    return inner
        return None
    subject = _subject(verb)
    return subject[0] if subject else None


def _verb(token: Token, trigger: Trigger) -> Hit | None:
    """Transitive and either: object of the active, subject of the passive, or the noun a participle modifies."""
    tag = token.tag_
    if tag in {"NN", "NNS", "NNP"} and token.lower_.endswith("ing"):
        return _act(token, trigger)
    if tag in {"NN", "NNP"} and token.lower_ in {"shot", "burn", "shoot", "hurt", "wound", "stab", "capture", "arrest", "kill"}:
        return None
    hit = Hit(token, trigger, trigger.measure, "passive")
    if token.dep_ == "amod" and token.head.tag_[:2] == "NN" and tag in {"VBN", "VBD", "JJ", "VBG"}:
        if tag == "VBG":
            return None
        hit.harmed, hit.rule = [token.head], "participle"
        return hit
    if tag in {"JJ", "NN", "NNS", "NNP", "NNPS"} or (_kids(token, "det") and tag == "VBN"):
        return _adjective(token, trigger)
    if tag == "VBG" and token.dep_ in {"compound"}:
        return None
    passive = _is_passive(token)
    objects = _kids(token, "dobj", "dative")
    if not objects and not passive and tag in {"VBD", "VBN"} and trigger.frame == "transitive":
        shared = [c for c in _kids(token, "conj") if c.lower_ in triggers() and (_kids(c, "dobj"))]
        if shared:
            objects = _kids(shared[0], "dobj")
        elif not _kids(token, "acomp", "oprd"):
            passive = True  # "12 people killed in ..." read as a finite verb
            hit.rule = "ellipsis"
    if passive:
        hit.harmed = _subject(token)
        hit.agent = _agent(token, passive=True)
        return hit
    hit.rule = "active"
    if trigger.frame == "either" and not objects:
        hit.harmed, hit.rule = _subject(token), "subject"
        return hit
    small_clause = [i for c in _kids(token, "ccomp", "acomp", "oprd") for i in _kids(c, "nsubj", "dobj") if c.i > token.i]
    hit.harmed = [_resolve_relative(o, token) for o in objects] or small_clause
    hit.agent = _agent(token, passive=False)
    return hit


def _intransitive(token: Token, trigger: Trigger) -> Hit | None:
    """The subject is harmed ("five died", "people dying of wounds")."""
    if token.tag_[:2] != "VB" and token.tag_ != "JJ":
        return None
    return Hit(token, trigger, trigger.measure, "subject", _subject(token))


def _adjective(token: Token, trigger: Trigger) -> Hit | None:
    """Said of the harmed: "12 dead", "were dead", "left 12 dead", "the dead", "12 dead and 30 wounded"."""
    hit = Hit(token, trigger, trigger.measure, "adjective")
    if token.dep_ == "amod" and token.head.tag_[:2] in {"NN", "CD"}:
        hit.harmed = [token.head]
        return hit
    if token.dep_ in {"acomp", "oprd", "attr", "advcl", "xcomp", "ccomp", "conj", "acl", "relcl", "ROOT"}:
        own = _kids(token, *_SUBJECTS) or [c for c in _kids(token, "nummod") if c.i < token.i]
        if own:
            hit.harmed = [_resolve_relative(o, token) for o in own]
            return hit
        if token.dep_ in {"acomp", "oprd", "attr", "xcomp", "ccomp"}:
            verb = token.head
            objects = [o for o in _kids(verb, "dobj", "nsubj", "nsubjpass") if o.i < token.i]
            left = [o for o in objects if o.dep_ == "dobj"] or [o for o in objects if verb.lower_ not in {"left", "leaving", "leaves", "leave"}]
            if verb.lower_ in triggers() and not left:
                return None  # "shot dead": the verb is the trigger
            hit.harmed = [_resolve_relative(o, verb) for o in left] or (_subject(verb) if not left and verb.lower_ not in {"left", "leaving"} else [])
            return hit
        hit.rule = "adjective_bare"
        return hit
    if token.tag_[:2] == "NN" or _kids(token, "det", "nummod", "quantmod", "poss"):
        hit.harmed, hit.rule = [quantity_head(token)], "nominal"
        return hit
    hit.rule = "adjective_bare"
    return hit


def _deaths(token: Token, trigger: Trigger) -> Hit | None:
    """A counted noun: the number stands before it, or the people after "of" or "among"."""
    if token.tag_[:2] not in {"NN", "VB"} or token.dep_ == "compound":
        return None
    hit = Hit(token, trigger, trigger.measure, "counted_noun", [quantity_head(token)])
    if token.lower_ in {"injuries", "injury", "wounds"}:
        hit.harmed = [quantity_head(token)] if _kids(token, "nummod", "det") else []
        verb = token.head
        if token.dep_ in {"dobj", "pobj"} and not _kids(token, "nummod"):
            while verb.dep_ in {"prep", "pobj"} and verb.head != verb:
                verb = verb.head
            if verb.lower_ in words("triggers_light", "suffer"):
                hit.harmed, hit.rule = _subject(verb), "suffers"
            else:
                return None
        return hit
    inner = of_object(token)
    if inner is not None and inner.lower_ not in words("groups", "not_people") and not _kids(token, "nummod"):
        hit.harmed, hit.rule = [inner], "of"
    return hit


def _act(token: Token, trigger: Trigger) -> Hit | None:
    """A noun of one act: the harmed after "of", or the possessor ("her son's death")."""
    if token.tag_[:2] not in {"NN", "VB"} or token.dep_ == "compound":
        return None
    hit = Hit(token, trigger, trigger.measure, "of")
    inner = of_object(token)
    if inner is not None:
        hit.harmed = [inner]
        return hit
    for owner in _kids(token, "poss"):
        hit.harmed, hit.rule = [owner], "possessor"
        return hit
    if [c for c in _kids(token, "nummod", "det") if c.like_num or c.lower_ in {"one", "no"}]:
        hit.harmed, hit.rule = [quantity_head(token)], "counted_noun"
        return hit
    return None


def _toll(token: Token, trigger: Trigger) -> Hit | None:
    """A running total: the first number after it in its clause that follows to, at, of, is, reached, topped."""
    if token.tag_[:2] != "NN":
        return None
    hit = Hit(token, trigger, trigger.measure, "toll")
    modifiers = {c.lower_ for c in token.lefts}
    if modifiers & {"injured", "wounded", "injury"}:
        hit.measure = Measure.INJURED
    elif modifiers & {"casualty", "casualties"}:
        hit.measure = Measure.KILLED_OR_INJURED
    verb = token
    while verb.tag_[:2] != "VB" and verb.head != verb:
        verb = verb.head
    for node in [token, verb]:
        for prep in _kids(node, "prep"):
            if prep.lower_ in {"to", "at", "of"} and prep.i > token.i:
                for inner in _kids(prep, "pobj"):
                    if _numeric(inner):
                        hit.number = inner
                        return hit
        for inner in _kids(node, "attr", "dobj", "npadvmod", "acomp", "appos"):
            if inner != token and inner.i > token.i and _numeric(inner):
                hit.number = inner
                return hit
    return hit


def _numeric(token: Token) -> bool:
    return token.like_num or any(c.like_num or c.dep_ == "nummod" for c in token.children) or token.lower_ in words("groups", "quantity")


def _body(token: Token, trigger: Trigger) -> Hit | None:
    """Remains: counted themselves, or by whose they are ("the bodies of five men")."""
    if token.tag_[:2] != "NN" or token.dep_ == "compound":
        return None
    hit = Hit(token, trigger, trigger.measure, "body", [quantity_head(token)])
    inner = of_object(token)
    if inner is not None and inner.lower_ not in words("groups", "not_people") and not _kids(token, "nummod"):
        hit.harmed, hit.rule = [inner], "of"
    if token.lower_ in {"body", "remains"} and inner is None and not _found(token):
        return None
    return hit


def _found(token: Token) -> bool:
    node = token
    for _ in range(4):
        if node.lower_ in words("triggers_light", "found"):
            return True
        if node.head == node:
            return False
        node = node.head
    return node.lower_ in words("triggers_light", "found")


def _lives(token: Token, trigger: Trigger) -> Hit | None:
    """ "lost their lives", "claimed 12 lives", "12 lives were lost"."""
    verb = token.head if token.dep_ in {"dobj", "nsubjpass", "nsubj"} else token.head.head
    if verb.lower_ in _LOSE:
        if any(c.dep_ == "nsubj" for c in verb.children) and token.dep_ == "dobj":
            return Hit(verb, trigger, trigger.measure, "lost_lives", _subject(verb))
        if token.dep_ == "dobj" and _kids(token, "poss"):
            return Hit(verb, trigger, trigger.measure, "lost_lives", _subject(verb))
        return Hit(verb, trigger, trigger.measure, "lives", [quantity_head(token)])
    if verb.lower_ in _TAKE and token.i > verb.i:
        inner = of_object(token)
        owners = _kids(token, "poss")
        return Hit(verb, trigger, trigger.measure, "lives", [inner or (owners[0] if owners else quantity_head(token))])
    return None


def _event(token: Token, trigger: Trigger) -> Hit | None:
    """An event word: counted when people follow "of", else an event claim."""
    if token.tag_[:2] not in {"NN"}:
        return None
    inner = of_object(token)
    if inner is not None and (_numeric(inner) or inner.lower_ in words("groups", "people")):
        return Hit(token, trigger, Measure.KILLED, "of", [inner])
    return Hit(token, trigger, trigger.measure, "event")


def _involvement(token: Token, trigger: Trigger) -> Hit | None:
    """Taking part: kept for denials, which must not become a count of zero."""
    if token.tag_[:2] == "VB":
        return Hit(token, trigger, trigger.measure, "involvement", _subject(token))
    return Hit(token, trigger, trigger.measure, "involvement")


_READERS = {
    "transitive": _verb,
    "either": _verb,
    "intransitive": _intransitive,
    "adjective": _adjective,
    "deaths": _deaths,
    "act": _act,
    "toll": _toll,
    "body": _body,
    "lives": _lives,
    "event": _event,
    "involvement": _involvement,
}
