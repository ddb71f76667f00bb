"""Names of Arabic speakers: from the words of a description to one actor with its kind and country."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from cenotaph.extract.arabic.folding import Word, fold_text, forms
from cenotaph.extract.arabic.lexicon import table, words
from cenotaph.extract.voices import Voice
from cenotaph.model import ActorKind
from cenotaph.places import country_of, nationality_of

__all__ = ["nation", "plain", "voice_of"]

_ENDINGS = ("يين", "يون", "يات", "يه", "يا", "ي")  # of an adjective of origin, in folded letters


def plain(text: str) -> str:
    """The words without vowel marks, lengthening strokes and marks of direction; letters stay as written."""
    return "".join(c for c in text if c != "ـ" and unicodedata.category(c) not in ("Mn", "Cf", "Me"))


def voice_of(tokens: Sequence[Word], text: str, *, owner: bool = False) -> Voice | None:
    """The voice that the words name; None where they name nobody.

    A spokesperson speaks for the body behind "in the name of"; a person with an office goes by the name alone; a
    report speaks for its author. ``owner``: a preposition may be written onto the first word.
    """
    tokens = [w for w in tokens if w.letters or w.text[0].isalpha() or w.digits]
    if not tokens:
        return None
    whole = (tokens[0].start, tokens[-1].end)
    spokesman = next((k for k, w in enumerate(tokens) if w.text in words("speech", "spokesman.name")), None)
    shape = "organisation"
    if spokesman is not None and spokesman + 1 < len(tokens):
        named = list(tokens[spokesman + 1 :])
    else:
        named = _person(tokens) or list(tokens)
        shape = "person" if len(named) < len(tokens) else "organisation"
    if named[0].isin(words("speech", "spokesman.documents")):
        author = next((k for k, w in enumerate(named) if k and w.text.startswith("ل")), None)
        if author is None:
            whose = len(named) > 1 and (len(named) > 2 or named[1].text.startswith("ال"))
            named = named[1:] if whose else named
        else:
            named, owner = named[author:], True
    if not named or (len(named) == 1 and named[0].isin(words("speech", "spokesman.nobody"))):
        return None
    if named[0].text in words("speech", "spokesman.nobody"):
        return None
    name = _written(named, text, owner=owner)
    kind = _kind(named)
    if kind is ActorKind.UNKNOWN and shape == "person":
        kind = ActorKind.INDIVIDUAL
    country = next((c for c in (nation(w) for w in named) if c), None)
    return Voice(name, kind, text[whole[0] : whole[1]], country, shape, frozenset(), *whole)


def _person(tokens: Sequence[Word]) -> list[Word] | None:
    """The name behind an office: "the head of the council Khaled M." -> "Khaled M."."""
    if not tokens[0].isin(words("speech", "spokesman.titles")):
        return None
    for k in range(1, len(tokens)):
        closed = tokens[k - 1].text.startswith(("ال", "وال")) or (k == 1 and tokens[0].text.startswith("ال"))
        if closed and not tokens[k].text.startswith("ال"):
            rest = list(tokens[k:])
            bare = rest[0].text in ("في", "من", "باسم", "ل", "و") or rest[0].text.startswith(("بال", "لل", "وال"))
            return None if bare or len(rest) > 4 else rest
    return None


def _written(named: Sequence[Word], text: str, *, owner: bool) -> str:
    """The name as the report writes it, blanks made single, without a preposition that is written onto it."""
    first = plain(text[named[0].start : named[0].end])
    if owner:
        if first.startswith("لل"):
            first = "ال" + first[2:]
        elif first.startswith(("ل", "ب")) and fold_text(first[1:]) in _known() and fold_text(first) not in _known():
            first = first[1:]
    return " ".join([first, *(plain(text[w.start : w.end]) for w in named[1:])])


@cache
def _known() -> frozenset[str]:
    kinds = {w for row in table("speech")["kinds"].values() for w in fold_text(row).replace("_", " ").split()}
    return frozenset(kinds) | words("speech", "spokesman.titles")


def _kind(named: Sequence[Word]) -> ActorKind:
    rows = table("speech")["kinds"]
    if any(a.text == "الدفاع" and b.text == "المدني" for a, b in pairwise(named)):
        return ActorKind.STATE
    for label, row in rows.items():
        known = frozenset(fold_text(row).split())
        if any(f in known for w in named for f in forms(w.text)):
            return ActorKind(label)
    return ActorKind.UNKNOWN


def nation(word: Word) -> str | None:
    """ISO 3166-1 alpha-2 code of a word for a nation or a country, whatever its ending; None for other words."""
    if not word.letters:
        return None
    return _nation(word.text)


@lru_cache(maxsize=8192)
def _nation(text: str) -> str | None:
    for base in forms(text):
        code = country_of(base)
        if code:
            return code
    for base in forms(text):
        for ending in ("", *_ENDINGS):
            stem = base.removesuffix(ending)
            if len(stem) > 2 and (stem != base or not ending):
                adjective = stem + "ي" if ending else stem
                code = _nations().get(adjective) or nationality_of(adjective)
                if code:
                    return code
    return None


@cache
def _nations() -> dict[str, str]:
    rows = table("people")["nations"].items()
    return {adjective: code for code, row in rows for adjective in fold_text(row).split()}
