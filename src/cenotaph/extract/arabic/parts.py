"""Parts of a number told before: who stands behind "among them" or "including"."""

from __future__ import annotations

from collections.abc import Sequence

from cenotaph.extract.arabic.folding import Word
from cenotaph.extract.arabic.hits import Found, Hit
from cenotaph.extract.arabic.lexicon import and_joined, harm_base, phrase_starting, words
from cenotaph.extract.arabic.people import People, harm_noun

__all__ = ["parts_of", "told_before"]

_BREAKS = frozenset("،,؛;.!؟?")


def parts_of(tokens: Sequence[Word], people: Sequence[People], hits: Sequence[Hit]) -> dict[int, int]:
    """First token of each phrase that is a part -> the token of "among them"."""
    out: dict[int, int] = {}
    for k, word in enumerate(tokens):
        marker = k + 1 if word.isin(words("people", "part.words")) else None
        including = phrase_starting(tokens, k, "people", "part.with")
        if including is not None:
            marker = k + len(including[0])
        if word.isin(words("people", "part.among")) and k + 1 < len(tokens) and _harmed(tokens[k + 1]):
            marker = k + 2
        if marker is None or _own_verb(k, marker, people, hits):
            continue
        end = marker
        for person in people:
            if person.first < marker:
                continue
            between = tokens[end : person.first]
            joined = end == marker or and_joined(tokens[person.first]) or any(w.text == "و" for w in between)
            if any(harm_base(w) for w in between):
                break
            if person.first - end > (1 if end == marker else 2) or not joined or person.harm is not None:
                break
            if any(w.text in _BREAKS - {"،"} for w in between):
                break
            out[person.first] = k
            end = person.last
    return out


def _own_verb(k: int, marker: int, people: Sequence[People], hits: Sequence[Hit]) -> bool:
    """Whether who stands behind "among them" has a verb of harm of their own, and nobody was harmed before."""
    if any(h.first < k for h in hits):
        return False
    person = next((p for p in people if p.first == marker), None)
    return person is not None and any(h.first == person.last and h.plural for h in hits)


def _harmed(word: Word) -> bool:
    """ "The dead", "the wounded": a noun of harm with the article, people told of before."""
    noun = harm_noun(word)
    return noun is not None and noun.shape == "many" and word.text.startswith("ال")


def told_before(found: Found, part: People) -> bool:
    """Whether the whole stands in front of the part: its people, or the word of harm."""
    start = found.people.first if found.people is not None and found.people.harm is None else found.hit.first
    return found.kind == "people" and min(start, found.hit.first) < part.first
