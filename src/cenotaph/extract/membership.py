"""Who were among the harmed ("two drivers were *among those killed*"), and lists that the parse cuts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cenotaph.extract.hits import Hit, kids, numeric
from cenotaph.extract.lexicon import Trigger, words
from cenotaph.extract.people_lists import listed_at
from cenotaph.extract.persons import known_person, person_like
from cenotaph.extract.phrases import text_of
from cenotaph.extract.roll_fates import fate_named, tells_of_others
from cenotaph.extract.shares import of_victims

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["members_told", "take_members", "tells_members"]

_AMONG = {"among", "amongst"}
_THEM = {"those", "people", "persons", "ones", "victims", "many", "several", "others"}
_INCLUDES = {"include", "includes", "included", "comprise", "comprised"}
_ARTICLES = {"a", "an", "one", "another"}
_BE = {"were", "was", "are", "is"}
_LONGEST = 12  # words for a whole


def take_members(hit: Hit) -> None:
    """Give a hit those who are said to be among its people, and the first of a list that the parse leaves out."""
    found = _members(hit)
    if found:
        hit.harmed = found
        hit.rule = "passive" if hit.rule == "adjective_bare" else hit.rule
    firsts = [first for head in hit.harmed if (first := _cut_off(head)) is not None]
    hit.harmed = [*firsts, *hit.harmed]


def members_told(sentence: Span, hits: Sequence[Hit]) -> list[Hit]:
    """Whoever is said to be of the harmed where no word of harm is read: "*Among those still trapped are* a foreman
    and his sons", "*The hostages include* a French engineer"."""
    out = []
    doc, start = sentence.doc, sentence.start
    for i in range(start + 2, min(sentence.end, start + _LONGEST + 1)):
        verb = doc[i]
        whole = _whole_before(verb) if verb.lower_ in _BE or verb.lower_ in _INCLUDES else None
        if whole is None or any(hit.harmed and hit.harmed[0].i > verb.i for hit in hits):
            continue
        told = text_of(sentence.doc)[whole[0].idx : verb.idx]
        measure = next((hit.measure for hit in hits if hit.token in whole), None) or fate_named(told)
        if measure is None or tells_of_others(told) or of_victims(told):
            continue  # whether "the victims" live the report alone tells
        listed = listed_at(sentence.doc, verb.i + 1, sentence.end)
        people = [c for c in kids(verb, "nsubj", "attr", "dobj") if c.i > verb.i and _counts(c)]
        first = listed.heads[:1] if listed is not None else people[:1]
        if first:
            trigger = Trigger(verb.lower_, measure, "listed", weak=False, people=True)
            out.append(Hit(verb, trigger, measure, "listed", first))
    return out


def tells_members(hit: Hit) -> bool:
    """Whether a hit is of people said to be among the harmed, and so a part of whoever was told of before."""
    return hit.trigger.frame == "listed" and hit.token.lower_ in _BE | _INCLUDES


def _whole_before(verb: Token) -> Span | None:
    """ "*Among those still trapped* are", "*The hostages* include": the words for the whole that a sentence opens
    with, of people told of or of a word of harm that is nobody's hit."""
    sentence = verb.sent
    before = sentence[: verb.i - sentence.start]
    if not 2 <= len(before) <= _LONGEST or any(t.text in {",", ";", ":"} for t in before):
        return None
    if verb.lower_ in _BE:
        return before[1:] if before[0].lower_ in _AMONG and before[1].lower_ in _THEM | {"the"} else None
    whole = kids(verb, "nsubj")
    opens = before[0].lower_ in {"the", "those"} and bool(whole)
    return before if verb.lower_ in _INCLUDES and opens and not any(numeric(w) for w in whole) else None


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
    named = noun.tag_[:3] == "NNP" or any(
        c.tag_ == "NNP" and c.left_edge.i == noun.i + 1 for c in kids(noun, "appos")
    )
    return person_like(noun) and (numeric(noun) or bool(articles) or named)


def _cut_off(head: Token) -> Token | None:
    """ "*A midwife*, two drivers and a cook died": one person whom the parse does not tie to the list."""
    comma = head.left_edge.i - 1
    if comma <= head.sent.start or head.doc[comma].text != "," or head.dep_ not in {"nsubj", "nsubjpass"}:
        return None
    first = head.doc[comma - 1]
    alone = first.dep_ in {"dep", "npadvmod"} and first.head == head.head and first.tag_ == "NN"
    return first if alone and known_person(first) and {c.lower_ for c in first.lefts} & _ARTICLES else None
