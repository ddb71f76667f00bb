"""Noun phrases over the parse: what is counted, its words, and its parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cenotaph.extract.lexicon import triggers, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = [
    "after_nor",
    "antecedent",
    "conjuncts",
    "end_of",
    "far_object",
    "is_plural",
    "left_edge",
    "members_of",
    "numbered_of",
    "of_object",
    "opens_clause",
    "phrase_span",
    "quantity_head",
    "said_in",
    "same_sentence_left",
    "says_who",
    "size_of",
    "text_of",
    "with_text",
]

_DOZENS = {"dozen", "score", "hundred", "dozens"}
_PREMODIFIERS = {
    "det",
    "amod",
    "compound",
    "nummod",
    "poss",
    "quantmod",
    "nmod",
    "advmod",
    "predet",
    "neg",
    "case",
    "npadvmod",
}


_ONE = {"a", "an", "one", "another", "that", "old"}
_PARTING = {
    *(",", "in", "on", "at", "last", "near", "during", "this", "early", "late", "yesterday", "outside"),
    *("overnight", "today", "under", "aboard"),
}  # fmt: skip
_TIMES = {
    *("week", "weekend", "month", "year", "night", "morning", "evening", "afternoon", "day", "summer", "winter"),
    *("spring", "autumn", "dawn", "dusk", "daylight", "midnight", "noon", "public", "custody", "road", "street"),
    *("hospital", "detention", "prison", "jail", "sea", "action", "battle", "combat", "infancy"),
    *("overnight", "today"),
}  # fmt: skip
_HEDGING = {
    *("at", "least", "about", "some", "more", "than", "up", "to", "nearly", "around", "over", "as", "many"),
    "almost",
    *("roughly", "fewer", "no", "less", "perhaps", "possibly", "probably", "a", "an", "the", "another"),
}  # fmt: skip


def text_of(doc: Doc) -> str:
    """The text of a document, kept beside it: spaCy puts it together from its tokens each time that it is asked."""
    text = doc.user_data.get("text")
    return str(text if text is not None else with_text(doc, doc.text).user_data["text"])


def with_text(doc: Doc, text: str) -> Doc:
    """``doc`` with its text, which is ``text``, kept beside it (``text_of``)."""
    doc.user_data["text"] = text
    return doc


def said_in(span: Span) -> str:
    """The text of a sentence or phrase, without the blank after it."""
    return text_of(span.doc)[span.start_char : span.end_char]


def _quantity() -> frozenset[str]:
    return words("groups", "quantity")


def of_object(token: Token) -> Token | None:
    """The object of "of" under ``token`` ("dozens *of people*"), or None."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
                if inner.dep_ == "pcomp" and inner.tag_ == "VBG":  # "the lives of *23 people* queuing for bread"
                    doing = [c for c in inner.children if c.dep_ == "nsubj" and c.tag_ in {"NNS", "NN", "CD"}]
                    if doing:
                        return doing[0]
    return None


def far_object(token: Token) -> Token | None:
    """The people after an "of" that a time or place parts from its noun ("the killing, on Friday, *of two men*"),
    or None."""
    doc = token.doc
    for word in doc[token.i + 1 : min(token.i + 10, token.sent.end)]:
        if word.tag_[:2] in {"VB", "MD"} or word.text in {";", ":", '"'}:
            return None
        if word.lower_ == "of" and word.i > token.i + 1 and word.dep_ == "prep":
            counted_itself = any(c.dep_ == "nummod" for c in token.lefts)
            adjunct = word.head.dep_ in {"pobj", "advmod", "npadvmod"}
            parted = adjunct and _time_or_place(word.head) and not counted_itself
            counted = [
                o
                for o in word.children
                if o.dep_ == "pobj"
                and (word.head.i <= token.i or (parted and (o.tag_[:3] != "NNP" or _of_nobody(word.head))))
            ]
            named = [o for o in counted if any(c.dep_ == "nummod" or c.lower_ in {"a", "an"} for c in o.lefts)]
            named = named or [o for o in counted if o.tag_[:3] == "NNP" and _of_nobody(word.head)]
            return named[0] if named and doc[token.i + 1].lower_ in _PARTING else None
    return None


def _of_nobody(word: Token) -> bool:
    """Whether a word is a time or place of dying that is of nobody named ("in *custody* of A B", "on *Friday*")."""
    return word.lower_ in _TIMES or word.lower_ in words("name_lists", "calendar")


def _time_or_place(word: Token) -> bool:
    """Whether an "of" cannot belong to ``word`` ("the murder in *2014* of two brothers", "in *May* of six")."""
    return word.tag_ in {"CD", "NNP"} or word.lower_ in _TIMES


def size_of(token: Token) -> Token | None:
    """The number after "of" that says how many a body of people has ("a crew *of four*"), or None."""
    inner = of_object(token) if token.lower_ in words("groups", "collective") else None
    alone = inner is not None and (inner.like_num or inner.tag_ == "CD") and of_object(inner) is None
    return inner if alone else None


def members_of(token: Token) -> Token:
    """The people with a number whom a body of people has ("a gang of *12 fighters*"), else the noun itself."""
    inner = of_object(token) if token.lower_ in words("groups", "collective") else None
    if inner is None or inner.tag_ not in {"NN", "NNS"} or (inner.tag_ == "NN" and _with_number(token)):
        return token  # "fourteen members of one family"
    return inner if any(c.dep_ == "nummod" or c.lower_ in _DOZENS for c in inner.lefts) else token


def numbered_of(token: Token) -> Token | None:
    """The head of the numbered phrase right after "of", hedges between, where the parse has lost it."""
    doc, end = token.doc, token.sent.end
    if token.i + 2 >= end or doc[token.i + 1].lower_ != "of":
        return None
    for word in doc[token.i + 2 : min(token.i + 7, end)]:
        if word.like_num or word.lower_ in {"dozens", "scores", "hundreds", "dozen"}:
            head = word.head
            return head if word.i < head.i <= word.i + 4 and head.tag_[:2] == "NN" else word
        if word.lower_ not in _HEDGING:
            return None
    return None


def quantity_head(token: Token) -> Token:
    """Climb from "people" in "dozens of people" to the quantity word that heads the phrase."""
    head = token
    while head.dep_ == "pobj" and head.head.lower_ == "of":
        outer = head.head.head
        if outer.lower_ in _quantity() or outer.like_num:
            head = outer
        else:
            break
    return head


def left_edge(token: Token) -> int:
    """Document index of the first premodifier of ``token`` (determiner, number, adjective, possessor)."""
    left = token.i
    for child in token.lefts:
        if child.dep_ in _PREMODIFIERS or child.like_num or _named_after(child, token):
            left = min(left, child.left_edge.i)
    doc = token.doc
    if left == token.i >= 2 and doc[left - 1].text == "-" and not doc[left - 1].whitespace_:
        first = doc[left - 2]  # "two ex-soldiers", tied to nothing by the parse
        return min([first.i, *(c.left_edge.i for c in first.lefts if c.dep_ in _PREMODIFIERS)])
    return left


def _named_after(child: Token, noun: Token) -> bool:
    """ "two *Mecca* pilgrims": a name right before its noun, which the parse may give out as a subject."""
    return child.tag_ == "NNP" and noun.tag_ == "NNS" and child.i == noun.i - 1 and child.dep_ == "nsubj"


def phrase_span(token: Token) -> tuple[int, int]:
    """Half-open document indices of the phrase headed by ``token``: premodifiers, head, and an "of" object
    when the head is a quantity word."""
    left, right = left_edge(token), token.i + 1
    if token.lower_ in _quantity() or token.like_num:
        inner = of_object(token)
        if inner is not None:
            right = inner.i + 1
    return left, right


def conjuncts(token: Token) -> Iterator[Token]:
    """``token`` and the noun phrases coordinated with it, left to right."""
    yield token
    for child in token.children:
        if child.dep_ == "conj" and child.i > token.i and child.tag_[:1] in "NCPJD":
            if not says_who(child) and not (token.dep_ == "dobj" and opens_clause(child.i + 1, child)):
                yield from conjuncts(child)
        elif (
            child.dep_ == "appos"
            and child.i > token.i
            and token.tag_ == "NN"
            and child.tag_ == "NNS"
            and _with_number(child)
        ):
            yield from conjuncts(child)  # "her husband, two sons and a daughter"
        elif child.dep_ == "appos" and child.i > token.i and _kept_with(child):
            yield from conjuncts(child)  # "the chief, his driver and two guards"
        elif child.dep_ == "appos" and child.i > token.i and _one_more(token, child):
            yield from conjuncts(child)  # "a brigadier, a colonel and four majors"
        elif child.dep_ == "appos" and child.i > token.i and (last := _told_last(token, child)) is not None:
            comma = token.doc[last.left_edge.i - 2].text == ","
            yield from conjuncts(last if comma else child)  # "the owner, a customer and two guards"
        elif child.dep_ == "dep" and child.tag_ == "NN" and child.i < token.i and child.nbor().text == ",":
            yield child  # "*a judge*, two inmates and a clerk"
        elif child.dep_ == "appos" and child == _name_of(token):  # "her mother *Nina* and the baby"
            for more in (c for c in child.children if c.dep_ == "conj"):
                yield from conjuncts(more)
        elif child.dep_ == "appos" and child.tag_ == "NNP" and token.tag_ == "NNP" and _listed(child):
            yield from conjuncts(child)  # "A, B and C" read as an apposition


def opens_clause(after: int, noun: Token) -> bool:
    """ "killed her brother *and her mother fled*": whether a verb of its own stands at ``after``, behind ``noun``,
    who is then no object of the verb before."""
    doc = noun.doc
    if after >= noun.sent.end or doc[after].tag_ not in {"VBD", "VBZ", "VBP", "MD"}:
        return False
    led = noun.left_edge.i > noun.sent.start and doc[noun.left_edge.i - 1].lower_ in {"and", "but"}
    return led and noun.tag_ in {"NN", "NNS", "NNP"} and doc[after].lower_ not in triggers()


def says_who(noun: Token) -> bool:
    """ "18 people, *all women and children*": a plural that says who the ones before the comma are."""
    doc, first = noun.doc, noun.left_edge.i
    opens = first > noun.sent.start and doc[first - 1].text in {",", "(", "-", "–", "—"}
    share = doc[first].lower_ in {"all", "both", "mostly", "mainly", "largely", "chiefly"}
    return opens and share and first < noun.i and doc[first + 1].tag_[:2] in {"NN", "JJ"}


def _with_number(token: Token) -> bool:
    return any(c.dep_ == "nummod" for c in token.children)


def _one_more(first: Token, second: Token) -> bool:
    """Whether an apposition is the next of a list: both have an article or number, and so has one behind "and"."""
    if first.tag_ not in {"NN", "NNS"} or second.tag_ not in {"NN", "NNS"}:
        return False
    comma = first.doc[first.i + 1 : second.left_edge.i].text == ","
    joined = [c for c in second.children if c.dep_ == "conj"]
    if not joined or not comma:
        return False
    last = _one_or_number(joined[-1]) or any(c.lower_ == "the" or c.tag_ == "PRP$" for c in joined[-1].lefts)
    return last and _one_or_number(first) and _one_or_number(second)


def _told_last(first: Token, second: Token) -> Token | None:
    """The last of "the owner, *a customer* and two guards": with a comma before "and", the second says who the
    first is ("the owner, *a farmer*, and two guards")."""
    known = any(c.lower_ == "the" or c.dep_ == "poss" for c in first.lefts)
    joined = [c for c in second.children if c.dep_ == "conj"]
    if not known or len(joined) != 1 or first.tag_ != "NN" or second.tag_ != "NN":
        return None
    doc, last = first.doc, joined[0]
    comma = doc[first.i + 1 : second.left_edge.i].text == ","
    listed = comma and doc[second.i + 1 : last.left_edge.i].text in {"and", ", and"}
    return last if listed and _one_or_number(second) and _one_or_number(last) else None


def _one_or_number(token: Token) -> bool:
    return _with_number(token) or any(c.lower_ in {"a", "an", "another"} for c in token.lefts)


def _kept_with(token: Token) -> bool:
    """ "..., *his driver* and two guards": somebody's own, and more of them."""
    owned = any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in token.lefts)
    named = _name_of(token)
    joined = [c for t in (token, named) if t is not None for c in t.children if c.dep_ == "conj"]
    return owned and token.tag_ in {"NN", "NNS"} and bool(joined)


def _name_of(token: Token) -> Token | None:
    """ "his mother *Nina*": the name right behind the noun that says who it is."""
    return next(
        (
            c
            for c in token.children
            if c.dep_ == "appos"
            and c.tag_ == "NNP"
            and token.tag_ == "NN"
            and all(t.tag_ in {"NNP", "HYPH", "IN", "NN"} for t in token.doc[token.i + 1 : c.i])
        ),
        None,
    )


def _listed(token: Token) -> bool:
    return any(c.dep_ == "conj" and c.tag_ == "NNP" for c in token.children)


def antecedent(token: Token) -> Token | None:
    """The noun that the relative clause around ``token`` modifies, or None outside a relative clause."""
    node = token
    while node.head != node:
        if node.dep_ in {"relcl", "acl"}:
            return node.head
        node = node.head
    return None


def is_plural(token: Token) -> bool:
    """Whether the head is plural in form or by its table ("people", "police", "troops")."""
    if token.lower_.endswith("men") and len(token) > 4 and token.lower_ != "specimen":
        return True
    if token.lower_ == "youth" and (token.head.tag_ == "VBZ" or any(c.lower_ in _ONE for c in token.lefts)):
        return False  # "Oldtown *youth* dies", "a youth"
    return token.tag_ in {"NNS", "NNPS"} or token.lower_ in words("groups", "plural_nouns")


def end_of(token: Token) -> int:
    """Offset just after ``token``."""
    return token.idx + len(token.text)


def same_sentence_left(token: Token, steps: int) -> Iterator[Token]:
    """Up to ``steps`` tokens before ``token`` in its sentence, nearest first."""
    for i in range(token.i - 1, max(token.sent.start, token.i - steps) - 1, -1):
        yield token.doc[i]


def after_nor(head: Token) -> bool:
    """ "Nobody was killed, *nor was anybody* hurt", "*nor were there any* injuries": nobody is."""
    before = [t.lower_ for t in head.doc[max(head.sent.start, head.left_edge.i - 3) : head.left_edge.i]]
    return "nor" in before
