"""People who go on with the harm of those before: "His brother was shot in 1999, *his father* in 2003"; the number
behind who did or suffered the same ("and the rebels *30*"); and who "the latest to be seized" are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cenotaph.extract.hits import Hit, kids
from cenotaph.extract.lexicon import words
from cenotaph.extract.persons import known_person

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["gapped_people", "number_left", "the_latest"]

_OPENS = {"a", "an", "his", "her", "their", "our", "my", "another", "the"}
_WHERE = {"in", "at", "on", "near", "outside", "by"}
_LATEST = {"latest", "newest", "last", "first", "second", "third", "fourth", "fifth", "next"}
_BE = {"is", "was", "are", "were", "become", "became"}
_ASIDE = 9  # words from a comma to the one that closes an aside
_LONGEST = 5  # words of the people that go on


def gapped_people(sentence: Span, hits: Sequence[Hit]) -> list[Hit]:
    """One hit for each of the people who go on, behind a comma, with a passive or an intransitive verb before
    them, and with the same preposition as stands behind it."""
    out: list[Hit] = []
    for hit in hits:
        if hit.rule not in {"passive", "subject", "adjective"} or not hit.harmed or hit.harmed[0].i > hit.token.i:
            continue
        doc, at = sentence.doc, hit.token.i + 1
        same: set[str] = set()
        while at < sentence.end and doc[at].text not in {",", ";"} and not doc[at].tag_.startswith("VB"):
            same |= {doc[at].lower_} & _WHERE
            at += 1
        while same and at < sentence.end and doc[at].text in {",", ";"}:
            noun = _person_at(doc[at], sentence, same)
            if noun is None:
                break
            out.append(Hit(hit.token, hit.trigger, hit.measure, "gapped", [noun]))
            at = next((t.i for t in doc[noun.i : sentence.end] if t.text in {",", ";"}), sentence.end)
    return out + _did_too(sentence, hits)


def _did_too(sentence: Span, hits: Sequence[Hit]) -> list[Hit]:
    """ "The pilot died, as did *three of his passengers*", "and so did *her son*": who died too."""
    out: list[Hit] = []
    for did in sentence[1:]:
        if did.lower_ != "did" or did.nbor(-1).lower_ not in {"as", "so"}:
            continue
        told = [hit for hit in hits if hit.token.i < did.i and hit.rule in {"subject", "lost_lives"} and hit.harmed]
        too = [noun for noun in kids(did, "nsubj") if noun.i > did.i]
        if told and too:
            out.append(Hit(told[-1].token, told[-1].trigger, told[-1].measure, "gapped", too))
    return out


def _person_at(mark: Token, sentence: Span, same: set[str]) -> Token | None:
    """The person behind a comma whose phrase is over at one of ``same``, prepositions, with no verb behind it."""
    doc, i = sentence.doc, mark.i + 1
    if i < sentence.end and doc[i].lower_ in {"and", "then"}:
        i += 1
    if i >= sentence.end or not (doc[i].lower_ in _OPENS or doc[i].like_num):
        return None
    noun: Token | None = None
    kin = words("name_lists", "kin") | words("name_lists", "kin_plural")
    for word in doc[i + 1 : min(sentence.end, i + _LONGEST)]:
        if word.tag_[:2] == "NN" and (known_person(word) or word.lower_ in kin):
            noun = word
        elif noun is not None or word.tag_ not in {"JJ", "NN", "NNP", "HYPH", "CD"}:
            break
    if noun is None or noun.i + 1 >= sentence.end or doc[noun.i + 1].lower_ not in same:
        return None
    for word in doc[noun.i + 1 : sentence.end]:
        if word.text in {",", ";", "."}:
            return noun
        if word.tag_[:2] == "VB" or word.lower_ in {"and", "who", "which"}:
            return None
    return noun


def number_left(head: Token) -> Token:
    """ "lost four men and the rebels *30*", "killed six and a second, near the gate, *nine*": the number that a
    clause without its verb leaves behind somebody or something else; ``head`` itself else."""
    doc, end, i = head.doc, head.sent.end, head.i + 1
    lefts = {c.lower_ for c in head.lefts}
    ordinal = head.lower_ in _LATEST | {"other", "another", "one"}
    told = lefts & {"the", "a", "an"} or head.tag_ in {"NNP", "NNPS"} or ordinal
    if head.dep_ != "conj" or not told or any(c.like_num for c in head.lefts):
        return head
    if ordinal and i < end and doc[i].text == ",":  # an aside in commas
        closes = next((t.i for t in doc[i + 1 : min(end, i + _ASIDE)] if t.text == ","), end)
        i = closes + 1 if not any(t.tag_[:2] == "VB" for t in doc[i:closes]) else end
    if i >= end or doc[i].tag_ != "CD":
        return head
    after = doc[i + 1].lower_ if i + 1 < end else "."
    return doc[i] if after in {".", ",", ";", ")", "and", "while", "but"} else head


def the_latest(head: Token) -> Token:
    """ "*Osei* is the latest to be abducted": of whom it is said; ``head`` itself else."""
    verb = head.head
    if head.lower_ not in _LATEST or head.dep_ != "attr" or verb.lower_ not in _BE:
        return head
    subjects = [s for s in kids(verb, "nsubj") if s.tag_[:2] in {"NN", "CD"}]
    return subjects[0] if subjects else head
