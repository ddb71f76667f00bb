"""Who gives a figure, by the words around it: "the *government*'s 14", "the *governor* gave the figure as 43"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.attribution import speaks
from cenotaph.extract.lexicon import words
from cenotaph.extract.numbers import CountMention
from cenotaph.extract.phrases import text_of
from cenotaph.extract.voices import voice_of
from cenotaph.model import ActorKind

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["giver_of", "keeps_count", "owner_before", "speaker_before"]


def owner_before(head: Token, mention: CountMention) -> Token | None:
    """The noun in the possessive right before a figure ("the *government*'s 14"), if it can speak."""
    marks = [t for t in head.sent if t.idx < mention.start and t.tag_ == "POS"]
    owner = marks[-1].nbor(-1) if marks and marks[-1].i > head.sent.start else None
    return owner if owner is not None and (speaks(owner) or owner.tag_[:3] == "NNP") else None


def giver_of(head: Token) -> Token | None:
    """The subject of "the governor *gave the figure as* 43"."""
    verb = head.head.head if head.dep_ == "pobj" else head.head
    verb = verb.head if verb.dep_ in {"advmod", "prep"} else verb  # "went *further*, with 15"
    givers = [c for c in verb.children if c.dep_ == "nsubj" and speaks(c)]
    givers = [
        c for c in givers if c.lower_ not in words("groups", "totals")
    ]  # "*the number* of those named is at 12"
    return givers[-1] if givers else None


def keeps_count(head: Token) -> bool:
    """ "*The Red Cross* has 15", "the union's *register* has 40": a body or a list that has a bare number."""
    keepers = [c for c in head.head.children if c.dep_ == "nsubj" and c.tag_[:2] == "NN"]
    if not keepers:
        return False
    voice = voice_of(keepers[0])
    listed = words("reporting", "nouns", "tallies") | words("reporting", "nouns", "statement")
    return keepers[0].lower_ in listed or (
        voice is not None and voice.kind not in {ActorKind.UNKNOWN, ActorKind.INDIVIDUAL}
    )


def speaker_before(sentence: Span, start: int, end: int) -> Token | None:
    """The noun that ends right before a figure, if it can speak and no verb stands between."""
    comma = text_of(sentence.doc).find(",", start, end)
    inside = [t for t in sentence if start <= t.idx < (comma if comma > 0 else end) and not t.is_punct]
    hedges = {
        "of",
        "on",
        "at",
        "least",
        "about",
        "around",
        "some",
        "nearly",
        "over",
        "more",
        "than",
        "up",
        "to",
        "almost",
        "only",
        "just",
    }
    while inside and inside[-1].lower_ in hedges:
        inside.pop()
    if not inside or any(t.tag_[:2] in {"VB", "MD"} for t in inside):
        return None
    last = inside[-1]
    named = last.tag_ in {"NNP", "NNPS"} and last.lower_ not in {
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
    }
    return last if last.tag_[:2] == "NN" and (named or speaks(last)) else None
