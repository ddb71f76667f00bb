"""Who is harmed by a verb whose subject it is: "five *died*", "people *dying*", "Boy falls into well, *dies*"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.headlines import is_headline
from cenotaph.extract.hits import Hit, kids, numeric
from cenotaph.extract.lexicon import Trigger
from cenotaph.extract.persons import known_person, thing_like
from cenotaph.extract.phrases import is_plural
from cenotaph.extract.subjects import subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["intransitive"]


def intransitive(token: Token, trigger: Trigger) -> Hit | None:
    """The subject is harmed ("five died", "people dying of wounds")."""
    if token.tag_[:2] != "VB" and token.tag_ != "JJ":
        return None
    if _of_old_age(token):
        return None
    told = [_past_the_place(one, token) for one in subject_of(token)]
    told = told or _set_off_before(token) or _of_headline(token)
    return Hit(token, trigger, trigger.measure, "subject", told)


def _of_headline(verb: Token) -> list[Token]:
    """ "*Boy* falls into well, dies": one person whom a headline opens with, and a verb of its own."""
    first = verb.sent[0]
    alone = verb.i - 1 > first.i and verb.nbor(-1).text in {",", "and"} and verb.tag_ in {"VBZ", "VBD"}
    if not alone or not known_person(first) or is_plural(first) or not is_headline(verb.sent):
        return []
    acts = any(t.tag_ in {"VBZ", "VBD", "VBN"} for t in verb.doc[first.i + 1 : verb.i])
    return [first] if acts else []


def _past_the_place(subject: Token, verb: Token) -> Token:
    """ "*Four boys* herding goats under a tree perished": who died, where the parse has the place or the thing."""
    node = subject
    if verb.dep_ != "acl" or node.dep_ != "pobj" or not thing_like(node):
        return subject
    while node.dep_ in {"pobj", "prep", "acl", "dobj", "advmod"} and node.head.i < node.i:
        node = node.head
        if numeric(node) and known_person(node):
            break
    return node if numeric(node) and known_person(node) else subject


def _set_off_before(verb: Token) -> list[Token]:
    """ "Ten were treated and *one*, a student, has died": a number that an aside parts from its verb."""
    doc, i = verb.doc, verb.i - 1
    while i > verb.sent.start and doc[i].dep_ in {"aux", "advmod"}:
        i -= 1
    if doc[i].text != ",":
        return []
    for k in range(i - 1, max(verb.sent.start + 1, i - 14), -1):
        if doc[k].tag_ in {"VBD", "VBZ", "VBP", "MD"} or doc[k].text in {";", ":", "."}:
            return []
        if doc[k].text == ",":
            number = doc[k - 1]
            alone = doc[k - 2].lower_ in {"and", "but", ",", ";"} and (
                number.like_num or number.lower_ == "another"
            )
            return [number] if alone else []
    return []


def _of_old_age(token: Token) -> bool:
    """ "A B, who has *died aged 91*, was": the first line of an obituary."""
    after = [t.lower_ for t in token.doc[token.i + 1 : min(token.i + 5, token.sent.end)]]
    has = any(c.lower_ in {"has", "have"} for c in kids(token, "aux"))
    aged = after[:1] == ["aged"] or after[:4] == ["at", "the", "age", "of"] or after[:1] in (["peacefully"], ["at"])
    return (
        token.lower_ == "died"
        and token.dep_ == "relcl"
        and has
        and aged
        and {t.lower_ for t in token.subtree}.isdisjoint(
            {"after", "when", "following", "from", "in", "by", "wounds", "injuries"}
        )
    )
