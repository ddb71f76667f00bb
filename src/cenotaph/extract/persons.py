"""Whether a noun may be a person: by the tables, by being a name or a number, or as an agent noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.lexicon import flat, words

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["person_like"]


def person_like(noun: Token) -> bool:
    """Whether a head may be a person: a name, a number alone, a word of the tables, or an agent noun."""
    lower = noun.lower_
    if (
        lower in words("groups", "people")
        or lower in words("groups", "quantity")
        or lower in flat("actors", "kinds")
    ):
        return True
    if (
        noun.tag_ in {"PRP", "PRP$", "NNP", "NNPS", "CD"}
        or noun.like_num
        or lower in words("groups", "plural_nouns")
    ):
        return True
    return lower.removesuffix("s").endswith(
        ("er", "or", "ist", "man", "men", "woman", "women", "person", "people", "ian", "ee", "ant", "old")
    )
