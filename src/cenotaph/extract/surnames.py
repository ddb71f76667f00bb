"""A surname alone that the paragraph has given in full before: "Marcus Deal, 26, ... *Deal* died on the lawn"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.places import country_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["surname_told"]


def surname_told(word: Token) -> bool:
    """Whether ``word`` is a last name by what stands before it in its paragraph, whatever else it means."""
    if word.tag_[:2] not in {"NN", "VB", "RB", "JJ", "UH"} or not word.text.istitle() or word.n_lefts:
        return False
    for earlier in word.doc[: word.i]:
        if earlier.text != word.text or earlier.i == 0 or earlier.dep_ == "compound":
            continue
        first = earlier.nbor(-1)
        if first.tag_ == "NNP" and first.text.istitle() and first.head == earlier:
            return country_of(word.text) is None and country_of(f"{first.text} {word.text}") is None
    return False
