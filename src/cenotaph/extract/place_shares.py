"""The place that a count is put down to: "Rohtas accounted for five deaths, Gaya for three"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.lexicon import words
from cenotaph.extract.phrases import end_of, text_of
from cenotaph.extract.placing import lookup
from cenotaph.model import Place

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["accounted_for"]


def accounted_for(head: Token) -> tuple[Place, int, int] | None:
    """The place that a count is put down to: "*Rohtas* accounted for five deaths, *Gaya* for three"; or None."""
    prep = head.doc[head.left_edge.i - 1] if head.left_edge.i > head.sent.start else head
    if prep.lower_ != "for" or prep.i <= head.sent.start:
        return None
    last = prep.nbor(-1)
    if last.lower_.startswith("account"):
        subjects = [c for c in last.children if c.dep_ == "nsubj"]
        last = subjects[0] if subjects else last
    if last.tag_ not in {"NNP", "NNPS"} or "accounted" not in {t.lower_ for t in head.sent}:
        return None
    first = last.i
    while first > head.sent.start and head.doc[first - 1].tag_ in {"NNP", "NNPS"}:
        first -= 1
    if last.lower_ in words("placing", "not", "causes"):
        return None  # "*Malaria* accounted for 40 deaths"
    start, end = head.doc[first].idx, end_of(last)
    name = text_of(head.doc)[start:end]
    return lookup(name) or Place(text=name), start, end
