"""Victims named after the count: "the victims were identified as A and B", "it named the dead as A"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.counting import Counted
from cenotaph.extract.hits import Hit
from cenotaph.extract.lexicon import triggers, words
from cenotaph.extract.people import Named, person_name
from cenotaph.extract.phrases import conjuncts
from cenotaph.model import Count, Hedge, Measure

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["named_victims"]

_NAMING = {"identified", "named", "identifies", "names", "identify"}
_BE = {"was", "were", "is", "are"}


def named_victims(sentence: Span, measure: Measure | None, profile: str) -> list[tuple[Hit, Counted]]:
    """The namings of a sentence as hits with their counted names; ``measure`` is what was told last, if any."""
    out: list[tuple[Hit, Counted]] = []
    dead = words("groups", "named_dead")
    for verb in sentence:
        if verb.lower_ in _NAMING and verb.tag_[:2] == "VB":
            nouns = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
            heads = [g for c in verb.children if c.dep_ == "prep" and c.lower_ == "as" for g in c.children]
        elif verb.lower_ in _BE and verb.dep_ in {"ROOT", "ccomp"}:
            nouns = [c for c in verb.children if c.dep_ == "nsubj" and c.lower_ in dead]
            heads = [c for c in verb.children if c.dep_ == "attr"]
        else:
            continue
        noun = nouns[0] if nouns else None
        if noun is None or not _victim(noun) or (measure is None and noun.lower_ not in dead):
            continue
        names = [n for head in heads for member in conjuncts(head) if (n := person_name(member)) is not None]
        if names:
            out.append(_made(verb, noun, names, measure, profile))
    return out


def _victim(noun: Token) -> bool:
    lower = noun.lower_
    if lower in words("groups", "attackers") or lower in {"suspect", "suspects"}:
        return False
    return lower in words("groups", "named_dead") or lower in words("groups", "people")


def _made(
    verb: Token, noun: Token, names: list[Named], measure: Measure | None, profile: str
) -> tuple[Hit, Counted]:
    said = Measure.KILLED if noun.lower_ in {"dead", "deceased", "slain"} or measure is None else measure
    start, end = names[0].start, names[-1].end
    n = len(names)
    count = Count(low=n, best=n, high=n, text=verb.doc.text[start:end], hedge=Hedge.EXACT, profile=profile)
    heads = [name.head for name in names]
    hit = Hit(verb, triggers()["dead"], said, "naming", heads)
    return hit, Counted(heads[0], count, start, end, "names", {"names", "definite"}, heads)
