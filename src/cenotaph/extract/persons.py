"""Whether a noun may be a person: by the tables, by being a name or a number, or as an agent noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.lexicon import flat, table, words
from cenotaph.extract.phrases import of_object, size_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "animal",
    "heads_a_body",
    "known_person",
    "named_as_person",
    "one_of_a_calling",
    "person_like",
    "thing_like",
]

_IN_OFFICE = {
    *("deputy", "former", "acting", "assistant", "department", "village", "ward", "district", "regional"),
    *("military", "political", "security", "intelligence", "police", "family", "clan", "section", "faction"),
}  # fmt: skip
_BEFORE_A_CALLING = {"co", "ex", "vice", "sub"}  # "the co-owner"
_CARRIED = {"letter", "mail", "newspaper", "stretcher"}


def person_like(noun: Token) -> bool:
    """Whether a head may be a person: a name, a number alone, a word of the tables, or an agent noun."""
    lower = noun.lower_
    owned = noun.dep_ == "pobj" and noun.head.lower_ == "of"  # "a student of the faculty who was taken"
    if (
        noun.tag_ in {"NN", "NNS"}
        and noun.text.islower()
        and not owned
        and any(c.dep_ == "relcl" and _who(c) for c in noun.children)
    ):
        return True  # "a naval rating *who* was hacked"
    if lower == "head" and {c.lower_ for c in noun.lefts} & _IN_OFFICE:
        return True  # "the deputy *head* of a battalion"
    if heads_a_body(noun):
        return True
    if thing_like(noun):
        return False
    if lower in words("groups", "quantity") or known_person(noun) or size_of(noun) is not None:
        return True
    counted = lower in table("number_words")["ordinals"] and any(c.lower_ in {"a", "the"} for c in noun.lefts)
    if counted and noun.dep_ in {"nsubj", "nsubjpass"} and not any(c.lower_ == "of" for c in noun.rights):
        return True  # "*a third* sustained a fracture"
    if (
        noun.tag_ in {"PRP", "PRP$", "NNP", "NNPS", "CD"}
        or noun.like_num
        or lower in words("groups", "plural_nouns")
    ):
        return True
    return lower.removesuffix("s").endswith(
        (
            "er",
            "or",
            "ist",
            "man",
            "men",
            "boy",
            "girl",
            "child",
            "children",
            "folk",
            "mate",
            "crew",
            "hand",
            "woman",
            "women",
            "person",
            "people",
            "ian",
            "ee",
            "ant",
            "old",
        )
    )


def heads_a_body(noun: Token) -> bool:
    """ "*the head* of the village council", and not of a boy or of cattle."""
    if noun.lower_ != "head" or not {c.lower_ for c in noun.lefts} & {"the", "a", "its", "their", "another"}:
        return False
    of = of_object(noun)
    if of is None or of.tag_ not in {"NN", "NNP"}:
        return False
    return not named_as_person(of) or of.lower_ in {"police", "family", "clan"}


def _who(clause: Token) -> bool:
    return any(c.lower_ == "who" and c.dep_ in {"nsubj", "nsubjpass"} for c in clause.children)


def known_person(noun: Token) -> bool:
    """Whether a noun is a person by the tables alone, its ending apart."""
    return noun.lower_ in flat("actors", "kinds") or named_as_person(noun)


def named_as_person(noun: Token) -> bool:
    """Whether the tables have a noun as a person, not as a body that speaks ("an ambulance")."""
    return noun.lower_ in words("groups", "people") or one_of_a_calling(noun.lower_)


def one_of_a_calling(lower: str) -> bool:
    """Whether a word, lower case, names a person by calling, office or kin, or several."""
    callings, persons = words("groups", "callings"), words("nouns", "person")
    if "-" in lower:
        whose, _, rest = lower.partition("-")
        lower = whose if rest.startswith("of-") else rest if whose in _BEFORE_A_CALLING else lower
    return any(word in callings or word in persons for word in _singulars(lower))


def thing_like(noun: Token) -> bool:
    """Whether a common noun is a thing, an animal or an abstract by the table ("two lorries")."""
    if noun.tag_ not in {"NN", "NNS"} or any(c.dep_ == "compound" and c.lower_ in _CARRIED for c in noun.lefts):
        return False  # "a letter carrier"
    if noun.lower_ == "olds":
        return False  # "two 16-year-*olds*"
    forms = _singulars(noun.lower_)
    if animal(noun) or forms & (words("groups", "things") | words("senses", "things")):
        return True
    known = words("groups", "callings") | words("groups", "people") | words("groups", "quantity")
    return bool(forms & words("nouns", "no_person")) and not forms & known


def animal(noun: Token) -> bool:
    """Whether a common noun is an animal by the table ("three sheep", "200 head of cattle")."""
    of = noun.lower_ in {"head", "herd", "flock"} and any(c.lower_ == "of" for c in noun.rights)
    of &= not heads_a_body(noun)
    return of or (noun.tag_ in {"NN", "NNS"} and bool(_singulars(noun.lower_) & words("senses", "animals")))


def _singulars(lower: str) -> set[str]:
    """``lower`` and what it may be the plural of."""
    lower = lower.removeprefix("co-")  # "co-founder"
    found = {lower, lower.removesuffix("s"), lower.removesuffix("es")}
    if lower.endswith("ies"):
        found.add(lower[:-3] + "y")
    if lower.endswith("ves"):
        found |= {lower[:-3] + "f", lower[:-3] + "fe"}
    if lower.endswith("men"):
        found.add(lower[:-3] + "man")
    if lower.endswith("children"):
        found.add(lower[:-3])  # schoolchildren
    return found
