"""How many people a plural without a number means where the word or an earlier one says so: "the twins", "her sons
Jomar and Dindo ... *the brothers*"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cenotaph.extract.lexicon import flat, table
from cenotaph.extract.phrases import end_of, text_of
from cenotaph.model import Count, Hedge

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["told_number"]

_DEFINITE = {"the", "these", "those", "both"}
_NAME = r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*(?:, \d{1,3})?"
_NAMES = re.compile(rf"^\W{{0,2}}\s?(?P<names>{_NAME}(?:, {_NAME})*,? (?:and|&) {_NAME})")
_BACK = 80  # words looked back at


def told_number(head: Token, profile: str, start: int, end: int) -> Count | None:
    """The count of a plural at offsets ``start`` to ``end``: by its word, or by those of the same kind who were
    named or numbered before in its paragraph; None where nothing says how many."""
    n = _by_word(head) or _by_names(head)
    if n is None:
        return None
    return Count(low=n, best=n, high=n, text=text_of(head.doc)[start:end], hedge=Hedge.EXACT, profile=profile)


def _by_word(head: Token) -> int | None:
    if head.lower_ == "parents" and any(c.tag_ == "PRP$" for c in head.lefts):
        return 2  # "*her parents* were dead"
    sizes = flat("groups", "born_together")
    of = sizes.get(head.lower_) or next((sizes[c.lower_] for c in head.lefts if c.lower_ in sizes), None)
    several = (
        head.dep_ == "conj"
        or head.lower_ in {"set", "pair", "pairs", "sets"}
        or any(c.dep_ == "nummod" for c in head.children)
    )
    return int(of) if of is not None and not several else None


def _by_names(head: Token) -> int | None:
    if not {c.lower_ for c in head.lefts} & _DEFINITE:
        return None
    alike: list[str] = next(
        (k.split() for k in table("groups")["same_people"]["rows"] if head.lower_ in k.split()), []
    )
    text = text_of(head.doc)
    for before in reversed(head.doc[max(0, head.left_edge.i - _BACK) : head.left_edge.i]):
        if before.lower_ not in alike:
            continue
        named = _NAMES.match(text[end_of(before) :])
        if named is not None:
            return len(re.split(r",? (?:and|&) |, (?!\d)", named.group("names")))
    return None
