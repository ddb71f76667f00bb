"""Who is harmed by a verb: the object of the active, the subject of the passive, the noun a participle modifies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract import harmed_blows as blows
from cenotaph.extract import harmed_nouns as nouns
from cenotaph.extract import harmed_wounds as hurt
from cenotaph.extract.harmed_states import harmed_state
from cenotaph.extract.harmed_victims import those_told
from cenotaph.extract.headlines import harmed_after
from cenotaph.extract.hits import Hit, is_passive, kids, numeric
from cenotaph.extract.lexicon import Trigger, triggers, words
from cenotaph.extract.persons import person_like, thing_like
from cenotaph.extract.phrases import conjuncts, of_object
from cenotaph.extract.predicates import by_kin
from cenotaph.extract.subjects import (
    agent_of,
    before_hyphen,
    counted_of,
    numbered_before,
    resolve_relative,
    subject_of,
)
from cenotaph.model import Measure

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["harmed_by_verb", "taken_captive"]

_REMAINS = {"body", "bodies", "corpse", "corpses", "head", "remains"}
_HOLDS = {"hold", "holds", "held"}
_KEEPERS = {"morgue", "mortuary", "register", "list"}
_CLASPED = {"arms", "lap", "embrace"}
_TAKES = {"took", "taken", "taking", "take"}


def harmed_by_verb(token: Token, trigger: Trigger) -> Hit | None:
    """Transitive and either: object of the active, subject of the passive, or the noun a participle modifies."""
    tag = token.tag_
    if tag == "NN" and token.lower_ == "hold":
        return None  # "lost *hold* of her two girls"
    if tag in {"NN", "NNS", "NNP"} and token.lower_.endswith("ing"):
        return nouns.act(token, trigger)
    if tag in {"NN", "NNS", "NNP"} and token.lower_ in {"murder", "murders", "slaughter"}:
        return nouns.act(token, trigger)
    if tag == "VBG" and of_object(token) is not None and not kids(token, "dobj"):
        return nouns.act(token, trigger)
    if token.lower_ == "shooting" and tag == "VBG" and blows.as_noun(token):
        return nouns.act(token, trigger)
    if tag[:2] == "NN" and token.lower_ == "shot" and (first := blows.first_named(token)) is not None:
        return Hit(token, trigger, trigger.measure, "headline", [first])
    if tag[:2] == "NN" and token.lower_ in {"wound", "wounds", "burn", "burns"}:
        return hurt.wounds(token, trigger)
    if tag in {"NN", "NNP", "NNS"} and token.lower_ in words("triggers_light", "verbs_only"):
        inner = of_object(token)
        counted = (
            inner is not None and numeric(inner) and (person_like(inner) or inner.lower_ in {"more", "others"})
        )
        return Hit(token, trigger, trigger.measure, "of", [inner]) if counted and inner is not None else None
    if token.lower_ in _TAKES and (not taken_captive(token) or by_kin(token)):
        return None
    if token.lower_ in _HOLDS and _holds_otherwise(token):
        return None
    if tag == "VBN" and (those := those_told(token, trigger)) is not None:
        return those
    hit = Hit(token, trigger, trigger.measure, "passive")
    if token.dep_ == "amod" and token.head.lower_ in _REMAINS:
        return None
    if token.lower_ == "held" and token.i > token.sent.start and token.nbor(-1).tag_ == "HYPH":
        return None  # "the rebel-held town"
    if token.lower_ in {"slain", "murdered", "assassinated"} and token.dep_ == "compound" and tag == "JJ":
        noun = token.head
        while noun.dep_ == "compound" and noun.head.tag_[:2] == "NN":
            noun = noun.head  # "a slain radio commentator"
        return Hit(token, trigger, trigger.measure, "participle", [noun])
    if token.dep_ == "amod" and token.head.tag_[:2] == "NN" and tag in {"VBN", "VBD", "JJ", "VBG"}:
        if tag == "VBG" or (token.lower_ in _TAKES and token.head.lower_ in words("triggers_light", "taken")):
            return None  # "those *taken hostage*"
        hit.harmed, hit.rule = [token.head], "participle"
        return hit
    if tag in {"JJ", "NN", "NNS", "NNP", "NNPS"} or (kids(token, "det") and tag == "VBN"):
        return harmed_state(token, trigger)
    if tag == "VBG" and token.dep_ in {"compound"}:
        return None
    passive = is_passive(token)
    objects = [o for o in kids(token, "dobj", "dative") if not before_hyphen(o) and not _set_off(o, token)]
    objects = objects or ([] if passive else _headline_objects(token) or _between(token))
    if len(objects) == 1 and objects[0].lower_ == "them" and (taken := _taken_first(token)):
        if thing_like(taken[0]):
            return None  # "stopped two buses and burned *them*"
        objects = taken if numeric(taken[0]) or kids(taken[0], "conj") else objects
    if not objects and not passive and token.dep_ == "ccomp" and (far := _told_of(token)) is not None:
        objects = [far]
    if trigger.weak and not objects and (_missed(token) or _shot_back(token)):
        return None
    if passive and not kids(token, "auxpass", "nsubjpass") and (joint := _joined_object(token)):
        passive, objects = False, joint  # "A and B, both farmers, shot and killed a guard"
    if not objects and not passive and tag in {"VBD", "VBN"} and trigger.frame == "transitive":
        shared = [c for c in kids(token, "conj") if c.lower_ in triggers() and (kids(c, "dobj"))]
        if shared:
            objects = kids(shared[0], "dobj")
        elif not kids(token, "acomp", "oprd") or (token.dep_ == "conj" and is_passive(token.head)):
            passive = True  # "12 people killed in ..." or "was seized and shot dead", read as a finite verb
            hit.rule = "ellipsis"
    if not passive and not objects and token.lower_ == "hurt" and token.dep_ == "conj" and is_passive(token.head):
        passive = True  # "was shot at and *hurt*"
    if not passive and not objects and token.lower_ == "hurt" and tag == "VBP" and not kids(token, "aux"):
        passive = any(numeric(s) for s in kids(token, "nsubj"))  # "left a guard dead and *four men hurt*"
    if passive:
        before = token.nbor(-1) if token.i > token.sent.start else token
        bare = token.dep_ in {"advcl", "ccomp"} and not kids(token, "aux", "auxpass", "nsubjpass", "nsubj")
        close = (
            bare
            and (kids(before, "nummod", "det") or (before.like_num and before.dep_ == "dobj"))
            and (token.dep_ == "advcl" or before.dep_ in {"pobj", "dobj"})
        )
        hit.harmed = (
            [counted_of(before)] if close and person_like(before) else subject_of(token)
        )  # "of three teachers *slain* in"
        if (gapped := _gapped(token)) is not None:
            hit.harmed = [gapped]
        if trigger.measure is Measure.INJURED and (owner := blows.owner_of(hit.harmed)) is not None:
            hit.harmed, hit.rule = [owner], "possessor"
            return hit
        if trigger.measure is Measure.INJURED and token.dep_ in {"acl", "advcl"} and _of_a_body(hit.harmed):
            return None  # "the body of a watchman, *stabbed* 20 times, was found"
        behind = token.dep_ == "acl" or (token.dep_ == "advcl" and [h.i + 1 for h in hit.harmed] == [token.i])
        if behind and hit.harmed and (first_of := numbered_before(hit.harmed[0])) is not None:
            hit.harmed.insert(0, first_of)
        if not hit.harmed and (first := blows.first_named(token)) is not None:
            hit.harmed, hit.rule = [first], "headline"
        if token.lower_.startswith("burn") and hit.harmed and all(_place_name(one) for one in hit.harmed):
            return None  # "Doro Lere was burnt first"
        hit.agent = agent_of(token, passive=True)
        return hit
    hit.rule = "active"
    if trigger.frame == "either" and not objects:
        hit.harmed, hit.rule = subject_of(token), "subject"
        if token.dep_ == "acl" and hit.harmed and (first_of := numbered_before(hit.harmed[0])) is not None:
            hit.harmed.insert(0, first_of)  # "said *three girls* and an infant drowned when"
        return hit
    small_clause = [
        i for c in kids(token, "ccomp", "acomp", "oprd") for i in kids(c, "nsubj", "dobj") if c.i > token.i
    ]
    if objects:  # "killing its commander, X Y, *and 19 of his men*", tied to the verb by the parse
        objects += [
            c
            for c in kids(token, "conj")
            if c.i > objects[-1].i and (c.lower_ == "both" or (c.tag_[:2] in {"CD", "NN"} and person_like(c)))
        ]
    hit.harmed = [resolve_relative(o, token) for o in objects] or small_clause
    if [o.lower_ for o in objects] == ["themselves"] and trigger.measure is Measure.KILLED:
        own = [s for s in subject_of(token) if numeric(s) and person_like(s)]
        hit.harmed = own or hit.harmed  # "*three soldiers* killed themselves"
    if objects and trigger.measure is Measure.INJURED and (subjects := blows.own_limb(token)):
        hit.harmed, hit.rule = subjects, "possessor"
        return hit
    if objects and trigger.measure is Measure.INJURED and (owner := blows.owner_of(objects)) is not None:
        hit.harmed, hit.rule = [owner], "possessor"
        return hit
    if objects and trigger.measure is Measure.INJURED and all(blows.limb_named(o) for o in objects):
        hit.harmed, hit.rule = [s for s in subject_of(token) if person_like(s)], "possessor"
        return hit  # "burnt both hands"
    if objects:
        listed = harmed_after(token)
        known = {m.i for o in objects for m in conjuncts(o)}
        more = listed or [s for s in [blows.self_after(objects[0])] if s is not None]
        joined = hit.harmed + [m for m in more if m.i not in known]
        hit.harmed = _apart(listed) if len(listed) > len(known) else joined
    hit.agent = agent_of(token, passive=False)
    return hit


def _holds_otherwise(verb: Token) -> bool:
    """ "A second pit *holds* 16", "the prosecutor *holds* that one died", "*held* a crying boy in his arms"."""
    if not kids(verb, "dobj"):
        return bool(kids(verb, "ccomp")) and not kids(verb, "auxpass")
    if any(o.lower_ in _CLASPED for p in kids(verb, "prep") for o in kids(p, "pobj")):
        return True
    if {"grave", "graves"} & {t.lower_ for t in verb.sent}:
        return True  # "was shown two graves; one *holds* a woman and her infants"
    return any(
        (s.tag_[:2] == "NN" and (not person_like(s) or s.lower_ in _KEEPERS))
        or (s.lower_ == "it" and not _nobody(verb))
        for s in subject_of(verb)
    )


def _nobody(verb: Token) -> bool:
    """ "The ministry says it holds *no one*"."""
    objects = kids(verb, "dobj")
    return any(o.lower_ == "nobody" or any(c.lower_ == "no" for c in o.lefts) for o in objects)


def _set_off(noun: Token, verb: Token) -> bool:
    """ "left one dead and three people wounded, among them *the suspect*", "Three drowned: *a teacher*": of those
    counted, and no object."""
    first = noun.left_edge.i
    if any(t.text == ":" for t in noun.doc[verb.i + 1 : first]):
        return True
    if first == verb.i + 2 and noun.doc[verb.i + 1].text == ",":
        return True  # "Fourteen have drowned, *the Minister of Interior*, A B, hinted"
    before = [t.lower_ for t in noun.doc[max(noun.sent.start, first - 2) : first]]
    return before in (["among", "them"], ["among", "whom"], ["amongst", "them"], ["amongst", "whom"])


def _place_name(noun: Token) -> bool:
    return noun.tag_ in {"NNP", "NNPS"} and noun.ent_type_ in {"GPE", "LOC", "FAC", "ORG"}


def _between(token: Token) -> list[Token]:
    """ "killed between 300 and *500 of the town's people*": a range that the parse ties on by its first word."""
    preps = [
        c for c in kids(token, "prep") if c.i == token.i + 1 and c.lower_ in {"between", "around", "over", "about"}
    ]
    numbers = [o for p in preps for first in kids(p, "pobj") for o in [first, *kids(first, "conj")] if numeric(o)]
    return [
        o for o in numbers if (inner := of_object(o) or o) is not None and not inner.like_num and person_like(inner)
    ]


def _taken_first(verb: Token) -> list[Token]:
    """ "lined up *nine men* and shot them": what the verb before has for its object."""
    node = verb
    while node.dep_ == "conj" and node.head.tag_[:2] == "VB" and not kids(node, "nsubj"):
        node = node.head
        told = [o for o in kids(node, "dobj") if node.i < o.i < verb.i]
        if told:
            return told
    return []


def _told_of(token: Token) -> Token | None:
    """ "the *40 rebels* that the army says it killed": people whom a verb of saying in between takes away."""
    verb = token.head
    if verb.dep_ != "relcl" or not kids(token, "nsubj"):
        return None
    whom = verb.head
    inner = of_object(whom)
    whom = inner if inner is not None and whom.lower_ in words("groups", "totals") else whom
    return whom if numeric(whom) and person_like(whom) else None


def _of_a_body(harmed: list[Token]) -> bool:
    """Whether they are whose body a sentence tells of, or the body itself."""
    heads = [*harmed, *(one.head.head for one in harmed if one.dep_ == "pobj" and one.head.lower_ == "of")]
    return any(head.lower_ in _REMAINS - {"head", "remains"} for head in heads)


def _gapped(token: Token) -> Token | None:
    """ "A was killed by the blast *and a clerk of the bank* wounded": whom a participle without a verb of its own
    follows, where the parse gives them to the clause before."""
    if kids(token, "auxpass", "nsubjpass", "nsubj", "aux") or token.dep_ not in {"advcl", "acl", "conj", "dep"}:
        return None
    if token.head.lower_ not in triggers() or not (kids(token.head, "auxpass") or kids(token.head, "dobj")):
        return None
    for i in range(token.i - 2, token.head.i, -1):
        word = token.doc[i]
        if word.tag_[:2] in {"VB", "MD", "WP", "WD"} or word.is_punct:
            return None
        if word.lower_ in {"and", "but", "while"}:
            first = token.doc[i + 1]
            if not (first.like_num or first.lower_ in {"a", "an", "another"}):
                return None
            heads = [t for t in token.doc[i + 1 : token.i] if t.tag_[:2] in {"NN", "CD"} and t.head.i <= i]
            return heads[0] if heads and person_like(heads[0]) else None
    return None


def _headline_objects(token: Token) -> list[Token]:
    """ "Airstrike kills *bride*, *20 guests*": the heads of the list after a present verb that has no object."""
    if token.tag_ not in {"VBZ", "VBP", "NNS", "NN", "VB"} or token.sent.start != 0 or kids(token, "aux"):
        return []
    out: list[Token] = []
    last: Token | None = None
    for word in token.doc[token.i + 1 : min(token.i + 14, token.sent.end)]:
        if word.lower_ in {",", "and", "&", "plus"}:
            out += [last] if last is not None else []
            last = None
        elif (
            word.tag_[:2] in {"NN", "CD"}
            or word.like_num
            or word.lower_ in words("groups", "callings") | {"self", "bride", "groom"}
        ):
            last = word
        elif (
            word.tag_[:2] in {"JJ", "DT", "VB"}
            and last is None
            and not word.is_punct
            and word.lower_ not in triggers()
        ):
            continue
        else:
            break
    out += [last] if last is not None else []
    return [o for o in out if person_like(o) or o.lower_ == "self"]


def _missed(token: Token) -> bool:
    """ "Assailants *shot at* a bus": at somebody, or by whoever attacks; "two shot at a party" are hit."""
    at = [c for c in kids(token, "prep") if c.lower_ in {"at", "into", "toward", "towards"}]
    if kids(token, "auxpass"):
        return any(c.lower_ == "at" and c.i > token.i and c.n_rights == 0 for c in at)  # "men fleeing were shot at"
    attackers = words("groups", "attackers") | words("triggers_light", "shooters")
    aimed = any(person_like(o) for c in at for o in kids(c, "pobj"))
    return bool(at) and (aimed or any(s.lower_ in attackers for s in subject_of(token)))


def _shot_back(token: Token) -> bool:
    """ "when the guard *shot back*"."""
    return token.i + 1 < token.sent.end and token.nbor().lower_ == "back" and token.lower_ in {"shot", "shoot"}


def _apart(listed: list[Token]) -> list[Token]:
    """The heads of a list that no earlier one is coordinated with, so that none is counted twice."""
    joined = {m.i for one in listed for m in list(conjuncts(one))[1:]}
    return [one for one in listed if one.i not in joined]


def _joined_object(token: Token) -> list[Token]:
    """The object that "shot *and killed*" shares, when the parse hands it to the second verb alone."""
    after = token.doc[token.i + 1 : min(token.i + 3, token.sent.end)]
    if len(after) < 2 or after[0].lower_ != "and" or after[1].lower_ not in triggers():
        return []
    return kids(after[1], "dobj")


def taken_captive(token: Token) -> bool:
    """Whether "took" and "taken" are of captives ("taken *hostage*"), not of people brought to a hospital."""
    near = {t.lower_ for t in token.doc[token.i + 1 : min(token.i + 9, token.sent.end)]}
    return bool(near & words("triggers_light", "taken")) and not near & words("triggers_light", "in_care")
