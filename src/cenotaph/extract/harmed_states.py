"""Who is harmed by a word for their state: "12 dead", "left 12 dead", "the wounded"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.harmed_victims import listed
from cenotaph.extract.hits import Hit, kids
from cenotaph.extract.lexicon import Trigger, triggers, words
from cenotaph.extract.persons import person_like
from cenotaph.extract.phrases import quantity_head
from cenotaph.extract.subjects import numbered_before, resolve_relative, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["harmed_state", "of_a_side"]

_SUBJECTS = ("nsubj", "nsubjpass")
_REMAINS = {"body", "bodies", "corpse", "corpses", "head", "remains"}
_ABBREVIATED = {"incl", "inc", "includ", "incl.", "inc."}


def harmed_state(token: Token, trigger: Trigger) -> Hit | None:
    """Said of the harmed: "12 dead", "were dead", "left 12 dead", "the dead", "12 dead and 30 wounded"."""
    hit = Hit(token, trigger, trigger.measure, "adjective")
    if token.dep_ == "pobj" and not kids(token, "det", "nummod", "quantmod") and quantity_head(token) == token:
        return None
    above = token.head.head
    spoken = above.tag_[:2] == "VB" or above.lower_ in words("reporting", "nouns", "statement") | words(
        "groups", "totals"
    )
    none = any(c.lower_ == "no" for c in kids(token, "det"))  # "knew of *no dead*"
    spoken_of = token.dep_ == "pobj" and (none or kids(token, "nummod")) and spoken
    if token.dep_ == "amod" and token.head.lower_ in _REMAINS:
        return None
    apart = token.head.lower_ in _ABBREVIATED or "," in {
        t.text for t in token.doc[token.i + 1 : max(token.i + 1, token.head.i)]
    }
    if token.dep_ == "amod" and apart and token.head.i > token.i:
        hit.rule = "adjective_bare"
        return hit  # "15 dead incl. 3 attackers", "one child dead, unspecified number hurt"
    if token.dep_ == "amod" and token.head.tag_[:2] in {"NN", "CD"}:
        hit.harmed = [*_listed_before(token.head), token.head]
        return hit
    if token.dep_ in {"acomp", "oprd", "attr", "advcl", "xcomp", "ccomp", "conj", "acl", "relcl", "ROOT"}:
        own = kids(token, *_SUBJECTS) or [s for c in kids(token, "aux", "auxpass") for s in kids(c, *_SUBJECTS)]
        own = own or [c for c in kids(token, "nummod") if c.i < token.i]
        if own:
            hit.harmed = _listed_before(own[0]) + [resolve_relative(o, token) for o in own]
            return hit
        if token.dep_ in {"acomp", "oprd", "attr", "xcomp", "ccomp"}:
            verb = token.head
            behind = [o for o in kids(verb, "dobj") if o.i > token.i and person_like(o)]
            if behind and verb.lower_.startswith("shoot"):
                hit.harmed = behind  # "Gunmen *shoot dead 12 people*"
                return hit
            objects = [o for o in kids(verb, "dobj", "nsubj", "nsubjpass") if o.i < token.i]
            left = [o for o in objects if o.dep_ == "dobj"] or [
                o for o in objects if verb.lower_ not in {"left", "leaving", "leaves", "leave"}
            ]
            fronted = [o for o in kids(verb, "attr", "nsubj") if o.i > verb.i > token.i and person_like(o)]
            if fronted and not left and verb.lower_ in words("groups", "being"):
                hit.harmed = fronted  # "Still missing are *three miners*"
                return hit
            if verb.lower_ in triggers() and not left:
                return None  # "shot dead": the verb is the trigger
            hit.harmed = [resolve_relative(o, verb) for o in left] or (
                subject_of(verb) if not left and verb.lower_ not in {"left", "leaving"} else []
            )
            if verb.dep_ == "acl" and hit.harmed and (first := numbered_before(hit.harmed[0])) is not None:
                hit.harmed.insert(0, first)  # "saw 23 soldiers and two of his own lying dead"
            return hit
        hit.rule = "adjective_bare"
        return hit
    told = listed(token, trigger)
    if told is not None:
        return told
    if token.tag_[:2] == "NN" or kids(token, "det", "nummod", "quantmod", "poss"):
        hit.harmed, hit.rule = [quantity_head(token)], "nominal"
        if token.dep_ == "pobj" and kids(token, "det") and hit.harmed[0] != token:
            return None  # "three of the wounded": a share, see shares
        if token.dep_ == "pobj" and hit.harmed[0] == token and not spoken_of:
            return None  # "among the dead", "of the dead": a part is counted, see nearby
        return hit
    hit.rule = "adjective_bare"
    return hit


def of_a_side(token: Token) -> bool:
    """ "The *rebel dead* were not counted": the dead of a side, spoken of without a number, and no dead rebel."""
    if token.lower_ not in {"dead", "wounded", "injured", "missing", "fallen"} or token.i < token.sent.start + 2:
        return False
    side, before = token.doc[token.i - 1], token.doc[token.i - 2]
    after = token.doc[token.i + 1] if token.i + 1 < token.sent.end else token
    known = side.tag_ in {"NN", "JJ"} and side.lower_ in words("groups", "whose")
    return (
        known and before.tag_ in {"DT", "PRP$", "POS"} and (after.tag_ == "VBP" or after.lower_ in {"were", "are"})
    )


def _listed_before(head: Token) -> list[Token]:
    """ "leaves *five soldiers*, two teachers dead": the phrase before a comma that stands for "and"."""
    comma = head.left_edge.i - 1
    if comma <= head.sent.start or head.doc[comma].text != "," or not kids(head, "nummod"):
        return []
    before = head.doc[comma - 1]
    leaves = before.dep_ == "dobj" and before.head.lower_ in {"leaves", "leave", "left", "leaving"}
    return [before] if leaves and kids(before, "nummod") else []
