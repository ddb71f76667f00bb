"""A surname alone that the report has given in full before: "Marcus Deal, 26, ... *Deal* died on the lawn"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from cenotaph.extract.persons import one_of_a_calling
from cenotaph.places import country_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["last_names", "name_by_verb", "surname_told", "tell_report"]

_KEY = "report"  # in the user data of a document: the text of its report
_CAP = r"[^\W\d_a-z][\w'’-]*[a-z]"
_FULL = re.compile(rf"\b{_CAP}\.?(?: [A-Z]\.| {_CAP}| (?:al|el|bin|de|la|van|von|da|dos))*? ({_CAP})\b(?! {_CAP})")
_SMALL = re.compile(r"\b[a-z]{2,}")
_FIRST = {"the", "a", "an", "in", "at", "on", "by", "for", "from", "when", "after", "as", "two", "three", "four"}


@lru_cache(maxsize=4)
def last_names(text: str) -> frozenset[str]:
    """The last words of runs of capitalised words, in lines of running text."""
    found: set[str] = set()
    for line in text.splitlines():
        if len(_SMALL.findall(line)) >= 3:
            found |= {m.group(1) for m in _FULL.finditer(line) if m.group().split()[0].lower() not in _FIRST}
    return frozenset(found)


def tell_report(doc: Doc, text: str) -> None:
    """Let a document know the ``text`` of its report, whose last names are looked up where a word asks for them."""
    doc.user_data[_KEY] = text


def surname_told(word: Token) -> bool:
    """Whether ``word`` is a last name by what its report names in full, whatever else it means."""
    if word.tag_[:2] not in {"NN", "VB", "RB", "JJ", "UH"} or not word.text.istitle() or word.n_lefts:
        return False
    if word.tag_ in {"NN", "NNS"} and word.text in last_names(word.doc.user_data.get(_KEY, "")):
        return country_of(word.text) is None and not one_of_a_calling(word.lower_)
    for earlier in word.doc[: word.i]:
        if earlier.text != word.text or earlier.i == 0 or earlier.dep_ == "compound":
            continue
        first = earlier.nbor(-1)
        if first.tag_ == "NNP" and first.text.istitle() and first.head == earlier:
            return country_of(word.text) is None and country_of(f"{first.text} {word.text}") is None
    return False


def name_by_verb(word: Token) -> bool:
    """ "*Torres* was killed": a name that the parse takes for a plural, beside a verb of one."""
    if word.tag_ != "NNS" or not word.text.istitle() or word.n_lefts or word.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    return any(c.dep_ in {"aux", "auxpass"} and c.lower_ in {"was", "has", "is"} for c in word.head.children)
