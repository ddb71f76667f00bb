"""Who were among the harmed ("two drivers were *among those killed*"), and lists that the parse cuts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.hits import Hit, kids, numeric
from cenotaph.extract.lexicon import words
from cenotaph.extract.persons import known_person, person_like

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["take_members"]

_AMONG = {"among", "amongst"}
_THEM = {"those", "people", "persons", "ones", "victims", "many", "several", "others"}
_INCLUDES = {"include", "includes", "included", "comprise", "comprised"}
_ARTICLES = {"a", "an", "one", "another"}


def take_members(hit: Hit) -> None:
    """Give a hit those who are said to be among its people, and the first of a list that the parse leaves out."""
    found = _members(hit)
    if found:
        hit.harmed = found
        hit.rule = "passive" if hit.rule == "adjective_bare" else hit.rule
    firsts = [first for head in hit.harmed if (first := _cut_off(head)) is not None]
    hit.harmed = [*firsts, *hit.harmed]


def _members(hit: Hit) -> list[Token]:
    """The subjects of "*were among those* killed"; empty where the hit's people are no such whole."""
    whole = hit.harmed[0] if hit.harmed else hit.token.head
    described = whole == hit.token.head and hit.token.dep_ == "amod"
    if not described and whole.lower_ not in _THEM | words("groups", "harm_heads"):
        return []
    among = whole.head
    if whole.dep_ == "nsubj" and among.lower_ in _INCLUDES:  # "those who perished *include three nuns*"
        return [one for one in kids(among, "dobj") if _counts(one)]
    if whole.dep_ != "pobj" or among.lower_ not in _AMONG or numeric(whole):
        return []
    verb = among.head
    if verb.lower_ not in words("groups", "being"):
        return []
    return [one for one in kids(verb, "nsubj", "nsubjpass", "attr") if one != whole and _counts(one)]


def _counts(noun: Token) -> bool:
    """Whether a noun may be people with a number or an article, or a name."""
    articles = {c.lower_ for c in noun.lefts} & (_ARTICLES | {"his", "her", "their", "the"})
    return person_like(noun) and (numeric(noun) or bool(articles) or noun.tag_[:3] == "NNP")


def _cut_off(head: Token) -> Token | None:
    """ "*A midwife*, two drivers and a cook died": one person whom the parse does not tie to the list."""
    comma = head.left_edge.i - 1
    if comma <= head.sent.start or head.doc[comma].text != "," or head.dep_ not in {"nsubj", "nsubjpass"}:
        return None
    first = head.doc[comma - 1]
    alone = first.dep_ in {"dep", "npadvmod"} and first.head == head.head and first.tag_ == "NN"
    return first if alone and known_person(first) and {c.lower_ for c in first.lefts} & _ARTICLES else None
