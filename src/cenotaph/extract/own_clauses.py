"""Who a clause tells of where the parse ties them to the clause before: "A died and *her son* lost a leg"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.lexicon import words
from cenotaph.extract.persons import person_like

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["behind_preposition", "behind_verb", "joined_before", "own_clause", "said_of"]

_OPENS = {"also", "and", ",", ";", ":", "among", "others", "not", "-", "\n"}
_HEDGES = {"around", "about", "over", "under", "up", "nearly", "some", "at", "another", "almost", "roughly"}
_HEDGES |= {"several", "many", "dozens", "scores", "hundreds", "thousands", "more"}


def own_clause(verb: Token) -> Token | None:
    """ "Three were freed; *a fourth, Ana Cole*, lost an eye", "A died and *her son*, aged six, lost a leg": the
    subject that stands between the mark or the "and" and the verb, where the parse ties it to the clause before
    ("fighting for life *and her sons* are in hospital")."""
    kids = {c.dep_ for c in verb.children}
    adverbial = verb.dep_ == "advcl" and "auxpass" in kids and not kids & {"mark", "advmod"}
    if verb.dep_ != "conj" and not adverbial:  # "died in clashes *and several hundred were hurt*"
        return None
    doc, first = verb.doc, None
    for i in range(verb.i - 1, max(verb.head.i, verb.i - 14), -1):
        if doc[i].text == ";" or (doc[i].lower_ in {"and", "but", "while"} and i + 2 < verb.i):
            first = i + 1
            break
        if doc[i].tag_ in {"VBD", "VBZ", "VBP", "MD"} and doc[i].dep_ not in {"aux", "auxpass"}:
            return None
    if first is None or not _begins(doc[first]):
        return None
    outside = [t for t in doc[first : verb.i] if t.tag_[:2] in {"NN", "CD"} and not first <= t.head.i <= verb.i]
    if not outside:
        return None
    noun, before = outside[0], verb.i - 1
    while doc[before].dep_ in {"aux", "auxpass", "neg"} and before > first:
        before -= 1
    described = doc[noun.i + 1].lower_ == "of" and not any(
        t.tag_[:2] == "VB" or t.is_punct for t in doc[noun.i : before]
    )
    finite = noun.like_num or verb.tag_ in {"VBP", "VBZ"} or before < verb.i - 1
    meets = finite and (before == noun.i or described)
    closed = doc[before].text == "," or doc[first - 1].text == ";" or meets
    carried = noun.dep_ in {"conj", "appos", "pobj", "dobj", "npadvmod", "dep"} and person_like(noun)
    return noun if closed and carried else None


def behind_preposition(verb: Token) -> Token | None:
    """ "Villagers dug graves for *neighbours* killed in the raid": whom a bare participle behind their
    preposition is said of, where the parse hangs it on the verb before."""
    if verb.tag_ != "VBN" or verb.dep_ != "advcl" or verb.i <= verb.sent.start + 1:
        return None
    before, kids = verb.nbor(-1), {c.dep_ for c in verb.children}
    bare = not kids & {"auxpass", "aux", "mark", "advmod", "nsubj", "nsubjpass"}
    plural = (
        before.tag_ in {"NNS", "NNP", "NNPS"}
        and before.dep_ == "pobj"
        and before.head.lower_ in {"for", "of", "to"}
    )
    return before if bare and plural and (before.tag_ != "NNS" or person_like(before)) else None


def behind_verb(verb: Token) -> list[Token]:
    """ "Also killed were *three policemen*", "Wounded in the raid was *a nurse*": whom a participle that opens its
    clause is said of."""
    before = verb.nbor(-1).lower_ if verb.i > verb.sent.start else ","
    if verb.tag_ not in {"VBN", "VBD"} or before not in _OPENS:
        return []
    be = (
        verb.head
        if verb.dep_ in {"nsubj", "csubj"}
        else next((c for c in verb.rights if c.dep_ == "auxpass"), verb)
    )
    if be.lower_ not in {"was", "were", "is", "are"} or be.i < verb.i:
        return []
    heads = [*be.rights, *(c for c in verb.rights if c.i > be.i)]
    return [c for c in heads if c.dep_ in {"attr", "nsubj", "nsubjpass", "dobj"} and person_like(c)][:1]


def said_of(teller: Token, verb: Token) -> Token | None:
    """ "with officials *saying* 20 to *60 people* have died": whom those who tell speak of, where the parse makes
    the tellers die."""
    says = next((c for c in teller.rights if c.dep_ == "acl" and c.tag_ == "VBG" and c.i < verb.i), None)
    if says is None or says.lower_ not in words("reporting", "asserts", "verbs"):
        return None
    told = (t for t in reversed(verb.doc[says.i + 1 : verb.i]) if t.tag_[:2] == "NN" and person_like(t))
    return next((t for t in told if any(c.like_num for c in t.lefts)), None)


def _begins(word: Token) -> bool:
    """Whether a word may open the people that a clause tells of."""
    return word.lower_ in _HEDGES or (
        word.tag_ in {"DT", "PRP$", "CD", "NNP"} and word.lower_ not in {"the", "this", "that", "these", "those"}
    )


def joined_before(verb: Token) -> Token | None:
    """ "Two farmers died and *nine labourers*, most of them women, were hurt": a numbered noun that the parse joins
    to a verb before this one, itself read as what is said."""
    for said in verb.lefts:
        if said.dep_ != "ccomp" or said.tag_[:2] != "VB":
            continue
        for noun in said.rights:
            if (
                noun.dep_ == "conj"
                and noun.tag_[:2] == "NN"
                and any(c.like_num for c in noun.lefts)
                and person_like(noun)
            ):
                return noun
    return None
