"""People who are counted behind an aside that names parts of those before it: "killing 12 soldiers, including two
officers, *and five guards*", "14 dead, among them a baby, *and nine men* wounded"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cenotaph.extract.hits import Hit
from cenotaph.extract.lexicon import triggers
from cenotaph.extract.persons import known_person
from cenotaph.extract.phrases import conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = ["behind_parts", "past_aside"]

_OPENS = {"including", "among", "amongst"}
_THEM = {"them", "whom"}
_GOES_ON = {"and", "plus"}
_LED = {"a", "an", "one", "another", "some", "about", "around", "nearly", "almost", "over"}
_RUN = {"CD", "JJ", "JJR", "RB", "NN", "NNS", "NNP", "NNPS", "HYPH", "VBN", "VBG", "DT", "IN", "POS"}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_LONGEST = 14  # words of the aside, and of the phrase behind it


def behind_parts(sentence: Span, hits: list[Hit]) -> None:
    """Give whoever stands behind an aside to the harm told before it, or to that of their own verb alone."""
    if not hits:
        return
    for start, comma in _asides(sentence):
        head = _head(sentence.doc, comma + 2, sentence.end)
        if head is None:
            continue
        following = sentence.doc[head.i + 1] if head.i + 1 < sentence.end else None
        if following is not None and following.tag_ in _FINITE | {"VBN"} and not following.is_punct:
            for hit in hits:
                if hit.token.i > head.i and any(start <= m.i < comma for h in hit.harmed for m in conjuncts(h)):
                    hit.harmed = [head]
            continue
        before = [h for h in hits if h.harmed and h.token.i < start and max(p.i for p in h.harmed) < start]
        if before and before[-1].rule in {"active", "numbered", "nominal", "of"}:
            told = {m.i for h in before[-1].harmed for m in conjuncts(h)}
            before[-1].harmed = before[-1].harmed + ([head] if head.i not in told else [])


def past_aside(first: Token, member: Token) -> bool:
    """Whether ``member``, which the parse joins to the part ``first`` of an aside, stands behind the aside."""
    doc, edge = first.doc, member.left_edge.i
    while edge > first.i and doc[edge - 1].lower_ not in _GOES_ON:
        edge -= 1
    if edge - 2 <= first.i or doc[edge - 2].text != ",":
        return False
    return any(start <= first.i < comma == edge - 2 for start, comma in _asides(first.sent))


def _asides(sentence: Span) -> Iterator[tuple[int, int]]:
    """Where the people of each aside begin, and the comma behind it; a list with commas of its own has no end."""
    doc = sentence.doc
    for token in sentence:
        if token.lower_ not in _OPENS or token.i == sentence.start or doc[token.i - 1].text != ",":
            continue
        start = token.i + 1
        if token.lower_ != "including":
            if start >= sentence.end or doc[start].lower_ not in _THEM:
                continue
            start += 1
        for i in range(start, min(start + _LONGEST, sentence.end - 2)):
            if doc[i].text == ",":
                if doc[i + 1].lower_ in _GOES_ON:
                    yield start, i
                break
            if doc[i].text in {";", ":", ".", "(", ")"} or doc[i].tag_ in _FINITE:
                break


def _head(doc: Doc, start: int, end: int) -> Token | None:
    """The head of the phrase of people with a number or article that begins at ``start``."""
    if start >= end or not (doc[start].like_num or doc[start].lower_ in _LED):
        return None
    head = None
    for token in doc[start : min(start + _LONGEST, end)]:
        if token.tag_ not in _RUN or (head is not None and token.tag_ not in {"NN", "NNS"}):
            break
        head = token if token.tag_ in {"NN", "NNS"} and known_person(token) else head
    if head is None or (head.lower_ in triggers() and not triggers()[head.lower_].people):
        return None
    return head
