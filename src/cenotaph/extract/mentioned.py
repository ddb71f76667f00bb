"""Uncounted people who are only mentioned as harmed, told from those of whom harm is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.hits import Hit
from cenotaph.extract.lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["brought", "inflicted", "presupposed"]


_CONFIRMS = {"confirm", "confirms", "confirmed"}
_OPEN = {"any", "more", "further", "other", "no", "fewer", "many"}
_UNREAL = {"would", "could", "might", "will", "should"}


def brought(head: Token) -> bool:
    """ "The wounded *were taken* to hospital" tells of wounded; "visited the wounded" only mentions them."""
    if (
        head.lower_ in {"deceased", "deaths", "killings", "fatalities"}
        or {c.lower_ for c in head.head.children if c.dep_ == "aux"} & _UNREAL
    ):
        return False  # "the deceased" may be one; "the dead would have been counted in hundreds"
    inside = [o for p in head.head.children if p.lower_ in {"in", "into"} for o in p.children]
    if any(o.lower_ in words("groups", "in_figures") for o in inside):
        return False  # "the dead were *in the dozens*": counted by that
    return head.dep_ in {"nsubjpass", "nsubj"} and head.head.lower_ not in words("triggers_light", "put_down")


def presupposed(hit: Hit) -> bool:
    """Uncounted people who are only mentioned as dead or hurt ("no word of dead contractors", "the men killed")."""
    token = hit.token
    if hit.rule == "participle" or token.dep_ == "amod":
        return True
    if hit.rule in {"of", "possessor"} and hit.trigger.frame in {"act", "deaths", "transitive"}:
        return True  # "accused of the killing of demonstrators"
    of = token.head.head
    if token.dep_ == "relcl" and token.head.dep_ == "pobj" and of.lower_ == "of" and of.i == token.sent.start:
        return True  # "*Of the civilians who died*, four were children"
    whom = token.head
    described = token.dep_ == "relcl" and whom.dep_ == "attr" and whom in hit.harmed
    if described and not any(c.dep_ == "expl" for c in whom.head.children):
        return True  # "40 of whom were *foreign fighters who were killed* near the border"
    if token.dep_ == "relcl" and any(c.lower_ in {"have", "has"} for c in token.children):
        return True  # "voters who have died"
    if token.tag_ == "VBG" and token.dep_ == "pcomp" and token.head.lower_ in {"of", "about"}:
        return True  # "the crime of killing people"
    if token.tag_ == "VBG" and token.dep_ == "acl" and token.head.dep_ == "pobj" and token.head.head.lower_ == "of":
        return True  # "an epidemic of officers killing people"
    if any(c.lower_ == "being" for c in token.children):
        return True  # "a result of police being shot"
    if token.dep_ != "acl" or hit.rule not in {"passive", "ellipsis"}:
        return False
    headline = token.sent.root.tag_[:2] != "VB" or token.head == token.sent.root
    return not headline


def inflicted(head: Token) -> bool:
    """Whether a bare "casualties" is said to have happened ("caused casualties"), not merely talked about."""
    if {c.lower_ for c in head.lefts} & {"cumulative", "total", "overall"}:
        return False  # "Cumulative deaths (suspected and confirmed): 574"
    if head.dep_ == "nsubj" and any(c.lower_ in {"the", "these", "those"} for c in head.lefts):
        return False  # "*The deaths* resulted mostly from gunfire": of those told of
    verb = head.head
    while verb.dep_ in {"prep", "conj", "amod", "nmod"} and verb.head != verb:
        verb = verb.head
    negated = any(c.dep_ == "neg" for c in verb.children)
    return (verb.lower_ in words("triggers_light", "inflicts") or _stated(head, verb)) and not negated


def _stated(head: Token, verb: Token) -> bool:
    """ "*There are* fatalities", "I *can confirm* casualties", "we *have* deaths": that is the news."""
    if head.head != verb or any(c.lower_ in {"if", "whether", "where", "when"} for c in verb.children):
        return False
    if {c.lower_ for c in verb.children if c.dep_ == "aux"} & _UNREAL or {c.lower_ for c in head.lefts} & _OPEN:
        return False
    if head.dep_ in {"attr", "nsubj"} and any(c.dep_ == "expl" for c in verb.children):
        return True
    own = any(c.dep_ == "nsubj" and c.tag_ == "PRP" for c in verb.children)
    return head.dep_ == "dobj" and (verb.lower_ in _CONFIRMS or (own and verb.lower_ in {"have", "had"}))
